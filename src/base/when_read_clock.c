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
    int minute;
    if (when_is_next(reader, 0, "end") && when_is_next(reader, 1, "of")) {
        reader->place += 2;
        if (!when_take(reader, "the"))
            when_take(reader, "business");
        if (!when_take(reader, "day"))
            return false;
        minute = 17 * 60;
    } else if (when_is_next(reader, 0, "close") && when_is_next(reader, 1, "of") &&
               when_is_next(reader, 2, "business")) {
        reader->place += 3;
        minute = 17 * 60;
    } else if (!when_take_among(reader, names, &minute)) {
        return false;
    }
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
    if (when_peek(reader, 0)->kind == WHEN_NUMBER && when_peek(reader, 0)->number < 60)
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
                    said->has_offset || when_lookup(when_peek(reader, part), parts, &ignored);
    WhenClock clock;
    return when_read_clock(&reader->tokens, &reader->place, after_at, &clock) &&
           when_set_clock(reader, clock);
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
