/* Report speed: the minutes from an enquiry to its first touch. */
#include "action/report_inner.h"

#include "base/vec.h"

#include <stdlib.h>

typedef VEC(int32_t) Minutes; /* four bytes an enquiry: a million of them are four megabytes */

static void add_enquiry(SpeedSeller *seller, const struct report_speed_row *row, int32_t *minutes)
{
    enum { FIVE = 5, AN_HOUR = 60, A_DAY = 24 * 60 };
    seller->enquiries++;
    *minutes = -1;
    if (row->first_at == TIME_NONE) {
        seller->waiting += row->open;
        return;
    }
    Time taken = row->first_at > row->captured_at ? row->first_at - row->captured_at : 0;
    *minutes = taken / MINUTE < INT32_MAX ? (int32_t)(taken / MINUTE) : INT32_MAX;
    seller->touched++;
    seller->within_5_minutes += taken <= (Time)FIVE * MINUTE;
    seller->within_1_hour += taken <= (Time)AN_HOUR * MINUTE;
    seller->within_1_day += taken <= (Time)A_DAY * MINUTE;
}

static int by_size(const void *a, const void *b)
{
    int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;
    return (left > right) - (left < right);
}

/* The nearest rank: the smallest value that so many in a hundred do not pass. */
static int64_t percentile(const Minutes *minutes, size_t percent)
{
    enum { HUNDRED = 100 };
    if (!minutes->count)
        return -1;
    size_t rank = (minutes->count * percent + HUNDRED - 1) / HUNDRED;
    return minutes->at[rank ? rank - 1 : 0];
}

static void find_percentiles(SpeedSeller *seller, Minutes *minutes)
{
    enum { MEDIAN = 50, NINETIETH = 90 };
    if (minutes->count)
        qsort(minutes->at, minutes->count, sizeof *minutes->at, by_size);
    seller->median_minutes = percentile(minutes, MEDIAN);
    seller->ninetieth_minutes = percentile(minutes, NINETIETH);
}

static bool add_seller(Context *context, Arena *scratch, const ReportRange *range,
                       const struct user_list_row *user, SpeedReport *report, Minutes *all,
                       Err *err)
{
    SpeedSeller seller = {.user_id = user->id, .name = user->name};
    Minutes own = {0};
    auto_arena Arena *row_arena = arena_new();
    auto_rows Rows *rows =
        sql_report_speed_open(context->db,
                              &(struct report_speed_in){.workspace = context->workspace,
                                                        .owner_id = user->id,
                                                        .since = range->since,
                                                        .until = range->until},
                              err);
    if (!rows)
        return false;
    for (bool more;;) {
        struct report_speed_row row;
        int32_t minutes;
        if (!sql_report_speed_next(rows, row_arena, &row, &more, err))
            return false;
        if (!more)
            break;
        arena_reset(row_arena);
        add_enquiry(&report->all, &row, &minutes);
        add_enquiry(&seller, &row, &minutes);
        if (minutes >= 0) {
            *(int32_t *)vec_push(scratch, &own) = minutes;
            *(int32_t *)vec_push(scratch, all) = minutes;
        }
    }
    find_percentiles(&seller, &own);
    if (seller.enquiries || report_user_active(user))
        report->sellers[report->seller_count++] = seller;
    return true;
}

bool report_speed(Context *context, Arena *arena, const ReportOptions *options, SpeedReport *report,
                  Err *err)
{
    ReportRange range;
    SpeedReport made = {.all = {.name = "all"}};
    Minutes all = {0};
    auto_arena Arena *scratch = arena_new();
    auto_txn Txn txn = {0};
    if (!report_range(context, options, &range, err) || !db_begin(&txn, context->db, TXN_READ, err))
        return false;
    made.since = range.since;
    made.until = range.until;
    ReportUsers users = report_users(context, arena, &range);
    made.sellers = arena_array(arena, users.count, sizeof *made.sellers);
    for (size_t i = 0; i < users.count; i++)
        if (!add_seller(context, scratch, &range, &users.at[i], &made, &all, err))
            return false;
    if (!db_commit(&txn, err))
        return false;
    find_percentiles(&made.all, &all);
    *report = made;
    return true;
}
