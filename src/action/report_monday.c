/* Report monday: what a manager looks at when the week begins. */
#include "action/report_inner.h"

#include "action/access.h"
#include "base/text.h"
#include "base/vec.h"
#include "follow/line.h"

#include <stdlib.h>

enum { WEEK_DAYS = 7, WEEKS_LOOKED_AT = 4 };

typedef struct Mondaying {
    Context *context;
    Arena *arena;
    const Policy *policy;
    ReportUsers users;
    Time week, last_week, tomorrow; /* instants: Monday's, the one's before, tonight's midnight */
    MondayReport *report;
    struct report_planned_row *planned; /* by place in context->users */
    VEC(MondaySeller) sellers;
    VEC(MondayTouch) late;
} Mondaying;

static bool count_talks(const Mondaying *page, int64_t user, Time since, Time until, int64_t *talks,
                        Err *err)
{
    struct report_talks_row row;
    if (!sql_report_talks(page->context->db, page->arena,
                          &(struct report_talks_in){.workspace = page->context->workspace,
                                                    .user_id = user,
                                                    .since = since,
                                                    .until = until},
                          &row, NULL, err))
        return false;
    *talks = row.count;
    return true;
}

static bool count_owed(const Mondaying *page, MondaySeller *seller, Err *err)
{
    Context *context = page->context;
    struct report_broken_row broken;
    struct report_late_enquiries_row enquiries;
    if (!sql_report_broken(context->db, page->arena,
                           &(struct report_broken_in){.workspace = context->workspace,
                                                      .owner_id = seller->user_id,
                                                      .now = context->now},
                           &broken, NULL, err) ||
        !sql_report_late_enquiries(
            context->db, page->arena,
            &(struct report_late_enquiries_in){.workspace = context->workspace,
                                               .owner_id = seller->user_id,
                                               .today_group = GROUP_ENQUIRIES,
                                               .before = context->now - DAY_SECONDS},
            &enquiries, NULL, err))
        return false;
    seller->broken_promises = broken.count;
    seller->late_enquiries = enquiries.count;
    return true;
}

static bool find_where_they_give_up(const Mondaying *page, Time silent_before, MondaySeller *seller,
                                    Err *err)
{
    Context *context = page->context;
    struct report_went_silent_rows silent;
    struct report_skipped_rows skipped;
    if (!sql_report_went_silent(context->db, page->arena,
                                &(struct report_went_silent_in){.workspace = context->workspace,
                                                                .owner_id = seller->user_id,
                                                                .silent_before = silent_before,
                                                                .most = REPORT_TRIES - 1},
                                &silent, err) ||
        !sql_report_skipped(
            context->db, page->arena,
            &(struct report_skipped_in){.workspace = context->workspace,
                                        .user_id = seller->user_id,
                                        .since = context->now -
                                                 (Time)WEEKS_LOOKED_AT * WEEK_DAYS * DAY_SECONDS,
                                        .until = context->now + 1,
                                        .most = REPORT_TRIES - 1},
            &skipped, err))
        return false;
    for (size_t i = 0; i < silent.count; i++)
        seller->gave_up[report_try_place(silent.at[i].tries)] += silent.at[i].leads;
    for (size_t i = 0; i < skipped.count; i++)
        seller->gave_up[report_try_place(skipped.at[i].tries)] += skipped.at[i].skips;
    seller->gives_up_after = -1;
    for (int i = 0; i < REPORT_TRIES; i++)
        if (seller->gave_up[i] && (seller->gives_up_after < 0 ||
                                   seller->gave_up[i] > seller->gave_up[seller->gives_up_after]))
            seller->gives_up_after = i;
    return true;
}

static bool list_absences(const Mondaying *page, const Worker *worker, MondaySeller *seller,
                          Err *err)
{
    struct absence_list_rows rows;
    Day today = zone_day(worker->zone, page->context->now);
    if (!sql_absence_list(page->context->db, page->arena,
                          &(struct absence_list_in){.workspace = page->context->workspace,
                                                    .user_id = worker->id,
                                                    .day = today},
                          &rows, err))
        return false;
    seller->absences = arena_array(page->arena, rows.count, sizeof *seller->absences);
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].first_day <= today + WEEKS_LOOKED_AT * WEEK_DAYS)
            seller->absences[seller->absence_count++] =
                (MondayAbsence){.first = (Day)rows.at[i].first_day,
                                .last = (Day)rows.at[i].last_day,
                                .reason = rows.at[i].reason};
    return true;
}

/* Everybody's, also of those not shown: an offer goes to whoever has the least to do. */
static bool count_planned(Mondaying *page, Err *err)
{
    Context *context = page->context;
    page->planned = arena_array(page->arena, context->users.count, sizeof *page->planned);
    for (size_t i = 0; i < context->users.count; i++) {
        const Worker *worker;
        const Policy *policy = page->policy;
        Time now = context->now;
        if (!context_worker(context, context->users.at[i].id, false, &worker, err) ||
            !sql_report_planned(
                context->db, page->arena,
                &(struct report_planned_in){.workspace = context->workspace,
                                            .owner_id = worker->id,
                                            .due_before = page->tomorrow,
                                            .silent_before = report_overdue_before(
                                                worker, policy, policy->overdue_days, now),
                                            .late_before = report_overdue_before(
                                                worker, policy, policy->manager_days, now)},
                &page->planned[i], NULL, err))
            return false;
    }
    return true;
}

static bool list_late(Mondaying *page, const Worker *worker, const MondaySeller *seller, Err *err)
{
    Context *context = page->context;
    struct report_late_touches_rows rows;
    Time before =
        report_overdue_before(worker, page->policy, page->policy->manager_days, context->now);
    if (!sql_report_late_touches(context->db, page->arena,
                                 &(struct report_late_touches_in){.workspace = context->workspace,
                                                                  .owner_id = worker->id,
                                                                  .before = before,
                                                                  .most = REPORT_WORST},
                                 &rows, err))
        return false;
    Day today = zone_day(worker->zone, context->now);
    for (size_t i = 0; i < rows.count; i++) {
        const struct report_late_touches_row *row = &rows.at[i];
        MondayTouch *touch = vec_push(page->arena, &page->late);
        *touch =
            (MondayTouch){.touch_id = row->touch_id,
                          .lead_id = row->lead_id,
                          .owner_id = worker->id,
                          .lead_name = row->lead_name,
                          .account_name = row->account_name,
                          .owner_name = seller->name,
                          .reason = row->reason,
                          .due_at = row->due_at,
                          .working_days = line_working_days_between(
                              worker, page->policy, zone_day(worker->zone, row->due_at), today)};
        if (!text_empty(row->channel))
            channel_find(row->channel, &touch->channel);
    }
    return true;
}

static const struct report_planned_row *planned_of(const Mondaying *page, int64_t user)
{
    size_t place = 0;
    while (page->context->users.at[place].id != user)
        place++;
    return &page->planned[place];
}

static bool add_seller(Mondaying *page, const struct user_list_row *user, Err *err)
{
    Context *context = page->context;
    const struct report_planned_row *planned = planned_of(page, user->id);
    MondaySeller seller = {
        .user_id = user->id, .name = user->name, .open = planned->open, .silent = planned->silent};
    const Worker *worker;
    if (!context_worker(context, user->id, false, &worker, err))
        return false;
    Time silent_before =
        report_overdue_before(worker, page->policy, page->policy->overdue_days, context->now);
    if (!count_owed(page, &seller, err) ||
        !count_talks(page, user->id, page->week, context->now + 1, &seller.talks, err) ||
        !count_talks(page, user->id, page->last_week, page->week, &seller.talks_last_week, err) ||
        !find_where_they_give_up(page, silent_before, &seller, err) ||
        !list_absences(page, worker, &seller, err) || !list_late(page, worker, &seller, err))
        return false;
    page->report->late_total += planned->late;
    bool counts = seller.open || seller.broken_promises || seller.talks || seller.talks_last_week;
    if (counts || report_user_active(user)) {
        MondaySeller *added = vec_push(page->arena, &page->sellers);
        *added = seller;
    }
    return true;
}

static int by_due(const void *a, const void *b)
{
    const MondayTouch *left = a, *right = b;
    if (left->due_at != right->due_at)
        return (left->due_at > right->due_at) - (left->due_at < right->due_at);
    return (left->touch_id > right->touch_id) - (left->touch_id < right->touch_id);
}

/* Working again within the week. */
static bool is_there(const Mondaying *page, const Worker *worker)
{
    Day today = zone_day(worker->zone, page->context->now);
    return line_add_working_days(worker, page->policy, today, 0) - today < WEEK_DAYS;
}

/* Each offer counts as load, so that not all of them go to one. */
static bool offer(const Mondaying *page, MondayTouch *touch, Err *err)
{
    Context *context = page->context;
    size_t best = context->users.count;
    for (size_t i = 0; i < context->users.count; i++) {
        const struct user_list_row *user = &context->users.at[i];
        const Worker *worker;
        if (!report_user_active(user) || user->id == touch->owner_id ||
            !access_user(context, user->id) ||
            (best < context->users.count && page->planned[i].due >= page->planned[best].due))
            continue;
        if (!context_worker(context, user->id, false, &worker, err))
            return false;
        if (is_there(page, worker))
            best = i;
    }
    if (best == context->users.count)
        return true;
    page->planned[best].due++;
    touch->offer_id = context->users.at[best].id;
    touch->offer_name = context->users.at[best].name;
    return true;
}

static bool finish(Mondaying *page, Err *err)
{
    if (page->late.count) /* else there is no array */
        qsort(page->late.at, page->late.count, sizeof *page->late.at, by_due);
    MondayReport *report = page->report;
    report->sellers = page->sellers.at;
    report->seller_count = page->sellers.count;
    report->late = page->late.at;
    report->late_count = page->late.count < REPORT_WORST ? page->late.count : REPORT_WORST;
    for (size_t i = 0; i < report->late_count; i++)
        if (!offer(page, &report->late[i], err))
            return false;
    return true;
}

bool report_monday(Context *context, Arena *arena, const ReportOptions *options,
                   MondayReport *report, Err *err)
{
    ReportRange range;
    MondayReport made = {0};
    Mondaying page = {.context = context, .arena = arena, .report = &made};
    const Zone *zone = context_zone(context);
    Day today = zone_day(zone, context->now);
    made.week = today - (Day)day_weekday(today);
    page.week = zone_time(zone, made.week, 0);
    page.last_week = zone_time(zone, made.week - WEEK_DAYS, 0);
    page.tomorrow = zone_time(zone, today + 1, 0);
    auto_txn Txn txn = {0};
    if (!report_range(context, options, &range, err) ||
        !context_policy(context, &page.policy, err) ||
        !db_begin(&txn, context->db, TXN_READ, err) || !count_planned(&page, err))
        return false;
    page.users = report_users(context, arena, &range);
    for (size_t i = 0; i < page.users.count; i++)
        if (!add_seller(&page, &page.users.at[i], err))
            return false;
    if (!finish(&page, err) || !db_commit(&txn, err))
        return false;
    *report = made;
    return true;
}
