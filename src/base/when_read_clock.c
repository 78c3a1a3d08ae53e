#include "base/when_reader.h"

static const WhenEntry parts[] = {
    {"morning", 9 * 60},    {"forenoon", 10 * 60}, {"lunch", 12 * 60}, {"lunchtime", 12 * 60},
    {"afternoon", 14 * 60}, {"evening", 18 * 60},  {"night", 19 * 60}, {"", 0},
};

bool when_read_named_clock(WhenReader *reader)
{
    static const WhenEntry names[] = {
        {"noon", 12 * 60}, {"midday", 12 * 60}, {"midnight", 24 * 60},
        {"eod", 17 * 60},  {"cob", 17 * 60},    {"", 0},
    };
    static const char *const ends[] = {"end of the day", "end of day", "end of business",
                                       "close of business"};
    int minute;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (when_take_phrase(reader, ends[i]))
            return when_set_clock(reader, (WhenClock){.minute = 17 * 60});
    if (when_peek(reader, 0)->kind == WHEN_NUMBER && when_peek(reader, 0)->number == 12 &&
        (when_is_next(reader, 1, "noon") || when_is_next(reader, 1, "midnight")))
        reader->place++;
    if (!when_take_among(reader, names, &minute))
        return false;
    return when_set_clock(reader, (WhenClock){.minute = minute});
}

/* "half past 3", "quarter to 5", "ten past 9" */
bool when_read_spoken_clock(WhenReader *reader)
{
    static const WhenEntry minutes[] = {
        {"half", 30}, {"quarter", 15}, {"five", 5}, {"ten", 10}, {"twenty", 20}, {"", 0},
    };
    int minute;
    when_take(reader, "a");
    const WhenToken *token = when_peek(reader, 0);
    /* "9 to 5" is a day's work. */
    if (token->kind == WHEN_NUMBER && token->number < 30 && token->number % 5 == 0)
        minute = reader->tokens.at[reader->place++].number;
    else if (!when_take_among(reader, minutes, &minute))
        return false;
    bool past = when_take(reader, "past");
    if (!past && !when_take(reader, "to"))
        return false;
    WhenClock clock;
    if (!when_read_clock(&reader->tokens, &reader->place, true, &clock) || clock.minute % 60)
        return false;
    clock.minute += past ? minute : -minute;
    return clock.minute >= 0 && clock.minute <= 24 * 60 && when_set_clock(reader, clock);
}

/* The end of "2-3pm", "9:00 to 10:30", "between 2 and 4" is let go, but for what it tells of the
 * beginning. */
static void skip_range_end(WhenReader *reader, WhenClock *clock)
{
    enum { NOON = 12 * 60 };
    int place = reader->place + 1;
    WhenClock end;
    bool range = when_is_mark(when_peek(reader, 0), '-') || when_is_next(reader, 0, "to") ||
                 when_is_next(reader, 0, "and") || when_is_next(reader, 0, "until");
    if (!range || !when_read_clock(&reader->tokens, &place, true, &end))
        return;
    reader->place = place;
    if (clock->half_open && !end.half_open && end.minute >= NOON &&
        clock->minute + NOON <= end.minute)
        *clock = (WhenClock){.minute = clock->minute + NOON};
}

/* Whether the number is the beginning of "2-3pm", "9 to 5". */
static bool begins_range(const WhenReader *reader)
{
    int place = reader->place + 2;
    WhenClock end;
    return (when_is_mark(when_peek(reader, 1), '-') || when_is_next(reader, 1, "to")) &&
           when_read_clock(&reader->tokens, &place, when_is_next(reader, 1, "to"), &end);
}

/* "09:00Z", "09:00:00 -0500", behind a date with its year: a minus alone would be a range. */
static void take_offset(WhenReader *reader)
{
    WhenSaid *said = &reader->said;
    const WhenToken *token = when_peek(reader, 0), *hours = when_peek(reader, 1);
    bool dated = said->has_day && said->day.kind == DAY_OF_DATE && said->day.date.year;
    if (dated && (token->kind == WHEN_WORD || said->day.date.stamp || hours->digits == 4))
        said->has_east = when_read_offset(&reader->tokens, &reader->place, &said->east);
}

/* "9am", "14:30", "at 3", and what only stands behind a day: "tomorrow 9", "fri 1430" */
bool when_read_plain_clock(WhenReader *reader)
{
    const WhenSaid *said = &reader->said;
    bool weekday = said->has_day && (said->day.kind == DAY_COMING || said->has_weekday);
    int digits = when_peek(reader, 0)->digits, ignored;
    int part = 1; /* "3 in the afternoon" */
    while (when_is_next(reader, part, "in") || when_is_next(reader, part, "the") ||
           when_is_next(reader, part, "at"))
        part++;
    bool after_at = reader->after_at || (said->has_day && (!weekday || digits > 2)) ||
                    said->has_offset || when_lookup(when_peek(reader, part), parts, &ignored) ||
                    begins_range(reader);
    WhenClock clock;
    if (!when_read_clock(&reader->tokens, &reader->place, after_at, &clock))
        return false;
    take_offset(reader);
    if (!said->has_east)
        skip_range_end(reader, &clock);
    return when_set_clock(reader, clock);
}

bool when_read_shade(WhenReader *reader)
{
    static const WhenEntry shades[] = {{"early", -60}, {"mid", 60}, {"late", 120}, {"", 0}};
    if (reader->said.shade || !when_take_among(reader, shades, &reader->said.shade))
        return false;
    when_take_mark(reader, '-');
    return true;
}

bool when_read_part(WhenReader *reader)
{
    WhenSaid *said = &reader->said;
    int minute;
    bool of_today = when_take(reader, "this");
    if (when_is_next(reader, 1, "th") && when_is_next(reader, 2, "thing")) {
        reader->place += 3;
        minute = 8 * 60; /* "first thing" */
    } else if (!when_take_among(reader, parts, &minute)) {
        return false;
    }
    if (!said->has_part)
        said->part = minute;
    said->has_part = true;
    return !of_today || when_set_day(reader, (WhenDay){.kind = DAY_FIXED, .fixed = reader->today});
}

/* "same time", "this time": as on the clock now */
bool when_read_same_time(WhenReader *reader)
{
    if (!when_take(reader, "same") && !when_take(reader, "this"))
        return false;
    reader->said.same_time = true;
    return when_take(reader, "time") && when_set_clock(reader, (WhenClock){0});
}
