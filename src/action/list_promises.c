#include "action/list_promises.h"

#include "action/access_inner.h"
#include "action/journal.h"
#include "action/plan_lead.h"
#include "action/promise_inner.h"
#include "action/webhook_inner.h"
#include "base/text.h"

#include <string.h>

static PromiseAlarm alarm_of(const Context *context, const char *side, const char *state,
                             Time due_at)
{
    return text_equal(side, "ours") && text_equal(state, "open")
               ? promise_alarm(context_zone(context), due_at, context->now)
               : PROMISE_QUIET;
}

static PromiseCard card_of(const Context *context, const struct promise_list_row *row)
{
    return (PromiseCard){
        .id = row->id,
        .lead_id = row->lead_id,
        .contact_id = row->contact_id,
        .owner_id = row->owner_id,
        .lead_name = row->lead_name,
        .account_name = row->account_name,
        .contact_name = row->contact_name,
        .owner_name = row->owner_name,
        .ours = text_equal(row->side, "ours"),
        .text = row->text,
        .state = row->state,
        .due_at = row->due_at,
        .made_at = row->made_at,
        .kept_at = row->kept_at,
        .first_due_at = row->first_due_at,
        .kept_by = row->kept_by,
        .unproved_at = row->unproved_at ? row->unproved_at : TIME_NONE,
        .moved = (int)row->moved,
        .late = text_equal(row->state, "open") && row->due_at < context->now,
        .alarm = alarm_of(context, row->side, row->state, row->due_at),
    };
}

static bool list_of(Context *context, Arena *arena, int64_t owner_id, const char *state, Time until,
                    Time touches_until, size_t most, PromiseCards *promises, Err *err)
{
    struct promise_list_rows rows;
    if (!sql_promise_list(context->db, arena,
                          &(struct promise_list_in){.workspace = context->workspace,
                                                    .owner_id = owner_id,
                                                    .owners = access_owners(context, arena),
                                                    .user_id = context->user,
                                                    .state = state,
                                                    .until = until,
                                                    .touches_until = touches_until,
                                                    .most = (int64_t)most},
                          &rows, err))
        return false;
    PromiseCard *cards = arena_array(arena, rows.count, sizeof *cards);
    for (size_t i = 0; i < rows.count; i++)
        cards[i] = card_of(context, &rows.at[i]);
    *promises = (PromiseCards){cards, rows.count};
    return true;
}

bool list_promises(Context *context, Arena *arena, const char *owner, bool everyone,
                   const char *state, Time until, size_t most, PromiseCards *promises, Err *err)
{
    int64_t owner_id = everyone ? 0 : context->user;
    return (!owner || everyone || access_owner_named(context, owner, &owner_id, err)) &&
           list_of(context, arena, owner_id, state, until, TIME_NONE, most, promises, err);
}

bool list_promises_beside(Context *context, Arena *arena, int64_t owner_id, Time until,
                          Time touches_until, size_t most, PromiseCards *promises, Err *err)
{
    return list_of(context, arena, owner_id, "open", until, touches_until, most, promises, err);
}

bool promise_card(Context *context, Arena *arena, int64_t id, PromiseCard *card, Err *err)
{
    struct promise_get_row row;
    struct lead_get_row lead;
    struct contact_get_row contact = {0};
    struct account_get_row account = {0};
    bool found, has_contact, has_account;
    if (!sql_promise_get(context->db, arena,
                         &(struct promise_get_in){.workspace = context->workspace, .id = id}, &row,
                         &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "promise", "there is no promise %lld", (long long)id);
    if (!sql_lead_get(context->db, arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = row.lead_id},
                      &lead, NULL, err) ||
        !sql_contact_get(
            context->db, arena,
            &(struct contact_get_in){.workspace = context->workspace, .id = row.contact_id},
            &contact, &has_contact, err) ||
        !sql_account_get(
            context->db, arena,
            &(struct account_get_in){.workspace = context->workspace, .id = lead.account_id},
            &account, &has_account, err))
        return false;
    const struct user_list_row *owner = context_find_user(context, row.owner_id);
    *card = (PromiseCard){
        .id = row.id,
        .lead_id = row.lead_id,
        .contact_id = row.contact_id,
        .owner_id = row.owner_id,
        .lead_name = lead.name,
        .account_name = has_account ? account.name : NULL,
        .contact_name = has_contact ? contact.name : NULL,
        .owner_name = owner ? owner->name : NULL,
        .ours = text_equal(row.side, "ours"),
        .text = row.text,
        .state = row.state,
        .due_at = row.due_at,
        .made_at = row.made_at,
        .kept_at = row.kept_at,
        .first_due_at = row.first_due_at,
        .kept_by = row.kept_by,
        .unproved_at = row.unproved_at ? row.unproved_at : TIME_NONE,
        .moved = (int)row.moved,
        .late = text_equal(row.state, "open") && row.due_at < context->now,
        .alarm = alarm_of(context, row.side, row.state, row.due_at),
    };
    return true;
}

static bool begin(Context *context, int64_t lead_id, Journal *journal, Err *err)
{
    return journal_open(context, lead_id, journal, err) &&
           journal_keep(journal, JOURNAL_LEAD, lead_id, err) &&
           journal_keep(journal, JOURNAL_NEXT_TOUCH, lead_id, err);
}

static bool lead_of(Context *context, Arena *arena, int64_t lead_id, struct lead_get_row *lead,
                    Err *err)
{
    bool found;
    LeadStatus status = LEAD_NEW;
    if (!sql_lead_get(context->db, arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = lead_id}, lead,
                      &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "lead", "there is no lead %lld", (long long)lead_id);
    lead_status_find(lead->status, &status);
    return lead_is_open(status) ||
           err_set(err, ERR_CONFLICT, "%s is closed; open it again before you promise", lead->name);
}

bool promise_put(Context *context, const struct promise_insert_in *row, int64_t *id, Err *err)
{
    struct promise_insert_in made = *row;
    made.workspace = context->workspace;
    if (!context_id(context, &made.id, err) || !sql_promise_insert(context->db, &made, err))
        return false;
    *id = made.id;
    return webhook_tell(context, WEBHOOK_PROMISE_MADE, made.lead_id, made.id, err);
}

bool make_promise(Context *context, Arena *arena, const PromiseInput *input, PromiseCard *promise,
                  Err *err)
{
    struct lead_get_row lead;
    Journal journal;
    int64_t id;
    const char *text =
        text_clean(arena, text_or(input->text, ""), strlen(text_or(input->text, "")), 500);
    if (text_empty(text))
        return err_field(err, ERR_INPUT, "text", "say what is promised");
    if (input->due_at < context->now)
        return err_field(err, ERR_INPUT, "when", "a promise lies ahead, not behind");
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           lead_of(context, arena, input->lead_id, &lead, err) &&
           begin(context, input->lead_id, &journal, err) &&
           promise_put(context,
                       &(struct promise_insert_in){.lead_id = input->lead_id,
                                                   .contact_id = lead.contact_id,
                                                   .owner_id = lead.owner_id,
                                                   .side = input->theirs ? "theirs" : "ours",
                                                   .text = text,
                                                   .due_at = input->due_at,
                                                   .now = context->now},
                       &id, err) &&
           journal_made(&journal, JOURNAL_PROMISE, id, err) &&
           lead_replan(context, arena, input->lead_id, err) &&
           journal_close(&journal, "promise", 0, arena_printf(arena, "%s: promise made", lead.name),
                         err) &&
           promise_card(context, arena, id, promise, err) && db_commit(&txn, err);
}

typedef struct PromiseChange {
    const char *state;
    Time due_at; /* TIME_NONE: as it was */
    Time kept_at;
    Channel by;
    const char *said;
    WebhookEvent event;
} PromiseChange;

/* What a message kept is asked about; what is said or handed over, and a letter on its way for
 * days, is not. */
bool promise_write_kept(Context *context, const struct promise_get_row *row, Channel by,
                        int64_t touch_id, Time at, Err *err)
{
    static const ChannelSet asked =
        CHANNEL_BIT(CHANNEL_EMAIL) | CHANNEL_BIT(CHANNEL_TEXT) | CHANNEL_BIT(CHANNEL_FAX);
    bool asks = text_equal(row->side, "ours") && (asked & CHANNEL_BIT(by));
    return by == CHANNEL_NONE ||
           sql_promise_kept_by(context->db,
                               &(struct promise_kept_by_in){.workspace = context->workspace,
                                                            .id = row->id,
                                                            .kept_by = channel_name(by),
                                                            .kept_touch_id = touch_id,
                                                            .unproved_at = asks ? at : 0},
                               err);
}

static bool write_change(Context *context, const struct promise_get_row *row,
                         const PromiseChange *change, Err *err)
{
    if (change->due_at != TIME_NONE)
        return sql_promise_late(context->db,
                                &(struct promise_late_in){.workspace = context->workspace,
                                                          .id = row->id,
                                                          .due_at = change->due_at,
                                                          .now = context->now},
                                err);
    return sql_promise_set(context->db,
                           &(struct promise_set_in){.workspace = context->workspace,
                                                    .id = row->id,
                                                    .state = change->state,
                                                    .due_at = row->due_at,
                                                    .moved = row->moved,
                                                    .kept_at = change->kept_at},
                           err) &&
           (change->kept_at == TIME_NONE ||
            promise_write_kept(context, row, change->by, 0, change->kept_at, err));
}

static bool change_inside(Context *context, Arena *arena, int64_t id, const PromiseChange *change,
                          Err *err)
{
    struct promise_get_row row;
    struct lead_get_row lead;
    Journal journal;
    bool found;
    if (!sql_promise_get(context->db, arena,
                         &(struct promise_get_in){.workspace = context->workspace, .id = id}, &row,
                         &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "promise", "there is no promise %lld", (long long)id);
    if (!text_equal(row.state, "open"))
        return err_set(err, ERR_CONFLICT, "promise %lld is %s already", (long long)id, row.state);
    if (!sql_lead_get(context->db, arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = row.lead_id},
                      &lead, NULL, err) ||
        !begin(context, row.lead_id, &journal, err) ||
        !journal_keep(&journal, JOURNAL_PROMISE, id, err))
        return false;
    return write_change(context, &row, change, err) &&
           (change->kept_at == TIME_NONE ||
            sql_lead_set_step_at(context->db,
                                 &(struct lead_set_step_at_in){.workspace = context->workspace,
                                                               .id = row.lead_id,
                                                               .step_at = context->now},
                                 err)) &&
           webhook_tell(context, change->event, row.lead_id, id, err) &&
           lead_replan(context, arena, row.lead_id, err) &&
           journal_close(&journal, "promise", 0,
                         arena_printf(arena, "%s: promise %s", lead.name, change->said), err);
}

static bool change_promise(Context *context, Arena *arena, int64_t id, const PromiseChange *change,
                           PromiseCard *promise, Err *err)
{
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           change_inside(context, arena, id, change, err) &&
           promise_card(context, arena, id, promise, err) && db_commit(&txn, err);
}

static PromiseChange kept_now(const Context *context, Channel by)
{
    return (PromiseChange){.state = "kept",
                           .due_at = TIME_NONE,
                           .kept_at = context->now,
                           .by = by,
                           .said = "kept",
                           .event = WEBHOOK_PROMISE_KEPT};
}

bool keep_promise(Context *context, Arena *arena, int64_t id, Channel by, PromiseCard *promise,
                  Err *err)
{
    const PromiseChange change = kept_now(context, by);
    return change_promise(context, arena, id, &change, promise, err);
}

bool promise_keep_inside(Context *context, Arena *arena, int64_t id, Err *err)
{
    const PromiseChange change = kept_now(context, CHANNEL_NONE);
    return change_inside(context, arena, id, &change, err);
}

bool promise_move_inside(Context *context, Arena *arena, int64_t id, Time due_at, Err *err)
{
    return change_inside(context, arena, id,
                         &(PromiseChange){.state = "open",
                                          .due_at = due_at,
                                          .kept_at = TIME_NONE,
                                          .said = "moved",
                                          .event = WEBHOOK_PROMISE_MOVED},
                         err);
}

bool promise_channel(Context *context, Arena *arena, int64_t id, Channel *channel, Err *err)
{
    struct promise_get_row row;
    bool found;
    *channel = CHANNEL_NONE;
    if (!sql_promise_get(context->db, arena,
                         &(struct promise_get_in){.workspace = context->workspace, .id = id}, &row,
                         &found, err))
        return false;
    if (found && !text_empty(row.channel))
        channel_find(row.channel, channel);
    return true;
}

bool cancel_promise(Context *context, Arena *arena, int64_t id, PromiseCard *promise, Err *err)
{
    return change_promise(context, arena, id,
                          &(PromiseChange){.state = "cancelled",
                                           .due_at = TIME_NONE,
                                           .kept_at = TIME_NONE,
                                           .said = "cancelled",
                                           .event = WEBHOOK_PROMISE_CANCELLED},
                          promise, err);
}
