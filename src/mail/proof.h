/* Proof: what shows that a mail which came in is about one of ours, and about which: our own marks
 * (mark.h), in the envelope that it came to or that a report quotes (return_path.h), and in the ids
 * that it answers or returns (message_id.h). Whoever has one had our mail in hands; what is written
 * beside it proves nothing. Pure; any thread.
 */
#pragma once

#include "base/arena.h"
#include "mail/mark.h"
#include "mail/reading.h"

enum {
    PROOFS_MOST = 64
}; /* a mail that has more of them is of nobody's making but an attacker's */

typedef struct Proof {
    MailTouch touch;
    bool by_path; /* a return path, which touches alone have; else a Message-ID */
} Proof;

typedef struct Proofs {
    const Proof *at;
    size_t count;
} Proofs;

/* The likeliest first: paths, `to` before all (whom the server took the mail for; NULL: not known),
 * then ids in the order of the reading. Each number once by path and once by id. */
void proofs_of(Arena *arena, const MailKeys *keys, const Reading *reading, const char *to,
               Proofs *proofs);
