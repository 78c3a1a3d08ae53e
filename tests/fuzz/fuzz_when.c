/* Any text as a moment, by both habits and around a change of clocks: what is understood lies
 * within the time Beck speaks of, and can be said. */
#include "base/when.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Time now = 1774630800; /* a Friday before summer time, 18:00 in Berlin */
    auto_arena Arena *arena = arena_new();
    const char *text = arena_strndup(arena, (const char *)data, size);
    const Zone *zone = zone_find("Europe/Berlin");
    When when;
    Time at;
    Err err;
    for (int i = 0; i < 2; i++)
        if (when_parse(text, now, zone, i ? "US" : "DE", 540, &when, &err)) {
            if (when.at > TIME_LIMIT || when.at < -TIME_LIMIT)
                abort();
            when_say(arena, when.at, now, zone);
            when_ago(arena, when.at, now);
        }
    if (when_parse_file_date(text, zone, "US", &at, &err))
        when_say(arena, at, now, zone);
    if (time_parse_rfc3339(text, &at, &err)) {
        Time again;
        if (!time_parse_rfc3339(time_rfc3339(arena, at), &again, &err) || again != at)
            abort();
    }
    return 0;
}
