#include "action/level.h"

#include "action/replan.h"

bool level_met(Context *context, Arena *arena, Time since, Err *err)
{
    struct replan_met_rows leads;
    if (!sql_replan_met(context->db, arena,
                        &(struct replan_met_in){.workspace = context->workspace,
                                                .since = since,
                                                .most = LEVEL_MOST + 1},
                        &leads, err))
        return false;
    Replan replan = {.leads = leads.at, .count = leads.count <= LEVEL_MOST ? leads.count : 0};
    return replan_leads(context, &replan, err);
}
