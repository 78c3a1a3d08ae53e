#include "action/replan.h"

#include "action/plan_lead.h"

enum { TOGETHER = 50 };

/* Of another's list or log the day may be another one since the leads were found. */
static bool lock_days(Context *context, Arena *scratch, const struct replan_due_row *leads,
                      size_t count, struct level_lock_row *days, Err *err)
{
    bool found[TOGETHER];
    auto_asks Asks asks = {.db = context->db, .arena = scratch};
    for (size_t i = 0; i < count; i++)
        sql_level_lock_ask(
            &asks,
            &(struct level_lock_in){.workspace = context->workspace, .lead_id = leads[i].lead_id},
            &days[i], &found[i]);
    if (!asks_answer(&asks, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!found[i])
            days[i].load_day = TIME_NONE;
    return true;
}

static bool unload(Context *context, Arena *scratch, const Replan *replan, Err *err)
{
    struct level_lock_row *days = arena_array(scratch, replan->count, sizeof *days);
    for (size_t i = 0; i < replan->count; i += TOGETHER) {
        size_t left = replan->count - i;
        if (!lock_days(context, scratch, replan->leads + i, left < TOGETHER ? left : TOGETHER,
                       days + i, err))
            return false;
    }
    for (size_t i = 0; i < replan->count; i++) {
        const struct replan_due_row *lead = &replan->leads[i];
        const Worker *worker;
        if (days[i].load_day == TIME_NONE)
            continue;
        if (!context_worker(context, lead->owner_id, true, &worker, err) ||
            !context_worker_dials(context, lead->owner_id, (Day)days[i].load_day, -1, err) ||
            !sql_level_unload(context->db,
                              &(struct level_unload_in){.workspace = context->workspace,
                                                        .lead_id = lead->lead_id},
                              err))
            return false;
    }
    return true;
}

/* Several are loaded together: planning one changes nothing of another but their owner's load,
 * which is the Context's. */
static bool replan_some(Context *context, Arena *scratch, const struct replan_due_row *leads,
                        size_t count, int64_t *moved, Err *err)
{
    int64_t ids[TOGETHER];
    LoadedLead *loaded = arena_array(scratch, count, sizeof *loaded);
    for (size_t i = 0; i < count; i++)
        ids[i] = leads[i].lead_id;
    if (!leads_load(context, scratch, ids, count, LOAD_FULL, loaded, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        Time due_at;
        if (!lead_plan_at(context, scratch, &loaded[i], 0, &due_at, err))
            return false;
        *moved += due_at != TIME_NONE && due_at != leads[i].due_at;
    }
    return true;
}

static bool replan_all(Context *context, Replan *replan, int64_t *moved, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    if (!context_batch_begin(context, err) || !unload(context, scratch, replan, err))
        return false;
    for (size_t i = 0; i < replan->count; i += TOGETHER) {
        size_t left = replan->count - i;
        if (!replan_some(context, scratch, replan->leads + i, left < TOGETHER ? left : TOGETHER,
                         moved, err))
            return false;
        arena_reset(scratch);
    }
    return context_batch_end(context, err);
}

bool replan_leads(Context *context, Replan *replan, Err *err)
{
    int64_t moved = 0;
    bool done = replan_all(context, replan, &moved, err);
    if (!done)
        context_batch_drop(context);
    else
        replan->moved = moved;
    return done;
}
