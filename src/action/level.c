#include "action/level.h"

#include "action/replan.h"

/* Nobody comes before one who came earlier: the import has dated them in this order already. */
static bool in_order(const struct replan_met_rows *leads)
{
    for (size_t i = 1; i < leads->count; i++)
        if (leads->at[i].lead_id < leads->at[i - 1].lead_id)
            return false;
    return true;
}

bool level_met(Context *context, Arena *arena, Time since, Err *err)
{
    struct replan_met_rows leads;
    if (!sql_replan_met(context->db, arena,
                        &(struct replan_met_in){.workspace = context->workspace,
                                                .since = since,
                                                .most = LEVEL_MOST + 1},
                        &leads, err))
        return false;
    Replan replan = {.leads = leads.at, .count = leads.count};
    return leads.count > LEVEL_MOST || in_order(&leads) || replan_leads(context, &replan, err);
}
