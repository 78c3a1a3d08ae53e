#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What was read, written again. */
static void reads(const char *text, const char *again)
{
    auto_arena Arena *arena = arena_new();
    auto_buf Buf out = buf_new(10000);
    Err err = {0};
    Doc *doc = json_parse(arena, text, strlen(text), &err);
    if (!doc)
        fail_msg("%s: %s", text, err.message);
    doc_write_json(doc, &out, 0);
    assert_string_equal(out.at, again);
}

static void test_reads_each_kind(void **state)
{
    reads("{\"z\": 1, \"a\": [true, false, null, 1.5, -7, \"x\\u00e9\"], \"o\": {}}",
          "{\"z\":1,\"a\":[true,false,null,1.5,-7,\"xé\"],\"o\":{}}");
    reads(" \"alone\" ", "\"alone\"");
    reads("9223372036854775807", "9223372036854775807");
    reads("\"\\ud83d\\udc4d\"", "\"👍\"");
    reads("[]", "[]");
}

static void test_refuses(void **state)
{
    static const struct {
        const char *text;
        size_t length;
    } cases[] = {
#define CASE(text) {text, sizeof(text) - 1}
        CASE(""),
        CASE("{\"a\":1,\"a\":2}"),
        CASE("[1,]"),
        CASE("{} {}"),
        CASE("nul"),
        CASE("NaN"),
        CASE("1e999"),
        CASE("9223372036854775808"),
        CASE("01"),
        CASE("'a'"),
        CASE("\"\\ud83d\""),
        CASE("\"\xFF\""),
        CASE("\"a\\u0000b\""),
        CASE("\"a\0b\""),
        CASE("{\"a\\u0000\":1}"),
        CASE("\"\x01\""),
        CASE("{\"a\":1}\0"),
#undef CASE
    };
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Err err = {0};
        assert_null(json_parse(arena, cases[i].text, cases[i].length, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_non_null(strstr(err.message, "line "));
    }
}

static void test_names_the_place(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char *text = "{\n  \"a\": 1,\n  \"b\" 2\n}";
    Err err = {0};
    assert_null(json_parse(arena, text, strlen(text), &err));
    assert_non_null(strstr(err.message, "line 3, column "));
}

static Doc *nested(Arena *arena, size_t depth, Err *err)
{
    char text[200] = "";
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    return json_parse(arena, text, 2 * depth, err);
}

static void test_limits(void **state)
{
    auto_arena Arena *arena = arena_new();
    Err err = {0};
    assert_non_null(nested(arena, JSON_DEPTH, &err));
    assert_null(nested(arena, JSON_DEPTH + 1, &err));
    assert_non_null(strstr(err.message, "deeper"));

    size_t length = JSON_LONGEST + 1;
    char *text = malloc(length);
    memset(text, ' ', length);
    assert_null(json_parse(arena, text, length, &err));
    assert_non_null(strstr(err.message, "longer"));
    text[0] = '1';
    assert_non_null(json_parse(arena, text, length - 1, &err));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_each_kind),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_names_the_place),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
