/* Promises: what was said would be done, by us or by them. */
#pragma once

#include "action/context.h"
#include "action/promise_alarm.h"
#include "follow/terms.h"

typedef struct PromiseCard {
    int64_t id, lead_id, contact_id, owner_id;
    const char *lead_name, *account_name, *contact_name, *owner_name;
    bool ours;
    const char *text, *state; /* open, kept, cancelled */
    Time due_at, made_at, kept_at;
    Time first_due_at;   /* TIME_NONE: it has not been moved */
    const char *kept_by; /* the channel; NULL: nobody said */
    Time unproved_at;    /* kept by a message, then, and it is to be asked whether it arrived; else
                            TIME_NONE */
    int moved;
    bool late;          /* open and past its time */
    PromiseAlarm alarm; /* of an open one of ours, where the user is */
} PromiseCard;

typedef struct PromiseCards {
    PromiseCard *at;
    size_t count;
} PromiseCards;

/* `owner` NULL: the context's user; `everyone` overrides it. State "open", "kept" or "cancelled".
 */
bool list_promises(Context *context, Arena *arena, const char *owner, bool everyone,
                   const char *state, Time until, size_t most, PromiseCards *promises, Err *err);

/* The open ones of an owner that are due before `until`, without those that are their lead's touch
 * before `touches_until`. */
bool list_promises_beside(Context *context, Arena *arena, int64_t owner_id, Time until,
                          Time touches_until, size_t most, PromiseCards *promises, Err *err);

typedef struct PromiseInput {
    int64_t lead_id;
    const char *text;
    Time due_at;
    bool theirs;
} PromiseInput;

/* Makes one and plans the lead anew. Undoable. */
bool make_promise(Context *context, Arena *arena, const PromiseInput *input, PromiseCard *promise,
                  Err *err);
/* `by`: how, or CHANNEL_NONE. What went by e-mail, text or fax without Beck is asked about in four
 * office hours, if nothing proves until then that it arrived (follow/plan.h). CONFLICT when it is
 * not open any more. Undoable. */
bool keep_promise(Context *context, Arena *arena, int64_t id, Channel by, PromiseCard *promise,
                  Err *err);
/* A new time for one, and what they are told: action/late_promise.h. */
bool cancel_promise(Context *context, Arena *arena, int64_t id, PromiseCard *promise, Err *err);
