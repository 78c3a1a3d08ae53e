/* Certainty inside: for the action room only. */
#pragma once

#include "action/certainty.h"
#include "action/context_inner.h"

/* The level alone; who calls this writes what was learned. */
bool message_rise(Context *context, Arena *arena, int64_t touch_id, MessageLevel level,
                  bool *raised, Err *err);
