/* The readers behind base/when.h: each understands one way of saying a day, a clock or a distance.
 * Private to when_read*.c.
 *
 * One pass goes over the tokens; at each place the first reader that understands something moves
 * on. A reader that returns false may leave `place` and `said` as it likes: they are set back.
 */
#pragma once

#include "base/when_part.h"

typedef struct WhenReader {
    WhenTokens tokens;
    int place;
    Day today;
    WhenHabit habit;
    bool after_at; /* "at" stands before */
    WhenSaid said;
} WhenReader;

/* --- what stands there, and stepping over it (when_reader.c) --- */

const WhenToken *when_peek(const WhenReader *reader, int ahead); /* WHEN_END beyond the last */
bool when_is_next(const WhenReader *reader, int ahead, const char *word);
bool when_take(WhenReader *reader, const char *word);
bool when_take_phrase(WhenReader *reader, const char *phrase); /* words with a blank between */
bool when_take_mark(WhenReader *reader, char mark);
bool when_take_among(WhenReader *reader, const WhenEntry *table, int *value);
bool when_take_ordinal(WhenReader *reader, int *number); /* "2nd" */
int when_take_ahead(WhenReader *reader); /* "this" 0, "next" 1, where neither stands -1 */
/* A year as when_read_year() has it, or "next year", "of next year". */
bool when_take_year(WhenReader *reader, int *year);
/* "of the month", "in next month", "of march 2027": fills number and year, or ahead. */
bool when_take_month(WhenReader *reader, WhenDay *day);

/* --- keeping what was understood: false when it was said already --- */

/* A weekday that was said before a date is kept to be compared with it. */
bool when_set_day(WhenReader *reader, WhenDay day);
bool when_set_clock(WhenReader *reader, WhenClock clock);

/* --- the readers --- */

bool when_read_distance(WhenReader *reader); /* +3d, in two weeks, 3 days ago, a week from friday */
bool when_read_beside(WhenReader *reader);   /* after friday, before march: the next working day */

bool when_read_now(WhenReader *reader);
bool when_read_named_day(WhenReader *reader);    /* tomorrow */
bool when_read_weekday(WhenReader *reader);      /* friday, next friday, last friday */
bool when_read_day_of_date(WhenReader *reader);  /* 1 Dec, 2026-12-01, march */
bool when_read_nth_weekday(WhenReader *reader);  /* first monday of march */
bool when_read_day_of_month(WhenReader *reader); /* the 15th, 15th of next month, on the 15 */

bool when_read_edge(WhenReader *reader);          /* end of march, early next week, eom, year end */
bool when_read_numbered_week(WhenReader *reader); /* week 49, kw 49 (ISO 8601): the one to come */
bool when_read_span(WhenReader *reader); /* next week, weekend, month after next, Q1, in 2027 */

bool when_read_named_clock(WhenReader *reader);  /* noon, end of day */
bool when_read_spoken_clock(WhenReader *reader); /* half past 3 */
bool when_read_plain_clock(WhenReader *reader);  /* 9am, at 3; behind a day also 9 and 1430 */
bool when_read_part(WhenReader *reader);         /* morning, this afternoon, first thing */
bool when_read_shade(WhenReader *reader);        /* early tomorrow, late afternoon */
bool when_read_same_time(WhenReader *reader);    /* same time, this time: as on the clock now */
