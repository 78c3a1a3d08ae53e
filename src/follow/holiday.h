/* Holidays: which days are not worked somewhere, computed by rule.
 *
 * The rules of each country stand in one table (holiday_table.c) with the law they come from.
 * Countries without a row have Saturday and Sunday off and no public holidays here; so do the
 * feasts of calendars other than the Gregorian and Easter's (Eid, Diwali, Matariki beyond its
 * list): a workspace adds those to its own closed days (Policy.closed).
 *
 * Pure and safe for any number of threads: what a calendar's rules give for 2000–2069 is worked out
 * at the first question and kept (about 30 µs); then an answer costs a few nanoseconds. Days
 * outside are computed each time.
 */
#pragma once

#include "base/clock.h"

typedef struct HolidayCountry HolidayCountry;
typedef struct HolidayBits HolidayBits;

/* The calendar of a place: a value, found once and asked often. */
typedef struct HolidayCalendar {
    const HolidayCountry *country; /* NULL: not in the table */
    const char *region;            /* static; NULL: the whole country */
    HolidayBits *bits;
} HolidayCalendar;

/* `country` as ISO 3166-1 alpha-2, `region` as ISO 3166-2 without the country ("BY"), upper case;
 * either may be NULL. A region without rules of its own has the country's calendar. */
HolidayCalendar holiday_calendar(const char *country, const char *region);
/* A public holiday, or the day on which one is observed. */
bool holiday_on(HolidayCalendar calendar, Day day);
/* A day of the week on which offices are closed. */
bool holiday_weekend(HolidayCalendar calendar, Weekday weekday);
/* What is celebrated ("Thanksgiving"), or NULL on other days; static. */
const char *holiday_name(HolidayCalendar calendar, Day day);
/* The law the list comes from, "5 U.S.C. § 6103"; NULL for a country without a list. */
const char *holiday_source(HolidayCalendar calendar);

/* Easter Sunday of the western churches. */
Day holiday_easter(int year);
