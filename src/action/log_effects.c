/* What an outcome does, written down. */
#include "action/gift_inner.h"
#include "action/log_inner.h"

#include "action/trial_inner.h"

#include "action/around.h"
#include "action/promise_inner.h"
#include "base/text.h"

#include <string.h>

static const char *const scopes[HOLD_SCOPES] = {"workspace", "sender", "account", "contact",
                                                "lead"};

static struct touch_insert_in history_row(const Logging *logging)
{
    const struct next_touch_of_lead_row *next = &logging->loaded.next;
    const OutcomeFacts *facts = outcome_facts(logging->main->outcome);
    const char *spoke_to = logging->input->spoke_to;
    bool planned = logging->planned;
    bool skipped = logging->main->outcome == OUTCOME_SKIPPED;
    return (struct touch_insert_in){
        .workspace = logging->context->workspace,
        .id = logging->touch_id,
        .lead_id = logging->loaded.lead.id,
        .user_id = logging->journal ? logging->context->user : logging->loaded.lead.owner_id,
        .contact_id = logging->main->contact_id,
        .address_id = logging->main->address_id,
        .channel = channel_name(logging->main->channel),
        .mode = mode_name(logging->journal ? MODE_PERSON : MODE_MACHINE),
        .state = skipped ? "skipped" : "done",
        .outcome = outcome_name(logging->main->outcome),
        .result = result_name(logging->result),
        .excuse = excuse_name(logging->excuse),
        .real = facts->real,
        .human = facts->human,
        .at = logging->at,
        .due_at = planned ? next->due_at : TIME_NONE,
        .concern = planned ? next->concern : "",
        .reason = planned ? next->reason : logging->said,
        .whys = planned ? next->whys : "",
        .cadence_id = planned ? next->cadence_id : 0,
        .step_key = planned ? next->step_key : NULL,
        .promise_id = planned ? next->promise_id : 0,
        .content_id = planned ? next->content_id : 0,
        .note = text_empty(logging->input->note) ? NULL : logging->input->note,
        .spoke_to = spoke_to ? spoke_to + (spoke_to[0] == '+') : NULL,
        .flagged = logging->flagged,
    };
}

bool log_write_history(Logging *logging, Err *err)
{
    Context *context = logging->context;
    struct touch_insert_in row = history_row(logging);
    if (!sql_touch_insert(context->db, &row, err) ||
        (logging->planned && logging->main->outcome == OUTCOME_SENT &&
         !trial_note(context, logging->arena, &logging->loaded, logging->main->contact_id,
                     logging->at, err)))
        return false;
    for (size_t i = 0; logging->main->channel == CHANNEL_PHONE && i < logging->tried_count; i++) {
        const Tried *tried = &logging->tried[i];
        if (!sql_dial_insert(context->db,
                             &(struct dial_insert_in){.workspace = context->workspace,
                                                      .touch_id = logging->touch_id,
                                                      .seq = (int64_t)i + 1,
                                                      .contact_id = tried->contact_id,
                                                      .address_id = tried->address_id,
                                                      .kind = address_kind_name(tried->kind),
                                                      .outcome = outcome_name(tried->outcome),
                                                      .at = logging->at,
                                                      .words = tried->words,
                                                      .seconds = tried->seconds,
                                                      .recording = tried->recording},
                             err))
            return false;
    }
    return true;
}

static bool write_address(const Logging *logging, const AddressEffect *effect, Err *err)
{
    if (effect->no_texts)
        return sql_address_takes_no_texts(
            logging->context->db,
            &(struct address_takes_no_texts_in){.workspace = logging->context->workspace,
                                                .id = effect->address_id,
                                                .why = effect->why,
                                                .at = logging->at},
            err);
    return sql_address_set_state(
        logging->context->db,
        &(struct address_set_state_in){.workspace = logging->context->workspace,
                                       .id = effect->address_id,
                                       .state = address_state_name(effect->state),
                                       .why = effect->why,
                                       .at = logging->at},
        err);
}

static bool write_addresses(Logging *logging, const Effects *effects, Err *err)
{
    for (size_t i = 0; i < effects->address_count; i++) {
        const AddressEffect *effect = &effects->addresses[i];
        if (!journal_keep(logging->journal, JOURNAL_ADDRESS, effect->address_id, err) ||
            !write_address(logging, effect, err))
            return false;
    }
    return true;
}

/* Numbers at which nobody ever is are tried after the others. */
static bool write_rings(Logging *logging, Err *err)
{
    for (size_t i = 0; i < logging->tried_count; i++) {
        const Tried *tried = &logging->tried[i];
        if (!log_rang_in_vain(tried) || !tried->address_id)
            continue;
        if (!journal_keep(logging->journal, JOURNAL_ADDRESS, tried->address_id, err) ||
            !sql_address_rang(logging->context->db,
                              &(struct address_rang_in){.workspace = logging->context->workspace,
                                                        .id = tried->address_id},
                              err))
            return false;
    }
    return true;
}

static bool suppress(Logging *logging, const char *key, ChannelSet channels, const char *why,
                     Err *err)
{
    int64_t ledger_id;
    return suppression_add(
               logging->context, key,
               &(Suppressing){
                   .channels = channels, .why = why, .source = logging->said, .at = logging->at},
               &ledger_id, err) &&
           journal_suppression(logging->journal, ledger_id, err);
}

/* A place is not ended for those who share it: the person is, by their state. */
static bool suppress_person(Logging *logging, const SuppressionEffect *effect, Err *err)
{
    const LoadedPerson *person = log_loaded_person(logging, effect->contact_id);
    for (size_t i = 0; person && i < person->addresses.count; i++) {
        const struct address_get_row *row = &person->addresses.at[i];
        bool shared = false;
        if (effect->address_id && effect->address_id != row->id)
            continue;
        if (effect->channels == EVERY_CHANNEL &&
            !suppression_shared(logging->context, row, &shared, err))
            return false;
        if (!shared && !suppress(logging, row->value_key, effect->channels, effect->why, err))
            return false;
    }
    return true;
}

/* "Our company": its own addresses, and every mailbox of its domain, known or to come. */
static bool suppress_account(Logging *logging, const SuppressionEffect *effect, Err *err)
{
    const LoadedLead *loaded = &logging->loaded;
    for (size_t i = 0; i < loaded->account_addresses.count; i++)
        if (!suppress(logging, loaded->account_addresses.at[i].value_key, effect->channels,
                      effect->why, err))
            return false;
    if (!loaded->has_account || text_empty(loaded->account.domain))
        return true;
    const char *domain = arena_printf(logging->arena, "@%s", loaded->account.domain);
    return suppress(logging, domain, effect->channels, effect->why, err);
}

static bool write_suppressions(Logging *logging, const Effects *effects, Err *err)
{
    for (size_t i = 0; i < effects->suppression_count; i++) {
        const SuppressionEffect *effect = &effects->suppressions[i];
        if (!suppress_person(logging, effect, err) ||
            (effect->account && !suppress_account(logging, effect, err)))
            return false;
    }
    return true;
}

static bool write_holds(Logging *logging, const Effects *effects, Err *err)
{
    Context *context = logging->context;
    for (size_t i = 0; i < effects->hold_count; i++) {
        const Hold *hold = &effects->holds[i];
        int64_t id;
        if (!context_id(context, &id, err) ||
            !sql_hold_insert(context->db,
                             &(struct hold_insert_in){.workspace = context->workspace,
                                                      .id = id,
                                                      .scope = scopes[hold->scope],
                                                      .scope_id = hold->scope_id,
                                                      .machine_only = hold->machine_only,
                                                      .channels = (int64_t)hold->channels,
                                                      .until = hold->until,
                                                      .reason = hold->reason,
                                                      .now = context->now},
                             err) ||
            !journal_made(logging->journal, JOURNAL_HOLD, id, err))
            return false;
    }
    return !effects->lift_reply_hold ||
           around_lift_reply_hold(context, &logging->loaded.situation, logging->journal, err);
}

static bool set_person_state(Logging *logging, const struct contact_get_row *row, PersonState state,
                             Err *err)
{
    struct contact_set_in changed = contact_set_of(logging->context, row);
    changed.state = person_state_name(state);
    return journal_keep(logging->journal, JOURNAL_CONTACT, row->id, err) &&
           sql_contact_set(logging->context->db, &changed, err);
}

static bool same_home(const LoadedPerson *a, const LoadedPerson *b)
{
    for (size_t i = 0; i < a->addresses.count; i++)
        for (size_t k = 0; k < b->addresses.count; k++) {
            const char *kind = a->addresses.at[i].kind;
            bool home = text_equal(kind, "home") || text_equal(kind, "postal");
            if (home && text_equal(kind, b->addresses.at[k].kind) &&
                text_equal(a->addresses.at[i].value_key, b->addresses.at[k].value_key))
                return true;
        }
    return false;
}

/* Those who share the home of one who died are left in peace, for everything, gifts too. */
static bool stop_household(Logging *logging, const LoadedPerson *who, Err *err)
{
    for (size_t i = 0; i < logging->loaded.person_count; i++) {
        const LoadedPerson *other = &logging->loaded.people[i];
        if (other == who || !same_home(who, other))
            continue;
        SuppressionEffect effect = {.contact_id = other->contact.id,
                                    .channels = EVERY_CHANNEL,
                                    .why = "a death in the household"};
        if (!set_person_state(logging, &other->contact, PERSON_NEVER, err) ||
            !suppress_person(logging, &effect, err))
            return false;
    }
    return true;
}

static bool write_people(Logging *logging, const Effects *effects, Err *err)
{
    const LoadedPerson *who = log_loaded_person(logging, logging->main->contact_id);
    if (effects->changed_person && who &&
        !set_person_state(logging, &who->contact, effects->person, err))
        return false;
    if (effects->household_stopped && who && !stop_household(logging, who, err))
        return false;
    if (!effects->account_stopped || !logging->loaded.has_account)
        return true;
    return journal_keep(logging->journal, JOURNAL_ACCOUNT, logging->loaded.account.id, err) &&
           sql_account_set_state(
               logging->context->db,
               &(struct account_set_state_in){.workspace = logging->context->workspace,
                                              .id = logging->loaded.account.id,
                                              .state = "never"},
               err);
}

static bool write_touched(Logging *logging, const Tried *tried, Err *err)
{
    const OutcomeFacts *facts = outcome_facts(tried->outcome);
    if (!tried->contact_id || tried->outcome == OUTCOME_SKIPPED)
        return true;
    Context *context = logging->context;
    bool unanswered = tried->channel == CHANNEL_PHONE && !facts->human && !facts->inbound;
    return journal_keep(logging->journal, JOURNAL_CONTACT, tried->contact_id, err) &&
           sql_contact_touched(
               context->db,
               &(struct contact_touched_in){.workspace = context->workspace,
                                            .id = tried->contact_id,
                                            .touched_at = facts->real ? logging->at : TIME_NONE,
                                            .talked_at = facts->human ? logging->at : TIME_NONE,
                                            .tried_at = unanswered ? logging->at : TIME_NONE},
               err);
}

static bool count_moves(Logging *logging, const Tried *tried, bool move, bool ring, Err *err)
{
    Context *context = logging->context;
    if (!tried->contact_id || (!move && !ring))
        return true;
    Day day = zone_day(logging->loaded.situation.owner->zone, logging->at);
    return journal_moves(logging->journal, tried->contact_id, day, move, ring, err) &&
           sql_contact_move_add(context->db,
                                &(struct contact_move_add_in){.workspace = context->workspace,
                                                              .contact_id = tried->contact_id,
                                                              .day = day,
                                                              .moves = move,
                                                              .rings = ring},
                                err);
}

/* One climb and one e-mail by a machine a day and account. */
static bool write_account_day(Logging *logging, Err *err)
{
    const Tried *main = logging->main;
    Context *context = logging->context;
    bool outbound = !outcome_facts(main->outcome)->inbound && main->outcome != OUTCOME_SKIPPED;
    bool climb = outbound && main->channel == CHANNEL_PHONE;
    bool mail =
        main->outcome == OUTCOME_SENT && main->channel == CHANNEL_EMAIL && !logging->journal;
    if (!logging->loaded.has_account || (!climb && !mail))
        return true;
    Day day = zone_day(logging->loaded.situation.owner->zone, logging->at);
    if (climb)
        logging->climb_day = day;
    if (mail)
        logging->mail_day = day;
    return journal_keep(logging->journal, JOURNAL_ACCOUNT, logging->loaded.account.id, err) &&
           sql_account_days(context->db,
                            &(struct account_days_in){.workspace = context->workspace,
                                                      .id = logging->loaded.account.id,
                                                      .climb_day = climb ? day : TIME_NONE,
                                                      .mail_day = mail ? day : TIME_NONE},
                            err);
}

static bool moved_before(const Logging *logging, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (logging->tried[i].contact_id == logging->tried[place].contact_id &&
            outcome_facts(logging->tried[i].outcome)->move)
            return true;
    return false;
}

/* A climb is one move, for each who was reached or left a message; of its other dials the rings
 * count for whom they rang. */
static bool write_moves(Logging *logging, Err *err)
{
    for (size_t i = 0; i < logging->tried_count; i++) {
        const Tried *tried = &logging->tried[i];
        const OutcomeFacts *facts = outcome_facts(tried->outcome);
        bool main = tried == logging->main;
        bool move = main ? logging->effects.counts_move
                         : facts->move && tried->contact_id != logging->main->contact_id &&
                               !moved_before(logging, i);
        bool ring = main ? logging->effects.counts_ring : facts->ring;
        if (!write_touched(logging, tried, err) || !count_moves(logging, tried, move, ring, err))
            return false;
    }
    return write_account_day(logging, err);
}

/* A dial that was not the touch's main one still says something about its number. */
static bool write_other_dials(Logging *logging, Err *err)
{
    for (size_t i = 0; i < logging->tried_count; i++) {
        const Tried *tried = &logging->tried[i];
        if (tried == logging->main)
            continue;
        OutcomeInput input = {.channel = tried->channel,
                              .outcome = tried->outcome,
                              .contact_id = tried->contact_id,
                              .address_id = tried->address_id,
                              .trouble = tried->trouble,
                              .at = logging->at,
                              .until = TIME_NONE};
        Effects effects;
        if (!outcome_apply(&logging->loaded.situation, &input, &effects, err) ||
            !write_addresses(logging, &effects, err))
            return false;
    }
    return true;
}

static bool write_wake(Logging *logging, Err *err)
{
    Context *context = logging->context;
    const Wake *wake = &logging->effects.wake;
    int64_t id;
    if (!logging->effects.wakes)
        return true;
    if (!context_id(context, &id, err))
        return false;
    if (wake->kind == WAKE_WANT)
        return sql_want_insert(context->db,
                               &(struct want_insert_in){.workspace = context->workspace,
                                                        .id = id,
                                                        .lead_id = logging->loaded.lead.id,
                                                        .text = wake->text,
                                                        .at = wake->at},
                               err) &&
               journal_made(logging->journal, JOURNAL_WANT, id, err);
    return sql_cycle_insert(context->db,
                            &(struct cycle_insert_in){.workspace = context->workspace,
                                                      .id = id,
                                                      .lead_id = logging->loaded.lead.id,
                                                      .kind = wake_kind_name(wake->kind),
                                                      .text = wake->text,
                                                      .at = wake->at,
                                                      .ahead_days = wake->ahead_days},
                            err) &&
           journal_made(logging->journal, JOURNAL_CYCLE, id, err);
}

/* The touch was for a cycle, a want or a promise: that is done with it. */
static bool settle_cause(Logging *logging, Err *err)
{
    const struct next_touch_of_lead_row *next = &logging->loaded.next;
    const OutcomeFacts *facts = outcome_facts(logging->main->outcome);
    Context *context = logging->context;
    bool done = logging->planned && facts->done && logging->main->outcome != OUTCOME_SKIPPED;
    if (done && next->wake_id &&
        (!journal_keep(logging->journal, JOURNAL_CYCLE, next->wake_id, err) ||
         !journal_keep(logging->journal, JOURNAL_WANT, next->wake_id, err) ||
         !sql_cycle_set_state(context->db,
                              &(struct cycle_set_state_in){.workspace = context->workspace,
                                                           .id = next->wake_id,
                                                           .state = "done"},
                              err) ||
         !sql_want_set_state(context->db,
                             &(struct want_set_state_in){.workspace = context->workspace,
                                                         .id = next->wake_id,
                                                         .state = "done"},
                             err)))
        return false;
    /* Only what reached them keeps a promise: a ring does not. */
    bool reached = facts->human || (facts->real && facts->done);
    if (!done || !next->promise_id || !reached)
        return true;
    struct promise_get_row promise;
    if (!sql_promise_get(
            context->db, logging->arena,
            &(struct promise_get_in){.workspace = context->workspace, .id = next->promise_id},
            &promise, NULL, err))
        return false;
    Channel by = logging->main->channel;
    if (by == CHANNEL_NONE)
        channel_find(next->channel, &by);
    return !text_equal(promise.state, "open") ||
           (journal_keep(logging->journal, JOURNAL_PROMISE, promise.id, err) &&
            promise_write_kept(context, &promise, by, logging->touch_id, logging->at, err) &&
            sql_promise_set(context->db,
                            &(struct promise_set_in){.workspace = context->workspace,
                                                     .id = promise.id,
                                                     .state = "kept",
                                                     .due_at = promise.due_at,
                                                     .moved = promise.moved,
                                                     .kept_at = logging->at},
                            err));
}

/* What was sent need not be asked about any more: it was, or they speak with us anyway. */
static bool settle_sent(Logging *logging, Err *err)
{
    const Situation *situation = &logging->loaded.situation;
    const OutcomeFacts *facts = outcome_facts(logging->main->outcome);
    bool done = facts->real && facts->done;
    bool excused =
        logging->main->outcome == OUTCOME_SKIPPED && logging->excuse == EXCUSE_DONE_ALREADY;
    for (size_t i = 0; i < situation->sent_count; i++) {
        int64_t id = situation->sent[i].id;
        bool asked = logging->planned && logging->loaded.next.promise_id == id && (done || excused);
        if ((asked || facts->human) &&
            (!journal_keep(logging->journal, JOURNAL_PROMISE, id, err) ||
             !sql_promise_asked(
                 logging->context->db,
                 &(struct promise_asked_in){.workspace = logging->context->workspace, .id = id},
                 err)))
            return false;
    }
    return true;
}

bool log_write_effects(Logging *logging, Err *err)
{
    const Effects *effects = &logging->effects;
    return write_addresses(logging, effects, err) && write_rings(logging, err) &&
           write_other_dials(logging, err) && write_suppressions(logging, effects, err) &&
           write_holds(logging, effects, err) && write_moves(logging, err) &&
           write_people(logging, effects, err) && log_write_given(logging, err) &&
           gift_logged(logging, err) && write_wake(logging, err) && settle_sent(logging, err) &&
           settle_cause(logging, err);
}
