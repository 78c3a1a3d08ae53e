/* How long it takes to look thirty days ahead.
 *
 * Usage: forecast_bench DATABASE
 * DATABASE made by make_leads.py; every open lead of everyone is walked.
 */
#include "bench.h"

#include "action/forecast_leads.h"

int main(int count, char **arguments)
{
    if (count != 2) {
        fprintf(stderr, "usage: forecast_bench DATABASE\n");
        return 2;
    }
    Context *context = bench_open(arguments[1], INT64_C(1790348400)); /* as make_leads.py */
    ForecastResult result;
    Err err;
    double start = bench_seconds();
    bench_must(
        forecast_leads(context, context_arena(context), &(ForecastOptions){0}, &result, &err),
        &err);
    double took = bench_seconds() - start;
    printf("forecast %s: %lld leads, %zu days, %lld touches in %.1f s (of 1,000,000 leads: %.1f s, "
           "at most 60), peak %.0f MiB\n",
           bench_is_postgres(arguments[1]) ? "PostgreSQL" : "SQLite", (long long)result.leads,
           result.day_count, (long long)result.all.all, took, took / (double)result.leads * 1e6,
           bench_peak());
    context_close(context);
    return 0;
}
