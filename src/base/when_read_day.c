#include "base/when_reader.h"

bool when_read_now(WhenReader *reader)
{
    static const WhenEntry words[] = {{"now", 0}, {"asap", 0}, {"immediately", 0}, {"", 0}};
    int ignored;
    when_take(reader, "right");
    reader->said.now = true;
    return when_take_among(reader, words, &ignored);
}

bool when_read_named_day(WhenReader *reader)
{
    static const WhenEntry names[] = {
        {"today", 0},    {"tod", 0},       {"tonight", 0},    {"tomorrow", 1}, {"tmrw", 1},
        {"tmr", 1},      {"tmw", 1},       {"tmrrw", 1},      {"tom", 1},      {"tomorow", 1},
        {"tommorow", 1}, {"tommorrow", 1}, {"yesterday", -1}, {"", 0},
    };
    int ahead;
    bool tonight = when_is_next(reader, 0, "tonight");
    if (when_take_phrase(reader, "day after tomorrow")) {
        ahead = 2;
    } else if (when_take_phrase(reader, "next day")) {
        ahead = 1;
    } else if (when_take_phrase(reader, "next working day") ||
               when_take_phrase(reader, "next business day") ||
               when_take_phrase(reader, "next workday")) {
        ahead = when_add_workdays(reader->today, 1) - reader->today;
    } else if (!when_take_among(reader, names, &ahead)) {
        return false;
    }
    if (tonight) {
        reader->said.has_part = true;
        reader->said.part = 19 * 60;
    }
    return when_set_day(reader, (WhenDay){.kind = DAY_FIXED, .fixed = reader->today + ahead});
}

bool when_read_weekday(WhenReader *reader)
{
    int weekday;
    bool past = when_take(reader, "last") || when_take(reader, "past");
    int ahead = past ? -1 : when_take_ahead(reader);
    if (!when_take_among(reader, when_weekdays, &weekday))
        return false;
    if (when_take_phrase(reader, "after next"))
        ahead = 2;
    WhenSaid *said = &reader->said;
    WhenDay day = {.kind = DAY_COMING, .weekday = (Weekday)weekday};
    if (past) {
        int distance = ((int)day_weekday(reader->today) - weekday + 7) % 7;
        day = (WhenDay){.kind = DAY_FIXED, .fixed = reader->today - (distance ? distance : 7)};
    } else if (ahead >= 0) {
        day.kind = DAY_OF_WEEK;
        day.ahead = ahead;
    } else if (said->has_day && said->day.kind == DAY_OF_SPAN && said->day.span == SPAN_WEEK) {
        /* "next week friday" */
        said->day.kind = DAY_OF_WEEK;
        said->day.weekday = (Weekday)weekday;
        return true;
    } else if (said->has_day && !said->has_weekday) {
        /* "1 Dec, Tuesday" */
        said->has_weekday = true;
        said->weekday = (Weekday)weekday;
        return said->day.kind == DAY_OF_DATE || said->day.kind == DAY_OF_MONTH;
    }
    return when_set_day(reader, day);
}

/* "this december" is the one to come, "next december" that of the next year. */
static bool take_month_of_year(WhenReader *reader, WhenDate *date)
{
    bool next = when_take(reader, "next");
    if (!next && !when_take(reader, "this"))
        return false;
    *date = (WhenDate){.year = next ? civil_of_day(reader->today).year + 1 : 0};
    return when_take_among(reader, when_months, &date->month);
}

bool when_read_day_of_date(WhenReader *reader)
{
    WhenDate date;
    /* "at 9.30" is no 9th of anything. */
    bool clock =
        reader->after_at && when_is_mark(when_peek(reader, 1), '.') && when_peek(reader, 1)->glued;
    const int before = reader->place;
    if (!take_month_of_year(reader, &date)) {
        reader->place = before;
        when_take(reader, "the");
        if (clock || !when_read_date(&reader->tokens, &reader->place, &reader->habit, &date))
            return false;
        if (!date.year)
            when_take_year(reader, &date.year);
    }
    WhenDay day = {.kind = DAY_OF_DATE, .date = date};
    if (!date.day)
        day =
            (WhenDay){.kind = DAY_OF_SPAN, .span = SPAN_MONTH, .number = date.month, .date = date};
    return when_set_day(reader, day);
}

/* "first monday of march", "last friday of the month" */
bool when_read_nth_weekday(WhenReader *reader)
{
    WhenDay day = {.kind = DAY_NTH_WEEKDAY};
    int weekday;
    when_take(reader, "the");
    if (!when_take(reader, "last") &&
        (!when_take_ordinal(reader, &day.nth) || day.nth < 1 || day.nth > 5))
        return false;
    if (!when_take_among(reader, when_weekdays, &weekday) || !when_take_month(reader, &day))
        return false;
    day.weekday = (Weekday)weekday;
    return when_set_day(reader, day);
}

/* "the 15th", "15th of next month", "on the 15" */
bool when_read_day_of_month(WhenReader *reader)
{
    WhenDay day = {.kind = DAY_OF_MONTH};
    bool the = when_take(reader, "the");
    if (!when_take_ordinal(reader, &day.date.day)) {
        const WhenToken *token = when_peek(reader, 0);
        if (!the || token->kind != WHEN_NUMBER || token->digits > 2)
            return false;
        day.date.day = token->number;
        reader->place++;
    }
    int before = reader->place;
    WhenDay month = {0};
    if (when_take_month(reader, &month) && !month.number)
        day.ahead = month.ahead;
    else
        reader->place = before;
    return when_set_day(reader, day);
}
