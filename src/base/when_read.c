#include "base/region.h"
#include "base/text.h"
#include "base/when_part.h"

#include <string.h>

/* One pass over the tokens: at each place the first reader that understands something moves on. */
typedef struct Reader {
    WhenTokens tokens;
    int place;
    Day today;
    WhenHabit habit;
    bool after_at; /* "at" stands before */
    WhenSaid said;
} Reader;

static const WhenToken *peek(const Reader *reader, int ahead)
{
    int place = reader->place + ahead;
    return &reader->tokens.at[place < reader->tokens.count ? place : reader->tokens.count];
}

static bool is_next(const Reader *reader, int ahead, const char *word)
{
    return when_is(peek(reader, ahead), word);
}

/* Steps over the word when it stands there. */
static bool take(Reader *reader, const char *word)
{
    if (!is_next(reader, 0, word))
        return false;
    reader->place++;
    return true;
}

static bool take_among(Reader *reader, const WhenEntry *table, int *value)
{
    if (!when_lookup(peek(reader, 0), table, value))
        return false;
    reader->place++;
    return true;
}

static bool take_mark(Reader *reader, char mark)
{
    if (!when_is_mark(peek(reader, 0), mark))
        return false;
    reader->place++;
    return true;
}

/* A day may be said once; a weekday beside a date is kept to be compared. */
static bool set_day(Reader *reader, WhenDay day)
{
    WhenSaid *said = &reader->said;
    if (said->has_day) {
        if (said->day.kind != DAY_COMING || said->has_weekday)
            return false;
        said->has_weekday = true;
        said->weekday = said->day.weekday;
    }
    said->has_day = true;
    said->day = day;
    return true;
}

static bool set_clock(Reader *reader, WhenClock clock)
{
    if (reader->said.has_clock)
        return false;
    reader->said.has_clock = true;
    reader->said.clock = clock;
    return true;
}

/* --- distances: +3d, in two weeks, 3 days ago, a week from friday --- */

typedef enum Unit { UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WORKDAY, UNIT_WEEK, UNIT_MONTH } Unit;

typedef struct UnitFacts {
    const char *word;
    Unit unit;
    int times; /* a fortnight is two weeks */
} UnitFacts;

static const UnitFacts units[] = {
    {"m", UNIT_MINUTE, 1},       {"min", UNIT_MINUTE, 1},      {"mins", UNIT_MINUTE, 1},
    {"minute", UNIT_MINUTE, 1},  {"minutes", UNIT_MINUTE, 1},  {"h", UNIT_HOUR, 1},
    {"hr", UNIT_HOUR, 1},        {"hrs", UNIT_HOUR, 1},        {"hour", UNIT_HOUR, 1},
    {"hours", UNIT_HOUR, 1},     {"d", UNIT_DAY, 1},           {"day", UNIT_DAY, 1},
    {"days", UNIT_DAY, 1},       {"workday", UNIT_WORKDAY, 1}, {"workdays", UNIT_WORKDAY, 1},
    {"wd", UNIT_WORKDAY, 1},     {"w", UNIT_WEEK, 1},          {"wk", UNIT_WEEK, 1},
    {"wks", UNIT_WEEK, 1},       {"week", UNIT_WEEK, 1},       {"weeks", UNIT_WEEK, 1},
    {"fortnight", UNIT_WEEK, 2}, {"fortnights", UNIT_WEEK, 2}, {"mo", UNIT_MONTH, 1},
    {"mos", UNIT_MONTH, 1},      {"month", UNIT_MONTH, 1},     {"months", UNIT_MONTH, 1},
    {"quarter", UNIT_MONTH, 3},  {"quarters", UNIT_MONTH, 3},  {"y", UNIT_MONTH, 12},
    {"yr", UNIT_MONTH, 12},      {"yrs", UNIT_MONTH, 12},      {"year", UNIT_MONTH, 12},
    {"years", UNIT_MONTH, 12},
};

static const UnitFacts *take_unit(Reader *reader)
{
    if ((is_next(reader, 0, "working") || is_next(reader, 0, "business") ||
         is_next(reader, 0, "work")) &&
        (is_next(reader, 1, "day") || is_next(reader, 1, "days"))) {
        static const UnitFacts workdays = {"working days", UNIT_WORKDAY, 1};
        reader->place += 2;
        return &workdays;
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (take(reader, units[i].word))
            return &units[i];
    return NULL;
}

/* In sixtieths, so that "1.5" and "half" stay whole numbers. */
static bool take_count(Reader *reader, int64_t *sixtieths)
{
    enum { MOST = 99999 };
    static const WhenEntry words[] = {
        {"a", 1},        {"an", 1},      {"one", 1},     {"two", 2},     {"three", 3},
        {"four", 4},     {"five", 5},    {"six", 6},     {"seven", 7},   {"eight", 8},
        {"nine", 9},     {"ten", 10},    {"eleven", 11}, {"twelve", 12}, {"fourteen", 14},
        {"fifteen", 15}, {"twenty", 20}, {"thirty", 30}, {"forty", 40},  {"fortyfive", 45},
        {"sixty", 60},   {"ninety", 90}, {"couple", 2},  {"few", 3},     {"", 0},
    };
    int count;
    const WhenToken *token = peek(reader, 0);
    if (token->kind == WHEN_NUMBER && token->number <= MOST && !when_is_ordinal(peek(reader, 1))) {
        *sixtieths = (int64_t)token->number * 60;
        reader->place++;
        const WhenToken *tenths = peek(reader, 1);
        if (when_is_mark(peek(reader, 0), '.') && tenths->kind == WHEN_NUMBER &&
            tenths->digits == 1) {
            *sixtieths += tenths->number * 6;
            reader->place += 2;
        }
        return true;
    }
    if (take(reader, "half")) {
        *sixtieths = 30;
        return take(reader, "a") || take(reader, "an");
    }
    if (!take_among(reader, words, &count))
        return false;
    if (count == 1 && take_among(reader, words, &count) && count > 3)
        return false; /* "a couple", "a few", but not "a ten" */
    take(reader, "of");
    *sixtieths = (int64_t)count * 60;
    return true;
}

/* Adds a count of units; false when it is no whole number of what is counted. */
static bool add_units(WhenSaid *said, int64_t sixtieths, const UnitFacts *facts, int sign)
{
    int64_t amount = sixtieths * facts->times * sign;
    said->whole_weeks = facts->unit == UNIT_WEEK && (!said->has_offset || said->whole_weeks);
    said->has_offset = true;
    if (facts->unit == UNIT_HOUR) {
        said->minutes += amount;
        return true;
    }
    if (amount % 60)
        return false;
    int whole = (int)(amount / 60);
    switch (facts->unit) {
    case UNIT_MINUTE:
        said->minutes += whole;
        break;
    case UNIT_DAY:
        said->days += whole;
        break;
    case UNIT_WORKDAY:
        said->workdays += whole;
        break;
    case UNIT_WEEK:
        said->days += whole * 7;
        break;
    case UNIT_MONTH:
        said->months += whole;
        break;
    case UNIT_HOUR:
        break;
    }
    return true;
}

static void turn_back(WhenSaid *said)
{
    said->minutes = -said->minutes;
    said->days = -said->days;
    said->workdays = -said->workdays;
    said->months = -said->months;
}

static bool read_distance(Reader *reader)
{
    WhenSaid said = reader->said;
    bool in = take(reader, "in") || take(reader, "within");
    bool plus = take_mark(reader, '+'), minus = !plus && take_mark(reader, '-');
    int parts = 0;
    for (int64_t sixtieths; !said.anchored; parts++) {
        int before = reader->place;
        if (parts && (take(reader, "and") || take_mark(reader, ',')))
            in = true;
        int count_place = reader->place;
        const UnitFacts *facts = take_count(reader, &sixtieths) ? take_unit(reader) : NULL;
        /* "15h" is a clock in some countries: hours need a sign, or the word. */
        bool clock = facts && parts == 0 && !in && !plus && !minus && !strcmp(facts->word, "h") &&
                     reader->tokens.at[count_place].kind == WHEN_NUMBER;
        if (!facts || clock || !add_units(&said, sixtieths, facts, minus ? -1 : 1)) {
            reader->place = before;
            break;
        }
        if (is_next(reader, 0, "and") && is_next(reader, 1, "a") && is_next(reader, 2, "half")) {
            add_units(&said, 30, facts, minus ? -1 : 1);
            reader->place += 3;
        }
    }
    if (!parts || reader->said.has_offset)
        return false;
    take_mark(reader, '\'');
    take(reader, "time"); /* "in two weeks' time" */
    if (take(reader, "ago")) {
        turn_back(&said);
    } else if (take(reader, "before")) {
        turn_back(&said);
        said.anchored = true;
    } else if (take(reader, "from") || take(reader, "after")) {
        said.anchored = !take(reader, "now");
    }
    reader->said = said;
    return true;
}

/* --- days --- */

static bool read_now(Reader *reader)
{
    static const WhenEntry words[] = {{"now", 0}, {"asap", 0}, {"immediately", 0}, {"", 0}};
    int ignored;
    take(reader, "right");
    reader->said.now = true;
    return take_among(reader, words, &ignored);
}

static bool read_named_day(Reader *reader)
{
    static const WhenEntry names[] = {
        {"today", 0},    {"tod", 0},       {"tonight", 0}, {"tomorrow", 1},   {"tmrw", 1},
        {"tmr", 1},      {"tmw", 1},       {"tmrrw", 1},   {"tom", 1},        {"tomorow", 1},
        {"tommorow", 1}, {"tommorrow", 1}, {"2moro", 1},   {"yesterday", -1}, {"", 0},
    };
    int ahead;
    bool tonight = is_next(reader, 0, "tonight");
    if (is_next(reader, 0, "day") && is_next(reader, 1, "after") &&
        is_next(reader, 2, "tomorrow")) {
        reader->place += 3;
        ahead = 2;
    } else if (!take_among(reader, names, &ahead)) {
        return false;
    }
    if (tonight) {
        reader->said.has_part = true;
        reader->said.part = 19 * 60;
    }
    return set_day(reader, (WhenDay){.kind = DAY_FIXED, .fixed = reader->today + ahead});
}

/* "this", "next", and where neither stands -1. */
static int take_ahead(Reader *reader)
{
    take(reader, "the");
    bool said_this = take(reader, "this");
    if (take(reader, "coming") || take(reader, "following"))
        return -1;
    if (said_this)
        return 0;
    return take(reader, "next") ? 1 : -1;
}

static bool take_after_next(Reader *reader)
{
    if (!is_next(reader, 0, "after") || !is_next(reader, 1, "next"))
        return false;
    reader->place += 2;
    return true;
}

static bool read_weekday(Reader *reader)
{
    int weekday;
    bool past = take(reader, "last") || take(reader, "past");
    int ahead = past ? -1 : take_ahead(reader);
    if (!take_among(reader, when_weekdays, &weekday))
        return false;
    if (take_after_next(reader))
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
    return set_day(reader, day);
}

static bool read_date(Reader *reader)
{
    WhenDate date;
    /* "at 9.30" is no 9th of anything. */
    bool clock = reader->after_at && when_is_mark(peek(reader, 1), '.') && peek(reader, 1)->glued;
    take(reader, "the");
    if (clock || !when_read_date(&reader->tokens, &reader->place, &reader->habit, &date))
        return false;
    WhenDay day = {.kind = DAY_OF_DATE, .date = date};
    if (!date.day)
        day =
            (WhenDay){.kind = DAY_OF_SPAN, .span = SPAN_MONTH, .number = date.month, .date = date};
    return set_day(reader, day);
}

static bool take_ordinal(Reader *reader, int *number)
{
    const WhenToken *token = peek(reader, 0);
    if (token->kind != WHEN_NUMBER || token->digits > 2 || !when_is_ordinal(peek(reader, 1)))
        return false;
    *number = token->number;
    reader->place += 2;
    return true;
}

/* "of the month", "in next month", "of march 2027": fills number and year, or ahead. */
static bool take_month(Reader *reader, WhenDay *day)
{
    if (!take(reader, "of"))
        take(reader, "in");
    int ahead = take_ahead(reader);
    day->ahead = ahead > 0 ? ahead : 0;
    if (take(reader, "month"))
        return true;
    if (!take_among(reader, when_months, &day->number))
        return false;
    when_read_year(&reader->tokens, &reader->place, &day->date.year);
    return true;
}

/* "first monday of march", "last friday of the month" */
static bool read_nth_weekday(Reader *reader)
{
    WhenDay day = {.kind = DAY_NTH_WEEKDAY};
    int weekday;
    take(reader, "the");
    if (!take(reader, "last") && (!take_ordinal(reader, &day.nth) || day.nth < 1 || day.nth > 5))
        return false;
    if (!take_among(reader, when_weekdays, &weekday) || !take_month(reader, &day))
        return false;
    day.weekday = (Weekday)weekday;
    return set_day(reader, day);
}

/* "the 15th", "15th of next month", "on the 15" */
static bool read_day_of_month(Reader *reader)
{
    WhenDay day = {.kind = DAY_OF_MONTH};
    bool the = take(reader, "the");
    if (!take_ordinal(reader, &day.date.day)) {
        const WhenToken *token = peek(reader, 0);
        if (!the || token->kind != WHEN_NUMBER || token->digits > 2)
            return false;
        day.date.day = token->number;
        reader->place++;
    }
    int before = reader->place;
    WhenDay month = {0};
    if (take_month(reader, &month) && !month.number)
        day.ahead = month.ahead;
    else
        reader->place = before;
    return set_day(reader, day);
}

/* --- spans --- */

static const WhenEntry spans[] = {
    {"week", SPAN_WEEK},
    {"wk", SPAN_WEEK},
    {"weekend", SPAN_WEEKEND},
    {"month", SPAN_MONTH},
    {"quarter", SPAN_QUARTER},
    {"year", SPAN_YEAR},
    {"", 0},
};

/* "Q1", "q3 2027" */
static bool take_quarter(Reader *reader, WhenDay *day)
{
    const WhenToken *number = peek(reader, 1);
    if (!is_next(reader, 0, "q") || number->kind != WHEN_NUMBER || number->number < 1 ||
        number->number > 4)
        return false;
    day->span = SPAN_QUARTER;
    day->number = number->number;
    reader->place += 2;
    take_mark(reader, '/');
    when_read_year(&reader->tokens, &reader->place, &day->date.year);
    return true;
}

/* "march", "next month", "Q2", "the year", "2027" */
static bool take_span(Reader *reader, WhenDay *day)
{
    int span;
    if (take_quarter(reader, day))
        return true;
    if (when_read_year(&reader->tokens, &reader->place, &day->date.year)) {
        day->span = SPAN_YEAR;
        return true;
    }
    int before = reader->place;
    day->span = SPAN_MONTH;
    if (take_month(reader, day))
        return true;
    reader->place = before;
    int ahead = take_ahead(reader);
    day->ahead = ahead > 0 ? ahead : 0;
    if (!take_among(reader, spans, &span))
        return false;
    day->span = (WhenSpan)span;
    return true;
}

/* "end of march", "early next week", "mid-december", "eom", "year end" */
static bool read_edge(Reader *reader)
{
    static const WhenEntry edges[] = {
        {"start", EDGE_START}, {"beginning", EDGE_START}, {"begin", EDGE_START},
        {"early", EDGE_START}, {"middle", EDGE_MIDDLE},   {"mid", EDGE_MIDDLE},
        {"end", EDGE_END},     {"late", EDGE_END},        {"", 0},
    };
    static const WhenEntry short_ends[] = {
        {"eow", SPAN_WEEK}, {"eom", SPAN_MONTH}, {"eoq", SPAN_QUARTER}, {"eoy", SPAN_YEAR}, {"", 0},
    };
    WhenDay day = {.kind = DAY_OF_SPAN, .edge = EDGE_END};
    int value;
    take(reader, "the");
    if (take_among(reader, short_ends, &value)) {
        day.span = (WhenSpan)value;
        return set_day(reader, day);
    }
    if (take_among(reader, edges, &value)) {
        day.edge = (WhenEdge)value;
        take_mark(reader, '-');
        if (!take(reader, "of"))
            take(reader, "in");
        return take_span(reader, &day) && day.span != SPAN_WEEKEND && set_day(reader, day);
    }
    if (!take_among(reader, spans, &value))
        return false;
    day.span = (WhenSpan)value;
    take_mark(reader, '-');
    return take(reader, "end") && set_day(reader, day);
}

/* The beginning of a week, or the weekday that was said before ("friday next week"). */
static bool set_week(Reader *reader, int ahead)
{
    WhenSaid *said = &reader->said;
    if (!said->has_day || said->day.kind != DAY_COMING)
        return set_day(reader, (WhenDay){.kind = DAY_OF_SPAN, .span = SPAN_WEEK, .ahead = ahead});
    said->day.kind = DAY_OF_WEEK;
    said->day.ahead = ahead;
    return true;
}

/* "week 49", "kw 49" (ISO 8601): the one to come */
static bool read_numbered_week(Reader *reader)
{
    static const WhenEntry words[] = {{"week", 0}, {"wk", 0}, {"w", 0},
                                      {"kw", 0},   {"cw", 0}, {"", 0}};
    int ignored;
    if (!take_among(reader, words, &ignored) || peek(reader, 0)->kind != WHEN_NUMBER)
        return false;
    int number = peek(reader, 0)->number;
    reader->place++;
    int year = civil_of_day(reader->today).year;
    for (int tried = 0; tried < 2; tried++, year++) {
        Day first = when_monday(day_of_civil(year, 1, 4));
        Day after = when_monday(day_of_civil(year + 1, 1, 4));
        Day monday = first + (number - 1) * 7;
        if (number < 1 || number > 53 || monday >= after || monday + (Day)SUNDAY < reader->today)
            continue;
        if (monday < reader->today && !reader->said.has_day) /* it is this week: from now on */
            return set_day(reader, (WhenDay){.kind = DAY_FIXED, .fixed = reader->today});
        return set_week(reader, (monday - when_monday(reader->today)) / 7);
    }
    return false;
}

/* "next week", "weekend", "month after next", "Q1", "in 2027" */
static bool read_span(Reader *reader)
{
    WhenDay day = {.kind = DAY_OF_SPAN};
    int span;
    if (take(reader, "in")) {
        day.span = SPAN_YEAR;
        return when_read_year(&reader->tokens, &reader->place, &day.date.year) &&
               set_day(reader, day);
    }
    if (take_quarter(reader, &day))
        return set_day(reader, day);
    int ahead = take_ahead(reader);
    if (!take_among(reader, spans, &span))
        return false;
    if (take_after_next(reader))
        ahead = 2;
    /* "this week" says no day. */
    if (span != SPAN_WEEKEND && ahead < 1)
        return false;
    if (span == SPAN_WEEK)
        return set_week(reader, ahead);
    day.span = (WhenSpan)span;
    day.ahead = ahead > 0 ? ahead : 0;
    return set_day(reader, day);
}

/* --- times of the day --- */

static const WhenEntry parts[] = {
    {"morning", 9 * 60},    {"forenoon", 10 * 60}, {"lunch", 12 * 60}, {"lunchtime", 12 * 60},
    {"afternoon", 14 * 60}, {"evening", 18 * 60},  {"night", 19 * 60}, {"", 0},
};

static bool read_named_clock(Reader *reader)
{
    static const WhenEntry names[] = {
        {"noon", 12 * 60}, {"midday", 12 * 60}, {"midnight", 24 * 60},
        {"eod", 17 * 60},  {"cob", 17 * 60},    {"", 0},
    };
    int minute;
    if (is_next(reader, 0, "end") && is_next(reader, 1, "of")) {
        reader->place += 2;
        if (!take(reader, "the"))
            take(reader, "business");
        if (!take(reader, "day"))
            return false;
        minute = 17 * 60;
    } else if (is_next(reader, 0, "close") && is_next(reader, 1, "of") &&
               is_next(reader, 2, "business")) {
        reader->place += 3;
        minute = 17 * 60;
    } else if (!take_among(reader, names, &minute)) {
        return false;
    }
    return set_clock(reader, (WhenClock){.minute = minute});
}

/* "half past 3", "quarter to 5", "ten past 9" */
static bool read_spoken_clock(Reader *reader)
{
    static const WhenEntry minutes[] = {
        {"half", 30}, {"quarter", 15}, {"five", 5}, {"ten", 10}, {"twenty", 20}, {"", 0},
    };
    int minute;
    take(reader, "a");
    if (peek(reader, 0)->kind == WHEN_NUMBER && peek(reader, 0)->number < 60)
        minute = reader->tokens.at[reader->place++].number;
    else if (!take_among(reader, minutes, &minute))
        return false;
    bool past = take(reader, "past");
    if (!past && !take(reader, "to"))
        return false;
    WhenClock clock;
    if (!when_read_clock(&reader->tokens, &reader->place, true, &clock) || clock.minute % 60)
        return false;
    clock.minute += past ? minute : -minute;
    return clock.minute >= 0 && clock.minute <= 24 * 60 && set_clock(reader, clock);
}

/* "9am", "14:30", "at 3", and what only stands behind a day: "tomorrow 9", "fri 1430" */
static bool read_clock(Reader *reader)
{
    const WhenSaid *said = &reader->said;
    bool weekday = said->has_day && (said->day.kind == DAY_COMING || said->has_weekday);
    int digits = peek(reader, 0)->digits, ignored;
    int part = 1; /* "3 in the afternoon" */
    while (is_next(reader, part, "in") || is_next(reader, part, "the") ||
           is_next(reader, part, "at"))
        part++;
    bool after_at = reader->after_at || (said->has_day && (!weekday || digits > 2)) ||
                    said->has_offset || when_lookup(peek(reader, part), parts, &ignored);
    WhenClock clock;
    return when_read_clock(&reader->tokens, &reader->place, after_at, &clock) &&
           set_clock(reader, clock);
}

static bool read_part(Reader *reader)
{
    WhenSaid *said = &reader->said;
    int minute;
    bool of_today = take(reader, "this");
    if (is_next(reader, 1, "th") && is_next(reader, 2, "thing")) {
        reader->place += 3;
        minute = 8 * 60; /* "first thing" */
    } else if (!take_among(reader, parts, &minute)) {
        return false;
    }
    if (!said->has_part)
        said->part = minute;
    said->has_part = true;
    return !of_today || set_day(reader, (WhenDay){.kind = DAY_FIXED, .fixed = reader->today});
}

/* "same time", "this time": as on the clock now */
static bool read_same_time(Reader *reader)
{
    if (!take(reader, "same") && !take(reader, "this"))
        return false;
    reader->said.same_time = true;
    return take(reader, "time") && set_clock(reader, (WhenClock){0});
}

/* --- all of it --- */

/* Longest and most particular first; a reader that returns false leaves no trace. */
static bool (*const readers[])(Reader *) = {
    read_named_clock, read_spoken_clock, read_part,         read_distance,      read_now,
    read_named_day,   read_nth_weekday,  read_edge,         read_numbered_week, read_span,
    read_weekday,     read_date,         read_day_of_month, read_clock,         read_same_time,
};

static bool read_something(Reader *reader)
{
    const int place = reader->place;
    const WhenSaid said = reader->said;
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        if (readers[i](reader)) {
            reader->after_at = false;
            return true;
        }
        reader->place = place;
        reader->said = said;
    }
    return false;
}

static bool skip_filler(Reader *reader)
{
    static const WhenEntry fillers[] = {
        {"at", 1},    {"on", 0},   {"by", 0},  {"around", 1}, {"about", 1},
        {"circa", 1}, {"ca", 1},   {"in", 0},  {"the", 0},    {"of", 0},
        {"until", 0}, {"till", 0}, {"for", 0}, {"and", 0},    {"", 0},
    };
    int at = 0;
    bool clock_follows = peek(reader, 1)->kind == WHEN_NUMBER || is_next(reader, 1, "noon");
    if (take_mark(reader, '@') || take_mark(reader, '~'))
        at = 1;
    else if (clock_follows &&
             (take(reader, "after") || take(reader, "before") || take(reader, "from")))
        at = 1;
    else if (!take_mark(reader, ',') && !take_mark(reader, '.') &&
             !take_among(reader, fillers, &at))
        return false;
    reader->after_at = reader->after_at || at;
    return true;
}

static bool refuse(const char *text, const WhenToken *token, Err *err)
{
    static const char *const known[] = {
        "today",    "tomorrow", "tonight",  "yesterday", "monday",    "tuesday",  "wednesday",
        "thursday", "friday",   "saturday", "sunday",    "january",   "february", "march",
        "april",    "june",     "july",     "august",    "september", "october",  "november",
        "december", "week",     "weeks",    "month",     "months",    "morning",  "afternoon",
        "evening",  "midnight", "minutes",  "hours",     "next",      "quarter",  NULL,
    };
    const char *word = text + token->from;
    const char *meant = token->kind == WHEN_WORD ? text_nearest(token->text, known) : NULL;
    if (meant && strcmp(meant, token->text) != 0)
        return err_set(err, ERR_INPUT, "\"%.*s\" is not understood, perhaps \"%s\" was meant; %s",
                       token->length, word, meant, WHEN_EXAMPLES);
    return err_set(err, ERR_INPUT, "\"%.*s\" is not understood here; %s", token->length, word,
                   WHEN_EXAMPLES);
}

bool when_read(const char *text, Day today, const char *region, WhenSaid *said, Err *err)
{
    Reader reader = {.today = today};
    reader.habit.month_first = region_month_first(region);
    reader.habit.last_year = civil_of_day(today).year + 80;
    if (!when_tokens(text, &reader.tokens, err))
        return false;
    while (reader.place < reader.tokens.count)
        if (!read_something(&reader) && !skip_filler(&reader))
            return refuse(text, peek(&reader, 0), err);
    *said = reader.said;
    return true;
}
