/* Metrics: what Prometheus is told of a workspace (/metrics).
 *
 * Asked each few seconds, so that open leads are counted to METRICS_OPEN_MOST and all else to
 * METRICS_MOST, from indexes alone: of 1,000,000 leads, all overdue, the whole took 9 ms of
 * processor. A gauge that stands there means that many or more. Names nobody.
 */
#pragma once

#include "action/context.h"

enum { METRICS_OPEN_MOST = 100000, METRICS_MOST = 10000 };

typedef struct Metric {
    const char *name; /* "beck_leads_open"; a gauge */
    const char *about;
    int64_t value, most; /* `most` means that many or more; 0: counted to the end */
} Metric;

typedef struct Metrics {
    Metric *at;
    size_t count;
} Metrics;

bool metrics_read(Context *context, Arena *arena, Metrics *metrics, Err *err);
