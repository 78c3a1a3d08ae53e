/* Reassigning: all that one user has to do goes to others. */
#include "action/access_inner.h"
#include "action/audit_inner.h"
#include "action/replan.h"
#include "action/takers.h"
#include "action/user_inner.h"
#include "action/webhook_inner.h"
#include "base/text.h"

static bool hand_over(Context *context, const struct replan_owner_rows *leads, const Takers *takers,
                      Err *err)
{
    for (size_t i = 0; i < leads->count; i++) {
        int64_t owner = takers_take(takers), lead = leads->at[i].lead_id;
        if (!sql_lead_set_owner(context->db,
                                &(struct lead_set_owner_in){
                                    .workspace = context->workspace, .id = lead, .owner_id = owner},
                                err) ||
            !sql_promise_set_owner(context->db,
                                   &(struct promise_set_owner_in){.workspace = context->workspace,
                                                                  .lead_id = lead,
                                                                  .owner_id = owner},
                                   err) ||
            !webhook_tell(context, WEBHOOK_LEAD_ASSIGNED, lead, 0, err))
            return false;
    }
    Replan replan = {.leads = leads->at, .count = leads->count};
    return replan_leads(context, &replan, err);
}

static bool may_hand_over(const Context *context, Err *err)
{
    return !context->guarded || !text_equal(context->me->role, "rep") ||
           err_set(err, ERR_DENIED, "all leads of somebody are handed over by a manager");
}

bool reassign_leads(Context *context, Arena *arena, const char *from, const char *to,
                    Reassigned *reassigned, Err *err)
{
    int64_t from_id;
    Takers takers = {0};
    struct replan_owner_rows leads;
    struct owner_open_promises_row promises;
    auto_txn Txn txn = {0};
    if (!access_owner_named(context, from, &from_id, err) || !may_hand_over(context, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !takers_choose(context, arena, from_id, to, &takers, err) ||
        !sql_replan_owner(
            context->db, arena,
            &(struct replan_owner_in){.workspace = context->workspace, .owner_id = from_id}, &leads,
            err) ||
        !sql_owner_open_promises(
            context->db, arena,
            &(struct owner_open_promises_in){.workspace = context->workspace, .owner_id = from_id},
            &promises, NULL, err) ||
        !hand_over(context, &leads, &takers, err) ||
        !audit_own(context, "reassign",
                   arena_printf(arena, "%zu leads of user %lld", leads.count, (long long)from_id),
                   err) ||
        !db_commit(&txn, err))
        return false;
    const struct user_list_row *taker = context_find_user(context, takers.at[0].id);
    *reassigned = (Reassigned){.from_name = context_find_user(context, from_id)->name,
                               .to_name = takers.count == 1 ? taker->name : NULL,
                               .leads = (int64_t)leads.count,
                               .promises = promises.count};
    return true;
}
