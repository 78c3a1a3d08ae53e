/* Places: the zones of a country or one of its regions (states, provinces).
 *
 * Regions matter where a country has several zones: the states of the USA, Canada, Australia,
 * Brazil and Mexico stand in the table, by ISO 3166-2 code or by English name. The zones are those
 * of tzdata's zone1970.tab. A place that is not in the tables is unknown, never guessed. Any
 * thread.
 */
#pragma once

#include "base/arena.h"

#include <stddef.h>

enum { PLACE_ZONES = 12 };

/* Fills `zones` with IANA names (static); 0 when the place is unknown or has more than fit.
 * `country` is ISO 3166-1 alpha-2 or an English name; `region` may be NULL. */
size_t place_zones(const char *country, const char *region, const char *zones[PLACE_ZONES]);

/* ISO 3166-1 alpha-2 of what people write ("Germany", "USA", "de", "Deutschland"); NULL when
 * unknown. Static. */
const char *place_country(const char *text);
/* "TX" of "Texas" or "tx" within a country; the text itself when it is not in the table. */
const char *place_region(const char *country, const char *text);
/* The last line of an address abroad: the English name of a country (ISO 3166-1) in capitals; of
 * one that is not in the table the text in capitals, where it is ASCII. */
char *place_capitals(Arena *arena, const char *country);
