/* Templates of requests: what they come to, and which are refused with the place and the way out.
 */
#include "base/text.h"
#include "channel/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const TemplateSlot slots[] = {{"{to}", "+1 & \"2\"", true},
                                     {"{text}", "Hi \\ {to}\n\u00fc", true},
                                     {"{touch}", "7", false},
                                     {NULL, NULL, false}};

static Doc *settings_of(Arena *arena, const char *url, const char *body, const char *type)
{
    Doc *settings = doc_object(arena);
    doc_set_text(arena, settings, "url", url);
    doc_set_text(arena, settings, "method", "POST");
    doc_set_text(arena, settings, "body", body);
    doc_set_text(arena, settings, "type", type);
    return settings;
}

static void test_is_filled_in_as_its_type_has_it(void **state)
{
    static const struct {
        const char *body, *type, *sent, *as;
    } cases[] = {
        {"t={to}&x={text}", "", "t=%2B1%20%26%20%222%22&x=Hi%20%5C%20%7Bto%7D%0A%C3%BC",
         "application/x-www-form-urlencoded"},
        {"{to}={text}", "", "%2B1%20%26%20%222%22=Hi%20%5C%20%7Bto%7D%0A%C3%BC",
         "application/x-www-form-urlencoded"},
        {"{\"a\":\"{to}\",\"b\":\"{text}\",\"c\":{touch}}", "",
         "{\"a\":\"+1 & \\\"2\\\"\",\"b\":\"Hi \\\\ {to}\\n\u00fc\",\"c\":7}", "application/json"},
        {" [\"{to}\",\"{text}\"]", "application/vnd.any+json",
         " [\"+1 & \\\"2\\\"\",\"Hi \\\\ {to}\\n\u00fc\"]", "application/vnd.any+json"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        auto_arena Arena *arena = arena_new();
        Doc *settings =
            settings_of(arena, "https://sms.example/?a={touch}", cases[i].body, cases[i].type);
        Doc *secrets = doc_object(arena);
        NetRequest request = {.whole_ms = 5};
        const char *url;
        Err err = {0};
        doc_set_text(arena, secrets, "authorization", "Bearer x");
        assert_true(template_check(arena, settings, slots, &url, &err));
        assert_string_equal(url, "https://sms.example/?a=7");
        template_request(arena, settings, secrets, slots, "key", &request);
        assert_string_equal(request.url, url);
        assert_string_equal(request.body, cases[i].sent);
        assert_int_equal(request.body_length, strlen(cases[i].sent));
        assert_int_equal(request.header_count, 3);
        assert_string_equal(request.headers[1].value, "Bearer x");
        assert_string_equal(request.headers[2].value, cases[i].as);
        assert_int_equal(request.whole_ms, 5);
    }
}

static void test_is_refused_with_the_place(void **state)
{
    static const char right[] = "https://sms.example/";
    static const struct {
        const char *url, *body, *type, *field, *said;
    } cases[] = {
        {right, "{\"t\":\"{to}{text}\"}", "application/x-www-form-urlencoded", "type",
         "leave type"},
        {right, "[\"{to}{text}\"]", "application/X-WWW-form-urlencoded; charset=UTF-8", "type",
         "application/json"},
        {right, "t={to}&x={text}", "application/json", "body", "no JSON"},
        {right, "{\"t\":{to},\"x\":\"{text}\"}", "", "body", "in quotes"},
        {right, "{to} {text}", "text/plain", "type", "text/plain"},
        {right, "t={to}&x={text}&y={evil}", "", "body", "{evil}"},
        {right, "{\"t\":\"{to}{text}{Text}\"}", "", "body", "{to} {text} {touch}"},
        {"https://sms.example/{evil}", "t={to}&x={text}", "", "url", "{evil}"},
        {"https://{to}.example/", "t={to}&x={text}", "", "url", "host"},
        {"https://sms.example{touch}/", "t={to}&x={text}", "", "url", "host"},
        {"https:///{to}/", "t={to}&x={text}", "", "url", "host"},
        {"https:{to}/", "t={to}&x={text}", "", "url", "host"},
        {"https://sms.example:{touch}", "t={to}&x={text}", "", "url", "host"},
        {"{touch}://sms.example/", "t={to}&x={text}", "", "url", "host"},
        {right, "x={text}", "", "url", "{to} stands nowhere"},
        {"https://sms.example/{to}", "", "", "url", "{text} stands nowhere"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        auto_arena Arena *arena = arena_new();
        const Doc *settings = settings_of(arena, cases[i].url, cases[i].body, cases[i].type);
        const char *url;
        Err err = {0};
        assert_false(template_check(arena, settings, slots, &url, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(err.field, cases[i].field);
        assert_non_null(strstr(err.message, cases[i].said));
    }
}

static void test_by_get_has_no_body(void **state)
{
    auto_arena Arena *arena = arena_new();
    Doc *settings = settings_of(arena, "https://sms.example/?a={to}&b={text}", "", "");
    NetRequest request = {0};
    const char *url;
    Err err = {0};
    (void)state;
    doc_set_text(arena, settings, "method", "GET");
    assert_true(template_check(arena, settings, slots, &url, &err));
    template_request(arena, settings, doc_object(arena), slots, "key", &request);
    assert_null(request.body);
    assert_int_equal(request.header_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_filled_in_as_its_type_has_it),
        cmocka_unit_test(test_is_refused_with_the_place),
        cmocka_unit_test(test_by_get_has_no_body),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
