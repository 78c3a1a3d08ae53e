/* What follows from one outcome, beyond what its row of the table says. */
#include "follow/outcome_part.h"

#include <string.h>

enum {
    BUSY_MINUTES = 15,
    AGAIN_MINUTES = 60, /* after nobody answered a call that stands at its time */
    PUT_OFF_DAYS = 7    /* "wait until", when no date was given */
};

/* --- nobody there --- */

static void busy(Applying *applying)
{
    if (applying->input->planned)
        applying->state->retry_at = applying->input->at + BUSY_MINUTES * (Time)MINUTE;
}

/* The cadence tries again on another day by itself; what stands at its time, and who asked us to
 * call, is tried again within the hour, and after three tries the next working day. */
static void nobody(Applying *applying)
{
    const OutcomeInput *input = applying->input;
    bool urgent = outcome_of_people(input) || input->concern == CONCERN_ENQUIRY;
    if (!input->planned || !urgent)
        return;
    bool soon = applying->state->step_tries > 0 && applying->channel == CHANNEL_PHONE;
    applying->state->retry_at =
        soon ? input->at + AGAIN_MINUTES * (Time)MINUTE : outcome_next_working_day(applying);
}

/* Nobody stands before the same door twice a day. */
static void not_in(Applying *applying)
{
    if (applying->input->planned)
        applying->state->retry_at = outcome_next_working_day(applying);
}

/* What is not heard of again by itself: the date they missed is over, the next touch comes soon. */
static void no_show(Applying *applying)
{
    lead_state_forget_agreed(applying->state);
    applying->state->retry_at = outcome_next_working_day(applying);
}

static void call_me(Applying *applying)
{
    Time at =
        outcome_has_date(applying) ? applying->input->until : outcome_next_working_day(applying);
    outcome_agree(applying, at, "call them back", CHANNEL_PHONE);
}

/* --- the address --- */

static void ask_number(Applying *applying)
{
    applying->effects->ask_number = true;
}

static void rest_from(Applying *applying, const char *reason)
{
    int64_t contact_id = outcome_contact(applying);
    if (contact_id)
        outcome_add_hold(applying,
                         (Hold){.scope = HOLD_CONTACT,
                                .scope_id = contact_id,
                                .channels = CHANNEL_BIT(applying->channel),
                                .until = outcome_days_later(
                                    applying, applying->situation->policy->opt_out_machine_days),
                                .reason = reason});
}

/* A number that nobody has is none; one that takes no texts may still ring; one of which nothing is
 * said may be either, so texting rests. */
static void text_failed(Applying *applying)
{
    switch (applying->input->failure) {
    case TEXT_FAILED_NO_NUMBER:
        outcome_add_address(applying, ADDRESS_BAD, "nobody has this number, says the gateway");
        ask_number(applying);
        return;
    case TEXT_FAILED_NO_TEXTS:
        outcome_end_texts(applying, "takes no texts");
        return;
    default:
        rest_from(applying, "a text could not be delivered");
    }
}

/* A fax number that takes no fax is none; one that was busy or did not answer, however often it was
 * dialled, rests. */
static void failed(Applying *applying)
{
    if (applying->channel == CHANNEL_TEXT) {
        text_failed(applying);
    } else if (applying->input->passing) {
        rest_from(applying, "their fax was busy or did not answer");
    } else {
        outcome_add_address(applying, ADDRESS_BAD, "the fax could not be delivered");
        ask_number(applying);
    }
}

/* --- they answered --- */

static bool reply_held(const Situation *situation)
{
    for (size_t at = 0; at < situation->hold_count; at++)
        if (situation->holds[at].reason &&
            strcmp(situation->holds[at].reason, REPLY_HOLD_REASON) == 0)
            return true;
    return false;
}

static void they_answered(Applying *applying)
{
    const Situation *situation = applying->situation;
    LeadState *state = applying->state;
    if (applying->result == RESULT_NEVER)
        return; /* nothing is to be answered */
    if (state->our_answer_at != TIME_NONE && state->our_answer_at > applying->input->at)
        return; /* heard of late: we have answered since */
    if (state->answered_at == TIME_NONE) {
        state->answered_at = applying->input->at;
        state->answered_channel = applying->channel;
        state->answered_contact_id = applying->input->contact_id;
    }
    if (reply_held(situation))
        return;
    /* Somebody without an account is held alone. */
    Hold hold = {.scope = HOLD_LEAD, .scope_id = situation->lead_id};
    if (situation->account_id)
        hold = (Hold){.scope = HOLD_ACCOUNT, .scope_id = situation->account_id};
    hold.machine_only = true;
    hold.until = TIME_NONE;
    hold.reason = REPLY_HOLD_REASON;
    outcome_add_hold(applying, hold);
}

/* Live: when they said more than nothing, we were there to hear it, and that was our answer. */
static void they_spoke(Applying *applying)
{
    if (applying->result == RESULT_NOTHING_YET) {
        they_answered(applying);
        return;
    }
    outcome_forget_answer(applying);
    applying->state->our_answer_at = applying->input->at;
}

static void they_texted(Applying *applying)
{
    they_answered(applying);
    applying->state->asked_for_texts = true;
}

static void replied(Applying *applying)
{
    if (applying->channel == CHANNEL_TEXT)
        they_texted(applying);
    else
        they_answered(applying);
}

/* Each of several mails to somebody away is answered by the same words. */
static bool away_held(const Situation *situation, const Hold *hold)
{
    for (size_t at = 0; at < situation->hold_count; at++) {
        const Hold *there = &situation->holds[at];
        if (there->scope == hold->scope && there->scope_id == hold->scope_id &&
            there->until >= hold->until && there->until != TIME_NONE && there->reason &&
            strcmp(there->reason, AWAY_HOLD_REASON) == 0)
            return true;
    }
    return false;
}

static void auto_reply(Applying *applying)
{
    if (!outcome_has_date(applying))
        return;
    Time until = applying->input->until;
    int64_t contact_id = outcome_contact(applying);
    Hold hold = {.scope = HOLD_LEAD, .scope_id = applying->situation->lead_id};
    if (contact_id)
        hold = (Hold){.scope = HOLD_CONTACT, .scope_id = contact_id};
    hold.until = until;
    hold.reason = AWAY_HOLD_REASON;
    if (!away_held(applying->situation, &hold))
        outcome_add_hold(applying, hold);
    const LeadState *state = applying->state;
    bool about_main = contact_id == applying->situation->contact_id;
    bool prolongs =
        state->agreed_at < until && state->agreed && !strcmp(state->agreed, AWAY_AGREED);
    if (about_main && (state->agreed_at == TIME_NONE || prolongs))
        outcome_agree(applying, until, AWAY_AGREED, CHANNEL_PHONE);
}

/* --- they ended a channel --- */

static void end_channel(Applying *applying, const char *why)
{
    int64_t contact_id = outcome_contact(applying);
    ChannelSet ended = CHANNEL_BIT(applying->channel);
    outcome_add_suppression(applying,
                            (SuppressionEffect){
                                .address_id = contact_id ? 0 : applying->input->address_id,
                                .contact_id = contact_id,
                                .channels = ended,
                                .why = why,
                            });
    Hold hold = {.scope = HOLD_LEAD, .scope_id = applying->situation->lead_id};
    if (contact_id)
        hold = (Hold){.scope = HOLD_CONTACT, .scope_id = contact_id};
    hold.machine_only = true;
    hold.channels = MACHINE_CHANNELS & ~ended;
    hold.until = outcome_days_later(applying, applying->situation->policy->opt_out_machine_days);
    hold.reason = why;
    outcome_add_hold(applying, hold);
}

static void complained(Applying *applying)
{
    end_channel(applying, "complained of spam");
    if (applying->input->address_id)
        outcome_add_suppression(applying,
                                (SuppressionEffect){.address_id = applying->input->address_id,
                                                    .contact_id = outcome_contact(applying),
                                                    .channels = CHANNEL_BIT(CHANNEL_EMAIL),
                                                    .why = "complained of spam"});
}

static void unsubscribed(Applying *applying)
{
    end_channel(applying, "unsubscribed");
}

static void stopped(Applying *applying)
{
    end_channel(applying, "asked for no more texts");
}

/* --- about them --- */

/* Nothing agreed with somebody, and no answer of theirs, outlives their going. */
static void forget_person(Applying *applying, PersonState person)
{
    int64_t contact_id = outcome_contact(applying);
    const LeadState *before = &applying->situation->state;
    applying->effects->person = person;
    applying->effects->changed_person = contact_id != 0;
    if (contact_id == applying->situation->contact_id)
        lead_state_forget_agreed(applying->state);
    if (before->answered_contact_id == 0 || before->answered_contact_id == contact_id)
        outcome_forget_answer(applying);
}

static void gone(Applying *applying)
{
    forget_person(applying, PERSON_GONE);
    applying->effects->ask_replacement = true;
}

static const Reach *reach_of_kind(const Person *person, AddressKind kind)
{
    for (size_t at = 0; at < person->reach_count; at++)
        if (person->reaches[at].kind == kind && person->reaches[at].value)
            return &person->reaches[at];
    return NULL;
}

static bool share(const Person *a, const Person *b, AddressKind kind)
{
    const Reach *one = reach_of_kind(a, kind), *other = reach_of_kind(b, kind);
    return one && other && strcmp(one->value, other->value) == 0;
}

/* The same number at home, or the same postal address where neither has an office. */
static bool same_home(const Person *a, const Person *b)
{
    bool offices = reach_of_kind(a, ADDRESS_OFFICE) || reach_of_kind(b, ADDRESS_OFFICE);
    return share(a, b, ADDRESS_HOME) || (!offices && share(a, b, ADDRESS_POSTAL));
}

static void deceased(Applying *applying)
{
    const Situation *situation = applying->situation;
    int64_t contact_id = outcome_contact(applying);
    const Person *dead = outcome_person(situation, contact_id);
    forget_person(applying, PERSON_DECEASED);
    applying->effects->household_stopped = true;
    outcome_add_suppression(applying, (SuppressionEffect){.contact_id = contact_id,
                                                          .channels = EVERY_CHANNEL,
                                                          .why = "has died"});
    bool others = false;
    for (size_t at = 0; at < situation->person_count; at++) {
        const Person *person = &situation->people[at];
        if (person->id == contact_id || person->state != PERSON_HERE)
            continue;
        if (dead && same_home(dead, person))
            outcome_add_suppression(applying,
                                    (SuppressionEffect){.contact_id = person->id,
                                                        .channels = EVERY_CHANNEL,
                                                        .why = "a death in the household"});
        else
            others = true;
    }
    /* With nobody left but the household the conversation is over. */
    bool company = situation->account_reach_count || (dead && reach_of_kind(dead, ADDRESS_OFFICE));
    if (!others && !company)
        applying->state->status = LEAD_CLOSED;
    else
        applying->effects->ask_replacement = true;
}

/* --- not done --- */

/* Kinds of addresses a channel needs: any of them will do. */
static bool reaches(const Situation *situation, const Person *person, Channel channel)
{
    static const unsigned kinds[CHANNELS] = {
        [CHANNEL_PHONE] =
            1u << ADDRESS_CELL | 1u << ADDRESS_OFFICE | 1u << ADDRESS_HOME | 1u << ADDRESS_SIP,
        [CHANNEL_EMAIL] = 1u << ADDRESS_EMAIL,
        [CHANNEL_TEXT] = 1u << ADDRESS_CELL,
        [CHANNEL_LETTER] = 1u << ADDRESS_POSTAL,
    };
    const LeadState *state = &situation->state;
    if (person->stopped & CHANNEL_BIT(channel) || person->state != PERSON_HERE ||
        (channel == CHANNEL_TEXT && state->first_talked_at == TIME_NONE && !state->asked_for_texts))
        return false;
    for (size_t at = 0; at < person->reach_count; at++) {
        const Reach *reach = &person->reaches[at];
        if (kinds[channel] & 1u << reach->kind && reach->state != ADDRESS_BAD &&
            !reach->suppressed && (channel != CHANNEL_TEXT || reach->text_basis))
            return true;
    }
    return false;
}

Channel outcome_smaller(const Situation *situation, int64_t contact_id, Channel channel)
{
    enum { CHOICES = 2 };
    static const Channel smaller[CHANNELS][CHOICES] = {
        [CHANNEL_PHONE] = {CHANNEL_TEXT, CHANNEL_EMAIL},
        [CHANNEL_EMAIL] = {CHANNEL_TEXT},
        [CHANNEL_FAX] = {CHANNEL_EMAIL},
        [CHANNEL_VISIT] = {CHANNEL_PHONE, CHANNEL_EMAIL},
        [CHANNEL_LETTER] = {CHANNEL_EMAIL, CHANNEL_TEXT},
        [CHANNEL_GIFT] = {CHANNEL_EMAIL, CHANNEL_LETTER},
        [CHANNEL_ARTICLE] = {CHANNEL_EMAIL},
    };
    const Person *person =
        outcome_person(situation, contact_id ? contact_id : situation->contact_id);
    for (int at = 0; person && at < CHOICES; at++)
        if (smaller[channel][at] && reaches(situation, person, smaller[channel][at]))
            return smaller[channel][at];
    return channel == CHANNEL_PHONE ? CHANNEL_PHONE : CHANNEL_NONE;
}

/* What stands at its time is put off itself; else the cadence rests, so that a promise made
 * meanwhile is not put off with it. */
static void put_off(Applying *applying, Time until)
{
    LeadState *state = applying->state;
    if (outcome_of_people(applying->input))
        state->retry_at = until;
    else if (state->rest_until == TIME_NONE || state->rest_until < until)
        state->rest_until = until;
}

static void skipped(Applying *applying)
{
    const OutcomeInput *input = applying->input;
    switch (input->excuse) {
    case EXCUSE_DONE_ALREADY:
        return;
    case EXCUSE_WAIT_UNTIL:
        put_off(applying, outcome_has_date(applying) ? input->until
                                                     : outcome_days_later(applying, PUT_OFF_DAYS));
        return;
    case EXCUSE_NOT_MINE:
        put_off(applying, outcome_next_working_day(applying));
        return;
    default:
        applying->effects->excuse_needed = input->excuse == EXCUSE_NONE;
        applying->effects->smaller =
            outcome_smaller(applying->situation, input->contact_id, applying->channel);
        put_off(applying, outcome_next_working_day(applying));
    }
}

/* --- the table --- */

void outcome_follow(Applying *applying)
{
    static void (*const follow[OUTCOMES])(Applying *) = {
        [OUTCOME_NO_VOICEMAIL] = nobody,
        [OUTCOME_NO_ANSWER] = nobody,
        [OUTCOME_BUSY] = busy,
        [OUTCOME_GATEKEEPER] = nobody,
        [OUTCOME_CALL_ME] = call_me,
        [OUTCOME_WRONG_NUMBER] = ask_number,
        [OUTCOME_BOUNCED] = ask_number,
        [OUTCOME_REPLIED] = replied,
        [OUTCOME_AUTO_REPLY] = auto_reply,
        [OUTCOME_COMPLAINED] = complained,
        [OUTCOME_UNSUBSCRIBED] = unsubscribed,
        [OUTCOME_FAILED] = failed,
        [OUTCOME_STOPPED] = stopped,
        [OUTCOME_NOT_IN] = not_in,
        [OUTCOME_NO_SHOW] = no_show,
        [OUTCOME_MOVED] = ask_number,
        [OUTCOME_RETURNED] = ask_number,
        [OUTCOME_THEY_CALLED] = they_spoke,
        [OUTCOME_THEY_TEXTED] = they_texted,
        [OUTCOME_THEY_WROTE] = they_answered,
        [OUTCOME_THEY_CAME] = they_spoke,
        [OUTCOME_GONE] = gone,
        [OUTCOME_DECEASED] = deceased,
        [OUTCOME_SKIPPED] = skipped,
    };
    if (follow[applying->input->outcome])
        follow[applying->input->outcome](applying);
}
