#include "action/morning_send.h"

#include "action/morning_inner.h"
#include "action/send_inner.h"
#include "base/text.h"
#include "mail/message_id.h"

#include <string.h>

/* NULL: there is none that sends now. */
static const struct sender_list_row *sender_now(const Context *context, const SendGate *gate,
                                                int64_t user_id)
{
    size_t place;
    const struct sender_list_row *row = sender_row_of(&gate->senders, user_id, CHANNEL_EMAIL);
    return row && send_gate_find(gate, row->id, &place) && send_gate_works(context, gate, place)
               ? row
               : NULL;
}

static bool is_hour(const Context *context, const MorningPlan *plan)
{
    return plan->works && plan->wanted && plan->from <= context->now && context->now < plan->until;
}

static bool is_free(Context *context, Arena *arena, int64_t user_id, Day day, bool *open, Err *err)
{
    struct morning_get_row row;
    bool found;
    if (!sql_morning_get(context->db, arena,
                         &(struct morning_get_in){
                             .workspace = context->workspace, .user_id = user_id, .day = day},
                         &row, &found, err))
        return false;
    *open = !found || (text_equal(row.state, "claimed") && row.leased_until <= context->now);
    return true;
}

/* Whether the user's mail is to go now, all but who sends it. */
static bool is_due(Context *context, Arena *arena, const struct user_list_row *user,
                   MorningPlan *plan, bool *due, Err *err)
{
    *due = false;
    if (!text_equal(user->state, "active") || text_empty(user->email))
        return true;
    return morning_plan(context, user, plan, err) &&
           (!is_hour(context, plan) || is_free(context, arena, user->id, plan->day, due, err));
}

bool morning_due(Context *context, Arena *arena, MorningUsers *users, Err *err)
{
    SendGate gate;
    bool looked = false;
    MorningUsers made = {.at = arena_array(arena, context->users.count, sizeof *made.at)};
    for (size_t i = 0; i < context->users.count; i++) {
        MorningPlan plan;
        bool due;
        const struct user_list_row *user = &context->users.at[i];
        if (!is_due(context, arena, user, &plan, &due, err) ||
            (due && !looked && !send_gate_read(context, arena, &gate, err)))
            return false;
        looked = looked || due;
        if (due && sender_now(context, &gate, user->id))
            made.at[made.count++] = user->id;
    }
    *users = made;
    return true;
}

bool morning_recover(Context *context, Arena *arena, Err *err)
{
    struct morning_any_lapsed_row any;
    auto_txn Txn txn = {0};
    if (!sql_morning_any_lapsed(
            context->db, arena,
            &(struct morning_any_lapsed_in){.workspace = context->workspace, .now = context->now},
            &any, NULL, err))
        return false;
    if (!any.lapsed)
        return true;
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           sql_morning_recover(
               context->db,
               &(struct morning_recover_in){.workspace = context->workspace,
                                            .now = context->now,
                                            .why = "the program ended while the server had it"},
               err) &&
           db_commit(&txn, err);
}

/* --- one mail --------------------------------------------------------------------------------- */

static bool fill(Context *context, Arena *arena, const struct sender_list_row *row, int64_t id,
                 MorningClaim *claim, Err *err)
{
    const struct user_list_row *user = context->me;
    char name[MESSAGE_ID_LONGEST + 1];
    if (!sender_settings(context, arena, row, &claim->settings, &claim->secrets, err))
        return false;
    message_id_write(context->secret, id, strrchr(row->address, '@') + 1, name);
    claim->sender_id = row->id;
    claim->driver = arena_strdup(arena, row->driver);
    claim->from = arena_strdup(arena, row->address);
    claim->to = arena_strdup(arena, user->email);
    claim->to_name = arena_strdup(arena, user->name);
    claim->message_id = arena_strdup(arena, name);
    claim->offset = zone_offset(context_zone(context), context->now);
    return true;
}

static bool write_claim(Context *context, Arena *arena, int64_t worker, Day day, int64_t *id,
                        bool *claimed, Err *err)
{
    enum { KEPT_DAYS = 60 };
    struct morning_claim_row row;
    int64_t made;
    if (!context_id(context, &made, err) ||
        !sql_morning_forget(context->db,
                            &(struct morning_forget_in){.workspace = context->workspace,
                                                        .user_id = context->user,
                                                        .day = day - KEPT_DAYS},
                            err) ||
        !sql_morning_claim(
            context->db, arena,
            &(struct morning_claim_in){.workspace = context->workspace,
                                       .id = made,
                                       .user_id = context->user,
                                       .day = day,
                                       .worker = worker,
                                       .leased_until = context->now + MORNING_LEASE_SECONDS,
                                       .now = context->now},
            &row, claimed, err))
        return false;
    if (*claimed)
        *id = row.id;
    return true;
}

bool morning_claim(Context *context, Arena *arena, int64_t worker, MorningClaim *claim,
                   bool *claimed, Err *err)
{
    SendGate gate;
    MorningPlan plan;
    int64_t id = 0;
    auto_txn Txn txn = {0};
    *claimed = false;
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !is_due(context, arena, context->me, &plan, claimed, err) ||
        !send_gate_read(context, arena, &gate, err))
        return false;
    const struct sender_list_row *row = sender_now(context, &gate, context->user);
    *claimed = *claimed && row;
    if (!*claimed)
        return true;
    *claim = (MorningClaim){.user_id = context->user, .day = plan.day};
    return write_claim(context, arena, worker, plan.day, &id, claimed, err) &&
           (!*claimed || fill(context, arena, row, id, claim, err)) && db_commit(&txn, err);
}

bool morning_dot(Context *context, Arena *arena, int64_t worker, const MorningClaim *claim,
                 Standing *standing, bool *go, Err *err)
{
    SendGate gate;
    auto_txn Txn txn = {0};
    *go = false;
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !send_dots_begin(context, arena, err) ||
        !send_gate_read(context, arena, &gate, err))
        return false;
    const struct sender_list_row *sender = sender_now(context, &gate, claim->user_id);
    if (!sender || sender->id != claim->sender_id)
        return true;
    return sql_morning_dot(
               context->db,
               &(struct morning_dot_in){.workspace = context->workspace,
                                        .user_id = claim->user_id,
                                        .day = claim->day,
                                        .worker = worker,
                                        .leased_until = context->now + MORNING_LEASE_SECONDS,
                                        .now = context->now},
               go, err) &&
           (!*go || standing_count(context, arena, standing, 1, err)) && db_commit(&txn, err);
}

bool morning_settle(Context *context, int64_t worker, const MorningClaim *claim,
                    const SendVerdict *verdict, Time again_at, Err *err)
{
    static const char *const states[SEND_RESULTS] = {
        [SEND_SENT] = "sent",    [SEND_LATER] = "claimed",    [SEND_REFUSED] = "refused",
        [SEND_DOWN] = "claimed", [SEND_UNSURE] = "uncertain",
    };
    return sql_morning_settle(
        context->db,
        &(struct morning_settle_in){.workspace = context->workspace,
                                    .user_id = claim->user_id,
                                    .day = claim->day,
                                    .worker = worker,
                                    .state = states[verdict->result],
                                    .leased_until = again_at,
                                    .now = context->now,
                                    .why = text_empty(verdict->words) ? NULL : verdict->words},
        err);
}

/* --- what is found out ------------------------------------------------------------------------ */

bool morning_went(Context *context, int64_t id, Err *err)
{
    return sql_morning_went(
        context->db, &(struct morning_went_in){.workspace = context->workspace, .id = id}, err);
}

bool morning_came_back(Context *context, int64_t id, const char *why, Err *err)
{
    return sql_morning_came_back(
        context->db,
        &(struct morning_came_back_in){.workspace = context->workspace, .id = id, .why = why}, err);
}
