#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

Time clock_now(void)
{
    return time(NULL);
}

int64_t clock_ticking(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- days --- */

/* Days and civil dates after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years
 * begin in March, so that the leap day is the last, and come in eras of 400. */
enum { ERA_DAYS = 146097, DAYS_BEFORE_1970 = 719468 };

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

Day day_of_civil(int year, int month, int day)
{
    int64_t months = (int64_t)year * 12 + month - 1 - 2; /* since March of year 0 */
    int64_t march_year = floor_div(months, 12);
    int64_t march_month = months - march_year * 12;
    int64_t era = floor_div(march_year, 400);
    int64_t year_of_era = march_year - era * 400;
    int64_t day_of_year = (153 * march_month + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (Day)(era * ERA_DAYS + day_of_era - DAYS_BEFORE_1970);
}

Civil civil_of_day(Day day)
{
    int64_t since = (int64_t)day + DAYS_BEFORE_1970;
    int64_t era = floor_div(since, ERA_DAYS);
    int64_t day_of_era = since - era * ERA_DAYS;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (ERA_DAYS - 1)) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    Civil civil = {.day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1)};
    civil.month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    civil.year = (int)(era * 400 + year_of_era + (civil.month <= 2));
    return civil;
}

Weekday day_weekday(Day day)
{
    /* 1970-01-01 was a Thursday. */
    return (Weekday)(((int64_t)day % 7 + 7 + THURSDAY) % 7);
}

bool civil_valid(Civil civil)
{
    if (civil.month < 1 || civil.month > 12 || civil.day < 1 || civil.day > 31 || civil.hour < 0 ||
        civil.hour > 23 || civil.minute < 0 || civil.minute > 59 || civil.second < 0 ||
        civil.second > 59 || civil.year < -9999 || civil.year > 9999)
        return false;
    return civil_of_day(day_of_civil(civil.year, civil.month, civil.day)).day == civil.day;
}

/* --- texts --- */

char *time_rfc3339(Arena *arena, Time time)
{
    if (time == TIME_NONE)
        return NULL;
    int64_t day = floor_div(time, DAY_SECONDS);
    int second = (int)(time - day * DAY_SECONDS);
    Civil civil = civil_of_day((Day)day);
    return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", civil.year, civil.month, civil.day,
                        second / HOUR, second / MINUTE % 60, second % 60);
}

char *day_iso(Arena *arena, Day day)
{
    if (day == DAY_NONE)
        return NULL;
    Civil civil = civil_of_day(day);
    return arena_printf(arena, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

/* Reads exactly `digits` digits; false when there are fewer. */
static bool read_number(const char **at, int digits, int *number)
{
    *number = 0;
    for (; digits > 0; digits--, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        *number = *number * 10 + (**at - '0');
    }
    return true;
}

static bool read_char(const char **at, const char *among)
{
    if (!**at || !strchr(among, **at))
        return false;
    (*at)++;
    return true;
}

static bool read_date(const char **at, Civil *civil)
{
    return read_number(at, 4, &civil->year) && read_char(at, "-") &&
           read_number(at, 2, &civil->month) && read_char(at, "-") &&
           read_number(at, 2, &civil->day);
}

/* "Z" or "+01:30", in seconds east. */
static bool read_offset(const char **at, int *offset)
{
    *offset = 0;
    if (read_char(at, "Zz"))
        return true;
    int sign = **at == '-' ? -1 : 1;
    int hours, minutes;
    if (!read_char(at, "+-") || !read_number(at, 2, &hours) || !read_char(at, ":") ||
        !read_number(at, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *offset = sign * (hours * HOUR + minutes * MINUTE);
    return true;
}

static bool read_rfc3339(const char *at, Time *time)
{
    Civil civil = {0};
    int offset;
    if (!read_date(&at, &civil) || !read_char(&at, "Tt ") || !read_number(&at, 2, &civil.hour) ||
        !read_char(&at, ":") || !read_number(&at, 2, &civil.minute) || !read_char(&at, ":") ||
        !read_number(&at, 2, &civil.second))
        return false;
    if (read_char(&at, ".")) {
        int digit; /* parts of a second are dropped */
        if (!read_number(&at, 1, &digit))
            return false;
        while (read_number(&at, 1, &digit))
            ;
    }
    if (!read_offset(&at, &offset) || *at)
        return false;
    int leap = civil.second == 60; /* a leap second is the next one (RFC 3339 §5.7, POSIX) */
    civil.second -= leap;
    if (!civil_valid(civil))
        return false;
    Time instant = (Time)day_of_civil(civil.year, civil.month, civil.day) * DAY_SECONDS +
                   civil.hour * HOUR + civil.minute * MINUTE + civil.second + leap - offset;
    if (instant > TIME_LIMIT || instant < (Time)day_of_civil(0, 1, 1) * DAY_SECONDS)
        return false;
    *time = instant;
    return true;
}

bool time_parse_rfc3339(const char *text, Time *time, Err *err)
{
    if (read_rfc3339(text, time))
        return true;
    return err_set(err, ERR_INPUT,
                   "\"%.40s\" is no time: write it as 2026-12-01T09:00:00Z or "
                   "2026-12-01T09:00:00+01:00",
                   text);
}

bool day_parse_iso(const char *text, Day *day, Err *err)
{
    Civil civil = {0};
    const char *at = text;
    if (!read_date(&at, &civil) || *at || !civil_valid(civil))
        return err_set(err, ERR_INPUT, "\"%.40s\" is no date: write it as 2026-12-01", text);
    *day = day_of_civil(civil.year, civil.month, civil.day);
    return true;
}
