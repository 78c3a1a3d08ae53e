#include "base/when.h"

static const char *const month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const weekday_names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

char *when_say(Arena *arena, Time at, Time now, const Zone *zone)
{
    enum { HALF_YEAR = 182 };
    if (at == TIME_NONE)
        return arena_strdup(arena, "");
    Civil civil = zone_civil(zone, at);
    Day day = zone_day(zone, at);
    int ahead = day - zone_day(zone, now);
    static const char *const near_days[] = {"yesterday", "today", "tomorrow"};
    if (ahead >= -1 && ahead <= 1)
        return arena_printf(arena, "%s %d:%02d", near_days[ahead + 1], civil.hour, civil.minute);
    const char *month = month_names[civil.month - 1];
    if (ahead > -HALF_YEAR && ahead < HALF_YEAR)
        return arena_printf(arena, "%s %d %s %d:%02d", weekday_names[day_weekday(day)], civil.day,
                            month, civil.hour, civil.minute);
    return arena_printf(arena, "%d %s %d", civil.day, month, civil.year);
}

char *when_ago(Arena *arena, Time at, Time now)
{
    static const struct {
        const char *name;
        Time seconds;
        int most; /* beyond it the next unit speaks */
    } units[] = {
        {"minute", MINUTE, 59},   {"hour", HOUR, 23},
        {"day", DAY_SECONDS, 13}, {"week", 7 * DAY_SECONDS, 8},
        {"month", 2629746, 23},   {"year", 31556952, 10000}, /* of the mean Gregorian year */
    };
    if (at == TIME_NONE)
        return arena_strdup(arena, "");
    Time distance = at > now ? at - now : now - at;
    if (distance < MINUTE)
        return arena_strdup(arena, "just now");
    Time count = 0;
    size_t i = 0;
    for (; i < sizeof units / sizeof units[0]; i++) {
        count = (distance + units[i].seconds / 2) / units[i].seconds;
        if (count <= units[i].most)
            break;
    }
    const char *plural = count == 1 ? "" : "s";
    return at > now ? arena_printf(arena, "in %d %s%s", (int)count, units[i].name, plural)
                    : arena_printf(arena, "%d %s%s ago", (int)count, units[i].name, plural);
}
