/* The e-mail that keeps a promise of ours: written from the promise itself, its words begun.
 *
 * It goes by the outbox, where it can be taken back for a minute. When it has gone the promise is
 * kept by it; if it comes back, or the server puts it off at its dot, the promise is open again
 * (action/certainty.h), and where nothing proves that it arrived they are asked (follow/plan.h).
 */
#pragma once

#include "action/file.h"
#include "action/invitation_offer.h"
#include "action/outbox.h"
#include "action/promise_way.h"

typedef struct PromiseMail {
    PromiseCard promise;
    PromiseWay way; /* CHANNEL_NONE: there is no mailbox of theirs to write to */
    const char *subject, *words;
    FilesShown files;           /* of the lead: what could go with it */
    InvitationOffer invitation; /* … and the invitation to what is agreed */
} PromiseMail;

/* CONFLICT: it is not open any more, or they are the ones who promised it. */
bool promise_mail_draft(Context *context, Arena *arena, int64_t id, PromiseMail *mail, Err *err);

typedef struct PromiseMailInput {
    const char *subject, *words; /* as edited; NULL: as begun */
    const int64_t *files;        /* of the lead's */
    size_t file_count;
    const FileInput
        *adds; /* they are kept with the lead and go along; `lead_id` is of no account */
    size_t add_count;
    bool invites;      /* the invitation to what is agreed goes along */
    const char *place; /* … to where; NULL: it does not say */
} PromiseMailInput;

/* INPUT: it says nothing, or has a hole (field "words", "subject"); there is no mailbox of theirs
 * (field "to"). MISSING (field "files"): no file of the lead. CONFLICT: it would not go by itself,
 * and why; it cannot invite (field "invitation"). */
bool promise_mail_send(Context *context, Arena *arena, int64_t id, const PromiseMailInput *input,
                       PromiseCard *promise, OutboxEntry *entry, Err *err);
