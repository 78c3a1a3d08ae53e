/* Report excuses: why touches were not done. Private to each user; managers see totals of all. */
#include "action/report_inner.h"

#include "action/access.h"
#include "base/text.h"

#include <stdlib.h>

static bool is_manager(const Context *context)
{
    return text_equal(context->me->role, "manager") || text_equal(context->me->role, "admin");
}

static bool add_user(Context *context, Arena *arena, int64_t user, const ReportRange *range,
                     int64_t counts[EXCUSES], Err *err)
{
    struct report_excuses_rows rows;
    if (!sql_report_excuses(context->db, arena,
                            &(struct report_excuses_in){.workspace = context->workspace,
                                                        .user_id = user,
                                                        .since = range->since,
                                                        .until = range->until + 1},
                            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        Excuse excuse;
        if (excuse_find(rows.at[i].excuse, &excuse))
            counts[excuse] += rows.at[i].count;
    }
    return true;
}

static int by_count(const void *a, const void *b)
{
    const ExcuseRow *left = a, *right = b;
    if (left->count != right->count)
        return (left->count < right->count) - (left->count > right->count);
    return (left->excuse > right->excuse) - (left->excuse < right->excuse);
}

static bool count_all(Context *context, Arena *arena, const ReportRange *range,
                      ExcuseReport *report, Err *err)
{
    int64_t counts[EXCUSES] = {0};
    if (!report->everyone && !add_user(context, arena, context->user, range, counts, err))
        return false;
    for (size_t i = 0; report->everyone && i < context->users.count; i++)
        if (access_user(context, context->users.at[i].id) &&
            !add_user(context, arena, context->users.at[i].id, range, counts, err))
            return false;
    report->rows = arena_array(arena, EXCUSES, sizeof *report->rows);
    for (int excuse = EXCUSE_NONE + 1; excuse < EXCUSES; excuse++)
        if (counts[excuse])
            report->rows[report->row_count++] = (ExcuseRow){(Excuse)excuse, counts[excuse]};
    qsort(report->rows, report->row_count, sizeof *report->rows, by_count);
    return true;
}

static bool list_own(Context *context, Arena *arena, const ReportRange *range, ExcuseReport *report,
                     Err *err)
{
    struct report_own_skips_rows rows;
    if (!sql_report_own_skips(context->db, arena,
                              &(struct report_own_skips_in){.workspace = context->workspace,
                                                            .user_id = context->user,
                                                            .since = range->since,
                                                            .until = range->until + 1,
                                                            .most = REPORT_OWN_SKIPS},
                              &rows, err))
        return false;
    report->own = arena_array(arena, rows.count, sizeof *report->own);
    report->own_count = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        const struct report_own_skips_row *row = &rows.at[i];
        OwnSkip *skip = &report->own[i];
        *skip = (OwnSkip){.touch_id = row->touch_id,
                          .lead_id = row->lead_id,
                          .lead_name = row->lead_name,
                          .note = row->note,
                          .at = row->at};
        excuse_find(row->excuse, &skip->excuse);
        if (!text_empty(row->channel))
            channel_find(row->channel, &skip->channel);
    }
    return true;
}

bool report_excuses(Context *context, Arena *arena, const ReportOptions *options,
                    ExcuseReport *report, Err *err)
{
    ReportRange range;
    ExcuseReport made = {0};
    auto_txn Txn txn = {0};
    if (!report_range(context, options, &range, err))
        return false;
    if (range.owner_id && range.owner_id != context->user)
        return err_field(err, ERR_DENIED, "owner",
                         "excuses are private: a manager sees the totals of everyone, and nobody "
                         "those of one other seller");
    made.everyone = !range.owner_id && is_manager(context);
    made.since = range.since;
    made.until = range.until;
    if (!db_begin(&txn, context->db, TXN_READ, err) ||
        !count_all(context, arena, &range, &made, err) ||
        !list_own(context, arena, &range, &made, err) || !db_commit(&txn, err))
        return false;
    *report = made;
    return true;
}
