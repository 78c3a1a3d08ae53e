/* What the module `beck-http` gives web/server.c: HTTP/1.1 (RFC 9112) over TCP or TLS, by
 * libmicrohttpd: the table `beck_module_http`.
 *
 * A few threads of its own read and write sockets and nothing else. A request is handed over when
 * all of it has come in; the answer may be given at once or later, from any thread. Until then the
 * connection sleeps.
 *
 * Limits it holds by itself: the head of a request (HTTP_HEAD_MOST), its body (what accept() says),
 * the time for head and body (HTTP_HEAD_SECONDS, and HTTP_BODY_RATE bytes a second), idle
 * connections (HTTP_IDLE_SECONDS), connections in all and of one address.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    HTTP_HEAD_MOST = 16 * 1024, /* bytes; more is 431 */
    HTTP_BODY_MEMORY =
        1024 * 1024,          /* bytes of a body kept in memory; a larger one goes to a file */
    HTTP_HEAD_SECONDS = 20,   /* from the request line to the end of the head */
    HTTP_IDLE_SECONDS = 75,   /* a connection on which nothing is asked */
    HTTP_BODY_RATE = 4 * 1024 /* bytes a second that a body must keep, after ten seconds */
};

typedef struct HttpServer HttpServer;

/* A request that has come in whole. Lives until it was answered. */
typedef struct HttpRequest {
    const char *method;
    const char *target; /* as it was sent: "/leads/7?tab=all" */
    char peer[64];      /* the address of the other end, without its port */
    bool tls;
    const unsigned char *body; /* NULL: none */
    size_t body_size;
    bool refused; /* its body was larger than accept() said, or could not be kept: dropped */
} HttpRequest;

typedef struct HttpHeader {
    const char *name, *value;
} HttpHeader;

enum { HTTP_HEADERS_MOST = 24 };

/* The bytes are freed by free(), unless `stays` (static ones), where they are only read. */
typedef struct HttpAnswer {
    int status;
    HttpHeader headers[HTTP_HEADERS_MOST]; /* copied; up to the first without a name */
    const void *body;
    size_t body_size;
    bool stays;
    bool from_file; /* instead of `body`: the first body_size bytes of `file`, which is closed then
                     */
    int file;
    bool close; /* the connection is closed behind it */
} HttpAnswer;

/* An answer that goes on: server-sent events. */
typedef struct HttpStream HttpStream;

typedef struct HttpHandler {
    void *context;
    /* The head is there: how many bytes of body are taken. From an I/O thread. */
    size_t (*accept)(void *context, const char *method, const char *target);
    /* All of it is there: answer() or stream() is to be called once, now or later. From an I/O
     * thread, which must not wait. */
    void (*handle)(void *context, HttpRequest *request);
    /* A stream is over, whoever ended it; it is void once this returns. Once for each, from an I/O
     * thread or from stop(). */
    void (*gone)(void *context, void *listener);
} HttpHandler;

typedef struct HttpOptions {
    const char *host;              /* "127.0.0.1", "::1", "0.0.0.0", "::" */
    int port;                      /* 0: any free one */
    const char *certificate, *key; /* PEM; NULL: no TLS */
    int connections, per_address;  /* most of them; 0: no limit of its own */
    HttpHandler handler;
} HttpOptions;

typedef struct HttpDriver {
    /* INPUT: the address cannot be used (taken, not ours), or certificate and key do not fit. */
    bool (*start)(const HttpOptions *options, HttpServer **server, int *port, Err *err);
    /* Closes what is left. Every request must have been answered. */
    void (*stop)(HttpServer *server);
    /* To be called about once a second: cuts off who is too slow. */
    void (*sweep)(HttpServer *server);
    size_t (*connections)(HttpServer *server);

    /* The first header of that name, or NULL; lives as long as the request. */
    const char *(*header)(const HttpRequest *request, const char *name);
    void (*answer)(HttpRequest *request, HttpAnswer answer);
    /* Answers 200 with a stream; `headers` as of an answer. NULL: out of memory. */
    HttpStream *(*stream)(HttpRequest *request, const HttpHeader *headers, void *listener);
    /* Sends bytes; those that are not taken in time end the stream (HTTP_STREAM_WAITING). */
    void (*push)(HttpStream *stream, const char *bytes, size_t count);
    /* Ends it; gone() follows. */
    void (*finish)(HttpStream *stream);

    /* RFC 1952, for text: NULL when it would not be smaller. To be freed. */
    void *(*gzip)(const void *bytes, size_t size, size_t *packed);
} HttpDriver;

enum { HTTP_STREAM_WAITING = 64 * 1024 }; /* bytes a stream may have unsent */
