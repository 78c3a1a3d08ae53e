#include "oracle.h"

#include "oracle_rules.h"

#include <stdio.h>
#include <string.h>

/* --- days, restated --- */

bool oracle_works(const World *world, Day day)
{
    return line_owner_works(&world->owner, &world->policy, day);
}

Day oracle_add_working_days(const World *world, Day day, int count)
{
    for (int tried = 0; count > 0 && tried < 800; tried++)
        count -= oracle_works(world, ++day);
    return day;
}

int oracle_working_days(const World *world, Day from, Day to)
{
    int count = 0;
    while (from < to)
        count += oracle_works(world, ++from);
    return count;
}

Day oracle_day(const World *world, Time at)
{
    return zone_day(world->owner.zone, at);
}

/* --- the case --- */

static const Person *find_person(const World *world, int64_t id)
{
    for (size_t i = 0; id && i < world->situation.person_count; i++)
        if (world->people[i].id == id)
            return &world->people[i];
    return NULL;
}

static const Reach *find_reach(const World *world, const Person *person, int64_t id)
{
    if (!id)
        return NULL;
    for (size_t i = 0; person && i < person->reach_count; i++)
        if (person->reaches[i].id == id)
            return &person->reaches[i];
    for (size_t i = 0; i < world->situation.account_reach_count; i++)
        if (world->account_reaches[i].id == id)
            return &world->account_reaches[i];
    return NULL;
}

/* What ends in more than a year is as good as endless. */
enum { ENDLESS_DAYS = 366 };

static bool absent_for_good(const World *world)
{
    for (size_t i = 0; i < world->owner.absence_count; i++)
        if (world->absences[i].last >= oracle_day(world, world->now) + ENDLESS_DAYS)
            return true;
    return false;
}

bool oracle_endless(const Case *at, const Hold *hold)
{
    return hold->until == TIME_NONE || hold->until >= at->now + (Time)ENDLESS_DAYS * DAY_SECONDS;
}

/* Nothing of the world puts a touch off: what is wanted must come at once. */
static bool is_clear(const World *world)
{
    Day today = oracle_day(world, world->now);
    bool clear = !world->situation.hold_count && !world->owner.absence_count &&
                 !world->policy.closed_count && !world->owner.load.days &&
                 !world->situation.queue_place && !world->situation.promise_count &&
                 !world->situation.sent_count;
    for (size_t i = 0; i < world->log_count; i++)
        clear = clear && world->log[i].day < today - 7;
    int days = 0;
    for (int day = MONDAY; day <= SUNDAY; day++)
        days += world->owner.hours[day].from < world->owner.hours[day].to;
    return clear && days >= 4;
}

/* The clock was set back by more than a day since something happened that left a trace. */
static bool history_is_ahead(const World *world)
{
    const LeadState *state = &world->situation.state;
    Time soon = world->now + DAY_SECONDS;
    const Person *main = find_person(world, world->situation.contact_id);
    return state->captured_at > soon || state->step_at > soon || state->last_touched_at > soon ||
           (main && main->last_tried_at > soon);
}

/* Nobody carries a letter on that day there: a weekend, New Year's Day, a day of ours. */
static bool no_post(const World *world, const char *country, const char *region, Day day)
{
    return !line_working_day(&world->policy, country, region, day);
}

/* A letter takes two working days at home, six abroad, and is posted on a day its owner works. */
static Time posted_for(const World *world, const Person *reader, Time said)
{
    const Worker *owner = &world->owner;
    const char *there = reader->country ? reader->country : owner->country;
    bool abroad = strcmp(there, owner->country) != 0;
    Day day = oracle_day(world, said);
    while (no_post(world, there, reader->region, day))
        day--;
    for (int days = abroad ? 6 : 2; days > 0;)
        days -= !no_post(world, owner->country, owner->region, --day);
    for (int back = 0; back < 30; back++)
        if (oracle_works(world, day - back)) {
            day -= back;
            break;
        }
    return zone_time(owner->zone, day, zone_minute(owner->zone, said));
}

static Time promised_for(const World *world, const OpenPromise *promise)
{
    const Person *reader = find_person(world, promise->contact_id);
    if (!reader)
        reader = find_person(world, world->situation.contact_id);
    bool letter = promise->ours && !strcmp(promise->text, "the letter");
    return letter && reader && oracle_reachable(world, reader, CHANNEL_LETTER)
               ? posted_for(world, reader, promise->due_at)
               : promise->due_at;
}

static const OpenPromise *earliest_promise(const World *world)
{
    const OpenPromise *first = NULL;
    for (size_t i = 0; i < world->situation.promise_count; i++) {
        const OpenPromise *promise = &world->promises[i];
        Time at = promised_for(world, promise);
        Time before = first ? promised_for(world, first) : 0;
        if (!first || at < before || (at == before && promise->id < first->id))
            first = promise;
    }
    return first;
}

/* NULL: the decision asks about none. */
static const SentPromise *asked_about(const World *world, const Decision *decision)
{
    for (size_t i = 0; i < world->situation.sent_count; i++)
        if (decision->promise_id && world->sent[i].id == decision->promise_id)
            return &world->sent[i];
    return NULL;
}

static Case case_of(const World *world, const Decision *decision)
{
    const LeadState *state = &world->situation.state;
    Case at = {
        .world = world,
        .situation = &world->situation,
        .state = state,
        .decision = decision,
        .now = world->now,
        .person = find_person(world, decision->contact_id),
        .main = find_person(world, world->situation.contact_id),
        .exempt = decision->concern <= CONCERN_AGREED,
        .due_day = oracle_day(world, decision->due_at),
        .clear = is_clear(world),
        .ahead = history_is_ahead(world),
        .away_for_good = absent_for_good(world),
        .promise = earliest_promise(world),
        .sent = asked_about(world, decision),
    };
    at.promise_at = at.promise ? promised_for(world, at.promise) : TIME_NONE;
    at.untouched =
        state->last_touched_at == TIME_NONE || state->last_touched_at < state->captured_at;
    at.enquiry = at.untouched &&
                 (world->situation.source == SOURCE_WEB || world->situation.source == SOURCE_CALL);
    at.reach = find_reach(world, at.person, decision->address_id);
    for (size_t i = 0; i < world->situation.hold_count; i++)
        at.held_for_good |= oracle_endless(&at, &world->holds[i]) && !world->holds[i].machine_only;
    return at;
}

/* --- the same question, the same answer; and nothing is written --- */

static bool same_decision(const Decision *a, const Decision *b)
{
    bool same =
        a->concern == b->concern && a->group == b->group && a->channel == b->channel &&
        a->mode == b->mode && a->contact_id == b->contact_id && a->address_id == b->address_id &&
        a->due_at == b->due_at && a->latest_at == b->latest_at && a->step == b->step &&
        a->step_place == b->step_place && a->promise_id == b->promise_id &&
        a->wake_id == b->wake_id && a->content_id == b->content_id &&
        a->escalated == b->escalated && a->new_missing == b->new_missing &&
        a->library_dry == b->library_dry && a->ask == b->ask && a->why_count == b->why_count;
    for (size_t i = 0; same && i < a->why_count; i++)
        same = a->whys[i].code == b->whys[i].code && a->whys[i].number == b->whys[i].number &&
               a->whys[i].text == b->whys[i].text;
    return same;
}

const char *oracle_judge(const World *world, Arena *arena, Decision *decision, bool *open)
{
    Situation before = world->situation;
    Person people[WORLD_PEOPLE];
    memcpy(people, world->people, sizeof people);
    memset(decision, 0x5A, sizeof *decision);
    *open = plan_next(&world->situation, world->now, decision);
    if (*open != (world->situation.state.status < LEAD_CLOSED))
        return "an open lead has exactly one next touch, another lead none";
    if (memcmp(&before, &world->situation, sizeof before) != 0 ||
        memcmp(people, world->people, sizeof people) != 0)
        return "planning writes nothing";
    if (!*open)
        return NULL;
    Decision again;
    plan_next(&world->situation, world->now, &again);
    if (!same_decision(decision, &again))
        return "the same question gives the same answer";
    Case at = case_of(world, decision);
    for (size_t i = 0; i < oracle_rule_count; i++) {
        const char *broken = oracle_rules[i](&at, arena);
        if (broken)
            return broken;
    }
    return NULL;
}
