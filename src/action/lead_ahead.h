/* Ahead: what is to come of one lead after its next touch, as the planner would have it in the
 * ordinary course (follow/forecast.h says what is assumed). Nothing of it is fixed: each touch is
 * planned when the one before it has been. */
#pragma once

#include "action/context.h"
#include "follow/terms.h"

enum { AHEAD_DAYS = 30, AHEAD_TOUCHES = 30 };

typedef struct AheadTouch {
    Time at;
    Channel channel; /* CHANNEL_NONE: somebody to be found first */
    Mode mode;
    const char *reason;
} AheadTouch;

typedef struct LeadAhead {
    AheadTouch *at; /* in their order, the next touch not among them */
    size_t count;
} LeadAhead;

/* Of the next AHEAD_DAYS, at most AHEAD_TOUCHES; none when the lead is not open. MISSING. */
bool lead_ahead(Context *context, Arena *arena, int64_t lead_id, LeadAhead *ahead, Err *err);
