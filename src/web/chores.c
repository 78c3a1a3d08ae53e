#include "web/chores.h"

#include "action/inbox.h"
#include "action/job.h"
#include "action/once.h"
#include "action/phone_call.h"
#include "action/session.h"
#include "action/track.h"
#include "action/webhook.h"
#include "base/log.h"
#include "view/view_import.h"
#include "web/callers.h"
#include "web/server_inner.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { LOOK_MS = 500, TIDY_LOOKS = 3600 * 1000 / LOOK_MS };

/* Something that has a thread while there is anything to do. */
typedef struct Chore {
    Server *server;
    const char *name;
    bool (*run)(Server *server, Context *context, const volatile sig_atomic_t *stop, Err *err);
    const volatile sig_atomic_t *stop;
    pthread_t thread;
    bool begun;       /* the thread is to be joined */
    atomic_bool busy; /* it is at work */
} Chore;

struct Chores {
    Server *server;
    pthread_t thread;
    int ending; /* readable once the server ends */
    volatile sig_atomic_t stop;
    Chore jobs, webhooks;
    Callers *callers;
};

/* --- imports ---------------------------------------------------------------------------------- */

/* A seller who waits goes before a list. */
static bool is_wanted(void *context)
{
    const Server *server = context;
    return lane_busy(server->writing);
}

static bool run_jobs(Server *server, Context *context, const volatile sig_atomic_t *stop, Err *err)
{
    const JobRun run = {
        .document = view_import, .stop = stop, .wanted = is_wanted, .wanted_context = server};
    for (size_t count = 1; count && !*stop;) {
        int64_t *ids;
        auto_arena Arena *arena = arena_new();
        if (!context_begin(context, context_first_user(context), server_now(server), err) ||
            !jobs_waiting(context, arena, &ids, &count, err))
            return false;
        /* One that another server took meanwhile is not ours to run. */
        if (count && !job_run(context, ids[0], &run, err) && err->kind != ERR_BUSY)
            return false;
    }
    return true;
}

/* --- webhooks --------------------------------------------------------------------------------- */

static void tell_switched(const WebhooksDelivered *delivered)
{
    enum { SAID = sizeof delivered->switched / sizeof(const char *) };
    for (size_t i = 0; i < delivered->switched_off && i < SAID; i++)
        log_line(LOG_WARN, "webhooks", "%s is switched off: it took nothing for days",
                 delivered->switched[i]);
}

static bool run_webhooks(Server *server, Context *context, const volatile sig_atomic_t *stop,
                         Err *err)
{
    const WebhookRun run = {.send = net_send, .stop = stop};
    for (bool more = true; more && !*stop;) {
        WebhooksDelivered delivered;
        auto_arena Arena *arena = arena_new();
        if (!context_begin(context, context_first_user(context), server_now(server), err) ||
            !webhooks_deliver(context, arena, &run, &delivered, err))
            return false;
        tell_switched(&delivered);
        more = delivered.more;
    }
    return true;
}

/* --- threads ---------------------------------------------------------------------------------- */

static void *work(void *argument)
{
    Chore *chore = argument;
    auto_context Context *context = NULL;
    Err err;
    if (!server_context(chore->server, false, &context, &err) ||
        !chore->run(chore->server, context, chore->stop, &err))
        log_err(chore->name, &err);
    atomic_store(&chore->busy, false);
    return NULL;
}

static void begin(Chore *chore)
{
    if (atomic_load(&chore->busy))
        return;
    if (chore->begun)
        pthread_join(chore->thread, NULL);
    atomic_store(&chore->busy, true);
    chore->begun = !pthread_create(&chore->thread, NULL, work, chore);
    if (!chore->begun)
        atomic_store(&chore->busy, false);
}

static void end(Chore *chore)
{
    if (chore->begun)
        pthread_join(chore->thread, NULL);
}

/* False once the server ends. */
static bool wait_a_little(const Chores *chores)
{
    struct pollfd ending = {.fd = chores->ending, .events = POLLIN};
    return poll(&ending, 1, LOOK_MS) <= 0;
}

static bool look(Chores *chores, Context *context, Arena *arena, Err *err)
{
    int64_t *jobs, *calls;
    size_t job_count, call_count;
    bool webhooks;
    if (!context_begin(context, context_first_user(context), server_now(chores->server), err) ||
        !jobs_waiting(context, arena, &jobs, &job_count, err) ||
        !phone_calls_waiting(context, arena, &calls, &call_count, err) ||
        !webhooks_waiting(context, &webhooks, err) || !track_settle(context, err))
        return false;
    if (job_count)
        begin(&chores->jobs);
    if (webhooks)
        begin(&chores->webhooks);
    callers_take(chores->callers, calls, call_count);
    return true;
}

/* What would otherwise grow for ever. */
static bool tidy(Context *context, Err *err)
{
    return jobs_tidy(context, err) && once_forget(context, err) && sessions_sweep(context, err) &&
           inbox_forget(context, err) && phone_calls_forget(context, err);
}

static void *look_round(void *argument)
{
    Chores *chores = argument;
    auto_arena Arena *arena = arena_new();
    auto_context Context *context = NULL;
    for (int64_t looks = 0; wait_a_little(chores); looks++) {
        Err err;
        arena_reset(arena);
        if ((context || server_context(chores->server, false, &context, &err)) &&
            look(chores, context, arena, &err) && (looks % TIDY_LOOKS || tidy(context, &err)))
            continue;
        log_err("chores", &err);
        if (err.kind == ERR_BROKEN) { /* a connection that was lost is opened anew */
            context_close(context);
            context = NULL;
        }
    }
    return NULL;
}

Chores *chores_new(Server *server)
{
    Chores *chores = calloc(1, sizeof *chores);
    if (!chores)
        abort();
    chores->server = server;
    chores->jobs =
        (Chore){.server = server, .name = "jobs", .run = run_jobs, .stop = &chores->stop};
    chores->webhooks =
        (Chore){.server = server, .name = "webhooks", .run = run_webhooks, .stop = &chores->stop};
    chores->callers = callers_new(server);
    chores->ending = eventfd(0, EFD_CLOEXEC);
    if (chores->ending < 0 || pthread_create(&chores->thread, NULL, look_round, chores))
        abort();
    return chores;
}

void chores_end(Chores *chores)
{
    if (!chores)
        return;
    chores->stop = 1;
    eventfd_write(chores->ending, 1);
    pthread_join(chores->thread, NULL);
    end(&chores->jobs);
    end(&chores->webhooks);
    callers_end(chores->callers);
    close(chores->ending);
    free(chores);
}
