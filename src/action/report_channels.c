/* Report channels: what each way of touching brought. */
#include "action/report_inner.h"

#include "base/text.h"
#include "follow/outcome.h"

#include <stdlib.h>

typedef struct ChannelCounts {
    int64_t at[CHANNELS][OUTCOMES];
} ChannelCounts;

static bool add_user(Context *context, Arena *arena, int64_t user, const ReportRange *range,
                     ChannelCounts *counts, Err *err)
{
    struct report_channels_rows rows;
    if (!sql_report_channels(context->db, arena,
                             &(struct report_channels_in){.workspace = context->workspace,
                                                          .user_id = user,
                                                          .since = range->since,
                                                          .until = range->until + 1},
                             &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        Channel channel = CHANNEL_NONE;
        Outcome outcome;
        if (!text_empty(rows.at[i].channel))
            channel_find(rows.at[i].channel, &channel);
        if (outcome_find(rows.at[i].outcome, &outcome))
            counts->at[channel][outcome] += rows.at[i].touches;
    }
    return true;
}

static int by_touches(const void *a, const void *b)
{
    const ChannelOutcome *left = a, *right = b;
    if (left->touches != right->touches)
        return (left->touches < right->touches) - (left->touches > right->touches);
    return (left->outcome > right->outcome) - (left->outcome < right->outcome);
}

static int by_use(const void *a, const void *b)
{
    const ChannelRow *left = a, *right = b;
    if (left->touches != right->touches)
        return (left->touches < right->touches) - (left->touches > right->touches);
    return (left->channel > right->channel) - (left->channel < right->channel);
}

static ChannelRow sum_up(Arena *arena, Channel channel, const int64_t counts[OUTCOMES])
{
    ChannelRow row = {.channel = channel};
    row.outcomes = arena_array(arena, OUTCOMES, sizeof *row.outcomes);
    for (int outcome = 0; outcome < OUTCOMES; outcome++) {
        const OutcomeFacts *facts = outcome_facts((Outcome)outcome);
        int64_t count = counts[outcome];
        if (!count)
            continue;
        row.outcomes[row.outcome_count++] = (ChannelOutcome){(Outcome)outcome, count};
        row.touches += count;
        row.reached += facts->human ? count : 0;
        row.replied += facts->human && facts->inbound ? count : 0;
    }
    qsort(row.outcomes, row.outcome_count, sizeof *row.outcomes, by_touches);
    return row;
}

bool report_channels(Context *context, Arena *arena, const ReportOptions *options,
                     ChannelReport *report, Err *err)
{
    ReportRange range;
    ChannelReport made = {0};
    auto_txn Txn txn = {0};
    if (!report_range(context, options, &range, err) || !db_begin(&txn, context->db, TXN_READ, err))
        return false;
    ChannelCounts *counts = arena_make(arena, ChannelCounts);
    ReportUsers users = report_users(context, arena, &range);
    for (size_t i = 0; i < users.count; i++)
        if (!add_user(context, arena, users.at[i].id, &range, counts, err))
            return false;
    if (!db_commit(&txn, err))
        return false;
    made.since = range.since;
    made.until = range.until;
    made.rows = arena_array(arena, CHANNELS, sizeof *made.rows);
    for (int channel = 0; channel < CHANNELS; channel++) {
        ChannelRow row = sum_up(arena, (Channel)channel, counts->at[channel]);
        if (row.touches)
            made.rows[made.row_count++] = row;
        made.touches += row.touches;
        made.reached += row.reached;
        made.replied += row.replied;
    }
    qsort(made.rows, made.row_count, sizeof *made.rows, by_use);
    *report = made;
    return true;
}
