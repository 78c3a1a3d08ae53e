/* When: the moments people type.
 *
 *   - days: today, tomorrow, tmrw, friday, next tuesday, friday next week, the 15th, yesterday
 *   - dates: 2026-12-01, 1 Dec, Dec 1st 2027, 12/1/2026 (by the region's habit), 1.12.2026
 *   - distances: +3d, +2w, +90m (minutes), +1h30m, in two weeks, in 3 working days,
 *     a week from friday, friday in two weeks, after friday, before march, 2 days ago
 *   - spans: next week, week 49, end of month, mid december, march, Q1, first monday of march
 *   - clocks: 9am, 14:30, at 3, noon, midnight, half past 3, monday morning, eod
 *   - both: tomorrow 9am, next tuesday 14:30, 2026-12-01 9:30, RFC 3339
 *
 * What is left open of a day, week, month or year lies in the future of `now`; a day that was said
 * without a time may be today. How open things are read:
 *   - "friday" is the first Friday after today; "next friday" is that of the next week
 *     (Monday to Sunday).
 *   - A span is its first working day ("march"), its end the last one; working days are Monday to
 *     Friday, but for the 1st of January; other holidays are not known here. Quarters are the
 *     calendar's.
 *   - "3:30" and "at 3" are in the afternoon, up to 6:59, unless they begin with a zero, or am, pm,
 *     "morning" or a date by ISO 8601 says else. Morning is 9:00, afternoon 14:00, evening 18:00,
 *     night and "tonight" 19:00, "eod" 17:00. Midnight is the end of its day.
 *   - Hours and minutes are those of a stop-watch, days and more those of the calendar.
 *   - Refused, because they say two things: "15h", "2027", "friday 13", "this week".
 */
#pragma once

#include "base/clock.h"
#include "base/zone.h"

typedef struct When {
    Time at;       /* the instant; when only a day was said: that day at `default_minute` */
    bool has_time; /* false when only a day was said */
} When;

/* `region` (ISO 3166-1, may be NULL) decides 3/4: base/region.h. INPUT names the word that was not
 * understood, or the day that does not exist, and gives three examples. A few µs. */
bool when_parse(const char *text, Time now, const Zone *zone, const char *region,
                int default_minute, When *when, Err *err);

/* The last day of a span that begins on `first`: "friday" is the first Friday from it on. All else
 * is as when_parse() has it, and may lie before `first`. */
bool when_parse_last(const char *text, Day first, Time now, const Zone *zone, const char *region,
                     Day *last, Err *err);

/* A date from a file: ISO, 10/20/2016, 20.10.2016, "12 Mar 2025", "3/15/2024 2:30 PM", RFC 2822, a
 * spreadsheet's serial (five digits and more, with a fraction or not). Past dates are fine, from
 * 1900 on; two digits of a year are 1969–2068. A day alone is its midnight in `zone`. INPUT. */
bool when_parse_file_date(const char *text, const Zone *zone, const char *region, Time *at,
                          Err *err);

/* For a person at `now`: "yesterday 16:00", "today 14:30", "tomorrow 9:00", within half a year "Tue
 * 1 Dec 9:00", beyond it "1 Dec 2027". TIME_NONE gives "". */
char *when_say(Arena *arena, Time at, Time now, const Zone *zone);
/* A distance in the largest fitting unit: "3 days ago", "in 2 hours", "just now" within a minute.
 * TIME_NONE gives "". */
char *when_ago(Arena *arena, Time at, Time now);
