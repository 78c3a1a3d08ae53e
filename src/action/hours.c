#include "action/setting.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* One or two digits; gives the place behind them, or NULL. */
static const char *digits_parse(const char *at, int *number)
{
    size_t count = strspn(at, "0123456789");
    if (count < 1 || count > 2)
        return NULL;
    *number = count == 1 ? at[0] - '0' : (at[0] - '0') * 10 + (at[1] - '0');
    return at + count;
}

/* "9", "9:30", "24:00"; gives the place behind it, or NULL. */
static const char *clock_parse(const char *at, int *minutes)
{
    int hour = 0, minute = 0;
    at = digits_parse(at, &hour);
    if (at && *at == ':')
        at = digits_parse(at + 1, &minute);
    *minutes = hour * 60 + minute;
    return at && hour <= 24 && minute < 60 && *minutes <= 24 * 60 ? at : NULL;
}

/* "9:00-17:00" at the beginning of `at`; gives the place behind it, or NULL. */
static const char *span_parse(const char *at, Hours *hours)
{
    Hours read;
    at = clock_parse(at, &read.from);
    if (!at || *at != '-')
        return NULL;
    at = clock_parse(at + 1, &read.to);
    if (!at || read.to <= read.from)
        return NULL;
    *hours = read;
    return at;
}

bool hours_parse(const char *text, Hours *hours, Err *err)
{
    const char *end = span_parse(text, hours);
    if (!end || *end)
        return err_set(err, ERR_INPUT, "\"%s\" is no span of hours; write it like 8:30-17:30",
                       text);
    return true;
}

bool hours_minute_parse(const char *text, int *minute)
{
    const char *end = clock_parse(text, minute);
    return end && !*end;
}

static const char *weekday_parse(const char *at, int *weekday)
{
    static const char names[7][4] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (int i = 0; i < 7; i++)
        if (text_starts_nocase(at, names[i])) {
            *weekday = i;
            at += 3;
            while (isalpha((unsigned char)*at))
                at++;
            return at;
        }
    return NULL;
}

/* "mon-fri 9:00-17:00"; gives the place behind it, or NULL. */
static const char *days_parse(const char *at, Hours week[7])
{
    int first, last;
    Hours hours;
    at = weekday_parse(at, &first);
    if (!at)
        return NULL;
    last = first;
    if (*at == '-')
        at = weekday_parse(at + 1, &last);
    if (!at || last < first)
        return NULL;
    while (*at == ' ')
        at++;
    at = span_parse(at, &hours);
    for (int day = first; at && day <= last; day++)
        week[day] = hours;
    return at;
}

bool hours_week_parse(const char *text, Hours week[7], Err *err)
{
    Hours read[7] = {0};
    const char *at = text;
    do {
        at += strspn(at, ", ");
        at = days_parse(at, read);
    } while (at && *at == ',');
    if (!at || *at)
        return err_set(err, ERR_INPUT,
                       "\"%s\" are no working hours; write them like mon-fri 9:00-17:00", text);
    memcpy(week, read, sizeof read);
    return true;
}
