#include "action/metrics.h"

#include "action/context_inner.h"
#include "follow/line.h"

#include <string.h>

/* A touch due before this counts as silence: so many working days ago, at the same time of day. By
 * the workspace's calendar; what hours a user works is not asked. */
static Time silent_before(const Context *context, const Policy *policy)
{
    enum { YEAR = 366 };
    Day day = zone_day(context->zone, context->now), least = day - YEAR;
    for (int left = policy->overdue_days; left > 0 && day > least; day--)
        left -= line_working_day(policy, context->country, NULL, day);
    return zone_time(context->zone, day, zone_minute(context->zone, context->now));
}

bool metrics_read(Context *context, Arena *arena, Metrics *metrics, Err *err)
{
    const Policy *policy;
    struct metrics_counts_row counts;
    struct metrics_size_row size;
    if (!context_policy(context, &policy, err) ||
        !sql_metrics_counts(
            context->db, arena,
            &(struct metrics_counts_in){.workspace = context->workspace,
                                        .now = context->now,
                                        .silent_before = silent_before(context, policy),
                                        .most_open = METRICS_OPEN_MOST,
                                        .most = METRICS_MOST},
            &counts, NULL, err) ||
        !sql_metrics_size(context->db, arena, &size, NULL, err))
        return false;
    const Metric all[] = {
        {"beck_leads_open", "Open leads", counts.open, METRICS_OPEN_MOST},
        {"beck_touches_overdue", "Next touches whose time has come", counts.overdue, METRICS_MOST},
        {"beck_leads_silent",
         "Leads whose next touch is overdue by working days that count as "
         "silence",
         counts.silent, METRICS_MOST},
        {"beck_promises_late", "Promises of ours whose time went by", counts.late, METRICS_MOST},
        {"beck_jobs_waiting", "Imports that wait or run", counts.jobs, 0},
        {"beck_webhook_backlog", "Deliveries that are still to be taken", counts.webhooks,
         METRICS_MOST},
        {"beck_webhooks_off", "Webhooks that are switched off", counts.webhooks_off, 0},
        {"beck_users_active", "Active users", counts.users, 0},
        {"beck_database_bytes", "Size of the database", size.bytes, 0},
    };
    Metric *made = arena_alloc(arena, sizeof all);
    memcpy(made, all, sizeof all);
    *metrics = (Metrics){.at = made, .count = sizeof all / sizeof *all};
    return true;
}
