#include "web/live.h"

#include "action/list_today.h"
#include "action/session.h"
#include "action/token.h"
#include "base/log.h"
#include "web/server_inner.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { LOOK_SECONDS = 1, HEARTBEAT_SECONDS = 20, LISTENERS_MOST = 3000 };

/* What was seen of a user's day. */
typedef struct Seen {
    size_t due, answers;
    uint64_t digest; /* of what is due, in its order */
} Seen;

/* A user with at least one page open. */
typedef struct Watched {
    struct Watched *next;
    int64_t user_id;
    size_t listeners;
    bool looked;
    Seen seen;
} Watched;

typedef struct Listener {
    struct Listener *next, *previous;
    Watched *watched;
    int64_t session_id, token_id; /* by which it was let in: one is 0 */
    HttpStream *stream;
} Listener;

struct Live {
    struct Server *server;
    pthread_mutex_t lock;
    pthread_t thread;
    int wake; /* an eventfd: the first listener has come, or the end */
    bool running, ending;
    Listener *listeners;
    size_t count;
    Watched *watched;
};

Live *live_new(struct Server *server)
{
    Live *live = calloc(1, sizeof *live);
    if (!live)
        abort();
    live->server = server;
    pthread_mutex_init(&live->lock, NULL);
    live->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (live->wake < 0)
        abort();
    return live;
}

/* --- looking ---------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t digest, uint64_t value)
{
    enum { SHIFT = 29 };
    digest ^= value;
    digest *= UINT64_C(0x9E3779B97F4A7C15); /* Fibonacci hashing: Knuth, TAOCP 3, 6.4 */
    return digest ^ (digest >> SHIFT);
}

static bool look(Context *context, int64_t user_id, Time now, Arena *arena, Seen *seen, Err *err)
{
    *seen = (Seen){0};
    if (!context_begin(context, user_id, now, err))
        return false;
    for (int group = 0; group < GROUPS; group++) {
        DueTouches due;
        if (!list_due(context, arena, user_id, (Group)group, &due, err))
            return false;
        seen->due += due.count;
        if (group == GROUP_ANSWERS)
            seen->answers = due.count;
        for (size_t i = 0; i < due.count; i++)
            seen->digest =
                mix(seen->digest, (uint64_t)due.at[i].lead_id ^ ((uint64_t)due.at[i].due_at << 20));
    }
    return true;
}

/* --- telling ---------------------------------------------------------------------------------- */

static void tell(Live *live, const Watched *watched, const char *event)
{
    char text[160];
    int length = snprintf(text, sizeof text, "event: %s\ndata: {\"due\":%zu,\"answers\":%zu}\n\n",
                          event, watched->seen.due, watched->seen.answers);
    for (Listener *listener = live->listeners; listener; listener = listener->next)
        if (listener->watched == watched)
            live->server->driver->push(listener->stream, text, (size_t)length);
}

static void tell_changes(Live *live, int64_t user_id, const Seen *seen)
{
    for (Watched *watched = live->watched; watched; watched = watched->next) {
        if (watched->user_id != user_id)
            continue;
        bool changed = watched->looked && memcmp(&watched->seen, seen, sizeof *seen) != 0;
        bool answered = watched->looked && seen->answers > watched->seen.answers;
        watched->looked = true;
        watched->seen = *seen;
        if (answered)
            tell(live, watched, "answer");
        if (changed)
            tell(live, watched, "today");
    }
}

static void beat(Live *live)
{
    static const char beat[] = ": a stream never stops\n\n";
    for (Listener *listener = live->listeners; listener; listener = listener->next)
        live->server->driver->push(listener->stream, beat, sizeof beat - 1);
}

/* --- who may not listen any more ---------------------------------------------------------------
 */

/* By what listeners were let in; the lock is not held while it is looked up. */
typedef struct Pass {
    int64_t session_id, token_id;
} Pass;

/* Those of one session stand together as a rule: asked about once. */
static size_t passes_shown(Live *live, Pass *passes, size_t most)
{
    size_t count = 0;
    for (const Listener *listener = live->listeners; listener && count < most;
         listener = listener->next) {
        const Pass *last = count ? &passes[count - 1] : NULL;
        if (!last || last->session_id != listener->session_id ||
            last->token_id != listener->token_id)
            passes[count++] = (Pass){listener->session_id, listener->token_id};
    }
    return count;
}

static bool lives(Context *context, const Pass *pass, bool *alive, Err *err)
{
    return pass->session_id ? session_lives(context, pass->session_id, alive, err)
                            : token_lives(context, pass->token_id, alive, err);
}

static void finish_listeners(Live *live, const Pass *pass)
{
    for (Listener *listener = live->listeners; listener; listener = listener->next)
        if (listener->session_id == pass->session_id && listener->token_id == pass->token_id)
            live->server->driver->finish(listener->stream);
}

static bool end_those_over(Live *live, Context *context, Err *err)
{
    Pass passes[LISTENERS_MOST];
    pthread_mutex_lock(&live->lock);
    size_t count = passes_shown(live, passes, LISTENERS_MOST);
    pthread_mutex_unlock(&live->lock);
    context_set_now(context, server_now(live->server));
    for (size_t i = 0; i < count; i++) {
        bool alive;
        if (!lives(context, &passes[i], &alive, err))
            return false;
        if (alive)
            continue;
        pthread_mutex_lock(&live->lock);
        finish_listeners(live, &passes[i]);
        pthread_mutex_unlock(&live->lock);
    }
    return true;
}

/* The users to look at; the lock is not held while looking. */
static size_t watched_users(Live *live, int64_t *users, size_t most)
{
    size_t count = 0;
    for (Watched *watched = live->watched; watched && count < most; watched = watched->next)
        if (watched->listeners)
            users[count++] = watched->user_id;
    return count;
}

static bool look_round(Live *live, Context *context, Arena *arena, Err *err)
{
    int64_t users[LISTENERS_MOST];
    pthread_mutex_lock(&live->lock);
    size_t count = watched_users(live, users, LISTENERS_MOST);
    pthread_mutex_unlock(&live->lock);
    for (size_t i = 0; i < count; i++) {
        Seen seen;
        arena_reset(arena);
        if (!look(context, users[i], server_now(live->server), arena, &seen, err)) {
            if (err->kind != ERR_DENIED) /* deactivated: their streams end with their sessions */
                return false;
            continue;
        }
        pthread_mutex_lock(&live->lock);
        tell_changes(live, users[i], &seen);
        pthread_mutex_unlock(&live->lock);
    }
    return true;
}

static void wake(Live *live)
{
    eventfd_write(live->wake, 1);
}

/* Sleeps until the next look, or until the first listener comes. */
static bool wait_for_work(Live *live)
{
    struct pollfd woken = {.fd = live->wake, .events = POLLIN};
    eventfd_t count;
    poll(&woken, 1, live_count(live) ? LOOK_SECONDS * 1000 : -1);
    eventfd_read(live->wake, &count);
    pthread_mutex_lock(&live->lock);
    bool ending = live->ending;
    pthread_mutex_unlock(&live->lock);
    return !ending;
}

/* What the thread works with. */
typedef struct Round {
    Live *live;
    Arena *arena;
    Context *context; /* NULL until needed, or after it broke */
    uint64_t version; /* of the database, at the last look */
    size_t known;     /* listeners, then */
    int64_t second;
} Round;

/* What is due grows with the clock, too: a look each minute whatever has been written. */
static bool look_if_due(Round *round, Err *err)
{
    enum { MINUTE_LOOKS = 60 };
    uint64_t version = context_data_version(round->context);
    size_t count = live_count(round->live);
    if (version && version == round->version && round->known == count &&
        round->second % MINUTE_LOOKS)
        return true;
    if (!end_those_over(round->live, round->context, err) ||
        !look_round(round->live, round->context, round->arena, err))
        return false;
    round->version = version;
    round->known = count;
    return true;
}

static bool go_round(Round *round, Err *err)
{
    Live *live = round->live;
    if (!round->context && !server_context(live->server, false, &round->context, err))
        return false;
    if (!look_if_due(round, err))
        return false;
    if (round->second % HEARTBEAT_SECONDS)
        return true;
    pthread_mutex_lock(&live->lock);
    beat(live);
    pthread_mutex_unlock(&live->lock);
    return true;
}

static void *run(void *context)
{
    Round round = {.live = context, .arena = arena_new(), .second = 1};
    for (; wait_for_work(round.live); round.second++) {
        Err err;
        if (go_round(&round, &err))
            continue;
        log_err("live", &err);
        if (err.kind == ERR_BROKEN) { /* a connection that was lost is opened anew */
            context_close(round.context);
            round.context = NULL;
        }
    }
    context_close(round.context);
    arena_free(round.arena);
    return NULL;
}

/* --- listeners -------------------------------------------------------------------------------- */

static Watched *watch(Live *live, int64_t user_id)
{
    for (Watched *watched = live->watched; watched; watched = watched->next)
        if (watched->user_id == user_id)
            return watched;
    Watched *watched = calloc(1, sizeof *watched);
    if (!watched)
        abort();
    watched->user_id = user_id;
    watched->next = live->watched;
    live->watched = watched;
    return watched;
}

static void refuse(Live *live, HttpRequest *request)
{
    live->server->driver->answer(
        request, (HttpAnswer){.status = 503, .headers = {{"Retry-After", "30"}}, .close = true});
}

static bool begin_thread(Live *live)
{
    if (!live->running)
        live->running = !pthread_create(&live->thread, NULL, run, live);
    return live->running;
}

void live_listen(Live *live, HttpRequest *request, const Who *who)
{
    static const HttpHeader headers[HTTP_HEADERS_MOST] = {{"Content-Type", "text/event-stream"},
                                                          {"Cache-Control", "no-store"},
                                                          {"X-Accel-Buffering", "no"}};
    static const char hello[] = "retry: 5000\n\n";
    pthread_mutex_lock(&live->lock);
    Listener *listener = calloc(1, sizeof *listener);
    bool taken = listener && !live->ending && live->count < LISTENERS_MOST && begin_thread(live);
    if (taken) {
        listener->stream = live->server->driver->stream(request, headers, listener);
        taken = listener->stream;
    }
    if (taken) {
        listener->watched = watch(live, who->user_id);
        listener->session_id = who->session_id;
        listener->token_id = who->token_id;
        listener->watched->listeners++;
        listener->next = live->listeners;
        if (listener->next)
            listener->next->previous = listener;
        live->listeners = listener;
        live->count++;
        live->server->driver->push(listener->stream, hello, sizeof hello - 1);
        if (live->count == 1)
            wake(live);
    } else {
        free(listener);
        refuse(live, request);
    }
    pthread_mutex_unlock(&live->lock);
}

static void take_out(Live *live, Listener *listener)
{
    if (listener->next)
        listener->next->previous = listener->previous;
    if (listener->previous)
        listener->previous->next = listener->next;
    else
        live->listeners = listener->next;
    listener->watched->listeners--;
    live->count--;
    free(listener);
}

void live_gone(Live *live, void *listener)
{
    pthread_mutex_lock(&live->lock);
    take_out(live, listener);
    pthread_mutex_unlock(&live->lock);
}

size_t live_count(Live *live)
{
    pthread_mutex_lock(&live->lock);
    size_t count = live->count;
    pthread_mutex_unlock(&live->lock);
    return count;
}

void live_end(Live *live)
{
    pthread_mutex_lock(&live->lock);
    live->ending = true;
    wake(live);
    for (Listener *listener = live->listeners; listener; listener = listener->next)
        live->server->driver->finish(listener->stream);
    bool running = live->running;
    pthread_mutex_unlock(&live->lock);
    if (running)
        pthread_join(live->thread, NULL);
}

void live_free(Live *live)
{
    while (live->watched) {
        Watched *next = live->watched->next;
        free(live->watched);
        live->watched = next;
    }
    close(live->wake);
    pthread_mutex_destroy(&live->lock);
    free(live);
}
