#include "follow/holiday.h"
#include "follow/holiday_table.h"

#include <string.h>

enum { HOLIDAYS_MOST = 64 }; /* of one calendar in one year, substitutes included */

typedef struct Holiday {
    Day day;
    const char *name;
} Holiday;

typedef struct Holidays {
    Holiday at[HOLIDAYS_MOST];
    size_t count;
} Holidays;

static const unsigned saturday_sunday = WEEKDAY_BIT(SATURDAY) | WEEKDAY_BIT(SUNDAY);

/* The anonymous Gregorian algorithm (Nature, 1876; J. Meeus, Astronomical Algorithms, ch. 8). */
Day holiday_easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return day_of_civil(year, n / 31, n % 31 + 1);
}

static Day first_weekday_from(Day day, Weekday weekday)
{
    return day + ((int)weekday - (int)day_weekday(day) + 7) % 7;
}

static Day rule_day(const HolidayRule *rule, int year)
{
    if (rule->kind == HOLIDAY_EASTER)
        return holiday_easter(year) + rule->offset;
    Day day = day_of_civil(year, rule->month, rule->day);
    switch (rule->kind) {
    case HOLIDAY_FROM:
        return first_weekday_from(day, rule->weekday);
    case HOLIDAY_FRIDAY_ELSE_MONDAY:
        return day_weekday(day) == FRIDAY ? day : first_weekday_from(day, MONDAY);
    default:
        return day;
    }
}

/* "BW BY" lists `code`: codes are letters and digits, so a word's border is a blank or an end. */
static bool lists_region(const char *regions, const char *code)
{
    size_t length = strlen(code);
    for (const char *at = regions; (at = strstr(at, code)); at += length)
        if ((at == regions || at[-1] == ' ' || at[-1] == '!') &&
            (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

static bool rule_holds(const HolidayRule *rule, const char *region, int year)
{
    if ((rule->first && year < rule->first) || (rule->last && year > rule->last) ||
        (rule->every && year % rule->every != 0))
        return false;
    if (!rule->regions)
        return true;
    bool listed = lists_region(rule->regions, region ? region : "-");
    return rule->regions[0] == '!' ? !listed : listed;
}

static const char *find_holiday(const Holidays *holidays, Day day)
{
    for (size_t at = 0; at < holidays->count; at++)
        if (holidays->at[at].day == day)
            return holidays->at[at].name;
    return NULL;
}

static void add_holiday(Holidays *holidays, Day day, const char *name)
{
    if (holidays->count < HOLIDAYS_MOST)
        holidays->at[holidays->count++] = (Holiday){day, name};
}

static bool on_weekend(Day day)
{
    return saturday_sunday & WEEKDAY_BIT(day_weekday(day));
}

static void add_substitute(Holidays *holidays, const HolidayRule *rule, Day day)
{
    Weekday weekday = day_weekday(day);
    if (!on_weekend(day) || rule->shift == SHIFT_NONE ||
        (rule->shift == SHIFT_SUNDAY && weekday == SATURDAY))
        return;
    Day instead = rule->shift == SHIFT_NEAREST && weekday == SATURDAY ? day - 1 : day + 1;
    if (rule->shift == SHIFT_NEXT)
        while (on_weekend(instead) || find_holiday(holidays, instead))
            instead++;
    add_holiday(holidays, instead, rule->name);
}

/* First the days themselves, then the substitutes, which must not fall on one another. */
static void list_holidays(const HolidayCountry *country, const char *region, int year,
                          Holidays *holidays)
{
    for (size_t at = 0; at < country->rule_count; at++)
        if (rule_holds(&country->rules[at], region, year))
            add_holiday(holidays, rule_day(&country->rules[at], year), country->rules[at].name);
    for (size_t at = 0; at < country->rule_count; at++)
        if (country->rules[at].shift != SHIFT_NONE && rule_holds(&country->rules[at], region, year))
            add_substitute(holidays, &country->rules[at], rule_day(&country->rules[at], year));
}

static void fill_bits(HolidayCalendar calendar)
{
    Day first = day_of_civil(HOLIDAY_FIRST_YEAR, 1, 1);
    for (int year = HOLIDAY_FIRST_YEAR; year <= HOLIDAY_LAST_YEAR + 1; year++) {
        Holidays holidays = {.count = 0};
        list_holidays(calendar.country, calendar.region, year, &holidays);
        for (size_t at = 0; at < holidays.count; at++) {
            Day bit = holidays.at[at].day - first;
            if (bit >= 0 && bit < HOLIDAY_WORDS * 64)
                atomic_fetch_or_explicit(&calendar.bits->words[bit / 64], UINT64_C(1) << (bit % 64),
                                         memory_order_relaxed);
        }
    }
    atomic_store_explicit(&calendar.bits->ready, true, memory_order_release);
}

HolidayCalendar holiday_calendar(const char *country, const char *region)
{
    HolidayCalendar calendar = {.country = NULL};
    int place = place_index(country);
    if (place < 0 || holiday_countries[place].weekend == 0)
        return calendar;
    calendar.country = &holiday_countries[place];
    calendar.bits = calendar.country->bits;
    const char *const *regions = calendar.country->regions;
    if (region && region[0])
        for (size_t at = 0; regions[at]; at++)
            if (place_same(regions[at], region)) {
                calendar.region = regions[at];
                calendar.bits += at + 1;
                break;
            }
    return calendar;
}

const char *holiday_name(HolidayCalendar calendar, Day day)
{
    if (!calendar.country || day == DAY_NONE)
        return NULL;
    /* A substitute of the next year's first day may fall into this one. */
    int year = civil_of_day(day).year;
    for (int of = year; of <= year + 1; of++) {
        Holidays holidays = {.count = 0};
        list_holidays(calendar.country, calendar.region, of, &holidays);
        const char *name = find_holiday(&holidays, day);
        if (name)
            return name;
    }
    return NULL;
}

bool holiday_on(HolidayCalendar calendar, Day day)
{
    if (!calendar.bits)
        return false;
    static const Day first = 10957; /* 2000-01-01 */
    if (day < first || day >= first + HOLIDAY_WORDS * 64)
        return holiday_name(calendar, day) != NULL;
    Day bit = day - first;
    if (!atomic_load_explicit(&calendar.bits->ready, memory_order_acquire))
        fill_bits(calendar);
    uint64_t word = atomic_load_explicit(&calendar.bits->words[bit / 64], memory_order_relaxed);
    return word >> (bit % 64) & 1;
}

bool holiday_weekend(HolidayCalendar calendar, Weekday weekday)
{
    unsigned weekend = calendar.country ? calendar.country->weekend : saturday_sunday;
    return weekend & WEEKDAY_BIT(weekday);
}

const char *holiday_source(HolidayCalendar calendar)
{
    return calendar.country ? calendar.country->source : NULL;
}
