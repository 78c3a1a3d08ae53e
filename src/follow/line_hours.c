/* What the wall shows at a place, and the hours that are open there. */
#include "follow/line_part.h"

enum { QUIET_DAYS = 31 }; /* how far one question about hours looks */

/* --- walls --- */

LineWall line_wall_at(const Zone *zone, Time at)
{
    LineWall wall = {.zone = zone, .at = at, .offset = zone_offset(zone, at)};
    Time local = at + wall.offset;
    wall.day = (Day)(local / DAY_SECONDS - (local % DAY_SECONDS < 0));
    wall.second = (int)(local - (Time)wall.day * DAY_SECONDS);
    return wall;
}

/* Mostly no clock is changed until then, which saves asking the zone for more than one offset. In
 * the hour that autumn repeats zone_time() gives the first of two; from within the second that lies
 * behind. */
Time line_wall_ahead(const LineWall *wall, Day day, int minute)
{
    Time ahead =
        wall->at + (Time)(day - wall->day) * DAY_SECONDS + (Time)minute * MINUTE - wall->second;
    if (zone_offset(wall->zone, ahead) == wall->offset && ahead > wall->at)
        return ahead;
    Time at = zone_time(wall->zone, day, minute);
    return at > wall->at ? at : ahead;
}

/* --- the hours of a day --- */

static LawDay law_day(Day day)
{
    Weekday weekday = day_weekday(day);
    return weekday == SUNDAY ? LAW_SUNDAY : weekday == SATURDAY ? LAW_SATURDAY : LAW_WEEKDAY;
}

static LineHours whole(Hours hours, const char *source)
{
    return (LineHours){{hours}, hours.from < hours.to, LINE_QUIET, source};
}

static LineHours closed(const char *source)
{
    return (LineHours){.closed = LINE_CLOSED_DAY, .source = source};
}

static LineHours working_hours(const Policy *policy, HolidayCalendar calendar, Day day, Hours hours,
                               const char *source)
{
    if (holiday_on(calendar, day))
        return closed(holiday_source(calendar));
    return line_calendar_works(policy, calendar, day) ? whole(hours, source)
                                                      : closed("policy: working days of the place");
}

static LineHours hours_on(const LineGate *gate, const LinePlace *place, Day day)
{
    HolidayCalendar calendar = place->calendar;
    const Policy *policy = gate->policy;
    switch (gate->rule) {
    case LINE_HOURS_OFFICE:
        return working_hours(policy, calendar, day, policy->office_hours, "policy: office hours");
    case LINE_HOURS_MAIL:
        return working_hours(policy, calendar, day, policy->mail_hours, "policy: mail hours");
    case LINE_HOURS_POLICY:
        return whole(policy->call_hours, "policy: call hours");
    case LINE_HOURS_LAW:
        if (gate->no_holidays && holiday_on(calendar, day))
            return closed(holiday_source(calendar));
        if (gate->no_weekends && !line_calendar_works(policy, calendar, day))
            return closed("policy: working days of the place");
        return line_law_hours(place->law, policy->call_hours, law_day(day),
                              holiday_on(calendar, day));
    default:
        return whole((Hours){0, 24 * 60}, NULL);
    }
}

LineHours line_call_hours(const Policy *policy, AddressKind kind, const char *country,
                          const char *region, Day day)
{
    HolidayCalendar calendar = holiday_calendar(country, region);
    if (line_is_workplace(kind))
        return working_hours(policy, calendar, day, policy->office_hours, "policy: office hours");
    return line_law_hours(line_law(country, region), policy->call_hours, law_day(day),
                          holiday_on(calendar, day));
}

static LineAnswer ask_zone(const LineGate *gate, const LinePlace *place, const Zone *zone, Time at)
{
    LineWall wall = line_wall_at(zone, at);
    int minute = wall.second / MINUTE;
    LineHours hours = hours_on(gate, place, wall.day);
    const char *source = hours.source;
    for (size_t of = 0; of < hours.count; of++) {
        Hours window = hours.windows[of];
        if (minute < window.from)
            return line_refuse(LINE_QUIET, line_wall_ahead(&wall, wall.day, window.from), source);
        if (minute < window.to)
            return (LineAnswer){LINE_OPEN, line_wall_ahead(&wall, wall.day, window.to), source};
    }
    LineRule rule = hours.count ? LINE_QUIET : hours.closed;
    Day day = wall.day + 1;
    while (day < wall.day + QUIET_DAYS && (hours = hours_on(gate, place, day)).count == 0)
        day++;
    return line_refuse(rule, line_wall_ahead(&wall, day, hours.count ? hours.windows[0].from : 0),
                       source);
}

LineAnswer line_ask_hours(const LineGate *gate, Time at)
{
    LineAnswer answer = line_any_time;
    if (gate->rule == LINE_HOURS_FREE)
        return answer;
    for (size_t of = 0; of < gate->place_count; of++)
        for (size_t in = 0; in < gate->places[of].zone_count; in++) {
            LineAnswer there = ask_zone(gate, &gate->places[of], gate->places[of].zones[in], at);
            if (there.rule == LINE_OPEN ? answer.rule == LINE_OPEN && there.until < answer.until
                                        : answer.rule == LINE_OPEN || there.until > answer.until)
                answer = there;
        }
    return answer;
}
