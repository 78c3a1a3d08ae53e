#include "dispatch/trace.h"

#include "action/trace.h"
#include "base/log.h"
#include "dispatch/machine.h"

#include <inttypes.h>

enum {
    LOOK_MS = 20 * 1000, /* HylaFAX forgets what is done after a quarter of an hour */
    PAGES_KIBIBYTES = 512
};

typedef struct Tracer {
    const WorkOptions *options;
    Context *context;
    int64_t offset;
} Tracer;

static Time now_of(const Tracer *tracer)
{
    return clock_now() + tracer->offset;
}

/* A server that does not answer is asked again the next time. */
static bool ask_one(const Tracer *tracer, Arena *arena, const TraceAsk *ask, Err *err)
{
    Err why;
    if (!ask->driver->trace(ask->settings, ask->secrets, tracer->options->stop, ask->traces,
                            ask->count, &why)) {
        if (!machine_is_stopped(tracer->options))
            log_line(LOG_WARN, "trace", "sender %" PRId64 ": %s", ask->sender_id, why.message);
        return true;
    }
    return context_begin(tracer->context, context_first_user(tracer->context), now_of(tracer),
                         err) &&
           trace_learn(tracer->context, arena, ask, err);
}

static bool look(void *of, Err *err)
{
    const Tracer *tracer = of;
    auto_arena Arena *arena = arena_new();
    Context *context = tracer->context;
    TraceAsks asks;
    if (!context_begin(context, context_first_user(context), now_of(tracer), err) ||
        !trace_due(context, arena, &asks, err))
        return false;
    for (size_t i = 0; i < asks.count && !machine_is_stopped(tracer->options); i++)
        if (!ask_one(tracer, arena, &asks.at[i], err))
            return false;
    return true;
}

bool trace_run(const WorkOptions *options, WorkDone *done, Err *err)
{
    Tracer tracer = {.options = options, .offset = machine_offset(options)};
    bool right = machine_open(options, "trace", PAGES_KIBIBYTES, &tracer.context, err) &&
                 machine_watch(options, "trace", LOOK_MS, look, &tracer, err);
    *done = (WorkDone){0};
    context_close(tracer.context);
    return right;
}
