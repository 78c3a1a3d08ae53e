/* The parts of base/when.h among themselves: tokens, words, days left open, dates and clocks.
 *
 * Readers take the tokens at `place`, move it behind what they understood and return true, or
 * leave it and return false.
 */
#pragma once

#include "base/clock.h"
#include "base/err.h"

#include <stdbool.h>

/* --- tokens (when_token.c) --- */

typedef enum WhenKind { WHEN_END, WHEN_WORD, WHEN_NUMBER, WHEN_MARK } WhenKind;

typedef struct WhenToken {
    WhenKind kind;
    char
        text[24]; /* lower case, without dots and apostrophes; the mark itself; "first" is 1 "th" */
    int number;
    int digits;       /* of the number */
    bool glued;       /* no blank before it */
    int from, length; /* where it stands in what was typed */
} WhenToken;

enum { WHEN_TOKENS = 40 };

typedef struct WhenTokens {
    WhenToken at[WHEN_TOKENS + 1]; /* the last one is WHEN_END */
    int count;
} WhenTokens;

bool when_tokens(const char *text, WhenTokens *tokens, Err *err);

/* One entry of a table of words, which ends with an empty word. */
typedef struct WhenEntry {
    const char *word;
    int value;
} WhenEntry;

extern const WhenEntry when_weekdays[]; /* Weekday */
extern const WhenEntry when_months[];   /* 1–12 */

bool when_lookup(const WhenToken *token, const WhenEntry *table, int *value);
bool when_is(const WhenToken *token, const char *word);
bool when_is_ordinal(const WhenToken *token); /* the "st" of "1st" */
bool when_is_mark(const WhenToken *token, char mark);

/* --- dates and clocks (when_date.c) --- */

typedef struct WhenDate {
    int year;       /* 0 when it was not said */
    int month, day; /* the day is 0 when only a month was said */
    bool iso;       /* written by the standard, so its clock has 24 hours */
    bool stamp;     /* with a T before the clock */
} WhenDate;

/* How its writer writes a date. */
typedef struct WhenHabit {
    bool month_first;
    int last_year;    /* two digits of a year are those of this one or the 99 before */
    bool short_years; /* "12 Mar 05" is a year, and no clock */
} WhenHabit;

/* A date with digits or the name of a month: 2026-12-01, 12/1/2026, 1.12., Dec 1st, 2027, 1-Dec-26,
 * March 2027, march. The day need not exist. */
bool when_read_date(const WhenTokens *tokens, int *place, const WhenHabit *habit, WhenDate *date);
/* A year of four digits from 1900, or two after an apostrophe. */
bool when_read_year(const WhenTokens *tokens, int *place, int *year);

/* How sure a clock is of its half of the day. */
typedef struct WhenClock {
    int minute; /* of the day, 0–1440 */
    int second;
    bool half_open; /* "3:30", "at 3": no am, no pm, no leading zero, before 13 */
} WhenClock;

/* 9am, 9:30 p.m., 15:00:30, 15h30, 9 o'clock; with `after_at` (after "at", or behind a day) also 9,
 * 9.30, 0930. */
bool when_read_clock(const WhenTokens *tokens, int *place, bool after_at, WhenClock *clock);

/* "Z", "UTC", "+01", "+0100", "-05:00": seconds east. */
bool when_read_offset(const WhenTokens *tokens, int *place, int *east);

/* --- days left open (when_day.c) --- */

typedef enum WhenSpan { SPAN_WEEK, SPAN_WEEKEND, SPAN_MONTH, SPAN_QUARTER, SPAN_YEAR } WhenSpan;
typedef enum WhenEdge { EDGE_START, EDGE_MIDDLE, EDGE_END } WhenEdge;

typedef enum WhenDayKind {
    DAY_FIXED,       /* fixed */
    DAY_OF_DATE,     /* month, day, perhaps year */
    DAY_OF_MONTH,    /* day of a month `ahead` */
    DAY_COMING,      /* the first weekday after today */
    DAY_OF_WEEK,     /* the weekday of the week `ahead` */
    DAY_OF_SPAN,     /* the working day at the edge of a span: `ahead`, or of year and number */
    DAY_NTH_WEEKDAY, /* nth weekday of the month: `ahead`, or of year and number */
    DAY_KINDS
} WhenDayKind;

typedef struct WhenDay {
    WhenDayKind kind;
    Day fixed;
    WhenDate date; /* the year of spans too */
    Weekday weekday;
    WhenSpan span;
    WhenEdge edge;
    bool exact; /* the edge itself, be it a Sunday */
    int number; /* of the month or quarter, 0 when `ahead` tells */
    int ahead;  /* 0 this one, 1 the next */
    int nth;    /* 1–5, 0 the last */
} WhenDay;

/* The `shift`th day that fits, counted from the one nearest to `today`; DAY_NONE when that does not
 * exist (29 February, the 31st) or when nothing is open and `shift` is not 0. */
Day when_day(const WhenDay *day, Day today, int shift);

Day when_add_months(Day day, int months);     /* 31 January and a month is the end of February */
Day when_add_workdays(Day day, int workdays); /* Monday to Friday */
Day when_monday(Day day);                     /* of its week */

/* --- everything said (when_read.c) --- */

/* What was typed, before anything is worked out. */
typedef struct WhenSaid {
    bool now;

    bool has_day;
    WhenDay day;
    bool has_weekday; /* beside a date, which must agree */
    Weekday weekday;

    bool has_offset;
    int months, days, workdays;
    int64_t minutes;
    bool whole_weeks; /* nothing but weeks */
    bool anchored;    /* "… from friday": counted from `day` */
    bool beside;      /* "after march": from the end of a span, "before march" from its beginning */

    bool has_clock;
    WhenClock clock;
    bool same_time; /* of the day, as now */
    bool has_east;  /* seconds east of UTC, behind the clock of a whole date */
    int east;
    bool has_part;
    int part;  /* the minute that "morning" means when no clock is said */
    int shade; /* "early", "late": minutes to add to the part, 0 when not said */
} WhenSaid;

/* INPUT names the word that was not understood. */
bool when_read(const char *text, Day today, const char *region, WhenSaid *said, Err *err);

/* The three examples that end each refusal. */
#define WHEN_EXAMPLES "write for example \"tomorrow 9am\", \"next tuesday 14:30\" or \"2026-12-01\""
