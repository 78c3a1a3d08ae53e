/* Certainty inside: for the action room only. */
#pragma once

#include "action/certainty.h"
#include "action/context_inner.h"

/* What whoever carries a message told of it, once it had it. */
typedef enum ToldState { TOLD_TAKEN, TOLD_DELIVERED, TOLD_FAILED } ToldState;
typedef struct Told {
    ToldState state;
    const char *who;     /* "the gateway" */
    const char *why;     /* in their words; "" */
    bool passing;        /* TOLD_FAILED: the address may be right all the same */
    TextFailure failure; /* TOLD_FAILED of a text */
} Told;
/* Each is learned once, whatever has come before; `level`: the message's. Inside the caller's
 * transaction. */
bool message_told(Context *context, Arena *arena, int64_t touch_id, const char *level,
                  const Told *told, Err *err);

/* What was told of a message whose server has not answered yet (a gateway's report overtakes its
 * answer): kept beside what waits for the answer, the strongest of several, and learned with it.
 * `waits` false: nothing waits any more, and nothing was kept. Inside the caller's transaction,
 * which settles the message or sees that it was. */
typedef struct ToldEarly {
    bool any;
    Told told;
    const char *known_as; /* what the server calls the message that it told of; NULL */
} ToldEarly;
bool message_told_early(Context *context, Arena *arena, int64_t touch_id, const ToldEarly *early,
                        bool *waits, Err *err);
/* As sending_drop_told and sending_lapsed give it. */
ToldEarly told_early_of(const char *told, const char *known_as, const char *why, int64_t failure);

/* The level alone; who calls this writes what was learned. */
bool message_rise(Context *context, Arena *arena, int64_t touch_id, MessageLevel level,
                  bool *raised, Err *err);
