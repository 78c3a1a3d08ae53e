#include "follow/line.h"
#include "follow/line_part.h"

enum { QUIET_DAYS = 31 }; /* how far one question about hours looks */

/* --- a touch and its place, looked up once --- */

typedef enum HoursRule {
    HOURS_FREE,
    HOURS_LAW,    /* law and policy->call_hours */
    HOURS_POLICY, /* policy->call_hours alone: an agreed call to an office */
    HOURS_OFFICE, /* on working days of the place */
    HOURS_MAIL    /* on working days of the place */
} HoursRule;

/* What is asked about, and the tables' rows of its place. */
typedef struct Gate {
    const Situation *situation;
    const Policy *policy;
    const Person *person;
    Channel channel;
    Mode mode;
    bool exempt;
    HoursRule rule;
    bool no_holidays; /* of the place, besides those the law names */
    bool no_weekends;
    HolidayCalendar calendar; /* of the place */
    const CallLaw *law;
    const Zone *owner_zone;
    const Zone *const *zones; /* of the place */
    size_t zone_count;
    LineShift shift;
} Gate;

static bool is_workplace(AddressKind kind)
{
    return kind == ADDRESS_OFFICE || kind == ADDRESS_SWITCHBOARD;
}

/* A number that is not known yet is most likely an office's. */
static HoursRule phone_rule(const Reach *reach, bool exempt)
{
    if (reach && !is_workplace(reach->kind))
        return HOURS_LAW;
    return exempt ? HOURS_POLICY : HOURS_OFFICE;
}

static HoursRule hours_rule(Channel channel, Mode mode, bool exempt, const Reach *reach)
{
    switch (channel) {
    case CHANNEL_PHONE:
        return phone_rule(reach, exempt);
    case CHANNEL_TEXT:
        return HOURS_LAW;
    case CHANNEL_EMAIL:
        return mode == MODE_MACHINE && !exempt ? HOURS_MAIL : HOURS_FREE;
    case CHANNEL_FAX:
        return exempt ? HOURS_FREE : HOURS_MAIL;
    case CHANNEL_VISIT:
        return exempt ? HOURS_FREE : HOURS_OFFICE;
    default:
        return HOURS_FREE;
    }
}

static void gate_set(Gate *gate, const Situation *situation, const Person *person,
                     const Reach *reach, Channel channel, Mode mode, bool exempt)
{
    const Worker *owner = situation->owner;
    *gate = (Gate){
        .situation = situation,
        .policy = situation->policy,
        .person = person,
        .channel = channel,
        .mode = mode,
        .exempt = exempt,
        .rule = hours_rule(channel, mode, exempt, reach),
        .owner_zone = owner->zone ? owner->zone : zone_utc(),
    };
    if (!exempt && mode == MODE_PERSON)
        gate->shift = line_shift_of(owner, situation->policy);
    if (gate->rule == HOURS_FREE)
        return;

    /* The switchboard has no place of its own: it is where the main contact is. */
    const Person *there = person ? person : situation->person_count ? &situation->people[0] : NULL;
    gate->zones = there && there->zone_count ? there->zones : &gate->owner_zone;
    gate->zone_count = there && there->zone_count ? there->zone_count : 1;
    bool placed = there && there->country && there->country[0];
    const char *country = placed ? there->country : owner->country;
    const char *region = placed ? there->region : owner->region;
    gate->calendar = holiday_calendar(country, region);
    if (gate->rule == HOURS_LAW) {
        gate->law = line_law(country, region);
        gate->no_holidays = !exempt;
        gate->no_weekends = !exempt && mode == MODE_MACHINE;
    }
}

static LineAnswer refuse(LineRule rule, Time until, const char *source)
{
    return (LineAnswer){rule, until, source};
}

static const LineAnswer line_open = {LINE_OPEN, TIME_LIMIT, NULL};

/* --- what no time heals --- */

static LineAnswer ask_standing(const Gate *gate, const Reach *reach)
{
    const Situation *situation = gate->situation;
    const Person *person = gate->person;
    if (reach && reach->suppressed)
        return refuse(LINE_SUPPRESSED, TIME_NONE, "the ledger: this address is suppressed");
    if (situation->account_stopped)
        return refuse(LINE_STOPPED, TIME_NONE, "the ledger: the whole account asked for it");
    if (person && person->state != PERSON_HERE) {
        static const char *const why[PERSON_STATES] = {
            [PERSON_GONE] = "this person has left",
            [PERSON_DECEASED] = "this person has died",
            [PERSON_NEVER] = "the ledger: this person asked not to be contacted",
        };
        return refuse(LINE_STOPPED, TIME_NONE, why[person->state]);
    }
    if (person && person->stopped & CHANNEL_BIT(gate->channel))
        return refuse(LINE_STOPPED, TIME_NONE, "the ledger: this person ended the channel");
    if (reach && reach->state == ADDRESS_BAD)
        return refuse(LINE_BAD, TIME_NONE, "this address is known to be bad");
    if (gate->channel == CHANNEL_TEXT) {
        if (!reach || !reach->text_basis)
            return refuse(LINE_NO_BASIS, TIME_NONE,
                          "47 CFR 64.1200(a), Directive 2002/58/EC art. 13: no consent on record");
        if (!gate->exempt && situation->state.first_talked_at == TIME_NONE &&
            !situation->state.asked_for_texts)
            return refuse(LINE_TOO_EARLY, TIME_NONE, "policy: texts come after the first talk");
    }
    return line_open;
}

/* --- holds --- */

static bool hold_binds(const Gate *gate, const Hold *hold, Time at)
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

static LineAnswer ask_holds(const Gate *gate, Time at)
{
    LineAnswer answer = line_open;
    for (size_t place = 0; place < gate->situation->hold_count; place++) {
        const Hold *hold = &gate->situation->holds[place];
        if (!hold_binds(gate, hold, at))
            continue;
        bool longer = answer.rule == LINE_OPEN || hold->until > answer.until;
        if (longer || hold->until == TIME_NONE)
            answer = refuse(LINE_HELD, hold->until, "a hold");
        if (hold->until == TIME_NONE)
            break;
    }
    return answer;
}

/* --- walls --- */

/* An instant and what the wall shows there. */
typedef struct Wall {
    const Zone *zone;
    Time at;
    int offset;
    Day day;
    int second; /* of the day */
} Wall;

static Wall wall_at(const Zone *zone, Time at)
{
    Wall wall = {.zone = zone, .at = at, .offset = zone_offset(zone, at)};
    Time local = at + wall.offset;
    wall.day = (Day)(local / DAY_SECONDS - (local % DAY_SECONDS < 0));
    wall.second = (int)(local - (Time)wall.day * DAY_SECONDS);
    return wall;
}

/* The next instant, after wall.at, at which the wall shows this minute of this day. Mostly no clock
 * is changed until then, which saves asking the zone for more than one offset. In the hour that
 * autumn repeats zone_time() gives the first of two; from within the second that lies behind. */
static Time wall_ahead(const Wall *wall, Day day, int minute)
{
    Time ahead =
        wall->at + (Time)(day - wall->day) * DAY_SECONDS + (Time)minute * MINUTE - wall->second;
    if (zone_offset(wall->zone, ahead) == wall->offset && ahead > wall->at)
        return ahead;
    Time at = zone_time(wall->zone, day, minute);
    return at > wall->at ? at : ahead;
}

/* --- the owner's days and the caps --- */

typedef struct Counts {
    int moves_today, moves_week, rings_today;
    Day oldest; /* of the week that had a move */
} Counts;

static Counts count_moves(const Person *person, Day day)
{
    Counts counts = {.oldest = day};
    for (size_t at = 0; at < MOVE_DAYS; at++) {
        const MoveDay *of = &person->moves[at];
        if (of->day == day) {
            counts.moves_today += of->moves;
            counts.rings_today += of->rings;
        }
        if (of->moves > 0 && of->day <= day && of->day > day - 7) {
            counts.moves_week += of->moves;
            if (of->day < counts.oldest)
                counts.oldest = of->day;
        }
    }
    return counts;
}

/* The e-mail or text that goes with the voicemail just left is the same move. */
static bool joins_voicemail(const Gate *gate, Day day)
{
    const LeadState *state = &gate->situation->state;
    return (gate->channel == CHANNEL_EMAIL || gate->channel == CHANNEL_TEXT) &&
           state->voicemail_last && state->last_touched_at != TIME_NONE &&
           zone_day(gate->owner_zone, state->last_touched_at) == day;
}

/* A busy line is tried again in the same climb. */
static bool continues_climb(const Gate *gate, Day day)
{
    Time retry_at = gate->situation->state.retry_at;
    return retry_at != TIME_NONE && zone_day(gate->owner_zone, retry_at) == day;
}

static LineAnswer ask_caps(const Gate *gate, const Wall *here)
{
    const Policy *policy = gate->policy;
    Day day = here->day;
    Time tomorrow = wall_ahead(here, day + 1, 0);
    if (gate->person) {
        Counts counts = count_moves(gate->person, day);
        if (gate->channel == CHANNEL_PHONE && counts.rings_today >= policy->rings_per_day)
            return refuse(LINE_RING_CAP, tomorrow, "policy: rings a day");
        if (!joins_voicemail(gate, day)) {
            if (counts.moves_today >= policy->moves_per_day)
                return refuse(LINE_DAY_CAP, tomorrow, "policy: moves a day");
            if (counts.moves_week >= policy->moves_per_week)
                return refuse(LINE_WEEK_CAP, wall_ahead(here, counts.oldest + 7, 0),
                              "policy: moves in seven days");
        }
    }
    if (gate->channel == CHANNEL_PHONE && gate->situation->account_climb_day == day &&
        !continues_climb(gate, day))
        return refuse(LINE_ACCOUNT_CAP, tomorrow, "policy: one climb a day and account");
    if (gate->channel == CHANNEL_EMAIL && gate->mode == MODE_MACHINE &&
        gate->situation->account_mail_day == day)
        return refuse(LINE_ACCOUNT_CAP, tomorrow, "policy: one machine e-mail a day and account");
    return (LineAnswer){LINE_OPEN, tomorrow, NULL};
}

static LineAnswer ask_day(const Gate *gate, Time at)
{
    Wall here = wall_at(gate->owner_zone, at);
    if (gate->mode == MODE_PERSON && !line_shift_works(&gate->shift, here.day)) {
        Day next = line_shift_next(&gate->shift, here.day + 1);
        bool never = !line_shift_works(&gate->shift, next);
        return refuse(LINE_CLOSED_DAY, never ? TIME_NONE : wall_ahead(&here, next, 0),
                      "the owner does not work that day");
    }
    return ask_caps(gate, &here);
}

/* --- the hours of the place --- */

static LawDay law_day(HolidayCalendar calendar, Day day)
{
    if (holiday_on(calendar, day))
        return LAW_HOLIDAY;
    Weekday weekday = day_weekday(day);
    return weekday == SUNDAY ? LAW_SUNDAY : weekday == SATURDAY ? LAW_SATURDAY : LAW_WEEKDAY;
}

static LineHours whole(Hours hours, const char *source)
{
    return (LineHours){{hours}, hours.from < hours.to, source};
}

static LineHours closed(const char *source)
{
    return (LineHours){.source = source};
}

static LineHours working_hours(const Policy *policy, HolidayCalendar calendar, Day day, Hours hours,
                               const char *source)
{
    if (holiday_on(calendar, day))
        return closed(holiday_source(calendar));
    return line_calendar_works(policy, calendar, day) ? whole(hours, source)
                                                      : closed("policy: working days of the place");
}

static LineHours hours_on(const Gate *gate, Day day)
{
    const Policy *policy = gate->policy;
    switch (gate->rule) {
    case HOURS_OFFICE:
        return working_hours(policy, gate->calendar, day, policy->office_hours,
                             "policy: office hours");
    case HOURS_MAIL:
        return working_hours(policy, gate->calendar, day, policy->mail_hours, "policy: mail hours");
    case HOURS_POLICY:
        return whole(policy->call_hours, "policy: call hours");
    case HOURS_LAW:
        if (gate->no_holidays && holiday_on(gate->calendar, day))
            return closed(holiday_source(gate->calendar));
        if (gate->no_weekends && !line_calendar_works(policy, gate->calendar, day))
            return closed("policy: working days of the place");
        return line_law_hours(gate->law, policy->call_hours, law_day(gate->calendar, day));
    default:
        return whole((Hours){0, 24 * 60}, NULL);
    }
}

LineHours line_call_hours(const Policy *policy, AddressKind kind, const char *country,
                          const char *region, Day day)
{
    HolidayCalendar calendar = holiday_calendar(country, region);
    if (is_workplace(kind))
        return working_hours(policy, calendar, day, policy->office_hours, "policy: office hours");
    return line_law_hours(line_law(country, region), policy->call_hours, law_day(calendar, day));
}

static LineAnswer ask_zone(const Gate *gate, const Zone *zone, Time at)
{
    Wall wall = wall_at(zone, at);
    int minute = wall.second / MINUTE;
    LineHours hours = hours_on(gate, wall.day);
    const char *source = hours.source;
    for (size_t of = 0; of < hours.count; of++) {
        Hours window = hours.windows[of];
        if (minute < window.from)
            return refuse(LINE_QUIET, wall_ahead(&wall, wall.day, window.from), source);
        if (minute < window.to)
            return (LineAnswer){LINE_OPEN, wall_ahead(&wall, wall.day, window.to), source};
    }
    LineRule rule = hours.count ? LINE_QUIET : LINE_CLOSED_DAY;
    Day day = wall.day + 1;
    while (day < wall.day + QUIET_DAYS && (hours = hours_on(gate, day)).count == 0)
        day++;
    return refuse(rule, wall_ahead(&wall, day, hours.count ? hours.windows[0].from : 0), source);
}

/* Open in every zone that may be theirs; else when the last of them opens. */
static LineAnswer ask_hours(const Gate *gate, Time at)
{
    LineAnswer answer = line_open;
    if (gate->rule == HOURS_FREE)
        return answer;
    for (size_t of = 0; of < gate->zone_count; of++) {
        LineAnswer there = ask_zone(gate, gate->zones[of], at);
        if (there.rule == LINE_OPEN ? answer.rule == LINE_OPEN && there.until < answer.until
                                    : answer.rule == LINE_OPEN || there.until > answer.until)
            answer = there;
    }
    return answer;
}

/* --- the questions --- */

static LineAnswer ask_times(const Gate *gate, Time at)
{
    LineAnswer held = ask_holds(gate, at);
    if (held.rule != LINE_OPEN)
        return held;
    LineAnswer day = gate->exempt ? line_open : ask_day(gate, at);
    if (day.rule != LINE_OPEN)
        return day;
    LineAnswer hours = ask_hours(gate, at);
    if (hours.rule == LINE_OPEN && day.until < hours.until)
        hours.until = day.until;
    return hours;
}

LineAnswer line_ask(const Situation *situation, const Person *person, const Reach *reach,
                    Channel channel, Mode mode, bool exempt, Time at)
{
    Gate gate;
    gate_set(&gate, situation, person, reach, channel, mode, exempt);
    LineAnswer standing = ask_standing(&gate, reach);
    return standing.rule == LINE_OPEN ? ask_times(&gate, at) : standing;
}

Time line_open_after(const Situation *situation, const Person *person, const Reach *reach,
                     Channel channel, Mode mode, bool exempt, Time from)
{
    Gate gate;
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
        [LINE_NO_BASIS] = "no lawful basis for texts",
        [LINE_TOO_EARLY] = "no texts before the first talk",
        [LINE_HELD] = "on hold",
        [LINE_QUIET] = "quiet hours",
        [LINE_DAY_CAP] = "one move a day",
        [LINE_WEEK_CAP] = "four moves in seven days",
        [LINE_RING_CAP] = "two rings a day",
        [LINE_ACCOUNT_CAP] = "once a day and account",
        [LINE_CLOSED_DAY] = "not a working day",
    };
    return (unsigned)rule < LINE_RULES ? names[rule] : "?";
}
