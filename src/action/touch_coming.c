#include "action/touch_coming.h"

#include "action/access.h"
#include "action/aside_inner.h"
#include "action/context_inner.h"

bool touch_coming(Context *context, Arena *arena, int64_t touch_id, int64_t *lead_id, Err *err)
{
    struct next_touch_lead_row coming;
    struct touch_get_row past;
    bool comes, been;
    int64_t waits_for, text_id;
    if (!sql_next_touch_lead(
            context->db, arena,
            &(struct next_touch_lead_in){.workspace = context->workspace, .touch_id = touch_id},
            &coming, &comes, err))
        return false;
    if (comes) {
        *lead_id = coming.lead_id;
        return true;
    }
    if (!aside_lead(context, arena, touch_id, &waits_for, err))
        return false;
    if (waits_for)
        return aside_text(context, arena, waits_for, &text_id, err) &&
               err_field(err, ERR_CONFLICT, "touch",
                         "touch %lld is set aside until the text that they asked for, touch %lld, "
                         "has gone; it can be logged all the while",
                         (long long)touch_id, (long long)text_id);
    if (!sql_touch_get(context->db, arena,
                       &(struct touch_get_in){.workspace = context->workspace, .id = touch_id},
                       &past, &been, err))
        return false;
    return been
               ? err_field(err, ERR_CONFLICT, "touch",
                           "touch %lld is not to come any more: it was logged", (long long)touch_id)
               : err_field(err, ERR_MISSING, "touch", "there is no touch %lld",
                           (long long)touch_id);
}

bool touch_coming_why(Context *context, Arena *arena, int64_t touch_id, int64_t *lead_id,
                      const char **why, Err *err)
{
    Err not_coming;
    if (access_need(context, ACCESS_TOUCH, touch_id, &not_coming) &&
        touch_coming(context, arena, touch_id, lead_id, &not_coming)) {
        *why = NULL;
        return true;
    }
    if (not_coming.kind != ERR_MISSING && not_coming.kind != ERR_CONFLICT) {
        *err = not_coming;
        return false;
    }
    *why = arena_strdup(arena, not_coming.message);
    return true;
}
