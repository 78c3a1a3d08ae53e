/* The module `beck-net`: libcurl, and what it does over HTTP. */
#include "base/net_address.h"
#include "base/net_driver.h"
#include "base/net_part.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>

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
    /* Not waited for: one round trip, as every small request. */
    return curl_slist_append(lines, "Expect:");
}

#define SET(option, value) (curl_easy_setopt(curl, (option), (value)) == CURLE_OK)

static bool set_guards(CURL *curl, const NetRequest *request)
{
    const char *protocols = request->allow_http ? "http,https" : "https";
    return SET(CURLOPT_PROTOCOLS_STR, protocols) && SET(CURLOPT_FOLLOWLOCATION, 0L) &&
           SET(CURLOPT_PROXY, "") && SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) &&
           SET(CURLOPT_SSL_VERIFYPEER, 1L) && SET(CURLOPT_SSL_VERIFYHOST, 2L) &&
           SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) && SET(CURLOPT_NOSIGNAL, 1L) &&
           SET(CURLOPT_HTTP09_ALLOWED, 0L) &&
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
           SET(CURLOPT_CUSTOMREQUEST, request->method) &&
           SET(CURLOPT_OPENSOCKETFUNCTION, open_socket) && SET(CURLOPT_OPENSOCKETDATA, exchange) &&
           SET(CURLOPT_WRITEFUNCTION, take_body) && SET(CURLOPT_WRITEDATA, exchange) &&
           SET(CURLOPT_XFERINFOFUNCTION, look_at_stop) && SET(CURLOPT_XFERINFODATA, exchange) &&
           SET(CURLOPT_NOPROGRESS, 0L) && SET(CURLOPT_ERRORBUFFER, exchange->said);
}

#undef SET

static bool fill_answer(CURL *curl, const Exchange *exchange, NetAnswer *answer, Err *err)
{
    long status = 0;
    curl_off_t wait = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
    if (status < STATUS_LEAST)
        return err_set(err, ERR_BUSY, "%.200s gave no answer of HTTP", exchange->request->url);
    *answer = (NetAnswer){.status = (int)status,
                          .body = exchange->body,
                          .length = exchange->length,
                          .retry_after_seconds = (int64_t)wait};
    return true;
}

static bool perform(CURL *curl, Exchange *exchange, NetAnswer *answer, Err *err)
{
    CURLcode done = curl_easy_perform(curl);
    if (done == CURLE_OK || (done == CURLE_WRITE_ERROR && exchange->cut))
        return fill_answer(curl, exchange, answer, err);
    if (exchange->refused)
        return private_address(exchange->request->url, err);
    const char *said = exchange->said[0] ? exchange->said : curl_easy_strerror(done);
    return err_set(err, ERR_BUSY, "%.200s: %.300s", exchange->request->url, said);
}

static bool send_request(Arena *arena, const NetRequest *request, NetAnswer *answer, Err *err)
{
    Exchange exchange = {.request = request};
    if (!net_start_curl(err) ||
        !check_url(request->url, request->allow_http, request->allow_private, err))
        return false;
    CURL *curl = curl_easy_init();
    struct curl_slist *lines = header_lines(arena, request);
    exchange.body = arena_alloc(arena, request->answer_most + 1);
    bool sent = curl && lines && set_guards(curl, request) && set_request(curl, &exchange, lines);
    if (!sent)
        err_set(err, ERR_BROKEN, "libcurl does not take what Beck asks of it");
    sent = sent && perform(curl, &exchange, answer, err);
    curl_slist_free_all(lines);
    curl_easy_cleanup(curl);
    return sent;
}

/* Found by its name: base/module.h. */
extern const NetDriver beck_module_net;
__attribute__((visibility("default"))) const NetDriver beck_module_net = {
    .send = send_request, .check_url = check_url, .dial = &net_dial_driver};
