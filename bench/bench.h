/* What the benches share: the clock, the middle of many runs, a database made for the occasion.
 *
 * A bench prints the figure, the figure of its named peer from the same run, and their ratio. It
 * ends with a message when anything fails: half a measurement is none.
 */
#pragma once

#include "action/context.h"

#include <stdio.h>
#include <stdlib.h>

double bench_seconds(void); /* a clock that only goes forward */
/* The most memory the process ever had, in MiB. */
double bench_peak(void);
/* The middle one; sorts `figures`. */
double bench_middle(double *figures, size_t count);
/* A count of the environment, or what is usual. */
size_t bench_count(const char *name, size_t usual);

/* Ends the process with the error. */
_Noreturn void bench_fail(const Err *err);
static inline void bench_must(bool done, const Err *err)
{
    if (!done)
        bench_fail(err);
}

/* Makes an empty Beck in `url`, a SQLite path or PostgreSQL URL, with one user in Chicago. */
void bench_init(const char *url, Time now);
/* As its first user. */
Context *bench_open(const char *url, Time now);
bool bench_is_postgres(const char *url);
