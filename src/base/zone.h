/* Zones: what a clock on a wall somewhere shows (IANA tzdata of the system).
 *
 * A Zone is found once by name, never freed, and may be read by all threads; finding it again takes
 * no lock. Looking up an offset is a few nanoseconds: what was asked of the years 1990–2050 is
 * kept, each 24 days of them worked out by the first question (some 50 µs); years beyond ask GLib
 * every time (a microsecond). tzdata is looked for in $TZDIR, else in the system's folder.
 *
 * Held against the C library over all zones, 1990–2060: one difference, from 2038 on, where GLib
 * 2.74 reads Ireland's negative summer time the wrong way round.
 */
#pragma once

#include "base/clock.h"

typedef struct Zone Zone;

/* NULL when tzdata does not know the name ("Europe/Berlin", "UTC"; case matters), or name is NULL.
 */
const Zone *zone_find(const char *name);
const Zone *zone_utc(void); /* there even without tzdata */
/* The machine's own zone, or UTC. */
const Zone *zone_local(void);
const char *zone_name(const Zone *zone);
/* The country a zone is named for, by tzdata's zone.tab: ISO 3166-1 alpha-2 ("DE" of
 * "Europe/Berlin"). False for a zone of no country ("UTC") and for old names ("US/Eastern"). Reads
 * a file. */
bool zone_country(const char *name, char country[3]);

/* Seconds east of UTC at that instant. */
int zone_offset(const Zone *zone, Time time);
Civil zone_civil(const Zone *zone, Time time);
Day zone_day(const Zone *zone, Time time);
/* Minutes since local midnight, 0–1439. */
int zone_minute(const Zone *zone, Time time);
/* The instant of a local wall time. In the gap of a spring change: the instant just after the
 * gap; in the repeated hour of autumn: the first of the two. `minute` may be 0–1440. */
Time zone_time(const Zone *zone, Day day, int minute);
