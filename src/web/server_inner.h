/* What is inside the server: for the files of this room that make it up. */
#pragma once

#include "web/http_driver.h"
#include "web/lane.h"
#include "web/live.h"
#include "web/memo.h"
#include "web/pace.h"
#include "web/pages.h"
#include "web/request.h"
#include "web/server.h"

#include <stdatomic.h>

/* What the server counts since it began, for /metrics. */
typedef struct Counts {
    atomic_uint_fast64_t requests[6];  /* by the first digit of the status */
    atomic_uint_fast64_t full;         /* turned away because a lane was full */
    atomic_uint_fast64_t milliseconds; /* at work, in all */
} Counts;

typedef struct Server {
    const ServeOptions *options;
    const HttpDriver *driver;
    HttpServer *http;
    const Pages *pages;
    Lane *reading, *writing, *slow;
    Live *live;
    Pace *linting, *asking; /* routes_lint.c: at once, and others */
    struct Chores *chores;
    Counts counts;
    Time clock_offset; /* of --now against the machine's */
    char url[300];     /* where it listens: "http://127.0.0.1:2325" */
    bool one_writer;   /* the engine has but one: writes are committed together */
} Server;

/* A clerk of a lane. */
typedef struct Clerk {
    Server *server;
    Context *context; /* NULL until needed, or after it broke */
    Arena *arena;
    Memo *memo;  /* of a clerk that reads; NULL: keeps nothing */
    bool writes; /* requests are carried out in transactions of the clerk's */
} Clerk;

/* A request on its way. */
typedef struct Errand {
    Server *server;
    HttpRequest *http;
    RouteMatch match;
} Errand;

Time server_now(const Server *server);
/* A context of the server's database, for one thread; who `writes` keeps more of it in memory. */
bool server_context(const Server *server, bool writes, Context **context, Err *err);
/* Opens the clerk's, unless it is open. */
bool clerk_open(Clerk *clerk, Err *err);

/* handle.c: one errand to its answer, which is not sent yet. */
typedef struct Settled {
    HttpAnswer answer;
    Who listener;  /* with a user: a stream of their events instead */
    bool failed;   /* nothing it did may stand */
    bool collided; /* it was in another's way: may be done again at once */
} Settled;
/* Frees an answer that is not sent. */
void settled_drop(Settled *settled);
void handle_errand(Clerk *clerk, const Errand *errand, Settled *settled);
/* The answer to one that could not even begin, or whose transaction was refused. */
void handle_failure(Clerk *clerk, const Errand *errand, const Err *err, Settled *settled);
