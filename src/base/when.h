/* When: the moments people type.
 *
 * "tomorrow 9am", "friday", "next tuesday 14:30", "+3d", "+2w", "+90m" (minutes), "in 3 days",
 * "monday morning", "2026-12-01", "2026-12-01 9:30", "1 Dec", "Dec 1 2027", "12/1/2026" (read by the
 * region's habit), "noon", "end of month", "march" (the 1st working day of it), "next week",
 * RFC 3339. Always in the future of `now` where the year or week is left open.
 */
#pragma once

#include "base/clock.h"
#include "base/zone.h"

typedef struct When {
    Time at;       /* the instant; when only a day was said: that day at `default_minute` */
    bool has_time; /* false when only a day was said */
} When;

/* `region` (ISO 3166-1) decides 3/4: the US, and who writes like it, month first. INPUT names the
 * word that was not understood and gives three examples. */
bool when_parse(const char *text, Time now, const Zone *zone, const char *region,
                int default_minute, When *when, Err *err);

/* A date from a file: ISO, 10/20/2016, 20.10.2016, "12 Mar 2025", "3/15/2024 2:30 PM", an XLSX
 * serial. Past dates are fine. INPUT. */
bool when_parse_file_date(const char *text, const Zone *zone, const char *region, Time *at,
                          Err *err);

/* For a person at `now`: "today 14:30", "tomorrow 9:00", "Tue 1 Dec 9:00", "1 Dec 2027". */
char *when_say(Arena *arena, Time at, Time now, const Zone *zone);
/* A distance: "3 days ago", "in 2 hours", "just now". */
char *when_ago(Arena *arena, Time at, Time now);
