#include "base/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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

static void writes(const Doc *doc, int indent, const char *json)
{
    auto_buf Buf out = buf_new(100000);
    doc_write_json(doc, &out, indent);
    assert_false(out.over);
    assert_string_equal(out.at, json);
}

static void test_writes_each_kind(void **state)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "name", "Ann");
    doc_set_text(arena, doc, "title", NULL);
    doc_set_int(arena, doc, "least", INT64_MIN);
    doc_set_real(arena, doc, "score", 0.1);
    doc_set_bool(arena, doc, "late", true);
    doc_set_bool(arena, doc, "done", false);
    doc_set_null(arena, doc, "none");
    doc_set_time(arena, doc, "due_at", 0);
    doc_set_time(arena, doc, "never", TIME_NONE);
    doc_set_day(arena, doc, "day", 0);
    doc_set_day(arena, doc, "no_day", DAY_NONE);
    doc_set_id(arena, doc, "id", 7);
    doc_set_id(arena, doc, "no_id", 0);
    writes(doc, 0,
           "{\"name\":\"Ann\",\"title\":null,\"least\":-9223372036854775808,\"score\":0.1,"
           "\"late\":true,\"done\":false,\"none\":null,\"due_at\":\"1970-01-01T00:00:00Z\","
           "\"never\":null,\"day\":\"1970-01-01\",\"no_day\":null,\"id\":7,\"no_id\":null}");
}

static void test_indents(void **state)
{
    Doc *doc = doc_object(arena);
    Doc *why = doc_set_array(arena, doc, "why");
    doc_add_text(arena, why, "asked");
    doc_add_text(arena, why, NULL);
    Doc *lead = doc_add_object(arena, why);
    doc_set_int(arena, lead, "id", 1);
    doc_set_array(arena, doc, "empty");
    doc_set_object(arena, doc, "nothing");
    writes(doc, 2,
           "{\n  \"why\": [\n    \"asked\",\n    null,\n    {\n      \"id\": 1\n    }\n  ],\n"
           "  \"empty\": [],\n  \"nothing\": {}\n}");
    writes(doc, 0, "{\"why\":[\"asked\",null,{\"id\":1}],\"empty\":[],\"nothing\":{}}");
}

static void test_escapes_strictly(void **state)
{
    Doc *doc = doc_array(arena);
    doc_add_text(arena, doc, "say \"hi\" \\ / \b\f\n\r\t");
    doc_add_text(arena, doc, "\x01\x1F\x7F");
    doc_add_text(arena, doc, "Müller 👍");
    doc_add_text(arena, doc, "bad \xFF\xC3 end");
    writes(doc, 0,
           "[\"say \\\"hi\\\" \\\\ / \\b\\f\\n\\r\\t\",\"\\u0001\\u001f\\u007f\",\"Müller 👍\","
           "\"bad \uFFFD\uFFFD end\"]");
}

static void test_reals_read_back(void **state)
{
    static const struct {
        double value;
        const char *digits;
    } cases[] = {
        {0, "0"},
        {1.21, "1.21"},
        {-2.5, "-2.5"},
        {1.0 / 3, "0.3333333333333333"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1e300, "1e+300"},
        {123456789012, "123456789012"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        auto_buf Buf out = buf_new(100);
        doc_write_real(cases[i].value, &out);
        assert_string_equal(out.at, cases[i].digits);
    }
}

static void test_reals_stay_reals(void **state)
{
    Doc *doc = doc_array(arena);
    const double values[] = {3, -0.0, 1e300, 0.5};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        Doc *holder = doc_add_object(arena, doc);
        doc_set_real(arena, holder, "r", values[i]);
    }
    writes(doc, 0, "[{\"r\":3.0},{\"r\":-0.0},{\"r\":1e+300},{\"r\":0.5}]");
}

static void test_finds_members(void **state)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "name", "Ann");
    doc_set_int(arena, doc, "id", 7);
    Doc *list = doc_set_array(arena, doc, "list");
    assert_string_equal(doc_text(doc, "name"), "Ann");
    assert_int_equal(doc_int(doc, "id"), 7);
    assert_null(doc_text(doc, "id"));
    assert_int_equal(doc_int(doc, "name"), 0);
    assert_null(doc_get(doc, "other"));
    assert_null(doc_get(NULL, "name"));
    assert_null(doc_get(list, "name"));
    assert_int_equal(doc->count, 3);
    assert_ptr_equal(doc_get(doc, "list"), list);
}

static void test_stops_at_the_maximum(void **state)
{
    Doc *doc = doc_array(arena);
    for (int i = 0; i < 100; i++)
        doc_add_text(arena, doc, "0123456789");
    auto_buf Buf out = buf_new(64);
    doc_write_json(doc, &out, 0);
    assert_true(out.over);
    assert_true(out.length <= 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writes_each_kind),     cmocka_unit_test(test_indents),
        cmocka_unit_test(test_escapes_strictly),     cmocka_unit_test(test_reals_read_back),
        cmocka_unit_test(test_finds_members),        cmocka_unit_test(test_reals_stay_reals),
        cmocka_unit_test(test_stops_at_the_maximum),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
