#include "base/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { DEFAULT_MINUTE = 9 * 60 };

static Time instant(const char *text)
{
    Time time = TIME_NONE;
    Err err;
    assert_true(time_parse_rfc3339(text, &time, &err));
    return time;
}

/* What a clock on the wall of the zone shows: "Thu 2026-11-19 09:00", with seconds where not 0. */
static const char *wall(const Zone *zone, Time at)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static char text[64];
    Civil civil = zone_civil(zone, at);
    int length = snprintf(text, sizeof text, "%s %04d-%02d-%02d %02d:%02d",
                          names[day_weekday(zone_day(zone, at))], civil.year, civil.month,
                          civil.day, civil.hour, civil.minute);
    if (civil.second)
        snprintf(text + length, sizeof text - (size_t)length, ":%02d", civil.second);
    return text;
}

typedef struct Case {
    const char *text;
    const char *wall;
    bool has_time;
} Case;

static void reads(const Case *cases, size_t count, const char *now, const char *zone_name,
                  const char *region)
{
    const Zone *zone = zone_find(zone_name);
    for (size_t i = 0; i < count; i++) {
        When when;
        Err err = {0};
        if (!when_parse(cases[i].text, instant(now), zone, region, DEFAULT_MINUTE, &when, &err))
            fail_msg("%s: %s", cases[i].text, err.message);
        if (strcmp(wall(zone, when.at), cases[i].wall) != 0 || when.has_time != cases[i].has_time)
            fail_msg("%s: %s%s, not %s", cases[i].text, wall(zone, when.at),
                     when.has_time ? " (a time)" : "", cases[i].wall);
    }
}
#define READS(cases, now, zone, region)                                                            \
    reads(cases, sizeof(cases) / sizeof(cases)[0], now, zone, region)

/* A Wednesday, 10:00 in New York. */
static const char *const wednesday = "2026-11-18T15:00:00Z";

static void test_days_by_name(void **state)
{
    static const Case cases[] = {
        {"today", "Wed 2026-11-18 09:00", false},
        {"tomorrow", "Thu 2026-11-19 09:00", false},
        {"Tomorrow", "Thu 2026-11-19 09:00", false},
        {"tmrw", "Thu 2026-11-19 09:00", false},
        {"tomorrow 9am", "Thu 2026-11-19 09:00", true},
        {"tomorrow at 9", "Thu 2026-11-19 09:00", true},
        {"tomorrow 9", "Thu 2026-11-19 09:00", true},
        {"9am tomorrow", "Thu 2026-11-19 09:00", true},
        {"tomorrow, 3:30", "Thu 2026-11-19 15:30", true},
        {"tomorrow at 3", "Thu 2026-11-19 15:00", true},
        {"tomorrow 03:30", "Thu 2026-11-19 03:30", true},
        {"tomorrow morning", "Thu 2026-11-19 09:00", true},
        {"tomorrow first thing", "Thu 2026-11-19 08:00", true},
        {"tomorrow morning at 7:30", "Thu 2026-11-19 07:30", true},
        {"tomorrow afternoon at 4", "Thu 2026-11-19 16:00", true},
        {"the day after tomorrow", "Fri 2026-11-20 09:00", false},
        {"day after tomorrow 8 in the evening", "Fri 2026-11-20 20:00", true},
        {"tonight", "Wed 2026-11-18 19:00", true},
        {"tonight at 8", "Wed 2026-11-18 20:00", true},
        {"this afternoon", "Wed 2026-11-18 14:00", true},
        {"this evening at 7", "Wed 2026-11-18 19:00", true},
        {"yesterday", "Tue 2026-11-17 09:00", false},
        {"yesterday 16:15", "Tue 2026-11-17 16:15", true},
        {"same time tomorrow", "Thu 2026-11-19 10:00", true},
        {"this time next week", "Mon 2026-11-23 10:00", true},
        {"today eod", "Wed 2026-11-18 17:00", true},
        {"end of day", "Wed 2026-11-18 17:00", true},
        {"by close of business tomorrow", "Thu 2026-11-19 17:00", true},
    };
    READS(cases, wednesday, "America/New_York", "US");
}

static void test_weekdays(void **state)
{
    static const Case cases[] = {
        {"friday", "Fri 2026-11-20 09:00", false},
        {"Fri.", "Fri 2026-11-20 09:00", false},
        {"on Friday", "Fri 2026-11-20 09:00", false},
        {"fri 3pm", "Fri 2026-11-20 15:00", true},
        {"fri 1430", "Fri 2026-11-20 14:30", true},
        {"wednesday", "Wed 2026-11-25 09:00", false}, /* today would be called today */
        {"wed 3pm", "Wed 2026-11-25 15:00", true},
        {"tuesday", "Tue 2026-11-24 09:00", false},
        {"this friday", "Fri 2026-11-20 09:00", false},
        {"this monday", "Mon 2026-11-23 09:00", false},
        {"coming monday", "Mon 2026-11-23 09:00", false},
        {"this coming monday", "Mon 2026-11-23 09:00", false},
        {"next friday", "Fri 2026-11-27 09:00", false}, /* of next week */
        {"next tuesday 14:30", "Tue 2026-11-24 14:30", true},
        {"friday next week", "Fri 2026-11-27 09:00", false},
        {"next week friday", "Fri 2026-11-27 09:00", false},
        {"next week on friday at noon", "Fri 2026-11-27 12:00", true},
        {"monday after next", "Mon 2026-11-30 09:00", false},
        {"friday in two weeks", "Fri 2026-12-04 09:00", false},
        {"in 2 weeks on friday", "Fri 2026-12-04 09:00", false},
        {"a week from friday", "Fri 2026-11-27 09:00", false},
        {"two weeks from tomorrow", "Thu 2026-12-03 09:00", false},
        {"2 days before friday", "Wed 2026-11-18 09:00", false},
        {"monday morning", "Mon 2026-11-23 09:00", true},
        {"monday, first thing in the morning", "Mon 2026-11-23 08:00", true},
        {"friday night", "Fri 2026-11-20 19:00", true},
        {"friday at midnight", "Sat 2026-11-21 00:00", true},
        {"last friday", "Fri 2026-11-13 09:00", false},
        {"last wednesday", "Wed 2026-11-11 09:00", false},
        {"weekend", "Sat 2026-11-21 09:00", false},
        {"next weekend", "Sat 2026-11-28 09:00", false},
        {"Tuesday, 1 Dec", "Tue 2026-12-01 09:00", false},
        {"1 Dec, tuesday", "Tue 2026-12-01 09:00", false},
        {"friday the 20th", "Fri 2026-11-20 09:00", false},
    };
    READS(cases, wednesday, "America/New_York", "US");
}

static void test_distances(void **state)
{
    static const Case cases[] = {
        {"+3d", "Sat 2026-11-21 09:00", false},
        {"+ 3 d", "Sat 2026-11-21 09:00", false},
        {"3d", "Sat 2026-11-21 09:00", false},
        {"+2w", "Wed 2026-12-02 09:00", false},
        {"+90m", "Wed 2026-11-18 11:30", true},
        {"+2h", "Wed 2026-11-18 12:00", true},
        {"+1h30m", "Wed 2026-11-18 11:30", true},
        {"+1d2h", "Thu 2026-11-19 12:00", true},
        {"+1mo", "Fri 2026-12-18 09:00", false},
        {"+1y", "Thu 2027-11-18 09:00", false},
        {"in 3 days", "Sat 2026-11-21 09:00", false},
        {"in 3 days at 9", "Sat 2026-11-21 09:00", true},
        {"in two weeks", "Wed 2026-12-02 09:00", false},
        {"in two weeks' time", "Wed 2026-12-02 09:00", false},
        {"two weeks from now", "Wed 2026-12-02 09:00", false},
        {"in a fortnight", "Wed 2026-12-02 09:00", false},
        {"in a week", "Wed 2026-11-25 09:00", false},
        {"in a couple of weeks", "Wed 2026-12-02 09:00", false},
        {"in a few days", "Sat 2026-11-21 09:00", false},
        {"in an hour", "Wed 2026-11-18 11:00", true},
        {"in half an hour", "Wed 2026-11-18 10:30", true},
        {"in an hour and a half", "Wed 2026-11-18 11:30", true},
        {"in 1.5 hours", "Wed 2026-11-18 11:30", true},
        {"in twenty minutes", "Wed 2026-11-18 10:20", true},
        {"in 1 hour and 15 minutes", "Wed 2026-11-18 11:15", true},
        {"in 3 working days", "Mon 2026-11-23 09:00", false},
        {"in 5 business days", "Wed 2026-11-25 09:00", false},
        {"in one month", "Fri 2026-12-18 09:00", false},
        {"in half a year", "Tue 2027-05-18 09:00", false},
        {"in a quarter", "Thu 2027-02-18 09:00", false},
        {"in 6 months", "Tue 2027-05-18 09:00", false},
        {"-2d", "Mon 2026-11-16 09:00", false},
        {"2 days ago", "Mon 2026-11-16 09:00", false},
        {"2 hours ago", "Wed 2026-11-18 08:00", true},
        {"3 weeks ago at 4pm", "Wed 2026-10-28 16:00", true},
        {"now", "Wed 2026-11-18 10:00", true},
        {"asap", "Wed 2026-11-18 10:00", true},
    };
    READS(cases, wednesday, "America/New_York", "US");
}

static void test_clocks(void **state)
{
    static const Case cases[] = {
        {"15:00", "Wed 2026-11-18 15:00", true},
        {"9:30", "Thu 2026-11-19 09:30", true}, /* past today */
        {"10:00", "Thu 2026-11-19 10:00", true},
        {"10:01", "Wed 2026-11-18 10:01", true},
        {"15:00:30", "Wed 2026-11-18 15:00:30", true},
        {"3pm", "Wed 2026-11-18 15:00", true},
        {"3 p.m.", "Wed 2026-11-18 15:00", true},
        {"3:15 PM", "Wed 2026-11-18 15:15", true},
        {"at 3", "Wed 2026-11-18 15:00", true},
        {"@ 3", "Wed 2026-11-18 15:00", true},
        {"at 11", "Wed 2026-11-18 11:00", true},
        {"around 3", "Wed 2026-11-18 15:00", true},
        {"after 3pm", "Wed 2026-11-18 15:00", true},
        {"at 9.30", "Thu 2026-11-19 09:30", true},
        {"9.30am", "Thu 2026-11-19 09:30", true},
        {"15h30", "Wed 2026-11-18 15:30", true},
        {"at 15h", "Wed 2026-11-18 15:00", true},
        {"tomorrow 15h", "Thu 2026-11-19 15:00", true},
        {"5 o'clock", "Wed 2026-11-18 17:00", true},
        {"11 o’clock", "Wed 2026-11-18 11:00", true},
        {"1430", "Wed 2026-11-18 14:30", true},
        {"at 0930", "Thu 2026-11-19 09:30", true},
        {"noon", "Wed 2026-11-18 12:00", true},
        {"midnight", "Thu 2026-11-19 00:00", true},
        {"12am", "Thu 2026-11-19 00:00", true},
        {"12pm", "Wed 2026-11-18 12:00", true},
        {"12:30", "Wed 2026-11-18 12:30", true},
        {"3 in the afternoon", "Wed 2026-11-18 15:00", true},
        {"8 in the morning", "Thu 2026-11-19 08:00", true},
        {"at 6 in the morning", "Thu 2026-11-19 06:00", true},
        {"half past 3", "Wed 2026-11-18 15:30", true},
        {"quarter to 5", "Wed 2026-11-18 16:45", true},
        {"a quarter past 11", "Wed 2026-11-18 11:15", true},
        {"ten to 12", "Wed 2026-11-18 11:50", true},
        {"evening", "Wed 2026-11-18 18:00", true},
        {"morning", "Thu 2026-11-19 09:00", true},
    };
    READS(cases, wednesday, "America/New_York", "US");
}

static void test_dates(void **state)
{
    static const Case cases[] = {
        {"2026-12-01", "Tue 2026-12-01 09:00", false},
        {"2026-12-01 9:30", "Tue 2026-12-01 09:30", true},
        {"2026-12-01 3:30", "Tue 2026-12-01 03:30", true}, /* by the standard: 24 hours */
        {"2026-12-01T09:15", "Tue 2026-12-01 09:15", true},
        {"2026-12-01T09:15:20", "Tue 2026-12-01 09:15:20", true},
        {"2026-12-01T14:00:00Z", "Tue 2026-12-01 09:00", true},
        {"2026-12-01T14:00:00+01:00", "Tue 2026-12-01 08:00", true},
        {"2026/12/01", "Tue 2026-12-01 09:00", false},
        {"20261201", "Tue 2026-12-01 09:00", false},
        {"2025-01-01", "Wed 2025-01-01 09:00", false}, /* the year was said */
        {"1 Dec", "Tue 2026-12-01 09:00", false},
        {"1st of December", "Tue 2026-12-01 09:00", false},
        {"first of december", "Tue 2026-12-01 09:00", false},
        {"the first of december", "Tue 2026-12-01 09:00", false},
        {"Dec 1", "Tue 2026-12-01 09:00", false},
        {"december the 1st", "Tue 2026-12-01 09:00", false},
        {"Dec. 1st, 2027", "Wed 2027-12-01 09:00", false},
        {"Dec 1 2027", "Wed 2027-12-01 09:00", false},
        {"1 Dec 27", "Wed 2027-12-01 09:00", false},
        {"1-Dec-2027", "Wed 2027-12-01 09:00", false},
        {"1. Dec. 2027", "Wed 2027-12-01 09:00", false},
        {"Dec 1 at 3pm", "Tue 2026-12-01 15:00", true},
        {"Dec 1 15", "Tue 2026-12-01 15:00", true},
        {"dec 1 9:30", "Tue 2026-12-01 09:30", true},
        {"dec 1 09:30", "Tue 2026-12-01 09:30", true},
        {"3pm on Dec 1", "Tue 2026-12-01 15:00", true},
        {"17 Nov", "Wed 2027-11-17 09:00", false}, /* this year's is past */
        {"18 Nov", "Wed 2026-11-18 09:00", false}, /* today */
        {"18 Nov 9:00", "Thu 2027-11-18 09:00", true},
        {"29 feb", "Tue 2028-02-29 09:00", false},
        {"12/1/2026", "Tue 2026-12-01 09:00", false},
        {"12/1/26", "Tue 2026-12-01 09:00", false},
        {"12/1", "Tue 2026-12-01 09:00", false},
        {"20/12", "Sun 2026-12-20 09:00", false}, /* there is no month 20 */
        {"12-1-2026 4pm", "Tue 2026-12-01 16:00", true},
        {"1.12.", "Tue 2026-12-01 09:00", false},
        {"1.12.2026", "Tue 2026-12-01 09:00", false},
        {"1.12. 2026", "Tue 2026-12-01 09:00", false},
        {"1.12.26 14:00", "Tue 2026-12-01 14:00", true},
        {"12.20.2026", "Sun 2026-12-20 09:00", false},
        {"the 15th", "Tue 2026-12-15 09:00", false},
        {"on the 25", "Wed 2026-11-25 09:00", false},
        {"20th", "Fri 2026-11-20 09:00", false},
        {"the 18th", "Wed 2026-11-18 09:00", false},
        {"the 31st", "Thu 2026-12-31 09:00", false},
        {"15th of next month", "Tue 2026-12-15 09:00", false},
        {"first of the month", "Tue 2026-12-01 09:00", false},
    };
    READS(cases, wednesday, "America/New_York", "US");
}

static void test_the_habit_of_the_region(void **state)
{
    static const Case day_first[] = {
        {"3/4", "Sat 2027-04-03 09:00", false},      {"3/4/2027", "Sat 2027-04-03 09:00", false},
        {"3-4-27", "Sat 2027-04-03 09:00", false},   {"4/13", "Tue 2027-04-13 09:00", false},
        {"3.4.2027", "Sat 2027-04-03 09:00", false},
    };
    READS(day_first, wednesday, "Europe/Berlin", "DE");
    READS(day_first, wednesday, "Europe/Berlin", "");
    READS(day_first, wednesday, "Europe/London", NULL);
    static const Case month_first[] = {
        {"3/4", "Thu 2027-03-04 09:00", false},
        {"3/4/2027", "Thu 2027-03-04 09:00", false},
        {"13/4", "Tue 2027-04-13 09:00", false},
        {"3.4.2027", "Sat 2027-04-03 09:00", false},
    };
    READS(month_first, wednesday, "America/New_York", "us");
    READS(month_first, wednesday, "Asia/Manila", "PH");
}

static void test_spans(void **state)
{
    static const Case cases[] = {
        {"next week", "Mon 2026-11-23 09:00", false},
        {"week after next", "Mon 2026-11-30 09:00", false},
        {"the week after next", "Mon 2026-11-30 09:00", false},
        {"early next week", "Mon 2026-11-23 09:00", false},
        {"mid next week", "Wed 2026-11-25 09:00", false},
        {"end of next week", "Fri 2026-11-27 09:00", false},
        {"end of week", "Fri 2026-11-20 09:00", false},
        {"by the end of the week", "Fri 2026-11-20 09:00", false},
        {"eow", "Fri 2026-11-20 09:00", false},
        {"next month", "Tue 2026-12-01 09:00", false},
        {"month after next", "Mon 2027-01-04 09:00", false},
        {"end of month", "Mon 2026-11-30 09:00", false},
        {"end of the month", "Mon 2026-11-30 09:00", false},
        {"month end", "Mon 2026-11-30 09:00", false},
        {"eom", "Mon 2026-11-30 09:00", false},
        {"middle of the month", "Tue 2026-12-15 09:00", false}, /* this month's is past */
        {"end of next month", "Thu 2026-12-31 09:00", false},
        {"march", "Mon 2027-03-01 09:00", false},
        {"in March", "Mon 2027-03-01 09:00", false},
        {"may", "Mon 2027-05-03 09:00", false}, /* the 1st is a Saturday */
        {"march 2028", "Wed 2028-03-01 09:00", false},
        {"3/2028", "Wed 2028-03-01 09:00", false},
        {"march '28", "Wed 2028-03-01 09:00", false},
        {"november", "Mon 2027-11-01 09:00", false},
        {"early march", "Mon 2027-03-01 09:00", false},
        {"mid march", "Mon 2027-03-15 09:00", false},
        {"first week of december", "Tue 2026-12-01 09:00", false},
        {"the first half of march", "Mon 2027-03-01 09:00", false},
        {"second half of march", "Mon 2027-03-15 09:00", false},
        {"sometime next week", "Mon 2026-11-23 09:00", false},
        {"mid-December", "Tue 2026-12-15 09:00", false},
        {"end of march", "Wed 2027-03-31 09:00", false},
        {"end of february 2027", "Fri 2027-02-26 09:00", false},
        {"late january", "Fri 2027-01-29 09:00", false},
        {"Q1", "Mon 2027-01-04 09:00", false}, /* nobody works on the 1st of January */
        {"q2 2027", "Thu 2027-04-01 09:00", false},
        {"end of Q1", "Wed 2027-03-31 09:00", false},
        {"next quarter", "Mon 2027-01-04 09:00", false},
        {"end of quarter", "Thu 2026-12-31 09:00", false},
        {"next year", "Mon 2027-01-04 09:00", false},
        {"in the new year", "Mon 2027-01-04 09:00", false},
        {"january", "Mon 2027-01-04 09:00", false},
        {"in 2028", "Mon 2028-01-03 09:00", false},
        {"early 2028", "Mon 2028-01-03 09:00", false},
        {"end of year", "Thu 2026-12-31 09:00", false},
        {"year-end", "Thu 2026-12-31 09:00", false},
        {"eoy", "Thu 2026-12-31 09:00", false},
        {"end of next year", "Fri 2027-12-31 09:00", false},
        {"week 49", "Mon 2026-11-30 09:00", false},
        {"kw 2", "Mon 2027-01-11 09:00", false},
        {"friday week 49", "Fri 2026-12-04 09:00", false},
        {"first monday of march", "Mon 2027-03-01 09:00", false},
        {"the 2nd tuesday of next month", "Tue 2026-12-08 09:00", false},
        {"last friday of the month", "Fri 2026-11-27 09:00", false},
        {"last thursday in january at 2pm", "Thu 2027-01-28 14:00", true},
    };
    READS(cases, wednesday, "America/New_York", "US");
}

static void test_looser_talk(void **state)
{
    static const Case cases[] = {
        {"thursday 2-3pm", "Thu 2026-11-19 14:00", true}, /* the end is let go */
        {"monday 09:00-10:00", "Mon 2026-11-23 09:00", true},
        {"monday 9 to 5", "Mon 2026-11-23 09:00", true},
        {"tuesday between 2 and 4", "Tue 2026-11-24 14:00", true},
        {"10 to 5", "Wed 2026-11-18 16:50", true},
        {"12 noon", "Wed 2026-11-18 12:00", true},
        {"12 midnight", "Thu 2026-11-19 00:00", true},
        {"before noon", "Wed 2026-11-18 12:00", true},
        {"before 5pm", "Wed 2026-11-18 17:00", true},
        {"early tomorrow", "Thu 2026-11-19 08:00", true},
        {"late friday", "Fri 2026-11-20 16:00", true},
        {"early friday afternoon", "Fri 2026-11-20 13:00", true},
        {"late tomorrow afternoon", "Thu 2026-11-19 16:00", true},
        {"mid morning", "Thu 2026-11-19 10:00", true},
        {"after friday", "Mon 2026-11-23 09:00", false},
        {"before friday", "Thu 2026-11-19 09:00", false},
        {"after the 15th", "Wed 2026-12-16 09:00", false},
        {"after 12/1", "Wed 2026-12-02 09:00", false},
        {"after march", "Thu 2027-04-01 09:00", false},
        {"before march", "Fri 2027-02-26 09:00", false},
        {"after next week", "Mon 2026-11-30 09:00", false},
        {"the next day", "Thu 2026-11-19 09:00", false},
        {"next working day", "Thu 2026-11-19 09:00", false},
        {"in one and a half hours", "Wed 2026-11-18 11:30", true},
        {"48h", "Fri 2026-11-20 10:00", true},
        {"first day of next month", "Tue 2026-12-01 09:00", false},
        {"last day of january", "Sun 2027-01-31 09:00", false},
        {"march next year", "Mon 2027-03-01 09:00", false},
        {"1 march of next year", "Mon 2027-03-01 09:00", false},
        {"this december", "Tue 2026-12-01 09:00", false},
        {"next december", "Wed 2027-12-01 09:00", false}, /* of the next year */
        {"2026-12-01T09:00Z", "Tue 2026-12-01 04:00", true},
        {"2026-12-01T09:00-06:00", "Tue 2026-12-01 10:00", true},
        {"2026-12-01 09:00-10:00", "Tue 2026-12-01 09:00", true}, /* until ten */
        {"2026-12-01 09:00 UTC", "Tue 2026-12-01 04:00", true},
        {"Mon, 23 Nov 2026 09:00:00 -0600", "Mon 2026-11-23 10:00", true},
    };
    READS(cases, wednesday, "America/New_York", "US");
}

static void test_around_the_new_year(void **state)
{
    /* Thursday, 31 December, 10:00 in Berlin. */
    static const Case cases[] = {
        {"today 23:59", "Thu 2026-12-31 23:59", true},
        {"midnight", "Fri 2027-01-01 00:00", true},
        {"tomorrow", "Fri 2027-01-01 09:00", false},
        {"9:00", "Fri 2027-01-01 09:00", true},
        {"monday", "Mon 2027-01-04 09:00", false},
        {"next monday", "Mon 2027-01-04 09:00", false},
        {"next month", "Mon 2027-01-04 09:00", false},
        {"in 1 working day", "Mon 2027-01-04 09:00", false},
        {"next year", "Mon 2027-01-04 09:00", false},
        {"end of year", "Thu 2026-12-31 09:00", false},
        {"end of month 9:00", "Fri 2027-01-29 09:00", true},
        {"31 dec", "Thu 2026-12-31 09:00", false},
        {"1.1.", "Fri 2027-01-01 09:00", false},
        {"1 Jan", "Fri 2027-01-01 09:00", false},
        {"in 2 months", "Sun 2027-02-28 09:00", false},
        {"+14h", "Fri 2027-01-01 00:00", true},
        {"week 53", "Thu 2026-12-31 09:00", false}, /* it is already */
        {"week 1", "Mon 2027-01-04 09:00", false},
        {"the 31st", "Thu 2026-12-31 09:00", false},
        {"Q1", "Mon 2027-01-04 09:00", false},
    };
    READS(cases, "2026-12-31T09:00:00Z", "Europe/Berlin", "DE");
}

static void test_when_clocks_change(void **state)
{
    /* Friday, 27 March 2026, 18:00 in Berlin; on Sunday 2:00 becomes 3:00. */
    static const Case spring[] = {
        {"monday 9am", "Mon 2026-03-30 09:00", true},
        {"sunday 02:30", "Sun 2026-03-29 03:00", true}, /* does not exist: just after the gap */
        {"+2d", "Sun 2026-03-29 09:00", false},
        {"+2d1h", "Sun 2026-03-29 19:00", true},
        {"+48h", "Sun 2026-03-29 19:00", true}, /* 48 hours of a stop-watch */
        {"in 3 days at 18:00", "Mon 2026-03-30 18:00", true},
    };
    READS(spring, "2026-03-27T17:00:00Z", "Europe/Berlin", "DE");

    const Zone *berlin = zone_find("Europe/Berlin");
    When when;
    Err err;
    /* Saturday, 24 October 2026: at night 3:00 becomes 2:00, and 2:30 is the first of two. */
    assert_true(when_parse("tomorrow 02:30", instant("2026-10-24T10:00:00Z"), berlin, "DE",
                           DEFAULT_MINUTE, &when, &err));
    assert_int_equal(when.at, instant("2026-10-25T00:30:00Z"));
    /* In the second 2:15, the 2:30 of today is past, though its wall time is still to come. */
    assert_true(when_parse("02:30", instant("2026-10-25T01:15:00Z"), berlin, "DE", DEFAULT_MINUTE,
                           &when, &err));
    assert_int_equal(when.at, instant("2026-10-26T01:30:00Z"));
    assert_true(when_parse("tomorrow", instant("2026-10-24T10:00:00Z"), berlin, "DE",
                           DEFAULT_MINUTE, &when, &err));
    assert_int_equal(when.at, instant("2026-10-25T08:00:00Z"));
}

static void test_today_is_the_zones_today(void **state)
{
    static const Case kiritimati[] = {{"today", "Thu 2026-11-19 09:00", false},
                                      {"tomorrow", "Fri 2026-11-20 09:00", false},
                                      {"thursday", "Thu 2026-11-26 09:00", false}};
    READS(kiritimati, wednesday, "Pacific/Kiritimati", "KI"); /* 14 hours ahead: Thursday, 5:00 */
}

static void test_refuses(void **state)
{
    static const struct {
        const char *text, *names;
    } cases[] = {
        {"", "no date"},
        {NULL, "no date"},
        {"   ", "no date"},
        {"at", "no date"},
        {"soon", "\"soon\""},
        {"Fridya", "perhaps \"friday\""},
        {"tomorow nachmittag", "\"nachmittag\""},
        {"whenever", "\"whenever\""},
        {"Übermorgen", "\"Übermorgen\""},
        {"2027", "\"2027\""}, /* a year, or 20:27 */
        {"15h", "\"15\""},    /* a clock, or hours */
        {"friday 13", "\"13\""},
        {"after the holidays", "\"holidays\""},
        {"tomorrow 9:00 EST", "\"EST\""},
        {"in 2-3 weeks", "\"weeks\""},
        {"late", "no date"},
        {"this week", "\"this\""},
        {"25:00", "\"25\""},
        {"13pm", "\"13\""},
        {"9:75", "\"9\""},
        {"30 feb", "does not exist"},
        {"2026-02-30", "does not exist"},
        {"2026-13-01", "does not exist"},
        {"31.11.2026", "does not exist"},
        {"the 32nd", "does not exist"},
        {"0.1.2027", "\"0\""},
        {"tomorrow friday", "\"friday\""},
        {"9am 10am", "\"10\""},
        {"tomorrow in 2 hours", "two times"},
        {"tomorrow in 2 weeks", "two times"},
        {"now tomorrow", "two times"},
        {"Monday, 1 Dec 2026", "is a Tuesday, not a Monday"},
        {"a week from", "from which day"},
        {"in 9000 years", "too far"},
        {"in 999999 days", "\"999999\""},
        {"123456789012", "too long a number"},
        {"5 monday of march", "\"5\""},
        {"5th monday of february 2027", "does not exist"},
        {"week 54", "\"week\""},
        {"tomorrow tomorrow tomorrow", "\"tomorrow\""},
    };
    const Zone *zone = zone_find("America/New_York");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        When when = {.at = 7};
        Err err = {0};
        if (when_parse(cases[i].text, instant(wednesday), zone, "US", DEFAULT_MINUTE, &when, &err))
            fail_msg("%s: taken for %s", cases[i].text, wall(zone, when.at));
        assert_int_equal(when.at, 7);
        assert_int_equal(err.kind, ERR_INPUT);
        if (!strstr(err.message, cases[i].names))
            fail_msg("%s: %s", cases[i].text, err.message);
    }
}

static void test_refuses_endless_text(void **state)
{
    char text[3000];
    memset(text, '1', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    for (size_t i = 1; i < sizeof text - 1; i += 2)
        text[i] = ' ';
    When when;
    Err err = {0};
    assert_false(when_parse(text, 0, zone_utc(), "US", 0, &when, &err));
    assert_int_equal(err.kind, ERR_INPUT);
}

/* Whatever is left open lies in the future, on every day of two years. */
static void test_open_days_lie_ahead(void **state)
{
    static const char *const texts[] = {
        "friday",
        "monday 9am",
        "next week",
        "next friday",
        "march",
        "end of month",
        "mid march",
        "the 31st",
        "the 15th",
        "29 feb",
        "eow",
        "end of year",
        "Q1",
        "weekend",
        "first monday of march",
        "last friday of the month",
        "9:00",
        "noon",
        "week 1",
    };
    const Zone *zone = zone_find("America/New_York");
    for (int day = 0; day < 731; day++) {
        Time now = instant("2027-01-01T16:00:00Z") + (Time)day * DAY_SECONDS;
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
            When when;
            Err err = {0};
            if (!when_parse(texts[i], now, zone, "US", DEFAULT_MINUTE, &when, &err))
                fail_msg("%s on day %d: %s", texts[i], day, err.message);
            if (when.has_time ? when.at <= now : zone_day(zone, when.at) < zone_day(zone, now))
                fail_msg("%s on day %d lies in the past: %s", texts[i], day, wall(zone, when.at));
        }
    }
}

static void test_dates_of_files(void **state)
{
    static const struct {
        const char *text, *region, *wall;
    } cases[] = {
        {"2016-10-20", "US", "Thu 2016-10-20 00:00"},
        {"10/20/2016", "US", "Thu 2016-10-20 00:00"},
        {"10/20/16", "US", "Thu 2016-10-20 00:00"},
        {"20/10/2016", "US", "Thu 2016-10-20 00:00"},
        {"3/4/2016", "US", "Fri 2016-03-04 00:00"},
        {"3/4/2016", "GB", "Sun 2016-04-03 00:00"},
        {"20.10.2016", "US", "Thu 2016-10-20 00:00"},
        {"20.10.16", "DE", "Thu 2016-10-20 00:00"},
        {"12 Mar 2025", "US", "Wed 2025-03-12 00:00"},
        {"12-Mar-25", "US", "Wed 2025-03-12 00:00"},
        {"12 Mar 05", "US", "Sat 2005-03-12 00:00"},
        {"March 12, 2025", "US", "Wed 2025-03-12 00:00"},
        {"Mar 2025", "US", "Sat 2025-03-01 00:00"},
        {"3/15/2024 2:30 PM", "US", "Fri 2024-03-15 14:30"},
        {"3/15/2024 14:30:15", "US", "Fri 2024-03-15 14:30:15"},
        {"2024-03-15 2:30", "US", "Fri 2024-03-15 02:30"},
        {"2024-03-15 14:30:00.123", "US", "Fri 2024-03-15 14:30"},
        {"2024-03-15T14:30:00Z", "US", "Fri 2024-03-15 10:30"},
        {"2024-03-15T14:30:00.000+0000", "US", "Fri 2024-03-15 10:30"},
        {"2024-03-15 14:30:00+01", "US", "Fri 2024-03-15 09:30"},
        {"2024-03-15 14:30 UTC", "US", "Fri 2024-03-15 10:30"},
        {"Fri, 15 Mar 2024 14:30:00 -0400", "US", "Fri 2024-03-15 14:30"},
        {"1/2/99", "US", "Sat 1999-01-02 00:00"},
        {"46348", "US", "Sun 2026-11-22 00:00"},
        {"46348.5", "US", "Sun 2026-11-22 12:00"},
        {"46348.0006944", "US", "Sun 2026-11-22 00:01"},
        {"20261122", "US", "Sun 2026-11-22 00:00"},
        {" 2016-10-20 ", "US", "Thu 2016-10-20 00:00"},
    };
    const Zone *zone = zone_find("America/New_York");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Time at;
        Err err = {0};
        if (!when_parse_file_date(cases[i].text, zone, cases[i].region, &at, &err))
            fail_msg("%s: %s", cases[i].text, err.message);
        if (strcmp(wall(zone, at), cases[i].wall) != 0)
            fail_msg("%s: %s, not %s", cases[i].text, wall(zone, at), cases[i].wall);
    }
    static const char *const wrong[] = {
        "",           NULL,        "n/a",        "12 Mar", "0000-00-00",
        "2024-02-30", "1234",      "tomorrow",   "14:30",  "3/15/2024 x",
        "9999999",    "46348.5.5", "13/13/2024", "-",      "2024-03-15 14:30 EST",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Time at = 7;
        Err err = {0};
        if (when_parse_file_date(wrong[i], zone, "US", &at, &err))
            fail_msg("%s: taken for %s", wrong[i], wall(zone, at));
        assert_int_equal(at, 7);
        assert_int_equal(err.kind, ERR_INPUT);
    }
}

static void test_says_it_again(void **state)
{
    static const struct {
        const char *at, *said;
    } cases[] = {
        {"2026-11-18T19:30:00Z", "today 14:30"},    {"2026-11-19T14:00:00Z", "tomorrow 9:00"},
        {"2026-11-17T14:05:00Z", "yesterday 9:05"}, {"2026-12-01T14:00:00Z", "Tue 1 Dec 9:00"},
        {"2026-10-01T13:00:00Z", "Thu 1 Oct 9:00"}, {"2027-12-01T14:00:00Z", "1 Dec 2027"},
        {"2025-12-01T14:00:00Z", "1 Dec 2025"},
    };
    auto_arena Arena *arena = arena_new();
    const Zone *zone = zone_find("America/New_York");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(when_say(arena, instant(cases[i].at), instant(wednesday), zone),
                            cases[i].said);
    assert_string_equal(when_say(arena, TIME_NONE, 0, zone), "");
}

static void test_says_the_distance(void **state)
{
    static const struct {
        Time seconds;
        const char *said;
    } cases[] = {
        {0, "just now"},
        {59, "just now"},
        {-59, "just now"},
        {60, "in 1 minute"},
        {-150, "3 minutes ago"},
        {59 * MINUTE + 30, "in 1 hour"},
        {2 * HOUR - 1, "in 2 hours"},
        {-24 * HOUR, "1 day ago"},
        {-3 * DAY_SECONDS, "3 days ago"},
        {13 * DAY_SECONDS, "in 13 days"},
        {14 * DAY_SECONDS, "in 2 weeks"},
        {-90 * DAY_SECONDS, "3 months ago"},
        {-800 * DAY_SECONDS, "2 years ago"},
    };
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(when_ago(arena, 1000000000 + cases[i].seconds, 1000000000),
                            cases[i].said);
    assert_string_equal(when_ago(arena, TIME_NONE, 0), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_by_name),
        cmocka_unit_test(test_weekdays),
        cmocka_unit_test(test_distances),
        cmocka_unit_test(test_clocks),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_the_habit_of_the_region),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_looser_talk),
        cmocka_unit_test(test_around_the_new_year),
        cmocka_unit_test(test_when_clocks_change),
        cmocka_unit_test(test_today_is_the_zones_today),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_refuses_endless_text),
        cmocka_unit_test(test_open_days_lie_ahead),
        cmocka_unit_test(test_dates_of_files),
        cmocka_unit_test(test_says_it_again),
        cmocka_unit_test(test_says_the_distance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
