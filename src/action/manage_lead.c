/* What a person decides about a lead beside its touches: its end, its owner, its cadence, its
 * fields. Each is undoable and plans anew. */
#include "action/log_inner.h"

#include "action/access.h"
#include "action/around.h"
#include "action/capture_inner.h"
#include "base/text.h"

#include <string.h>

/* Loads the lead and opens a record; `logging` carries both. */
static bool begin(Context *context, Arena *arena, int64_t lead_id, Logging *logging, Err *err)
{
    *logging = (Logging){.context = context, .arena = arena, .at = context->now};
    if (!lead_load(context, arena, lead_id, LOAD_USUAL, &logging->loaded, err) ||
        !journal_open(context, lead_id, &logging->journal, err) ||
        !journal_keep(&logging->journal, JOURNAL_LEAD, lead_id, err) ||
        !journal_keep(&logging->journal, JOURNAL_NEXT_TOUCH, lead_id, err))
        return false;
    logging->effects.state = logging->loaded.situation.state;
    return true;
}

static bool finish(Logging *logging, const char *kind, const char *said, Txn *txn, Err *err)
{
    logging->said = said;
    return log_save_and_plan(logging, 0, err) &&
           (!around_touched(&logging->effects) ||
            around_settle(logging->context, logging->loaded.lead.id, &logging->effects, 0,
                          &logging->journal, err)) &&
           journal_close(&logging->journal, kind, 0, said, err) && db_commit(txn, err);
}

bool set_lead_fields(Context *context, Arena *arena, int64_t lead_id, const LogSet *sets,
                     size_t count, Err *err)
{
    Logging logging;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !begin(context, arena, lead_id, &logging, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!log_write_set(&logging, &sets[i], err))
            return false;
    return finish(&logging, "set", arena_printf(arena, "%s: fields set", logging.loaded.lead.name),
                  &txn, err);
}

bool close_lead(Context *context, Arena *arena, int64_t lead_id, const char *why, Err *err)
{
    Logging logging;
    auto_txn Txn txn = {0};
    if (text_empty(why))
        return err_field(err, ERR_INPUT, "because",
                         "a lead is closed with a reason: --because TEXT");
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !begin(context, arena, lead_id, &logging, err))
        return false;
    if (!lead_is_open(logging.effects.state.status))
        return err_set(err, ERR_CONFLICT, "%s is closed already (%s)", logging.loaded.lead.name,
                       text_or(logging.loaded.lead.status_why, "no reason given"));
    logging.effects.state.status = LEAD_CLOSED;
    logging.loaded.lead.status_why = text_clean(arena, why, strlen(why), 500);
    return finish(&logging, "close", arena_printf(arena, "%s: closed", logging.loaded.lead.name),
                  &txn, err);
}

bool reopen_lead(Context *context, Arena *arena, int64_t lead_id, TouchCard *next, Err *err)
{
    Logging logging;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !begin(context, arena, lead_id, &logging, err))
        return false;
    if (lead_is_open(logging.effects.state.status))
        return err_set(err, ERR_CONFLICT, "%s is open", logging.loaded.lead.name);
    if (logging.effects.state.status == LEAD_NEVER)
        return err_set(err, ERR_DENIED,
                       "%s asked never to be contacted; if they come back to you, log it "
                       "(`beck log lead:%lld they_called`)",
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
        if (!journal_keep(&logging->journal, JOURNAL_PROMISE, rows.at[i].id, err))
            return false;
    return sql_promise_set_owner(context->db,
                                 &(struct promise_set_owner_in){.workspace = context->workspace,
                                                                .lead_id = lead_id,
                                                                .owner_id = owner_id},
                                 err);
}

bool assign_lead(Context *context, Arena *arena, int64_t lead_id, const char *owner,
                 TouchCard *next, Err *err)
{
    Logging logging;
    int64_t owner_id;
    auto_txn Txn txn = {0};
    if (!context_user_named(context, owner, &owner_id, err))
        return false;
    const struct user_list_row *user = context_find_user(context, owner_id);
    if (!text_equal(user->state, "active"))
        return err_field(err, ERR_INPUT, "owner", "%s is not active", user->name);
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !access_give(context, lead_id, err) ||
        !begin(context, arena, lead_id, &logging, err))
        return false;
    logging.loaded.lead.owner_id = owner_id;
    bool open = lead_is_open(logging.effects.state.status);
    return give_promises(&logging, owner_id, err) &&
           finish(&logging, "assign",
                  arena_printf(arena, "%s: given to %s", logging.loaded.lead.name, user->name),
                  &txn, err) &&
           (!open || touch_card_of_lead(context, arena, lead_id, next, err));
}

bool use_cadence(Context *context, Arena *arena, int64_t lead_id, const char *name, TouchCard *next,
                 Err *err)
{
    Logging logging;
    const Cadence *cadence;
    auto_txn Txn txn = {0};
    if (!context_cadence_named(context, name, &cadence, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !begin(context, arena, lead_id, &logging, err))
        return false;
    if (!lead_is_open(logging.effects.state.status))
        return err_set(err, ERR_CONFLICT, "%s is closed", logging.loaded.lead.name);
    logging.effects.cadence = cadence->name;
    if (logging.loaded.lead.cadence_id == cadence->id)
        return err_set(err, ERR_CONFLICT, "%s runs %s already", logging.loaded.lead.name, name);
    return finish(&logging, "cadence",
                  arena_printf(arena, "%s: cadence %s", logging.loaded.lead.name, name), &txn,
                  err) &&
           touch_card_of_lead(context, arena, lead_id, next, err);
}
