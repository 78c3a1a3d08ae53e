/* The module `beck-http`: libmicrohttpd behind web/http_driver.h.
 *
 * A connection is asleep (suspended) while its request is at work elsewhere; a suspended connection
 * has no timeout and must be woken before the daemon stops (FIELD-NOTES). A handler that answers at
 * its first call makes libmicrohttpd close the connection, so every answer is queued at a later
 * one.
 */
#include "web/http_driver.h"

#include "base/clock.h"
#include "base/unconst.h"
#include "web/http_gzip.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* A connection, for the sweep. */
typedef struct Peer {
    struct Peer *next, *previous;
    int socket;
    int64_t idle_since, head_since, body_since; /* seconds of now_ticking(); 0: not so now */
    atomic_size_t body_came;                    /* bytes since then */
    bool asleep;                                /* its request is at work, or it is a stream */
} Peer;

struct HttpServer {
    struct MHD_Daemon *daemon;
    HttpHandler handler;
    pthread_mutex_t lock; /* of the peers */
    Peer *peers;
    size_t peer_count;
    bool tls;
};

typedef struct Asked {
    HttpRequest request; /* first: a request is its Asked */
    HttpServer *server;
    struct MHD_Connection *connection;
    Peer *peer;
    char *target;
    size_t most;
    unsigned char *memory;
    size_t capacity;
    int file; /* -1: none; unlinked */
    struct MHD_Response *answer;
    HttpStream *stream; /* the answer goes on; not ours to free */
    int status;
    bool head_seen, handed, told_close;
} Asked;

struct HttpStream {
    HttpServer *server;
    struct MHD_Connection *connection;
    void *listener;
    pthread_mutex_t lock;
    char *waiting;
    size_t count, capacity;
    bool asleep, ended;
};

static int64_t now_ticking(void)
{
    enum { MILLISECONDS = 1000 };
    return clock_ticking() / MILLISECONDS;
}

/* --- connections ------------------------------------------------------------------------------ */

static void note_connection(void *context, struct MHD_Connection *connection, void **slot,
                            enum MHD_ConnectionNotificationCode code)
{
    HttpServer *server = context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        Peer *peer = calloc(1, sizeof *peer);
        if (!peer)
            return;
        peer->socket = info ? info->connect_fd : -1;
        peer->idle_since = now_ticking();
        pthread_mutex_lock(&server->lock);
        peer->next = server->peers;
        if (peer->next)
            peer->next->previous = peer;
        server->peers = peer;
        server->peer_count++;
        pthread_mutex_unlock(&server->lock);
        *slot = peer;
        return;
    }
    Peer *peer = *slot;
    if (!peer)
        return;
    pthread_mutex_lock(&server->lock);
    if (peer->next)
        peer->next->previous = peer->previous;
    if (peer->previous)
        peer->previous->next = peer->next;
    else
        server->peers = peer->next;
    server->peer_count--;
    pthread_mutex_unlock(&server->lock);
    free(peer);
    *slot = NULL;
}

typedef enum Phase { PHASE_IDLE, PHASE_HEAD, PHASE_BODY, PHASE_WORK } Phase;

static void enter_phase(HttpServer *server, Peer *peer, Phase phase)
{
    if (!peer)
        return;
    int64_t now = now_ticking();
    pthread_mutex_lock(&server->lock);
    peer->idle_since = phase == PHASE_IDLE ? now : 0;
    peer->head_since = phase == PHASE_HEAD ? now : 0;
    peer->body_since = phase == PHASE_BODY ? now : 0;
    peer->asleep = phase == PHASE_WORK;
    atomic_store(&peer->body_came, 0);
    pthread_mutex_unlock(&server->lock);
}

static bool is_too_slow(const Peer *peer, int64_t now)
{
    enum { GRACE = 10 };
    int64_t body = peer->body_since ? now - peer->body_since - GRACE : 0;
    return (peer->idle_since && now - peer->idle_since > HTTP_IDLE_SECONDS) ||
           (peer->head_since && now - peer->head_since > HTTP_HEAD_SECONDS) ||
           (body > 0 && atomic_load(&peer->body_came) < (size_t)body * HTTP_BODY_RATE);
}

static void http_sweep(HttpServer *server)
{
    int64_t now = now_ticking();
    pthread_mutex_lock(&server->lock);
    for (Peer *peer = server->peers; peer; peer = peer->next)
        if (!peer->asleep && peer->socket >= 0 && is_too_slow(peer, now))
            shutdown(peer->socket, SHUT_RDWR);
    pthread_mutex_unlock(&server->lock);
}

static size_t http_connections(HttpServer *server)
{
    pthread_mutex_lock(&server->lock);
    size_t count = server->peer_count;
    pthread_mutex_unlock(&server->lock);
    return count;
}

static Peer *peer_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static void name_peer(struct MHD_Connection *connection, char *name, size_t size)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *address = info ? info->client_addr : NULL;
    name[0] = '\0';
    if (!address)
        return;
    if (address->sa_family == AF_INET) {
        struct sockaddr_in four;
        memcpy(&four, address, sizeof four);
        inet_ntop(AF_INET, &four.sin_addr, name, (socklen_t)size);
    } else if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 six;
        memcpy(&six, address, sizeof six);
        /* An IPv4 caller on a socket of both families is the same caller. */
        if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr))
            inet_ntop(AF_INET, six.sin6_addr.s6_addr + 12, name, (socklen_t)size);
        else
            inet_ntop(AF_INET6, &six.sin6_addr, name, (socklen_t)size);
    }
}

/* --- requests --------------------------------------------------------------------------------- */

/* The request line has come in. */
static void *note_target(void *context, const char *target, struct MHD_Connection *connection)
{
    HttpServer *server = context;
    Asked *asked = calloc(1, sizeof *asked);
    if (!asked)
        return NULL;
    asked->server = server;
    asked->connection = connection;
    asked->file = -1;
    asked->target = strdup(target);
    asked->peer = peer_of(connection);
    enter_phase(server, asked->peer, PHASE_HEAD);
    return asked;
}

static void drop_body(Asked *asked)
{
    if (asked->file >= 0) {
        if (asked->request.body)
            munmap(unconst(asked->request.body), asked->request.body_size);
        close(asked->file);
    }
    free(asked->memory);
    asked->memory = NULL;
    asked->file = -1;
    asked->request.body = NULL;
    asked->request.body_size = 0;
}

static void note_completed(void *context, struct MHD_Connection *connection, void **slot,
                           enum MHD_RequestTerminationCode code)
{
    HttpServer *server = context;
    Asked *asked = *slot;
    (void)connection;
    (void)code;
    if (!asked)
        return;
    enter_phase(server, asked->peer, PHASE_IDLE);
    drop_body(asked);
    if (asked->answer)
        MHD_destroy_response(asked->answer);
    free(asked->target);
    free(asked);
    *slot = NULL;
}

static bool write_file(Asked *asked, const char *bytes, size_t count)
{
    while (count) {
        ssize_t written = write(asked->file, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        count -= (size_t)written;
    }
    return true;
}

static bool begin_file(Asked *asked)
{
    const char *folder = getenv("TMPDIR");
    char path[4096];
    if (snprintf(path, sizeof path, "%s/beck-upload-XXXXXX", folder && *folder ? folder : "/tmp") >=
        (int)sizeof path)
        return false;
    asked->file = mkstemp(path);
    if (asked->file < 0)
        return false;
    unlink(path);
    bool kept = write_file(asked, (const char *)asked->memory, asked->request.body_size);
    free(asked->memory);
    asked->memory = NULL;
    asked->capacity = 0;
    return kept;
}

static bool keep_bytes(Asked *asked, const char *bytes, size_t count)
{
    size_t size = asked->request.body_size + count;
    if (asked->file < 0 && size > HTTP_BODY_MEMORY && !begin_file(asked))
        return false;
    if (asked->file >= 0) {
        asked->request.body_size = size;
        return write_file(asked, bytes, count);
    }
    if (size > asked->capacity) {
        size_t wider = asked->capacity ? asked->capacity * 2 : 4096;
        while (wider < size)
            wider *= 2;
        unsigned char *grown = realloc(asked->memory, wider);
        if (!grown)
            return false;
        asked->memory = grown;
        asked->capacity = wider;
    }
    memcpy(asked->memory + asked->request.body_size, bytes, count);
    asked->request.body_size = size;
    return true;
}

static void take_bytes(Asked *asked, const char *bytes, size_t count)
{
    if (asked->peer)
        atomic_fetch_add(&asked->peer->body_came, count);
    if (asked->request.refused)
        return;
    if (asked->request.body_size + count > asked->most || !keep_bytes(asked, bytes, count)) {
        drop_body(asked);
        asked->request.refused = true;
    }
}

static void end_body(Asked *asked)
{
    if (asked->file >= 0) {
        void *mapped = mmap(NULL, asked->request.body_size, PROT_READ, MAP_PRIVATE, asked->file, 0);
        asked->request.body = mapped == MAP_FAILED ? NULL : mapped;
        asked->request.refused = asked->request.refused || mapped == MAP_FAILED;
    } else {
        asked->request.body = asked->memory;
    }
}

/* The length that was announced, so that what is far too large is not even read. */
static bool announces_too_much(const Asked *asked)
{
    const char *length =
        MHD_lookup_connection_value(asked->connection, MHD_HEADER_KIND, "Content-Length");
    return length && strtoull(length, NULL, 10) > asked->most;
}

typedef struct Framing {
    unsigned lengths, encodings, hosts;
} Framing;

static enum MHD_Result count_header(void *context, enum MHD_ValueKind kind, const char *name,
                                    const char *value)
{
    Framing *framing = context;
    (void)kind;
    (void)value;
    framing->lengths += !strcasecmp(name, "Content-Length");
    framing->encodings += !strcasecmp(name, "Transfer-Encoding");
    framing->hosts += !strcasecmp(name, "Host");
    return MHD_YES;
}

/* Where the body ends, and whose request it is, must be one and the same for every program on the
 * way (RFC 9112 §3.2, §6.3): else one's request hides in another's. */
static bool is_ambiguous(const Asked *asked)
{
    Framing framing = {0};
    MHD_get_connection_values(asked->connection, MHD_HEADER_KIND, count_header, &framing);
    return framing.hosts > 1 || framing.lengths + framing.encodings > 1;
}

static enum MHD_Result begin_request(Asked *asked, const char *method)
{
    if (is_ambiguous(asked))
        return MHD_NO;
    asked->head_seen = true;
    asked->request.method = method;
    asked->request.target = asked->target;
    asked->request.tls = asked->server->tls;
    name_peer(asked->connection, asked->request.peer, sizeof asked->request.peer);
    asked->most =
        asked->server->handler.accept(asked->server->handler.context, method, asked->target);
    if (announces_too_much(asked))
        asked->request.refused = true;
    enter_phase(asked->server, asked->peer, PHASE_BODY);
    return MHD_YES;
}

static enum MHD_Result give_answer(Asked *asked)
{
    return MHD_queue_response(asked->connection, (unsigned)asked->status, asked->answer);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *bytes,
                                  size_t *count, void **slot)
{
    Asked *asked = *slot;
    (void)context;
    (void)connection;
    (void)url;
    (void)version;
    if (!asked || !asked->target)
        return MHD_NO;
    if (!asked->head_seen)
        return begin_request(asked, method);
    if (*count) {
        take_bytes(asked, bytes, *count);
        *count = 0;
        return MHD_YES;
    }
    if (asked->answer)
        return give_answer(asked);
    if (asked->handed)
        return MHD_YES;
    asked->handed = true;
    end_body(asked);
    enter_phase(asked->server, asked->peer, PHASE_WORK);
    /* From here on it sleeps; whoever answers wakes it. */
    MHD_suspend_connection(asked->connection);
    asked->server->handler.handle(asked->server->handler.context, &asked->request);
    return MHD_YES;
}

static const char *http_header(const HttpRequest *request, const char *name)
{
    const Asked *asked = (const Asked *)request;
    return MHD_lookup_connection_value(asked->connection, MHD_HEADER_KIND, name);
}

static void add_headers(struct MHD_Response *response, const HttpHeader *headers, size_t most)
{
    for (size_t i = 0; i < most && headers[i].name; i++)
        MHD_add_response_header(response, headers[i].name, headers[i].value);
}

static void http_answer(HttpRequest *request, HttpAnswer answer)
{
    Asked *asked = (Asked *)request;
    static char none[1];
    asked->answer =
        answer.from_file
            ? MHD_create_response_from_fd64(answer.body_size, answer.file)
            : MHD_create_response_from_buffer(
                  answer.body_size, answer.body ? unconst(answer.body) : none,
                  answer.stays || !answer.body ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_FREE);
    asked->status = answer.status;
    add_headers(asked->answer, answer.headers, HTTP_HEADERS_MOST);
    if (answer.close || request->refused)
        MHD_add_response_header(asked->answer, "Connection", "close");
    MHD_resume_connection(asked->connection);
}

/* --- streams ---------------------------------------------------------------------------------- */

static ssize_t read_stream(void *context, uint64_t at, char *bytes, size_t most)
{
    HttpStream *stream = context;
    (void)at;
    pthread_mutex_lock(&stream->lock);
    if (!stream->count) {
        if (!stream->ended) {
            stream->asleep = true;
            MHD_suspend_connection(stream->connection);
        }
        bool ended = stream->ended;
        pthread_mutex_unlock(&stream->lock);
        return ended ? MHD_CONTENT_READER_END_OF_STREAM : 0;
    }
    size_t count = stream->count < most ? stream->count : most;
    memcpy(bytes, stream->waiting, count);
    memmove(stream->waiting, stream->waiting + count, stream->count - count);
    stream->count -= count;
    pthread_mutex_unlock(&stream->lock);
    return (ssize_t)count;
}

static void drop_stream(void *context)
{
    HttpStream *stream = context;
    stream->server->handler.gone(stream->server->handler.context, stream->listener);
    pthread_mutex_destroy(&stream->lock);
    free(stream->waiting);
    free(stream);
}

static HttpStream *http_stream(HttpRequest *request, const HttpHeader *headers, void *listener)
{
    enum { BLOCK = 1024 };
    Asked *asked = (Asked *)request;
    HttpStream *stream = calloc(1, sizeof *stream);
    if (!stream)
        return NULL;
    *stream = (HttpStream){
        .server = asked->server, .connection = asked->connection, .listener = listener};
    pthread_mutex_init(&stream->lock, NULL);
    asked->answer = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_stream, stream,
                                                      drop_stream);
    asked->status = MHD_HTTP_OK;
    add_headers(asked->answer, headers, HTTP_HEADERS_MOST);
    MHD_resume_connection(asked->connection);
    return stream;
}

static void wake_stream(HttpStream *stream)
{
    if (stream->asleep) {
        stream->asleep = false;
        MHD_resume_connection(stream->connection);
    }
}

static void http_push(HttpStream *stream, const char *bytes, size_t count)
{
    pthread_mutex_lock(&stream->lock);
    size_t size = stream->count + count;
    if (size > HTTP_STREAM_WAITING)
        stream->ended = true;
    if (!stream->ended && size > stream->capacity) {
        char *grown = realloc(stream->waiting, size);
        if (grown) {
            stream->waiting = grown;
            stream->capacity = size;
        } else {
            stream->ended = true;
        }
    }
    if (!stream->ended) {
        memcpy(stream->waiting + stream->count, bytes, count);
        stream->count = size;
    }
    wake_stream(stream);
    pthread_mutex_unlock(&stream->lock);
}

static void http_finish(HttpStream *stream)
{
    pthread_mutex_lock(&stream->lock);
    stream->ended = true;
    wake_stream(stream);
    pthread_mutex_unlock(&stream->lock);
}

/* --- the daemon ------------------------------------------------------------------------------- */

static int bound_port(int listener)
{
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } at = {.any.sa_family = AF_UNSPEC};
    socklen_t length = sizeof at;
    getsockname(listener, &at.any, &length);
    return ntohs(at.any.sa_family == AF_INET6 ? at.six.sin6_port : at.four.sin_port);
}

static bool bind_to(const HttpOptions *options, int *socket_made, int *port, Err *err)
{
    char service[16];
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *found;
    snprintf(service, sizeof service, "%d", options->port);
    int code = getaddrinfo(options->host, service, &hints, &found);
    if (code)
        return err_field(err, ERR_INPUT, "listen", "%s:%d cannot be listened on: %s", options->host,
                         options->port, gai_strerror(code));
    int listener = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int on = 1;
    if (listener >= 0)
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    bool bound = listener >= 0 && !bind(listener, found->ai_addr, found->ai_addrlen) &&
                 !listen(listener, SOMAXCONN);
    if (!bound)
        err_field(err, ERR_INPUT, "listen", "%s:%d cannot be listened on: %s%s", options->host,
                  options->port, strerror(errno),
                  errno == EADDRINUSE
                      ? " (is Beck running already? --listen HOST:PORT takes another)"
                      : "");
    freeaddrinfo(found);
    if (bound)
        *port = bound_port(listener);
    if (!bound && listener >= 0)
        close(listener);
    *socket_made = listener;
    return bound;
}

/* libmicrohttpd's own words: a peer's broken TLS is nobody's news. */
static void hear_library(void *context, const char *format, va_list arguments)
{
    (void)context;
    (void)format;
    (void)arguments;
}

static bool http_start(const HttpOptions *options, HttpServer **started, int *port, Err *err)
{
    enum { IO_THREADS = 2, STACK = 256 * 1024, MEMORY = HTTP_HEAD_MOST, CONNECTIONS = 4000 };
    static const char priorities[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";
    int listener = -1;
    if (!bind_to(options, &listener, port, err))
        return false;
    HttpServer *server = calloc(1, sizeof *server);
    if (!server) {
        close(listener);
        return err_set(err, ERR_BROKEN, "out of memory");
    }
    server->handler = options->handler;
    server->tls = options->certificate;
    pthread_mutex_init(&server->lock, NULL);
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
                     (options->certificate ? MHD_USE_TLS : 0);
    struct MHD_OptionItem tls[] = {{MHD_OPTION_HTTPS_MEM_KEY, 0, unconst(options->key)},
                                   {MHD_OPTION_HTTPS_MEM_CERT, 0, unconst(options->certificate)},
                                   {MHD_OPTION_HTTPS_PRIORITIES, 0, unconst(priorities)},
                                   {MHD_OPTION_END, 0, NULL}};
    static struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};
    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, on_request, server, MHD_OPTION_LISTEN_SOCKET, listener,
        MHD_OPTION_EXTERNAL_LOGGER, hear_library, NULL, MHD_OPTION_NOTIFY_CONNECTION,
        note_connection, server, MHD_OPTION_NOTIFY_COMPLETED, note_completed, server,
        MHD_OPTION_URI_LOG_CALLBACK, note_target, server, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)MEMORY, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_IDLE_SECONDS,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned)IO_THREADS, MHD_OPTION_THREAD_STACK_SIZE,
        (size_t)STACK, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)(options->connections ? options->connections : CONNECTIONS),
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)options->per_address,
        MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_ARRAY, options->certificate ? tls : plain,
        MHD_OPTION_END);
    if (!server->daemon) {
        close(listener);
        pthread_mutex_destroy(&server->lock);
        free(server);
        return err_set(err, ERR_INPUT,
                       options->certificate
                           ? "the certificate and its key are not taken: both in PEM, belonging "
                             "together, the key without a password?"
                           : "the HTTP library does not start");
    }
    *started = server;
    return true;
}

static void http_stop(HttpServer *server)
{
    MHD_stop_daemon(server->daemon);
    pthread_mutex_destroy(&server->lock);
    free(server);
}

extern const HttpDriver beck_module_http;
__attribute__((visibility("default"))) const HttpDriver beck_module_http = {
    .start = http_start,
    .stop = http_stop,
    .sweep = http_sweep,
    .connections = http_connections,
    .header = http_header,
    .answer = http_answer,
    .stream = http_stream,
    .push = http_push,
    .finish = http_finish,
    .gzip = http_gzip,
};
