/* What `beck serve` is told: cli reads it, web does it, and neither sees the other (main.c). */
#pragma once

#include "base/clock.h"
#include "base/err.h"

#include <signal.h>
#include <stdbool.h>

typedef struct ServeOptions {
    const char *database, *workspace;
    const char *host;                  /* NULL: 127.0.0.1 */
    int port;                          /* 0: any free one */
    const char *certificate, *key;     /* paths of PEM files; NULL: no TLS */
    const char *url;                   /* where users reach it, of a proxy; NULL: as it is asked */
    bool behind_proxy;                 /* X-Forwarded-For and -Proto of the next hop are believed */
    bool pages_only;                   /* what `beck work` does is done elsewhere */
    Time now;                          /* the clock begins there; TIME_NONE: the machine's */
    const volatile sig_atomic_t *stop; /* set: drain and end */
    /* It listens: where, as a URL. */
    void (*ready)(void *context, const char *url);
    void *ready_context;
} ServeOptions;

/* Until stopped. INPUT, MISSING, BROKEN: it did not start. */
typedef bool Serve(const ServeOptions *options, Err *err);
