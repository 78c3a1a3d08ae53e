#include "action/promise_alarm.h"

#include <stddef.h>

const char *promise_alarm_name(PromiseAlarm alarm)
{
    static const char *const names[] = {NULL, "tomorrow", "soon"};
    return names[alarm];
}

void promise_alarms(const Zone *zone, Time due_at, Time alarms[PROMISE_ALARMS])
{
    alarms[0] = zone_time(zone, zone_day(zone, due_at) - 1, PROMISE_EVENING_MINUTE);
    alarms[1] = due_at - PROMISE_AHEAD;
}

PromiseAlarm promise_alarm(const Zone *zone, Time due_at, Time now)
{
    Time alarms[PROMISE_ALARMS];
    promise_alarms(zone, due_at, alarms);
    if (now >= due_at)
        return PROMISE_QUIET;
    if (now >= alarms[1])
        return PROMISE_SOON;
    return now >= alarms[0] && zone_day(zone, now) < zone_day(zone, due_at) ? PROMISE_TOMORROW
                                                                            : PROMISE_QUIET;
}

Time promise_alarm_until(const Zone *zone, Time now)
{
    Day today = zone_day(zone, now);
    bool evening = zone_minute(zone, now) >= PROMISE_EVENING_MINUTE;
    return zone_time(zone, today + (evening ? 2 : 1), 0);
}
