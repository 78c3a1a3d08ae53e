/* Random histories, judged by the oracle. */
#pragma once

#include "follow/terms.h"

#include <stdint.h>

typedef struct Tally {
    bool quiet; /* in: a broken promise is not printed */
    uint64_t decisions, walked, prongs, concerns[CONCERNS];
    const char *broken; /* the promise that was broken */
} Tally;

/* Histories of the seeds `first` and the `count` − 1 that follow; some worlds are walked for five
 * years, some from the first talk on. False at the first broken promise, printed with its seed. */
bool histories_run(uint64_t first, uint64_t count, Tally *tally);
