/* Any bytes as what a calendar server answers, and as an entry of a calendar: each is read or
 * refused, within bounds. An input that begins with "BEGIN:" is an entry. */
#include "exchange/ical_driver.h"

#include "base/zone.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern const IcalDriver beck_module_ical;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_entry(Arena *arena, const char *text)
{
    const Time now = 1794836400; /* 2026-11-16 */
    const IcalWindow window = {now, now + 400 * (Time)DAY_SECONDS, zone_utc()};
    IcalObject object;
    if (!beck_module_ical.read(arena, text, &window, &object))
        return;
    if (!object.uid || object.count > ICAL_OCCURRENCES_MOST)
        abort();
    for (size_t i = 0; i < object.count; i++)
        if (object.at[i].starts_at >= window.until || object.at[i].ends_at < object.at[i].starts_at)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    Multistatus answer;
    Err err;
    char *text = arena_strndup(arena, (const char *)data, size);
    if (!strncmp(text, "BEGIN:", 6))
        read_entry(arena, text);
    else if (ical_read_multistatus(arena, text, size, &answer, &err) &&
             answer.count > MULTISTATUS_MOST)
        abort();
    arena_free(arena);
    return 0;
}
