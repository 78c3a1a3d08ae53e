/* Letterhead: the signatures of a sender's domain on its mails (action/sender_key.h). For this room
 * only; belongs to one thread. */
#pragma once

#include "base/buf.h"
#include "base/doc.h"
#include "mail/dkim.h"

enum { LETTERHEAD_SIGNERS = 2 };

typedef struct Letterhead {
    DkimSigner signers[LETTERHEAD_SIGNERS];
    size_t signer_count;
} Letterhead;

/* The texts of the signers are in `arena`, which is to live as long. INPUT: a key is damaged;
 * BROKEN: as dkim_key_open(). */
bool letterhead_open(Arena *arena, const Doc *settings, const Doc *secrets, Letterhead *head,
                     Err *err);
void letterhead_close(Letterhead *head);
/* Adds the mail with its signatures before it. */
bool letterhead_sign(const Letterhead *head, const Buf *mail, Time now, Buf *out, Err *err);
