#include "base/when.h"
#include "base/text.h"
#include "base/when_part.h"

#include <string.h>

typedef struct Now {
    Time at;
    const Zone *zone;
    Day today;
} Now;

static bool no_such_day(const char *text, Err *err)
{
    return err_set(err, ERR_INPUT, "\"%.60s\" is a day that does not exist; %s", text,
                   WHEN_EXAMPLES);
}

static bool two_at_once(const char *text, Err *err)
{
    return err_set(err, ERR_INPUT, "\"%.60s\" says two times at once; %s", text, WHEN_EXAMPLES);
}

static bool has_time(const WhenSaid *said)
{
    return said->has_clock || said->has_part || said->shade;
}

/* The minute of the day that was said, or the default. */
static int minute_of(const WhenSaid *said, const Now *now, int default_minute)
{
    enum { NOON = 12 * 60, SEVEN = 7 * 60 };
    enum { EARLY = 8 * 60, LATE = 16 * 60 };
    if (said->same_time)
        return zone_minute(now->zone, now->at);
    if (!said->has_clock && said->has_part)
        return said->part + said->shade;
    if (!said->has_clock && said->shade)
        return said->shade < 0 ? EARLY : LATE;
    if (!said->has_clock)
        return default_minute;
    int minute = said->clock.minute;
    if (!said->clock.half_open || minute >= NOON)
        return minute;
    if (said->has_part)
        return said->part >= NOON ? minute + NOON : minute;
    /* Nobody is called at "3:30" in the night; who writes dates by the standard means it. */
    bool by_standard = said->has_day && said->day.date.iso;
    return minute < SEVEN && !by_standard ? minute + NOON : minute;
}

/* The first day that fits and does not lie in the past, where something of it was left open. */
static Day day_to_come(const WhenSaid *said, const Now *now, int minute)
{
    enum { MOST_SHIFTS = 12 }; /* from one 29 February to the next: 8 years at most */
    bool open = said->day.kind != DAY_FIXED && !said->day.date.year;
    for (int shift = 0; shift < MOST_SHIFTS; shift++) {
        Day day = when_day(&said->day, now->today, shift);
        if (!open)
            return day;
        if (day == DAY_NONE || day < now->today)
            continue;
        if (day > now->today || !has_time(said) || zone_time(now->zone, day, minute) > now->at)
            return day;
    }
    return DAY_NONE;
}

/* "after march": what it ends with; "before march": what it begins with. */
static Day edge_beside(const WhenSaid *said, const Now *now)
{
    WhenSaid edge = *said;
    if (edge.day.edge == EDGE_START)
        edge.day.edge = said->workdays > 0 ? EDGE_END : EDGE_START;
    return day_to_come(&edge, now, 0);
}

static bool weekday_agrees(const WhenSaid *said, Day day, Err *err)
{
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    if (!said->has_weekday || day_weekday(day) == said->weekday)
        return true;
    Civil civil = civil_of_day(day);
    return err_set(err, ERR_INPUT, "%04d-%02d-%02d is a %s, not a %s: leave one of the two out",
                   civil.year, civil.month, civil.day, names[day_weekday(day)],
                   names[said->weekday]);
}

static Day add_distance(Day day, const WhenSaid *said)
{
    return when_add_workdays(when_add_months(day, said->months) + said->days, said->workdays);
}

/* "in 2 hours", "+1d 2h": from this very second. */
static bool from_now(const char *text, const WhenSaid *said, const Now *now, When *when, Err *err)
{
    if (said->has_day || has_time(said) || said->anchored)
        return two_at_once(text, err);
    Time at = now->at;
    Day day = add_distance(now->today, said);
    if (day != now->today)
        at = zone_time(now->zone, day, zone_minute(now->zone, now->at));
    *when = (When){.at = at + said->minutes * MINUTE, .has_time = true};
    return true;
}

static bool find_day(const char *text, const WhenSaid *said, const Now *now, int minute, Day *day,
                     Err *err)
{
    if (!said->has_day) {
        if (said->anchored)
            return err_set(err, ERR_INPUT, "\"%.60s\" does not say from which day; %s", text,
                           WHEN_EXAMPLES);
        *day = add_distance(now->today, said);
        bool over = !said->has_offset && zone_time(now->zone, *day, minute) <= now->at;
        *day += over; /* only a clock was said, and today it is past */
        return true;
    }
    if (said->has_offset && !said->anchored) {
        if (said->day.kind != DAY_COMING || !said->whole_weeks)
            return two_at_once(text, err);
        *day =
            when_monday(now->today) + said->days + (Day)said->day.weekday; /* "friday in 2 weeks" */
        return true;
    }
    *day = day_to_come(said, now, minute);
    if (said->beside && said->day.kind == DAY_OF_SPAN)
        *day = edge_beside(said, now);
    if (*day == DAY_NONE)
        return no_such_day(text, err);
    if (!weekday_agrees(said, *day, err))
        return false;
    if (said->has_offset)
        *day = add_distance(*day, said);
    return true;
}

static bool work_out(const char *text, const WhenSaid *said, const Now *now, int default_minute,
                     When *when, Err *err)
{
    if (said->now) {
        *when = (When){.at = now->at, .has_time = true};
        return said->has_day || said->has_clock || said->has_offset ? two_at_once(text, err) : true;
    }
    if (said->minutes)
        return from_now(text, said, now, when, err);
    if (!said->has_day && !said->has_offset && !said->has_clock && !said->has_part)
        return err_set(err, ERR_INPUT, "no date or time is given; %s", WHEN_EXAMPLES);
    int minute = minute_of(said, now, default_minute);
    Day day = DAY_NONE;
    if (!find_day(text, said, now, minute, &day, err))
        return false;
    when->has_time = has_time(said);
    when->at = said->has_east ? (Time)day * DAY_SECONDS + (Time)minute * MINUTE - said->east
                              : zone_time(now->zone, day, minute);
    when->at += said->has_clock ? said->clock.second : 0;
    return true;
}

bool when_parse(const char *text, Time now, const Zone *zone, const char *region,
                int default_minute, When *when, Err *err)
{
    text = text_or(text, "");
    Err ignored;
    When read = {.has_time = true};
    if (!time_parse_rfc3339(text, &read.at, &ignored)) {
        Now present = {.at = now, .zone = zone, .today = zone_day(zone, now)};
        WhenSaid said;
        if (!when_read(text, present.today, region, &said, err) ||
            !work_out(text, &said, &present, default_minute, &read, err))
            return false;
    }
    if (read.at > TIME_LIMIT || read.at < -TIME_LIMIT)
        return err_set(err, ERR_INPUT, "\"%.60s\" is too far away; %s", text, WHEN_EXAMPLES);
    *when = read;
    return true;
}

bool when_parse_last(const char *text, Day first, Time now, const Zone *zone, const char *region,
                     Day *last, Err *err)
{
    When when = {.at = now};
    WhenSaid said;
    Err unread;
    if (!when_parse(text, now, zone, region, 0, &when, err))
        return false;
    *last = zone_day(zone, when.at);
    bool weekday = when_read(text_or(text, ""), zone_day(zone, now), region, &said, &unread) &&
                   said.has_day && said.day.kind == DAY_COMING && !said.has_offset;
    enum { WEEK = 7 };
    if (weekday)
        *last = first + ((Day)said.day.weekday - (Day)day_weekday(first) + WEEK) % WEEK;
    return true;
}
