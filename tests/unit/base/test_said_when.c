#include "base/said_when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Monday 2026-11-23 14:10Z. */
enum { NOW = 1795443000, EVENING = 17 * 60 };

static Arena *arena;

static int set_up(void **state)
{
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(arena);
    return 0;
}

static bool read(const char *said, SaidWhen *result, Err *err)
{
    return said_when(arena, said, NOW, zone_utc(), "US", EVENING, result, err);
}

static void test_splits_what_and_when(void **state)
{
    static const struct {
        const char *said, *text, *at;
    } cases[] = {
        {"send the quote friday", "send the quote", "2026-11-27T17:00:00Z"},
        {"send the quote by friday 10:00", "send the quote", "2026-11-27T10:00:00Z"},
        {"send the quote, on friday at 2pm", "send the quote", "2026-11-27T14:00:00Z"},
        {"a sample by post +5d", "a sample by post", "2026-11-28T17:00:00Z"},
        {"a sample by post in two weeks", "a sample by post", "2026-12-07T17:00:00Z"},
        {"drawings @ monday 10:00", "drawings", "2026-11-30T10:00:00Z"},
        {"drawings@tomorrow", "drawings", "2026-11-24T17:00:00Z"},
        {"write to ann@acme.example tomorrow", "write to ann@acme.example", "2026-11-24T17:00:00Z"},
        {"call them back tomorrow 9am", "call them back", "2026-11-24T09:00:00Z"},
        {"the price list 2026-12-01", "the price list", "2026-12-01T17:00:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SaidWhen said;
        Err err;
        if (!read(cases[i].said, &said, &err))
            fail_msg("%s: %s", cases[i].said, err.message);
        assert_string_equal(said.text, cases[i].text);
        assert_string_equal(time_rfc3339(arena, said.at), cases[i].at);
    }
}

static void test_needs_both(void **state)
{
    SaidWhen said = {"untouched", 7};
    Err err;
    assert_false(read("send the quote", &said, &err));
    assert_non_null(strstr(err.message, "no time is said"));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_false(read("friday 10:00", &said, &err));
    assert_non_null(strstr(err.message, "not what"));
    assert_false(read("@ friday", &said, &err));
    assert_non_null(strstr(err.message, "not what"));
    assert_false(read("", &said, &err));
    assert_string_equal(said.text, "untouched");
    assert_int_equal(said.at, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_splits_what_and_when, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_needs_both, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
