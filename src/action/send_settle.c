#include "action/send_inner.h"
#include "action/send_kept.h"

#include "action/aside_inner.h"
#include "action/certainty_inner.h"
#include "action/id_list.h"
#include "action/invitation_inner.h"
#include "action/log_inner.h"
#include "action/promise_way_inner.h"
#include "action/text_now.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* One transaction's verdicts. */
typedef struct Settling {
    Context *context;
    Arena *arena;
    SendWorker *worker;
} Settling;

static bool raise_level(const Settling *settling, int64_t touch_id, MessageLevel level,
                        const char *evidence, Err *err)
{
    return message_raise(settling->context, settling->arena, touch_id, level, evidence, NULL, err);
}

/* For what stands beside it in the history already. */
static bool set_refused(const Settling *settling, int64_t touch_id, Err *err)
{
    bool raised;
    return message_rise(settling->context, settling->arena, touch_id, LEVEL_REFUSED, &raised, err);
}

static bool add_event(const Settling *settling, int64_t touch_id, const char *kind,
                      const char *detail, Err *err)
{
    return sql_touch_event_insert(
        settling->context->db,
        &(struct touch_event_insert_in){.workspace = settling->context->workspace,
                                        .touch_id = touch_id,
                                        .at = settling->context->now,
                                        .kind = kind,
                                        .detail = text_empty(detail) ? NULL : detail},
        err);
}

static bool drop_sending(const Settling *settling, const SendItem *item, const char *state,
                         bool *dropped, ToldEarly *early, Err *err)
{
    const struct sending_drop_in in = {.workspace = settling->context->workspace,
                                       .touch_id = item->touch_id,
                                       .worker = send_number(settling->worker),
                                       .state = state};
    struct sending_drop_told_row row;
    *early = (ToldEarly){0};
    if (item->channel != CHANNEL_TEXT)
        return sql_sending_drop(settling->context->db, &in, dropped, err);
    if (!sql_sending_drop_told(settling->context->db, settling->arena,
                               &(struct sending_drop_told_in){.workspace = in.workspace,
                                                              .touch_id = in.touch_id,
                                                              .worker = in.worker,
                                                              .state = state},
                               &row, dropped, err))
        return false;
    if (*dropped)
        *early = told_early_of(row.told, row.told_as, row.told_why, row.told_failure);
    return true;
}

/* `ours`: it was; who took over has planned it again, or said that it is uncertain. `dotted`: its
 * dot is written. `early`: what was reported of it meanwhile. */
static bool end_sending(const Settling *settling, const SendItem *item, bool *ours, bool *dotted,
                        ToldEarly *early, Err *err)
{
    if (!drop_sending(settling, item, "dot", dotted, early, err))
        return false;
    *ours = *dotted;
    return *ours || drop_sending(settling, item, "claimed", ours, early, err);
}

/* 5 minutes, then twice as long each time, 6 hours at most: RFC 5321 §4.5.4.1 asks for half an hour
 * at least after the first ones. */
static Time retry_at(const Context *context, const SendVerdict *verdict, int64_t tries)
{
    enum { FIRST = 5 * 60, MOST = 6 * 3600 };
    int64_t wait = tries < 8 ? (int64_t)FIRST << tries : MOST;
    if (wait < verdict->wait)
        wait = verdict->wait;
    return context->now + (wait < MOST ? wait : MOST);
}

static bool keep_known(const Settling *settling, int64_t touch_id, const char *known_as, Err *err)
{
    return !known_as[0] ||
           sql_message_known(settling->context->db,
                             &(struct message_known_in){.workspace = settling->context->workspace,
                                                        .touch_id = touch_id,
                                                        .known_as = known_as},
                             err);
}

/* What came of a touch whose address is of no use. */
static Outcome refused_outcome(Channel channel)
{
    return channel == CHANNEL_EMAIL ? OUTCOME_BOUNCED : OUTCOME_FAILED;
}

/* --- before the dot --------------------------------------------------------------------------- */

static bool load_planned(const Settling *settling, const SendItem *item, LoadedLead *loaded,
                         bool *planned, Err *err)
{
    if (!lead_load(settling->context, settling->arena, item->lead_id, LOAD_USUAL, loaded, err))
        return false;
    *planned = loaded->has_next && loaded->next.touch_id == item->touch_id &&
               text_equal(loaded->next.mode, "machine");
    return true;
}

static bool try_later(const Settling *settling, const SendItem *item, const SendVerdict *verdict,
                      Err *err)
{
    Context *context = settling->context;
    struct message_get_row message;
    LoadedLead loaded;
    bool planned, found;
    if (!load_planned(settling, item, &loaded, &planned, err) ||
        !sql_message_get(
            context->db, settling->arena,
            &(struct message_get_in){.workspace = context->workspace, .touch_id = item->touch_id},
            &message, &found, err) ||
        !sql_message_tried(
            context->db,
            &(struct message_tried_in){.workspace = context->workspace, .touch_id = item->touch_id},
            err))
        return false;
    if (!planned || !found) /* planned anew, and its words forgotten */
        return true;
    if (verdict->result == SEND_REFUSED || message.tries + 1 >= SEND_TRIES_MOST)
        return send_hand_over(context, settling->arena, &loaded, verdict->words, err);
    return sql_next_touch_move(
        context->db,
        &(struct next_touch_move_in){.workspace = context->workspace,
                                     .touch_id = item->touch_id,
                                     .due_at = retry_at(context, verdict, message.tries)},
        err);
}

/* The address is of no use: that is what came of the touch, and the next one goes another way. */
static bool refuse(const Settling *settling, const SendItem *item, const SendVerdict *verdict,
                   Err *err)
{
    LoadedLead loaded;
    bool planned, moved;
    int64_t next_id;
    if (!load_planned(settling, item, &loaded, &planned, err))
        return false;
    return !planned || (log_machine(settling->context, settling->arena, &loaded,
                                    refused_outcome(item->channel), &next_id, &moved, err) &&
                        raise_level(settling, item->touch_id, LEVEL_REFUSED, verdict->words, err));
}

/* --- behind it -------------------------------------------------------------------------------- */

/* What the dot had counted. */
static bool uncount(const Settling *settling, const SendItem *item, Err *err)
{
    Context *context = settling->context;
    const LoadedLead *before = item->before;
    return sql_sender_unsent(context->db,
                             &(struct sender_unsent_in){.workspace = context->workspace,
                                                        .id = item->sender_id,
                                                        .day = item->sender_day},
                             err) &&
           sql_contact_move_add(context->db,
                                &(struct contact_move_add_in){.workspace = context->workspace,
                                                              .contact_id = before->next.contact_id,
                                                              .day = item->day,
                                                              .moves = -item->moved},
                                err) &&
           (!before->next.content_id ||
            sql_given_drop(context->db,
                           &(struct given_drop_in){.workspace = context->workspace,
                                                   .contact_id = before->next.contact_id,
                                                   .content_id = before->next.content_id,
                                                   .touch_id = item->touch_id},
                           err)) &&
           (!before->has_account || item->channel != CHANNEL_EMAIL ||
            sql_account_mail_day_back(
                context->db,
                &(struct account_mail_day_back_in){.workspace = context->workspace,
                                                   .id = before->account.id,
                                                   .mail_day = before->account.mail_day,
                                                   .was = item->day},
                err));
}

/* Later by the machine; refused for good or tried often enough, by a person. */
static bool wait_or_ask(const Settling *settling, const SendItem *item, const SendVerdict *verdict,
                        int64_t touch_id, int64_t tries, Err *err)
{
    Context *context = settling->context;
    LoadedLead loaded;
    if (!lead_load(context, settling->arena, item->lead_id, LOAD_USUAL, &loaded, err))
        return false;
    bool same = loaded.next.address_id == item->address_id &&
                text_equal(loaded.next.channel, channel_name(item->channel));
    if (!same)
        return true;
    if (verdict->result == SEND_REFUSED || tries >= SEND_TRIES_MOST)
        return send_hand_over(context, settling->arena, &loaded, verdict->words, err);
    return sql_next_touch_approve(
        context->db,
        &(struct next_touch_approve_in){.workspace = context->workspace,
                                        .touch_id = touch_id,
                                        .due_at = retry_at(context, verdict, tries)},
        err);
}

/* The same message, with its files, under another touch. */
static bool renew(const Settling *settling, const SendItem *item, const SendVerdict *verdict,
                  int64_t touch_id, Err *err)
{
    Context *context = settling->context;
    struct message_get_row message;
    return sql_message_get(context->db, settling->arena,
                           &(struct message_get_in){.workspace = context->workspace,
                                                    .touch_id = item->touch_id},
                           &message, NULL, err) &&
           sql_message_renew(context->db,
                             &(struct message_renew_in){.workspace = context->workspace,
                                                        .touch_id = item->touch_id,
                                                        .new_id = touch_id},
                             err) &&
           send_files_back(context, item, touch_id, err) &&
           invitation_back(context, settling->arena, item, touch_id, err) &&
           wait_or_ask(settling, item, verdict, touch_id, message.tries, err);
}

/* The lead as it was before the dot, with the same message under a new touch: the server said that
 * it does not have it. */
static bool plan_again(const Settling *settling, const SendItem *item, const SendVerdict *verdict,
                       LoadedLead *loaded, Err *err)
{
    Context *context = settling->context;
    const Cadence *cadence;
    LoadedLead again;
    int64_t touch_id;
    if (!context_cadence(context, item->before->lead.cadence_id, &cadence, err))
        return false;
    return uncount(settling, item, err) &&
           lead_state_write(context, loaded, &item->before->situation.state, cadence,
                            loaded->lead.status_why, err) &&
           context_id(context, &touch_id, err) &&
           lead_load(context, settling->arena, item->lead_id, LOAD_USUAL, &again, err) &&
           lead_plan(context, settling->arena, &again, touch_id, err) &&
           promise_mail_again(context, settling->arena, &item->before->next, item->lead_id,
                              touch_id, err) &&
           renew(settling, item, verdict, touch_id, err);
}

/* Nothing of the lead goes on without it. */
static bool let_be(const Settling *settling, const SendItem *item, Err *err)
{
    return send_files_back(settling->context, item, item->touch_id, err) &&
           invitation_back(settling->context, settling->arena, item, 0, err) &&
           set_refused(settling, item->touch_id, err);
}

/* What they asked for by text (action/text_now.h) is wanted, whatever was logged since. */
static bool text_again(const Settling *settling, const SendItem *item, const SendVerdict *verdict,
                       const LoadedLead *loaded, Err *err)
{
    int64_t touch_id;
    bool waits;
    if (!context_id(settling->context, &touch_id, err) ||
        !text_now_again(settling->context, settling->arena, loaded, item->before, touch_id, &waits,
                        err))
        return false;
    return waits ? uncount(settling, item, err) && renew(settling, item, verdict, touch_id, err)
                 : let_be(settling, item, err);
}

static bool take_back(const Settling *settling, const SendItem *item, const SendVerdict *verdict,
                      Err *err)
{
    LoadedLead loaded;
    struct promise_came_back_rows back;
    if (!add_event(settling, item->touch_id, "undone", verdict->words, err) ||
        !sql_promise_came_back(
            settling->context->db, settling->arena,
            &(struct promise_came_back_in){.workspace = settling->context->workspace,
                                           .touch_id = item->touch_id},
            &back, err) ||
        !lead_load(settling->context, settling->arena, item->lead_id, LOAD_USUAL, &loaded, err))
        return false;
    if (loaded.has_next && aside_is_text(item->before))
        return text_again(settling, item, verdict, &loaded, err);
    /* Something has come since: the lead went on without it. */
    if (!loaded.has_next || loaded.next.touch_id != item->next_id)
        return let_be(settling, item, err) &&
               (!back.count || !loaded.has_next ||
                lead_plan(settling->context, settling->arena, &loaded, 0, err));
    return plan_again(settling, item, verdict, &loaded, err);
}

static bool settle_before(const Settling *settling, const SendItem *item,
                          const SendVerdict *verdict, Err *err)
{
    bool ours, dotted;
    ToldEarly none; /* nothing was said, so that there is nothing to report */
    if (!end_sending(settling, item, &ours, &dotted, &none, err))
        return false;
    /* Written by a transaction of which we did not hear, and not said. */
    if (dotted)
        return take_back(settling, item, verdict, err);
    if (!ours || verdict->result == SEND_DOWN)
        return true;
    return verdict->of_address ? refuse(settling, item, verdict, err)
                               : try_later(settling, item, verdict, err);
}

/* The Sent folder gets it when somebody who reads the mailbox comes to it. */
static bool keep_copy(const Settling *settling, const SendOutcome *outcome, Err *err)
{
    const SendItem *item = outcome->item;
    return !item->copy_to || !outcome->length ||
           sql_sent_copy_put(settling->context->db,
                             &(struct sent_copy_put_in){.workspace = settling->context->workspace,
                                                        .touch_id = item->touch_id,
                                                        .mailbox_id = item->copy_to,
                                                        .message_id = item->message_id,
                                                        .mail = {outcome->bytes, outcome->length},
                                                        .now = settling->context->now},
                             err);
}

/* Whether nothing was said of it yet, or that nobody knows: the verdict may have been written by a
 * commit of whose end we did not hear. */
static bool is_unsaid(const Settling *settling, const SendItem *item, bool *unsaid, Err *err)
{
    struct message_get_row row;
    bool found;
    if (!sql_message_get(settling->context->db, settling->arena,
                         &(struct message_get_in){.workspace = settling->context->workspace,
                                                  .touch_id = item->touch_id},
                         &row, &found, err))
        return false;
    *unsaid = found && (text_equal(row.level, message_level_name(LEVEL_QUEUED)) ||
                        text_equal(row.level, message_level_name(LEVEL_UNCERTAIN)));
    return true;
}

static bool settle_by_verdict(const Settling *settling, const SendOutcome *outcome, Err *err)
{
    const SendItem *item = outcome->item;
    const SendVerdict *verdict = outcome->verdict;
    switch (verdict->result) {
    case SEND_SENT:
        return keep_known(settling, item->touch_id, verdict->known_as, err) &&
               raise_level(settling, item->touch_id, LEVEL_ACCEPTED, verdict->words, err) &&
               keep_copy(settling, outcome, err);
    case SEND_LATER:
    case SEND_DOWN:
        return take_back(settling, item, verdict, err);
    case SEND_REFUSED:
        if (!verdict->of_address)
            return take_back(settling, item, verdict, err);
        return item->channel == CHANNEL_EMAIL
                   ? log_evidence(settling->context, settling->arena, item->touch_id,
                                  OUTCOME_BOUNCED, verdict->words, err) &&
                         invitation_lost(settling->context, settling->arena, item->touch_id,
                                         "refused", verdict->words, err)
                   : log_failure(settling->context, settling->arena, item->touch_id,
                                 verdict->failure, verdict->words, err);
    default:
        return raise_level(settling, item->touch_id, LEVEL_UNCERTAIN, verdict->words, err);
    }
}

/* Both name a text, and it is not the same: what was reported is not of this one. */
static bool is_of_another(const ToldEarly *early, const SendVerdict *verdict)
{
    return verdict->known_as[0] && !text_empty(early->known_as) &&
           !text_equal(early->known_as, verdict->known_as);
}

/* What was reported proves that it went, whatever was answered then, and is the stronger word. */
static bool settle_told(const Settling *settling, const SendOutcome *outcome,
                        const ToldEarly *early, Err *err)
{
    SendVerdict sent = *outcome->verdict;
    SendOutcome heard = {outcome->item, &sent, outcome->bytes, outcome->length};
    int64_t touch_id = outcome->item->touch_id;
    send_wrote_anything(settling->worker);
    bool agrees = sent.result == SEND_SENT;
    const char *said = outcome->verdict->words;
    sent.result = SEND_SENT;
    if (!sent.known_as[0])
        snprintf(sent.known_as, sizeof sent.known_as, "%s", text_or(early->known_as, ""));
    if (!agrees)
        snprintf(sent.words, sizeof sent.words, "%s reported on it, then answered: %.200s",
                 early->told.who, said);
    return settle_by_verdict(settling, &heard, err) &&
           message_told(settling->context, settling->arena, touch_id,
                        message_level_name(LEVEL_ACCEPTED), &early->told, err);
}

static bool settle_behind(const Settling *settling, const SendOutcome *outcome, Err *err)
{
    const SendItem *item = outcome->item;
    SendVerdict verdict = *outcome->verdict;
    bool ours, dotted, unsaid = true;
    ToldEarly early;
    if (!end_sending(settling, item, &ours, &dotted, &early, err) ||
        (!ours && !is_unsaid(settling, item, &unsaid, err)))
        return false;
    if (!unsaid)
        return true;
    if (!early.any)
        return settle_by_verdict(settling, outcome, err);
    if (!is_of_another(&early, &verdict))
        return settle_told(settling, outcome, &early, err);
    size_t length = strlen(verdict.words);
    snprintf(verdict.words + length, sizeof verdict.words - length,
             "; a report of another text is set aside");
    return settle_by_verdict(settling,
                             &(SendOutcome){item, &verdict, outcome->bytes, outcome->length}, err);
}

/* Nothing but how far its message came: no lead is another for it. */
static bool is_level_alone(const SendVerdict *verdict)
{
    return verdict->dotted && (verdict->result == SEND_SENT || verdict->result == SEND_UNSURE);
}

bool send_settle(Context *context, Arena *arena, SendWorker *worker, const SendOutcome *outcomes,
                 size_t count, Err *err)
{
    Settling settling = {context, arena, worker};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        const SendVerdict *verdict = outcomes[i].verdict;
        if (!is_level_alone(verdict))
            send_wrote_anything(worker);
        if (verdict->dotted ? !settle_behind(&settling, &outcomes[i], err)
                            : !settle_before(&settling, outcomes[i].item, verdict, err))
            return false;
    }
    return db_commit(&txn, err);
}

/* --- senders and workers ---------------------------------------------------------------------- */

bool send_down(Context *context, Arena *arena, int64_t sender_id, const Err *why, Err *err)
{
    enum { FIRST = 30, MOST = 3600 };
    SendGate gate;
    size_t place;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !send_gate_read(context, arena, &gate, err))
        return false;
    const struct sender_list_row *row = send_gate_find(&gate, sender_id, &place);
    if (!row)
        return db_commit(&txn, err); /* it has ended */
    bool person = why->kind == ERR_DENIED || why->kind == ERR_INPUT;
    int64_t rest = row->failures < 7 ? (int64_t)FIRST << row->failures : MOST;
    return sql_sender_set(
               context->db,
               &(struct sender_set_in){.workspace = context->workspace,
                                       .id = sender_id,
                                       .state = person ? "off" : row->state,
                                       .why = text_clean(arena, why->message, strlen(why->message),
                                                         sizeof why->message),
                                       .rests_until = context->now + (rest < MOST ? rest : MOST),
                                       .failures = row->failures + 1},
               err) &&
           db_commit(&txn, err);
}

bool send_keep(Context *context, Arena *arena, int64_t worker, const int64_t *touch_ids,
               size_t count, Err *err)
{
    return sql_sending_extend(
        context->db,
        &(struct sending_extend_in){.workspace = context->workspace,
                                    .worker = worker,
                                    .touches = id_list(arena, touch_ids, count),
                                    .leased_until = context->now + SEND_LEASE_SECONDS},
        err);
}

bool send_release(Context *context, int64_t worker, Err *err)
{
    return sql_sending_release(
        context->db,
        &(struct sending_release_in){.workspace = context->workspace, .worker = worker}, err);
}

/* Of a worker that has gone: what was reported tells what nobody else knows any more. */
static bool take_over(const Settling *settling, int64_t touch_id, const ToldEarly *early, Err *err)
{
    const char *ended = "the program ended while the server had the message";
    if (!raise_level(settling, touch_id, LEVEL_UNCERTAIN, ended, err))
        return false;
    return !early->any || (keep_known(settling, touch_id, text_or(early->known_as, ""), err) &&
                           message_told(settling->context, settling->arena, touch_id,
                                        message_level_name(LEVEL_UNCERTAIN), &early->told, err));
}

bool send_recover(Context *context, Arena *arena, SendWorker *worker, SendRecovered *recovered,
                  Err *err)
{
    enum { AT_ONCE = 500 };
    Settling settling = {context, arena, worker};
    struct sending_lapsed_rows rows;
    SendRecovered made = {0};
    struct sending_any_lapsed_row any;
    auto_txn Txn txn = {0};
    *recovered = made;
    if (!sql_sending_any_lapsed(
            context->db, arena,
            &(struct sending_any_lapsed_in){.workspace = context->workspace, .now = context->now},
            &any, NULL, err))
        return false;
    if (!any.lapsed)
        return true;
    send_wrote_anything(worker);
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_sending_lapsed(context->db, arena,
                            &(struct sending_lapsed_in){.workspace = context->workspace,
                                                        .now = context->now,
                                                        .most = AT_ONCE},
                            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct sending_lapsed_row *row = &rows.at[i];
        bool dot = text_equal(row->state, "dot");
        ToldEarly early = told_early_of(row->told, row->told_as, row->told_why, row->told_failure);
        if (dot && !take_over(&settling, row->touch_id, &early, err))
            return false;
        made.uncertain += dot && !early.any;
        made.planned += !dot;
    }
    *recovered = made;
    return db_commit(&txn, err);
}
