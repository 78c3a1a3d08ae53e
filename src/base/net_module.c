/* The module `beck-net`: libcurl, and what it does over HTTP. */
#include "base/net_address.h"
#include "base/net_driver.h"
#include "base/net_part.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { CONNECT_MS = 5000, WHOLE_MS = 10000, URL_LONGEST = 2000, STATUS_LEAST = 100 };

/* One request under way. */
typedef struct Exchange {
    const NetRequest *request;
    char *body;
    size_t length;
    bool cut;     /* more came than was wanted */
    bool refused; /* an address that is not everybody's */
    char said[CURL_ERROR_SIZE];
} Exchange;

bool net_start_curl(Err *err)
{
    static pthread_mutex_t starting = PTHREAD_MUTEX_INITIALIZER;
    static bool started;
    pthread_mutex_lock(&starting);
    started = started || curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    bool is_started = started;
    pthread_mutex_unlock(&starting);
    return is_started || err_set(err, ERR_BROKEN, "libcurl does not start");
}

/* --- addresses and URLs --- */

static bool is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in four;
        uint8_t bytes[4];
        memcpy(&four, address, sizeof four);
        memcpy(bytes, &four.sin_addr, sizeof bytes);
        return net_address_is_public4(bytes);
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 six;
        memcpy(&six, address, sizeof six);
        return net_address_is_public6(six.sin6_addr.s6_addr);
    }
    return false;
}

/* False: the host is an address in digits that is not everybody's. curl has already made one of
 * "0x7f.1" and kin. */
static bool host_may_be_public(const char *host)
{
    struct in_addr four;
    struct in6_addr six;
    char bare[INET6_ADDRSTRLEN + 2];
    uint8_t bytes[4];
    if (inet_pton(AF_INET, host, &four) == 1) {
        memcpy(bytes, &four, sizeof bytes);
        return net_address_is_public4(bytes);
    }
    size_t length = strcspn(host[0] == '[' ? host + 1 : host, "]%");
    if (host[0] != '[' || length >= sizeof bare)
        return !text_equal_nocase(host, "localhost") && !text_ends_nocase(host, ".localhost");
    memcpy(bare, host + 1, length);
    bare[length] = '\0';
    return inet_pton(AF_INET6, bare, &six) == 1 && net_address_is_public6(six.s6_addr);
}

static bool private_address(const char *host, Err *err)
{
    return err_field(err, ERR_INPUT, "url",
                     "%.200s is in a private network, and Beck calls none unless the settings "
                     "allow it",
                     host);
}

static bool check_parts(CURLU *parts, const char *url, bool allow_http, bool allow_private,
                        Err *err)
{
    char *scheme = NULL, *host = NULL, *user = NULL, *password = NULL;
    bool right = false;
    if (strlen(url) > URL_LONGEST || curl_url_set(parts, CURLUPART_URL, url, 0) != CURLUE_OK ||
        curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
        curl_url_get(parts, CURLUPART_HOST, &host, 0) != CURLUE_OK || !host[0])
        err_field(err, ERR_INPUT, "url",
                  "\"%.200s\" is no URL: write it as https://example.com/hook", url);
    else if (strcmp(scheme, "https") != 0 && !(allow_http && strcmp(scheme, "http") == 0))
        err_field(err, ERR_INPUT, "url", "\"%.200s\" begins with %.20s:, where %s is taken", url,
                  scheme, allow_http ? "https: or http:" : "https:");
    else if (curl_url_get(parts, CURLUPART_USER, &user, 0) == CURLUE_OK ||
             curl_url_get(parts, CURLUPART_PASSWORD, &password, 0) == CURLUE_OK)
        err_field(err, ERR_INPUT, "url", "a URL with a user name or password in it is not taken");
    else if (!allow_private && !host_may_be_public(host))
        private_address(host, err);
    else
        right = true;
    curl_free(scheme);
    curl_free(host);
    curl_free(user);
    curl_free(password);
    return right;
}

static bool check_url(const char *url, bool allow_http, bool allow_private, Err *err)
{
    CURLU *parts = curl_url();
    if (!parts)
        return err_set(err, ERR_BROKEN, "libcurl has no memory");
    bool right = check_parts(parts, url, allow_http, allow_private, err);
    curl_url_cleanup(parts);
    return right;
}

/* More than a line would be headers, or a request, of its own. */
static bool check_request(const NetRequest *request, Err *err)
{
    for (size_t i = 0; i < request->header_count; i++)
        if (!text_is_line(request->headers[i].value))
            return err_set(err, ERR_INPUT, "the header %s is not one line of printable characters",
                           request->headers[i].name);
    return check_url(request->url, request->allow_http, request->allow_private, err);
}

static bool is_this_machine(const char *host)
{
    struct in_addr four;
    enum { LOOPBACK = 127, NET_SHIFT = 24 };
    return text_equal_nocase(host, "localhost") || text_equal(host, "[::1]") ||
           (inet_pton(AF_INET, host, &four) == 1 && ntohl(four.s_addr) >> NET_SHIFT == LOOPBACK);
}

static bool is_overheard(const char *url)
{
    CURLU *parts = curl_url();
    char *scheme = NULL, *host = NULL;
    bool safe = parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                (strcmp(scheme, "https") == 0 || is_this_machine(host));
    curl_free(scheme);
    curl_free(host);
    curl_url_cleanup(parts);
    return !safe;
}

/* --- curl's questions --- */

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    Exchange *exchange = context;
    if (purpose != CURLSOCKTYPE_IPCXN ||
        (!exchange->request->allow_private && !is_public(&address->addr))) {
        exchange->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Less than what came ends the transfer: what is wanted is there. */
static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    Exchange *exchange = context;
    size_t came = size * count, room = exchange->request->answer_most - exchange->length;
    size_t taken = came < room ? came : room;
    memcpy(exchange->body + exchange->length, bytes, taken);
    exchange->length += taken;
    exchange->cut = taken < came;
    return taken;
}

static int look_at_stop(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total,
                        curl_off_t up)
{
    const Exchange *exchange = context;
    (void)down_total, (void)down, (void)up_total, (void)up;
    return exchange->request->stop && *exchange->request->stop;
}

static struct curl_slist *header_lines(Arena *arena, const NetRequest *request)
{
    struct curl_slist *lines = NULL;
    for (size_t i = 0; i < request->header_count; i++)
        lines = curl_slist_append(lines, arena_printf(arena, "%s: %s", request->headers[i].name,
                                                      request->headers[i].value));
    if (request->alone) /* who closes first waits (RFC 9293, 3.6.1), and runs out of ports */
        lines = curl_slist_append(lines, "Connection: close");
    /* Not waited for: one round trip, as every small request. */
    return curl_slist_append(lines, "Expect:");
}

#define SET(option, value) (curl_easy_setopt(curl, (option), (value)) == CURLE_OK)

/* None of the system's beside it: it is the server's own. */
static bool set_authority(CURL *curl, const NetRequest *request)
{
    struct curl_blob blob = {.flags = CURL_BLOB_COPY};
    if (!request->authority)
        return true;
    blob.len = strlen(request->authority);
    memcpy(&blob.data, &request->authority, sizeof blob.data); /* which curl copies, and reads */
    return SET(CURLOPT_CAINFO_BLOB, &blob) && SET(CURLOPT_CAPATH, NULL);
}

static bool set_login(CURL *curl, const NetRequest *request)
{
    return !request->digest_login || (SET(CURLOPT_HTTPAUTH, (long)CURLAUTH_DIGEST) &&
                                      SET(CURLOPT_USERNAME, request->digest_login) &&
                                      SET(CURLOPT_PASSWORD, request->digest_password));
}

static bool set_guards(CURL *curl, const NetRequest *request)
{
    const char *protocols = request->allow_http ? "http,https" : "https";
    return SET(CURLOPT_PROTOCOLS_STR, protocols) && SET(CURLOPT_FOLLOWLOCATION, 0L) &&
           SET(CURLOPT_PROXY, "") && SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) &&
           SET(CURLOPT_SSL_VERIFYPEER, 1L) && SET(CURLOPT_SSL_VERIFYHOST, 2L) &&
           SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) && set_authority(curl, request) &&
           SET(CURLOPT_NOSIGNAL, 1L) && SET(CURLOPT_HTTP09_ALLOWED, 0L) &&
           SET(CURLOPT_CONNECTTIMEOUT_MS,
               (long)(request->connect_ms ? request->connect_ms : CONNECT_MS)) &&
           SET(CURLOPT_TIMEOUT_MS, (long)(request->whole_ms ? request->whole_ms : WHOLE_MS));
}

static bool set_request(CURL *curl, Exchange *exchange, struct curl_slist *lines)
{
    const NetRequest *request = exchange->request;
    return SET(CURLOPT_URL, request->url) && SET(CURLOPT_HTTPHEADER, lines) &&
           (!request->body || (SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length) &&
                               SET(CURLOPT_POSTFIELDS, request->body))) &&
           SET(CURLOPT_CUSTOMREQUEST, request->method) && set_login(curl, request) &&
           SET(CURLOPT_OPENSOCKETFUNCTION, open_socket) && SET(CURLOPT_OPENSOCKETDATA, exchange) &&
           SET(CURLOPT_WRITEFUNCTION, take_body) && SET(CURLOPT_WRITEDATA, exchange) &&
           SET(CURLOPT_XFERINFOFUNCTION, look_at_stop) && SET(CURLOPT_XFERINFODATA, exchange) &&
           SET(CURLOPT_NOPROGRESS, 0L) && SET(CURLOPT_ERRORBUFFER, exchange->said);
}

#undef SET

/* NULL: the answer has none. */
static const char *header_of(Arena *arena, CURL *curl, const char *name)
{
    struct curl_header *header;
    return curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK
               ? arena_strdup(arena, header->value)
               : NULL;
}

static bool fill_answer(Arena *arena, CURL *curl, const Exchange *exchange, NetAnswer *answer,
                        Err *err)
{
    long status = 0;
    curl_off_t wait = 0;
    long asks = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
    curl_easy_getinfo(curl, CURLINFO_HTTPAUTH_AVAIL, &asks);
    if (status < STATUS_LEAST)
        return err_set(err, ERR_BUSY, "%.200s gave no answer of HTTP", exchange->request->url);
    *answer = (NetAnswer){.status = (int)status,
                          .body = exchange->body,
                          .length = exchange->length,
                          .cut = exchange->cut,
                          .retry_after_seconds = (int64_t)wait,
                          .etag = header_of(arena, curl, "ETag"),
                          .location = header_of(arena, curl, "Location"),
                          .asks_basic = (asks & (long)CURLAUTH_BASIC) != 0,
                          .asks_digest = (asks & (long)CURLAUTH_DIGEST) != 0};
    return true;
}

/* What OpenSSL finds of a certificate (X509_verify_cert_error_string(3)), and who must act. */
static bool distrust(CURL *curl, const Exchange *exchange, Err *err)
{
    enum {
        FOR_ANOTHER = 1 /* curl's own finding */,
        NO_ISSUER = 2,
        NOT_YET = 9,
        EXPIRED = 10,
        OF_ITSELF = 18,
        LAST = 21
    };
    long found = FOR_ANOTHER;
    curl_easy_getinfo(curl, CURLINFO_SSL_VERIFYRESULT, &found);
    if (found == NOT_YET)
        return err_set(err, ERR_BUSY,
                       "its certificate is not valid yet: look at the clocks of this machine and "
                       "of the server");
    if (found == EXPIRED)
        return err_set(err, ERR_BUSY,
                       "its certificate has expired: who keeps the server renews it");
    if (found == FOR_ANOTHER)
        return err_field(err, ERR_BUSY, "url",
                         "its certificate is of another host: give the URL by a name that stands "
                         "in it (%.300s)",
                         exchange->said);
    if (found != NO_ISSUER && (found < OF_ITSELF || found > LAST))
        return err_set(err, ERR_BUSY, "it cannot be trusted: %.300s", exchange->said);
    return err_field(
        err, ERR_BUSY, "ca_file", "%s",
        exchange->request->authority
            ? "its certificate is not signed by the authority of ca_file: give the one that signed "
              "it, or none where everybody knows it"
            : "its certificate is signed by nobody whom this machine trusts: where the server is "
              "your own, give its authority's certificate (ca_file)");
}

/* Why there is no answer. */
static bool no_answer(CURL *curl, CURLcode code, const Exchange *exchange, Err *err)
{
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        return distrust(curl, exchange, err);
    if (code == CURLE_SSL_CACERT_BADFILE)
        return err_field(err, ERR_INPUT, "ca_file", "ca_file holds no certificate (PEM)");
    return err_set(err, ERR_BUSY, "%.300s",
                   exchange->said[0] ? exchange->said : curl_easy_strerror(code));
}

static bool perform(Arena *arena, CURL *curl, Exchange *exchange, NetAnswer *answer, Err *err)
{
    CURLcode done = curl_easy_perform(curl);
    if (done == CURLE_OK || (done == CURLE_WRITE_ERROR && exchange->cut))
        return fill_answer(arena, curl, exchange, answer, err);
    if (exchange->refused)
        return private_address(exchange->request->url, err);
    return no_answer(curl, done, exchange, err) || err_at(err, "%.200s", exchange->request->url);
}

static bool send_request(Arena *arena, const NetRequest *request, NetAnswer *answer, Err *err)
{
    Exchange exchange = {.request = request};
    if (!net_start_curl(err) || !check_request(request, err))
        return false;
    CURL *curl = curl_easy_init();
    struct curl_slist *lines = header_lines(arena, request);
    exchange.body = arena_alloc(arena, request->answer_most + 1);
    bool sent = curl && lines && set_guards(curl, request) && set_request(curl, &exchange, lines);
    if (!sent)
        err_set(err, ERR_BROKEN, "libcurl does not take what Beck asks of it");
    sent = sent && perform(arena, curl, &exchange, answer, err);
    curl_slist_free_all(lines);
    curl_easy_cleanup(curl);
    return sent;
}

/* --- many at once ---

   curl tells which sockets it waits for and for how long; both stand in one epoll, whose descriptor
   is the caller's to wait on. */

typedef struct Call {
    Arena *arena; /* of its own, and all it points to */
    CURL *curl;
    struct curl_slist *lines;
    NetRequest request;
    Exchange exchange;
    size_t read; /* bytes of the body that curl has taken */
    void *owner;
    struct Call *next, **at; /* among those under way */
} Call;

struct NetMany {
    CURLM *multi;
    int epoll, timer;
    Call *calls;
    Call *told; /* its answer is the caller's until the next one */
};

static int watch_socket(CURL *curl, curl_socket_t socket, int what, void *context, void *known)
{
    NetMany *many = context;
    struct epoll_event event = {.data.fd = socket};
    (void)curl;
    if (what == CURL_POLL_REMOVE) {
        epoll_ctl(many->epoll, EPOLL_CTL_DEL, socket, NULL);
        curl_multi_assign(many->multi, socket, NULL);
        return 0;
    }
    event.events = (what & CURL_POLL_IN ? EPOLLIN : 0u) | (what & CURL_POLL_OUT ? EPOLLOUT : 0u);
    epoll_ctl(many->epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
    curl_multi_assign(many->multi, socket, many);
    return 0;
}

static int set_timer(CURLM *multi, long milliseconds, void *context)
{
    const NetMany *many = context;
    struct itimerspec spec = {0};
    (void)multi;
    if (milliseconds >= 0) { /* at once is as soon as it can be: 0 would take it away */
        spec.it_value.tv_sec = milliseconds / 1000;
        spec.it_value.tv_nsec = milliseconds ? milliseconds % 1000 * 1000000 : 1;
    }
    timerfd_settime(many->timer, 0, &spec, NULL);
    return 0;
}

static void many_close(NetMany *many);

static bool many_open(size_t connections, NetMany **opened, Err *err)
{
    if (!net_start_curl(err))
        return false;
    NetMany *many = calloc(1, sizeof *many);
    if (!many)
        abort();
    many->multi = curl_multi_init();
    many->epoll = epoll_create1(EPOLL_CLOEXEC);
    many->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = many->timer};
    if (!many->multi || many->epoll < 0 || many->timer < 0 ||
        epoll_ctl(many->epoll, EPOLL_CTL_ADD, many->timer, &event) != 0 ||
        curl_multi_setopt(many->multi, CURLMOPT_SOCKETFUNCTION, watch_socket) != CURLM_OK ||
        curl_multi_setopt(many->multi, CURLMOPT_SOCKETDATA, many) != CURLM_OK ||
        curl_multi_setopt(many->multi, CURLMOPT_TIMERFUNCTION, set_timer) != CURLM_OK ||
        curl_multi_setopt(many->multi, CURLMOPT_TIMERDATA, many) != CURLM_OK ||
        curl_multi_setopt(many->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)connections) !=
            CURLM_OK) {
        many_close(many);
        return err_set(err, ERR_BROKEN, "there is no room for connections: %s", strerror(errno));
    }
    *opened = many;
    return true;
}

static void call_free(NetMany *many, Call *call)
{
    if (!call)
        return;
    if (call->at) {
        *call->at = call->next;
        if (call->next)
            call->next->at = call->at;
        curl_multi_remove_handle(many->multi, call->curl);
    }
    curl_slist_free_all(call->lines);
    curl_easy_cleanup(call->curl);
    arena_free(call->arena);
}

static void many_close(NetMany *many)
{
    while (many->calls)
        call_free(many, many->calls);
    call_free(many, many->told);
    curl_multi_cleanup(many->multi);
    if (many->timer >= 0)
        close(many->timer);
    if (many->epoll >= 0)
        close(many->epoll);
    free(many);
}

static int many_descriptor(const NetMany *many)
{
    return many->epoll;
}

static size_t give_body(char *to, size_t size, size_t count, void *context)
{
    Call *call = context;
    size_t room = size * count, left = call->request.body_length - call->read;
    size_t given = left < room ? left : room;
    memcpy(to, (const char *)call->request.body + call->read, given);
    call->read += given;
    return given;
}

/* What was begun is never begun again: curl rewinds where it wants to say a request again. */
static int refuse_rewind(void *context, curl_off_t offset, int origin)
{
    const Call *call = context;
    (void)offset, (void)origin;
    return call->read ? CURL_SEEKFUNC_FAIL : CURL_SEEKFUNC_OK;
}

#define SET(option, value) (curl_easy_setopt(call->curl, (option), (value)) == CURLE_OK)

/* curl says a request again by itself only on a connection that was kept: one without a body has
 * its own, and the body of any other is given once. */
static bool set_once(Call *call)
{
    if (!SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) || !SET(CURLOPT_PRIVATE, call))
        return false;
    if (call->request.alone || !call->request.body_length)
        return SET(CURLOPT_FRESH_CONNECT, 1L) && SET(CURLOPT_FORBID_REUSE, 1L);
    return SET(CURLOPT_POST, 1L) && SET(CURLOPT_POSTFIELDS, NULL) &&
           SET(CURLOPT_READFUNCTION, give_body) && SET(CURLOPT_READDATA, call) &&
           SET(CURLOPT_SEEKFUNCTION, refuse_rewind) && SET(CURLOPT_SEEKDATA, call) &&
           SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)call->request.body_length);
}

#undef SET

static Call *call_new(const NetRequest *request, void *owner)
{
    Arena *arena = arena_new();
    Call *call = arena_make(arena, Call);
    *call = (Call){.arena = arena, .request = *request, .owner = owner};
    call->request.url = arena_strdup(arena, request->url);
    call->request.stop = NULL;
    if (request->body_length) {
        void *body = arena_alloc(arena, request->body_length);
        memcpy(body, request->body, request->body_length);
        call->request.body = body;
    }
    call->exchange =
        (Exchange){.request = &call->request, .body = arena_alloc(arena, request->answer_most + 1)};
    call->curl = curl_easy_init();
    call->lines = header_lines(arena, request);
    call->request.headers = NULL; /* curl has them */
    return call;
}

static bool many_begin(NetMany *many, const NetRequest *request, void *owner, Err *err)
{
    if (!check_request(request, err))
        return false;
    Call *call = call_new(request, owner);
    if (!call->curl || !call->lines || !set_guards(call->curl, &call->request) ||
        !set_request(call->curl, &call->exchange, call->lines) || !set_once(call) ||
        curl_multi_add_handle(many->multi, call->curl) != CURLM_OK) {
        call_free(many, call);
        return err_set(err, ERR_BROKEN, "libcurl does not take what Beck asks of it");
    }
    call->next = many->calls;
    call->at = &many->calls;
    if (call->next)
        call->next->at = &call->next;
    many->calls = call;
    return true;
}

static void turn(NetMany *many)
{
    enum { AT_ONCE = 64 };
    struct epoll_event events[AT_ONCE];
    int running, count = epoll_wait(many->epoll, events, AT_ONCE, 0);
    for (int i = 0; i < count; i++) {
        uint64_t expired;
        int mask = (events[i].events & EPOLLIN ? CURL_CSELECT_IN : 0) |
                   (events[i].events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
                   (events[i].events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
        if (events[i].data.fd != many->timer)
            curl_multi_socket_action(many->multi, events[i].data.fd, mask, &running);
        else if (read(many->timer, &expired, sizeof expired) > 0)
            curl_multi_socket_action(many->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
}

static void tell(Call *call, CURLcode code, NetDone *done)
{
    long sent = 0;
    const Exchange *exchange = &call->exchange;
    *done = (NetDone){.owner = call->owner};
    curl_easy_getinfo(call->curl, CURLINFO_REQUEST_SIZE, &sent);
    done->left = sent > 0;
    if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && exchange->cut))
        done->answered = fill_answer(call->arena, call->curl, exchange, &done->answer, &done->why);
    else if (exchange->refused)
        private_address(call->request.url, &done->why);
    else
        no_answer(call->curl, code, exchange, &done->why);
}

static bool many_done(NetMany *many, NetDone *done)
{
    int waiting;
    const CURLMsg *message = curl_multi_info_read(many->multi, &waiting);
    call_free(many, many->told);
    many->told = NULL;
    if (!message) {
        turn(many);
        message = curl_multi_info_read(many->multi, &waiting);
    }
    while (message && message->msg != CURLMSG_DONE)
        message = curl_multi_info_read(many->multi, &waiting);
    if (!message)
        return false;
    Call *call;
    CURLcode code = message->data.result;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&call);
    tell(call, code, done);
    curl_multi_remove_handle(many->multi, call->curl);
    *call->at = call->next;
    if (call->next)
        call->next->at = call->at;
    call->at = NULL;
    many->told = call;
    return true;
}

/* Found by its name: base/module.h. */
extern const NetDriver beck_module_net;
__attribute__((visibility("default"))) const NetDriver beck_module_net = {
    .send = send_request,
    .check_url = check_url,
    .is_overheard = is_overheard,
    .dial = &net_dial_driver,
    .many_open = many_open,
    .many_close = many_close,
    .many_descriptor = many_descriptor,
    .many_begin = many_begin,
    .many_done = many_done,
};
