#include "base/when_reader.h"

#include <string.h>

const WhenToken *when_peek(const WhenReader *reader, int ahead)
{
    int place = reader->place + ahead;
    return &reader->tokens.at[place < reader->tokens.count ? place : reader->tokens.count];
}

bool when_is_next(const WhenReader *reader, int ahead, const char *word)
{
    return when_is(when_peek(reader, ahead), word);
}

bool when_take(WhenReader *reader, const char *word)
{
    if (!when_is_next(reader, 0, word))
        return false;
    reader->place++;
    return true;
}

bool when_take_phrase(WhenReader *reader, const char *phrase)
{
    int before = reader->place;
    while (*phrase) {
        char word[24];
        size_t length = strcspn(phrase, " ");
        memcpy(word, phrase, length);
        word[length] = '\0';
        phrase += length + (phrase[length] == ' ');
        if (!when_take(reader, word)) {
            reader->place = before;
            return false;
        }
    }
    return true;
}

bool when_take_among(WhenReader *reader, const WhenEntry *table, int *value)
{
    if (!when_lookup(when_peek(reader, 0), table, value))
        return false;
    reader->place++;
    return true;
}

bool when_take_mark(WhenReader *reader, char mark)
{
    if (!when_is_mark(when_peek(reader, 0), mark))
        return false;
    reader->place++;
    return true;
}

bool when_set_day(WhenReader *reader, WhenDay day)
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

bool when_set_clock(WhenReader *reader, WhenClock clock)
{
    if (reader->said.has_clock)
        return false;
    reader->said.has_clock = true;
    reader->said.clock = clock;
    return true;
}

int when_take_ahead(WhenReader *reader)
{
    when_take(reader, "the");
    bool said_this = when_take(reader, "this");
    if (when_take(reader, "coming") || when_take(reader, "following"))
        return -1;
    if (said_this)
        return 0;
    return when_take(reader, "next") ? 1 : -1;
}

bool when_take_ordinal(WhenReader *reader, int *number)
{
    const WhenToken *token = when_peek(reader, 0);
    if (token->kind != WHEN_NUMBER || token->digits > 2 || !when_is_ordinal(when_peek(reader, 1)))
        return false;
    *number = token->number;
    reader->place += 2;
    return true;
}

bool when_take_year(WhenReader *reader, int *year)
{
    if (when_read_year(&reader->tokens, &reader->place, year))
        return true;
    if (!when_take_phrase(reader, "next year") && !when_take_phrase(reader, "of next year"))
        return false;
    *year = civil_of_day(reader->today).year + 1;
    return true;
}

bool when_take_month(WhenReader *reader, WhenDay *day)
{
    if (!when_take(reader, "of"))
        when_take(reader, "in");
    int ahead = when_take_ahead(reader);
    day->ahead = ahead > 0 ? ahead : 0;
    if (when_take(reader, "month"))
        return true;
    if (!when_take_among(reader, when_months, &day->number))
        return false;
    when_take_year(reader, &day->date.year);
    return true;
}
