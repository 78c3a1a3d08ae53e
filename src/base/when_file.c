#include "base/region.h"
#include "base/text.h"
#include "base/when.h"
#include "base/when_part.h"

#include <stdlib.h>
#include <string.h>

/* Two digits of a year are read as POSIX's strptime() does. */
enum { LAST_SHORT_YEAR = 2068 };

/* A spreadsheet's day number, perhaps with a fraction: days since 1899-12-30, which is right from
 * March 1900 on. Only five digits and more are taken for one, 1927 to 9999. */
static bool read_serial(const char *text, const Zone *zone, Time *at)
{
    enum { LEAST = 10000, MOST = 2958465, EPOCH = -25569 };
    size_t digits = strspn(text, "0123456789");
    if (digits < 5 || digits > 7 || strspn(text, "0123456789.") != strlen(text))
        return false;
    char *end;
    double serial = strtod(text, &end);
    if (*end || serial < LEAST || serial > MOST)
        return false;
    int day = (int)serial;
    int second = (int)((serial - day) * DAY_SECONDS + 0.5);
    *at = zone_time(zone, day + EPOCH, second / MINUTE) + second % MINUTE;
    return true;
}

static bool read_tokens(const WhenTokens *tokens, const WhenHabit *habit, const Zone *zone,
                        Time *at)
{
    int place = 0, weekday, offset;
    WhenDate date;
    WhenClock clock = {0};
    if (when_lookup(&tokens->at[place], when_weekdays, &weekday))
        place++; /* not compared: the date is what was kept */
    if (when_is_mark(&tokens->at[place], ','))
        place++;
    if (!when_read_date(tokens, &place, habit, &date) || !date.year)
        return false;
    if (!date.day)
        date.day = 1; /* "Mar 2025" */
    Civil civil = {.year = date.year, .month = date.month, .day = date.day};
    if (!civil_valid(civil))
        return false;
    Day day = day_of_civil(date.year, date.month, date.day);
    if (when_is_mark(&tokens->at[place], ',') || when_is(&tokens->at[place], "at"))
        place++;
    if (place < tokens->count && !when_read_clock(tokens, &place, true, &clock))
        return false;
    if (place == tokens->count) {
        *at = zone_time(zone, day, clock.minute) + clock.second;
        return true;
    }
    if (!when_read_offset(tokens, &place, &offset) || place < tokens->count)
        return false;
    *at = (Time)day * DAY_SECONDS + clock.minute * MINUTE + clock.second - offset;
    return true;
}

bool when_parse_file_date(const char *text, const Zone *zone, const char *region, Time *at,
                          Err *err)
{
    text = text_or(text, "");
    Err ignored;
    WhenTokens tokens;
    WhenHabit habit = {.month_first = region_month_first(region),
                       .last_year = LAST_SHORT_YEAR,
                       .short_years = true};
    if (read_serial(text, zone, at) ||
        (when_tokens(text, &tokens, &ignored) && read_tokens(&tokens, &habit, zone, at)))
        return true;
    return err_set(err, ERR_INPUT,
                   "\"%.40s\" is no date that is understood: 2026-12-01, 12/1/2026, 1.12.2026 and "
                   "\"1 Dec 2026\" are",
                   text);
}
