#include "web/server_inner.h"

#include "base/log.h"
#include "base/module.h"
#include "base/text.h"
#include "web/chores.h"
#include "web/loopback.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    READERS = 3,
    READER_PAGES = 2 * 1024, /* KiB each */
    WRITER_PAGES = 8 * 1024,
    WRITERS_ELSEWHERE = 4, /* PostgreSQL */
    SLOW = 2,
    WAITING_MOST = 512, /* requests a lane may have waiting */
    TOGETHER = 32,      /* writes committed together */
    LINTS_AT_ONCE = 60, /* of one user: somebody types, several pages are open */
    LINTS_A_MINUTE = 120,
    ASKED_AT_ONCE = 10, /* spamd and name servers */
    ASKED_A_MINUTE = 10
};

Time server_now(const Server *server)
{
    return clock_now() + server->clock_offset;
}

bool server_context(const Server *server, bool writes, Context **context, Err *err)
{
    return context_open(&(ContextOptions){.database = server->options->database,
                                          .workspace = server->options->workspace,
                                          .now = server_now(server),
                                          .pages_kibibytes = writes ? WRITER_PAGES : READER_PAGES},
                        context, err);
}

/* --- workers ---------------------------------------------------------------------------------- */

static Clerk *begin_clerk(Server *server, bool writes)
{
    Clerk *clerk = calloc(1, sizeof *clerk);
    if (!clerk)
        abort();
    *clerk = (Clerk){.server = server, .arena = arena_new(), .writes = writes};
    return clerk;
}

static void *begin_reader(void *context)
{
    Clerk *clerk = begin_clerk(context, false);
    clerk->memo = memo_new();
    return clerk;
}

static void *begin_writer(void *context)
{
    return begin_clerk(context, true);
}

static void end_clerk(void *context)
{
    Clerk *clerk = context;
    context_close(clerk->context);
    memo_free(clerk->memo);
    arena_free(clerk->arena);
    free(clerk);
}

static void send_off(Errand *errand, Settled *settled)
{
    Server *server = errand->server;
    int status = settled->listener.user_id ? 200 : settled->answer.status;
    if (status >= 100 && status < 600)
        atomic_fetch_add(&server->counts.requests[status / 100], 1);
    if (settled->listener.user_id)
        live_listen(server->live, errand->http, &settled->listener);
    else
        server->driver->answer(errand->http, settled->answer);
    free(errand);
}

static void work_alone(Clerk *clerk, Errand *errand)
{
    Settled settled;
    arena_reset(clerk->arena);
    handle_errand(clerk, errand, &settled);
    send_off(errand, &settled);
}

/* All in one transaction. One that fails before it has written anything is no matter to the others;
 * else false, as when the transaction cannot be begun or committed: none of it has happened. (A
 * savepoint for each would make the index of words flush for each.) */
static bool try_together(Clerk *clerk, Errand *const *errands, size_t count, Settled *settled,
                         Err *err)
{
    if (!clerk_open(clerk, err) || !context_together(clerk->context, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        uint64_t mark = context_together_mark(clerk->context);
        handle_errand(clerk, errands[i], &settled[i]);
        if (settled[i].failed && !context_together_forgive(clerk->context, mark))
            return err_set(err, ERR_CONFLICT, "one of several writes failed half-way");
    }
    return context_together_end(clerk->context, err);
}

static void drop_answers(Settled *settled, size_t count)
{
    for (size_t i = 0; i < count; i++)
        settled_drop(&settled[i]);
}

/* One alone: what fails is taken back. Begun anew where PostgreSQL took it back for another's. */
static void write_alone(Clerk *clerk, Errand *errand)
{
    enum { TRIES = 5 };
    for (int tries = 1;; tries++) {
        Settled settled = {0};
        Err err;
        arena_reset(clerk->arena);
        bool begun = clerk_open(clerk, &err) && context_together(clerk->context, &err);
        if (begun)
            handle_errand(clerk, errand, &settled);
        bool done = begun && !settled.failed && context_together_end(clerk->context, &err);
        bool again =
            tries < TRIES && (settled.failed ? settled.collided : !done && context_collided(&err));
        if (!done && clerk->context)
            context_together_drop(clerk->context);
        if (!done && !settled.failed) {
            settled_drop(&settled);
            handle_failure(clerk, errand, &err, &settled);
        }
        if (!again) {
            send_off(errand, &settled);
            return;
        }
        settled_drop(&settled);
    }
}

/* What is refused only at the commit would refuse its neighbours too: then each by itself. */
static void work_together(Clerk *clerk, Errand *const *errands, size_t count)
{
    Settled settled[TOGETHER] = {0};
    Err err;
    arena_reset(clerk->arena);
    if (count > 1 && try_together(clerk, errands, count, settled, &err)) {
        for (size_t i = 0; i < count; i++)
            send_off(errands[i], &settled[i]);
        return;
    }
    if (count > 1 && clerk->context)
        context_together_drop(clerk->context);
    drop_answers(settled, count);
    for (size_t i = 0; i < count; i++)
        write_alone(clerk, errands[i]);
}

static void work(void *context, void *const *items, size_t count)
{
    Clerk *clerk = context;
    if (clerk->writes) {
        Errand *errands[TOGETHER];
        for (size_t i = 0; i < count; i++)
            errands[i] = items[i];
        work_together(clerk, errands, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        work_alone(clerk, items[i]);
}

/* --- from the I/O threads --------------------------------------------------------------------- */

static size_t accept_body(void *context, const char *method, const char *target)
{
    (void)context;
    RouteMatch match = route_match(method, target);
    if (!match.route)
        return ROUTE_BODY_BYTES; /* read, so that the answer 404 is heard */
    return match.route->body_most ? match.route->body_most : ROUTE_BODY_BYTES;
}

static Lane *lane_of(const Server *server, const Route *route)
{
    LaneKind kind = route ? route->lane : LANE_AT_ONCE;
    if (kind == LANE_BY_METHOD)
        kind = route->method == METHOD_GET ? LANE_READ : LANE_WRITE;
    return kind == LANE_READ    ? server->reading
           : kind == LANE_WRITE ? server->writing
           : kind == LANE_SLOW  ? server->slow
                                : NULL;
}

/* Without a database and without waiting: static files, "is it up", and what no route fits. */
static void answer_at_once(Errand *errand)
{
    Clerk clerk = {.server = errand->server, .arena = arena_new()};
    Settled settled;
    handle_errand(&clerk, errand, &settled);
    send_off(errand, &settled);
    arena_free(clerk.arena);
}

static void take_request(void *context, HttpRequest *http)
{
    Server *server = context;
    Errand *errand = calloc(1, sizeof *errand);
    if (!errand)
        abort();
    *errand = (Errand){server, http, route_match(http->method, http->target)};
    Lane *lane = lane_of(server, errand->match.route);
    if (!lane || http->refused) {
        answer_at_once(errand);
    } else if (!lane_put(lane, errand)) {
        Clerk clerk = {.server = server, .arena = arena_new()};
        Settled settled;
        Err err;
        atomic_fetch_add(&server->counts.full, 1);
        err_set(&err, ERR_BUSY, "too much is asked of this server just now; try again in a moment");
        handle_failure(&clerk, errand, &err, &settled);
        send_off(errand, &settled);
        arena_free(clerk.arena);
    }
}

static void stream_gone(void *context, void *listener)
{
    Server *server = context;
    live_gone(server->live, listener);
}

/* --- starting and ending ---------------------------------------------------------------------- */

static bool read_file(Arena *arena, const char *path, const char *field, const char **text,
                      Err *err)
{
    enum { LONGEST = 256 * 1024 };
    struct stat facts;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &facts) || facts.st_size > LONGEST) {
        err_field(err, ERR_INPUT, field, "%s cannot be read: %s", path,
                  file < 0 ? strerror(errno) : "it is no PEM file");
        if (file >= 0)
            close(file);
        return false;
    }
    char *bytes = arena_alloc(arena, (size_t)facts.st_size + 1);
    ssize_t got = read(file, bytes, (size_t)facts.st_size);
    close(file);
    if (got != facts.st_size)
        return err_field(err, ERR_INPUT, field, "%s cannot be read whole", path);
    *text = bytes;
    return true;
}

static bool start_http(Server *server, Arena *arena, Err *err)
{
    const ServeOptions *options = server->options;
    const char *host = text_or(options->host, "127.0.0.1");
    HttpOptions http = {.host = host,
                        .port = options->port,
                        .handler = {server, accept_body, take_request, stream_gone}};
    int port;
    if ((options->certificate == NULL) != (options->key == NULL))
        return err_field(err, ERR_INPUT, options->key ? "certificate" : "key",
                         "a certificate and its key belong together: give both");
    if (options->certificate &&
        (!read_file(arena, options->certificate, "certificate", &http.certificate, err) ||
         !read_file(arena, options->key, "key", &http.key, err)))
        return false;
    if (!loopback_host(host) && !options->behind_proxy)
        http.per_address = 200; /* behind a proxy all come from one */
    if (!server->driver->start(&http, &server->http, &port, err))
        return false;
    bool six = strchr(host, ':');
    snprintf(server->url, sizeof server->url, "%s://%s%s%s:%d",
             options->certificate ? "https" : "http", six ? "[" : "", host, six ? "]" : "", port);
    return true;
}

/* The database must be there before anything is promised; and which engine it is. */
static bool look_at_database(Server *server, Err *err)
{
    auto_context Context *context = NULL;
    if (!server_context(server, false, &context, err))
        return false;
    server->one_writer = context_data_version(context) != 0;
    return true;
}

static void start_lanes(Server *server)
{
    LaneOptions lane = {.name = "beck-read",
                        .threads = READERS,
                        .longest = WAITING_MOST,
                        .batch = 1,
                        .context = server,
                        .begin = begin_reader,
                        .end = end_clerk,
                        .work = work};
    server->reading = lane_new(lane);
    lane.name = "beck-slow";
    lane.threads = SLOW;
    server->slow = lane_new(lane);
    lane.name = "beck-write";
    lane.begin = begin_writer;
    lane.threads = server->one_writer ? 1 : WRITERS_ELSEWHERE;
    lane.batch = server->one_writer ? TOGETHER : 1;
    server->writing = lane_new(lane);
}

/* What was asked is answered; then the streams and what idles are closed. Who asks meanwhile is
 * told that this is the end: a socket that is listened on no more (MHD_quiesce_daemon) is taken out
 * of the epoll set by the library's own thread and by the one that calls, and who comes second
 * aborts. */
static void end(Server *server)
{
    chores_end(server->chores);
    if (server->reading) {
        lane_close(server->writing);
        lane_close(server->reading);
        lane_close(server->slow);
    }
    if (server->live)
        live_end(server->live);
    if (server->http)
        server->driver->stop(server->http);
    lane_free(server->reading);
    lane_free(server->writing);
    lane_free(server->slow);
    if (server->live)
        live_free(server->live);
    pace_free(server->linting);
    pace_free(server->asking);
}

/* Once a second: who is too slow is cut off. */
static void keep_watch(Server *server)
{
    enum { TICK = 250, TICKS_A_SECOND = 4 };
    for (int64_t tick = 1; !(server->options->stop && *server->options->stop); tick++) {
        poll(NULL, 0, TICK);
        if (tick % TICKS_A_SECOND == 0)
            server->driver->sweep(server->http);
    }
}

bool serve(const ServeOptions *options, Err *err)
{
    auto_arena Arena *arena = arena_new();
    Server server = {.options = options};
    server.clock_offset = options->now == TIME_NONE ? 0 : options->now - clock_now();
    server.driver = module_table("http", err);
    server.pages = server.driver ? pages_new(arena, err) : NULL;
    server.linting = pace_new(LINTS_AT_ONCE, LINTS_A_MINUTE);
    server.asking = pace_new(ASKED_AT_ONCE, ASKED_A_MINUTE);
    bool started = server.pages && look_at_database(&server, err);
    if (started) {
        start_lanes(&server);
        server.live = live_new(&server);
        started = start_http(&server, arena, err);
    }
    if (started) {
        server.chores = chores_new(&server);
        if (options->ready)
            options->ready(options->ready_context, server.url);
        keep_watch(&server);
    }
    end(&server);
    return started;
}
