/* Any bytes as what a calendar answers to an invitation (RFC 5546): read or refused, within bounds,
 * and the same when it is read again. */
#include "exchange/ical_driver.h"

#include "base/zone.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern const IcalDriver beck_module_ical;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool right)
{
    if (!right)
        abort();
}

static bool is_same(const IcalAnswer *one, const IcalAnswer *other)
{
    return !strcmp(one->uid, other->uid) && one->counters == other->counters &&
           one->sequence == other->sequence && one->stamp == other->stamp &&
           one->starts_at == other->starts_at && one->person_count == other->person_count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    IcalAnswer answer, again;
    const char *text = arena_strndup(arena, (const char *)data, size);
    if (beck_module_ical.read_answer(arena, text, zone_utc(), &answer)) {
        check(answer.uid && *answer.uid && strlen(answer.uid) <= ICAL_TEXT_MOST);
        check(answer.person_count > 0 && answer.person_count <= ICAL_PEOPLE_MOST);
        for (size_t i = 0; i < answer.person_count; i++)
            check(answer.people[i].mailbox && answer.people[i].part <= ICAL_PART_MAYBE);
        check(answer.starts_at == TIME_NONE || answer.ends_at >= answer.starts_at);
        check(beck_module_ical.read_answer(arena, text, zone_utc(), &again));
        check(is_same(&answer, &again));
    }
    arena_free(arena);
    return 0;
}
