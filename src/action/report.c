#include "action/report_inner.h"

#include "action/access_inner.h"
#include "base/text.h"
#include "follow/line.h"

#include <stdlib.h>
#include <string.h>

bool report_range(Context *context, const ReportOptions *options, ReportRange *range, Err *err)
{
    ReportRange made = {.since = options->since, .until = options->until};
    if (made.until == TIME_NONE || !made.until)
        made.until = context->now;
    if (made.since == TIME_NONE)
        made.since = made.until - (Time)REPORT_DAYS * DAY_SECONDS;
    if (made.since >= made.until)
        return err_field(err, ERR_INPUT, "since", "the period ends before it begins");
    if (options->owner && !access_owner_named(context, options->owner, &made.owner_id, err))
        return false;
    *range = made;
    return true;
}

static int by_name(const void *a, const void *b)
{
    const struct user_list_row *left = a, *right = b;
    return strcmp(left->name_key, right->name_key);
}

ReportUsers report_users(Context *context, Arena *arena, const ReportRange *range)
{
    ReportUsers users = {.at = arena_array(arena, context->users.count, sizeof *users.at)};
    for (size_t i = 0; i < context->users.count; i++)
        if (range->owner_id ? context->users.at[i].id == range->owner_id
                            : access_user(context, context->users.at[i].id))
            users.at[users.count++] = context->users.at[i];
    qsort(users.at, users.count, sizeof *users.at, by_name);
    return users;
}

const char *report_user_name(const Context *context, int64_t id)
{
    const struct user_list_row *user = context_find_user(context, id);
    return user ? user->name : "";
}

Time report_overdue_before(const Worker *worker, const Policy *policy, int working_days, Time now)
{
    enum { FURTHEST = 400 }; /* an owner who works on no day of a year is late by nothing */
    Day today = zone_day(worker->zone, now);
    for (Day day = today; day > today - FURTHEST; day--)
        if (line_working_days_between(worker, policy, day, today) >= working_days) {
            Time end = zone_time(worker->zone, day + 1, 0);
            return end < now ? end : now;
        }
    return TIME_NONE + 1;
}
