/* Intervals of proportions, for saying honestly what few numbers tell.
 *
 * Sources: E. B. Wilson, JASA 22 (1927) 209-212, as "method 3" in R. G. Newcombe, Statistics in
 * Medicine 17 (1998) 857-872; of differences "method 10" in R. G. Newcombe, same volume, 873-890.
 * Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct Interval {
    double low, high; /* within 0 and 1; of a difference within -1 and 1 */
} Interval;

/* Where the true share lies, by 95 of 100 such intervals; `count` 0: from 0 to 1. */
Interval interval_of_share(int64_t hits, int64_t count);
/* The same of the first share less the second. */
Interval interval_of_difference(int64_t hits, int64_t count, int64_t other_hits,
                                int64_t other_count);
/* Nothing can be told while 0 lies within. */
bool interval_tells(Interval difference);
