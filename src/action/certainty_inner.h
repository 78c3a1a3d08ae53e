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

/* The level alone; who calls this writes what was learned. */
bool message_rise(Context *context, Arena *arena, int64_t touch_id, MessageLevel level,
                  bool *raised, Err *err);
