/* When a promise of ours alarms (DESIGN §3): the evening before, and two hours before. In calendars
 * these ring by themselves; Today brings a promise of tomorrow in the evening, and marks one that
 * is near. */
#pragma once

#include "base/zone.h"

#include <stdbool.h>

enum { PROMISE_ALARMS = 2, PROMISE_EVENING_MINUTE = 18 * 60, PROMISE_AHEAD = 2 * HOUR };

typedef enum PromiseAlarm { PROMISE_QUIET, PROMISE_TOMORROW, PROMISE_SOON } PromiseAlarm;

/* "tomorrow", "soon"; NULL of PROMISE_QUIET. */
const char *promise_alarm_name(PromiseAlarm alarm);

/* When it alarms, where `zone` is. */
void promise_alarms(const Zone *zone, Time due_at, Time alarms[PROMISE_ALARMS]);

/* Which alarm is on at `now`: none once it is late. */
PromiseAlarm promise_alarm(const Zone *zone, Time due_at, Time now);

/* Before when what is due is told at `now`: the end of the day, from the evening on of the next. */
Time promise_alarm_until(const Zone *zone, Time now);
