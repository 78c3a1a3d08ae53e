#include "action/list_today.h"

#include "action/access_inner.h"
#include "action/setting.h"
#include "action/touch_card_inner.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>

typedef struct Listing {
    Context *context;
    Arena *arena;
    Today *today;
    VEC(TouchCard) cards;
    VEC(PromiseCard) promises;
} Listing;

static int by_rank(const void *a, const void *b)
{
    const TouchCard *left = a, *right = b;
    if (left->group != right->group)
        return (left->group > right->group) - (left->group < right->group);
    if (left->rank.score != right->rank.score)
        return (left->rank.score < right->rank.score) - (left->rank.score > right->rank.score);
    if (left->due_at != right->due_at)
        return (left->due_at > right->due_at) - (left->due_at < right->due_at);
    return (left->id > right->id) - (left->id < right->id);
}

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

/* The groups come in their order: what one fills, a later one need not read. */
static bool list_groups(Listing *listing, const Worker *worker, const size_t counts[GROUPS],
                        Err *err)
{
    Context *context = listing->context;
    struct today_group_rows rows[GROUPS] = {0};
    size_t room = TODAY_SHOWN_MOST;
    auto_asks Asks asks = {.db = context->db, .arena = listing->arena};
    for (int group = 0; group < GROUPS; group++) {
        size_t most = counts[group] < room ? counts[group] : room;
        room -= most;
        listing->today->counts[group] += counts[group];
        if (most)
            sql_today_group_ask(&asks,
                                &(struct today_group_in){.workspace = context->workspace,
                                                         .owner_id = worker->id,
                                                         .today_group = group,
                                                         .until = end_of_day(worker, context->now),
                                                         .most = (int64_t)most},
                                &rows[group]);
    }
    if (!asks_answer(&asks, err))
        return false;
    for (int group = 0; group < GROUPS; group++)
        for (size_t i = 0; i < rows[group].count; i++) {
            TouchCard *card = vec_push(listing->arena, &listing->cards);
            *card = touch_card_of_row(context, listing->arena, &rows[group].at[i], worker);
        }
    return true;
}

static bool is_shown(const Listing *listing, int64_t promise_id)
{
    vec_each (const TouchCard, card, &listing->cards) {
        if (card->promise_id == promise_id)
            return true;
    }
    return false;
}

static bool list_due_promises(Listing *listing, const Worker *worker, Err *err)
{
    PromiseCards due;
    if (!list_promises(listing->context, listing->arena, worker->name, false, "open",
                       end_of_day(worker, listing->context->now), TODAY_SHOWN_MOST, &due, err))
        return false;
    for (size_t i = 0; i < due.count; i++)
        if (!is_shown(listing, due.at[i].id)) {
            PromiseCard *card = vec_push(listing->arena, &listing->promises);
            *card = due.at[i];
        }
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
        !list_owners(&listing, options, err) || !db_commit(&txn, err))
        return false;
    if (listing.cards.count)
        qsort(listing.cards.at, listing.cards.count, sizeof *listing.cards.at, by_rank);
    size_t most = options->limit ? options->limit : TODAY_SHOWN_MOST;
    made.touches =
        (TouchCards){listing.cards.at, listing.cards.count < most ? listing.cards.count : most};
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

static int by_score(const void *a, const void *b)
{
    const DueTouch *left = a, *right = b;
    if (left->score != right->score)
        return (left->score < right->score) - (left->score > right->score);
    if (left->due_at != right->due_at)
        return (left->due_at > right->due_at) - (left->due_at < right->due_at);
    return (left->lead_id > right->lead_id) - (left->lead_id < right->lead_id);
}

bool list_due(Context *context, Arena *arena, int64_t owner_id, Group group, DueTouches *due,
              Err *err)
{
    struct today_due_rows rows;
    if (!sql_today_due(context->db, arena,
                       &(struct today_due_in){.workspace = context->workspace,
                                              .owner_id = owner_id,
                                              .today_group = group,
                                              .now = context->now,
                                              .most = TODAY_SHOWN_MOST},
                       &rows, err))
        return false;
    *due = (DueTouches){arena_array(arena, rows.count, sizeof *due->at), rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        RankInput input = {.group = group,
                           .due_at = rows.at[i].due_at,
                           .promised_at = rows.at[i].promised_at,
                           .last_touched_at = rows.at[i].silent_since};
        due->at[i] = (DueTouch){.lead_id = rows.at[i].lead_id,
                                .score = (int)rows.at[i].worth + rank_clock(&input, context->now),
                                .due_at = rows.at[i].due_at};
    }
    if (due->count)
        qsort(due->at, due->count, sizeof *due->at, by_score);
    return true;
}
