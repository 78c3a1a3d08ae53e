/* Mailboxes as those see them who read them (dispatch/listen.h): who reads which, how far, and what
 * is to be copied into a Sent folder.
 *
 * A mailbox is read by whose number its row has, until the lease is over; whatever a reader writes
 * of it is written only while it is theirs. One that was stopped for longer than that may still
 * take a mail in that the next one takes in too, which receive_mail() does not mind.
 */
#pragma once

#include "action/context.h"
#include "base/doc.h"
#include "channel/receiver.h"

enum {
    MAILBOX_LEASE_SECONDS = 60, /* renewed by mailbox_claims() */
    MAILBOX_REST_SECONDS = 30,  /* after a failure, then twice as long each time, … */
    MAILBOX_REST_MOST = 3600, /* … and up to a quarter more, so that not all come back at once */
    SENT_COPY_TRIES = 5,      /* that a server refuses; then there is no copy */
    SENT_COPY_DAYS = 30       /* that it waits for a mailbox that is off; then there is none */
};

typedef struct MailboxClaim {
    int64_t id;
    const char *address, *driver;
    int64_t turn;      /* differs once a person has changed something: to be opened anew */
    int64_t sender_id; /* whose login it uses; 0: its own */
    const struct mailbox_list_row *row;
} MailboxClaim;

typedef struct MailboxClaims {
    MailboxClaim *at;
    size_t count;
    size_t left; /* that nobody reads, beyond the most: another worker may */
} MailboxClaims;

/* Those the worker reads from now on, `most` of them: its own still, and those that nobody
 * reads. */
bool mailbox_claims(Context *context, Arena *arena, int64_t worker, size_t most,
                    MailboxClaims *claims, Err *err);
/* What it takes to read one: settings, secrets opened, and how far each folder was read. INPUT,
 * BROKEN: its secrets cannot be had. */
typedef struct MailboxAccess {
    Doc *settings, *secrets;
    ReceiverPlace *places;
    size_t place_count;
} MailboxAccess;
bool mailbox_access(Context *context, Arena *arena, const MailboxClaim *claim,
                    MailboxAccess *access, Err *err);
/* It is not read any more: another may. */
bool mailbox_leave(Context *context, int64_t worker, int64_t id, Err *err);

/* A folder was read up to there, of a mailbox as it was when it had that `turn`. */
bool mailbox_write_place(Context *context, int64_t worker, int64_t id, int64_t turn,
                         const ReceiverPlace *place, Err *err);
/* The mail at `place` could not be had or taken in: how often now, this worker's tries and those of
 * others before. 0: the mailbox is not this worker's any more. */
bool mailbox_tried(Context *context, Arena *arena, int64_t worker, int64_t id,
                   const ReceiverPlace *place, int64_t *tries, Err *err);
/* All there is was read: what was wrong with it is not any more. */
bool mailbox_was_read(Context *context, int64_t worker, int64_t id, Err *err);
/* It rests, longer each time; DENIED and INPUT put it off until a person has looked (but a sender's
 * user who has to sign in again, which is enough: field "grant"). It is not read any more. */
bool mailbox_went_down(Context *context, Arena *arena, int64_t worker, int64_t id, const Err *why,
                       Err *err);
/* The mail at `place` cannot be taken in. */
bool mailbox_set_aside(Context *context, int64_t id, const ReceiverPlace *place, Time at,
                       size_t size, const Err *why, Err *err);

/* Those that wait for longer than SENT_COPY_DAYS go. */
bool sent_copies_fade(Context *context, Err *err);
/* Which mailboxes have copies waiting. */
bool sent_copies_waiting(Context *context, Arena *arena, int64_t **mailbox_ids, size_t *count,
                         Err *err);
/* The first one whose number is beyond `after`. */
bool sent_copy_find(Context *context, Arena *arena, int64_t mailbox_id, int64_t after,
                    ReceiverCopy *copy, bool *found, Err *err);
/* It is there, or the server would not have it. */
bool sent_copy_settle(Context *context, Arena *arena, int64_t mailbox_id, int64_t id, bool copied,
                      Err *err);
