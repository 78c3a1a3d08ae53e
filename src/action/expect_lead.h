/* What the planner expects of one lead in the days to come, if nothing happens: nobody answers, and
 * each of our touches is made when it is due. The same plan_next() as live planning. */
#pragma once

#include "action/context.h"
#include "follow/plan.h"

typedef struct ExpectedTouch {
    Time at;
    Day day; /* the owner's */
    Channel channel;
    Mode mode;
    Concern concern;
    const char *step, *contact_name; /* NULL: none */
    const char *reason;
    bool next; /* it is the lead's next touch; else nothing is planned yet */
} ExpectedTouch;

typedef struct ExpectedTouches {
    int64_t lead_id;
    const char *lead_name;
    int days;
    ExpectedTouch *at;
    size_t count;
} ExpectedTouches;

enum { EXPECTED_DAYS = 30, EXPECTED_DAYS_MOST = 366 };

/* `days` 0: EXPECTED_DAYS. None of a lead that is not open. INPUT: too many days; MISSING. */
bool expect_lead(Context *context, Arena *arena, int64_t lead_id, int days,
                 ExpectedTouches *expected, Err *err);
