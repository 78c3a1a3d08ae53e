#include "follow/line.h"
#include "follow/line_part.h"

#include "base/phone.h"

/* --- a touch and its place, looked up once --- */

/* A number that is not known yet is most likely an office's. */
static LineHoursRule phone_rule(const Reach *reach, bool exempt)
{
    if (reach && !line_is_workplace(reach->kind))
        return LINE_HOURS_LAW;
    return exempt ? LINE_HOURS_POLICY : LINE_HOURS_OFFICE;
}

static LineHoursRule hours_rule(Channel channel, Mode mode, bool exempt, const Reach *reach)
{
    switch (channel) {
    case CHANNEL_PHONE:
        return phone_rule(reach, exempt);
    case CHANNEL_TEXT:
        return LINE_HOURS_LAW;
    case CHANNEL_EMAIL:
        return mode == MODE_MACHINE && !exempt ? LINE_HOURS_MAIL : LINE_HOURS_FREE;
    case CHANNEL_FAX:
        return exempt ? LINE_HOURS_FREE : LINE_HOURS_MAIL;
    case CHANNEL_VISIT:
        return exempt ? LINE_HOURS_FREE : LINE_HOURS_OFFICE;
    default:
        return LINE_HOURS_FREE;
    }
}

/* An area code's state where it is another than theirs (line.h). */
static void add_number_place(LineGate *gate, const char *country, const char *region,
                             const char *number)
{
    const char *of_country, *of_region, *const *names;
    if (!phone_place(number, &of_country, &of_region) || !of_region || !country ||
        !place_same(of_country, country) || (region && place_same(of_region, region)))
        return;
    LinePlace *place = &gate->places[gate->place_count++];
    *place = (LinePlace){.calendar = holiday_calendar(of_country, of_region),
                         .law = line_law(of_country, of_region),
                         .zones = gate->number_zones};
    size_t count = phone_zones(number, &names);
    for (size_t at = 0; at < count && count <= PERSON_ZONES; at++)
        if ((gate->number_zones[place->zone_count] = zone_find(names[at])))
            place->zone_count++;
    if (place->zone_count == 0) {
        place->zones = gate->places[0].zones;
        place->zone_count = gate->places[0].zone_count;
    }
}

static void gate_set(LineGate *gate, const Situation *situation, const Person *person,
                     const Reach *reach, Channel channel, Mode mode, bool exempt)
{
    const Worker *owner = situation->owner;
    *gate = (LineGate){
        .situation = situation,
        .policy = situation->policy,
        .person = person,
        .channel = channel,
        .mode = mode,
        .exempt = exempt,
        .rule = hours_rule(channel, mode, exempt, reach),
        .bound = hours_rule(channel, mode, true, reach),
        .owner_zone = owner->zone ? owner->zone : zone_utc(),
    };
    if (!exempt && mode == MODE_PERSON)
        gate->shift = line_shift_of(owner, situation->policy);
    if (gate->rule == LINE_HOURS_FREE)
        return;

    /* The switchboard has no place of its own: it is where the main contact is. */
    const Person *there = person ? person : situation->person_count ? &situation->people[0] : NULL;
    LinePlace *place = &gate->places[gate->place_count++];
    place->zones = there && there->zone_count ? there->zones : &gate->owner_zone;
    place->zone_count = there && there->zone_count ? there->zone_count : 1;
    bool placed = there && there->country && there->country[0];
    const char *country = placed ? there->country : owner->country;
    const char *region = placed ? there->region : owner->region;
    if (gate->rule == LINE_HOURS_LAW) {
        /* Of whom nothing else is known, the number's place is taken for theirs. */
        if (!placed && reach && reach->value)
            phone_place(reach->value, &country, &region);
        if (!placed && there && there->region && there->region[0])
            region = there->region; /* a list of states that names no country */
        place->law = line_law(country, region);
        gate->no_holidays = !exempt;
        gate->no_weekends = !exempt && mode == MODE_MACHINE;
        if (reach && reach->value)
            add_number_place(gate, country, region, reach->value);
    }
    place->calendar = holiday_calendar(country, region);
}

/* --- what no time heals --- */

bool line_fax_basis(const Situation *situation)
{
    const LeadState *state = &situation->state;
    return state->first_talked_at != TIME_NONE || state->answered_at != TIME_NONE ||
           state->asked_for_texts || situation->source == SOURCE_SHOW ||
           situation->source == SOURCE_NETWORKING;
}

static LineAnswer ask_standing(const LineGate *gate, const Reach *reach)
{
    const Situation *situation = gate->situation;
    const Person *person = gate->person;
    if (reach && reach->suppressed)
        return line_refuse(LINE_SUPPRESSED, TIME_NONE, "the ledger: this address is suppressed");
    if (situation->account_stopped)
        return line_refuse(LINE_STOPPED, TIME_NONE, "the ledger: the whole account asked for it");
    if (person && person->state != PERSON_HERE) {
        static const char *const why[PERSON_STATES] = {
            [PERSON_GONE] = "this person has left",
            [PERSON_DECEASED] = "this person has died",
            [PERSON_NEVER] = "the ledger: this person asked not to be contacted",
        };
        return line_refuse(LINE_STOPPED, TIME_NONE, why[person->state]);
    }
    if (person && person->stopped & CHANNEL_BIT(gate->channel))
        return line_refuse(LINE_STOPPED, TIME_NONE, "the ledger: this person ended the channel");
    if (reach && reach->state == ADDRESS_BAD)
        return line_refuse(LINE_BAD, TIME_NONE, "this address is known to be bad");
    if (gate->channel == CHANNEL_TEXT) {
        if (!reach || !reach->text_basis)
            return line_refuse(
                LINE_NO_BASIS, TIME_NONE,
                "47 CFR 64.1200(a), Directive 2002/58/EC art. 13: no consent on record");
        if (!gate->exempt && situation->state.first_talked_at == TIME_NONE &&
            !situation->state.asked_for_texts)
            return line_refuse(LINE_TOO_EARLY, TIME_NONE,
                               "policy: texts come after the first talk");
    }
    if (gate->channel == CHANNEL_FAX && !line_fax_basis(situation))
        return line_refuse(LINE_NO_BASIS, TIME_NONE,
                           "47 CFR 64.1200(a)(4), Directive 2002/58/EC art. 13: they have had to "
                           "do with us first");
    return line_any_time;
}

/* --- holds --- */

static bool hold_binds(const LineGate *gate, const Hold *hold, Time at)
{
    if (hold->until != TIME_NONE && hold->until <= at)
        return false;
    if (hold->channels && !(hold->channels & CHANNEL_BIT(gate->channel)))
        return false;
    if (hold->scope == HOLD_CONTACT && (!gate->person || gate->person->id != hold->scope_id))
        return false;
    if (gate->mode == MODE_MACHINE)
        return true;
    bool personal = hold->scope != HOLD_WORKSPACE && hold->scope != HOLD_SENDER;
    return !hold->machine_only && !(gate->exempt && personal);
}

static LineAnswer ask_holds(const LineGate *gate, Time at)
{
    LineAnswer answer = line_any_time;
    for (size_t place = 0; place < gate->situation->hold_count; place++) {
        const Hold *hold = &gate->situation->holds[place];
        if (!hold_binds(gate, hold, at))
            continue;
        bool longer = answer.rule == LINE_OPEN || hold->until > answer.until;
        if (longer || hold->until == TIME_NONE)
            answer = line_refuse(LINE_HELD, hold->until, "a hold");
        if (hold->until == TIME_NONE)
            break;
    }
    return answer;
}

/* --- the questions --- */

static LineAnswer ask_times(const LineGate *gate, Time at)
{
    LineAnswer held = ask_holds(gate, at);
    if (held.rule != LINE_OPEN)
        return held;
    LineAnswer day = gate->exempt ? line_any_time : line_ask_day(gate, at);
    if (day.rule != LINE_OPEN)
        return day;
    LineAnswer hours = line_ask_hours(gate, at);
    if (hours.rule == LINE_OPEN && day.until < hours.until)
        hours.until = day.until;
    return hours;
}

/* A day that our policy closes may be one that the law closes, too, or it is no hour for a call:
 * people who go beyond the policy are to hear that. */
static LineAnswer ask_bounds(const LineGate *gate, LineAnswer closed, Time at)
{
    LineGate bounds = *gate;
    bounds.rule = gate->bound;
    bounds.no_holidays = bounds.no_weekends = false;
    LineAnswer bound = line_ask_hours(&bounds, at);
    if (bound.rule == LINE_OPEN)
        return closed;
    if (closed.until == TIME_NONE || closed.until > bound.until)
        bound.until = closed.until;
    return bound;
}

LineAnswer line_ask(const Situation *situation, const Person *person, const Reach *reach,
                    Channel channel, Mode mode, bool exempt, Time at)
{
    LineGate gate;
    gate_set(&gate, situation, person, reach, channel, mode, exempt);
    LineAnswer answer = ask_standing(&gate, reach);
    if (answer.rule == LINE_OPEN)
        answer = ask_times(&gate, at);
    return answer.rule == LINE_CLOSED_DAY ? ask_bounds(&gate, answer, at) : answer;
}

Time line_open_after(const Situation *situation, const Person *person, const Reach *reach,
                     Channel channel, Mode mode, bool exempt, Time from)
{
    LineGate gate;
    gate_set(&gate, situation, person, reach, channel, mode, exempt);
    if (ask_standing(&gate, reach).rule != LINE_OPEN)
        return TIME_NONE;
    Time limit = from + (Time)LINE_SEARCH_DAYS * DAY_SECONDS;
    for (Time at = from; at <= limit;) {
        LineAnswer answer = ask_times(&gate, at);
        if (answer.rule == LINE_OPEN)
            return at;
        if (answer.until == TIME_NONE || answer.until <= at)
            return TIME_NONE;
        at = answer.until;
    }
    return TIME_NONE;
}

const char *line_rule_name(LineRule rule)
{
    static const char *const names[LINE_RULES] = {
        [LINE_OPEN] = "open",
        [LINE_SUPPRESSED] = "suppressed",
        [LINE_BAD] = "bad address",
        [LINE_STOPPED] = "stopped",
        [LINE_NO_BASIS] = "no lawful basis",
        [LINE_TOO_EARLY] = "no texts before the first talk",
        [LINE_HELD] = "on hold",
        [LINE_QUIET] = "quiet hours",
        [LINE_LAW_DAY] = "a day that the law closes",
        [LINE_DAY_CAP] = "one move a day",
        [LINE_WEEK_CAP] = "four moves in seven days",
        [LINE_RING_CAP] = "two rings a day",
        [LINE_ACCOUNT_CAP] = "once a day and account",
        [LINE_CLOSED_DAY] = "not a working day",
    };
    return (unsigned)rule < LINE_RULES ? names[rule] : "?";
}
