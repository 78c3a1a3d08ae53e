#include "action/log_inner.h"

#include "action/access.h"
#include "action/around.h"
#include "action/aside_inner.h"
#include "action/capture_inner.h"
#include "action/certainty_inner.h"
#include "action/find_leads.h"
#include "action/promise_inner.h"
#include "action/webhook_inner.h"
#include "base/text.h"
#include "follow/line.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A touch whose record was undone is to come again, under a new id. */
static bool planned_touch(const Logging *logging, int64_t lead, int64_t *lead_id, int64_t *touch_id,
                          Err *err)
{
    struct next_touch_of_lead_row next;
    bool found;
    if (!sql_next_touch_of_lead(logging->context->db, logging->arena,
                                &(struct next_touch_of_lead_in){
                                    .workspace = logging->context->workspace, .lead_id = lead},
                                &next, &found, err))
        return false;
    *lead_id = lead;
    *touch_id = found ? next.touch_id : 0;
    return true;
}

/* What `log` was given: the planned touch of a lead, or the lead: by its id, or by name. */
static bool resolve_what(Logging *logging, int64_t *lead_id, int64_t *touch_id, bool *by_name,
                         Err *err)
{
    const char *what = logging->input->what;
    *touch_id = 0;
    *by_name = false;
    bool named_lead = text_starts_nocase(what, "lead:");
    const char *digits = text_starts_nocase(what, "touch:") ? what + strlen("touch:") : what;
    char *end;
    long long id =
        isdigit((unsigned char)*digits) && strlen(digits) < 15 ? strtoll(digits, &end, 10) : 0;
    struct next_touch_lead_row next;
    bool found = false;
    if (!named_lead && id && !*end &&
        !sql_next_touch_lead(
            logging->context->db, logging->arena,
            &(struct next_touch_lead_in){.workspace = logging->context->workspace, .touch_id = id},
            &next, &found, err))
        return false;
    if (found) {
        *lead_id = next.lead_id;
        *touch_id = id;
        return access_need(logging->context, ACCESS_TOUCH, id, err);
    }
    struct touch_get_row past;
    if (!named_lead && id && !*end &&
        !sql_touch_get(logging->context->db, logging->arena,
                       &(struct touch_get_in){.workspace = logging->context->workspace, .id = id},
                       &past, &found, err))
        return false;
    if (found && !access_need(logging->context, ACCESS_TOUCH, id, err))
        return false;
    if (found && past.undone)
        return planned_touch(logging, past.lead_id, lead_id, touch_id, err);
    if (found)
        return err_field(
            err, ERR_CONFLICT, "touch",
            "touch %lld was logged already (%s); Undo, or `beck undo`, takes the last record "
            "back; the lead's own page, or `beck log lead:%lld …`, logs something more",
            id, past.outcome, (long long)past.lead_id);
    if (!named_lead && id && !*end) {
        if (!aside_lead(logging->context, logging->arena, id, lead_id, err))
            return false;
        *touch_id = *lead_id ? id : 0;
        if (*lead_id)
            return access_need(logging->context, ACCESS_TOUCH, id, err);
    }
    *by_name = !named_lead;
    if (find_one_lead(logging->context, logging->arena, what, lead_id, err))
        return true;
    bool numbered = !named_lead && id && !*end && err->kind == ERR_MISSING;
    return numbered ? err_field(err, ERR_MISSING, "touch", "there is no touch and no lead %lld", id)
                    : false;
}

/* Who names the lead on the day its touch is due, and says what can have come of that touch, means
 * it: else the same words would be said once more. */
static bool means_planned(const Logging *logging)
{
    const LoadedLead *loaded = &logging->loaded;
    const Zone *zone = loaded->situation.owner->zone;
    Time evening = zone_time(zone, zone_day(zone, logging->context->now) + 1, 0);
    return loaded->has_next && loaded->next.due_at < evening && log_fits_planned(logging);
}

static bool choose_result(Logging *logging, Err *err)
{
    const OutcomeFacts *facts = outcome_facts(logging->main->outcome);
    if (logging->input->result)
        return result_read(logging->input->result, &logging->result, err);
    logging->result = facts->human && facts->results ? RESULT_NOTHING_YET : RESULT_NONE;
    return true;
}

static const char *say(const Logging *logging)
{
    const char *label = outcome_facts(logging->main->outcome)->label;
    const char *who = text_or(logging->main->contact_name, logging->loaded.lead.name);
    if (logging->result && logging->result != RESULT_NOTHING_YET)
        return arena_printf(logging->arena, "%s: %s, %s", who, label,
                            result_label(logging->result));
    return arena_printf(logging->arena, "%s: %s", who, label);
}

static const Reach *reach_of(const Reach *reaches, size_t count, int64_t address_id)
{
    for (size_t i = 0; i < count; i++)
        if (reaches[i].id == address_id)
            return &reaches[i];
    return NULL;
}

/* What a person did is fact; over the line it is flagged. */
static const char *flag_of(const Logging *logging)
{
    const Tried *tried = logging->main;
    const OutcomeFacts *facts = outcome_facts(tried->outcome);
    const Situation *situation = &logging->loaded.situation;
    const Person *person = NULL;
    if (facts->inbound || tried->outcome == OUTCOME_SKIPPED || !(facts->move || facts->ring))
        return NULL;
    for (size_t i = 0; i < situation->person_count; i++)
        if (situation->people[i].id == tried->contact_id)
            person = &situation->people[i];
    const Reach *reach =
        person ? reach_of(person->reaches, person->reach_count, tried->address_id) : NULL;
    if (!reach)
        reach =
            reach_of(situation->account_reaches, situation->account_reach_count, tried->address_id);
    /* Of a number that is not on record the kind alone was said. */
    const Reach said = {.kind = tried->kind};
    if (!reach && tried->kind && tried->channel == CHANNEL_PHONE)
        reach = &said;
    Concern concern = CONCERN_NONE;
    if (logging->planned)
        concern_find(logging->loaded.next.concern, &concern);
    bool exempt =
        concern == CONCERN_ANSWER || concern == CONCERN_PROMISE || concern == CONCERN_AGREED;
    LineAnswer answer =
        line_ask(situation, person, reach, tried->channel, MODE_PERSON, exempt, logging->at);
    bool over = answer.rule != LINE_OPEN && answer.rule != LINE_CLOSED_DAY;
    return over ? line_rule_name(answer.rule) : NULL;
}

static bool ask_for_excuse(const Logging *logging, Err *err)
{
    char *names = arena_strdup(logging->arena, excuse_name((Excuse)(EXCUSE_NONE + 1)));
    for (int excuse = EXCUSE_NONE + 2; excuse < EXCUSES; excuse++)
        names = arena_printf(logging->arena, "%s, %s", names, excuse_name((Excuse)excuse));
    return err_field(err, ERR_INPUT, "because", "say why it is not done: because of %s", names);
}

static bool apply(Logging *logging, Err *err)
{
    const struct next_touch_of_lead_row *next = &logging->loaded.next;
    OutcomeInput input = {.channel = logging->main->channel,
                          .outcome = logging->main->outcome,
                          .result = logging->result,
                          .excuse = logging->excuse,
                          .contact_id = logging->main->contact_id,
                          .address_id = logging->main->address_id,
                          .trouble = logging->main->trouble,
                          .planned = logging->planned,
                          .machine = !logging->journal,
                          .at = logging->at,
                          .until = logging->input->until,
                          .whole_company = logging->input->whole_company};
    if (logging->planned) {
        input.asked = aside_is_text(&logging->loaded);
        concern_find(next->concern, &input.concern);
        input.step_place = next->step_place == TIME_NONE ? 0 : (size_t)next->step_place;
    }
    /* Who says until when has said why. */
    if (input.outcome == OUTCOME_SKIPPED && !input.excuse && input.until != TIME_NONE)
        input.excuse = logging->excuse = EXCUSE_WAIT_UNTIL;
    return outcome_apply(&logging->loaded.situation, &input, &logging->effects, err) &&
           (!logging->effects.excuse_needed || ask_for_excuse(logging, err));
}

static bool open_journal(Logging *logging, int64_t lead_id, Err *err)
{
    return journal_open(logging->context, lead_id, logging->journal, err) &&
           journal_keep(logging->journal, JOURNAL_LEAD, lead_id, err) &&
           journal_keep(logging->journal, JOURNAL_NEXT_TOUCH, lead_id, err);
}

static bool write_promise(Logging *logging, Err *err)
{
    const LogInput *input = logging->input;
    Context *context = logging->context;
    int64_t id;
    if (!input->promise)
        return true;
    if (input->promise_at == TIME_NONE)
        return err_field(err, ERR_INPUT, "promise",
                         "a promise needs a time: \"send the quote friday 2pm\"");
    return promise_put(
               context,
               &(struct promise_insert_in){
                   .lead_id = logging->loaded.lead.id,
                   .contact_id = logging->main->contact_id,
                   .owner_id = logging->loaded.lead.owner_id,
                   .side = input->promise_theirs ? "theirs" : "ours",
                   .text = text_clean(logging->arena, input->promise, strlen(input->promise), 500),
                   .due_at = input->promise_at,
                   .now = logging->at,
                   .channel = channel_name(logging->main->channel)},
               &id, err) &&
           journal_made(logging->journal, JOURNAL_PROMISE, id, err);
}

/* The cadence the outcome switches to, where the workspace has it. */
static bool switch_cadence(Logging *logging, const Cadence **cadence, Err *err)
{
    *cadence = logging->loaded.situation.cadence;
    if (!logging->effects.cadence)
        return true;
    Err missing;
    const Cadence *other;
    if (!context_cadence_named(logging->context, logging->effects.cadence, &other, &missing)) {
        if (missing.kind == ERR_MISSING)
            return true;
        *err = missing;
        return false;
    }
    *cadence = other;
    logging->effects.state.step = 0;
    logging->effects.state.tail_round = 0;
    logging->effects.state.step_at = logging->at;
    return true;
}

/* What was promised ends with the lead. Asked of the store: one may have been made just now. */
static bool cancel_promises(Logging *logging, Err *err)
{
    Context *context = logging->context;
    struct promise_of_lead_rows rows;
    if (!sql_promise_of_lead(context->db, logging->arena,
                             &(struct promise_of_lead_in){.workspace = context->workspace,
                                                          .lead_id = logging->loaded.lead.id},
                             &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct promise_of_lead_row *row = &rows.at[i];
        if (!text_equal(row->state, "open"))
            continue;
        if (!journal_keep(logging->journal, JOURNAL_PROMISE, row->id, err) ||
            !sql_promise_set(context->db,
                             &(struct promise_set_in){.workspace = context->workspace,
                                                      .id = row->id,
                                                      .state = "cancelled",
                                                      .due_at = row->due_at,
                                                      .moved = row->moved,
                                                      .kept_at = TIME_NONE},
                             err) ||
            !webhook_tell(context, WEBHOOK_PROMISE_CANCELLED, logging->loaded.lead.id, row->id,
                          err))
            return false;
    }
    return true;
}

bool log_end_answer(Logging *logging, Err *err)
{
    LeadState *state = &logging->effects.state;
    if (state->answered_at == TIME_NONE)
        return true;
    lead_state_forget_answer(state);
    logging->effects.lift_reply_hold = true;
    return around_lift_reply_hold(logging->context, &logging->loaded.situation, logging->journal,
                                  err);
}

/* That a lead ended, or is open again. */
static bool tell_end(const Logging *logging, Err *err)
{
    bool was_open = lead_is_open(logging->loaded.situation.state.status);
    bool open = lead_is_open(logging->effects.state.status);
    return was_open == open ||
           webhook_tell(logging->context, open ? WEBHOOK_LEAD_REOPENED : WEBHOOK_LEAD_CLOSED,
                        logging->loaded.lead.id, 0, err);
}

/* That they spoke to us is worth a word of its own. */
static bool tell_answer(const Logging *logging, Err *err)
{
    const OutcomeFacts *facts = outcome_facts(logging->main->outcome);
    return !(facts->inbound && facts->human) ||
           webhook_tell(logging->context, WEBHOOK_ANSWER_CAME, logging->loaded.lead.id,
                        logging->touch_id, err);
}

static bool tell_touch(const Logging *logging, Err *err)
{
    bool skipped = logging->main->outcome == OUTCOME_SKIPPED;
    return webhook_tell(logging->context, skipped ? WEBHOOK_TOUCH_SKIPPED : WEBHOOK_TOUCH_LOGGED,
                        logging->loaded.lead.id, logging->touch_id, err) &&
           tell_answer(logging, err);
}

bool log_save_and_plan(Logging *logging, int64_t next_touch_id, Err *err)
{
    Context *context = logging->context;
    const Cadence *cadence;
    LoadedLead fresh;
    bool ends = !lead_is_open(logging->effects.state.status);
    if (!switch_cadence(logging, &cadence, err) ||
        (ends && (!cancel_promises(logging, err) || !log_end_answer(logging, err))) ||
        !tell_end(logging, err))
        return false;
    const char *why = logging->loaded.lead.status_why;
    if (ends && !why)
        why = logging->said;
    if (!lead_state_write(context, &logging->loaded, &logging->effects.state, cadence, why, err) ||
        (logging->search_changed &&
         !search_refresh(context, logging->arena, logging->loaded.lead.id, err)) ||
        !search_refresh_beside(context, logging->loaded.lead.id, logging->search_contact,
                               logging->search_account, err))
        return false;
    if (!log_after(logging, cadence, &fresh) &&
        !lead_load(context, logging->arena, logging->loaded.lead.id, LOAD_USUAL, &fresh, err))
        return false;
    return lead_plan(context, logging->arena, &fresh, next_touch_id, err);
}

/* While its lead was waited for, another process logged it. */
static bool refuse_second(Logging *logging, Err *err)
{
    int64_t lead_id, touch_id;
    bool by_name;
    if (resolve_what(logging, &lead_id, &touch_id, &by_name, err))
        err_set(err, ERR_CONFLICT, "touch %lld was logged already", (long long)logging->touch_id);
    return false;
}

/* A text that they asked for during it stands in its place: it goes on waiting for its dot. */
static bool take_aside(Logging *logging, Err *err)
{
    LoadedLead *loaded = &logging->loaded;
    struct next_touch_of_lead_row aside = {0};
    bool found;
    logging->beside = logging->planned && loaded->next.touch_id != logging->touch_id;
    if (!logging->beside)
        return true;
    if (!aside_get(logging->context, logging->arena, loaded, &aside, &found, err))
        return false;
    if (!found)
        return refuse_second(logging, err);
    loaded->next = aside;
    return aside_drop(logging->context, loaded->lead.id, err);
}

static bool log_inside(Logging *logging, Err *err)
{
    Context *context = logging->context;
    int64_t lead_id = 0, next_touch_id = 0;
    bool by_name;
    if (!resolve_what(logging, &lead_id, &logging->touch_id, &by_name, err) ||
        !lead_load(context, logging->arena, lead_id, LOAD_USUAL, &logging->loaded, err))
        return false;
    if (by_name && means_planned(logging))
        logging->touch_id = logging->loaded.next.touch_id;
    logging->planned = logging->touch_id != 0;
    if (!logging->planned && !context_id(context, &logging->touch_id, err))
        return false;
    if (!open_journal(logging, lead_id, err) || !take_aside(logging, err) ||
        !log_read_attempts(logging, err) || !log_read_dials(logging, err) ||
        !choose_result(logging, err))
        return false;
    logging->said = say(logging);
    logging->flagged = flag_of(logging);
    const char *kind = logging->main->outcome == OUTCOME_SKIPPED ? "skip" : "log";
    if (!apply(logging, err) || !log_follow_up(logging, err) || !log_write_history(logging, err) ||
        !tell_touch(logging, err) || !log_write_effects(logging, err) ||
        !write_promise(logging, err))
        return false;
    for (size_t i = 0; i < logging->input->set_count; i++)
        if (!log_write_set(logging, &logging->input->sets[i], err))
            return false;
    bool replaces = logging->planned && !logging->beside;
    bool went = logging->main->outcome == OUTCOME_SENT && logging->result == RESULT_NONE;
    return (!replaces ||
            (went ? aside_next_id(context, logging->arena, &logging->loaded, &next_touch_id, err)
                  : context_id(context, &next_touch_id, err))) &&
           log_save_and_plan(logging, next_touch_id, err) &&
           ((!logging->spoiled && !around_touched(&logging->effects)) ||
            around_settle(context, lead_id, &logging->effects, logging->main->contact_id,
                          logging->journal, err)) &&
           journal_close(logging->journal, kind, logging->touch_id, logging->said, err);
}

enum { ANSWERS_MOST = 5 }; /* fields that answer one question, and the NULL behind them */

/* A question, and the fields that answer it. */
typedef struct Question {
    const char *text;
    const char *answers[ANSWERS_MOST];
} Question;

static bool is_answered(const LogInput *input, const Question *question)
{
    for (size_t i = 0; i < input->set_count; i++)
        for (const char *const *field = question->answers; *field; field++)
            if (text_equal(input->sets[i].field, *field))
                return true;
    return false;
}

/* Where what was used turned out wrong. */
static const Question *right_address(Channel channel)
{
    static const Question number = {"What is the right number? --set cell=…",
                                    {"cell", "office", "home", "sip", "switchboard"}};
    static const Question place = {"What is the right address? --set postal=…", {"postal"}};
    static const Question mailbox = {"What is the right e-mail address? --set email=…", {"email"}};
    static const Question fax = {"What is the right fax number? --set fax=…", {"fax"}};
    static const Question *const by_channel[CHANNELS] = {
        [CHANNEL_EMAIL] = &mailbox, [CHANNEL_FAX] = &fax,    [CHANNEL_VISIT] = &place,
        [CHANNEL_LETTER] = &place,  [CHANNEL_GIFT] = &place, [CHANNEL_ARTICLE] = &place,
    };
    return by_channel[channel] ? by_channel[channel] : &number;
}

/* It went where nobody has an address of theirs. */
static bool lacks_address(const Tried *tried)
{
    return tried->kind && !tried->address_id && outcome_facts(tried->outcome)->channels;
}

static void fill_questions(const Logging *logging, LogResult *result)
{
    const Effects *effects = &logging->effects;
    static const Question replacement = {
        "Who came in their place, and where did they go? --set replaced_by=…", {"replaced_by"}};
    static const Question cycle = {"When will they buy again? --set cycle=…",
                                   {"cycle", "contract_end"}};
    static const Question want = {"What else could they use? --set want=…", {"want"}};
    static const Question referral = {
        "Who else should we call? beck add … --source \"referral: …\"", {NULL}};
    static const Question close = {
        "They have said no three times: close it? beck close LEAD --because …", {NULL}};
    const struct {
        bool ask;
        const Question *question;
    } all[] = {
        {effects->ask_number || lacks_address(logging->main),
         right_address(logging->main->channel)},
        {effects->ask_replacement, &replacement},
        {effects->ask_cycle, &cycle},
        {effects->ask_want, &want},
        {effects->ask_referral, &referral},
        {effects->ask_close, &close},
    };
    enum { ALL = sizeof all / sizeof *all };
    const char **questions = arena_array(logging->arena, ALL, sizeof *questions);
    for (size_t i = 0; i < ALL; i++)
        if (all[i].ask && !is_answered(logging->input, all[i].question))
            questions[result->question_count++] = all[i].question->text;
    result->questions = questions;
}

static bool fill_result(Logging *logging, LogResult *result, Err *err)
{
    *result = (LogResult){.touch_id = logging->touch_id,
                          .lead_id = logging->loaded.lead.id,
                          .said = logging->said,
                          .channel = logging->main->channel,
                          .outcome = logging->main->outcome,
                          .result = logging->result,
                          .at = logging->at,
                          .contact_name = logging->main->contact_name,
                          .status = logging->effects.state.status,
                          .open = lead_is_open(logging->effects.state.status),
                          .flagged = logging->flagged,
                          .smaller = logging->effects.smaller};
    fill_questions(logging, result);
    return !result->open || touch_card_of_lead(logging->context, logging->arena, result->lead_id,
                                               &result->next, err);
}

/* What lies ahead cannot have happened: it is the time agreed on. */
static bool settle_times(Logging *logging, LogInput *input, Err *err)
{
    Time now = logging->context->now;
    if (input->at != TIME_NONE && input->at > now) {
        if (input->until != TIME_NONE)
            return err_field(err, ERR_INPUT, "at",
                             "that it happened lies ahead, and until when is given, too: what has "
                             "happened is not ahead, what was agreed on is said once");
        input->until = input->at;
        input->at = TIME_NONE;
    }
    logging->at = input->at == TIME_NONE ? now : input->at;
    if (input->until != TIME_NONE && input->until <= logging->at)
        return err_field(err, ERR_INPUT, "until",
                         "the date they gave lies behind; write one ahead");
    if (input->promise && input->promise_at != TIME_NONE && input->promise_at < logging->at)
        return err_field(err, ERR_INPUT, "promise", "a promise lies ahead, not behind");
    return true;
}

bool log_outcome(Context *context, Arena *arena, const LogInput *input, LogResult *result, Err *err)
{
    LogInput settled = *input;
    Journal journal;
    Logging logging = {.context = context, .arena = arena, .input = &settled, .journal = &journal};
    if (!settle_times(&logging, &settled, err) ||
        (input->excuse && !excuse_read(input->excuse, &logging.excuse, err)))
        return false;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !log_inside(&logging, err) ||
        !fill_result(&logging, result, err))
        return false;
    return db_commit(&txn, err);
}

bool log_machine(Context *context, Arena *arena, const LoadedLead *loaded, Outcome outcome,
                 int64_t *next_id, bool *moved, Err *err)
{
    LogInput input = {.at = TIME_NONE, .until = TIME_NONE, .promise_at = TIME_NONE};
    Tried tried = {.outcome = outcome,
                   .contact_id = loaded->next.contact_id,
                   .address_id = loaded->next.address_id};
    Logging logging = {.context = context,
                       .arena = arena,
                       .input = &input,
                       .loaded = *loaded,
                       .planned = true,
                       .touch_id = loaded->next.touch_id,
                       .tried = &tried,
                       .tried_count = 1,
                       .main = &tried,
                       .at = context->now};
    int64_t made;
    channel_find(loaded->next.channel, &tried.channel);
    const LoadedPerson *person = log_loaded_person(&logging, tried.contact_id);
    tried.contact_name = person ? person->contact.name : NULL;
    logging.said = say(&logging);
    if (!apply(&logging, err) || !log_write_history(&logging, err) || !tell_touch(&logging, err) ||
        !log_write_effects(&logging, err) || !aside_next_id(context, arena, loaded, &made, err) ||
        !log_save_and_plan(&logging, made, err) ||
        (around_touched(&logging.effects) &&
         !around_settle(context, loaded->lead.id, &logging.effects, tried.contact_id, NULL, err)))
        return false;
    *next_id = lead_is_open(logging.effects.state.status) ? made : 0;
    *moved = logging.effects.counts_move;
    return true;
}

/* The touch as the outcome table asks about it. */
static OutcomeInput past_input(const Logging *logging, const struct touch_get_row *touch)
{
    OutcomeInput input = {.channel = logging->main->channel,
                          .outcome = logging->main->outcome,
                          .contact_id = logging->main->contact_id,
                          .address_id = logging->main->address_id,
                          .at = logging->at,
                          .until = logging->input->until};
    concern_find(touch->concern, &input.concern);
    if (touch->step_key)
        cadence_step(logging->loaded.situation.cadence, touch->step_key, &input.step_place);
    return input;
}

/* Where a machine sent it, that it arrived or did not is known of the message now. */
static bool raise_message(const Logging *logging, bool proved, Err *err)
{
    MessageLevel level;
    bool raised;
    return !proved || !message_level_of_outcome(logging->main->outcome, &level) ||
           message_rise(logging->context, logging->arena, logging->touch_id, level, &raised, err);
}

/* What was learned is an event of its touch; what came by itself is a touch of its own. */
static bool write_learned(Logging *logging, const Learned *learned, Err *err)
{
    Context *context = logging->context;
    if (!learned->touch_id)
        return log_write_history(logging, err) && tell_touch(logging, err);
    return sql_touch_event_insert(
               context->db,
               &(struct touch_event_insert_in){.workspace = context->workspace,
                                               .touch_id = learned->touch_id,
                                               .at = logging->at,
                                               .kind = outcome_name(learned->outcome),
                                               .detail = learned->detail},
               err) &&
           raise_message(logging, learned->proved, err) && tell_answer(logging, err);
}

bool log_learned(Context *context, Arena *arena, const Learned *learned, int64_t *touch_id,
                 Err *err)
{
    struct touch_get_row touch = {.concern = ""};
    if (learned->touch_id && !sql_touch_get(context->db, arena,
                                            &(struct touch_get_in){.workspace = context->workspace,
                                                                   .id = learned->touch_id},
                                            &touch, NULL, err))
        return false;
    LogInput input = {.at = TIME_NONE, .until = learned->until, .promise_at = TIME_NONE};
    Tried tried = {.outcome = learned->outcome,
                   .contact_id = learned->contact_id ? learned->contact_id : touch.contact_id,
                   .address_id = learned->contact_id ? learned->address_id : touch.address_id,
                   .channel = learned->channel};
    Logging logging = {.context = context,
                       .arena = arena,
                       .input = &input,
                       .touch_id = learned->touch_id,
                       .tried = &tried,
                       .tried_count = 1,
                       .main = &tried,
                       .at = learned->at};
    if (learned->touch_id)
        channel_find(touch.channel, &tried.channel);
    if ((!logging.touch_id && !context_id(context, &logging.touch_id, err)) ||
        !lead_load(context, arena, learned->touch_id ? touch.lead_id : learned->lead_id, LOAD_USUAL,
                   &logging.loaded, err))
        return false;
    const LoadedPerson *person = log_loaded_person(&logging, tried.contact_id);
    tried.contact_name = person ? person->contact.name : NULL;
    OutcomeInput past = past_input(&logging, &touch);
    past.passing = learned->passing;
    past.failure = learned->failure;
    logging.said = say(&logging);
    if (!outcome_apply(&logging.loaded.situation, &past, &logging.effects, err) ||
        !write_learned(&logging, learned, err) || !log_write_effects(&logging, err) ||
        !log_save_and_plan(&logging, 0, err) ||
        (around_touched(&logging.effects) &&
         !around_settle(context, logging.loaded.lead.id, &logging.effects, tried.contact_id, NULL,
                        err)))
        return false;
    *touch_id = logging.touch_id;
    return true;
}

static Learned proved_now(const Context *context, int64_t touch_id, Outcome outcome,
                          const char *detail)
{
    return (Learned){.touch_id = touch_id,
                     .outcome = outcome,
                     .at = context->now,
                     .until = TIME_NONE,
                     .detail = detail,
                     .proved = true};
}

bool log_evidence(Context *context, Arena *arena, int64_t touch_id, Outcome outcome,
                  const char *detail, Err *err)
{
    Learned learned = proved_now(context, touch_id, outcome, detail);
    return log_learned(context, arena, &learned, &touch_id, err);
}

bool log_failure(Context *context, Arena *arena, int64_t touch_id, TextFailure failure,
                 const char *detail, Err *err)
{
    Learned learned = proved_now(context, touch_id, OUTCOME_FAILED, detail);
    learned.failure = failure;
    return log_learned(context, arena, &learned, &touch_id, err);
}
