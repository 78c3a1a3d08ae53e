/* Net: what Beck asks of other machines over HTTP.
 *
 * libcurl costs start-up (30 libraries), so it lives in the module `beck-net`, opened by the first
 * request (base/module.h). Every call is guarded as if a stranger had typed the URL: https unless
 * `allow_http`; no user name or password in it; no redirect is followed; no proxy, cookie or
 * credential of the machine's is used; certificates are verified, by the system's store unless an
 * authority is given. Unless `allow_private`, only public addresses are connected to
 * (base/net_address.h): judged as the socket is opened, on the very address that is then connected,
 * so that a name whose answer changes between two questions gains nothing.
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
    const char *name, *value; /* one line of printable characters, or the request is refused */
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
    bool alone; /* over a connection of its own: what comes late there answers nothing else */
    /* Given to a server that asks for it by digest alone (RFC 7616), so that the password itself
     * never leaves: the request goes without it first, and without its body. NULL: none. */
    const char *digest_login, *digest_password;
    const char
        *authority; /* PEM: who alone may sign the server's certificate; NULL: the system's */
    const volatile sig_atomic_t *stop; /* set: given up within a second; NULL: never */
} NetRequest;

typedef struct NetAnswer {
    int status; /* of HTTP, 100 to 599 */
    const char
        *body; /* the first `answer_most` bytes, NUL behind them; what came after was not read */
    size_t length;
    bool cut;                     /* there was more of it */
    int64_t retry_after_seconds;  /* of the header where it is a number; 0: none */
    const char *etag, *location;  /* of the headers; NULL: none */
    bool asks_basic, asks_digest; /* of a 401: how it takes a login */
} NetAnswer;

/* True once an answer came, whatever its status. INPUT (field "url"): the URL is refused, or (no
 * field) a header; BUSY: no
 * answer (not found, not connected, cut off, too late, `stop`), with what happened; a certificate
 * that is not to be trusted names what to do, and the field: "ca_file" where nobody known signed
 * it, "url" where it is another host's. INPUT (field "ca_file"): `authority` holds no certificate.
 * The answer lives in `arena`. */
bool net_send(Arena *arena, const NetRequest *request, NetAnswer *answer, Err *err);

/* The same, so that what sends can be tried without a network. */
typedef bool NetSend(Arena *arena, const NetRequest *request, NetAnswer *answer, Err *err);

/* --- many at once ---
 *
 * Requests of one thread over connections that are kept (but `alone`), none of which is waited
 * for. The guards
 * are those of net_send(). **No request is made twice**: what libcurl would say again by itself,
 * because a kept connection was gone, is said again only where no byte of it had left.
 *
 *     net_many_begin()                   as often as wanted: more than connections wait their turn
 *     net_many_done() until it is false: each ends once, in any order
 */
typedef struct NetMany NetMany;

typedef struct NetDone {
    void *owner;      /* as given to net_many_begin() */
    bool answered;    /* whatever its status */
    NetAnswer answer; /* of answered; until the next call of net_many_done() */
    bool left;        /* a byte of the request has left: the other side may have it */
    Err why;          /* not answered */
} NetDone;

bool net_many_open(size_t connections, NetMany **many, Err *err);
void net_many_close(NetMany *many);           /* NULL is allowed; cuts what is under way */
int net_many_descriptor(const NetMany *many); /* readable when something may be done */
/* What `request` points to is copied; `stop` is not looked at. INPUT as of net_send(). */
bool net_many_begin(NetMany *many, const NetRequest *request, void *owner, Err *err);
bool net_many_done(NetMany *many, NetDone *done);

/* Whether net_send() would take the URL, as far as can be said without asking for its name: an
 * address written in digits is judged. */
bool net_check_url(const char *url, bool allow_http, bool allow_private, Err *err);
/* Others could read on the way what is sent there: http, to any machine but this one. */
bool net_is_overheard(const char *url);
