/* Progress: one line on the terminal of standard error that tells how far something long has come,
 * how quick it is and how long it will take. Nothing anywhere else. */
#pragma once

#include "base/clock.h"
#include "cli/screen.h"

#include <stdint.h>

typedef struct Progress {
    bool shown; /* standard error is a terminal */
    int columns;
    Time started;
    uint64_t began; /* parts that were done before this run */
    bool drawn;
} Progress;

Progress progress_new(const Screen *screen);
/* `done` of `total` parts (0: unknown) make `rows` rows. */
void progress_draw(Progress *progress, uint64_t rows, uint64_t done, uint64_t total);
/* Takes the line away. */
void progress_end(Progress *progress);

/* The line itself, for `seconds` of work. */
char *progress_line(Arena *arena, int columns, uint64_t rows, uint64_t done, uint64_t total,
                    uint64_t began, Time seconds);
