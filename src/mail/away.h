/* Away: what an out-of-office says: until when, and whom to turn to meanwhile.
 *
 * Dates are read in English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish (Danish
 * and Norwegian too, where they share the words), Polish, Czech, Japanese and Russian: "back on
 * Monday", "until 3 March", "vom 1. bis 5. Mai", "2026年3月5日". What is left open (the year, the
 * week) lies behind the day of the mail.
 */
#pragma once

#include "base/arena.h"
#include "base/clock.h"
#include "mail/reading.h"

/* The day that is said: the first day back where that is told, else the last day away; DAY_NONE
 * when none is said, or `mailed` is not known. */
Day away_until(Arena *arena, const char *subject, const char *text, Day mailed);

/* Whether they have left: nobody comes back. */
bool away_for_good(Arena *arena, const char *text);

/* Who stands in: `own` is the writer's own address. Sets `count`. */
const StandIn *away_stand_ins(Arena *arena, const char *text, const char *own, size_t *count);
