#include "oracle_rules.h"

#include <string.h>

/* What the line is asked about comes last: first the hours, caps and holds as they are said here.
 */
OracleRule *const oracle_rules[] = {
    rule_dated, rule_answer,  rule_promise, rule_asked,       rule_agreed,     rule_enquiry,
    rule_wake,  rule_merge,   rule_step,    rule_person,      rule_address,    rule_channel,
    rule_text,  rule_desk,    rule_content, rule_explained,   rule_reason,     rule_hours,
    rule_owner, rule_caps,    rule_holds,   rule_fresh_hours, rule_not_before, rule_not_too_late,
    rule_level, rule_release, rule_climb,   rule_line,        rule_aside,
};
const size_t oracle_rule_count = sizeof oracle_rules / sizeof *oracle_rules;

/* --- the order of concern --- */

const char *rule_answer(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    bool answered = at->state->answered_at != TIME_NONE;
    if (answered != (decision->concern == CONCERN_ANSWER))
        return "their answer comes before all else";
    if (!answered)
        return decision->escalated ? "only answers escalate" : NULL;
    int waited = oracle_working_days(at->world, oracle_day(at->world, at->state->answered_at),
                                     oracle_day(at->world, at->now));
    bool too_long = at->state->answered_at <= at->now && waited >= 2;
    return decision->escalated != too_long ? "an answer escalates after two working days" : NULL;
}

/* What people have said stands at its time; only where that is unlawful, or the owner away, or it
 * has been tried, it comes later. */
static const char *stands(const Case *at, Time said)
{
    Time time = oracle_later(said, at->now);
    Day day = oracle_day(at->world, time);
    bool away = false;
    for (size_t i = 0; i < at->world->owner.absence_count; i++)
        away |= at->world->absences[i].first <= day && day <= at->world->absences[i].last;
    bool tried = at->state->retry_at != TIME_NONE;
    for (size_t i = 0; i < at->situation->person_count; i++)
        tried |= at->situation->people[i].last_tried_at >= said &&
                 at->situation->people[i].last_tried_at != TIME_NONE;
    if (at->decision->due_at < time)
        return "a promise or an agreed date does not come before its time";
    if (away || tried || !at->decision->channel || at->decision->due_at == time)
        return NULL;
    LineAnswer line = line_ask(at->situation, at->person, at->reach, at->decision->channel,
                               MODE_PERSON, true, time);
    return line.rule == LINE_OPEN ? "a promise or an agreed date never moves" : NULL;
}

static bool promise_leads(const Case *at)
{
    if (!at->promise || at->state->answered_at != TIME_NONE)
        return false;
    return at->state->agreed_at == TIME_NONE ||
           oracle_later(at->promise_at, at->now) <= oracle_later(at->state->agreed_at, at->now);
}

const char *rule_promise(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    if (at->sent) /* rule_asked */
        return NULL;
    if (decision->concern == CONCERN_PROMISE) {
        if (!at->promise || decision->promise_id != at->promise->id)
            return "the earliest promise comes first";
        return stands(at, at->promise_at);
    }
    if (decision->promise_id)
        return "only a promise has a promise's id";
    if (!promise_leads(at))
        return NULL;
    if (at->promise_at <= at->now || at->state->agreed_at != TIME_NONE)
        return "a promise due comes before all but their answer";
    return decision->due_at < at->promise_at ? NULL : "nothing passes a promise by";
}

/* Where nothing puts it off: four office hours have passed within six days at any place. */
static bool must_be_asked(const Case *at, const Decision *alone)
{
    bool due = false;
    for (size_t i = 0; i < at->situation->sent_count; i++)
        due |= !at->world->sent[i].contact_id &&
               at->world->sent[i].sent_at + 6 * (Time)DAY_SECONDS < at->now;
    return due && at->main && at->main->state == PERSON_HERE &&
           oracle_reachable(at->world, at->main, CHANNEL_PHONE) && !at->situation->hold_count &&
           !at->world->owner.absence_count && at->state->retry_at == TIME_NONE && !at->ahead &&
           alone->due_at > at->now + 14 * (Time)DAY_SECONDS;
}

static bool is_here(const Case *at, int64_t person)
{
    for (size_t i = 0; i < at->situation->person_count; i++)
        if (at->situation->people[i].id == person)
            return at->situation->people[i].state == PERSON_HERE;
    return false;
}

const char *rule_asked(const Case *at, Arena *arena)
{
    enum { ASK_HOURS = 4 };
    const Decision *decision = at->decision;
    Situation without = *at->situation;
    Decision alone;
    if (!at->situation->sent_count)
        return NULL;
    without.sent_count = 0;
    plan_next(&without, at->now, &alone);
    if (!at->sent)
        return decision->due_at != alone.due_at || decision->concern != alone.concern
                   ? "what is not asked about changes nothing"
               : must_be_asked(at, &alone) ? "what was promised is asked about"
                                           : NULL;
    if (decision->concern != CONCERN_PROMISE || decision->channel != CHANNEL_PHONE)
        return "whether it arrived is asked by a call";
    if (decision->due_at < at->sent->sent_at + ASK_HOURS * HOUR || at->sent->sent_at > at->now)
        return "four office hours pass before it is asked";
    if (decision->due_at > alone.due_at ||
        (decision->due_at == alone.due_at && alone.concern <= CONCERN_AGREED))
        return "what is asked puts nothing off";
    if (is_here(at, at->sent->contact_id) && decision->contact_id != at->sent->contact_id)
        return "who got it is asked";
    return decision->step ? "what is asked uses up no step" : NULL;
}

const char *rule_merge(const Case *at, Arena *arena)
{
    if (at->situation->sent_count)
        return NULL;
    if (!promise_leads(at) || at->promise_at <= at->now || at->state->agreed_at != TIME_NONE)
        return NULL;
    Situation without = *at->situation;
    without.promise_count = 0;
    /* The facts of steps may depend on a promise of theirs being late: none is, all lie ahead. */
    Decision alone;
    plan_next(&without, at->now, &alone);
    bool cadence = alone.concern == CONCERN_CADENCE || alone.concern == CONCERN_TAIL;
    bool close = oracle_working_days(at->world, oracle_day(at->world, alone.due_at),
                                     oracle_day(at->world, at->promise_at)) <= 2;
    bool gives_way = alone.due_at >= at->promise_at || (cadence && close);
    if (gives_way != (at->decision->concern == CONCERN_PROMISE))
        return "a step within two working days of a promise, and no other, is merged into it";
    return NULL;
}

const char *rule_agreed(const Case *at, Arena *arena)
{
    if (at->sent)
        return NULL;
    bool agreed = at->state->agreed_at != TIME_NONE && at->state->answered_at == TIME_NONE &&
                  !promise_leads(at);
    if (agreed != (at->decision->concern == CONCERN_AGREED))
        return "before an agreed date there is nothing but answers and promises";
    return agreed ? stands(at, at->state->agreed_at) : NULL;
}

const char *rule_enquiry(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    if (decision->concern == CONCERN_ENQUIRY && !at->enquiry)
        return "only who asked is an enquiry";
    if (at->enquiry && is_cadence(at))
        return "who asked is an enquiry";
    bool put_off = at->state->retry_at != TIME_NONE || at->state->rest_until != TIME_NONE ||
                   at->state->our_answer_at != TIME_NONE;
    /* Tried in vain, it is another hour's. */
    put_off |= at->person && at->person->last_tried_at != TIME_NONE;
    if (decision->concern != CONCERN_ENQUIRY || !at->clear || put_off || !decision->channel)
        return NULL;
    Time wanted = at->state->step_at != TIME_NONE ? at->state->step_at : at->state->captured_at;
    if (wanted > at->now)
        wanted = at->now;
    wanted = oracle_later(wanted + 5 * MINUTE, at->now);
    Day day = oracle_day(at->world, wanted);
    Hours hours = at->world->owner.hours[day_weekday(day)];
    int minute = zone_minute(at->world->owner.zone, wanted);
    bool at_work = oracle_works(at->world, day) && minute >= hours.from && minute < hours.to;
    LineAnswer line = line_ask(at->situation, at->person, at->reach, decision->channel,
                               decision->mode, false, wanted);
    if ((at_work || decision->mode == MODE_MACHINE) && line.rule == LINE_OPEN &&
        decision->due_at != wanted)
        return "an enquiry is touched within minutes";
    return NULL;
}

static Time wake_from(const Case *at, const Wake *wake)
{
    return zone_time(at->world->owner.zone, oracle_day(at->world, wake->at) - wake->ahead_days, 0);
}

const char *rule_wake(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    bool one_is_due = false;
    for (size_t i = 0; i < at->situation->wake_count; i++) {
        const Wake *wake = &at->situation->wakes[i];
        one_is_due |= wake_from(at, wake) <= at->now;
        if (wake->id == decision->wake_id && decision->due_at < wake_from(at, wake))
            return "a wake does not come before its time";
    }
    if (decision->concern == CONCERN_WAKE)
        return decision->wake_id ? NULL : "a wake says which";
    bool put_off = at->state->retry_at != TIME_NONE || at->state->rest_until != TIME_NONE;
    if (one_is_due && is_cadence(at) && !put_off)
        return "a wake that is due comes before the cadence";
    return NULL;
}

/* --- steps --- */

static unsigned address_facts(const Reach *reaches, size_t count)
{
    unsigned facts = 0;
    for (size_t i = 0; i < count; i++) {
        if (reaches[i].state == ADDRESS_BAD || reaches[i].suppressed)
            continue;
        facts |= reaches[i].kind == ADDRESS_CELL ? FACT_CELL : 0u;
        facts |= reaches[i].kind == ADDRESS_EMAIL ? FACT_EMAIL : 0u;
        facts |= reaches[i].kind == ADDRESS_POSTAL ? FACT_POSTAL : 0u;
        facts |= reaches[i].kind == ADDRESS_FAX ? FACT_FAX : 0u;
    }
    return facts;
}

static unsigned facts_of(const Case *at)
{
    const LeadState *state = at->state;
    unsigned facts = address_facts(at->world->account_reaches, at->situation->account_reach_count);
    if (at->main)
        facts |= address_facts(at->main->reaches, at->main->reach_count);
    facts |= state->first_talked_at != TIME_NONE ? FACT_TALKED : 0u;
    facts |=
        state->answered_at != TIME_NONE || state->our_answer_at != TIME_NONE ? FACT_REPLIED : 0u;
    facts |= at->situation->temperature == TEMPERATURE_HOT ? FACT_HOT : 0u;
    facts |= state->status == LEAD_CUSTOMER ? FACT_CUSTOMER : 0u;
    facts |= state->voicemail_last ? FACT_VOICEMAIL_LEFT : 0u;
    for (size_t i = 0; i < at->situation->promise_count; i++)
        if (!at->world->promises[i].ours && at->world->promises[i].due_at <= at->now)
            facts |= FACT_LATE;
    return facts;
}

static bool holds(const Step *step, unsigned facts)
{
    return !(step->must & ~facts) && !(step->must_not & facts);
}

const char *rule_step(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    const Cadence *cadence = at->situation->cadence;
    bool from_cadence = is_cadence(at) || decision->concern == CONCERN_ENQUIRY;
    if (!from_cadence)
        return decision->step ? "what does not come from the cadence has no step" : NULL;
    if (!cadence)
        return decision->step ? "no cadence, no step" : NULL;
    if (!decision->step)
        return "a touch of the cadence has a step";
    size_t place = decision->step_place;
    if (place >= cadence->step_count + cadence->tail_count)
        return "the step is in the cadence";
    bool in_tail = place >= cadence->step_count;
    if (decision->step !=
        (in_tail ? &cadence->tail[place - cadence->step_count] : &cadence->steps[place]))
        return "the step is the one of its place";
    if (decision->concern != CONCERN_ENQUIRY && in_tail != (decision->concern == CONCERN_TAIL))
        return "beyond the last step is the tail";
    unsigned facts = facts_of(at);
    bool tail_holds = false;
    for (size_t i = 0; i < cadence->tail_count; i++)
        tail_holds |= holds(&cadence->tail[i], facts);
    if (!holds(decision->step, facts) && (tail_holds || !in_tail))
        return "the conditions of a step hold";
    for (size_t i = at->state->step; i < cadence->step_count && i < place; i++)
        if (holds(&cadence->steps[i], facts) && at->state->interest >= 0)
            return "no step is passed over whose conditions hold";
    return !in_tail && place < at->state->step ? "the cadence does not go back" : NULL;
}

/* --- what was set aside for a text that they asked for --- */

/* Once it has gone, what it stood in the place of is what it was, and no later. But no step is
 * brought forward for the sake of texts any more, where it is the first after a talk, and whose
 * turn it is among those of an account goes by who was touched last. */
const char *rule_aside(const Case *at, Arena *arena)
{
    const Decision *aside = &at->world->aside, *decision = at->decision;
    if (!at->world->text_went || at->world->text_prong || aside->contact_id != decision->contact_id)
        return NULL;
    if (aside->concern != decision->concern)
        return "a text they asked for changes nothing of what comes";
    if (aside->step != decision->step || aside->promise_id != decision->promise_id ||
        aside->wake_id != decision->wake_id)
        return "a text they asked for uses up no step, promise or wake";
    return decision->due_at > aside->due_at ? "a text they asked for puts nothing off" : NULL;
}

/* --- in words --- */

const char *rule_explained(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    if (decision->why_count < 2 || decision->why_count > DECISION_WHYS)
        return "every decision can be explained: why now and why this person";
    bool sampled = at->decision->due_at % 16 == 0;
    for (size_t i = 0; sampled && i < decision->why_count; i++)
        if (!plan_say(arena, at->situation, decision->whys[i], at->now)[0])
            return "every reason can be said";
    if (!sampled)
        return NULL;
    const Why *whys;
    size_t count = plan_whys_unpack(arena, plan_whys_pack(arena, decision), &whys);
    bool same = count == decision->why_count;
    for (size_t i = 0; same && i < count; i++) {
        const char *a = whys[i].text, *b = decision->whys[i].text;
        same = whys[i].code == decision->whys[i].code &&
               whys[i].number == decision->whys[i].number && strcmp(a ? a : "", b ? b : "") == 0;
    }
    return same ? NULL : "reasons survive being stored";
}

const char *rule_reason(const Case *at, Arena *arena)
{
    const char *reason = plan_reason(arena, at->situation, at->decision, at->now);
    return reason && reason[0] ? NULL : "no touch without a reason";
}

/* --- the climb --- */

const char *rule_climb(const Case *at, Arena *arena)
{
    if (at->decision->channel != CHANNEL_PHONE || at->decision->due_at % 8 != 0)
        return NULL;
    const Dial *dials;
    size_t count = plan_climb(arena, at->situation, at->decision->due_at, &dials);
    if (count > 8)
        return "a climb has at most eight dials";
    for (size_t i = 0; i < count; i++) {
        for (size_t of = 0; of < i; of++)
            if (dials[of].address_id == dials[i].address_id)
                return "a climb dials no number twice";
        if (dials[i].before_id && dials[i].before_id == dials[i].contact_id)
            return "who was tried before is somebody else";
    }
    return NULL;
}
