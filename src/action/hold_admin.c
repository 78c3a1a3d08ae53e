#include "action/hold_admin.h"

#include "action/audit_inner.h"
#include "action/replan.h"
#include "base/text.h"

#include <string.h>

static const char *const scope_names[HOLD_SCOPES] = {"workspace", "sender", "account", "contact",
                                                     "lead"};

const char *hold_scope_name(HoldScope scope)
{
    return scope_names[(unsigned)scope < HOLD_SCOPES ? scope : HOLD_WORKSPACE];
}

bool hold_scope_find(const char *name, HoldScope *scope)
{
    for (int i = 0; i < HOLD_SCOPES; i++)
        if (text_equal(scope_names[i], name)) {
            *scope = (HoldScope)i;
            return true;
        }
    return false;
}

static bool show_holds(Context *context, Arena *arena, int64_t id, HoldsShown *holds, Err *err)
{
    struct hold_shown_rows rows;
    if (!sql_hold_shown(
            context->db, arena,
            &(struct hold_shown_in){.workspace = context->workspace, .id = id, .now = context->now},
            &rows, err))
        return false;
    holds->at = arena_array(arena, rows.count, sizeof *holds->at);
    holds->count = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        const struct hold_shown_row *row = &rows.at[i];
        holds->at[i] = (HoldShown){.id = row->id,
                                   .scope_id = row->scope_id,
                                   .scope_name = row->scope_name,
                                   .machine_only = row->machine_only != 0,
                                   .channels = (ChannelSet)row->channels,
                                   .until = row->until,
                                   .reason = row->reason,
                                   .made_at = row->made_at};
        hold_scope_find(row->scope, &holds->at[i].scope);
    }
    return true;
}

bool list_holds(Context *context, Arena *arena, HoldsShown *holds, Err *err)
{
    return show_holds(context, arena, 0, holds, err);
}

/* What a hold bears on, and whether there is such a thing at all. */
static bool list_leads(Context *context, Arena *arena, HoldScope scope, int64_t id, Time until,
                       struct replan_due_rows *leads, bool *there, Err *err)
{
    Db *db = context->db;
    int64_t workspace = context->workspace;
    struct account_get_row account;
    struct contact_get_row contact;
    struct lead_get_row lead;
    struct replan_everything_rows all;
    struct replan_account_rows of_account;
    struct replan_contact_rows of_contact;
    struct replan_lead_rows of_lead;
    enum { MOST = HOLD_REPLANS_MOST + 1 };
    *there = true;
    switch (scope) {
    case HOLD_WORKSPACE:
        if (!sql_replan_everything(
                db, arena,
                &(struct replan_everything_in){.workspace = workspace,
                                               .before = until == TIME_NONE ? INT64_MAX : until,
                                               .most = MOST},
                &all, err))
            return false;
        *leads = (struct replan_due_rows){all.at, all.count};
        return true;
    case HOLD_ACCOUNT:
        if (!sql_account_get(db, arena, &(struct account_get_in){.workspace = workspace, .id = id},
                             &account, there, err) ||
            !sql_replan_account(
                db, arena,
                &(struct replan_account_in){.workspace = workspace, .account_id = id, .most = MOST},
                &of_account, err))
            return false;
        *leads = (struct replan_due_rows){of_account.at, of_account.count};
        return true;
    case HOLD_CONTACT:
        contact.account_id = 0;
        if (!sql_contact_get(db, arena, &(struct contact_get_in){.workspace = workspace, .id = id},
                             &contact, there, err) ||
            !sql_replan_contact(db, arena,
                                &(struct replan_contact_in){.workspace = workspace,
                                                            .contact_id = id,
                                                            .account_id = contact.account_id,
                                                            .most = MOST},
                                &of_contact, err))
            return false;
        *leads = (struct replan_due_rows){of_contact.at, of_contact.count};
        return true;
    case HOLD_LEAD:
        if (!sql_lead_get(db, arena, &(struct lead_get_in){.workspace = workspace, .id = id}, &lead,
                          there, err) ||
            !sql_replan_lead(db, arena,
                             &(struct replan_lead_in){.workspace = workspace, .lead_id = id},
                             &of_lead, err))
            return false;
        *leads = (struct replan_due_rows){of_lead.at, of_lead.count};
        return true;
    case HOLD_SENDER:
    case HOLD_SCOPES:
        break;
    }
    *there = false;
    return true;
}

static bool replan(Context *context, const struct replan_due_rows *leads, HoldResult *result,
                   Err *err)
{
    Replan replanning = {.leads = leads->at, .count = leads->count};
    if (replanning.count > HOLD_REPLANS_MOST) {
        replanning.count = HOLD_REPLANS_MOST;
        result->more = true;
    }
    result->replanned = (int64_t)replanning.count;
    return replan_leads(context, &replanning, err);
}

static bool check_input(const Context *context, const PauseInput *input, Err *err)
{
    if (text_empty(input->reason))
        return err_field(err, ERR_INPUT, "reason", "a pause needs a reason: --because TEXT");
    if (input->until != TIME_NONE && input->until <= context->now)
        return err_field(err, ERR_INPUT, "until", "the pause would be over already");
    if (input->scope == HOLD_SENDER || (unsigned)input->scope >= HOLD_SCOPES)
        return err_field(err, ERR_INPUT, "scope",
                         "what can be paused is the workspace, an account, a contact or a lead");
    return true;
}

bool pause_touches(Context *context, Arena *arena, const PauseInput *input, HoldResult *result,
                   Err *err)
{
    enum { REASON_BYTES = 500 };
    HoldResult made = {0};
    struct replan_due_rows leads;
    bool there;
    int64_t id;
    HoldsShown shown;
    int64_t scope_id = input->scope == HOLD_WORKSPACE ? 0 : input->scope_id;
    auto_txn Txn txn = {0};
    if (!check_input(context, input, err) || !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !list_leads(context, arena, input->scope, scope_id, input->until, &leads, &there, err))
        return false;
    if (!there)
        return err_set(err, ERR_MISSING, "there is no %s %lld", hold_scope_name(input->scope),
                       (long long)scope_id);
    if (!context_id(context, &id, err) ||
        !sql_hold_insert(
            context->db,
            &(struct hold_insert_in){
                .workspace = context->workspace,
                .id = id,
                .scope = hold_scope_name(input->scope),
                .scope_id = scope_id,
                .machine_only = input->machine_only,
                .channels = (int64_t)input->channels,
                .until = input->until,
                .reason = text_clean(arena, input->reason, strlen(input->reason), REASON_BYTES),
                .now = context->now},
            err) ||
        !replan(context, &leads, &made, err) || !show_holds(context, arena, id, &shown, err) ||
        !audit_own(context, "pause",
                   arena_printf(arena, "hold %lld on %s %lld", (long long)id,
                                hold_scope_name(input->scope), (long long)scope_id),
                   err) ||
        !db_commit(&txn, err))
        return false;
    made.hold = shown.at[0];
    *result = made;
    return true;
}

bool resume_touches(Context *context, Arena *arena, int64_t hold_id, HoldResult *result, Err *err)
{
    HoldResult made = {0};
    HoldsShown shown;
    struct replan_due_rows leads;
    bool there;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !show_holds(context, arena, hold_id, &shown, err))
        return false;
    if (!hold_id || !shown.count) /* 0 shows all */
        return err_set(err, ERR_MISSING, "there is no hold %lld, or it is over",
                       (long long)hold_id);
    made.hold = shown.at[0];
    if (!sql_hold_lift(context->db,
                       &(struct hold_lift_in){
                           .workspace = context->workspace, .id = hold_id, .now = context->now},
                       err) ||
        !list_leads(context, arena, made.hold.scope, made.hold.scope_id, TIME_NONE, &leads, &there,
                    err) ||
        (there && !replan(context, &leads, &made, err)) ||
        !audit_own(context, "resume", arena_printf(arena, "hold %lld", (long long)hold_id), err) ||
        !db_commit(&txn, err))
        return false;
    *result = made;
    return true;
}
