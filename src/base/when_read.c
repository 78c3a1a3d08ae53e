#include "base/region.h"
#include "base/text.h"
#include "base/when_reader.h"

#include <string.h>

/* Longest and most particular first; a reader that returns false leaves no trace. */
static bool (*const readers[])(WhenReader *) = {
    when_read_named_clock, when_read_spoken_clock,  when_read_part,        when_read_distance,
    when_read_beside,      when_read_now,           when_read_named_day,   when_read_nth_weekday,
    when_read_edge,        when_read_numbered_week, when_read_span,        when_read_weekday,
    when_read_day_of_date, when_read_day_of_month,  when_read_plain_clock, when_read_same_time,
    when_read_shade,
};

static bool read_something(WhenReader *reader)
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

static bool skip_filler(WhenReader *reader)
{
    static const WhenEntry fillers[] = {
        {"at", 1},  {"on", 0},  {"by", 0},       {"around", 1},  {"about", 1}, {"circa", 1},
        {"ca", 1},  {"in", 0},  {"the", 0},      {"of", 0},      {"until", 0}, {"till", 0},
        {"for", 0}, {"and", 0}, {"sometime", 0}, {"between", 1}, {"", 0},
    };
    int at = 0;
    bool clock_follows =
        when_peek(reader, 1)->kind == WHEN_NUMBER || when_is_next(reader, 1, "noon");
    if (when_take_mark(reader, '@') || when_take_mark(reader, '~'))
        at = 1;
    else if (clock_follows && (when_take(reader, "after") || when_take(reader, "before") ||
                               when_take(reader, "from")))
        at = 1;
    else if (!when_take_mark(reader, ',') && !when_take_mark(reader, '.') &&
             !when_take_among(reader, fillers, &at))
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
    WhenReader reader = {.today = today};
    reader.habit.month_first = region_month_first(region);
    reader.habit.last_year = civil_of_day(today).year + 80;
    if (!when_tokens(text, &reader.tokens, err))
        return false;
    while (reader.place < reader.tokens.count)
        if (!read_something(&reader) && !skip_filler(&reader))
            return refuse(text, when_peek(&reader, 0), err);
    *said = reader.said;
    return true;
}
