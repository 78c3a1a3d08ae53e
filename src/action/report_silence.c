/* Report silence: open leads by the days since the last real touch. */
#include "action/report_inner.h"

#include "action/access_inner.h"
#include "base/text.h"

static const struct {
    const char *name;
    int days; /* silent for fewer than so many */
} bands[SILENCE_BANDS] = {
    [SILENCE_WEEK] = {"0-7", 8},       [SILENCE_FORTNIGHT] = {"8-14", 15},
    [SILENCE_MONTH] = {"15-30", 31},   [SILENCE_SEASON] = {"31-90", 91},
    [SILENCE_LONGER] = {"over 90", 0}, [SILENCE_NEVER] = {"never", 0},
};

const char *silence_band_name(SilenceBand band)
{
    return bands[(unsigned)band < SILENCE_BANDS ? band : SILENCE_NEVER].name;
}

static Time bound(const Context *context, SilenceBand band)
{
    return context->now - (Time)bands[band].days * DAY_SECONDS;
}

static void add_row(SilenceSeller *seller, const struct report_silence_row *row)
{
    seller->open += row->open;
    seller->bands[SILENCE_WEEK] += row->within_week;
    seller->bands[SILENCE_FORTNIGHT] += row->within_fortnight;
    seller->bands[SILENCE_MONTH] += row->within_month;
    seller->bands[SILENCE_SEASON] += row->within_season;
    seller->bands[SILENCE_LONGER] += row->longer;
    seller->bands[SILENCE_NEVER] += row->never;
}

static bool count_sellers(Context *context, Arena *arena, const ReportRange *range,
                          SilenceReport *report, Err *err)
{
    struct report_silence_rows rows;
    if (!sql_report_silence(context->db, arena,
                            &(struct report_silence_in){
                                .workspace = context->workspace,
                                .owner_id = range->owner_id,
                                .week = bound(context, SILENCE_WEEK),
                                .fortnight = bound(context, SILENCE_FORTNIGHT),
                                .month = bound(context, SILENCE_MONTH),
                                .season = bound(context, SILENCE_SEASON),
                            },
                            &rows, err))
        return false;
    ReportUsers users = report_users(context, arena, range);
    report->sellers = arena_array(arena, users.count, sizeof *report->sellers);
    for (size_t i = 0; i < users.count; i++) {
        SilenceSeller seller = {.user_id = users.at[i].id, .name = users.at[i].name};
        for (size_t k = 0; k < rows.count; k++)
            if (rows.at[k].owner_id == seller.user_id)
                add_row(&seller, &rows.at[k]);
        if (seller.open || report_user_active(&users.at[i]))
            report->sellers[report->seller_count++] = seller;
    }
    for (size_t k = 0; k < rows.count; k++)
        if (access_user(context, rows.at[k].owner_id))
            add_row(&report->all, &rows.at[k]);
    return true;
}

static bool list_worst(Context *context, Arena *arena, const ReportRange *range,
                       SilenceReport *report, Err *err)
{
    struct report_silent_leads_rows rows;
    if (!sql_report_silent_leads(
            context->db, arena,
            &(struct report_silent_leads_in){.workspace = context->workspace,
                                             .owner_id = range->owner_id,
                                             .owners = access_owners(context, arena),
                                             .most = REPORT_WORST},
            &rows, err))
        return false;
    report->worst = arena_array(arena, rows.count, sizeof *report->worst);
    report->worst_count = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        const struct report_silent_leads_row *row = &rows.at[i];
        Time since = row->last_touched_at == TIME_NONE ? row->captured_at : row->last_touched_at;
        SilentLead *lead = &report->worst[i];
        *lead = (SilentLead){.lead_id = row->lead_id,
                             .owner_id = row->owner_id,
                             .lead_name = row->lead_name,
                             .account_name = row->account_name,
                             .owner_name = report_user_name(context, row->owner_id),
                             .captured_at = row->captured_at,
                             .last_touched_at = row->last_touched_at,
                             .days = (context->now - since) / DAY_SECONDS,
                             .due_at = row->due_at};
        lead_status_find(row->status, &lead->status);
        if (!text_empty(row->channel))
            channel_find(row->channel, &lead->channel);
    }
    return true;
}

bool report_silence(Context *context, Arena *arena, const ReportOptions *options,
                    SilenceReport *report, Err *err)
{
    ReportRange range;
    SilenceReport made = {.all = {.name = "all"}};
    auto_txn Txn txn = {0};
    if (!report_range(context, options, &range, err) ||
        !db_begin(&txn, context->db, TXN_READ, err) ||
        !count_sellers(context, arena, &range, &made, err) ||
        !list_worst(context, arena, &range, &made, err) || !db_commit(&txn, err))
        return false;
    *report = made;
    return true;
}
