#include "base/json.h"
#include "base/mustache.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static const Mustache *parsed(const char *source)
{
    Err err = {0};
    const Mustache *template = mustache_parse(arena, source, strlen(source), &err);
    if (!template)
        fail_msg("%s: %s", source, err.message);
    return template;
}

static const Doc *json(const char *text)
{
    Err err = {0};
    const Doc *doc = text ? json_parse(arena, text, strlen(text), &err) : NULL;
    if (text && !doc)
        fail_msg("%s: %s", text, err.message);
    return doc;
}

static const char *rendered(const char *source, const char *data, const char *fallbacks,
                            MustacheEscape escape)
{
    auto_buf Buf out = buf_new(10000);
    mustache_render(parsed(source), json(data), json(fallbacks), escape, NULL, NULL, &out);
    assert_false(out.over);
    return arena_strdup(arena, out.at);
}

/* --- the public spec --- */

typedef struct Partials {
    const Doc *sources;
} Partials;

static const Mustache *find_partial(const char *name, void *context)
{
    const char *source = doc_text(((const Partials *)context)->sources, name);
    return source ? parsed(source) : NULL;
}

static const Doc *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = arena_alloc(arena, JSON_LONGEST);
    size_t length = fread(text, 1, JSON_LONGEST, file);
    fclose(file);
    Err err = {0};
    const Doc *doc = json_parse(arena, text, length, &err);
    if (!doc)
        fail_msg("%s: %s", path, err.message);
    return doc;
}

static int run_spec(const char *folder, const char *name)
{
    int ran = 0;
    const Doc *spec = read_file(arena_printf(arena, "%s/%s.json", folder, name));
    for (const Doc *test = doc_get(spec, "tests")->first; test; test = test->next, ran++) {
        auto_buf Buf out = buf_new(10000);
        Partials partials = {doc_get(test, "partials")};
        mustache_render(parsed(doc_text(test, "template")), doc_get(test, "data"), NULL,
                        MUSTACHE_HTML, find_partial, &partials, &out);
        if (strcmp(out.at, doc_text(test, "expected")) != 0)
            fail_msg("%s: %s: got \"%s\", not \"%s\"", name, doc_text(test, "name"), out.at,
                     doc_text(test, "expected"));
    }
    return ran;
}

static void test_the_public_spec(void **state)
{
    static const char *const names[] = {"comments", "delimiters", "interpolation",
                                        "inverted", "partials",   "sections"};
    const char *corpora = getenv("BECK_CORPORA");
    const char *folder = arena_printf(arena, "%s/mustache-spec/specs", corpora ? corpora : "");
    if (access(folder, R_OK) != 0) {
        print_message("skipped: there is no %s\n", folder);
        skip();
    }
    int ran = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        ran += run_spec(folder, names[i]);
    assert_int_equal(ran, 136);
}

/* --- ours --- */

static void test_escapes_by_place(void **state)
{
    const char *data = "{\"x\": \"<a href='b'>\\\"&\"}";
    assert_string_equal(rendered("{{x}}", data, NULL, MUSTACHE_HTML),
                        "&lt;a href=&#39;b&#39;&gt;&quot;&amp;");
    assert_string_equal(rendered("{{x}}", data, NULL, MUSTACHE_PLAIN), "<a href='b'>\"&");
    assert_string_equal(rendered("{{{x}}}{{&x}}", data, NULL, MUSTACHE_HTML),
                        "<a href='b'>\"&<a href='b'>\"&");
}

static void test_falls_back(void **state)
{
    const char *fallbacks = "{\"name\": \"there\", \"company\": \"your company\"}";
    const char *source = "Hi {{name}} of {{company}}{{other}}.";
    assert_string_equal(rendered(source, "{}", fallbacks, MUSTACHE_PLAIN),
                        "Hi there of your company.");
    assert_string_equal(
        rendered(source, "{\"name\": \"\", \"company\": null}", fallbacks, MUSTACHE_PLAIN),
        "Hi there of your company.");
    assert_string_equal(rendered(source, "{\"name\": \"Ann\"}", fallbacks, MUSTACHE_PLAIN),
                        "Hi Ann of your company.");
    assert_string_equal(
        rendered("{{#p}}{{name}}{{/p}}", "{\"p\": [{\"name\": \"\"}]}", fallbacks, MUSTACHE_PLAIN),
        "there");
    assert_string_equal(
        rendered("{{a.b}}", "{\"a\": {}}", "{\"a\": {\"b\": \"x\"}}", MUSTACHE_PLAIN), "x");
}

static void test_what_is_false(void **state)
{
    const char *data = "{\"n\": null, \"f\": false, \"z\": 0, \"e\": \"\", \"l\": [], \"r\": 0.0,"
                       "\"t\": true, \"i\": 1, \"s\": \"x\", \"o\": {}}";
    assert_string_equal(rendered("{{#n}}1{{/n}}{{#f}}2{{/f}}{{#z}}3{{/z}}{{#e}}4{{/e}}{{#l}}5{{/l}}"
                                 "{{#r}}6{{/r}}{{#absent}}7{{/absent}}",
                                 data, NULL, MUSTACHE_PLAIN),
                        "");
    assert_string_equal(rendered("{{#t}}1{{/t}}{{#i}}2{{/i}}{{#s}}3{{/s}}{{#o}}4{{/o}}", data, NULL,
                                 MUSTACHE_PLAIN),
                        "1234");
    assert_string_equal(rendered("{{^z}}none{{/z}}{{^i}}some{{/i}}", data, NULL, MUSTACHE_PLAIN),
                        "none");
    assert_string_equal(rendered("{{l}}{{o}}{{n}}{{t}}{{f}}{{i}}", data, NULL, MUSTACHE_PLAIN),
                        "truefalse1");
}

static void test_keeps_line_ends(void **state)
{
    assert_string_equal(
        rendered("a\r\n {{#x}}\r\nb\r\n{{/x}}\t\r\nc", "{\"x\": 1}", NULL, MUSTACHE_PLAIN),
        "a\r\nb\r\nc");
}

static void test_names_the_place_of_errors(void **state)
{
    static const struct {
        const char *source, *says;
    } cases[] = {
        {"ok\n  {{name", "line 2, column 3: this tag is not closed: }} is missing"},
        {"{{{name}}", "line 1, column 1: this tag is not closed: }}} is missing"},
        {"é {{#a}}\n{{#b}}{{/a}}", "line 2, column 7: {{/a}} closes nothing: {{#b}} of line 2"},
        {"é {{#a}}\n", "line 1, column 3: the section \"a\" is not closed"},
        {"{{/a}}", "line 1, column 1: {{/a}} closes nothing that is open"},
        {"{{}}", "line 1, column 1: this tag has no name"},
        {"{{ }}", "this tag has no name"},
        {"{{first name}}", "\"first name\" is no name"},
        {"{{a..b}}", "\"a..b\" is no name"},
        {"{{.a}}", "\".a\" is no name"},
        {"{{#}}x{{/}}", "this tag has no name"},
        {"{{>}}", "this tag names no partial"},
        {"{{>*dynamic}}", "this tag names no partial"},
        {"{{=<% %>", "this tag is not closed: =}} is missing"},
        {"{{=<%=}}", "these are no delimiters"},
        {"{{=123456789 x=}}", "these are no delimiters"},
        {"{{$block}}{{/block}}", "inheritance"},
        {"{{<parent}}{{/parent}}", "inheritance"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Err err = {0};
        assert_null(mustache_parse(arena, cases[i].source, strlen(cases[i].source), &err));
        assert_int_equal(err.kind, ERR_INPUT);
        if (!strstr(err.message, cases[i].says))
            fail_msg("%s: %s", cases[i].source, err.message);
    }
}

static const char *repeated(const char *part, size_t times)
{
    auto_buf Buf text = buf_new(4 * 1024 * 1024);
    for (size_t i = 0; i < times; i++)
        buf_adds(&text, part);
    return arena_strdup(arena, text.at);
}

static void test_limits_nesting(void **state)
{
    const char *good = arena_printf(arena, "%sx%s", repeated("{{#a}}", 64), repeated("{{/a}}", 64));
    assert_string_equal(rendered(good, "{\"a\": 1}", NULL, MUSTACHE_PLAIN), "x");
    const char *deep = repeated("{{#a}}", 65);
    Err err = {0};
    assert_null(mustache_parse(arena, deep, strlen(deep), &err));
    assert_non_null(strstr(err.message, "deeper"));
    const char *long_text = repeated("x", 1024 * 1024 + 1);
    assert_null(mustache_parse(arena, long_text, strlen(long_text), &err));
    assert_non_null(mustache_parse(arena, long_text, strlen(long_text) - 1, &err));
}

static const Mustache *find_itself(const char *name, void *context)
{
    return context;
}

/* What would go on for ever ends, and says so. */
static void test_ends(void **state)
{
    auto_buf Buf endless = buf_new(1000000);
    const Mustache *template = parsed("x{{>p}}");
    mustache_render(template, NULL, NULL, MUSTACHE_PLAIN, find_itself, (void *)(uintptr_t) template,
                    &endless);
    assert_true(endless.over);
    assert_true(endless.length < 100);

    auto_buf Buf doubling = buf_new(1000000);
    template = parsed("{{>p}}{{>p}}");
    mustache_render(template, NULL, NULL, MUSTACHE_PLAIN, find_itself, (void *)(uintptr_t) template,
                    &doubling);
    assert_true(doubling.over);

    auto_buf Buf powers = buf_new(1000000);
    const char *source =
        arena_printf(arena, "%s%s", repeated("{{#a}}", 60), repeated("{{/a}}", 60));
    mustache_render(parsed(source), json("{\"a\": [1, 2, 3, 4, 5, 6, 7, 8]}"), NULL, MUSTACHE_PLAIN,
                    NULL, NULL, &powers);
    assert_true(powers.over);

    auto_buf Buf small = buf_new(10);
    mustache_render(parsed("{{#a}}{{.}}{{/a}}"), json("{\"a\": [\"12345\", \"67890\", \"x\"]}"),
                    NULL, MUSTACHE_PLAIN, NULL, NULL, &small);
    assert_true(small.over);
    assert_string_equal(small.at, "1234567890");
}

static void test_lists_names(void **state)
{
    const char *source = "Hi {{first_name}}, {{#cell}}on {{cell}}{{/cell}}\n"
                         "{{^company}}{{company}}{{/company}} {{first_name}} {{! note }}\n"
                         "é {{{a.b}}} {{#items}}{{.}}{{name}}{{/items}} {{>partial}}";
    const MustacheName *names;
    size_t count = mustache_names(arena, parsed(source), &names);
    static const MustacheName expected[] = {
        {"first_name", 1, 4, true}, {"cell", 1, 20, false},  {"company", 2, 1, true},
        {"a.b", 3, 3, true},        {"items", 3, 13, false}, {"name", 3, 28, true},
    };
    assert_int_equal(count, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(names[i].name, expected[i].name);
        assert_int_equal(names[i].line, expected[i].line);
        assert_int_equal(names[i].column, expected[i].column);
        assert_int_equal(names[i].printed, expected[i].printed);
    }
    assert_int_equal(mustache_names(arena, parsed("nothing"), &names), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_public_spec), cmocka_unit_test(test_escapes_by_place),
        cmocka_unit_test(test_falls_back),      cmocka_unit_test(test_what_is_false),
        cmocka_unit_test(test_keeps_line_ends), cmocka_unit_test(test_names_the_place_of_errors),
        cmocka_unit_test(test_limits_nesting),  cmocka_unit_test(test_ends),
        cmocka_unit_test(test_lists_names),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
