/* Once: a request that bears a key of its sender's (Idempotency-Key) is carried out once.
 *
 *     context_together() … once_find() … the act … once_keep() … context_together_end()
 *
 * The act and the answer to it are one transaction, so whoever asks again gets that answer and
 * changes nothing, whatever died in between. Keys are the user's own, and kept for ONCE_DAYS.
 */
#pragma once

#include "action/context.h"
#include "base/digest.h"

enum { ONCE_DAYS = 2, ONCE_KEY_MOST = 200 };

typedef struct OnceAnswer {
    int status;
    const char *location; /* or NULL */
    const char *body;
} OnceAnswer;

/* INPUT (field Idempotency-Key): the key was used for another request. */
bool once_find(Context *context, Arena *arena, const char *key, Digest request, OnceAnswer *answer,
               bool *found, Err *err);
bool once_keep(Context *context, const char *key, Digest request, const OnceAnswer *answer,
               Err *err);
/* Forgets those that are too old: now and then. */
bool once_forget(Context *context, Err *err);
