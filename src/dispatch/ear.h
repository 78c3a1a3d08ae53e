/* A mailbox that is being read: for this room only. */
#pragma once

#include "action/mailbox_read.h"
#include "dispatch/token.h"

typedef struct Ear {
    int64_t mailbox_id, turn;
    bool wanted; /* by the last look */
    Receiver *receiver;
    TokenAsker asker;
    DialBearer bearer;
    bool through;       /* all there is was read */
    int64_t told_at;    /* … which is written down now and then; clock_ticking() */
    ReceiverCopy copy;  /* that the receiver has; none: 0 bytes */
    Arena *copy_arena;  /* … where it lies */
    int64_t copy_after; /* copies up to there were refused lately */
    int64_t copy_again; /* … and are tried again then; clock_ticking() */
} Ear;

/* Opened. False: `err`, as of mailbox_went_down(). */
bool ear_open(Context *context, Arena *scratch, const WorkOptions *options, int64_t offset,
              const MailboxClaim *claim, Ear **ear, Err *err);
void ear_close(Ear *ear); /* NULL is allowed */

/* Gives its receiver the next copy that waits, where it takes one. */
bool ear_give_copy(Context *context, Ear *ear, Err *err);
/* What the server made of it. */
bool ear_end_copy(Context *context, Arena *scratch, Ear *ear, const ReceiverNews *news, Err *err);
bool ear_has_copy(const Ear *ear);
