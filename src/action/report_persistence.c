/* Report persistence: how often we try before somebody is reached, and where it ends. */
#include "action/report_inner.h"

static void add_row(PersistenceSeller *seller, const struct report_persistence_row *row)
{
    size_t place = report_try_place(row->tries);
    seller->leads += row->leads;
    seller->tries[place] += row->leads;
    if (row->reached) {
        seller->talked[place] += row->leads;
        seller->talked_leads += row->leads;
        seller->tries_before_talk += row->all_tries;
    }
    if (row->ended)
        seller->gave_up[place] += row->leads;
}

static bool add_seller(Context *context, Arena *arena, const ReportRange *range,
                       const struct user_list_row *user, PersistenceReport *report, Err *err)
{
    const Worker *worker;
    const Policy *policy;
    struct report_persistence_rows rows;
    if (!context_worker(context, user->id, false, &worker, err) ||
        !context_policy(context, &policy, err) ||
        !sql_report_persistence(
            context->db, arena,
            &(struct report_persistence_in){.workspace = context->workspace,
                                            .owner_id = user->id,
                                            .since = range->since,
                                            .until = range->until,
                                            .silent_before = report_overdue_before(
                                                worker, policy, policy->overdue_days, context->now),
                                            .most = REPORT_TRIES - 1},
            &rows, err))
        return false;
    PersistenceSeller seller = {.user_id = user->id, .name = user->name};
    for (size_t i = 0; i < rows.count; i++) {
        add_row(&seller, &rows.at[i]);
        add_row(&report->all, &rows.at[i]);
    }
    if (seller.leads || report_user_active(user))
        report->sellers[report->seller_count++] = seller;
    return true;
}

bool report_persistence(Context *context, Arena *arena, const ReportOptions *options,
                        PersistenceReport *report, Err *err)
{
    ReportRange range;
    PersistenceReport made = {.all = {.name = "all"}};
    auto_txn Txn txn = {0};
    if (!report_range(context, options, &range, err) || !db_begin(&txn, context->db, TXN_READ, err))
        return false;
    made.since = range.since;
    made.until = range.until;
    ReportUsers users = report_users(context, arena, &range);
    made.sellers = arena_array(arena, users.count, sizeof *made.sellers);
    for (size_t i = 0; i < users.count; i++)
        if (!add_seller(context, arena, &range, &users.at[i], &made, err))
            return false;
    if (!db_commit(&txn, err))
        return false;
    *report = made;
    return true;
}
