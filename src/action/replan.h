/* Planning many leads anew, after something they all hang on has changed. For the action room only.
 */
#pragma once

#include "action/context_inner.h"

typedef struct Replan {
    const struct replan_due_row
        *leads; /* in the order to plan them: who comes first gets the room */
    size_t count;
    int64_t moved; /* set: how many are due at another time than before */
} Replan;

/* Inside the caller's transaction. The dials of all of them are taken off the load first, so that a
 * full day is no reason to move what stood on it. */
bool replan_leads(Context *context, Replan *replan, Err *err);
