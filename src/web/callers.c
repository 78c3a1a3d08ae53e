#include "web/callers.h"

#include "action/phone_call.h"
#include "base/log.h"
#include "web/server_inner.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct Caller {
    Callers *callers;
    int64_t id;
    pthread_t thread;
    bool begun; /* the thread is to be joined */
    atomic_bool busy;
} Caller;

struct Callers {
    Server *server;
    volatile sig_atomic_t stop;
    Caller at[CALLERS_MOST];
};

static bool carry(const Caller *caller, Err *err)
{
    auto_context Context *context = NULL;
    Server *server = caller->callers->server;
    const PhoneCallEar ear = {.stop = &caller->callers->stop};
    return server_context(server, false, &context, err) &&
           context_begin(context, context_first_user(context), server_now(server), err) &&
           phone_call_carry(context, caller->id, false, &ear, err);
}

static void *work(void *argument)
{
    Caller *caller = argument;
    Err err;
    /* Somebody else dials it: another server, or a command. */
    if (!carry(caller, &err) && err.kind != ERR_CONFLICT)
        log_err("calls", &err);
    atomic_store(&caller->busy, false);
    return NULL;
}

static bool is_taken(const Callers *callers, int64_t id)
{
    for (size_t i = 0; i < CALLERS_MOST; i++)
        if (callers->at[i].id == id && atomic_load(&callers->at[i].busy))
            return true;
    return false;
}

static void begin(Callers *callers, int64_t id)
{
    Caller *caller = callers->at;
    while (caller < callers->at + CALLERS_MOST && atomic_load(&caller->busy))
        caller++;
    if (caller == callers->at + CALLERS_MOST)
        return;
    if (caller->begun)
        pthread_join(caller->thread, NULL);
    caller->callers = callers;
    caller->id = id;
    atomic_store(&caller->busy, true);
    caller->begun = !pthread_create(&caller->thread, NULL, work, caller);
    if (!caller->begun)
        atomic_store(&caller->busy, false);
}

Callers *callers_new(Server *server)
{
    Callers *callers = calloc(1, sizeof *callers);
    if (!callers)
        abort();
    callers->server = server;
    return callers;
}

void callers_take(Callers *callers, const int64_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_taken(callers, ids[i]))
            begin(callers, ids[i]);
}

void callers_end(Callers *callers)
{
    if (!callers)
        return;
    __atomic_store_n(&callers->stop, 1, __ATOMIC_RELEASE);
    for (size_t i = 0; i < CALLERS_MOST; i++)
        if (callers->at[i].begun)
            pthread_join(callers->at[i].thread, NULL);
    free(callers);
}
