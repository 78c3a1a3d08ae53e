/* What the reports share: the period asked for and whom they speak of. For report*.c alone. */
#pragma once

#include "action/context_inner.h"
#include "action/report.h"

typedef struct ReportRange {
    Time since, until;
    int64_t owner_id; /* 0: everyone */
} ReportRange;

/* MISSING: no such owner. INPUT: it ends before it begins. */
bool report_range(Context *context, const ReportOptions *options, ReportRange *range, Err *err);

/* The users asked about, by name. */
typedef struct ReportUsers {
    struct user_list_row *at;
    size_t count;
} ReportUsers;
ReportUsers report_users(Context *context, Arena *arena, const ReportRange *range);
static inline bool report_user_active(const struct user_list_row *user)
{
    return user->state[0] == 'a'; /* active, inactive: the schema allows no other */
}
const char *report_user_name(const Context *context, int64_t id); /* "" for none */

/* What was due before this instant is late by at least so many of the user's working days, as
 * plan_overdue() counts them. */
Time report_overdue_before(const Worker *worker, const Policy *policy, int working_days, Time now);

/* A place among REPORT_TRIES; the last stands for as many and more. */
static inline size_t report_try_place(int64_t tries)
{
    return tries < 0 ? 0 : tries >= REPORT_TRIES ? REPORT_TRIES - 1 : (size_t)tries;
}
