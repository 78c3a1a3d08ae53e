#include "action/certainty_inner.h"

#include "action/plan_lead.h"
#include "base/text.h"

/* The last instant of which certainty_by() is not ahead: it only grows with what it begins at. */
bool certainty_proved_before(Context *context, Time *before, Err *err)
{
    const Worker *worker;
    const Policy *policy;
    if (!context_policy(context, &policy, err) ||
        !context_worker(context, context->user, false, &worker, err))
        return false;
    *before = TIME_NONE;
    if (!policy->proof_hours)
        return true;
    Time low = context->now - 400 * DAY_SECONDS, high = context->now;
    while (low < high) {
        Time middle = low + (high - low + 1) / 2;
        Time by = certainty_by(policy, worker, NULL, middle, policy->proof_hours);
        if (by != TIME_NONE && by <= context->now)
            low = middle;
        else
            high = middle - 1;
    }
    *before = low;
    return true;
}

const char *certainty_doubt(const char *level, Time sent_at, Time proved_before)
{
    MessageLevel known;
    return doubt_name(message_level_find(level, &known)
                          ? message_doubt(known, sent_at, proved_before)
                          : DOUBT_NONE);
}

static bool plan_lead(Context *context, Arena *arena, int64_t lead_id, Err *err)
{
    LoadedLead loaded;
    return lead_load(context, arena, lead_id, LOAD_USUAL, &loaded, err) &&
           (!loaded.has_next || lead_plan(context, arena, &loaded, 0, err));
}

/* What was promised and went by it has arrived, and nobody is asked; or it came back, and the
 * promise is not kept. */
static bool settle_promises(Context *context, Arena *arena, int64_t touch_id, MessageLevel level,
                            Err *err)
{
    struct promise_proved_rows proved = {0};
    struct promise_came_back_rows back = {0};
    if (level == LEVEL_REFUSED
            ? !sql_promise_came_back(context->db, arena,
                                     &(struct promise_came_back_in){.workspace = context->workspace,
                                                                    .touch_id = touch_id},
                                     &back, err)
            : !sql_promise_proved(context->db, arena,
                                  &(struct promise_proved_in){.workspace = context->workspace,
                                                              .touch_id = touch_id},
                                  &proved, err))
        return false;
    for (size_t i = 0; i < proved.count; i++)
        if (!plan_lead(context, arena, proved.at[i].lead_id, err))
            return false;
    for (size_t i = 0; i < back.count; i++)
        if (!plan_lead(context, arena, back.at[i].lead_id, err))
            return false;
    return true;
}

bool message_rise(Context *context, Arena *arena, int64_t touch_id, MessageLevel level,
                  bool *raised, Err *err)
{
    return sql_message_rise(context->db,
                            &(struct message_rise_in){.workspace = context->workspace,
                                                      .touch_id = touch_id,
                                                      .level = message_level_name(level),
                                                      .below = message_level_below(level)},
                            raised, err) &&
           (!*raised || level < LEVEL_REFUSED ||
            settle_promises(context, arena, touch_id, level, err));
}

/* What was brought forward for want of a proof goes back to its day. */
static bool plan_back(Context *context, Arena *arena, int64_t touch_id, Err *err)
{
    struct lead_proved_rows rows;
    if (!sql_lead_proved(
            context->db, arena,
            &(struct lead_proved_in){.workspace = context->workspace, .touch_id = touch_id}, &rows,
            err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!plan_lead(context, arena, rows.at[i].lead_id, err))
            return false;
    return true;
}

bool message_raise(Context *context, Arena *arena, int64_t touch_id, MessageLevel level,
                   const char *evidence, bool *raised, Err *err)
{
    bool rose = false;
    if (!message_rise(context, arena, touch_id, level, &rose, err))
        return false;
    if (raised)
        *raised = rose;
    if (!rose)
        return true;
    return (level < LEVEL_REFUSED || plan_back(context, arena, touch_id, err)) &&
           sql_touch_event_insert(
               context->db,
               &(struct touch_event_insert_in){.workspace = context->workspace,
                                               .touch_id = touch_id,
                                               .at = context->now,
                                               .kind = message_level_event(level),
                                               .detail = text_empty(evidence) ? NULL : evidence},
               err);
}
