/* Tour: the order of a day's visits by where they are, without asking a map of anybody.
 *
 * What has an hour keeps it and comes first, by the hour. The rest begins where the last of those
 * is (else at `start`, else with the first by postal code) and goes on to what is nearest each
 * time, as far as places are known: coordinates typed into the address ("…, 52.52100, 13.40500",
 * geo:52.521,13.405), or those of another stop with the same postal code. What has none follows by
 * country, postal code, town and address, in which neighbours stand together. Pure. */
#pragma once

#include "base/clock.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct TourPlace {
    bool known;
    bool borrowed; /* of another stop with its postal code: near enough for the order */
    int32_t latitude, longitude; /* in millionths of a degree, WGS 84 */
} TourPlace;

typedef struct TourStop {
    const char *address;                   /* as it was typed, or NULL */
    const char *country, *postcode, *city; /* or NULL */
    Time fixed_at;                         /* TIME_NONE: any time of the day */
    size_t name;                           /* the caller's */
    TourPlace place;                       /* tour_order() fills these two */
    int64_t metres; /* as the crow flies from the stop before; -1: nobody knows, as of a
                       borrowed place */
} TourStop;

/* The coordinates in an address, each with three digits or more behind its point. */
TourPlace tour_place(const char *address);
/* The postal code in an address, into `code`; false: none is to be seen. */
bool tour_postcode(const char *address, char code[12]);
int64_t tour_metres(const TourPlace *from, const TourPlace *to);
/* `start` may be NULL. At most a few hundred stops: each looks at all that are left. */
void tour_order(TourStop *stops, size_t count, const TourPlace *start);
