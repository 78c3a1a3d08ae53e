/* The part of the module `beck-net` that connects to mail servers: libcurl, CONNECT_ONLY. */
#include "base/buf.h"
#include "base/dial_driver.h"
#include "base/net_part.h"
#include "base/text.h"

#include <ctype.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONNECT_MS = 20000, ABILITIES_MOST = 16 * 1024, HOST_LONGEST = 253 };

struct Dialed {
    CURL *curl;
    DialOptions options; /* its texts until it is open */
    curl_socket_t socket;
    Buf abilities;
    char last[256]; /* line of the server, for messages */
    char said[CURL_ERROR_SIZE];
};

static bool host_is_name(const char *host)
{
    size_t length = host ? strlen(host) : 0;
    for (size_t i = 0; i < length; i++)
        if (!isalnum((unsigned char)host[i]) && !strchr(".-:[]", host[i]))
            return false;
    return length > 0 && length <= HOST_LONGEST;
}

/* EHLO's name is the path of the URL: letters that it need not escape. */
static bool own_name_fits(const char *name)
{
    for (const char *at = name; *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr(".-", *at))
            return false;
    return true;
}

/* What the server said last counts: it may offer more once it is encrypted (RFC 3207 §4.2), which a
 * new 220 or an answer of another tag begins. */
static size_t take_line(char *line, size_t size, size_t count, void *context)
{
    Dialed *dialed = context;
    size_t length = size * count;
    snprintf(dialed->last, sizeof dialed->last, "%.*s", (int)strcspn(line, "\r\n"), line);
    if (dialed->options.protocol == DIAL_SMTP && length >= 3 && !strncmp(line, "220", 3))
        buf_clear(&dialed->abilities);
    bool is_wanted = dialed->options.protocol == DIAL_IMAP || !strncmp(line, "250", 3);
    if (is_wanted && dialed->abilities.length + length <= ABILITIES_MOST)
        buf_add(&dialed->abilities, line, length);
    return length;
}

static int look_at_stop(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total,
                        curl_off_t up)
{
    const Dialed *dialed = context;
    (void)down_total, (void)down, (void)up_total, (void)up;
    return dialed->options.stop && __atomic_load_n(dialed->options.stop, __ATOMIC_ACQUIRE);
}

#define SET(option, value) (curl_easy_setopt(dialed->curl, (option), (value)) == CURLE_OK)

static bool set_login(const Dialed *dialed)
{
    const DialOptions *options = &dialed->options;
    if (text_empty(options->login))
        return true;
    if (!text_empty(options->bearer))
        return SET(CURLOPT_USERNAME, options->login) &&
               SET(CURLOPT_XOAUTH2_BEARER, options->bearer) &&
               SET(CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2") && SET(CURLOPT_SASL_IR, 1L);
    return SET(CURLOPT_USERNAME, options->login) &&
           SET(CURLOPT_PASSWORD, text_or(options->password, ""));
}

static bool set_options(Dialed *dialed)
{
    static const char *const schemes[DIAL_PROTOCOLS][DIAL_SECURITIES] = {
        [DIAL_SMTP] = {"smtps", "smtp", "smtp"},
        [DIAL_IMAP] = {"imaps", "imap", "imap"},
        [DIAL_PLAIN] = {"https", "http", "http"}, /* no byte of which is said */
    };
    static const int ports[DIAL_PROTOCOLS][DIAL_SECURITIES] = {
        [DIAL_SMTP] = {465, 587, 25},
        [DIAL_IMAP] = {993, 143, 143},
        [DIAL_PLAIN] = {443, 80, 80},
    };
    const DialOptions *options = &dialed->options;
    char url[2 * HOST_LONGEST + 64];
    const char *own = options->protocol == DIAL_SMTP ? text_or(options->own_name, "") : "";
    int port = options->port ? options->port : ports[options->protocol][options->security];
    snprintf(url, sizeof url, "%s://%s:%d/%s", schemes[options->protocol][options->security],
             options->host, port, own_name_fits(own) ? own : "");
    bool encrypted = options->security != DIAL_OPEN;
    return SET(CURLOPT_URL, url) && SET(CURLOPT_CONNECT_ONLY, 1L) && SET(CURLOPT_NOSIGNAL, 1L) &&
           SET(CURLOPT_PROXY, "") && SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) &&
           SET(CURLOPT_USE_SSL, encrypted ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_NONE) &&
           SET(CURLOPT_SSL_VERIFYPEER, 1L) && SET(CURLOPT_SSL_VERIFYHOST, 2L) &&
           SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) &&
           (!options->ca_file || SET(CURLOPT_CAINFO, options->ca_file)) &&
           SET(CURLOPT_TIMEOUT_MS,
               (long)(options->connect_ms ? options->connect_ms : CONNECT_MS)) &&
           SET(CURLOPT_HEADERFUNCTION, take_line) && SET(CURLOPT_HEADERDATA, dialed) &&
           SET(CURLOPT_XFERINFOFUNCTION, look_at_stop) && SET(CURLOPT_XFERINFODATA, dialed) &&
           SET(CURLOPT_NOPROGRESS, 0L) && SET(CURLOPT_ERRORBUFFER, dialed->said) &&
           set_login(dialed);
}

#undef SET

/* Not the login is refused but this moment: 454 of SMTP (RFC 4954 §6), and what RFC 5530 has for it
 * in IMAP. A person who looked would find nothing wrong. */
static bool is_passing(const Dialed *dialed)
{
    static const char *const codes[] = {"[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]",
                                        "[CONTACTADMIN]"};
    if (dialed->options.protocol == DIAL_SMTP)
        return dialed->last[0] == '4';
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (text_find_nocase(dialed->last, codes[i]))
            return true;
    return false;
}

/* What a server says is in whatever charset. */
static const char *in_utf8(Arena *arena, const char *words)
{
    return text_clean(arena, words, strlen(words), CURL_ERROR_SIZE);
}

/* Who must act. */
static bool refuse(const Dialed *dialed, CURLcode code, Err *err)
{
    const DialOptions *options = &dialed->options;
    auto_arena Arena *arena = arena_new();
    const char *said = in_utf8(arena, dialed->said[0] ? dialed->said : curl_easy_strerror(code));
    switch (code) {
    case CURLE_LOGIN_DENIED:
        return err_field(err, is_passing(dialed) ? ERR_BUSY : ERR_DENIED, "login",
                         "%s does not let %s in: %s", options->host, options->login,
                         text_or(in_utf8(arena, dialed->last), said));
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
        return err_field(err, ERR_BROKEN, "security", "%s cannot be trusted: %s", options->host,
                         said);
    case CURLE_USE_SSL_FAILED:
        return err_field(err, ERR_BROKEN, "security",
                         "%s does not offer STARTTLS: nothing is said to it unencrypted",
                         options->host);
    default:
        return err_set(err, ERR_BUSY, "%s: %.300s", options->host, said);
    }
}

static void close_dialed(Dialed *dialed)
{
    curl_easy_cleanup(dialed->curl);
    buf_free(&dialed->abilities);
    free(dialed);
}

static bool connect_dialed(Dialed *dialed, Err *err)
{
    dialed->curl = curl_easy_init();
    if (!dialed->curl || !set_options(dialed))
        return err_set(err, ERR_BROKEN, "libcurl does not take what Beck asks of it");
    CURLcode code = curl_easy_perform(dialed->curl);
    if (code != CURLE_OK)
        return refuse(dialed, code, err);
    if (curl_easy_getinfo(dialed->curl, CURLINFO_ACTIVESOCKET, &dialed->socket) != CURLE_OK ||
        dialed->socket == CURL_SOCKET_BAD)
        return err_set(err, ERR_BUSY, "%s hung up", dialed->options.host);
    dialed->options = (DialOptions){.protocol = dialed->options.protocol};
    return true;
}

static bool open_dialed(const DialOptions *options, Dialed **dialed, Err *err)
{
    if (!host_is_name(options->host))
        return err_field(err, ERR_INPUT, "host", "\"%s\" is no name of a server: mail.example.com",
                         text_or(options->host, ""));
    if (!net_start_curl(err))
        return false;
    Dialed *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    made->options = *options;
    made->abilities = buf_new(ABILITIES_MOST);
    if (!connect_dialed(made, err)) {
        close_dialed(made);
        return false;
    }
    *dialed = made;
    return true;
}

static const char *abilities_of(const Dialed *dialed)
{
    return dialed->abilities.at;
}

static int socket_of(const Dialed *dialed)
{
    return dialed->socket;
}

static DialMove move_of(CURLcode code, size_t moved)
{
    return code == CURLE_AGAIN          ? DIAL_WOULD_WAIT
           : code != CURLE_OK || !moved ? DIAL_LOST
                                        : DIAL_MOVED;
}

static DialMove send_bytes(Dialed *dialed, const void *bytes, size_t count, size_t *moved)
{
    size_t sent = 0;
    CURLcode code = curl_easy_send(dialed->curl, bytes, count, &sent);
    DialMove move = move_of(code, sent);
    if (move == DIAL_MOVED)
        *moved = sent;
    return move;
}

static DialMove receive_bytes(Dialed *dialed, void *bytes, size_t room, size_t *moved)
{
    size_t came = 0;
    CURLcode code = curl_easy_recv(dialed->curl, bytes, room, &came);
    DialMove move = move_of(code, came);
    if (move == DIAL_MOVED)
        *moved = came;
    return move;
}

const DialDriver net_dial_driver = {
    .open = open_dialed,
    .close = close_dialed,
    .abilities = abilities_of,
    .socket = socket_of,
    .send = send_bytes,
    .receive = receive_bytes,
};
