/* Time: instants, days, and what people type.
 *
 * `Time` is an instant: seconds since 1970-01-01T00:00Z (POSIX: leap seconds do not count).
 * `Day` is a calendar day without a zone: days since 1970-01-01. Both may be TIME_NONE / DAY_NONE.
 * No function here reads the machine's clock but clock_now(); everything else is handed `now`.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

typedef int64_t Time;
typedef int32_t Day;

#define TIME_NONE INT64_MIN
#define DAY_NONE  INT32_MIN
#define TIME_LIMIT                                                                                 \
    INT64_C(253402300799) /* 9999-12-31T23:59:59Z, the last instant Beck speaks of                 \
                           */

enum { MINUTE = 60, HOUR = 3600, DAY_SECONDS = 86400 };

typedef enum Weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY } Weekday;

typedef struct Civil {
    int year, month, day; /* month 1–12, day 1–31 */
    int hour, minute, second;
} Civil;

/* The machine's clock. Called once at the edge; `--now` replaces it. */
Time clock_now(void);
/* Milliseconds since some moment of the past, never backwards: for progress and patience only. */
int64_t clock_ticking(void);

/* Proleptic Gregorian; month and day may run over or be below 1 ("the 0th" is the day before). */
Day day_of_civil(int year, int month, int day);
Civil civil_of_day(Day day);   /* midnight */
Weekday day_weekday(Day day);  /* ISO 8601: the week begins on Monday */
bool civil_valid(Civil civil); /* also: the year within -9999 to 9999 */

/* RFC 3339, "2026-12-01T09:00:00Z"; TIME_NONE gives NULL. */
char *time_rfc3339(Arena *arena, Time time);
/* RFC 3339 with any offset, years 0–9999; parts of a second are dropped. INPUT. */
bool time_parse_rfc3339(const char *text, Time *time, Err *err);
char *day_iso(Arena *arena, Day day); /* "2026-12-01"; DAY_NONE gives NULL */
bool day_parse_iso(const char *text, Day *day, Err *err);
