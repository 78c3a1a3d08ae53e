#include "base/when_reader.h"

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
static bool take_quarter(WhenReader *reader, WhenDay *day)
{
    const WhenToken *number = when_peek(reader, 1);
    if (!when_is_next(reader, 0, "q") || number->kind != WHEN_NUMBER || number->number < 1 ||
        number->number > 4)
        return false;
    day->span = SPAN_QUARTER;
    day->number = number->number;
    reader->place += 2;
    when_take_mark(reader, '/');
    when_take_year(reader, &day->date.year);
    return true;
}

/* "march", "next month", "Q2", "the year", "2027" */
static bool take_span(WhenReader *reader, WhenDay *day)
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
    if (when_take_month(reader, day))
        return true;
    reader->place = before;
    int ahead = when_take_ahead(reader);
    day->ahead = ahead > 0 ? ahead : 0;
    if (!when_take_among(reader, spans, &span))
        return false;
    day->span = (WhenSpan)span;
    return true;
}

/* "first week of", "second half of": where it begins */
static bool take_half(WhenReader *reader, int *edge)
{
    int number, before = reader->place;
    if (when_take_ordinal(reader, &number) && number >= 1 && number <= 2) {
        *edge = number == 1 ? EDGE_START : EDGE_MIDDLE;
        if (when_take(reader, "half") || (number == 1 && when_take(reader, "week")))
            return true;
    }
    reader->place = before;
    return false;
}

bool when_read_edge(WhenReader *reader)
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
    when_take(reader, "the");
    const int before = reader->place;
    if (when_take_among(reader, short_ends, &value)) {
        day.span = (WhenSpan)value;
        return when_set_day(reader, day);
    }
    int number;
    bool last_day = when_take_phrase(reader, "last day");
    if (last_day ||
        (when_take_ordinal(reader, &number) && number == 1 && when_take(reader, "day"))) {
        day.edge = last_day ? EDGE_END : EDGE_START;
        day.exact = true;
        return when_take(reader, "of") && take_span(reader, &day) && when_set_day(reader, day);
    }
    reader->place = before;
    if (take_half(reader, &value) || when_take_among(reader, edges, &value)) {
        day.edge = (WhenEdge)value;
        when_take_mark(reader, '-');
        if (!when_take(reader, "of"))
            when_take(reader, "in");
        return take_span(reader, &day) && day.span != SPAN_WEEKEND && when_set_day(reader, day);
    }
    if (!when_take_among(reader, spans, &value))
        return false;
    day.span = (WhenSpan)value;
    when_take_mark(reader, '-');
    return when_take(reader, "end") && when_set_day(reader, day);
}

/* The beginning of a week, or the weekday that was said before ("friday next week"). */
static bool set_week(WhenReader *reader, int ahead)
{
    WhenSaid *said = &reader->said;
    if (!said->has_day || said->day.kind != DAY_COMING)
        return when_set_day(reader,
                            (WhenDay){.kind = DAY_OF_SPAN, .span = SPAN_WEEK, .ahead = ahead});
    said->day.kind = DAY_OF_WEEK;
    said->day.ahead = ahead;
    return true;
}

/* "week 49", "kw 49" (ISO 8601): the one to come */
bool when_read_numbered_week(WhenReader *reader)
{
    static const WhenEntry words[] = {{"week", 0}, {"wk", 0}, {"w", 0},
                                      {"kw", 0},   {"cw", 0}, {"", 0}};
    int ignored;
    if (!when_take_among(reader, words, &ignored) || when_peek(reader, 0)->kind != WHEN_NUMBER)
        return false;
    int number = when_peek(reader, 0)->number;
    if (number < 1 || number > 53)
        return false;
    reader->place++;
    int year = civil_of_day(reader->today).year;
    for (int tried = 0; tried < 2; tried++, year++) {
        Day first = when_monday(day_of_civil(year, 1, 4));
        Day after = when_monday(day_of_civil(year + 1, 1, 4));
        Day monday = first + (number - 1) * 7;
        if (monday >= after || monday + (Day)SUNDAY < reader->today)
            continue;
        if (monday < reader->today && !reader->said.has_day) /* it is this week: from now on */
            return when_set_day(reader, (WhenDay){.kind = DAY_FIXED, .fixed = reader->today});
        return set_week(reader, (monday - when_monday(reader->today)) / 7);
    }
    return false;
}

/* "next week", "weekend", "month after next", "Q1", "in 2027" */
bool when_read_span(WhenReader *reader)
{
    WhenDay day = {.kind = DAY_OF_SPAN};
    int span;
    if (when_take(reader, "in")) {
        day.span = SPAN_YEAR;
        return when_read_year(&reader->tokens, &reader->place, &day.date.year) &&
               when_set_day(reader, day);
    }
    if (take_quarter(reader, &day))
        return when_set_day(reader, day);
    /* "in the new year" */
    int ahead =
        when_take(reader, "new") && when_is_next(reader, 0, "year") ? 1 : when_take_ahead(reader);
    if (!when_take_among(reader, spans, &span))
        return false;
    if (when_take_phrase(reader, "after next"))
        ahead = 2;
    /* "this week" says no day. */
    if (span != SPAN_WEEKEND && ahead < 1)
        return false;
    if (span == SPAN_WEEK)
        return set_week(reader, ahead);
    day.span = (WhenSpan)span;
    day.ahead = ahead > 0 ? ahead : 0;
    return when_set_day(reader, day);
}
