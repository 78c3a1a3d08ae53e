#include "base/when_reader.h"

#include <string.h>

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

static const UnitFacts *take_unit(WhenReader *reader)
{
    static const UnitFacts workdays = {"working days", UNIT_WORKDAY, 1};
    static const char *const phrases[] = {"working day",   "working days", "business day",
                                          "business days", "work day",     "work days"};
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
        if (when_take_phrase(reader, phrases[i]))
            return &workdays;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (when_take(reader, units[i].word))
            return &units[i];
    return NULL;
}

/* In sixtieths, so that "1.5" and "half" stay whole numbers. */
static bool take_count(WhenReader *reader, int64_t *sixtieths)
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
    const WhenToken *token = when_peek(reader, 0);
    if (token->kind == WHEN_NUMBER && token->number <= MOST &&
        !when_is_ordinal(when_peek(reader, 1))) {
        *sixtieths = (int64_t)token->number * 60;
        reader->place++;
        const WhenToken *tenths = when_peek(reader, 1);
        if (when_is_mark(when_peek(reader, 0), '.') && tenths->kind == WHEN_NUMBER &&
            tenths->digits == 1) {
            *sixtieths += tenths->number * 6;
            reader->place += 2;
        }
        return true;
    }
    if (when_take(reader, "half")) {
        *sixtieths = 30;
        return when_take(reader, "a") || when_take(reader, "an");
    }
    if (!when_take_among(reader, words, &count))
        return false;
    if (count == 1 && when_take_among(reader, words, &count) && count > 3)
        return false; /* "a couple", "a few", but not "a ten" */
    when_take(reader, "of");
    *sixtieths = (int64_t)count * 60 + (when_take_phrase(reader, "and a half") ? 30 : 0);
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

bool when_read_distance(WhenReader *reader)
{
    WhenSaid said = reader->said;
    bool in = when_take(reader, "in") || when_take(reader, "within");
    bool plus = when_take_mark(reader, '+'), minus = !plus && when_take_mark(reader, '-');
    int parts = 0;
    for (int64_t sixtieths; !said.anchored; parts++) {
        int before = reader->place;
        if (parts && (when_take(reader, "and") || when_take_mark(reader, ',')))
            in = true;
        int count_place = reader->place;
        const UnitFacts *facts = take_count(reader, &sixtieths) ? take_unit(reader) : NULL;
        /* "15h" is a clock in some countries: whole hours need a sign, or the word. */
        bool clock = facts && parts == 0 && !in && !plus && !minus && !strcmp(facts->word, "h") &&
                     reader->tokens.at[count_place].kind == WHEN_NUMBER && sixtieths % 60 == 0 &&
                     sixtieths <= INT64_C(24) * 60;
        if (!facts || clock || !add_units(&said, sixtieths, facts, minus ? -1 : 1)) {
            reader->place = before;
            break;
        }
        if (when_take_phrase(reader, "and a half") && !add_units(&said, 30, facts, minus ? -1 : 1))
            return false;
    }
    if (!parts || reader->said.has_offset)
        return false;
    when_take_mark(reader, '\'');
    when_take(reader, "time"); /* "in two weeks' time" */
    if (when_take(reader, "ago")) {
        turn_back(&said);
    } else if (when_take(reader, "before")) {
        turn_back(&said);
        said.anchored = true;
    } else if (when_take(reader, "from") || when_take(reader, "after")) {
        said.anchored = !when_take(reader, "now");
    }
    reader->said = said;
    return true;
}

/* Whether a day stands there, not a clock: "after friday", "before the 15th", "after 12/1". */
static bool day_follows(const WhenReader *reader)
{
    static const WhenEntry words[] = {{"the", 0},  {"this", 0},  {"next", 0},     {"today", 0},
                                      {"mid", 0},  {"early", 0}, {"tomorrow", 0}, {"end", 0},
                                      {"late", 0}, {"week", 0},  {"", 0}};
    const WhenToken *token = when_peek(reader, 0);
    int place = reader->place, ignored;
    WhenDate date;
    return when_read_date(&reader->tokens, &place, &reader->habit, &date) ||
           when_lookup(token, when_weekdays, &ignored) || when_lookup(token, words, &ignored);
}

bool when_read_beside(WhenReader *reader)
{
    WhenSaid *said = &reader->said;
    bool after = when_take(reader, "after");
    if ((!after && !when_take(reader, "before")) || said->has_offset || said->has_day ||
        !day_follows(reader))
        return false;
    said->has_offset = true;
    said->anchored = true;
    said->beside = true;
    said->workdays = after ? 1 : -1;
    return true;
}
