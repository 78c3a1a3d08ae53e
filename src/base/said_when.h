/* Said when: what is to be done, and the time in it.
 *
 *     "send the quote friday"            the time stands at the end
 *     "send the quote by friday 10:00"   with a word before it
 *     "send the quote @ in two weeks"    behind an @, wherever it would be unclear
 *
 * The longest end that is a time counts. */
#pragma once

#include "base/arena.h"
#include "base/clock.h"
#include "base/zone.h"

typedef struct SaidWhen {
    const char *text; /* without the time */
    Time at;
} SaidWhen;

/* INPUT when no time is in it, or nothing but a time. Options as of when_parse(). */
bool said_when(Arena *arena, const char *said, Time now, const Zone *zone, const char *region,
               int default_minute, SaidWhen *result, Err *err);
