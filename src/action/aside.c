#include "action/aside_inner.h"

#include "base/text.h"

bool aside_put(Context *context, const LoadedLead *loaded, int64_t text_id, int64_t content_id,
               Err *err)
{
    return sql_aside_put(context->db,
                         &(struct aside_put_in){.workspace = context->workspace,
                                                .lead_id = loaded->lead.id,
                                                .text_id = text_id},
                         err) &&
           (!content_id || sql_aside_give(context->db,
                                          &(struct aside_give_in){.workspace = context->workspace,
                                                                  .lead_id = loaded->lead.id,
                                                                  .content_id = content_id},
                                          err));
}

/* No other text is about a promise that is none. */
bool aside_is_text(const LoadedLead *loaded)
{
    const struct next_touch_of_lead_row *next = &loaded->next;
    return loaded->has_next && !next->promise_id &&
           text_equal(next->concern, concern_name(CONCERN_PROMISE)) &&
           text_equal(next->channel, channel_name(CHANNEL_TEXT));
}

bool aside_is_taken(Context *context, Arena *arena, const LoadedLead *loaded, bool *taken, Err *err)
{
    struct message_get_row message;
    bool machine = loaded->has_next && text_equal(loaded->next.mode, mode_name(MODE_MACHINE));
    *taken = aside_is_text(loaded);
    return *taken || !machine ||
           sql_message_get(context->db, arena,
                           &(struct message_get_in){.workspace = context->workspace,
                                                    .touch_id = loaded->next.touch_id},
                           &message, taken, err);
}

bool aside_get(Context *context, Arena *arena, const LoadedLead *loaded,
               struct next_touch_of_lead_row *aside, bool *found, Err *err)
{
    *found = false;
    return !loaded->has_next ||
           sql_aside_get(context->db, arena,
                         &(struct aside_get_in){.workspace = context->workspace,
                                                .lead_id = loaded->lead.id,
                                                .text_id = loaded->next.touch_id},
                         aside, found, err);
}

bool aside_said(Context *context, Arena *arena, const LoadedLead *loaded, const char **said,
                Err *err)
{
    struct next_touch_of_lead_row aside;
    bool found = false;
    if (aside_is_text(loaded) && !aside_get(context, arena, loaded, &aside, &found, err))
        return false;
    *said = found ? arena_printf(arena, "Until it has gone, touch %lld (%s) is set aside for it.",
                                 (long long)aside.touch_id, aside.channel)
                  : NULL;
    return true;
}

bool aside_next_id(Context *context, Arena *arena, const LoadedLead *loaded, int64_t *touch_id,
                   Err *err)
{
    struct next_touch_of_lead_row aside;
    bool found = false;
    if (aside_is_text(loaded) && !aside_get(context, arena, loaded, &aside, &found, err))
        return false;
    if (found)
        *touch_id = aside.touch_id;
    return found || context_id(context, touch_id, err);
}

bool aside_back(Context *context, const LoadedLead *loaded,
                const struct next_touch_of_lead_row *aside, Err *err)
{
    int64_t workspace = context->workspace, lead_id = loaded->lead.id;
    return sql_next_touch_drop(
               context->db,
               &(struct next_touch_drop_in){.workspace = workspace, .lead_id = lead_id}, err) &&
           sql_aside_back(context->db,
                          &(struct aside_back_in){.workspace = workspace, .lead_id = lead_id},
                          err) &&
           aside_drop(context, lead_id, err) &&
           (aside->load_day == TIME_NONE ||
            context_worker_dials(context, aside->owner_id, (Day)aside->load_day, 1, err));
}

bool aside_drop(Context *context, int64_t lead_id, Err *err)
{
    return sql_aside_drop(
        context->db, &(struct aside_drop_in){.workspace = context->workspace, .lead_id = lead_id},
        err);
}

bool aside_lead(Context *context, Arena *arena, int64_t touch_id, int64_t *lead_id, Err *err)
{
    struct next_touch_lead_row row;
    bool found;
    if (!sql_aside_lead(
            context->db, arena,
            &(struct aside_lead_in){.workspace = context->workspace, .touch_id = touch_id}, &row,
            &found, err))
        return false;
    *lead_id = found ? row.lead_id : 0;
    return true;
}

bool aside_text(Context *context, Arena *arena, int64_t lead_id, int64_t *text_id, Err *err)
{
    struct aside_text_row row;
    bool found;
    if (!sql_aside_text(
            context->db, arena,
            &(struct aside_text_in){.workspace = context->workspace, .lead_id = lead_id}, &row,
            &found, err))
        return false;
    *text_id = found ? row.text_id : 0;
    return true;
}
