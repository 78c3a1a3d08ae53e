#include "action/certainty_inner.h"

#include "base/text.h"

bool message_rise(Context *context, Arena *arena, int64_t touch_id, MessageLevel level,
                  bool *raised, Err *err)
{
    struct message_rise_row row;
    return sql_message_rise(context->db, arena,
                            &(struct message_rise_in){.workspace = context->workspace,
                                                      .touch_id = touch_id,
                                                      .level = message_level_name(level),
                                                      .below = message_level_below(level)},
                            &row, raised, err);
}

bool message_raise(Context *context, Arena *arena, int64_t touch_id, MessageLevel level,
                   const char *evidence, bool *raised, Err *err)
{
    bool rose = false;
    if (!message_rise(context, arena, touch_id, level, &rose, err))
        return false;
    if (raised)
        *raised = rose;
    return !rose || sql_touch_event_insert(context->db,
                                           &(struct touch_event_insert_in){
                                               .workspace = context->workspace,
                                               .touch_id = touch_id,
                                               .at = context->now,
                                               .kind = message_level_event(level),
                                               .detail = text_empty(evidence) ? NULL : evidence},
                                           err);
}
