#include "bench.h"

#include <string.h>
#include <sys/resource.h>
#include <time.h>

double bench_seconds(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

double bench_peak(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

double bench_middle(double *figures, size_t count)
{
    qsort(figures, count, sizeof *figures, by_size);
    return figures[count / 2];
}

size_t bench_count(const char *name, size_t usual)
{
    const char *given = getenv(name);
    return given ? strtoull(given, NULL, 10) : usual;
}

void bench_fail(const Err *err)
{
    fprintf(stderr, "bench: %s\n", err->message);
    exit(1);
}

void bench_init(const char *url, Time now)
{
    auto_arena Arena *arena = arena_new();
    InitResult made;
    Err err;
    InitOptions options = {.database = url,
                           .user = "Ann Bench",
                           .email = "ann@bench.example",
                           .cell = "+13125550100",
                           .zone = "America/Chicago",
                           .country = "US",
                           .now = now};
    bench_must(init_database(arena, &options, &made, &err), &err);
}

Context *bench_open(const char *url, Time now)
{
    Context *context;
    Err err;
    bench_must(context_open(&(ContextOptions){.database = url, .now = now}, &context, &err), &err);
    return context;
}

bool bench_is_postgres(const char *url)
{
    return strncmp(url, "postgres", strlen("postgres")) == 0;
}
