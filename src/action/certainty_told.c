#include "action/certainty_inner.h"
#include "action/log_inner.h"
#include "base/text.h"

static bool learn(Context *context, Arena *arena, int64_t touch_id, Outcome outcome,
                  const Told *told, Err *err)
{
    bool delivered = outcome == OUTCOME_DELIVERED;
    return log_learned(context, arena,
                       &(Learned){.touch_id = touch_id,
                                  .outcome = outcome,
                                  .at = context->now,
                                  .until = TIME_NONE,
                                  .detail = arena_printf(arena, "%sdelivered, says %s%s%s",
                                                         delivered ? "" : "not ", told->who,
                                                         text_empty(told->why) ? "" : ": ",
                                                         text_or(told->why, "")),
                                  .proved = true,
                                  .failure = told->failure,
                                  .passing = told->passing},
                       &touch_id, err);
}

static bool note_taken(Context *context, Arena *arena, int64_t touch_id, const Told *told, Err *err)
{
    return sql_touch_event_insert(
        context->db,
        &(struct touch_event_insert_in){.workspace = context->workspace,
                                        .touch_id = touch_id,
                                        .at = context->now,
                                        .kind = "settled",
                                        .detail = arena_printf(arena, "%s has it", told->who)},
        err);
}

bool message_told(Context *context, Arena *arena, int64_t touch_id, const char *level,
                  const Told *told, Err *err)
{
    bool raised = false;
    switch (told->state) {
    case TOLD_DELIVERED:
        return message_rise(context, arena, touch_id, LEVEL_DELIVERED, &raised, err) &&
               (!raised || learn(context, arena, touch_id, OUTCOME_DELIVERED, told, err));
    case TOLD_FAILED:
        return message_rise(context, arena, touch_id, LEVEL_REFUSED, &raised, err) &&
               (!raised || learn(context, arena, touch_id, OUTCOME_FAILED, told, err));
    default:
        if (!text_equal(level, message_level_name(LEVEL_UNCERTAIN)))
            return true;
        return message_rise(context, arena, touch_id, LEVEL_ACCEPTED, &raised, err) &&
               (!raised || note_taken(context, arena, touch_id, told, err));
    }
}
