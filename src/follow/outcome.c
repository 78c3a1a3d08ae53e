#include "follow/outcome_part.h"

#include "follow/line.h"

enum {
    TRIES_IN_VAIN = 3, /* of one touch; then it is used up all the same */
    INTEREST_MOST = 3
};

/* --- pieces --- */

void outcome_add_address(Applying *applying, AddressState state, const char *why)
{
    Effects *effects = applying->effects;
    if (applying->input->address_id && effects->address_count < EFFECTS_MOST)
        effects->addresses[effects->address_count++] =
            (AddressEffect){.address_id = applying->input->address_id, .state = state, .why = why};
}

void outcome_end_texts(Applying *applying, const char *why)
{
    Effects *effects = applying->effects;
    if (applying->input->address_id && effects->address_count < EFFECTS_MOST)
        effects->addresses[effects->address_count++] = (AddressEffect){
            .address_id = applying->input->address_id, .why = why, .no_texts = true};
}

void outcome_add_suppression(Applying *applying, SuppressionEffect suppression)
{
    Effects *effects = applying->effects;
    if (effects->suppression_count < EFFECTS_MOST)
        effects->suppressions[effects->suppression_count++] = suppression;
}

void outcome_add_hold(Applying *applying, Hold hold)
{
    Effects *effects = applying->effects;
    if (effects->hold_count < EFFECTS_MOST)
        effects->holds[effects->hold_count++] = hold;
}

void outcome_agree(Applying *applying, Time at, const char *what, Channel channel)
{
    applying->state->agreed_at = at;
    applying->state->agreed = what;
    applying->state->agreed_channel = channel;
    applying->state->agreed_desk = false;
}

void outcome_forget_answer(Applying *applying)
{
    LeadState *state = applying->state;
    applying->effects->lift_reply_hold |= state->answered_at != TIME_NONE;
    lead_state_forget_answer(state);
}

static const Zone *owner_zone(const Situation *situation)
{
    return situation->owner->zone ? situation->owner->zone : zone_utc();
}

Time outcome_next_working_day(const Applying *applying)
{
    const Situation *situation = applying->situation;
    const Zone *zone = owner_zone(situation);
    Time at = applying->input->at;
    Day day = line_add_working_days(situation->owner, situation->policy, zone_day(zone, at), 1);
    return zone_time(zone, day, zone_minute(zone, at));
}

int64_t outcome_contact(const Applying *applying)
{
    int64_t used = applying->input->contact_id;
    return used ? used : applying->situation->contact_id;
}

const Person *outcome_person(const Situation *situation, int64_t contact_id)
{
    for (size_t at = 0; contact_id && at < situation->person_count; at++)
        if (situation->people[at].id == contact_id)
            return &situation->people[at];
    return NULL;
}

/* --- the step --- */

void outcome_advance(const Situation *situation, LeadState *state, size_t place, Time at)
{
    const Cadence *cadence = situation->cadence;
    state->step = place + 1;
    state->step_at = at;
    state->step_tries = 0;
    if (!cadence || !cadence->tail_count)
        return;
    if (place >= cadence->step_count)
        state->tail_round++;
    if (state->step >= cadence->step_count + cadence->tail_count)
        state->step = cadence->step_count;
    if (state->step >= cadence->step_count && state->status == LEAD_WORKING)
        state->status = LEAD_NURTURE;
}

/* What was learned of a step already left behind: it comes again, at once, by whatever way is left,
 * unless something else has been done since. */
static void take_step_back(Applying *applying)
{
    LeadState *state = applying->state;
    const OutcomeInput *input = applying->input;
    LeadState after = *state;
    outcome_advance(applying->situation, &after, input->step_place, state->step_at);
    if (!outcome_of_cadence(input) || after.step != state->step)
        return;
    state->step = input->step_place;
    if (after.tail_round > state->tail_round && state->tail_round > 0)
        state->tail_round--;
    state->retry_at = input->at;
}

static void move_step(Applying *applying)
{
    LeadState *state = applying->state;
    const OutcomeInput *input = applying->input;
    if (input->asked)
        return;
    if (!input->planned) {
        if (applying->facts->human && applying->now)
            state->step_at = input->at;
        return;
    }
    bool vain = !applying->done && input->outcome != OUTCOME_SKIPPED;
    if (vain && ++state->step_tries < TRIES_IN_VAIN)
        return;
    if (!vain && !applying->done)
        return;
    if (outcome_of_cadence(input))
        outcome_advance(applying->situation, state, input->step_place, input->at);
    else
        state->step_at = input->at;
    state->step_tries = 0;
    if (input->concern == CONCERN_AGREED)
        lead_state_forget_agreed(state);
}

/* --- what every outcome does --- */

static void move_status(Applying *applying)
{
    LeadState *state = applying->state;
    bool attempted = applying->now && applying->facts->channels;
    if (state->status == LEAD_NEW && attempted)
        state->status = LEAD_WORKING;
    if (!applying->facts->human)
        return;
    /* Who comes back by themselves opens what a person had closed. */
    if (state->status < LEAD_CUSTOMER || (state->status == LEAD_CLOSED && applying->facts->inbound))
        state->status = LEAD_ENGAGED;
}

static void note_touch(Applying *applying)
{
    LeadState *state = applying->state;
    const OutcomeFacts *facts = applying->facts;
    Time at = applying->input->at;
    bool owed = applying->input->asked && lead_state_untouched(state);
    if (facts->real && !owed && (applying->now || facts->inbound) &&
        (state->last_touched_at == TIME_NONE || at > state->last_touched_at))
        state->last_touched_at = at;
    if (facts->human) {
        if (state->first_talked_at == TIME_NONE || at < state->first_talked_at)
            state->first_talked_at = at;
        if (state->last_talked_at == TIME_NONE || at > state->last_talked_at)
            state->last_talked_at = at;
        state->tries = 0;
        state->step_tries = 0;
    } else if (applying->now && facts->channels && !facts->inbound) {
        state->tries++;
    }
    bool used = facts->human || (applying->now && applying->done && !facts->inbound);
    if (state->first_talked_at != TIME_NONE && applying->channel && used)
        state->prongs |= CHANNEL_BIT(applying->channel);
}

/* A voicemail and the e-mail or text that goes with it are one move. */
static bool joins_voicemail(const Applying *applying)
{
    const LeadState *before = &applying->situation->state;
    const Zone *zone = owner_zone(applying->situation);
    return (applying->channel == CHANNEL_EMAIL || applying->channel == CHANNEL_TEXT) &&
           before->voicemail_last && before->last_touched_at != TIME_NONE &&
           zone_day(zone, before->last_touched_at) == zone_day(zone, applying->input->at);
}

static void count_moves(Applying *applying)
{
    const OutcomeFacts *facts = applying->facts;
    LeadState *state = applying->state;
    if (applying->input->asked)
        return;
    applying->effects->counts_move = facts->move && applying->now && !joins_voicemail(applying);
    applying->effects->counts_ring = facts->ring;
    if (!applying->now || applying->input->outcome == OUTCOME_SKIPPED)
        return;
    state->voicemail_last = applying->input->outcome == OUTCOME_VOICEMAIL;
    state->voicemails += state->voicemail_last;
}

/* What was put off is over once something is done about it. */
static void end_waits(Applying *applying)
{
    LeadState *state = applying->state;
    const OutcomeInput *input = applying->input;
    bool put_off = input->outcome == OUTCOME_SKIPPED && !applying->done;
    if (put_off || input->asked || (!applying->now && !applying->facts->human))
        return;
    if (input->planned || applying->facts->human)
        state->retry_at = TIME_NONE;
    bool rested = outcome_of_cadence(input) || input->concern == CONCERN_WAKE;
    if ((input->planned && rested) || applying->facts->human)
        state->rest_until = TIME_NONE;
}

static void note_our_answer(Applying *applying)
{
    LeadState *state = applying->state;
    const OutcomeInput *input = applying->input;
    bool answers = applying->facts->human || input->concern == CONCERN_ANSWER || !input->planned;
    bool ours = applying->now && applying->done && !applying->facts->inbound;
    if (state->answered_at == TIME_NONE || !ours || !answers)
        return;
    outcome_forget_answer(applying);
    state->our_answer_at = input->at;
}

/* The newest sign weighs most: what was is halved, what is counts two. */
static void weigh_interest(Applying *applying)
{
    int sign = outcome_result_interest(applying->result);
    if (sign == 0)
        sign = applying->facts->interest;
    if (sign == 0)
        return;
    int interest = applying->state->interest / 2 + 2 * sign;
    applying->state->interest = interest > INTEREST_MOST    ? INTEREST_MOST
                                : interest < -INTEREST_MOST ? -INTEREST_MOST
                                                            : interest;
}

/* --- the act --- */

static bool check(const OutcomeInput *input, const OutcomeFacts *facts, Err *err)
{
    const char *name = outcome_name(input->outcome);
    if (facts->outcome == OUTCOME_NONE || (unsigned)input->outcome >= OUTCOMES)
        return err_field(err, ERR_INPUT, "outcome", "say what came of it: the outcome is missing");
    if (input->channel && facts->channels && !(facts->channels & CHANNEL_BIT(input->channel)))
        return err_field(err, ERR_INPUT, "outcome", "“%s” cannot come of a touch by %s", name,
                         channel_name(input->channel));
    if (input->result != RESULT_NONE && !facts->results)
        return err_field(err, ERR_INPUT, "result",
                         "with “%s” nobody was reached, so that they said “%s” cannot stand beside "
                         "it: log the talk",
                         name, result_name(input->result));
    if (input->excuse != EXCUSE_NONE && input->outcome != OUTCOME_SKIPPED)
        return err_field(err, ERR_INPUT, "because",
                         "“%s” needs no excuse: only what is skipped does", name);
    return true;
}

/* The way it went where none was given: the first the outcome can have, or how they came to us. */
static Channel usual_channel(const OutcomeInput *input, const OutcomeFacts *facts)
{
    static const Channel inbound[OUTCOMES] = {
        [OUTCOME_THEY_CALLED] = CHANNEL_PHONE,
        [OUTCOME_THEY_TEXTED] = CHANNEL_TEXT,
        [OUTCOME_THEY_WROTE] = CHANNEL_EMAIL,
        [OUTCOME_THEY_CAME] = CHANNEL_VISIT,
    };
    /* They may have called about our letter: then the way is theirs, not the touch's. */
    if (inbound[input->outcome])
        return inbound[input->outcome];
    if (input->channel)
        return input->channel;
    for (int channel = CHANNEL_PHONE; channel < CHANNELS; channel++)
        if (facts->channels & CHANNEL_BIT(channel))
            return (Channel)channel;
    return CHANNEL_NONE;
}

static bool used_up(const OutcomeInput *input, const OutcomeFacts *facts)
{
    return facts->done ||
           (input->outcome == OUTCOME_SKIPPED && input->excuse == EXCUSE_DONE_ALREADY);
}

/* Whatever comes next, from either side, ends the wait for a proof; a touch put off does not. */
static void note_proof(Applying *applying)
{
    const OutcomeInput *input = applying->input;
    if (input->asked)
        return;
    if (input->machine && input->outcome == OUTCOME_SENT && applying->channel == CHANNEL_EMAIL)
        applying->state->unproved_at = input->at;
    else if (input->outcome != OUTCOME_SKIPPED)
        applying->state->unproved_at = 0;
}

bool outcome_apply(const Situation *situation, const OutcomeInput *input, Effects *effects,
                   Err *err)
{
    const OutcomeFacts *facts = outcome_facts(input->outcome);
    if (!check(input, facts, err))
        return false;
    *effects = (Effects){.state = situation->state, .smaller = CHANNEL_NONE};
    Applying applying = {
        .situation = situation,
        .input = input,
        .facts = facts,
        .channel = usual_channel(input, facts),
        .result = facts->human && !input->result ? RESULT_NOTHING_YET : input->result,
        .now = input->planned || !facts->evidence,
        .done = used_up(input, facts),
        .state = &effects->state,
        .effects = effects,
    };
    if (facts->address != ADDRESS_UNKNOWN)
        outcome_add_address(&applying, facts->address,
                            input->trouble ? input->trouble : facts->address_why);
    count_moves(&applying);
    move_status(&applying);
    note_touch(&applying);
    end_waits(&applying);
    note_our_answer(&applying);
    note_proof(&applying);
    move_step(&applying);
    if (facts->evidence && !applying.now && !facts->done)
        take_step_back(&applying);
    outcome_follow(&applying);
    outcome_result(&applying);
    weigh_interest(&applying);
    return true;
}
