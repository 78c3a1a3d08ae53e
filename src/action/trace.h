/* Tracing: what has become of messages that a server has, or may have, where it can be asked (a fax
 * is dialled for hours). What is asked for is what nobody has a proof of yet; so a message whose
 * answer was lost is settled by the server itself, as far as it remembers: HylaFAX keeps jobs that
 * are done for a quarter of an hour or longer (faxqclean(8)).
 */
#pragma once

#include "action/context.h"
#include "channel/carrier.h"

enum { TRACE_DAYS = 7, TRACES_MOST = 1000 };

typedef struct TraceAsk {
    int64_t sender_id;
    const CarrierDriver *driver;
    const Doc *settings, *secrets;
    CarrierTrace *traces; /* for driver->trace() to fill */
    const int64_t *touches;
    const char *const *levels;
    size_t count;
} TraceAsk;

typedef struct TraceAsks {
    TraceAsk *at;
    size_t count;
} TraceAsks;

/* Of every sender whose server can be asked and who has something to ask, paused or not. */
bool trace_due(Context *context, Arena *arena, TraceAsks *asks, Err *err);
/* What was answered: delivered, or why not, and what follows (follow/outcome.h). Nothing is learned
 * twice. */
bool trace_learn(Context *context, Arena *arena, const TraceAsk *ask, Err *err);
