#include "oracle_rules.h"

#include <string.h>

const char *rule_dated(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    if (decision->concern <= CONCERN_NONE || decision->concern >= CONCERNS)
        return "a touch is about something";
    if (decision->due_at < at->now)
        return "a touch is not in the past";
    if (decision->due_at > TIME_LIMIT || decision->latest_at < decision->due_at)
        return "a touch is dated, and may be moved only to later";
    return NULL;
}

/* --- the line --- */

const char *rule_line(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    if (!decision->channel || at->away_for_good || at->held_for_good)
        return NULL;
    LineAnswer line = line_ask(at->situation, at->person, at->reach, decision->channel,
                               decision->mode, at->exempt, decision->due_at);
    return line.rule == LINE_OPEN ? NULL : "the line is open when a touch is due";
}

static bool within(int minute, int from_hour, int from_minute, int to_hour, int to_minute)
{
    return minute >= from_hour * 60 + from_minute && minute < to_hour * 60 + to_minute;
}

static const char *hours_at(const Case *at, const Zone *zone, const Person *there)
{
    const Decision *decision = at->decision;
    int minute = zone_minute(zone, decision->due_at);
    Day day = zone_day(zone, decision->due_at);
    bool weekend = day_weekday(day) >= SATURDAY;
    AddressKind kind = at->reach ? at->reach->kind : ADDRESS_OFFICE;
    bool workplace = kind == ADDRESS_OFFICE || kind == ADDRESS_SWITCHBOARD;
    bool call = decision->channel == CHANNEL_PHONE;
    bool florida = there && there->region && there->region[0] == 'F';
    if ((call || decision->channel == CHANNEL_TEXT) && !within(minute, 8, 0, 21, 0))
        return "calls and texts only from 8 to 21 at the contact's place";
    if (((call && !workplace) || decision->channel == CHANNEL_TEXT) && florida && minute >= 20 * 60)
        return "in Florida not after 20";
    if (at->exempt)
        return NULL;
    if (call && workplace && (weekend || !within(minute, 8, 30, 17, 30)))
        return "office numbers only in office hours";
    bool machine_mail = decision->mode == MODE_MACHINE && decision->channel == CHANNEL_EMAIL;
    if (machine_mail && (weekend || !within(minute, 8, 0, 18, 0)))
        return "machine e-mail only in working hours";
    Civil civil = civil_of_day(day);
    const char *country = there && there->country ? there->country : at->world->owner.country;
    bool new_year = civil.month == 1 && civil.day == 1 && strchr("DFGU", country[0]);
    if ((machine_mail || (call && workplace)) && new_year)
        return "no business on New Year's Day";
    return NULL;
}

const char *rule_hours(const Case *at, Arena *arena)
{
    const Situation *situation = at->situation;
    const Person *there = at->person                ? at->person
                          : situation->person_count ? &situation->people[0]
                                                    : NULL;
    if (!there || !there->zone_count)
        return hours_at(at, situation->owner->zone, there);
    for (size_t i = 0; i < there->zone_count; i++) {
        const char *broken = hours_at(at, there->zones[i], there);
        if (broken)
            return broken;
    }
    return NULL;
}

static bool near(const Case *at)
{
    for (size_t i = 0; at->person && i < at->person->zone_count; i++) {
        int apart = zone_offset(at->person->zones[i], at->decision->due_at) -
                    zone_offset(at->world->owner.zone, at->decision->due_at);
        if (apart > HOUR || apart < -HOUR)
            return false;
    }
    return at->person != NULL;
}

const char *rule_owner(const Case *at, Arena *arena)
{
    const Worker *owner = &at->world->owner;
    const Decision *decision = at->decision;
    bool stated = decision->concern == CONCERN_PROMISE || decision->concern == CONCERN_AGREED;
    if (decision->mode == MODE_MACHINE || at->away_for_good)
        return NULL;
    for (size_t i = 0; i < owner->absence_count; i++)
        if (owner->absences[i].first <= at->due_day && at->due_day <= owner->absences[i].last)
            return "nothing is left to an owner who is away";
    if (stated)
        return NULL;
    for (size_t i = 0; i < at->world->policy.closed_count; i++)
        if (at->world->closed[i] == at->due_day)
            return "nobody works on the workspace's own holidays";
    Hours hours = owner->hours[day_weekday(at->due_day)];
    bool any = false;
    for (int day = MONDAY; day <= SUNDAY; day++)
        any |= owner->hours[day].from < owner->hours[day].to;
    if (!any)
        return NULL;
    if (hours.from >= hours.to)
        return "a person's touch is on a day its owner works";
    int minute = zone_minute(owner->zone, decision->due_at);
    if (near(at) && (minute < hours.from || minute >= hours.to))
        return "a person's touch is in the hours of its owner";
    return NULL;
}

/* --- caps, from the log --- */

const char *rule_caps(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    const World *world = at->world;
    int today = 0, week = 0, rings = 0, climbs = 0, mails = 0;
    for (size_t i = 0; i < world->log_count; i++) {
        const Entry *entry = &world->log[i];
        bool same_person = entry->contact_id == decision->contact_id && entry->contact_id;
        bool on_day = entry->day == at->due_day;
        bool ours = entry->outcome < OUTCOME_THEY_CALLED;
        today += same_person && on_day && entry->move;
        rings += same_person && on_day && entry->ring;
        week +=
            same_person && entry->move && entry->day > at->due_day - 7 && entry->day <= at->due_day;
        climbs += on_day && ours && entry->channel == CHANNEL_PHONE;
        mails += on_day && ours && entry->channel == CHANNEL_EMAIL && entry->mode == MODE_MACHINE;
    }
    if (at->exempt || !decision->channel)
        return NULL;
    bool beside_voicemail =
        (decision->channel == CHANNEL_EMAIL || decision->channel == CHANNEL_TEXT) &&
        at->state->voicemail_last && oracle_day(world, at->state->last_touched_at) == at->due_day;
    if (today >= 1 && !beside_voicemail)
        return "at most one move a day and contact";
    if (week >= 4 && !beside_voicemail)
        return "at most four moves in seven days and contact";
    bool call = decision->channel == CHANNEL_PHONE;
    if (call && rings >= 2)
        return "at most two rings a day";
    bool busy =
        at->state->retry_at != TIME_NONE && oracle_day(world, at->state->retry_at) == at->due_day;
    if (call && climbs && !busy && at->situation->account_climb_day == at->due_day)
        return "one climb a day and account";
    if (decision->channel == CHANNEL_EMAIL && decision->mode == MODE_MACHINE && mails &&
        at->situation->account_mail_day == at->due_day)
        return "one machine e-mail a day and account";
    return NULL;
}

const char *rule_holds(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    if (!decision->channel)
        return NULL;
    for (size_t i = 0; i < at->situation->hold_count; i++) {
        const Hold *hold = &at->world->holds[i];
        bool over = hold->until != TIME_NONE && hold->until <= decision->due_at;
        bool other_channel = hold->channels && !(hold->channels & CHANNEL_BIT(decision->channel));
        bool other_person =
            hold->scope == HOLD_CONTACT && (!at->person || hold->scope_id != decision->contact_id);
        bool endless = oracle_endless(at, hold);
        if (over || other_channel || other_person)
            continue;
        if (decision->mode == MODE_MACHINE && (!endless || hold->machine_only))
            return "a machine keeps to every hold";
        if (!hold->machine_only && !at->exempt && !endless)
            return "a person keeps to a hold, but for what was answered, promised or agreed";
    }
    return NULL;
}

/* --- another weekday, other hours --- */

const char *rule_fresh_hours(const Case *at, Arena *arena)
{
    const Person *person = at->person;
    bool asks = at->decision->channel == CHANNEL_PHONE && person && !at->exempt &&
                at->decision->concern != CONCERN_ENQUIRY && at->state->retry_at == TIME_NONE;
    if (!asks || person->last_tried_at == TIME_NONE ||
        person->last_talked_at > person->last_tried_at || !at->clear || !near(at) || !at->reach)
        return NULL;
    const Zone *zone = person->zone_count ? person->zones[0] : at->world->owner.zone;
    if (day_weekday(zone_day(zone, at->decision->due_at)) ==
        day_weekday(zone_day(zone, person->last_tried_at)))
        return "after no answer the next try is on another weekday";
    if (zone_minute(zone, at->decision->due_at) / 120 ==
        zone_minute(zone, person->last_tried_at) / 120)
        return "after no answer the next try is in another two-hour band";
    return NULL;
}

/* --- waits --- */

static Time wait_over(const Case *at, Time since, Wait wait, int percent)
{
    if (!wait.count)
        return since;
    int count = (wait.count * percent + 50) / 100;
    if (wait.unit == WAIT_MINUTES)
        return since + count * (Time)MINUTE;
    Day day = oracle_day(at->world, since);
    if (wait.unit == WAIT_MONTHS && percent != 100)
        count = (wait.count * 30 * percent + 50) / 100;
    count = count ? count : 1;
    Civil civil = civil_of_day(day);
    if (wait.unit == WAIT_WORKING_DAYS)
        day = oracle_add_working_days(at->world, day, count);
    else if (wait.unit == WAIT_MONTHS && percent == 100)
        day = day_of_civil(civil.year, civil.month + wait.count, civil.day);
    else
        day += count;
    return zone_time(at->world->owner.zone, day, 0);
}

/* When the wait of this decision's step is over, by the cadence and the signs of interest. */
static Time wanted(const Case *at)
{
    static const int percents[] = {200, 170, 135, 100, 75, 60, 50};
    const LeadState *state = at->state;
    const Cadence *cadence = at->situation->cadence;
    Time since = state->step_at != TIME_NONE ? state->step_at : state->captured_at;
    if (since > at->now)
        since = at->now;
    int percent = percents[state->interest + 3];
    if (at->untouched &&
        (at->situation->source == SOURCE_SHOW || at->situation->source == SOURCE_NETWORKING))
        return wait_over(at, since, (Wait){1, WAIT_WORKING_DAYS}, 100);
    if (!cadence)
        return wait_over(at, since, (Wait){1, WAIT_MONTHS}, percent);
    if (at->decision->step_place < cadence->step_count)
        return wait_over(at, since, cadence->steps[at->decision->step_place].after, percent);
    size_t round = (size_t)state->tail_round;
    Wait wait = cadence->rhythm[round < cadence->rhythm_count ? round : cadence->rhythm_count - 1];
    Time over = wait_over(at, since, wait, percent);
    if (cadence->floor.count) {
        Time floor = wait_over(at, since, cadence->floor, 100);
        over = floor < over ? floor : over;
    }
    return oracle_later(over, wait_over(at, since, (Wait){1, WAIT_DAYS}, 100));
}

/* Within ten working days of the first talk a way not yet used may bring a step forward. */
static bool prongs_may_pull(const Case *at)
{
    Time talked = at->state->first_talked_at;
    return talked != TIME_NONE && talked <= at->now &&
           oracle_day(at->world, at->now) <=
               oracle_add_working_days(at->world, oracle_day(at->world, talked), 10);
}

/* An e-mail of a machine that may not have arrived brings the next step forward: after sixteen
 * office hours, which no two days have within thirty hours, and by another way. */
static bool proof_may_pull(const Case *at)
{
    enum { HOURS_LEAST = 30 };
    Time sent = at->state->unproved_at;
    return sent && at->decision->due_at >= sent + (Time)HOURS_LEAST * HOUR &&
           at->decision->channel != CHANNEL_EMAIL;
}

static Time resume_at(const Case *at)
{
    Time answer = at->state->our_answer_at;
    if (answer == TIME_NONE || answer > at->now)
        return TIME_NONE;
    Day day = oracle_add_working_days(at->world, oracle_day(at->world, answer), 5);
    return zone_time(at->world->owner.zone, day, 0);
}

const char *rule_not_before(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    bool rests = is_cadence(at) || decision->concern == CONCERN_WAKE;
    if (rests && !at->ahead && at->state->rest_until != TIME_NONE &&
        decision->due_at < at->state->rest_until)
        return "after a no it rests";
    if (!is_cadence(at) || at->away_for_good) /* nobody counts the working days of who is gone */
        return NULL;
    if (decision->due_at < resume_at(at))
        return "the cadence goes on five working days after our answer";
    if (at->state->retry_at == TIME_NONE && !prongs_may_pull(at) && !proof_may_pull(at) &&
        decision->due_at < wanted(at))
        return "a step waits as long as its cadence says";
    return NULL;
}

/* Nothing may be put off for ever: the latest of all that could put it off, and some weeks. */
static Time surely_by(const Case *at)
{
    const LeadState *state = at->state;
    Time limit = at->now;
    if (is_cadence(at))
        limit = oracle_later(oracle_later(limit, wanted(at)), resume_at(at));
    if (at->decision->concern == CONCERN_AGREED)
        limit = oracle_later(limit, state->agreed_at);
    if (at->sent)
        limit = oracle_later(limit, at->sent->sent_at + 4 * (Time)DAY_SECONDS);
    else if (at->decision->concern == CONCERN_PROMISE)
        limit = oracle_later(limit, at->promise_at);
    Time rest = state->rest_until, retry = state->retry_at;
    if (at->ahead && rest > at->now + 90 * (Time)DAY_SECONDS)
        rest = at->now + 90 * (Time)DAY_SECONDS;
    if (at->ahead && retry > at->now + DAY_SECONDS)
        retry = at->now + DAY_SECONDS;
    limit = oracle_later(oracle_later(limit, rest), retry);
    for (size_t i = 0; i < at->situation->wake_count; i++)
        if (at->world->wakes[i].id == at->decision->wake_id)
            limit = oracle_later(limit, at->world->wakes[i].at);
    return limit;
}

const char *rule_not_too_late(const Case *at, Arena *arena)
{
    Time limit = surely_by(at);
    if (at->clear && at->decision->due_at > limit + 18 * (Time)DAY_SECONDS)
        return "what nothing puts off comes when it is wanted";
    for (size_t i = 0; i < at->situation->hold_count; i++)
        limit = oracle_later(limit, at->world->holds[i].until);
    for (size_t i = 0; i < at->world->owner.absence_count && !at->away_for_good; i++)
        limit = oracle_later(limit, (at->world->absences[i].last + 1) * (Time)DAY_SECONDS);
    const Load *load = &at->world->owner.load;
    if (load->days)
        limit = oracle_later(limit, (load->first + (Day)load->days) * (Time)DAY_SECONDS);
    if (at->decision->due_at > limit + 60 * (Time)DAY_SECONDS)
        return "no lead falls silent";
    return NULL;
}

/* --- load --- */

static Decision without_load(const Case *at)
{
    Situation situation = *at->situation;
    Worker owner = at->world->owner;
    owner.load = (Load){0};
    situation.owner = &owner;
    situation.queue_place = 0;
    Decision alone;
    plan_next(&situation, at->now, &alone);
    return alone;
}

static bool released(const Case *at)
{
    return is_cadence(at) && at->untouched && at->state->retry_at == TIME_NONE &&
           (at->decision->channel == CHANNEL_PHONE || at->situation->source == SOURCE_LIST);
}

const char *rule_level(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    const Load *load = &at->world->owner.load;
    if (!load->days && !at->situation->queue_place)
        return NULL;
    Decision alone = without_load(at);
    if (alone.concern != decision->concern || released(at))
        return NULL; /* a promise may win over what levelling moved; releasing has its own rule */
    if (!is_cadence(at) || decision->channel != CHANNEL_PHONE)
        return alone.due_at == decision->due_at ? NULL
                                                : "levelling moves calls of the cadence only";
    Day first = oracle_day(at->world, alone.due_at);
    Day last = oracle_day(at->world, alone.latest_at);
    if (at->world->owner.absence_count)
        last = oracle_later(last, oracle_add_working_days(at->world, first, 4));
    if (at->due_day < first || at->due_day > last)
        return "levelling stays within the window of the step";
    return NULL;
}

static size_t room_on(const World *world, Day day)
{
    const Load *load = &world->owner.load;
    Day place = day - load->first;
    int dials = place >= 0 && place < (Day)load->days ? world->dials[place] : 0;
    int room = world->policy.dials_per_day - dials;
    return room > 0 && oracle_works(world, day) ? (size_t)room : 0;
}

const char *rule_release(const Case *at, Arena *arena)
{
    bool counts = at->world->owner.load.days || at->situation->queue_place;
    if (!released(at) || !counts || at->away_for_good || !at->decision->channel)
        return NULL;
    Decision alone = without_load(at);
    if (alone.concern != at->decision->concern || alone.mode == MODE_MACHINE)
        return NULL;
    size_t room = 0;
    for (Day day = oracle_day(at->world, alone.due_at); day <= at->due_day; day++)
        room += room_on(at->world, day);
    if (at->situation->queue_place >= room)
        return "no more than capacity is released";
    return NULL;
}
