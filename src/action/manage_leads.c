#include "action/manage_leads.h"

#include "action/access.h"
#include "action/list_leads_inner.h"
#include "action/manage_inner.h"
#include "action/takers.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>

static const char *const act_names[BATCH_ACTS] = {
    [BATCH_ENROL] = "enrol", [BATCH_ASSIGN] = "assign", [BATCH_CLOSE] = "close"};

const char *batch_act_name(BatchAct act)
{
    return act_names[(unsigned)act < BATCH_ACTS ? act : BATCH_ENROL];
}

bool batch_act_find(const char *name, BatchAct *act)
{
    for (int i = 0; i < BATCH_ACTS; i++)
        if (text_equal(act_names[i], name)) {
            *act = (BatchAct)i;
            return true;
        }
    return false;
}

typedef struct Batch {
    Context *context;
    Arena *arena;
    const BatchInput *input;
    BatchResult *result;
    VEC(BatchRefused) refused;
    Journal journal;
    const Cadence *cadence;
    Takers takers;
} Batch;

/* --- which --- */

static bool leads_of_filter(Batch *batch, int64_t **ids, size_t *count, Err *err)
{
    LeadTest test;
    LeadWalk *walk;
    const struct list_captured_row *row;
    auto_arena Arena *scratch = arena_new();
    if (!lead_test_read(batch->context, batch->arena, batch->input->filter, &test, err) ||
        !lead_walk_open(batch->context, batch->arena, &test, NULL, &walk, err))
        return false;
    *ids = arena_array(batch->arena, BATCH_MOST, sizeof **ids);
    *count = 0;
    for (;; arena_reset(scratch)) {
        if (!lead_walk_next(walk, &row, err))
            return false;
        if (!row)
            return true;
        if (!lead_test_fits(scratch, &test, row))
            continue;
        if (*count == BATCH_MOST) {
            batch->result->more = true;
            return true;
        }
        (*ids)[(*count)++] = row->id;
    }
}

static bool choose_leads(Batch *batch, int64_t **ids, size_t *count, Err *err)
{
    const BatchInput *input = batch->input;
    if (!input->ids) {
        if (!leads_of_filter(batch, ids, count, err))
            return false;
    } else {
        if (input->count > BATCH_MOST)
            return err_field(err, ERR_INPUT, "leads", "at most %d leads at once", BATCH_MOST);
        *ids = arena_array(batch->arena, input->count, sizeof **ids);
        *count = input->count;
        for (size_t i = 0; i < input->count; i++)
            (*ids)[i] = input->ids[i];
    }
    return *count || err_field(err, ERR_INPUT, "leads", "there is no lead to do this to");
}

/* --- what --- */

static bool prepare(Batch *batch, Err *err)
{
    const BatchInput *input = batch->input;
    switch (input->act) {
    case BATCH_ENROL:
        return text_empty(input->cadence)
                   ? err_field(err, ERR_INPUT, "cadence", "say which cadence")
                   : context_cadence_named(batch->context, input->cadence, &batch->cadence, err);
    case BATCH_ASSIGN:
        return takers_choose(batch->context, batch->arena, 0, input->to, &batch->takers, err);
    case BATCH_CLOSE:
        return !text_empty(input->because) ||
               err_field(err, ERR_INPUT, "because", "leads are closed with a reason");
    default:
        return err_field(err, ERR_INPUT, "act", "leads are enrolled, assigned or closed");
    }
}

static bool give(Batch *batch, Logging *logging, Err *err)
{
    int64_t owner = takers_take(&batch->takers);
    if (owner == logging->loaded.lead.owner_id)
        return err_set(err, ERR_CONFLICT, "%s is theirs already", logging->loaded.lead.name);
    return access_give(batch->context, logging->loaded.lead.id, err) &&
           manage_give(logging, owner, err);
}

static bool apply(Batch *batch, Logging *logging, Err *err)
{
    if (batch->input->act == BATCH_ENROL)
        return manage_enrol(logging, batch->cadence, err);
    if (batch->input->act == BATCH_ASSIGN)
        return give(batch, logging, err);
    return manage_close(logging, batch->input->because, err);
}

/* What one lead refuses is no failure of the others. */
static bool is_refusal(const Err *err)
{
    return err->kind == ERR_CONFLICT || err->kind == ERR_MISSING || err->kind == ERR_DENIED;
}

static bool do_one(Batch *batch, Arena *scratch, int64_t lead_id, const char *said, Err *err)
{
    Context *context = batch->context;
    Logging logging;
    JournalKept *kept = batch->journal.kept;
    Err why = {0};
    if (access_need(context, ACCESS_LEAD, lead_id, &why) &&
        manage_begin(context, scratch, lead_id, &logging, &batch->journal, &why) &&
        apply(batch, &logging, &why)) {
        batch->result->done++;
        return manage_save(&logging, said, err);
    }
    if (!is_refusal(&why)) {
        *err = why;
        return false;
    }
    batch->journal.kept = kept; /* nothing of it was changed */
    *(BatchRefused *)vec_push(batch->arena, &batch->refused) =
        (BatchRefused){lead_id, arena_strdup(batch->arena, why.message)};
    return true;
}

static const char *say(const Batch *batch, size_t count)
{
    const BatchInput *input = batch->input;
    const char *leads = arena_printf(batch->arena, "%zu %s", count, count == 1 ? "lead" : "leads");
    if (input->act == BATCH_ENROL)
        return arena_printf(batch->arena, "%s: cadence %s", leads, batch->cadence->name);
    if (input->act == BATCH_CLOSE)
        return arena_printf(batch->arena, "%s: closed", leads);
    if (batch->takers.count > 1)
        return arena_printf(batch->arena, "%s: spread", leads);
    return arena_printf(batch->arena, "%s: given to %s", leads,
                        context_find_user(batch->context, batch->takers.at[0].id)->name);
}

static bool do_all(Batch *batch, const int64_t *ids, size_t count, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    const char *said = text_or(batch->input->because, batch_act_name(batch->input->act));
    for (size_t i = 0; i < count; i++, arena_reset(scratch))
        if (!do_one(batch, scratch, ids[i], said, err))
            return false;
    batch->result->said = say(batch, batch->result->done);
    batch->result->refused = batch->refused.at;
    batch->result->refused_count = batch->refused.count;
    return true;
}

bool manage_leads(Context *context, Arena *arena, const BatchInput *input, BatchResult *result,
                  Err *err)
{
    BatchResult made = {.act = input->act};
    Batch batch = {.context = context, .arena = arena, .input = input, .result = &made};
    int64_t *ids = NULL;
    size_t count = 0;
    auto_txn Txn txn = {0};
    if (!prepare(&batch, err) || !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !choose_leads(&batch, &ids, &count, err) ||
        !journal_open(context, 0, &batch.journal, err) || !do_all(&batch, ids, count, err))
        return false;
    if (!(made.done ? journal_close(&batch.journal, "batch", 0, made.said, err)
                    : journal_drop(&batch.journal, err)) ||
        !db_commit(&txn, err))
        return false;
    *result = made;
    return true;
}
