/* Levelling after an import: people met in person, whose first calls an import dated row by row,
 * are dated once more, the hot ones first (DESIGN §3 "Load"). For the action room only. */
#pragma once

#include "action/context_inner.h"

/* Those captured since an instant and not yet touched; within the caller's transaction. Does
 * nothing when there are more than LEVEL_MOST (a list is released as capacity allows anyway), or
 * when they came in that order: a list without ratings is planned once. */
enum { LEVEL_MOST = 20000 };
bool level_met(Context *context, Arena *arena, Time since, Err *err);
