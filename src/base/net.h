/* Net: what Beck asks of other machines over HTTP.
 *
 * libcurl costs start-up (30 libraries), so it lives in the module `beck-net`, opened by the first
 * request (base/module.h). Every call is guarded as if a stranger had typed the URL: https unless
 * `allow_http`; no user name or password in it; no redirect is followed; no proxy, cookie or
 * credential of the machine's is used; certificates are verified by the system's store. Unless
 * `allow_private`, only public addresses are connected to (base/net_address.h): judged as the
 * socket is opened, on the very address that is then connected, so that a name whose answer changes
 * between two questions gains nothing.
 *
 * Any thread.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

typedef struct NetHeader {
    const char *name, *value; /* of printable characters */
} NetHeader;

typedef struct NetRequest {
    const char *url;
    const char *method; /* "POST" */
    const NetHeader *headers;
    size_t header_count;
    const void *body; /* NULL: none */
    size_t body_length;
    int connect_ms, whole_ms; /* 0: 5 s, 10 s */
    size_t answer_most;       /* bytes of the answer's body that are wanted; 0: none */
    bool allow_http, allow_private;
    const volatile sig_atomic_t *stop; /* set: given up within a second; NULL: never */
} NetRequest;

typedef struct NetAnswer {
    int status; /* of HTTP, 100 to 599 */
    const char
        *body; /* the first `answer_most` bytes, NUL behind them; what came after was not read */
    size_t length;
    int64_t retry_after_seconds; /* of the header where it is a number; 0: none */
} NetAnswer;

/* True once an answer came, whatever its status. INPUT (field "url"): the URL is refused; BUSY: no
 * answer (not found, not connected, cut off, too late, `stop`), with what happened. The answer
 * lives in `arena`. */
bool net_send(Arena *arena, const NetRequest *request, NetAnswer *answer, Err *err);

/* The same, so that what sends can be tried without a network. */
typedef bool NetSend(Arena *arena, const NetRequest *request, NetAnswer *answer, Err *err);

/* Whether net_send() would take the URL, as far as can be said without asking for its name: an
 * address written in digits is judged. */
bool net_check_url(const char *url, bool allow_http, bool allow_private, Err *err);
