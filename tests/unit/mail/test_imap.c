/* The dialogue of IMAP, played as it is written down: what we say, and what the server says. */
#include "base/buf.h"
#include "mail/imap.h"
#include "mail/imap_part.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MAIL_MOST = 100 };

/* What goes out, at most `most` bytes a time. */
static void says(Imap *imap, const char *expected, size_t most)
{
    auto_buf Buf said = buf_new(1 << 16);
    size_t count;
    const char *bytes;
    while ((count = imap_out(imap, &bytes)) > 0) {
        count = count < most ? count : most;
        buf_add(&said, bytes, count);
        imap_out_moved(imap, count);
    }
    assert_string_equal(said.at, expected);
}

static void hears(Imap *imap, const char *words)
{
    imap_heard(imap, words, strlen(words));
}

static ImapHeard expect(Imap *imap, ImapEvent expected)
{
    ImapHeard heard;
    assert_int_equal(imap_event(imap, &heard), expected);
    return heard;
}

static Imap *begin(const char *abilities)
{
    Imap *imap = imap_new(MAIL_MOST);
    imap_ask_abilities(imap);
    says(imap, "b1 CAPABILITY\r\n", 4096);
    hears(imap, abilities);
    hears(imap, "b1 OK done\r\n");
    expect(imap, IMAP_DONE);
    return imap;
}

static void expect_found(const Imap *imap, size_t expected, uint32_t first, uint32_t last)
{
    size_t count;
    const uint32_t *found = imap_found(imap, &count);
    assert_int_equal(count, expected);
    assert_int_equal(found[0], first);
    assert_int_equal(found[count - 1], last);
}

static void test_abilities(void **state)
{
    (void)state;
    Imap *imap = begin("* CAPABILITY IMAP4rev1 idle LITERAL+ AUTH=PLAIN\r\n");
    ImapAbilities abilities = imap_abilities(imap);
    assert_true(abilities.idle && abilities.literal && !abilities.special_use);
    imap_free(imap);
}

static void test_folders(void **state)
{
    (void)state;
    Imap *imap = begin("* CAPABILITY SPECIAL-USE\r\n");
    imap_list(imap);
    says(imap, "b2 LIST \"\" \"*\" RETURN (SPECIAL-USE)\r\n", 7);
    hears(imap, "* LIST (\\HasNoChildren \\Sent) \"/\" \"Gesendet &AOQ- \\\"2\\\"\"\r\n"
                "* LIST (\\Noselect) NIL {3}\r\na b\r\n"
                "* LIST () \"/\" \"no &utf7\"\r\n* LIST broken\r\nb2 OK done\r\n");
    ImapHeard heard = expect(imap, IMAP_FOLDER);
    assert_string_equal(heard.name, "Gesendet ä \"2\"");
    assert_true(heard.is_sent && heard.selectable);
    heard = expect(imap, IMAP_FOLDER);
    assert_string_equal(heard.name, "a b");
    assert_false(heard.selectable);
    expect(imap, IMAP_DONE);
    imap_free(imap);
}

static void test_reads_a_folder(void **state)
{
    (void)state;
    Err err;
    Imap *imap = begin("* CAPABILITY IMAP4rev1\r\n");
    assert_true(imap_examine(imap, "Ä&B \"x\"", &err));
    says(imap, "b2 EXAMINE \"&AMQ-&-B \\\"x\\\"\"\r\n", 4096);
    hears(imap, "* FLAGS (\\Answered)\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 3857529045] UIDs {5}\r\n"
                "b2 OK [READ-ONLY] done\r\n");
    expect(imap, IMAP_DONE);
    assert_int_equal(imap_validity(imap), 3857529045U);

    imap_find_from(imap, 7, 1770870845);
    says(imap, "b3 UID SEARCH SINCE 12-Feb-2026 UID 7:*\r\n", 4096);
    hears(imap, "* SEARCH 9 7 4294967295 0 x\r\n* SEARCH\r\nb3 OK\r\n");
    expect(imap, IMAP_DONE);
    expect_found(imap, 3, 7, 4294967295U);

    uint32_t uids[] = {7, 9};
    imap_fetch(imap, uids, 2);
    says(imap, "b4 UID FETCH 7,9 (UID INTERNALDATE BODY.PEEK[]<0.100>)\r\n", 4096);
    hears(imap, "* 2 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (UID 9 BODY[] NIL)\r\n"
                "* 2 FETCH (FLAGS (\\Seen (x)) UID 9 BODY[] \"q\\\"\" X (a {3}\r\n)))))\r\n"
                "b4 OK\r\n");
    ImapHeard heard = expect(imap, IMAP_MAIL);
    assert_int_equal(heard.uid, 9);
    assert_int_equal(heard.at, TIME_NONE);
    assert_int_equal(heard.length, 3);
    expect(imap, IMAP_DONE);
    imap_free(imap);
}

static void test_a_mail_in_any_pieces(void **state)
{
    (void)state;
    static const char answer[] = "* 1 FETCH (UID 7 INTERNALDATE \"12-Feb-2026 03:04:05 -0130\" "
                                 "BODY[]<0> {11}\r\nA: b\r\n\r\n"
                                 "{9} FLAGS (\\Recent))\r\nb2 OK done\r\n";
    for (size_t piece = 1; piece < sizeof answer; piece++) {
        Imap *imap = begin("");
        uint32_t uid = 7;
        ImapHeard heard;
        size_t mails = 0;
        ImapEvent event = IMAP_QUIET;
        imap_fetch(imap, &uid, 1);
        for (size_t at = 0; at < sizeof answer - 1; at += piece) {
            size_t left = sizeof answer - 1 - at;
            imap_heard(imap, answer + at, left < piece ? left : piece);
            while ((event = imap_event(imap, &heard)) == IMAP_MAIL) {
                mails++;
                assert_int_equal(heard.uid, 7);
                assert_int_equal(heard.at, 1770870845); /* 2026-02-12T04:34:05Z */
                assert_memory_equal(heard.bytes, "A: b\r\n\r\n{9}", 11);
                assert_int_equal(heard.length, 11);
            }
        }
        assert_int_equal(event, IMAP_DONE);
        assert_int_equal(mails, 1);
        imap_free(imap);
    }
}

static void test_extended_search(void **state)
{
    (void)state;
    Imap *imap = begin("");
    imap_find_from(imap, 1, 1770870845);
    says(imap, "b2 UID SEARCH SINCE 12-Feb-2026 UID 1:*\r\n", 4096);
    hears(imap, "* ESEARCH (TAG \"b2\") UID ALL 1:3,7,90:4\r\nb2 OK\r\n");
    expect(imap, IMAP_DONE);
    expect_found(imap, 4, 1, 7);
    imap_free(imap);
}

static void test_by_name(void **state)
{
    (void)state;
    Err err;
    Imap *imap = begin("");
    assert_true(imap_find_named(imap, 0, "1.a@b.example", &err));
    says(imap, "b2 UID SEARCH SINCE 1-Jan-1970 HEADER Message-ID \"<1.a@b.example>\"\r\n", 4096);
    hears(imap, "b2 NO not now\r\n");
    assert_string_equal(expect(imap, IMAP_REFUSED).words, "not now");
    assert_false(imap_find_named(imap, 0, "a\" b", &err));
    assert_true(imap_is_free(imap));
    imap_free(imap);
}

static void test_idle(void **state)
{
    (void)state;
    Imap *imap = begin("* CAPABILITY IDLE\r\n");
    imap_idle(imap);
    says(imap, "b2 IDLE\r\n", 4096);
    hears(imap, "+ idling\r\n* OK Still here\r\n");
    expect(imap, IMAP_QUIET);
    hears(imap, "* 4 EXISTS\r\n");
    expect(imap, IMAP_NEWS);
    imap_idle_end(imap);
    imap_idle_end(imap);
    says(imap, "DONE\r\n", 4096);
    hears(imap, "b2 OK\r\n");
    expect(imap, IMAP_DONE);

    /* What came with another command's answer is not told again. */
    imap_noop(imap);
    hears(imap, "* 5 EXISTS\r\nb3 OK\r\n");
    expect(imap, IMAP_DONE);
    imap_idle(imap);
    hears(imap, "+ idling\r\n");
    expect(imap, IMAP_NEWS);
    imap_idle_end(imap);
    hears(imap, "b4 OK\r\n");
    expect(imap, IMAP_DONE);
    imap_find_from(imap, 1, 0);
    hears(imap, "* 5 EXISTS\r\n* SEARCH\r\nb5 OK\r\n");
    expect(imap, IMAP_DONE);
    says(imap, "b3 NOOP\r\nb4 IDLE\r\nDONE\r\nb5 UID SEARCH SINCE 1-Jan-1970 UID 1:*\r\n", 4096);

    /* One goes and one comes: as many as before, and news. */
    imap_idle(imap);
    says(imap, "b6 IDLE\r\n", 4096);
    hears(imap, "+ idling\r\n* 2 EXPUNGE\r\n");
    expect(imap, IMAP_QUIET);
    hears(imap, "* 5 EXISTS\r\n");
    expect(imap, IMAP_NEWS);
    imap_idle_end(imap);
    hears(imap, "b6 OK\r\n");
    expect(imap, IMAP_DONE);
    imap_noop(imap);
    hears(imap, "b7 NO gef\xE4llt mir nicht\r\n");
    assert_string_equal(expect(imap, IMAP_REFUSED).words, "gef\xEF\xBF\xBDllt mir nicht");
    imap_find_from(imap, 1, 0);
    hears(imap, "* SEARCH\r\nb8 OK\r\n");
    expect(imap, IMAP_DONE);
    says(imap, "DONE\r\nb7 NOOP\r\nb8 UID SEARCH SINCE 1-Jan-1970 UID 1:*\r\n", 4096);

    /* DONE before the server waits is said when it does. */
    imap_idle(imap);
    imap_idle_end(imap);
    says(imap, "b9 IDLE\r\n", 4096);
    hears(imap, "+ idling\r\n");
    expect(imap, IMAP_QUIET);
    says(imap, "DONE\r\n", 4096);
    imap_free(imap);
}

static void test_append(void **state)
{
    (void)state;
    Err err;
    Imap *imap = begin("* CAPABILITY IMAP4rev1\r\n");
    assert_true(imap_append(imap, "Sent", 1770870845, "A: b\r\n\r\nHi", 10, &err));
    says(imap, "b2 APPEND \"Sent\" (\\Seen) \"12-Feb-2026 04:34:05 +0000\" {10}\r\n", 4096);
    hears(imap, "+ go on\r\n");
    expect(imap, IMAP_QUIET);
    says(imap, "A: b\r\n\r\nHi\r\n", 3);
    hears(imap, "b2 OK [APPENDUID 1 2] done\r\n");
    expect(imap, IMAP_DONE);
    assert_true(imap_append(imap, "Sent", 0, "x", 1, &err));
    hears(imap, "b3 NO [TRYCREATE] no such folder\r\n");
    assert_string_equal(expect(imap, IMAP_REFUSED).words, "[TRYCREATE] no such folder");
    imap_free(imap);

    imap = begin("* CAPABILITY LITERAL+\r\n");
    assert_true(imap_append(imap, "Sent", 0, "x", 1, &err));
    says(imap, "b2 APPEND \"Sent\" (\\Seen) \" 1-Jan-1970 00:00:00 +0000\" {1+}\r\nx\r\n", 1);
    imap_free(imap);
}

static void expect_over(const char *said, const char *why)
{
    Imap *imap = begin("");
    uint32_t uid = 1;
    imap_fetch(imap, &uid, 1);
    hears(imap, said);
    expect(imap, IMAP_OVER);
    assert_string_equal(imap_trouble(imap), why);
    assert_false(imap_is_free(imap));
    hears(imap, "b2 OK\r\n");
    expect(imap, IMAP_OVER);
    imap_free(imap);
}

static void test_what_ends_it(void **state)
{
    (void)state;
    expect_over("* BYE shutting\x01 down\r\n", "shutting down");
    expect_over("* 1 FETCH (UID 1 BODY[] {101}\r\n", "the server gives more than was asked for");
    expect_over("HTTP/1.1 400 Bad Request\r\n", "the server does not speak IMAP");
    expect_over("b1 OK too late\r\n", "the server does not speak IMAP");
    expect_over("+ what\r\n", "the server asks for what was not offered");
}

static void test_a_line_without_end(void **state)
{
    (void)state;
    static const char garbage[4096] = {'*', ' ', '('};
    Imap *imap = begin("");
    ImapHeard heard;
    size_t heard_bytes = 0;
    while (imap_event(imap, &heard) == IMAP_QUIET && heard_bytes < 4 * IMAP_LINE_MOST) {
        imap_heard(imap, garbage, sizeof garbage);
        heard_bytes += sizeof garbage;
    }
    assert_int_equal(heard_bytes / sizeof garbage, IMAP_LINE_MOST / sizeof garbage + 1);
    assert_string_equal(imap_trouble(imap), "an answer of the server has no end");
    imap_free(imap);
}

static void test_names_of_folders(void **state)
{
    (void)state;
    static const struct {
        const char *folder, *wire;
    } names[] = {{"INBOX", "\"INBOX\""},
                 {"Entwürfe", "\"Entw&APw-rfe\""},
                 {"台北/日本語", "\"&U,BTFw-/&ZeVnLIqe-\""},
                 {"a😀b", "\"a&2D3eAA-b\""}};
    Err err;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        auto_buf Buf wire = buf_new(1000);
        auto_buf Buf back = buf_new(1000);
        assert_true(imap_write_folder(&wire, names[i].folder, &err));
        assert_string_equal(wire.at, names[i].wire);
        buf_cut(&wire, wire.length - 1);
        assert_true(imap_read_folder(&back, wire.at + 1));
        assert_string_equal(back.at, names[i].folder);
    }
    static const char *const wrong[] = {"&", "&AOQ", "&2D0-", "&3gA-", "&AA!-", "\xc3\xa4"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        auto_buf Buf back = buf_new(1000);
        assert_false(imap_read_folder(&back, wrong[i]));
    }
    auto_buf Buf out = buf_new(1000);
    assert_false(imap_write_folder(&out, "a\r\nb2 DELETE x", &err));
    assert_false(imap_write_folder(&out, "", &err));
    assert_int_equal(out.length, 0);
}

static void test_times(void **state)
{
    (void)state;
    static const char *const wrong[] = {"12-Feb-2026 03:04:05", "32-Feb-2026 03:04:05 +0000",
                                        "12-Foo-2026 03:04:05 +0000", "12-Feb-20x6 03:04:05 +0000"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(imap_read_time(wrong[i], strlen(wrong[i])), TIME_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_abilities),
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_reads_a_folder),
        cmocka_unit_test(test_a_mail_in_any_pieces),
        cmocka_unit_test(test_extended_search),
        cmocka_unit_test(test_by_name),
        cmocka_unit_test(test_idle),
        cmocka_unit_test(test_append),
        cmocka_unit_test(test_what_ends_it),
        cmocka_unit_test(test_a_line_without_end),
        cmocka_unit_test(test_names_of_folders),
        cmocka_unit_test(test_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
