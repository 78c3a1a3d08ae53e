/* Reassigning: all that one user has to do goes to others. */
#include "action/access_inner.h"
#include "action/replan.h"
#include "action/user_inner.h"
#include "base/text.h"

typedef struct Taker {
    int64_t id;
    int64_t leads; /* those there are, and those given here */
} Taker;

typedef struct Takers {
    Taker *at;
    size_t count;
} Takers;

static Takers takers_of_role(const Context *context, Arena *arena,
                             const struct owner_loads_rows *loads, int64_t from, bool admins)
{
    Takers takers = {.at = arena_array(arena, context->users.count, sizeof *takers.at)};
    for (size_t i = 0; i < context->users.count; i++) {
        const struct user_list_row *user = &context->users.at[i];
        if (user->id == from || !text_equal(user->state, "active") ||
            text_equal(user->role, "admin") != admins)
            continue;
        Taker *taker = &takers.at[takers.count++];
        taker->id = user->id;
        for (size_t k = 0; k < loads->count; k++)
            if (loads->at[k].owner_id == user->id)
                taker->leads = loads->at[k].leads;
    }
    return takers;
}

static bool choose_takers(Context *context, Arena *arena, int64_t from, const char *to,
                          Takers *takers, Err *err)
{
    if (to) {
        int64_t id;
        if (!context_user_named(context, to, &id, err))
            return false;
        const struct user_list_row *user = context_find_user(context, id);
        if (id == from)
            return err_field(err, ERR_INPUT, "to", "they are %s's already", user->name);
        if (!text_equal(user->state, "active"))
            return err_field(err, ERR_INPUT, "to", "%s is not active", user->name);
        *takers = (Takers){.at = arena_make(arena, Taker), .count = 1};
        takers->at[0].id = id;
        return true;
    }
    struct owner_loads_rows loads;
    if (!sql_owner_loads(context->db, arena,
                         &(struct owner_loads_in){.workspace = context->workspace}, &loads, err))
        return false;
    *takers = takers_of_role(context, arena, &loads, from, false);
    if (!takers->count)
        *takers = takers_of_role(context, arena, &loads, from, true);
    if (takers->count)
        return true;
    err_set(err, ERR_MISSING,
            "there is nobody else to give the leads to; add a user first (`beck user add NAME`)");
    return false;
}

static int64_t take(const Takers *takers)
{
    size_t least = 0;
    for (size_t i = 1; i < takers->count; i++)
        if (takers->at[i].leads < takers->at[least].leads)
            least = i;
    takers->at[least].leads++;
    return takers->at[least].id;
}

static bool hand_over(Context *context, const struct replan_owner_rows *leads, const Takers *takers,
                      Err *err)
{
    for (size_t i = 0; i < leads->count; i++) {
        int64_t owner = take(takers), lead = leads->at[i].lead_id;
        if (!sql_lead_set_owner(context->db,
                                &(struct lead_set_owner_in){
                                    .workspace = context->workspace, .id = lead, .owner_id = owner},
                                err) ||
            !sql_promise_set_owner(context->db,
                                   &(struct promise_set_owner_in){.workspace = context->workspace,
                                                                  .lead_id = lead,
                                                                  .owner_id = owner},
                                   err))
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
        !choose_takers(context, arena, from_id, to, &takers, err) || !takers.count ||
        !sql_replan_owner(
            context->db, arena,
            &(struct replan_owner_in){.workspace = context->workspace, .owner_id = from_id}, &leads,
            err) ||
        !sql_owner_open_promises(
            context->db, arena,
            &(struct owner_open_promises_in){.workspace = context->workspace, .owner_id = from_id},
            &promises, NULL, err) ||
        !hand_over(context, &leads, &takers, err) ||
        !replan_audit(
            context, "reassign",
            arena_printf(arena, "%zu leads of user %lld", leads.count, (long long)from_id), err) ||
        !db_commit(&txn, err))
        return false;
    const struct user_list_row *taker = context_find_user(context, takers.at[0].id);
    *reassigned = (Reassigned){.from_name = context_find_user(context, from_id)->name,
                               .to_name = takers.count == 1 ? taker->name : NULL,
                               .leads = (int64_t)leads.count,
                               .promises = promises.count};
    return true;
}
