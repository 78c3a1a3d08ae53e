/* The dialogue of SMTP, played as it is written down: C what we say, S what the server says. */
#include "mail/smtp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define PIPELINED "250-mx.example\r\n250-PIPELINING\r\n250-SIZE 5000\r\n250 8BITMIME\r\n"
#define PLAIN     "250 mx.example\r\n"

static Smtp *begin(const char *ehlo)
{
    SmtpAbilities abilities = smtp_abilities(ehlo);
    return smtp_new(&abilities);
}

static void offer(Smtp *smtp, const char *to, const char *body)
{
    Err err = {0};
    SmtpMessage message = {
        .from = "ann@shop.example", .to = to, .bytes = body, .length = strlen(body)};
    if (!smtp_offer(smtp, &message, &err))
        fail_msg("%s", err.message);
}

/* What goes out, at most `most` bytes a time. */
static void says(Smtp *smtp, const char *expected, size_t most)
{
    char said[4096];
    size_t length = 0, count;
    const char *bytes;
    while ((count = smtp_out(smtp, &bytes)) > 0) {
        count = count < most ? count : most;
        assert_true(length + count < sizeof said);
        memcpy(said + length, bytes, count);
        length += count;
        smtp_out_moved(smtp, count);
    }
    said[length] = '\0';
    assert_string_equal(said, expected);
}

static void hears(Smtp *smtp, const char *words)
{
    smtp_heard(smtp, words, strlen(words));
}

static void expect_event(Smtp *smtp, SmtpEvent expected)
{
    SmtpVerdict verdict;
    assert_int_equal(smtp_event(smtp, &verdict), expected);
}

static void expect_verdict(Smtp *smtp, SmtpStage stage, int code, const char *status)
{
    SmtpVerdict verdict;
    assert_int_equal(smtp_event(smtp, &verdict), SMTP_SETTLED);
    assert_int_equal(verdict.stage, stage);
    assert_int_equal(verdict.code, code);
    assert_string_equal(verdict.status, status);
}

static void test_in_one_go(void **state)
{
    Smtp *smtp = begin(PIPELINED);
    offer(smtp, "bob@firm.example", "Subject: Hi\r\n\r\nHello\r\n");
    says(smtp, "MAIL FROM:<ann@shop.example> SIZE=22\r\nRCPT TO:<bob@firm.example>\r\nDATA\r\n",
         4096);
    hears(smtp, "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 go on\r\n");
    expect_event(smtp, SMTP_QUIET);
    says(smtp, "Subject: Hi\r\n\r\nHello\r\n", 4096);
    expect_event(smtp, SMTP_DOT_ASKED);
    says(smtp, "", 4096);
    assert_false(smtp_dot_left(smtp));
    assert_false(smtp_free_for_next(smtp));
    smtp_dot(smtp);
    assert_false(smtp_dot_left(smtp));
    assert_true(smtp_free_for_next(smtp));
    offer(smtp, "eve@firm.example", "\r\nTwo\r\n"); /* travels behind the dot */
    says(smtp, ".\r\nMAIL FROM:<ann@shop.example> SIZE=7\r\nRCPT TO:<eve@firm.example>\r\nDATA\r\n",
         4096);
    assert_true(smtp_dot_left(smtp));
    hears(smtp, "250 2.0.0 queued as 1\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 go on\r\n");
    expect_verdict(smtp, SMTP_DOT, 250, "2.0.0");
    assert_false(smtp_dot_left(smtp));
    expect_event(smtp, SMTP_QUIET);
    says(smtp, "\r\nTwo\r\n", 4096);
    expect_event(smtp, SMTP_DOT_ASKED);
    smtp_free(smtp);
}

static void test_one_after_the_other(void **state)
{
    Smtp *smtp = begin(PLAIN);
    offer(smtp, "bob@firm.example", "\r\nHello\r\n");
    says(smtp, "MAIL FROM:<ann@shop.example>\r\n", 1);
    hears(smtp, "250-one\r\n250 two\r\n");
    expect_event(smtp, SMTP_QUIET);
    says(smtp, "RCPT TO:<bob@firm.example>\r\n", 1);
    hears(smtp, "2");
    expect_event(smtp, SMTP_QUIET);
    hears(smtp, "50 ok\n");
    expect_event(smtp, SMTP_QUIET);
    says(smtp, "DATA\r\n", 1);
    hears(smtp, "354 go on\r\n");
    expect_event(smtp, SMTP_QUIET);
    says(smtp, "\r\nHello\r\n", 1);
    expect_event(smtp, SMTP_DOT_ASKED);
    smtp_dot(smtp);
    says(smtp, ".\r\n", 1);
    hears(smtp, "554 5.6.0 no\r\n");
    expect_verdict(smtp, SMTP_DOT, 554, "5.6.0");
    smtp_quit(smtp);
    says(smtp, "QUIT\r\n", 4096);
    smtp_free(smtp);
}

static void test_dots_are_stuffed(void **state)
{
    static const struct {
        const char *body, *sent;
    } cases[] = {
        {".\r\n", "..\r\n"},
        {"a\r\n.\r\nQUIT\r\n", "a\r\n..\r\nQUIT\r\n"},
        {"..two\r\n.one\r\n", "...two\r\n..one\r\n"},
        {"a.b\r\n", "a.b\r\n"},
        {"no end", "no end\r\n"},
        {"a\r\n.", "a\r\n..\r\n"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t most = 1; most < 12; most++) {
            Smtp *smtp = begin(PIPELINED);
            char commands[200];
            offer(smtp, "b@c.example", cases[i].body);
            snprintf(commands, sizeof commands,
                     "MAIL FROM:<ann@shop.example> SIZE=%zu\r\nRCPT TO:<b@c.example>\r\nDATA\r\n",
                     strlen(cases[i].body));
            says(smtp, commands, most);
            hears(smtp, "250 ok\r\n250 ok\r\n354 ok\r\n");
            expect_event(smtp, SMTP_QUIET + (cases[i].body[0] ? 0 : SMTP_DOT_ASKED));
            says(smtp, cases[i].sent, most);
            if (cases[i].body[0])
                expect_event(smtp, SMTP_DOT_ASKED);
            smtp_free(smtp);
        }
}

static void test_a_refused_recipient_is_forgotten(void **state)
{
    Smtp *smtp = begin(PIPELINED);
    offer(smtp, "gone@firm.example", "\r\nHello\r\n");
    hears(smtp, "250 ok\r\n550 5.1.1 gone\r\n554 5.5.1 no valid recipients\r\n");
    expect_verdict(smtp, SMTP_RCPT, 550, "5.1.1");
    assert_false(smtp_free_for_next(smtp)); /* the reply to DATA is not read yet */
    expect_event(smtp, SMTP_QUIET);
    assert_true(smtp_free_for_next(smtp));
    says(smtp, "MAIL FROM:<ann@shop.example> SIZE=9\r\nRCPT TO:<gone@firm.example>\r\nDATA\r\n",
         4096);
    offer(smtp, "bob@firm.example", "\r\nHello\r\n");
    says(smtp,
         "RSET\r\nMAIL FROM:<ann@shop.example> SIZE=9\r\nRCPT TO:<bob@firm.example>\r\nDATA\r\n",
         4096);
    hears(smtp, "250 ok\r\n250 ok\r\n250 ok\r\n354 ok\r\n");
    expect_event(smtp, SMTP_QUIET);
    says(smtp, "\r\nHello\r\n", 4096);
    expect_event(smtp, SMTP_DOT_ASKED);
    smtp_free(smtp);
}

/* A server that grants DATA to nobody: no dot is said, the connection is given up. */
static void test_data_for_nobody(void **state)
{
    Smtp *smtp = begin(PIPELINED);
    offer(smtp, "gone@firm.example", "\r\nHello\r\n");
    hears(smtp, "250 ok\r\n550 5.1.1 gone\r\n354 go on\r\n");
    expect_verdict(smtp, SMTP_RCPT, 550, "5.1.1");
    expect_event(smtp, SMTP_OVER);
    says(smtp, "", 4096);
    assert_false(smtp_dot_left(smtp));
    assert_string_equal(smtp_trouble(smtp), "the server asks for a mail it has refused");
    smtp_free(smtp);
}

static void test_closing_down(void **state)
{
    Smtp *smtp = begin(PIPELINED);
    offer(smtp, "bob@firm.example", "\r\nHello\r\n");
    hears(smtp, "250 ok\r\n250 ok\r\n354 ok\r\n");
    expect_event(smtp, SMTP_QUIET);
    says(smtp,
         "MAIL FROM:<ann@shop.example> SIZE=9\r\nRCPT TO:<bob@firm.example>\r\nDATA\r\n"
         "\r\nHello\r\n",
         4096);
    expect_event(smtp, SMTP_DOT_ASKED);
    smtp_dot(smtp);
    says(smtp, ".\r\n", 1);
    hears(smtp, "421 4.3.2 closing\r\n");
    expect_verdict(smtp, SMTP_DOT, 421, "4.3.2");
    assert_false(smtp_dot_left(smtp));
    expect_event(smtp, SMTP_OVER);
    smtp_free(smtp);

    smtp = begin(PIPELINED);
    hears(smtp, "421 idle for too long\r\n");
    expect_event(smtp, SMTP_OVER);
    assert_string_equal(smtp_trouble(smtp), "idle for too long");
    smtp_free(smtp);
}

static void test_servers_that_speak_something_else(void **state)
{
    static const char *const nonsense[] = {
        "HTTP/1.1 200 OK\r\n", "250-a\r\n550 b\r\n", "25\r\n", "2501 ok\r\n", "\r\n", "150 no\r\n"};
    for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++) {
        Smtp *smtp = begin(PIPELINED);
        offer(smtp, "bob@firm.example", "\r\nHello\r\n");
        hears(smtp, nonsense[i]);
        expect_event(smtp, SMTP_OVER);
        assert_string_equal(smtp_trouble(smtp), "the server does not speak SMTP");
        smtp_free(smtp);
    }
    Smtp *smtp = begin(PIPELINED);
    hears(smtp, "250 unasked\r\n");
    expect_event(smtp, SMTP_OVER);
    smtp_free(smtp);

    smtp = begin(PIPELINED);
    offer(smtp, "bob@firm.example", "\r\nHello\r\n");
    for (int i = 0; i < 3000; i++)
        hears(smtp, "250-on\r\n");
    expect_event(smtp, SMTP_OVER);
    assert_string_equal(smtp_trouble(smtp), "the server's reply has no end");
    smtp_free(smtp);
}

static void test_what_is_not_offered(void **state)
{
    static const struct {
        const char *to, *field;
    } cases[] = {
        {"a@b.example>\r\nRCPT TO:<c@d.example", "to"},
        {"a b@c.example", "to"},
        {"<a@b.example>", "to"},
        {"jürgen@b.example", "to"},
    };
    Smtp *smtp = begin(PIPELINED);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Err err = {0};
        SmtpMessage message = {.from = "a@b.example", .to = cases[i].to, .bytes = "", .length = 0};
        assert_false(smtp_offer(smtp, &message, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(err.field, cases[i].field);
        says(smtp, "", 4096);
    }
    static char long_body[5001];
    Err err = {0};
    SmtpMessage message = {
        .from = "a@b.example", .to = "c@d.example", .bytes = long_body, .length = 5001};
    assert_false(smtp_offer(smtp, &message, &err));
    assert_string_equal(err.field, "body");
    assert_true(smtp_free_for_next(smtp));
    smtp_free(smtp);

    smtp = begin("250-x\r\n250 SMTPUTF8\r\n");
    offer(smtp, "jürgen@b.example", "");
    says(smtp, "MAIL FROM:<ann@shop.example> SMTPUTF8\r\n", 4096);
    smtp_free(smtp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_one_go),
        cmocka_unit_test(test_one_after_the_other),
        cmocka_unit_test(test_dots_are_stuffed),
        cmocka_unit_test(test_a_refused_recipient_is_forgotten),
        cmocka_unit_test(test_data_for_nobody),
        cmocka_unit_test(test_closing_down),
        cmocka_unit_test(test_servers_that_speak_something_else),
        cmocka_unit_test(test_what_is_not_offered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
