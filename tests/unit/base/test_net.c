/* Net, against a server of the test's own that says what it is told to. */
#include "base/digest.h"
#include "base/net.h"
#include "base/net_address.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct Server {
    int socket;
    int port;
    const char *says; /* NULL: takes the request and says nothing */
    pthread_t thread;
    char asked[4096];
    size_t asked_length;
} Server;

/* Reads up to the end of the request's body: all these requests say how long theirs is. */
static bool is_whole(const Server *server)
{
    const char *body = strstr(server->asked, "\r\n\r\n");
    const char *length = text_find_nocase(server->asked, "content-length:");
    return body &&
           (!length || strlen(body + 4) >= strtoul(length + strlen("content-length:"), NULL, 10));
}

static void *serve(void *argument)
{
    Server *server = argument;
    int client = accept(server->socket, NULL, NULL);
    if (client < 0)
        return NULL;
    while (!is_whole(server)) {
        ssize_t got = read(client, server->asked + server->asked_length,
                           sizeof server->asked - 1 - server->asked_length);
        if (got <= 0)
            break;
        server->asked_length += (size_t)got;
    }
    if (server->says) {
        for (size_t done = 0, all = strlen(server->says); done < all;) {
            ssize_t wrote = send(client, server->says + done, all - done, MSG_NOSIGNAL);
            if (wrote <= 0)
                break;
            done += (size_t)wrote;
        }
    } else {
        char byte;
        assert_true(read(client, &byte, 1) <= 0);
    }
    close(client);
    return NULL;
}

static void server_start(Server *server, const char *says)
{
    *server = (Server){.says = says, .socket = socket(AF_INET, SOCK_STREAM, 0)};
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    assert_int_equal(bind(server->socket, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(server->socket, 4), 0);
    assert_int_equal(getsockname(server->socket, (struct sockaddr *)&address, &size), 0);
    server->port = ntohs(address.sin_port);
    assert_int_equal(pthread_create(&server->thread, NULL, serve, server), 0);
}

static void server_end(Server *server)
{
    shutdown(server->socket, SHUT_RDWR);
    pthread_join(server->thread, NULL);
    close(server->socket);
}

static NetRequest post(Arena *arena, int port, const char *body)
{
    static const NetHeader headers[] = {{"content-type", "application/json"},
                                        {"webhook-id", "msg_1"}};
    return (NetRequest){.url = arena_printf(arena, "http://127.0.0.1:%d/hook?a=b", port),
                        .method = "POST",
                        .headers = headers,
                        .header_count = 2,
                        .body = body,
                        .body_length = strlen(body),
                        .answer_most = 10,
                        .allow_http = true,
                        .allow_private = true};
}

static void test_sends_and_keeps_the_first_bytes(void **state)
{
    Err err = {0};
    auto_arena Arena *arena = arena_new();
    Server server;
    NetAnswer answer;
    server_start(&server,
                 "HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 12\r\n\r\nhello, world");
    NetRequest request = post(arena, server.port, "{\"a\":1}");
    bool sent = net_send(arena, &request, &answer, &err);
    server_end(&server);
    if (!sent)
        fail_msg("%s", err.message);
    assert_int_equal(answer.status, 503);
    assert_int_equal(answer.retry_after_seconds, 120);
    assert_int_equal(answer.length, 10);
    assert_string_equal(answer.body, "hello, wor");
    assert_true(text_starts(server.asked, "POST /hook?a=b HTTP/1.1\r\n"));
    assert_non_null(strstr(server.asked, "webhook-id: msg_1\r\n"));
    assert_non_null(strstr(server.asked, "\r\n\r\n{\"a\":1}"));
    assert_null(text_find_nocase(server.asked, "expect:"));
}

static void test_follows_no_redirect(void **state)
{
    Err err = {0};
    auto_arena Arena *arena = arena_new();
    Server server;
    NetAnswer answer;
    server_start(
        &server,
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    NetRequest request = post(arena, server.port, "{}");
    bool sent = net_send(arena, &request, &answer, &err);
    server_end(&server);
    assert_true(sent);
    assert_int_equal(answer.status, 302);
}

static void test_gives_up_when_nobody_answers(void **state)
{
    Err err = {0};
    auto_arena Arena *arena = arena_new();
    Server server;
    NetAnswer answer;
    server_start(&server, NULL);
    NetRequest request = post(arena, server.port, "{}");
    request.whole_ms = 200;
    assert_false(net_send(arena, &request, &answer, &err));
    assert_int_equal(err.kind, ERR_BUSY);
    server_end(&server);

    /* A shutdown does not wait. */
    server_start(&server, NULL);
    volatile sig_atomic_t stop = 1;
    request = post(arena, server.port, "{}");
    request.whole_ms = 60000;
    request.stop = &stop;
    assert_false(net_send(arena, &request, &answer, &err));
    assert_int_equal(err.kind, ERR_BUSY);
    server_end(&server);
}

static void test_answers_that_are_none(void **state)
{
    Err err = {0};
    auto_arena Arena *arena = arena_new();
    Server server;
    NetAnswer answer;
    server_start(&server, "SSH-2.0-OpenSSH_9.2\r\n");
    NetRequest request = post(arena, server.port, "{}");
    assert_false(net_send(arena, &request, &answer, &err));
    assert_int_equal(err.kind, ERR_BUSY);
    server_end(&server);
}

/* The name is public as far as anybody can tell; where it leads is not. */
static void test_calls_no_private_address(void **state)
{
    Err err = {0};
    auto_arena Arena *arena = arena_new();
    Server server;
    NetAnswer answer;
    char host[256];
    server_start(&server, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    NetRequest request = post(arena, server.port, "{}");
    request.allow_private = false;
    assert_false(net_send(arena, &request, &answer, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_int_equal(gethostname(host, sizeof host - 1), 0);
    host[sizeof host - 1] = '\0';
    request.url = arena_printf(arena, "http://%s:%d/", host, server.port);
    assert_false(net_send(arena, &request, &answer, &err));
    assert_true(err.kind == ERR_INPUT ||
                err.kind == ERR_BUSY); /* the machine may not know itself */
    server_end(&server);
    assert_int_equal(server.asked_length, 0);
}

/* What ends a line would begin a header, or a request, of somebody else's. */
static void test_headers_of_more_than_a_line(void **state)
{
    static const char *const values[] = {"application/json\r\nX-Evil: 1", "a\nb", "a\001b"};
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        Err err = {0};
        NetAnswer answer;
        NetMany *many;
        NetHeader header = {"Content-Type", values[i]};
        NetRequest request = {.url = "http://127.0.0.1:9/",
                              .method = "POST",
                              .headers = &header,
                              .header_count = 1,
                              .allow_http = true,
                              .allow_private = true};
        auto_arena Arena *arena = arena_new();
        assert_false(net_send(arena, &request, &answer, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_non_null(strstr(err.message, "Content-Type"));
        assert_true(net_many_open(1, &many, &err));
        err.kind = ERR_BROKEN;
        assert_false(net_many_begin(many, &request, NULL, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        net_many_close(many);
    }
}

static void test_who_else_hears_it(void **state)
{
    static const char *const safe[] = {"https://example.com/", "http://127.0.0.1:5232/x",
                                       "http://127.8.8.8/",    "http://0x7f.1/",
                                       "http://[::1]:99/",     "http://LOCALHOST/"};
    static const char *const overheard[] = {
        "http://example.com/",       "http://10.0.0.1/",
        "http://0.0.0.0/",           "http://127.0.0.1.example/",
        "http://localhost.example/", "http://128.0.0.1/",
        "http://[fd00::1]/",         "no url"};
    for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
        if (net_is_overheard(safe[i]))
            fail_msg("%s", safe[i]);
    for (size_t i = 0; i < sizeof overheard / sizeof *overheard; i++)
        if (!net_is_overheard(overheard[i]))
            fail_msg("%s", overheard[i]);
}

static void test_urls(void **state)
{
    static const struct {
        const char *url;
        bool http, private, right;
    } cases[] = {
        {"https://example.com/hook", false, false, true},
        {"https://example.com:8443/hook?x=1", false, false, true},
        {"HTTPS://EXAMPLE.COM", false, false, true},
        {"http://example.com/hook", false, false, false},
        {"http://example.com/hook", true, false, true},
        {"ftp://example.com/", true, true, false},
        {"file:///etc/passwd", true, true, false},
        {"gopher://example.com/", true, true, false},
        {"example.com/hook", false, false, false},
        {"https://", true, true, false},
        {"https://user:word@example.com/", true, true, false},
        {"https://user@example.com/", true, true, false},
        {"https://127.0.0.1/", false, false, false},
        {"https://127.0.0.1/", false, true, true},
        {"https://localhost/", false, false, false},
        {"https://a.localhost:99/", false, false, false},
        {"https://2130706433/", false, false, false},
        {"https://0x7f.1/", false, false, false},
        {"https://0177.0.0.1/", false, false, false},
        {"https://169.254.169.254/latest/meta-data", false, false, false},
        {"https://[::1]/", false, false, false},
        {"https://[::ffff:10.0.0.1]/", false, false, false},
        {"https://[2606:4700::1111]/", false, false, true},
        {"https://93.184.216.34/", false, false, true},
        {"https://exa mple.com/", false, false, false},
        {"https://example.com/\r\nX: y", false, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Err err = {0};
        bool right = net_check_url(cases[i].url, cases[i].http, cases[i].private, &err);
        if (right != cases[i].right)
            fail_msg("%s: %s", cases[i].url, right ? "taken" : err.message);
        if (!right) {
            assert_int_equal(err.kind, ERR_INPUT);
            assert_string_equal(err.field, "url");
        }
    }
}

static void test_addresses(void **state)
{
    static const struct {
        const char *text;
        bool public;
    } cases[] = {
        {"8.8.8.8", true},
        {"1.1.1.1", true},
        {"0.0.0.0", false},
        {"10.255.255.255", false},
        {"11.0.0.0", true},
        {"100.63.255.255", true},
        {"100.64.0.0", false},
        {"100.127.255.255", false},
        {"100.128.0.0", true},
        {"127.0.0.1", false},
        {"169.254.169.254", false},
        {"172.15.0.1", true},
        {"172.16.0.1", false},
        {"172.31.255.255", false},
        {"172.32.0.0", true},
        {"192.0.0.8", false},
        {"192.0.2.1", false},
        {"192.168.1.1", false},
        {"198.17.255.255", true},
        {"198.18.0.1", false},
        {"198.19.255.255", false},
        {"198.20.0.0", true},
        {"203.0.113.7", false},
        {"224.0.0.1", false},
        {"255.255.255.255", false},
        {"::", false},
        {"::1", false},
        {"::ffff:8.8.8.8", true},
        {"::ffff:127.0.0.1", false},
        {"64:ff9b::8.8.8.8", true},
        {"64:ff9b::10.0.0.1", false},
        {"2002:0808:0808::1", true},
        {"2002:0a00:0001::1", false},
        {"2001::1", false},
        {"2001:db8::1", false},
        {"2001:4860:4860::8888", true},
        {"fc00::1", false},
        {"fdff::1", false},
        {"fe80::1", false},
        {"fec0::1", false},
        {"ff02::1", false},
        {"3fff::1", false},
        {"4000::1", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint8_t bytes[16];
        bool six = strchr(cases[i].text, ':') != NULL;
        assert_int_equal(inet_pton(six ? AF_INET6 : AF_INET, cases[i].text, bytes), 1);
        bool public = six ? net_address_is_public6(bytes) : net_address_is_public4(bytes);
        if (public != cases[i].public)
            fail_msg("%s is %s", cases[i].text, public ? "public" : "not public");
    }
}

/* RFC 4231, cases 1, 2 and 6 (a key longer than a block); RFC 4648. */
static void test_signatures(void **state)
{
    auto_arena Arena *arena = arena_new();
    unsigned char key[131];
    memset(key, 0x0b, 20);
    Hmac hmac = hmac_sha256(key, 20, "Hi There", 8);
    assert_string_equal(base64(arena, hmac.bytes, 3), "sDRM");
    hmac = hmac_sha256("Jefe", 4, "what do ya want for nothing?", 28);
    assert_string_equal(base64(arena, hmac.bytes, sizeof hmac.bytes),
                        "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
    memset(key, 0xaa, sizeof key);
    hmac =
        hmac_sha256(key, sizeof key, "Test Using Larger Than Block-Size Key - Hash Key First", 54);
    assert_int_equal(hmac.bytes[0], 0x60);
    assert_int_equal(hmac.bytes[31], 0x54);
    assert_true(bytes_equal("abc", "abd", 2));
    assert_false(bytes_equal("abc", "abd", 3));
    assert_string_equal(base64(arena, "\xfb\xff\xfe", 3), "+//+");
    assert_string_equal(base64_url(arena, "\xfb\xff\xfe\x01", 4), "-__-AQ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sends_and_keeps_the_first_bytes),
        cmocka_unit_test(test_follows_no_redirect),
        cmocka_unit_test(test_gives_up_when_nobody_answers),
        cmocka_unit_test(test_answers_that_are_none),
        cmocka_unit_test(test_calls_no_private_address),
        cmocka_unit_test(test_urls),
        cmocka_unit_test(test_headers_of_more_than_a_line),
        cmocka_unit_test(test_who_else_hears_it),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_signatures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
