/* Which step comes, and when it is wanted: conditions, waits, the tail and its rhythm. */

#include "follow/certainty.h"
#include "follow/line.h"
#include "follow/plan_mutation.h"
#include "follow/plan_part.h"

/* Percent of the usual wait, by interest from −3 to +3 (DESIGN §3 "Rhythm"): a sign of interest
 * shortens it, a negative one lengthens it. */
enum { INTEREST_MOST = 3, USUAL = 100 };
static const int rhythm_percent[2 * INTEREST_MOST + 1] = {200, 170, 135, USUAL, 75, 60, 50};

/* Without a cadence: once a month. */
static const Wait monthly = {1, WAIT_MONTHS};

static Time earlier(Time a, Time b)
{
    return a < b ? a : b;
}

static Time later(Time a, Time b)
{
    return a > b ? a : b;
}

static Time day_start(const Situation *situation, Day day)
{
    return zone_time(plan_owner_zone(situation->owner), day, 0);
}

static Day add_working_days(const Situation *situation, Day day, int count)
{
    return line_add_working_days(situation->owner, situation->policy, day, count);
}

/* --- facts --- */

static unsigned address_facts(const Reach *reaches, size_t count)
{
    static const unsigned fact_of[ADDRESS_KINDS] = {
        [ADDRESS_CELL] = FACT_CELL,
        [ADDRESS_EMAIL] = FACT_EMAIL,
        [ADDRESS_POSTAL] = FACT_POSTAL,
        [ADDRESS_FAX] = FACT_FAX,
    };
    unsigned facts = 0;
    for (size_t i = 0; i < count; i++)
        if (reaches[i].state != ADDRESS_BAD && !reaches[i].suppressed)
            facts |= fact_of[reaches[i].kind];
    return facts;
}

unsigned plan_step_facts(const Situation *situation, Time now)
{
    const LeadState *state = &situation->state;
    unsigned facts = address_facts(situation->account_reaches, situation->account_reach_count);
    const Person *person = plan_main_person(situation);
    if (person)
        facts |= address_facts(person->reaches, person->reach_count);
    if (state->first_talked_at != TIME_NONE)
        facts |= FACT_TALKED;
    if (state->answered_at != TIME_NONE || state->our_answer_at != TIME_NONE)
        facts |= FACT_REPLIED;
    if (situation->temperature == TEMPERATURE_HOT)
        facts |= FACT_HOT;
    if (state->status == LEAD_CUSTOMER)
        facts |= FACT_CUSTOMER;
    if (state->voicemail_last)
        facts |= FACT_VOICEMAIL_LEFT;
    for (size_t i = 0; i < situation->promise_count; i++)
        if (!situation->promises[i].ours && situation->promises[i].due_at <= now)
            facts |= FACT_LATE;
    return facts;
}

static bool step_holds(const Step *step, unsigned facts)
{
    if (PLAN_MUTATED(CONDITIONS))
        return true;
    return (step->must & ~facts) == 0 && (step->must_not & facts) == 0;
}

/* --- dates that a wrong clock may have written --- */

/* The clock was set back: what has been lies ahead. Dates reckoned from such a history are not
 * believed beyond what they could be from now. */
static bool history_ahead(const Situation *situation, Time now)
{
    const LeadState *state = &situation->state;
    const Person *person = plan_main_person(situation);
    Time soon = now + DAY_SECONDS;
    return state->captured_at > soon || state->step_at > soon || state->last_touched_at > soon ||
           state->last_talked_at > soon || (person && person->last_tried_at > soon);
}

Time plan_retry_at(const Situation *situation, Time now)
{
    Time retry = situation->state.retry_at;
    bool believed = !history_ahead(situation, now) || PLAN_MUTATED(FUTURE_PAST);
    return believed ? retry : earlier(retry, now + DAY_SECONDS);
}

Time plan_rest_until(const Situation *situation, Time now)
{
    Time rest = situation->state.rest_until;
    if (PLAN_MUTATED(NO_REST))
        return TIME_NONE;
    if (!history_ahead(situation, now) || PLAN_MUTATED(FUTURE_PAST))
        return rest;
    const int *days = situation->policy->no_wait_days;
    return earlier(rest, now + (Time)(days[0] > days[1] ? days[0] : days[1]) * DAY_SECONDS);
}

/* --- which step --- */

static const Step *step_at(const Cadence *cadence, size_t place)
{
    return place < cadence->step_count ? &cadence->steps[place]
                                       : &cadence->tail[place - cadence->step_count];
}

/* The place after this one; behind the last of the tail comes its first. */
static size_t place_after(const Cadence *cadence, size_t place)
{
    size_t all = cadence->step_count + cadence->tail_count;
    return place + 1 < all ? place + 1 : cadence->step_count;
}

/* Rounds beyond the first are counted on by the place too: they fall back into the tail. */
static size_t place_in(const Cadence *cadence, size_t place)
{
    if (place < cadence->step_count)
        return place;
    return cadence->step_count + (place - cadence->step_count) % cadence->tail_count;
}

static Channel channel_before(const Cadence *cadence, const LeadState *state, size_t place)
{
    if (place > cadence->step_count)
        return step_at(cadence, place - 1)->channel;
    if (place == cadence->step_count && state->tail_round > 0)
        return cadence->tail[cadence->tail_count - 1].channel;
    return place > 0 ? step_at(cadence, place - 1)->channel : CHANNEL_NONE;
}

/* The first step from `place` on whose conditions hold, by another channel than `but`. A cadence
 * could be written, or an address lost, so that none does: then false. */
static bool step_search(const Cadence *cadence, unsigned facts, size_t place, Channel but,
                        size_t *found)
{
    size_t left = cadence->tail_count;
    if (place < cadence->step_count)
        left += cadence->step_count - place;
    for (; left; left--, place = place_after(cadence, place)) {
        const Step *step = step_at(cadence, place);
        if (step->channel != but && step_holds(step, facts)) {
            *found = place;
            return true;
        }
    }
    return false;
}

static void choose_step(const Situation *situation, Time now, Coming *coming)
{
    const Cadence *cadence = situation->cadence;
    unsigned facts = plan_step_facts(situation, now);
    size_t start = place_in(cadence, situation->state.step);
    /* No condition holds: the tail's own turn comes all the same, for a lead never falls silent. */
    size_t place = start < cadence->step_count ? cadence->step_count : start;
    step_search(cadence, facts, start, CHANNEL_NONE, &place);
    if (situation->state.interest < 0) {
        Channel last = channel_before(cadence, &situation->state, start);
        if (step_at(cadence, place)->channel == last)
            coming->cooled = step_search(cadence, facts, place, last, &place);
    }
    coming->place = place;
    coming->step = step_at(cadence, place);
    coming->tail = place >= cadence->step_count;
    coming->channel = coming->step->channel;
    coming->mode = coming->step->mode;
}

/* --- when --- */

static int scaled(int count, int percent)
{
    return (int)(((int64_t)count * percent + USUAL / 2) / USUAL);
}

static int at_least_one(int count)
{
    return count > 1 ? count : 1;
}

Day plan_wait_day(const Situation *situation, Day since, Wait wait, int percent)
{
    enum { DAYS_OF_MONTH = 30 };
    if (wait.count <= 0)
        return since;
    switch (wait.unit) {
    case WAIT_DAYS:
        return since + at_least_one(scaled(wait.count, percent));
    case WAIT_WORKING_DAYS:
        return add_working_days(situation, since, at_least_one(scaled(wait.count, percent)));
    case WAIT_MONTHS:
        if (percent == USUAL) {
            Civil civil = civil_of_day(since);
            return day_of_civil(civil.year, civil.month + wait.count, civil.day);
        }
        return since + at_least_one(scaled(wait.count * DAYS_OF_MONTH, percent));
    default:
        return since;
    }
}

/* The end of a wait that began then; waits of days end at the owner's midnight. */
static Time wait_end(const Situation *situation, Time since, Wait wait, int percent)
{
    if (wait.count <= 0)
        return since;
    if (wait.unit == WAIT_MINUTES)
        return since + (Time)scaled(wait.count, percent) * MINUTE;
    Day day = plan_owner_day(situation, since);
    return day_start(situation, plan_wait_day(situation, day, wait, percent));
}

static Time tail_end(const Situation *situation, Coming *coming)
{
    const Cadence *cadence = situation->cadence;
    size_t round = situation->state.tail_round > 0 ? (size_t)situation->state.tail_round : 0;
    size_t last = cadence->rhythm_count - 1;
    Wait wait = cadence->rhythm[round < last ? round : last];
    Day since = plan_owner_day(situation, coming->since);
    Day end = plan_wait_day(situation, since, wait, coming->percent);
    if (cadence->floor.count > 0 && !PLAN_MUTATED(FLOOR)) {
        Day floor = plan_wait_day(situation, since, cadence->floor, USUAL);
        coming->floored = floor < end;
        end = floor < end ? floor : end;
    }
    /* Never sooner than the next day, whatever a cadence says: a machine must not spin in it. */
    return day_start(situation, end > since ? end : since + 1);
}

bool plan_step_enquiry(const Situation *situation)
{
    if (PLAN_MUTATED(ENQUIRY_SLOW))
        return false;
    return (situation->source == SOURCE_WEB || situation->source == SOURCE_CALL) &&
           lead_state_untouched(&situation->state);
}

static void wait_out(const Situation *situation, Time now, Coming *coming)
{
    const LeadState *state = &situation->state;
    coming->first = lead_state_untouched(state);
    if (plan_step_enquiry(situation)) {
        coming->wanted = coming->since + situation->policy->enquiry_minutes * (Time)MINUTE;
    } else if (plan_met(situation) && coming->first) {
        coming->met = true;
        Day day = plan_owner_day(situation, coming->since);
        coming->wanted = day_start(situation, add_working_days(situation, day, 1));
    } else if (coming->tail && situation->cadence) {
        coming->wanted = tail_end(situation, coming);
    } else {
        Wait wait = coming->step ? coming->step->after : monthly;
        coming->wanted = wait_end(situation, coming->since, wait, coming->percent);
    }
    if (state->retry_at != TIME_NONE)
        coming->wanted = plan_retry_at(situation, now);
}

/* A cheap first look: the few working days the policy speaks of are over after so long. */
static bool surely_over(const Situation *situation, Time since, Time now)
{
    enum { LONG_DAYS = 50, LONGEST_DAYS = 400 }; /* without and with absences */
    int days = situation->owner->absence_count ? LONGEST_DAYS : LONG_DAYS;
    return now - since > (Time)days * DAY_SECONDS;
}

/* --- ways not yet used since the first talk --- */

/* All three prongs within ten working days of the first talk (DESIGN §3 "Channels"). The cadence
 * has the first say; when it would leave too little time for those that are missing, its coming
 * step goes by a missing one, brought forward. Two working days are kept for each, so that the caps
 * can still be kept. */
static void use_prongs(const Situation *situation, Time now, Coming *coming)
{
    static const Channel prongs[] = {CHANNEL_PHONE, CHANNEL_EMAIL, CHANNEL_TEXT};
    enum { PRONGS = 3, DAYS_EACH = 2 };
    const LeadState *state = &situation->state;
    const Policy *policy = situation->policy;
    Time talked = state->first_talked_at;
    if (talked == TIME_NONE || talked > now || surely_over(situation, talked, now) ||
        state->interest < 0 || PLAN_MUTATED(PRONG_LATE))
        return;
    const Person *person = plan_main_person(situation);
    if (!person || person->state != PERSON_HERE)
        return;
    Channel missing[PRONGS];
    int count = 0;
    bool is_missing = false; /* the channel of the coming step */
    for (size_t i = 0; i < PRONGS; i++)
        if (!(state->prongs & CHANNEL_BIT(prongs[i])) &&
            plan_way_reaches(situation, person, prongs[i])) {
            missing[count++] = prongs[i];
            is_missing |= coming->channel == prongs[i];
        }
    if (!count)
        return;
    int days = at_least_one(policy->prong_days - DAYS_EACH * count);
    Day forced_on = add_working_days(situation, plan_owner_day(situation, talked), days);
    Time forced = day_start(situation, forced_on);
    if (now > forced) {
        Day last = add_working_days(situation, forced_on, policy->prong_days - days);
        if (plan_owner_day(situation, now) > last)
            return;
    }
    if (!is_missing) {
        if (later(coming->wanted, now) < forced - DAY_SECONDS)
            return;
        coming->channel = missing[0];
        coming->mode = MODE_PERSON;
        coming->prong = true;
    }
    if (coming->wanted > forced) {
        coming->wanted = forced;
        coming->prong = true;
    }
}

/* --- no proof that the last message arrived --- */

/* What is not known to have arrived was not sent, for a seller: the cadence's next step comes
 * forward, by another way (DESIGN §6). Once for each message, for whatever is done next ends the
 * wait; a proof that comes first puts the step back to its day. The tail keeps its rhythm, but for
 * its first touch, which follows a step. */
static void seek_proof(const Situation *situation, Time now, Coming *coming)
{
    static const Channel others[] = {CHANNEL_PHONE, CHANNEL_TEXT, CHANNEL_FAX};
    const LeadState *state = &situation->state;
    const Policy *policy = situation->policy;
    const Person *person = plan_main_person(situation);
    if (!state->unproved_at || state->unproved_at > now || !policy->proof_hours ||
        state->interest < 0 || (coming->tail && state->tail_round > 0) || !person)
        return;
    Time by = certainty_by(policy, situation->owner, person, state->unproved_at,
                           PLAN_MUTATED(PROOF_AT_ONCE) ? 1 : policy->proof_hours);
    if (by == TIME_NONE || coming->wanted <= by)
        return;
    Channel channel = CHANNEL_EMAIL;
    if (coming->channel != CHANNEL_EMAIL && plan_way_reaches(situation, person, coming->channel))
        channel = coming->channel;
    for (size_t i = 0; channel == CHANNEL_EMAIL && i < sizeof others / sizeof *others; i++)
        if (plan_way_reaches(situation, person, others[i]))
            channel = others[i];
    if (channel == CHANNEL_EMAIL && !PLAN_MUTATED(PROOF_BY_MAIL))
        return;
    if (channel != coming->channel) {
        coming->channel = channel;
        coming->mode = MODE_PERSON;
    }
    coming->wanted = by;
    coming->unproved = true;
}

/* --- the whole --- */

/* After a no it rests, after our answer it pauses: neither may be cut short. */
static void hold_back(const Situation *situation, Time now, Coming *coming)
{
    const LeadState *state = &situation->state;
    const Policy *policy = situation->policy;
    Time rest = plan_rest_until(situation, now);
    if (rest > coming->wanted) {
        coming->rested = true;
        coming->wanted = rest;
    }
    Time answered = state->our_answer_at;
    if (answered == TIME_NONE || answered > now || surely_over(situation, answered, now) ||
        PLAN_MUTATED(NO_RESUME))
        return;
    Day answered_on = plan_owner_day(situation, answered);
    Time resume =
        day_start(situation, add_working_days(situation, answered_on, policy->resume_days));
    if (resume > coming->wanted) {
        coming->resumed = true;
        coming->wanted = resume;
    }
}

void plan_step_coming(const Situation *situation, Time now, Coming *coming)
{
    const LeadState *state = &situation->state;
    const Cadence *cadence = situation->cadence;
    *coming = (Coming){.channel = CHANNEL_PHONE, .mode = MODE_PERSON, .percent = USUAL};
    if (cadence && cadence->tail_count && cadence->rhythm_count)
        choose_step(situation, now, coming);
    int interest = state->interest;
    if (interest > INTEREST_MOST)
        interest = INTEREST_MOST;
    if (interest < -INTEREST_MOST)
        interest = -INTEREST_MOST;
    if (!PLAN_MUTATED(RHYTHM))
        coming->percent = rhythm_percent[interest + INTEREST_MOST];
    coming->since = state->step_at != TIME_NONE ? state->step_at : state->captured_at;
    /* A history in the future (a clock was set back) counts from now. */
    if (coming->since == TIME_NONE || (coming->since > now && !PLAN_MUTATED(FUTURE_PAST)))
        coming->since = now;
    wait_out(situation, now, coming);
    use_prongs(situation, now, coming);
    seek_proof(situation, now, coming);
    hold_back(situation, now, coming);
}
