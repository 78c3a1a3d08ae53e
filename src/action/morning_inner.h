/* The morning mail inside: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/morning.h"

/* The day of a user's morning mail, and whether and when it is to go. */
typedef struct MorningPlan {
    Day day; /* where the user is */
    bool works;
    bool wanted;
    Time from, until; /* of the day; not wanted: TIME_NONE */
} MorningPlan;

bool morning_plan(Context *context, const struct user_list_row *user, MorningPlan *plan, Err *err);
