/* Absence is planned: what was due is spread, promises first; what stands at its time is listed, to
 * be handed over. */
#include "action/access_inner.h"
#include "action/audit_inner.h"
#include "action/replan.h"
#include "action/user_inner.h"
#include "base/text.h"

#include <string.h>

enum { DUE_MOST = 100000, AFTERWARDS_DAYS = 14 };

typedef struct Away {
    Context *context;
    Arena *arena;
    const struct user_list_row *user;
    const Zone *zone;
    Time since, until; /* the instants the days lie between */
} Away;

static bool open_away(Context *context, Arena *arena, int64_t user_id, Day first, Day last,
                      Away *away, Err *err)
{
    const Worker *worker;
    if (!context_worker(context, user_id, false, &worker, err))
        return false;
    *away = (Away){.context = context,
                   .arena = arena,
                   .user = context_find_user(context, user_id),
                   .zone = worker->zone,
                   .since = zone_time(worker->zone, first, 0),
                   .until = zone_time(worker->zone, last + 1, 0)};
    return true;
}

static bool list_due(const Away *away, Time until, struct replan_due_rows *due, Err *err)
{
    return sql_replan_due(away->context->db, away->arena,
                          &(struct replan_due_in){.workspace = away->context->workspace,
                                                  .owner_id = away->user->id,
                                                  .since = away->since,
                                                  .until = until,
                                                  .most = DUE_MOST},
                          due, err);
}

static bool list_standing(const Away *away, AbsenceResult *result, Err *err)
{
    struct replan_due_rows due;
    if (!list_due(away, away->until, &due, err))
        return false;
    size_t count = due.count < ABSENCE_STANDING ? due.count : ABSENCE_STANDING;
    result->standing.at = arena_array(away->arena, count, sizeof *result->standing.at);
    for (size_t i = 0; i < count; i++)
        if (!touch_card_of_lead(away->context, away->arena, due.at[i].lead_id,
                                &result->standing.at[i], err))
            return false;
    result->standing.count = count;
    return true;
}

static bool list_owed(const Away *away, AbsenceResult *result, Err *err)
{
    PromiseCards all;
    if (!list_promises(away->context, away->arena, away->user->name, false, "open", away->until,
                       DUE_MOST, &all, err))
        return false;
    result->promises.at = arena_array(away->arena, all.count, sizeof *result->promises.at);
    for (size_t i = 0; i < all.count; i++)
        if (all.at[i].ours && all.at[i].due_at >= away->since)
            result->promises.at[result->promises.count++] = all.at[i];
    return true;
}

/* With the absence as it now is in the store. */
static bool replan(const Away *away, Time until, AbsenceResult *result, Err *err)
{
    struct replan_due_rows due;
    away->context->workers = NULL; /* their absences are kept with them */
    if (!list_due(away, until, &due, err))
        return false;
    Replan replanning = {.leads = due.at, .count = due.count};
    if (!replan_leads(away->context, &replanning, err))
        return false;
    result->moved = replanning.moved;
    return true;
}

static bool check_days(Context *context, Arena *arena, const AbsenceInput *input, int64_t user_id,
                       Err *err)
{
    const struct user_list_row *user = context_find_user(context, user_id);
    AbsenceShown *others;
    size_t count;
    const Worker *worker;
    if (!context_worker(context, user_id, false, &worker, err) ||
        !user_absences(context, arena, user, &others, &count, err))
        return false;
    if (input->last < input->first)
        return err_field(err, ERR_INPUT, "last",
                         "the absence ends on %s, before it begins on %s: give the last day by "
                         "its date",
                         day_iso(arena, input->last), day_iso(arena, input->first));
    if (input->last < zone_day(worker->zone, context->now))
        return err_field(err, ERR_INPUT, "until", "the absence is over already");
    for (size_t i = 0; i < count; i++)
        if (others[i].first <= input->last && others[i].last >= input->first)
            return err_set(err, ERR_CONFLICT, "%s is away from %s to %s already (absence %lld)",
                           user->name, day_iso(arena, others[i].first),
                           day_iso(arena, others[i].last), (long long)others[i].id);
    return true;
}

static bool insert(Context *context, Arena *arena, const AbsenceInput *input, int64_t user_id,
                   AbsenceShown *absence, Err *err)
{
    enum { REASON_BYTES = 200 };
    *absence = (AbsenceShown){
        .user_id = user_id,
        .user_name = context_find_user(context, user_id)->name,
        .reason = text_empty(input->reason)
                      ? NULL
                      : text_clean(arena, input->reason, strlen(input->reason), REASON_BYTES),
        .first = input->first,
        .last = input->last};
    return context_id(context, &absence->id, err) &&
           sql_absence_insert(context->db,
                              &(struct absence_insert_in){.workspace = context->workspace,
                                                          .id = absence->id,
                                                          .user_id = user_id,
                                                          .first_day = absence->first,
                                                          .last_day = absence->last,
                                                          .reason = absence->reason},
                              err);
}

bool add_absence(Context *context, Arena *arena, const AbsenceInput *input, AbsenceResult *result,
                 Err *err)
{
    AbsenceResult made = {0};
    Away away;
    int64_t user_id = context->user;
    auto_txn Txn txn = {0};
    if ((input->user && !access_owner_named(context, input->user, &user_id, err)) ||
        !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !check_days(context, arena, input, user_id, err) ||
        !open_away(context, arena, user_id, input->first, input->last, &away, err) ||
        !insert(context, arena, input, user_id, &made.absence, err) ||
        !replan(&away, away.until, &made, err) || !list_standing(&away, &made, err) ||
        !list_owed(&away, &made, err) ||
        !audit_own(context, "absence",
                   arena_printf(arena, "added %lld of user %lld", (long long)made.absence.id,
                                (long long)user_id),
                   err) ||
        !db_commit(&txn, err))
        return false;
    *result = made;
    return true;
}

/* What had been put off stands in the days after it. */
bool remove_absence(Context *context, Arena *arena, int64_t id, AbsenceResult *result, Err *err)
{
    AbsenceResult made = {0};
    struct absence_get_row row;
    bool found;
    Away away;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_absence_get(context->db, arena,
                         &(struct absence_get_in){.workspace = context->workspace, .id = id}, &row,
                         &found, err))
        return false;
    if (!found || !access_user(context, row.user_id))
        return err_set(err, ERR_MISSING, "there is no absence %lld", (long long)id);
    if (!open_away(context, arena, row.user_id, (Day)row.first_day, (Day)row.last_day, &away,
                   err) ||
        !sql_absence_drop(context->db,
                          &(struct absence_drop_in){.workspace = context->workspace, .id = id},
                          err) ||
        !replan(&away, away.until + (Time)AFTERWARDS_DAYS * DAY_SECONDS, &made, err) ||
        !list_standing(&away, &made, err) || !list_owed(&away, &made, err) ||
        !audit_own(
            context, "absence",
            arena_printf(arena, "removed %lld of user %lld", (long long)id, (long long)row.user_id),
            err) ||
        !db_commit(&txn, err))
        return false;
    made.absence = (AbsenceShown){.id = id,
                                  .user_id = row.user_id,
                                  .user_name = away.user->name,
                                  .reason = row.reason,
                                  .first = (Day)row.first_day,
                                  .last = (Day)row.last_day};
    *result = made;
    return true;
}
