#include "action/level.h"

#include "action/replan.h"

bool level_met(Context *context, Arena *arena, Err *err)
{
    struct replan_met_rows leads;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_replan_met(context->db, arena,
                        &(struct replan_met_in){.workspace = context->workspace,
                                                .created_at = context->now,
                                                .most = LEVEL_MOST + 1},
                        &leads, err))
        return false;
    Replan replan = {.leads = leads.at, .count = leads.count <= LEVEL_MOST ? leads.count : 0};
    return replan_leads(context, &replan, err) && db_commit(&txn, err);
}
