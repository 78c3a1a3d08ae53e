/* Report activity: the touches that were made, by day and channel, against the hours there were. */
#include "action/report_inner.h"

#include "action/forecast_leads.h"
#include "base/text.h"
#include "follow/line.h"
#include "follow/outcome.h"

typedef struct Counting {
    Context *context;
    ActivityReport *report;
    const Policy *policy;
} Counting;

static void count(const Counting *counting, const Worker *worker,
                  const struct report_activity_row *row)
{
    Outcome outcome;
    Channel channel = CHANNEL_NONE;
    Day place = zone_day(worker->zone, row->at) - counting->report->first;
    if (place < 0 || (size_t)place >= counting->report->day_count ||
        !outcome_find(row->outcome, &outcome))
        return;
    const OutcomeFacts *facts = outcome_facts(outcome);
    ActivityDay *day = &counting->report->days[place];
    if (!text_empty(row->channel))
        channel_find(row->channel, &channel);
    day->talks += facts->human;
    if (facts->inbound)
        return;
    day->touches[channel]++;
    day->all++;
    day->minutes_spent += forecast_minutes(channel);
}

static bool count_user(const Counting *counting, const Worker *worker, Err *err)
{
    Context *context = counting->context;
    const ActivityReport *report = counting->report;
    auto_arena Arena *scratch = arena_new();
    auto_rows Rows *rows = sql_report_activity_open(
        context->db,
        &(struct report_activity_in){
            .workspace = context->workspace,
            .user_id = worker->id,
            .since = zone_time(worker->zone, report->first, 0),
            .until = zone_time(worker->zone, report->first + (Day)report->day_count, 0)},
        err);
    if (!rows)
        return false;
    for (bool more;; arena_reset(scratch)) {
        struct report_activity_row row;
        if (!sql_report_activity_next(rows, scratch, &row, &more, err))
            return false;
        if (!more)
            return true;
        count(counting, worker, &row);
    }
}

static void add_hours(const Counting *counting, const Worker *worker)
{
    for (size_t i = 0; i < counting->report->day_count; i++) {
        ActivityDay *day = &counting->report->days[i];
        Hours hours = worker->hours[day_weekday(day->day)];
        if (line_owner_works(worker, counting->policy, day->day) && hours.to > hours.from)
            day->minutes_available += hours.to - hours.from;
    }
}

static bool choose_days(const Context *context, Arena *arena, const ReportOptions *options,
                        const ReportRange *range, ActivityReport *report, Err *err)
{
    const Zone *zone = context_zone(context);
    Day last = zone_day(zone, range->until);
    bool given = options->since != TIME_NONE && options->since != 0;
    report->first = given ? zone_day(zone, range->since) : last - REPORT_ACTIVITY_DAYS + 1;
    if (last - report->first >= REPORT_LINE_DAYS_MOST)
        return err_field(err, ERR_INPUT, "since", "activity is shown for %d days at most",
                         REPORT_LINE_DAYS_MOST);
    report->day_count = (size_t)(last - report->first) + 1;
    report->days = arena_array(arena, report->day_count, sizeof *report->days);
    for (size_t i = 0; i < report->day_count; i++)
        report->days[i].day = report->first + (Day)i;
    return true;
}

static void sum_up(ActivityReport *report)
{
    ActivityDay *all = &report->all;
    all->day = DAY_NONE;
    for (size_t i = 0; i < report->day_count; i++) {
        const ActivityDay *day = &report->days[i];
        for (int channel = 0; channel < CHANNELS; channel++)
            all->touches[channel] += day->touches[channel];
        all->all += day->all;
        all->talks += day->talks;
        all->minutes_spent += day->minutes_spent;
        all->minutes_available += day->minutes_available;
    }
}

bool report_activity(Context *context, Arena *arena, const ReportOptions *options,
                     ActivityReport *report, Err *err)
{
    ReportRange range;
    ActivityReport made = {0};
    Counting counting = {.context = context, .report = &made};
    auto_txn Txn txn = {0};
    if (!report_range(context, options, &range, err) ||
        !choose_days(context, arena, options, &range, &made, err) ||
        !context_policy(context, &counting.policy, err) ||
        !db_begin(&txn, context->db, TXN_READ, err))
        return false;
    ReportUsers users = report_users(context, arena, &range);
    for (size_t i = 0; i < users.count; i++) {
        const Worker *worker;
        if (!context_worker(context, users.at[i].id, false, &worker, err) ||
            !count_user(&counting, worker, err))
            return false;
        if (report_user_active(&users.at[i]))
            add_hours(&counting, worker);
    }
    if (!db_commit(&txn, err))
        return false;
    sum_up(&made);
    *report = made;
    return true;
}
