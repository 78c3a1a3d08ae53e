/* Report lines: how many lines are in the water, day by day. */
#include "action/report_inner.h"

#include <stdlib.h>

static bool count_leads(Context *context, Arena *arena, int64_t user, Time since, Time until,
                        int64_t *leads, Err *err)
{
    struct report_lines_row row;
    if (!sql_report_lines(
            context->db, arena,
            &(struct report_lines_in){
                .workspace = context->workspace, .user_id = user, .since = since, .until = until},
            &row, NULL, err))
        return false;
    *leads = row.leads;
    return true;
}

static bool add_seller(Context *context, Arena *arena, const struct user_list_row *user, Time until,
                       int64_t target, LinesReport *report, Err *err)
{
    const Worker *worker;
    if (!context_worker(context, user->id, false, &worker, err))
        return false;
    LinesSeller seller = {.user_id = user->id, .name = user->name, .target = target};
    seller.days = arena_array(arena, report->day_count, sizeof *seller.days);
    Day first = zone_day(worker->zone, until) - (Day)(report->day_count - 1);
    for (size_t i = 0; i < report->day_count; i++) {
        Time from = zone_time(worker->zone, first + (Day)i, 0);
        Time to = zone_time(worker->zone, first + (Day)i + 1, 0);
        if (!count_leads(context, arena, user->id, from, to <= until ? to : until + 1,
                         &seller.days[i], err))
            return false;
    }
    if (!count_leads(context, arena, user->id, zone_time(worker->zone, first, 0), until + 1,
                     &seller.touched, err))
        return false;
    if (seller.touched || report_user_active(user))
        report->sellers[report->seller_count++] = seller;
    return true;
}

static bool choose_days(const Context *context, const ReportOptions *options,
                        const ReportRange *range, LinesReport *report, Err *err)
{
    const Zone *zone = context_zone(context);
    Day last = zone_day(zone, range->until);
    bool given = options->since != TIME_NONE && options->since != 0;
    report->first = given ? zone_day(zone, range->since) : last - REPORT_LINE_DAYS + 1;
    if (last - report->first >= REPORT_LINE_DAYS_MOST)
        return err_field(err, ERR_INPUT, "since", "lines are shown for %d days at most",
                         REPORT_LINE_DAYS_MOST);
    report->day_count = (size_t)(last - report->first) + 1;
    return true;
}

bool report_lines(Context *context, Arena *arena, const ReportOptions *options, LinesReport *report,
                  Err *err)
{
    ReportRange range;
    LinesReport made = {0};
    const char *target;
    auto_txn Txn txn = {0};
    if (!report_range(context, options, &range, err) ||
        !choose_days(context, options, &range, &made, err) ||
        !context_setting(context, "lines_target", &target, err) ||
        !db_begin(&txn, context->db, TXN_READ, err))
        return false;
    ReportUsers users = report_users(context, arena, &range);
    made.sellers = arena_array(arena, users.count, sizeof *made.sellers);
    for (size_t i = 0; i < users.count; i++)
        if (!add_seller(context, arena, &users.at[i], range.until, strtol(target, NULL, 10), &made,
                        err))
            return false;
    if (!db_commit(&txn, err))
        return false;
    *report = made;
    return true;
}
