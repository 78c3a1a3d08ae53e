#include "action/level.h"

#include "action/plan_lead.h"

/* Takes the dials of all of them off the load first, so that the hot ones find free days. */
static bool unload(Context *context, const struct level_list_rows *leads, Err *err)
{
    for (size_t i = 0; i < leads->count; i++) {
        const struct level_list_row *lead = &leads->at[i];
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

static bool plan_all(Context *context, const struct level_list_rows *leads, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    for (size_t i = 0; i < leads->count; i++) {
        LoadedLead loaded;
        if (!lead_load(context, scratch, leads->at[i].lead_id, LOAD_FULL, &loaded, err) ||
            !lead_plan(context, scratch, &loaded, 0, err))
            return false;
        arena_reset(scratch);
    }
    return true;
}

bool level_met(Context *context, Arena *arena, Err *err)
{
    struct level_list_rows leads;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_level_list(context->db, arena,
                        &(struct level_list_in){.workspace = context->workspace,
                                                .created_at = context->now,
                                                .most = LEVEL_MOST + 1},
                        &leads, err))
        return false;
    if (!leads.count || leads.count > LEVEL_MOST)
        return db_commit(&txn, err);
    return unload(context, &leads, err) && plan_all(context, &leads, err) && db_commit(&txn, err);
}
