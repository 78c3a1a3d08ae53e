#include "base/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* RFC 4648, §10, without its padding; and the two letters that differ from base64. */
static const struct {
    const char *bytes, *text;
} pairs[] = {
    {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
    {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff\xfe", "-__-"},
};

static void test_there_and_back(void **state)
{
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const unsigned char *bytes = NULL;
        size_t count = 99;
        assert_string_equal(base64_url(arena, pairs[i].bytes, strlen(pairs[i].bytes)),
                            pairs[i].text);
        assert_true(base64_url_read(arena, pairs[i].text, &bytes, &count));
        assert_int_equal(count, strlen(pairs[i].bytes));
        assert_memory_equal(bytes, pairs[i].bytes, count);
    }
}

static void test_one_spelling_only(void **state)
{
    static const char *const wrong[] = {"Zg==",  "Zh",   "Zm9",  "A",      "Zm9vY",
                                        "Zm 9v", "Zm+v", "Zm/v", "Zm\x80v"};
    auto_arena Arena *arena = arena_new();
    const unsigned char *bytes = NULL;
    size_t count = 99;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (base64_url_read(arena, wrong[i], &bytes, &count))
            fail_msg("%s was read", wrong[i]);
    assert_false(base64_url_read(arena, NULL, &bytes, &count));
    assert_null(bytes);
    assert_int_equal(count, 99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_one_spelling_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
