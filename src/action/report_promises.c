/* Report promises: kept, kept late, broken, moved, still to come. */
#include "action/report_inner.h"

#include "action/access.h"
#include "base/text.h"

static void add_row(PromiseSeller *seller, const struct report_promises_row *row)
{
    PromiseCounts *counts = text_equal(row->side, "ours") ? &seller->ours : &seller->theirs;
    counts->kept_on_time += row->kept_on_time;
    counts->kept_late += row->kept_late;
    counts->broken += row->broken;
    counts->open += row->open;
    counts->cancelled += row->cancelled;
    counts->moved += row->moved;
}

static int64_t all_of(const PromiseCounts *counts)
{
    return counts->kept_on_time + counts->kept_late + counts->broken + counts->open +
           counts->cancelled;
}

bool report_promises(Context *context, Arena *arena, const ReportOptions *options,
                     PromiseReport *report, Err *err)
{
    ReportRange range;
    struct report_promises_rows rows;
    PromiseReport made = {.all = {.name = "all"}};
    if (!report_range(context, options, &range, err) ||
        !sql_report_promises(context->db, arena,
                             &(struct report_promises_in){.workspace = context->workspace,
                                                          .owner_id = range.owner_id,
                                                          .since = range.since,
                                                          .until = range.until,
                                                          .now = context->now},
                             &rows, err))
        return false;
    made.since = range.since;
    made.until = range.until;
    ReportUsers users = report_users(context, arena, &range);
    made.sellers = arena_array(arena, users.count, sizeof *made.sellers);
    for (size_t i = 0; i < users.count; i++) {
        PromiseSeller seller = {.user_id = users.at[i].id, .name = users.at[i].name};
        for (size_t k = 0; k < rows.count; k++)
            if (rows.at[k].owner_id == seller.user_id)
                add_row(&seller, &rows.at[k]);
        if (all_of(&seller.ours) || all_of(&seller.theirs) || report_user_active(&users.at[i]))
            made.sellers[made.seller_count++] = seller;
    }
    for (size_t k = 0; k < rows.count; k++)
        if (access_user(context, rows.at[k].owner_id))
            add_row(&made.all, &rows.at[k]);
    *report = made;
    return true;
}
