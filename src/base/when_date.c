#include "base/when_part.h"

/* --- years --- */

static int full_year(int two_digits, const WhenHabit *habit)
{
    int year = habit->last_year / 100 * 100 + two_digits;
    return year > habit->last_year ? year - 100 : year;
}

static bool is_year(const WhenToken *token)
{
    return token->kind == WHEN_NUMBER && token->digits == 4 && token->number >= 1900;
}

/* Whether a number begins a clock: "9:30", "9am", "15h", "9 o'clock". */
static bool begins_clock(const WhenToken *number)
{
    const WhenToken *after = number + 1;
    return (when_is_mark(after, ':') && after->glued) || when_is(after, "am") ||
           when_is(after, "pm") || when_is(after, "oclock") ||
           (when_is(after, "h") && after->glued);
}

bool when_read_year(const WhenTokens *tokens, int *place, int *year)
{
    const WhenToken *token = &tokens->at[*place];
    bool apostrophe = when_is_mark(token, '\'');
    token += apostrophe;
    if (apostrophe ? token->kind != WHEN_NUMBER || token->digits != 2 : !is_year(token))
        return false;
    if (!apostrophe && begins_clock(token))
        return false;
    *year = apostrophe ? 2000 + token->number : token->number;
    *place += 1 + apostrophe;
    return true;
}

/* The year behind a month and a day: after a comma perhaps, of four digits, or of two. */
static void read_trailing_year(const WhenTokens *tokens, int *place, const WhenHabit *habit,
                               WhenDate *date)
{
    int at = *place;
    const WhenToken *token = &tokens->at[at];
    if (when_is_mark(token, ',') || when_is_mark(token, '-') || when_is_mark(token, '/'))
        token = &tokens->at[++at];
    if (when_read_year(tokens, &at, &date->year)) {
        *place = at;
    } else if (token->kind == WHEN_NUMBER && token->digits == 2 && !begins_clock(token) &&
               (token->glued || habit->short_years || token->number > 24)) {
        date->year = full_year(token->number, habit);
        *place = at + 1;
    }
}

/* --- dates of digits --- */

static bool read_number(const WhenTokens *tokens, int at, int most_digits, int *number)
{
    const WhenToken *token = &tokens->at[at];
    if (token->kind != WHEN_NUMBER || token->digits > most_digits)
        return false;
    *number = token->number;
    return true;
}

static bool read_mark(const WhenTokens *tokens, int at, char mark)
{
    return when_is_mark(&tokens->at[at], mark) && tokens->at[at].glued;
}

/* 2026-12-01, 2026/12/01, 2026.12.01, 20261201; a "t" before the clock goes with it. */
static bool read_year_first(const WhenTokens *tokens, int *place, WhenDate *date)
{
    int at = *place;
    const WhenToken *first = &tokens->at[at];
    if (first->kind != WHEN_NUMBER)
        return false;
    if (first->digits == 8) {
        *date = (WhenDate){.year = first->number / 10000,
                           .month = first->number / 100 % 100,
                           .day = first->number % 100,
                           .iso = true};
        at += 1;
    } else {
        if (!is_year(first) || first[1].kind != WHEN_MARK)
            return false;
        char mark = first[1].text[0];
        WhenDate read = {.year = first->number, .iso = true};
        if ((mark != '-' && mark != '/' && mark != '.') || !read_mark(tokens, at + 1, mark) ||
            !read_number(tokens, at + 2, 2, &read.month) || !read_mark(tokens, at + 3, mark) ||
            !read_number(tokens, at + 4, 2, &read.day))
            return false;
        *date = read;
        at += 5;
    }
    date->stamp = when_is(&tokens->at[at], "t") && tokens->at[at].glued;
    *place = at + date->stamp;
    return true;
}

/* Puts a and b where month and day belong. */
static bool set_month_and_day(WhenDate *date, int a, int b, bool month_first)
{
    date->month = month_first ? a : b;
    date->day = month_first ? b : a;
    return date->month >= 1 && date->month <= 12 && date->day >= 1 && date->day <= 31;
}

/* The year behind day and month: four digits, two, or with dots none ("1.12."). */
static bool read_last_year(const WhenTokens *tokens, int *at, char mark, const WhenHabit *habit,
                           int *year)
{
    const WhenToken *token = &tokens->at[*at + 1];
    if (token->glued && (is_year(token) || (token->kind == WHEN_NUMBER && token->digits == 2))) {
        *year = token->digits == 2 ? full_year(token->number, habit) : token->number;
        *at += 2;
        return true;
    }
    *at += 1;
    if (mark == '.' && is_year(token)) /* "1.12. 2026" */
        *year = tokens->at[(*at)++].number;
    return mark == '.';
}

/* 12/1, 12/1/26, 12-1-2026 by the habit, 1.12., 1.12.2026 day first, each the other way round where
 * only that can be; 12/2027 is a month. */
static bool read_year_last(const WhenTokens *tokens, int *place, const WhenHabit *habit,
                           WhenDate *date)
{
    int at = *place, a, b;
    const WhenToken *mark = &tokens->at[at + 1], *second = &tokens->at[at + 2];
    if (!read_number(tokens, at, 2, &a) || mark->kind != WHEN_MARK || !mark->glued ||
        second->kind != WHEN_NUMBER || !second->glued || begins_clock(second))
        return false;
    bool dots = mark->text[0] == '.';
    if (!dots && mark->text[0] != '/' && mark->text[0] != '-')
        return false;
    at += 3;
    WhenDate read = {0};
    if (is_year(second) && a >= 1 && a <= 12) {
        read = (WhenDate){.year = second->number, .month = a};
    } else {
        if (!read_number(tokens, *place + 2, 2, &b))
            return false;
        bool marked = read_mark(tokens, at, mark->text[0]);
        if (marked && !read_last_year(tokens, &at, mark->text[0], habit, &read.year))
            return false;
        bool month_first = !dots && habit->month_first;
        /* "9.30" is a clock, not the 30th of September. */
        if (!set_month_and_day(&read, a, b, month_first) &&
            ((dots && !read.year) || !set_month_and_day(&read, a, b, !month_first)))
            return false;
    }
    *date = read;
    *place = at;
    return true;
}

/* --- dates with the name of a month --- */

/* "1", "1st", "1."; not what a clock or a year begins with. */
static bool read_day_number(const WhenTokens *tokens, int *place, int *day)
{
    int at = *place;
    if (!read_number(tokens, at, 2, day) || begins_clock(&tokens->at[at]))
        return false;
    at++;
    if (when_is_ordinal(&tokens->at[at]) || read_mark(tokens, at, '.'))
        at++;
    *place = at;
    return true;
}

/* December 1, Dec 1st, 2027, Dec-01-2026, March 2027, march */
static bool read_month_first(const WhenTokens *tokens, int *place, const WhenHabit *habit,
                             WhenDate *date)
{
    int at = *place;
    WhenDate read = {0};
    if (!when_lookup(&tokens->at[at], when_months, &read.month))
        return false;
    at++;
    int month_end = at;
    if (read_mark(tokens, at, '-') || when_is_mark(&tokens->at[at], ',') ||
        when_is(&tokens->at[at], "the"))
        at++;
    if (when_read_year(tokens, &at, &read.year)) {
        /* a month of a year */
    } else if (read_day_number(tokens, &at, &read.day)) {
        read_trailing_year(tokens, &at, habit, &read);
    } else {
        at = month_end;
    }
    *date = read;
    *place = at;
    return true;
}

/* 1 Dec, 1st of December, 2027, 1-Dec-26, 1. Dec. 2026 */
static bool read_day_first(const WhenTokens *tokens, int *place, const WhenHabit *habit,
                           WhenDate *date)
{
    int at = *place;
    WhenDate read = {0};
    if (!read_day_number(tokens, &at, &read.day))
        return false;
    if (when_is(&tokens->at[at], "of") || read_mark(tokens, at, '-') || read_mark(tokens, at, '/'))
        at++;
    if (!when_lookup(&tokens->at[at], when_months, &read.month))
        return false;
    at++;
    read_trailing_year(tokens, &at, habit, &read);
    *date = read;
    *place = at;
    return true;
}

bool when_read_date(const WhenTokens *tokens, int *place, const WhenHabit *habit, WhenDate *date)
{
    return read_year_first(tokens, place, date) || read_year_last(tokens, place, habit, date) ||
           read_month_first(tokens, place, habit, date) ||
           read_day_first(tokens, place, habit, date);
}

/* --- clocks --- */

/* Minutes of two digits, seconds and their parts behind them. */
static bool read_minutes(const WhenTokens *tokens, int *at, int *minute, int *second)
{
    if (!read_number(tokens, *at, 2, minute) || tokens->at[*at].digits != 2 || *minute > 59)
        return false;
    (*at)++;
    if (read_mark(tokens, *at, ':')) {
        if (!read_number(tokens, *at + 1, 2, second) || *second > 59)
            return false;
        *at += 2;
        if (read_mark(tokens, *at, '.') && tokens->at[*at + 1].kind == WHEN_NUMBER)
            *at += 2;
    }
    return true;
}

/* What stands behind the hour: ":30", "h30", ".30", "30" of 0930, or nothing. */
static bool read_after_hour(const WhenTokens *tokens, int *at, bool after_at, int *hour,
                            int *minute, int *second)
{
    const WhenToken *number = &tokens->at[*at - 1], *after = &tokens->at[*at];
    bool half = when_is(after, "am") || when_is(after, "pm");
    if (number->digits > 2) {
        *minute = *hour % 100;
        *hour /= 100;
        bool perhaps_year = number->digits == 4 && *hour >= 19 && *hour <= 20;
        return (after_at || half || (number->digits == 4 && !perhaps_year)) && *minute < 60;
    }
    if (read_mark(tokens, *at, ':')) {
        (*at)++;
        return read_minutes(tokens, at, minute, second);
    }
    if (after->glued && when_is(after, "h")) {
        bool minutes = tokens->at[*at + 1].glued && tokens->at[*at + 1].kind == WHEN_NUMBER;
        (*at)++;
        return minutes ? read_minutes(tokens, at, minute, second) : after_at;
    }
    if (read_mark(tokens, *at, '.') && tokens->at[*at + 1].kind == WHEN_NUMBER) {
        (*at)++;
        return read_minutes(tokens, at, minute, second);
    }
    if (when_is(after, "oclock")) {
        (*at)++;
        return true;
    }
    return half || after_at;
}

bool when_read_clock(const WhenTokens *tokens, int *place, bool after_at, WhenClock *clock)
{
    int at = *place, minute = 0, second = 0;
    const WhenToken *number = &tokens->at[at];
    if (number->kind != WHEN_NUMBER || number->digits > 4 || when_is_ordinal(number + 1))
        return false;
    int hour = number->number;
    at++;
    if (!read_after_hour(tokens, &at, after_at, &hour, &minute, &second))
        return false;
    bool am = when_is(&tokens->at[at], "am"), pm = when_is(&tokens->at[at], "pm");
    if (am || pm) {
        if (hour < 1 || hour > 12)
            return false;
        hour = hour % 12 + (pm ? 12 : 0);
        at++;
    }
    if (hour > 24 || (hour == 24 && (minute || second)))
        return false;
    *clock = (WhenClock){.minute = hour * 60 + minute, .second = second};
    clock->half_open = !am && !pm && hour >= 1 && hour <= 12 && number->text[0] != '0';
    *place = at;
    return true;
}

bool when_read_offset(const WhenTokens *tokens, int *place, int *east)
{
    const WhenToken *token = &tokens->at[*place];
    *east = 0;
    if (when_is(token, "z") || when_is(token, "utc") || when_is(token, "gmt")) {
        ++*place;
        return true;
    }
    bool west = when_is_mark(token, '-');
    const WhenToken *hours = token + 1;
    if ((!west && !when_is_mark(token, '+')) || hours->kind != WHEN_NUMBER ||
        (hours->digits != 2 && hours->digits != 4))
        return false;
    int hour = hours->number, minute = 0;
    *place += 2;
    if (hours->digits == 4) {
        minute = hour % 100;
        hour /= 100;
    } else if (when_is_mark(hours + 1, ':') && hours[2].kind == WHEN_NUMBER) {
        minute = hours[2].number;
        *place += 2;
    }
    *east = (west ? -1 : 1) * (hour * HOUR + minute * MINUTE);
    return hour < 24 && minute < 60;
}
