/* What a person decides about a lead beside its touches: its end, its owner, its cadence, its
 * fields. Each is undoable and plans anew. */
#include "action/manage_inner.h"

#include "action/access.h"
#include "action/around.h"
#include "action/capture_inner.h"
#include "action/webhook_inner.h"
#include "base/text.h"

#include <string.h>

bool manage_begin(Context *context, Arena *arena, int64_t lead_id, Logging *logging,
                  Journal *journal, Err *err)
{
    *logging =
        (Logging){.context = context, .arena = arena, .at = context->now, .journal = journal};
    if (!lead_load(context, arena, lead_id, LOAD_USUAL, &logging->loaded, err) ||
        (!journal->context && !journal_open(context, lead_id, journal, err)) ||
        !journal_keep(journal, JOURNAL_LEAD, lead_id, err) ||
        !journal_keep(journal, JOURNAL_NEXT_TOUCH, lead_id, err))
        return false;
    logging->effects.state = logging->loaded.situation.state;
    return true;
}

bool manage_save(Logging *logging, const char *said, Err *err)
{
    logging->said = said;
    return log_save_and_plan(logging, 0, err) &&
           ((!logging->spoiled && !around_touched(&logging->effects)) ||
            around_settle(logging->context, logging->loaded.lead.id, &logging->effects, 0,
                          logging->journal, err));
}

static bool finish(Logging *logging, const char *kind, const char *said, Txn *txn, Err *err)
{
    return manage_save(logging, said, err) && journal_close(logging->journal, kind, 0, said, err) &&
           db_commit(txn, err);
}

bool set_lead_fields(Context *context, Arena *arena, int64_t lead_id, const LogSet *sets,
                     size_t count, Err *err)
{
    Logging logging;
    Journal journal = {0};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !manage_begin(context, arena, lead_id, &logging, &journal, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!log_write_set(&logging, &sets[i], err))
            return false;
    return finish(&logging, "set", arena_printf(arena, "%s: fields set", logging.loaded.lead.name),
                  &txn, err);
}

bool manage_close(Logging *logging, const char *why, Err *err)
{
    if (!lead_is_open(logging->effects.state.status))
        return err_set(err, ERR_CONFLICT, "%s is closed already (%s)", logging->loaded.lead.name,
                       text_or(logging->loaded.lead.status_why, "no reason given"));
    logging->effects.state.status = LEAD_CLOSED;
    logging->loaded.lead.status_why = text_clean(logging->arena, why, strlen(why), 500);
    return true;
}

bool close_lead(Context *context, Arena *arena, int64_t lead_id, const char *why, Err *err)
{
    Logging logging;
    Journal journal = {0};
    auto_txn Txn txn = {0};
    if (text_empty(why))
        return err_field(err, ERR_INPUT, "because",
                         "a lead is closed with a reason: --because TEXT");
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !manage_begin(context, arena, lead_id, &logging, &journal, err))
        return false;
    if (!manage_close(&logging, why, err))
        return false;
    return finish(&logging, "close", arena_printf(arena, "%s: closed", logging.loaded.lead.name),
                  &txn, err);
}

bool reopen_lead(Context *context, Arena *arena, int64_t lead_id, TouchCard *next, Err *err)
{
    Logging logging;
    Journal journal = {0};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !manage_begin(context, arena, lead_id, &logging, &journal, err))
        return false;
    if (lead_is_open(logging.effects.state.status))
        return err_set(err, ERR_CONFLICT, "%s is open", logging.loaded.lead.name);
    if (logging.effects.state.status == LEAD_NEVER)
        return err_set(
            err, ERR_DENIED,
            "%s asked never to be contacted; if they come back to you, log that they did: "
            "They, at the lead, or `beck log lead:%lld they_called`",
            logging.loaded.lead.name, (long long)lead_id);
    logging.effects.state.status = LEAD_WORKING;
    logging.effects.state.step_at = context->now;
    logging.loaded.lead.status_why = NULL;
    return finish(&logging, "reopen",
                  arena_printf(arena, "%s: opened again", logging.loaded.lead.name), &txn, err) &&
           touch_card_of_lead(context, arena, lead_id, next, err);
}

/* The promises go with the lead. */
static bool give_promises(Logging *logging, int64_t owner_id, Err *err)
{
    Context *context = logging->context;
    int64_t lead_id = logging->loaded.lead.id;
    struct promise_of_lead_rows rows;
    if (!sql_promise_of_lead(
            context->db, logging->arena,
            &(struct promise_of_lead_in){.workspace = context->workspace, .lead_id = lead_id},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!journal_keep(logging->journal, JOURNAL_PROMISE, rows.at[i].id, err))
            return false;
    return sql_promise_set_owner(context->db,
                                 &(struct promise_set_owner_in){.workspace = context->workspace,
                                                                .lead_id = lead_id,
                                                                .owner_id = owner_id},
                                 err);
}

bool manage_give(Logging *logging, int64_t owner_id, Err *err)
{
    logging->loaded.lead.owner_id = owner_id;
    return give_promises(logging, owner_id, err) &&
           webhook_tell(logging->context, WEBHOOK_LEAD_ASSIGNED, logging->loaded.lead.id, 0, err);
}

bool manage_taker(Context *context, const char *name, int64_t *owner_id, Err *err)
{
    int64_t id;
    if (!context_user_named(context, name, &id, err))
        return false;
    const struct user_list_row *user = context_find_user(context, id);
    if (!text_equal(user->state, "active"))
        return err_field(err, ERR_INPUT, "owner", "%s is not active", user->name);
    *owner_id = id;
    return true;
}

bool assign_lead(Context *context, Arena *arena, int64_t lead_id, const char *owner,
                 TouchCard *next, Err *err)
{
    Logging logging;
    Journal journal = {0};
    int64_t owner_id = 0;
    auto_txn Txn txn = {0};
    if (!manage_taker(context, owner, &owner_id, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err) || !access_give(context, lead_id, err) ||
        !manage_begin(context, arena, lead_id, &logging, &journal, err))
        return false;
    bool open = lead_is_open(logging.effects.state.status);
    return manage_give(&logging, owner_id, err) &&
           finish(&logging, "assign",
                  arena_printf(arena, "%s: given to %s", logging.loaded.lead.name,
                               context_find_user(context, owner_id)->name),
                  &txn, err) &&
           (!open || touch_card_of_lead(context, arena, lead_id, next, err));
}

bool manage_enrol(Logging *logging, const Cadence *cadence, Err *err)
{
    const struct lead_get_row *lead = &logging->loaded.lead;
    if (!lead_is_open(logging->effects.state.status))
        return err_set(err, ERR_CONFLICT, "%s is closed", lead->name);
    if (lead->cadence_id == cadence->id)
        return err_set(err, ERR_CONFLICT, "%s runs %s already", lead->name, cadence->name);
    logging->effects.cadence = cadence->name;
    return true;
}

bool use_cadence(Context *context, Arena *arena, int64_t lead_id, const char *name, TouchCard *next,
                 Err *err)
{
    Logging logging;
    Journal journal = {0};
    const Cadence *cadence;
    auto_txn Txn txn = {0};
    if (!context_cadence_named(context, name, &cadence, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !manage_begin(context, arena, lead_id, &logging, &journal, err))
        return false;
    if (!manage_enrol(&logging, cadence, err))
        return false;
    return finish(&logging, "cadence",
                  arena_printf(arena, "%s: cadence %s", logging.loaded.lead.name, name), &txn,
                  err) &&
           touch_card_of_lead(context, arena, lead_id, next, err);
}
