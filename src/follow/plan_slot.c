/* At what time: inside the line (line.h), inside the owner's hours where a person does it, in other
 * hours than the last vain try, on a day with room. Days are gone through one by one, never hours.
 */

#include "follow/line.h"
#include "follow/plan_mutation.h"
#include "follow/plan_part.h"

enum {
    DAY_MINUTES = 24 * 60,
    SEARCH_DAYS = 2 * 366, /* as far as the line looks */
    QUIET_DAYS = 5,        /* the owner's hours never meet theirs: given up after so many days */
    FRESH_DAYS = 10,       /* so long another weekday and other hours are looked for */
    BAND_MINUTES = 120,
    ASKS_A_DAY = 12, /* the line opens and closes a few times a day at most */
    WORKING_DAYS = 5,
    WEEKS_MOST = 20 * 52,
    USUAL = 100
};

const Zone *plan_owner_zone(const Worker *owner)
{
    return owner->zone ? owner->zone : zone_utc();
}

Day plan_owner_day(const Situation *situation, Time at)
{
    return zone_day(plan_owner_zone(situation->owner), at);
}

static Time later(Time a, Time b)
{
    return a > b ? a : b;
}

/* --- the owner's days --- */

/* How strictly a person's touch is kept to the owner's hours: where they never meet those of the
 * contact (an office in New York, a seller in Tokyo), any hour of a working day will do. */
typedef enum Frame { FRAME_HOURS, FRAME_DAY, FRAMES } Frame;

/* Of an owner for whom no hours were ever set. */
static const Hours usual_hours = {9 * 60, 17 * 60};

static Hours hours_on(const Worker *owner, Day day)
{
    bool any = false;
    for (int i = 0; i < 7; i++)
        any |= owner->hours[i].from < owner->hours[i].to;
    return any ? owner->hours[day_weekday(day)] : usual_hours;
}

static void day_frame(const Worker *owner, Day day, Frame frame, Time *open, Time *close)
{
    Hours hours = frame == FRAME_HOURS ? hours_on(owner, day) : (Hours){0, DAY_MINUTES};
    *open = zone_time(plan_owner_zone(owner), day, hours.from);
    *close = zone_time(plan_owner_zone(owner), day, hours.to);
}

/* Then any hour of that day is over, too: what came due tonight would lie on top of tomorrow. */
static bool hours_are_over(const Worker *owner, Day day, Time from)
{
    Time open, close;
    day_frame(owner, day, FRAME_HOURS, &open, &close);
    return close <= from;
}

static bool owner_absent(const Worker *owner, Day day)
{
    for (size_t i = 0; i < owner->absence_count; i++)
        if (owner->absences[i].first <= day && day <= owner->absences[i].last)
            return true;
    return false;
}

/* --- other hours than the last vain try --- */

typedef struct Stale {
    const Zone *zone; /* of the contact; NULL: any hour will do */
    Weekday weekday;
    int band;
} Stale;

static Stale stale_hours(const Situation *situation, const Wish *wish, const Way *way)
{
    Stale stale = {0};
    const Person *person = way->person;
    bool tried = wish->fresh_hours && way->channel == CHANNEL_PHONE && person &&
                 person->last_tried_at != TIME_NONE && !PLAN_MUTATED(SAME_BAND);
    if (!tried || person->last_talked_at > person->last_tried_at)
        return stale;
    stale.zone = person->zone_count ? person->zones[0] : plan_owner_zone(situation->owner);
    stale.weekday = day_weekday(zone_day(stale.zone, person->last_tried_at));
    stale.band = zone_minute(stale.zone, person->last_tried_at) / BAND_MINUTES;
    return stale;
}

static bool stale_day(const Stale *stale, Time at)
{
    return stale->zone && day_weekday(zone_day(stale->zone, at)) == stale->weekday;
}

static Time band_end(const Stale *stale, Time at)
{
    int minute = zone_minute(stale->zone, at);
    return at + (Time)(BAND_MINUTES - minute % BAND_MINUTES) * MINUTE;
}

static bool stale_band(const Stale *stale, Time at)
{
    return stale->zone && zone_minute(stale->zone, at) / BAND_MINUTES == stale->band;
}

/* --- one day --- */

typedef struct Seek {
    const Situation *situation;
    const Wish *wish;
    const Way *way;
    bool exempt;
    bool never;    /* the line said: never by this way */
    LineRule rule; /* why the last instant asked was closed, and until when */
    Time until;
    Day day; /* of the owner, that was found */
} Seek;

static LineAnswer ask(Seek *seek, Time at)
{
    const Way *way = seek->way;
    if (PLAN_MUTATED(NO_QUIET))
        return (LineAnswer){.rule = LINE_OPEN, .until = at};
    Mode mode = PLAN_MUTATED(MACHINE_HOLD) ? MODE_PERSON : way->mode;
    LineAnswer answer =
        line_ask(seek->situation, way->person, way->reach, way->channel, mode, seek->exempt, at);
    /* The line would save such a mutant; it is to be seen whether the properties do. */
    if (PLAN_MUTATED_STANDING && answer.until == TIME_NONE)
        answer.rule = LINE_OPEN;
    return answer;
}

/* The first open instant in [from, close), or TIME_NONE. */
static Time open_within(Seek *seek, Time from, Time close, const Stale *stale)
{
    Time at = from;
    for (int asks = 0; at < close && asks < ASKS_A_DAY; asks++) {
        if (stale_band(stale, at)) {
            at = band_end(stale, at);
            continue;
        }
        if (stale_day(stale, at))
            return TIME_NONE;
        LineAnswer answer = ask(seek, at);
        if (answer.rule == LINE_OPEN)
            return at;
        seek->rule = answer.rule;
        seek->until = answer.until;
        if (answer.until == TIME_NONE) {
            seek->never = true;
            return TIME_NONE;
        }
        at = later(answer.until, at + MINUTE);
    }
    return TIME_NONE;
}

/* The hours after those of the last try come first, so that tries go through the day in turn. */
static Time open_on_day(Seek *seek, Time from, Time close, const Stale *stale)
{
    if (stale->zone) {
        Day day = zone_day(stale->zone, from);
        Time turn = zone_time(stale->zone, day, (stale->band + 1) * BAND_MINUTES);
        Time at = turn > from ? open_within(seek, turn, close, stale) : TIME_NONE;
        if (at != TIME_NONE || seek->never)
            return at;
    }
    return open_within(seek, from, close, stale);
}

/* --- day after day --- */

static Time person_slot(Seek *seek, Time from, Day first, Day last, Frame frame, const Stale *stale)
{
    const Worker *owner = seek->situation->owner;
    const Policy *policy = seek->situation->policy;
    int quiet_days = 0;
    for (Day day = first; day <= last; day++) {
        Time open, close;
        day_frame(owner, day, frame, &open, &close);
        /* The line knows the owner's days for what is not exempt. */
        if (hours_are_over(owner, day, from) || open >= close ||
            (seek->exempt && !line_owner_works(owner, policy, day)))
            continue;
        seek->rule = LINE_OPEN;
        seek->until = close;
        Time at = open_on_day(seek, later(open, from), close, stale);
        if (at != TIME_NONE) {
            seek->day = day;
            return at;
        }
        if (seek->never)
            return TIME_NONE;
        if (frame == FRAME_HOURS && seek->rule == LINE_QUIET && ++quiet_days > QUIET_DAYS)
            return TIME_NONE;
        /* The line knows of a later day worth asking. */
        Day next = seek->until > close ? zone_day(plan_owner_zone(owner), seek->until) : day;
        if (next - 1 > day)
            day = next - 1;
    }
    return TIME_NONE;
}

static Time machine_slot(Seek *seek, Time from)
{
    const Way *way = seek->way;
    if (PLAN_MUTATED(NO_QUIET))
        return from;
    Mode mode = PLAN_MUTATED(MACHINE_HOLD) ? MODE_PERSON : way->mode;
    Time at = line_open_after(seek->situation, way->person, way->reach, way->channel, mode,
                              seek->exempt, from);
    return at == TIME_NONE && PLAN_MUTATED_STANDING ? from : at;
}

/* The first time of a person at or after `from`. Other hours than those of the last vain try are
 * looked for in the days that follow; if the line opens only later, in the days after that. */
static Time owner_slot(Seek *seek, Time from, Frame frame)
{
    static const Stale any_hour = {0};
    Day first = plan_owner_day(seek->situation, from);
    Stale stale = stale_hours(seek->situation, seek->wish, seek->way);
    Time fresh = TIME_NONE;
    if (stale.zone)
        fresh = person_slot(seek, from, first, first + FRESH_DAYS, frame, &stale);
    if (fresh != TIME_NONE || seek->never)
        return fresh;
    Time at = person_slot(seek, from, first, first + SEARCH_DAYS, frame, &any_hour);
    if (at == TIME_NONE || !stale.zone)
        return at;
    Day day = seek->day;
    fresh = person_slot(seek, at, day, day + FRESH_DAYS, frame, &stale);
    if (fresh != TIME_NONE)
        return fresh;
    seek->day = day;
    return at;
}

/* The first time at or after `from`, TIME_NONE for never; seek->day is its day. */
static Time first_slot(Seek *seek, Time from)
{
    Time at = TIME_NONE;
    if (seek->way->mode == MODE_MACHINE || PLAN_MUTATED(OWNER_HOURS)) {
        at = machine_slot(seek, from);
        seek->day = at == TIME_NONE ? DAY_NONE : plan_owner_day(seek->situation, at);
        return at;
    }
    for (Frame frame = FRAME_HOURS; frame < FRAMES && at == TIME_NONE && !seek->never; frame++)
        at = owner_slot(seek, from, frame);
    return at;
}

/* What people have said stands at its time, even on a weekend, as long as it is lawful; only where
 * it is not, or the owner is away, the next working hour is taken. */
static Time exact_slot(Seek *seek, Time from)
{
    const Way *way = seek->way;
    seek->day = plan_owner_day(seek->situation, from);
    if (owner_absent(seek->situation->owner, seek->day))
        return first_slot(seek, from);
    if (ask(seek, from).rule == LINE_OPEN)
        return from;
    Time open = line_open_after(seek->situation, way->person, way->reach, way->channel, way->mode,
                                seek->exempt, from);
    if (open != TIME_NONE && plan_owner_day(seek->situation, open) == seek->day)
        return open;
    return first_slot(seek, from);
}

/* --- levelling --- */

static int dials_on(const Load *load, Day day)
{
    if (day < load->first || (size_t)(day - load->first) >= load->days)
        return 0;
    return load->dials[day - load->first];
}

/* Moves the touch to that day, if it can be then. */
static bool move_to(Seek *seek, Day day, Way *way)
{
    Time at = first_slot(seek, zone_time(plan_owner_zone(seek->situation->owner), day, 0));
    if (at == TIME_NONE || seek->day != day)
        return false;
    way->at = at;
    way->day = day;
    return true;
}

static bool first_day_back(const Situation *situation, Day day)
{
    const Worker *owner = situation->owner;
    for (size_t i = 0; i < owner->absence_count; i++)
        if (owner->absences[i].last < day &&
            line_add_working_days(owner, situation->policy, owner->absences[i].last, 1) == day)
            return true;
    return false;
}

static Day window_end(const Situation *situation, const Wish *wish, Day day, Time from)
{
    Day last = day;
    if (wish->window.count)
        last = plan_wait_day(situation, plan_owner_day(situation, from), wish->window, USUAL);
    if (PLAN_MUTATED(WINDOW))
        last = day + 30;
    /* What fell due during an absence is spread over the days after it. */
    if (first_day_back(situation, day)) {
        Day spread = line_add_working_days(situation->owner, situation->policy, day,
                                           situation->policy->met_spread_days - 1);
        last = last > spread ? last : spread;
    }
    return last > day ? last : day;
}

/* Moves the touch to a day with room: a step of the cadence within its window, there to the
 * emptiest day when all are full. */
static void level_in_window(Seek *seek, int capacity, Day last, Way *way)
{
    const Load *load = &seek->situation->owner->load;
    Day first = way->day;
    int fewest = dials_on(load, first);
    for (Day day = first + 1; day <= last && fewest >= capacity; day++) {
        int dials = dials_on(load, day);
        if (dials < fewest && move_to(seek, day, way)) {
            fewest = dials;
            way->levelled_from = first;
        }
    }
}

/* People captured together are released as capacity allows, as far ahead as it takes: the touch
 * comes on the day whose room is not yet filled by those before it. */
static void release(Seek *seek, int capacity, Way *way)
{
    const Situation *situation = seek->situation;
    const Worker *owner = situation->owner;
    size_t ahead = PLAN_MUTATED(OVER_CAPACITY) ? 0 : seek->wish->queue_place;
    Day first = way->day, last = first + SEARCH_DAYS;
    for (Day day = first; day <= last; day++) {
        /* Beyond the days that are gone through one by one whole weeks are reckoned. */
        size_t weeks = ahead / (size_t)capacity / WORKING_DAYS;
        if (day == last && weeks) {
            day += 7 * (Day)(weeks < WEEKS_MOST ? weeks : WEEKS_MOST);
            last = day + 7;
            ahead -= weeks * WORKING_DAYS * (size_t)capacity;
        }
        if (day != first && !line_owner_works(owner, situation->policy, day))
            continue;
        int dials = dials_on(&owner->load, day);
        size_t room = dials < capacity ? (size_t)(capacity - dials) : 0;
        if (room <= ahead) {
            ahead -= room;
        } else if (day == first) {
            return;
        } else if (move_to(seek, day, way)) {
            way->levelled_from = first;
            return;
        }
    }
}

/* --- the whole --- */

static Seek seek_of(const Situation *situation, const Wish *wish, const Way *way)
{
    return (Seek){.situation = situation,
                  .wish = wish,
                  .way = way,
                  .exempt = wish->exempt || PLAN_MUTATED(NO_CAPS)};
}

bool plan_slot_find(const Situation *situation, const Wish *wish, Time now, Way *way)
{
    Seek seek = seek_of(situation, wish, way);
    Time from = PLAN_MUTATED(PAST) ? wish->wanted : later(now, wish->wanted);
    way->at = wish->exact ? exact_slot(&seek, from) : first_slot(&seek, from);
    way->day = seek.day;
    way->latest = way->at;
    way->levelled_from = DAY_NONE;
    return way->at != TIME_NONE;
}

void plan_slot_level(const Situation *situation, const Wish *wish, Time now, Way *way)
{
    const Worker *owner = situation->owner;
    bool cadence = wish->concern == CONCERN_CADENCE || wish->concern == CONCERN_TAIL;
    int capacity = situation->policy->dials_per_day;
    if (!cadence || capacity <= 0)
        return;
    Seek seek = seek_of(situation, wish, way);
    if (wish->released && (way->channel == CHANNEL_PHONE || situation->source == SOURCE_LIST)) {
        if (owner->load.days || wish->queue_place)
            release(&seek, capacity, way);
        way->latest = way->at;
        return;
    }
    bool levels = way->channel == CHANNEL_PHONE && owner->load.days;
    if (!levels && !wish->window.count)
        return;
    Day last = window_end(situation, wish, way->day, later(now, wish->wanted));
    if (levels)
        level_in_window(&seek, capacity, last, way);
    way->latest = way->at;
    if (wish->window.count) {
        Time open, close;
        day_frame(owner, last, FRAME_HOURS, &open, &close);
        way->latest = later(way->at, close);
    }
}

Time plan_slot_desk(const Situation *situation, Time from)
{
    const Worker *owner = situation->owner;
    Day today = plan_owner_day(situation, from);
    for (Day day = today; day <= today + SEARCH_DAYS; day++) {
        Time open, close;
        day_frame(owner, day, FRAME_HOURS, &open, &close);
        if (close > from && line_owner_works(owner, situation->policy, day))
            return later(open, from);
    }
    return from;
}
