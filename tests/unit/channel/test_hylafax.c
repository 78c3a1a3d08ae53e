/* What hfaxd says: replies of one line and of several, in any pieces; ports, names, lists of jobs.
 */
#include "channel/fax_number.h"
#include "channel/hylafax_reply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static HylafaxReply reply_of(const char *bytes)
{
    HylafaxReader reader = {.length = 0};
    HylafaxReply reply = {0};
    size_t used;
    for (const char *at = bytes; *at; at++)
        if (hylafax_hear(&reader, at, 1, &used, &reply) != HYLAFAX_MORE)
            break;
    return reply;
}

static void test_replies(void **state)
{
    HylafaxReader reader = {.length = 0};
    HylafaxReply reply;
    size_t used;
    const char both[] = "220-A\r\n 220 b\r\n220 ready.\r\n230 in.\r\n";
    assert_int_equal(HYLAFAX_WHOLE, hylafax_hear(&reader, both, strlen(both), &used, &reply));
    assert_int_equal(220, reply.code);
    assert_string_equal("ready.", reply.words);
    assert_int_equal(HYLAFAX_WHOLE,
                     hylafax_hear(&reader, both + used, strlen(both) - used, &used, &reply));
    assert_int_equal(230, reply.code);
    assert_int_equal(530, reply_of("530 Login incorrect.\r\n").code);
    assert_int_equal(HYLAFAX_BROKEN, hylafax_hear(&reader, "SSH-2.0\r\n", 9, &used, &reply));
    assert_int_equal(HYLAFAX_BROKEN, hylafax_hear(&reader, "700 no\r\n", 8, &used, &reply));
}

static void test_what_is_read_of_them(void **state)
{
    int port = 0;
    char name[HYLAFAX_NAME_BYTES];
    HylafaxReply extended = reply_of("229 Entering Extended Passive Mode (|||59209|)\r\n");
    HylafaxReply passive = reply_of("227 Entering Passive Mode (127,0,0,1,230,7)\r\n");
    HylafaxReply file = reply_of("150 FILE: /tmp/doc1.ps (Opening new data connection).\r\n");
    HylafaxReply job = reply_of("200 New job created: jobid: 12 groupid: 3.\r\n");
    assert_true(hylafax_reply_port(&extended, &port));
    assert_int_equal(59209, port);
    assert_true(hylafax_reply_port(&passive, &port));
    assert_int_equal(230 * 256 + 7, port);
    static const char *const none[] = {"229 (|||70000|)\r\n", "229 (|||0|)\r\n",
                                       "229 (|||12\r\n",      "227 (1,2,3,4,256,1)\r\n",
                                       "227 (1,2,3)\r\n",     "200 ok\r\n"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        HylafaxReply bad = reply_of(none[i]);
        assert_false(hylafax_reply_port(&bad, &port));
    }
    assert_true(hylafax_reply_file(&file, name));
    assert_string_equal("/tmp/doc1.ps", name);
    assert_true(hylafax_reply_job(&job, name));
    assert_string_equal("12", name);
    assert_false(hylafax_reply_job(&file, name));
}

static void test_jobs(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char list[] =
        "2|W|0|<a@b>|\r\n  7 |F| 1 |t|Busy signal detected | twice\nnothing\n|D|1|x|\n"
        "9|D|3|<c@d>|";
    HylafaxJobs jobs = hylafax_jobs_read(arena, list, strlen(list));
    assert_int_equal(3, jobs.count);
    assert_int_equal(HYLAFAX_WAITS, jobs.at[0].state);
    assert_string_equal("<a@b>", jobs.at[0].tag);
    assert_string_equal("7", jobs.at[1].number);
    assert_string_equal("Busy signal detected | twice", jobs.at[1].words);
    assert_int_equal(HYLAFAX_DONE, jobs.at[2].state);
    assert_int_equal(3, jobs.at[2].pages);
    assert_true(fax_number_blamed("Voice connection"));
    assert_true(fax_number_blamed("Data connection established (wanted fax)"));
    assert_false(fax_number_blamed("Busy signal detected; too many attempts to dial"));
    assert_false(fax_number_blamed("No answer from remote"));
}

static void test_numbers(void **state)
{
    auto_arena Arena *arena = arena_new();
    Doc *settings = doc_object(arena);
    doc_set_text(arena, settings, "abroad", "+");
    assert_string_equal("+13035550100", fax_number_dialled(arena, settings, "+13035550100"));
    settings = doc_object(arena);
    doc_set_text(arena, settings, "country", "49");
    doc_set_text(arena, settings, "home", "0");
    doc_set_text(arena, settings, "abroad", "00");
    doc_set_text(arena, settings, "outside", "9,");
    assert_string_equal("9,0307654321", fax_number_dialled(arena, settings, "+49307654321"));
    assert_string_equal("9,0013035550100", fax_number_address(arena, settings, "+13035550100"));
    doc_set_text(arena, settings, "to", "{number}@fax.example.com");
    assert_true(fax_number_is_mailed(settings));
    assert_string_equal("9,0307654321@fax.example.com",
                        fax_number_address(arena, settings, "+49307654321"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_replies),
        cmocka_unit_test(test_what_is_read_of_them),
        cmocka_unit_test(test_jobs),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
