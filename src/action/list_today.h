/* Today: what is due by the end of the owner's day, in the fixed groups of DESIGN §3, each in the
 * order of its rank. The first 200 by group and time are scored; counts stop at TODAY_COUNT_MOST.
 */
#pragma once

#include "action/invitation_alarm.h"
#include "action/list_promises.h"
#include "action/outage.h"
#include "action/touch_card.h"

enum { TODAY_SHOWN_MOST = 200, TODAY_COUNT_MOST = 1000 };

typedef struct TodayOptions {
    const char *owner; /* a user's name; NULL: the context's user */
    bool everyone;     /* all users' */
    size_t limit;      /* 0: TODAY_SHOWN_MOST */
} TodayOptions;

typedef struct Today {
    Time now;
    const char *owner_name; /* NULL: everyone */
    const Zone *zone;
    TouchCards touches;
    size_t counts[GROUPS];   /* TODAY_COUNT_MOST means that many or more */
    size_t overdue;          /* of those shown */
    PromiseCards promises;   /* due by the end of the day and not the touch of their lead */
    Outages outages;         /* what should send or read and does not */
    InvitationAlarms untold; /* who may not know of a change to an appointment */
    size_t lines_touched, lines_target; /* "Lines 83/100": leads touched in 14 days */
} Today;

bool list_today(Context *context, Arena *arena, const TodayOptions *options, Today *today,
                Err *err);

typedef struct DueTouch {
    int64_t lead_id;
    int score;
    Time due_at;
} DueTouch;

typedef struct DueTouches {
    DueTouch *at;
    size_t count;
} DueTouches;

/* The touches of one group that are due now, in their order: the first TODAY_SHOWN_MOST by time,
 * ranked by what was known when they were planned. */
bool list_due(Context *context, Arena *arena, int64_t owner_id, Group group, DueTouches *due,
              Err *err);
