/* Pace: how often one user may ask for what costs much. So many at once, then so many a minute; who
 * is over that is told to wait (429). Kept in memory: a server that starts anew forgets it.
 *
 * Any thread. Of more than PACE_USERS at a time, those who asked longest ago are forgotten. */
#pragma once

#include "base/clock.h"

#include <stdbool.h>
#include <stdint.h>

enum { PACE_USERS = 256 };

typedef struct Pace Pace;

Pace *pace_new(int at_once, int a_minute);
void pace_free(Pace *pace); /* NULL is allowed */
/* Whether this user may now; then it counts. */
bool pace_take(Pace *pace, int64_t user, Time now);
