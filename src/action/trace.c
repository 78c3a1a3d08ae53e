#include "action/trace.h"

#include "action/certainty_inner.h"
#include "action/send_inner.h"

static bool fill_ask(Context *context, Arena *arena, const struct sender_list_row *sender,
                     TraceAsk *ask, Err *err)
{
    struct message_traced_rows rows;
    if (!sql_message_traced(
            context->db, arena,
            &(struct message_traced_in){.workspace = context->workspace,
                                        .sender_id = sender->id,
                                        .since = context->now - (Time)TRACE_DAYS * DAY_SECONDS,
                                        .most = TRACES_MOST},
            &rows, err))
        return false;
    int64_t *touches = arena_array(arena, rows.count, sizeof *touches);
    const char **levels = arena_array(arena, rows.count, sizeof *levels);
    ask->traces = arena_array(arena, rows.count, sizeof *ask->traces);
    for (size_t i = 0; i < rows.count; i++) {
        touches[i] = rows.at[i].touch_id;
        levels[i] = rows.at[i].level;
        ask->traces[i] = (CarrierTrace){
            .id = send_message_id(context, arena, rows.at[i].touch_id, sender->address)};
    }
    ask->sender_id = sender->id;
    ask->touches = touches;
    ask->levels = levels;
    ask->count = rows.count;
    return true;
}

bool trace_due(Context *context, Arena *arena, TraceAsks *asks, Err *err)
{
    struct sender_list_rows rows;
    if (!sender_rows(context, arena, &rows, err))
        return false;
    TraceAsks made = {.at = arena_array(arena, rows.count, sizeof *made.at)};
    for (size_t i = 0; i < rows.count; i++) {
        Err unknown;
        Doc *settings = NULL, *secrets = NULL;
        TraceAsk *ask = &made.at[made.count];
        *ask = (TraceAsk){
            .driver = carrier_driver(rows.at[i].driver, sender_channel(&rows.at[i]), &unknown)};
        if (!ask->driver || !ask->driver->trace)
            continue;
        if (!fill_ask(context, arena, &rows.at[i], ask, err))
            return false;
        /* One whose secrets are damaged stops no other; its sending says so. */
        if (!ask->count ||
            !sender_settings(context, arena, &rows.at[i], &settings, &secrets, &unknown))
            continue;
        ask->settings = settings;
        ask->secrets = secrets;
        made.count++;
    }
    *asks = made;
    return true;
}

static bool learn(Context *context, Arena *arena, const TraceAsk *ask, size_t place, Err *err)
{
    static const ToldState states[] = {[TRACE_UNKNOWN] = TOLD_TAKEN,
                                       [TRACE_TAKEN] = TOLD_TAKEN,
                                       [TRACE_DELIVERED] = TOLD_DELIVERED,
                                       [TRACE_FAILED] = TOLD_FAILED};
    const CarrierTrace *trace = &ask->traces[place];
    Told told = {.state = states[trace->state],
                 .who = "the fax server",
                 .why = trace->words,
                 .passing = !trace->of_address};
    return trace->state == TRACE_UNKNOWN ||
           message_told(context, arena, ask->touches[place], ask->levels[place], &told, err);
}

bool trace_learn(Context *context, Arena *arena, const TraceAsk *ask, Err *err)
{
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err))
        return false;
    for (size_t i = 0; i < ask->count; i++)
        if (!learn(context, arena, ask, i, err))
            return false;
    return db_commit(&txn, err);
}
