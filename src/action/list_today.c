#include "action/list_today.h"

#include "action/access_inner.h"
#include "action/id_list.h"
#include "action/setting.h"
#include "action/touch_card_inner.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>

/* A touch that is due, before it is known whether it will be shown. */
typedef struct Due {
    DueTouch touch;
    Group group;
    int64_t owner_id;
} Due;

typedef struct Listing {
    Context *context;
    Arena *arena;
    Today *today;
    VEC(Due) due;
    VEC(PromiseCard) promises;
} Listing;

static Time end_of_day(const Worker *worker, Time now)
{
    return zone_time(worker->zone, zone_day(worker->zone, now) + 1, 0);
}

/* How many of each group are due, and the leads touched lately: asked together. */
static bool count_owner(Listing *listing, const Worker *worker, size_t counts[GROUPS], Err *err)
{
    enum { LINES_DAYS = 14 };
    Context *context = listing->context;
    struct today_count_row rows[GROUPS];
    struct today_lines_row lines;
    auto_asks Asks asks = {.db = context->db, .arena = listing->arena};
    for (int group = 0; group < GROUPS; group++)
        sql_today_count_ask(&asks,
                            &(struct today_count_in){.workspace = context->workspace,
                                                     .owner_id = worker->id,
                                                     .today_group = group,
                                                     .until = end_of_day(worker, context->now),
                                                     .most = TODAY_COUNT_MOST},
                            &rows[group], NULL);
    sql_today_lines_ask(
        &asks,
        &(struct today_lines_in){.workspace = context->workspace,
                                 .owner_id = worker->id,
                                 .since = context->now - (Time)LINES_DAYS * DAY_SECONDS,
                                 .most = TODAY_COUNT_MOST},
        &lines, NULL);
    if (!asks_answer(&asks, err))
        return false;
    for (int group = 0; group < GROUPS; group++)
        counts[group] = (size_t)rows[group].count;
    listing->today->lines_touched += (size_t)lines.touched;
    return true;
}

static DueTouch due_of_row(const struct today_due_row *row, Group group, Time now)
{
    RankInput input = {.group = group,
                       .due_at = row->due_at,
                       .promised_at = row->promised_at,
                       .last_touched_at = row->silent_since};
    return (DueTouch){.lead_id = row->lead_id,
                      .score = (int)row->worth + rank_clock(&input, now),
                      .due_at = row->due_at};
}

/* The groups come in their order: what one fills, a later one need not read. */
static bool list_groups(Listing *listing, const Worker *worker, const size_t counts[GROUPS],
                        Err *err)
{
    Context *context = listing->context;
    struct today_due_rows rows[GROUPS] = {0};
    size_t room = TODAY_SHOWN_MOST;
    auto_asks Asks asks = {.db = context->db, .arena = listing->arena};
    for (int group = 0; group < GROUPS; group++) {
        size_t most = counts[group] < room ? counts[group] : room;
        room -= most;
        listing->today->counts[group] += counts[group];
        if (most)
            sql_today_due_ask(&asks,
                              &(struct today_due_in){.workspace = context->workspace,
                                                     .owner_id = worker->id,
                                                     .today_group = group,
                                                     .until = end_of_day(worker, context->now),
                                                     .most = (int64_t)most},
                              &rows[group]);
    }
    if (!asks_answer(&asks, err))
        return false;
    for (int group = 0; group < GROUPS; group++)
        for (size_t i = 0; i < rows[group].count; i++)
            *vec_push(listing->arena, &listing->due) =
                (Due){due_of_row(&rows[group].at[i], (Group)group, context->now), (Group)group,
                      worker->id};
    return true;
}

static bool list_due_promises(Listing *listing, const Worker *worker, Err *err)
{
    PromiseCards due;
    if (!list_promises_beside(listing->context, listing->arena, worker->id,
                              promise_alarm_until(worker->zone, listing->context->now),
                              end_of_day(worker, listing->context->now), TODAY_SHOWN_MOST, &due,
                              err))
        return false;
    for (size_t i = 0; i < due.count; i++)
        *vec_push(listing->arena, &listing->promises) = due.at[i];
    return true;
}

static bool list_owner(Listing *listing, int64_t user_id, Err *err)
{
    const Worker *worker;
    size_t counts[GROUPS];
    return context_worker(listing->context, user_id, false, &worker, err) &&
           count_owner(listing, worker, counts, err) && list_groups(listing, worker, counts, err) &&
           list_due_promises(listing, worker, err);
}

static bool list_owners(Listing *listing, const TodayOptions *options, Err *err)
{
    Context *context = listing->context;
    int64_t owner = context->user;
    if (options->everyone) {
        for (size_t i = 0; i < context->users.count; i++)
            if (access_user(context, context->users.at[i].id) &&
                !list_owner(listing, context->users.at[i].id, err))
                return false;
        return true;
    }
    if (options->owner && !access_owner_named(context, options->owner, &owner, err))
        return false;
    listing->today->owner_name = context_find_user(context, owner)->name;
    return list_owner(listing, owner, err);
}

static int by_score(const DueTouch *left, const DueTouch *right)
{
    if (left->score != right->score)
        return (left->score < right->score) - (left->score > right->score);
    if (left->due_at != right->due_at)
        return (left->due_at > right->due_at) - (left->due_at < right->due_at);
    return (left->lead_id > right->lead_id) - (left->lead_id < right->lead_id);
}

static int by_group_and_score(const void *a, const void *b)
{
    const Due *left = a, *right = b;
    if (left->group != right->group)
        return (left->group > right->group) - (left->group < right->group);
    return by_score(&left->touch, &right->touch);
}

static int by_lead(const void *a, const void *b)
{
    const struct today_cards_row *left = a, *right = b;
    return (left->lead_id > right->lead_id) - (left->lead_id < right->lead_id);
}

/* The first `most` of what is due, in their order, with all that is shown of them. */
static bool read_cards(Listing *listing, size_t most, TouchCards *cards, Err *err)
{
    Context *context = listing->context;
    size_t count = listing->due.count < most ? listing->due.count : most;
    int64_t *leads = arena_array(listing->arena, count, sizeof *leads);
    struct today_cards_rows rows;
    *cards = (TouchCards){arena_array(listing->arena, count, sizeof *cards->at), count};
    if (!count)
        return true;
    qsort(listing->due.at, listing->due.count, sizeof *listing->due.at, by_group_and_score);
    for (size_t i = 0; i < count; i++)
        leads[i] = listing->due.at[i].touch.lead_id;
    if (!sql_today_cards(context->db, listing->arena,
                         &(struct today_cards_in){.workspace = context->workspace,
                                                  .leads = id_list(listing->arena, leads, count)},
                         &rows, err))
        return false;
    qsort(rows.at, rows.count, sizeof *rows.at, by_lead);
    for (size_t i = 0; i < count; i++) {
        const Worker *worker;
        struct today_cards_row *row = bsearch(&(struct today_cards_row){.lead_id = leads[i]},
                                              rows.at, rows.count, sizeof *rows.at, by_lead);
        if (!row)
            return err_set(err, ERR_BROKEN, "the next touch of lead %lld is gone in one picture",
                           (long long)leads[i]);
        if (!context_worker(context, listing->due.at[i].owner_id, false, &worker, err))
            return false;
        cards->at[i] = touch_card_of_row(context, listing->arena, row, worker);
    }
    return true;
}

bool list_today(Context *context, Arena *arena, const TodayOptions *options, Today *today, Err *err)
{
    const Policy *policy;
    const char *target;
    Today made = {.now = context->now, .zone = context_zone(context)};
    Listing listing = {.context = context, .arena = arena, .today = &made};
    /* One picture for all of its statements, and on SQLite one lock. */
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_READ, err) || !context_policy(context, &policy, err) ||
        !context_setting(context, "lines_target", &target, err) ||
        !list_owners(&listing, options, err) ||
        !read_cards(&listing, options->limit ? options->limit : TODAY_SHOWN_MOST, &made.touches,
                    err) ||
        !outage_list(context, arena, &made.outages, err) ||
        !invitation_alarms(context, arena, &made.untold, err) || !db_commit(&txn, err))
        return false;
    for (size_t i = 0; i < made.touches.count; i++)
        made.overdue += made.touches.at[i].lateness != LATE_FRESH;
    for (int group = 0; group < GROUPS; group++)
        if (made.counts[group] > TODAY_COUNT_MOST)
            made.counts[group] = TODAY_COUNT_MOST;
    made.promises = (PromiseCards){listing.promises.at, listing.promises.count};
    made.lines_target = (size_t)strtol(target, NULL, 10);
    *today = made;
    return true;
}

static int by_score_alone(const void *a, const void *b)
{
    return by_score(a, b);
}

bool list_due(Context *context, Arena *arena, int64_t owner_id, Group group, DueTouches *due,
              Err *err)
{
    struct today_due_rows rows;
    if (!sql_today_due(context->db, arena,
                       &(struct today_due_in){.workspace = context->workspace,
                                              .owner_id = owner_id,
                                              .today_group = group,
                                              .until = context->now + 1,
                                              .most = TODAY_SHOWN_MOST},
                       &rows, err))
        return false;
    *due = (DueTouches){arena_array(arena, rows.count, sizeof *due->at), rows.count};
    for (size_t i = 0; i < rows.count; i++)
        due->at[i] = due_of_row(&rows.at[i], group, context->now);
    if (due->count)
        qsort(due->at, due->count, sizeof *due->at, by_score_alone);
    return true;
}
