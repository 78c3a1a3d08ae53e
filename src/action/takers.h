/* Takers: to whom leads are given, one user or several in turn. For the action room only. */
#pragma once

#include "action/context_inner.h"

typedef struct Taker {
    int64_t id;
    int64_t leads; /* open ones there are, and those given here */
} Taker;

typedef struct Takers {
    Taker *at;
    size_t count; /* at least 1 */
} Takers;

/* `to`, or for NULL all active reps and managers but `from` (0: nobody is left out), the admins
 * where there are no others; of those the context's user may give to. INPUT: `to` is `from` or not
 * active; MISSING: there is nobody. */
bool takers_choose(Context *context, Arena *arena, int64_t from, const char *to, Takers *takers,
                   Err *err);
/* Whose turn it is: the one with the fewest leads. */
int64_t takers_take(const Takers *takers);
