/* Late: a promise that cannot be kept in time. They hear of it before they ask: holding words, and
 * a new time.
 *
 * The words go by what it was promised on. An e-mail goes by itself where something sends for the
 * owner: through the outbox, so that it can be taken back for a minute. Everything else is for a
 * person, who has the words and the number.
 */
#pragma once

#include "action/promise_way.h"

enum { LATE_TIMES = 4, LATE_WAYS = 3 };

typedef struct LateDraft {
    PromiseCard promise;
    Time times[LATE_TIMES]; /* to choose from, the next first */
    size_t time_count;
    PromiseWay ways[LATE_WAYS]; /* the first is the one it goes by when nothing else is said */
    size_t way_count;
    const char *subject, *words; /* LATE_WHEN in the words becomes the time */
} LateDraft;

#define LATE_WHEN "{when}"

/* CONFLICT: it is not open any more. */
bool late_draft(Context *context, Arena *arena, int64_t id, LateDraft *draft, Err *err);

typedef struct LateInput {
    Time due_at;
    const char *subject, *words; /* as edited; NULL: the draft's */
    Channel by;                  /* CHANNEL_NONE: the first way there is */
} LateInput;

typedef struct LatePromise {
    PromiseCard promise; /* with its new time */
    PromiseWay way;
    int64_t touch_id;            /* the message in the outbox; 0: a person tells them */
    const char *subject, *words; /* with the time in them */
} LatePromise;

/* Undoable. INPUT: the time lies behind (field "due"), they cannot be reached that way (field
 * "by"), the words say nothing (field "words"). */
bool late_promise(Context *context, Arena *arena, int64_t id, const LateInput *input,
                  LatePromise *late, Err *err);
