/* Every decision can be explained (promise 7): the terms of why now, why this person, why this
 * channel. They are codes with operands; plan_say.c makes sentences of them. */

#include "follow/line.h"
#include "follow/plan_mutation.h"
#include "follow/plan_part.h"
#include "follow/post.h"

static Time later(Time a, Time b)
{
    return a > b ? a : b;
}

/* It is wanted before the day that was said. */
static bool posted_early(const Situation *situation, const Choice *chosen)
{
    Time said = chosen->promise ? chosen->promise->due_at : situation->state.agreed_at;
    return chosen->wish.wanted < said;
}

static void explain_concern(const Situation *situation, Time now, const Choice *chosen,
                            Decision *decision)
{
    const LeadState *state = &situation->state;
    switch (chosen->wish.concern) {
    case CONCERN_ANSWER:
        why_add(decision, WHY_ANSWER, state->answered_at, NULL);
        if (decision->escalated)
            why_add(decision, WHY_ANSWER_ESCALATED,
                    line_working_days_between(situation->owner, situation->policy,
                                              plan_owner_day(situation, state->answered_at),
                                              plan_owner_day(situation, now)),
                    NULL);
        break;
    case CONCERN_PROMISE:
        if (chosen->sent) {
            why_add(decision, WHY_PROMISE_SENT, chosen->sent->sent_at,
                    channel_name(chosen->sent->channel));
            why_add(decision, WHY_PROMISE_ASKED, 0, chosen->sent->text);
            break;
        }
        why_add(decision, chosen->promise->ours ? WHY_OUR_PROMISE : WHY_THEIR_PROMISE,
                chosen->promise->due_at, chosen->promise->text);
        if (chosen->merged)
            why_add(decision, WHY_STEP_MERGED, chosen->coming.wanted,
                    chosen->coming.step ? chosen->coming.step->key : "");
        break;
    case CONCERN_AGREED:
        why_add(decision, WHY_AGREED, state->agreed_at, state->agreed);
        break;
    case CONCERN_WAKE:
        why_add(decision, WHY_WAKE, chosen->wake->at, chosen->wake->text);
        why_add(decision, WHY_WAKE_AHEAD, chosen->wake->ahead_days, NULL);
        break;
    default:
        break;
    }
    bool stated = chosen->wish.concern == CONCERN_PROMISE || chosen->wish.concern == CONCERN_AGREED;
    if (stated && chosen->wish.channel == CHANNEL_LETTER && posted_early(situation, chosen))
        why_add(decision, WHY_POST,
                post_days(situation->policy, situation->owner, chosen->wish.person), NULL);
    if (chosen->wish.vain)
        why_add(decision, WHY_TRIED_SINCE, chosen->wish.person->last_tried_at, NULL);
}

static void explain_step(const Situation *situation, const Choice *chosen, Decision *decision)
{
    const Coming *coming = &chosen->coming;
    const LeadState *state = &situation->state;
    if (!coming->step)
        why_add(decision, WHY_NO_CADENCE, 0, NULL);
    else if (coming->tail)
        why_add(decision, WHY_TAIL, state->tail_round + 1, coming->step->key);
    else
        why_add(decision, WHY_STEP, (int64_t)coming->place + 1, coming->step->key);
    if (chosen->wish.concern == CONCERN_ENQUIRY)
        why_add(decision, WHY_ENQUIRY, coming->since, NULL);
    else if (coming->met)
        why_add(decision, WHY_MET, coming->since, NULL);
    else
        why_add(decision, WHY_WAITED, coming->since, NULL);
    if (coming->first && situation->source == SOURCE_LIST)
        why_add(decision, WHY_LISTED, situation->policy->dials_per_day, NULL);
    if (chosen->wish.released && situation->queue_place)
        why_add(decision, WHY_QUEUED, (int64_t)situation->queue_place, NULL);
    if (state->interest)
        why_add(decision, state->interest > 0 ? WHY_INTEREST : WHY_COOLED, coming->percent, NULL);
    if (coming->floored)
        why_add(decision, WHY_FLOOR, 0, NULL);
    if (coming->rested)
        why_add(decision, WHY_RESTED, coming->wanted, NULL);
    if (coming->resumed)
        why_add(decision, WHY_RESUMED, situation->policy->resume_days, NULL);
    if (state->ask_close)
        why_add(decision, WHY_ASK_CLOSE, state->noes, NULL);
}

static void explain_hold(const Situation *situation, Time from, const Way *way, Decision *decision)
{
    for (size_t i = 0; i < situation->hold_count; i++) {
        const Hold *hold = &situation->holds[i];
        bool bears = (!hold->channels || hold->channels & CHANNEL_BIT(way->channel)) &&
                     (!hold->machine_only || way->mode == MODE_MACHINE);
        if (!bears)
            continue;
        if (hold->until == TIME_NONE)
            why_add(decision, WHY_HELD_OPEN, 0, hold->reason);
        else if (hold->until > from && hold->until <= way->at)
            why_add(decision, WHY_HELD, hold->until, hold->reason);
    }
}

static bool away(const Worker *owner, Day from, Day to)
{
    for (size_t i = 0; i < owner->absence_count; i++)
        if (owner->absences[i].first < to && from <= owner->absences[i].last)
            return true;
    return false;
}

static void explain_time(const Situation *situation, Time now, const Choice *chosen,
                         Decision *decision)
{
    const Wish *wish = &chosen->wish;
    const Way *way = &chosen->way;
    Time from = later(wish->wanted, now);
    Day wanted_on = way->at > from ? plan_owner_day(situation, from) : way->day;
    if (situation->state.retry_at != TIME_NONE && wish->wanted == plan_retry_at(situation, now))
        why_add(decision, WHY_PUT_OFF, wish->wanted, NULL);
    if (wish->fresh_hours && way->channel == CHANNEL_PHONE && way->person &&
        way->person->last_tried_at != TIME_NONE)
        why_add(decision, WHY_TRIED, way->person->last_tried_at, NULL);
    if (way->mode == MODE_PERSON && way->day > wanted_on &&
        away(situation->owner, wanted_on, way->day))
        why_add(decision, WHY_AWAY, from, NULL);
    explain_hold(situation, from, way, decision);
    if (way->levelled_from != DAY_NONE)
        why_add(decision, WHY_LEVELLED,
                zone_time(plan_owner_zone(situation->owner), way->levelled_from, 0), NULL);
    else if (way->day > wanted_on)
        why_add(decision, WHY_LATER, from, NULL);
    else if (now - wish->wanted > DAY_SECONDS)
        why_add(decision, WHY_OVERDUE, wish->wanted, NULL);
}

static void explain_channel(const Situation *situation, const Choice *chosen, Decision *decision)
{
    const Wish *wish = &chosen->wish;
    const Way *way = &chosen->way;
    const Coming *coming = &chosen->coming;
    if (way->channel != wish->channel) {
        why_add(decision, WHY_CHANNEL_FELL, 0, channel_name(wish->channel));
        if (wish->channel == CHANNEL_TEXT && situation->state.first_talked_at == TIME_NONE)
            why_add(decision, WHY_CHANNEL_EARLY, 0, NULL);
    } else if (wish->concern == CONCERN_ANSWER &&
               situation->state.answered_channel == way->channel) {
        why_add(decision, WHY_CHANNEL_ANSWERED, 0, channel_name(way->channel));
    } else if (wish->concern == CONCERN_AGREED && situation->state.agreed_channel) {
        why_add(decision, WHY_CHANNEL_AGREED, 0, channel_name(way->channel));
    } else if (chosen->has_step && coming->unproved) {
        why_add(decision, WHY_UNPROVED, situation->state.unproved_at, NULL);
    } else if (chosen->has_step && coming->prong) {
        why_add(decision, WHY_PRONG, 0, channel_name(way->channel));
    } else if (chosen->has_step && coming->step && coming->step->channel != way->channel) {
        why_add(decision, WHY_CHANNEL_QUICK, 0, channel_name(way->channel));
    } else if (chosen->has_step) {
        why_add(decision, WHY_CHANNEL_STEP, 0, channel_name(way->channel));
    }
    if (chosen->has_step && coming->cooled)
        why_add(decision, WHY_CHANNEL_CHANGED, 0, NULL);
    if (decision->ask)
        why_add(decision, WHY_ADDRESS_ASK, 0, address_kind_name(decision->ask));
}

static void explain_person(const Situation *situation, const Choice *chosen, Decision *decision)
{
    static const char *const main_is[PERSON_STATES] = {
        [PERSON_HERE] = "cannot be reached",
        [PERSON_GONE] = "has left",
        [PERSON_DECEASED] = "has died",
        [PERSON_NEVER] = "asked not to be contacted",
    };
    const Person *main = plan_main_person(situation);
    const Person *person = chosen->way.person;
    const Person *wished = chosen->wish.person;
    if (person && person == wished) {
        WhyCode code = chosen->wish.concern == CONCERN_ANSWER    ? WHY_PERSON_ANSWERED
                       : chosen->wish.concern == CONCERN_PROMISE ? WHY_PERSON_PROMISED
                                                                 : WHY_PERSON_MAIN;
        why_add(decision, code, person->id, NULL);
    } else if (person) {
        why_add(decision, WHY_PERSON_NEXT, person->id, main ? main_is[main->state] : "is unknown");
    } else if (!chosen->way.channel) {
        why_add(decision, WHY_NOBODY, 0, NULL);
    } else if (main) {
        why_add(decision, WHY_PERSON_REPLACED, 0, main_is[main->state]);
    } else {
        why_add(decision, WHY_PERSON_UNKNOWN, 0, NULL);
    }
}

void plan_explain(const Situation *situation, Time now, const Choice *chosen, Decision *decision)
{
    if (PLAN_MUTATED(NO_WHY))
        return;
    explain_concern(situation, now, chosen, decision);
    if (chosen->has_step)
        explain_step(situation, chosen, decision);
    explain_person(situation, chosen, decision);
    explain_channel(situation, chosen, decision);
    explain_time(situation, now, chosen, decision);
}
