/* Report doubt: how far messages came, and which of them nobody can be sure of. */
#include "action/report_inner.h"

#include "action/access_inner.h"
#include "action/certainty_inner.h"
#include "base/text.h"

static const char *const acts[DOUBT_ACTS] = {
    [DOUBT_SETTLE] = "settle",
    [DOUBT_CALL] = "call",
    [DOUBT_OTHER_ADDRESS] = "other_address",
    [DOUBT_FIND_NUMBER] = "find_number",
};

const char *doubt_act_name(DoubtAct act)
{
    return acts[(unsigned)act < DOUBT_ACTS ? act : DOUBT_FIND_NUMBER];
}

static void add_row(DoubtCounts *counts, const struct report_doubt_row *row)
{
    MessageLevel level;
    counts->sent += row->messages;
    counts->doubts += row->doubts;
    if (message_level_find(row->level, &level))
        counts->levels[level] += row->messages;
    if (row->oldest != TIME_NONE && (counts->since == TIME_NONE || row->oldest < counts->since))
        counts->since = row->oldest;
}

static void count_sellers(Context *context, Arena *arena, const ReportRange *range,
                          const struct report_doubt_rows *rows, DoubtReport *report)
{
    ReportUsers users = report_users(context, arena, range);
    report->sellers = arena_array(arena, users.count, sizeof *report->sellers);
    for (size_t i = 0; i < users.count; i++) {
        DoubtCounts seller = {.id = users.at[i].id, .name = users.at[i].name, .since = TIME_NONE};
        for (size_t k = 0; k < rows->count; k++)
            if (rows->at[k].owner_id == seller.id)
                add_row(&seller, &rows->at[k]);
        if (seller.sent || report_user_active(&users.at[i]))
            report->sellers[report->seller_count++] = seller;
    }
}

static DoubtCounts *sender_of_row(DoubtReport *report, const struct report_doubt_row *row)
{
    for (size_t i = 0; i < report->sender_count; i++)
        if (report->senders[i].id == row->sender_id)
            return &report->senders[i];
    DoubtCounts *made = &report->senders[report->sender_count++];
    *made = (DoubtCounts){.id = row->sender_id, .name = row->sender, .since = TIME_NONE};
    return made;
}

static void count_senders(Context *context, Arena *arena, const struct report_doubt_rows *rows,
                          DoubtReport *report)
{
    report->senders = arena_array(arena, rows->count, sizeof *report->senders);
    for (size_t k = 0; k < rows->count; k++)
        if (access_user(context, rows->at[k].owner_id)) {
            add_row(&report->all, &rows->at[k]);
            add_row(sender_of_row(report, &rows->at[k]), &rows->at[k]);
        }
}

static DoubtAct best(const struct report_doubtful_row *row, const char **to)
{
    *to = row->number;
    if (text_equal(row->level, message_level_name(LEVEL_UNCERTAIN)))
        return DOUBT_SETTLE;
    if (*to)
        return DOUBT_CALL;
    *to = row->other;
    return *to ? DOUBT_OTHER_ADDRESS : DOUBT_FIND_NUMBER;
}

static bool list_doubtful(Context *context, Arena *arena, const ReportRange *range, Time proved,
                          DoubtReport *report, Err *err)
{
    struct report_doubtful_rows rows;
    if (!sql_report_doubtful(context->db, arena,
                             &(struct report_doubtful_in){.workspace = context->workspace,
                                                          .owner_id = range->owner_id,
                                                          .owners = access_owners(context, arena),
                                                          .since = range->since,
                                                          .until = range->until,
                                                          .proved = proved,
                                                          .most = REPORT_WORST},
                             &rows, err))
        return false;
    report->doubtful = arena_array(arena, rows.count, sizeof *report->doubtful);
    report->doubtful_count = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        const struct report_doubtful_row *row = &rows.at[i];
        DoubtfulMessage *message = &report->doubtful[i];
        *message = (DoubtfulMessage){.touch_id = row->touch_id,
                                     .lead_id = row->lead_id,
                                     .lead_name = row->lead_name,
                                     .account_name = row->account_name,
                                     .owner_name = report_user_name(context, row->owner_id),
                                     .contact_name = row->contact_name,
                                     .subject = row->subject,
                                     .sent_at = row->sent_at};
        message_level_find(row->level, &message->level);
        message->act = best(row, &message->to);
    }
    return true;
}

bool report_doubt(Context *context, Arena *arena, const ReportOptions *options, DoubtReport *report,
                  Err *err)
{
    ReportRange range;
    struct report_doubt_rows rows;
    Time proved;
    DoubtReport made = {.all = {.name = "all", .since = TIME_NONE}};
    auto_txn Txn txn = {0};
    if (!report_range(context, options, &range, err) ||
        !certainty_proved_before(context, &proved, err) ||
        !db_begin(&txn, context->db, TXN_READ, err) ||
        !sql_report_doubt(context->db, arena,
                          &(struct report_doubt_in){.workspace = context->workspace,
                                                    .owner_id = range.owner_id,
                                                    .since = range.since,
                                                    .until = range.until,
                                                    .proved = proved},
                          &rows, err) ||
        !list_doubtful(context, arena, &range, proved, &made, err) || !db_commit(&txn, err))
        return false;
    made.since = range.since;
    made.until = range.until;
    count_sellers(context, arena, &range, &rows, &made);
    count_senders(context, arena, &rows, &made);
    *report = made;
    return true;
}
