#include "action/replan.h"

#include "action/plan_lead.h"

static bool unload(Context *context, const Replan *replan, Err *err)
{
    for (size_t i = 0; i < replan->count; i++) {
        const struct replan_due_row *lead = &replan->leads[i];
        const Worker *worker;
        if (lead->load_day == TIME_NONE)
            continue;
        if (!context_worker(context, lead->owner_id, true, &worker, err) ||
            !context_worker_dials(context, lead->owner_id, (Day)lead->load_day, -1, err) ||
            !sql_level_unload(context->db,
                              &(struct level_unload_in){.workspace = context->workspace,
                                                        .lead_id = lead->lead_id},
                              err))
            return false;
    }
    return true;
}

bool replan_leads(Context *context, Replan *replan, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    int64_t moved = 0;
    if (!unload(context, replan, err))
        return false;
    for (size_t i = 0; i < replan->count; i++) {
        const struct replan_due_row *lead = &replan->leads[i];
        LoadedLead loaded;
        struct next_touch_of_lead_row next;
        bool found;
        if (!lead_load(context, scratch, lead->lead_id, LOAD_FULL, &loaded, err) ||
            !lead_plan(context, scratch, &loaded, 0, err) ||
            !sql_next_touch_of_lead(context->db, scratch,
                                    &(struct next_touch_of_lead_in){.workspace = context->workspace,
                                                                    .lead_id = lead->lead_id},
                                    &next, &found, err))
            return false;
        moved += found && next.due_at != lead->due_at;
        arena_reset(scratch);
    }
    replan->moved = moved;
    return true;
}

bool replan_audit(Context *context, const char *act, const char *detail, Err *err)
{
    int64_t id;
    return context_id(context, &id, err) &&
           sql_audit_insert(context->db,
                            &(struct audit_insert_in){.workspace = context->workspace,
                                                      .id = id,
                                                      .user_id = context->user,
                                                      .now = context->now,
                                                      .act = act,
                                                      .detail = detail},
                            err);
}
