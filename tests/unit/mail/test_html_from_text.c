/* Text → HTML, and back by the reader of HTML. */
#include "mail_test.h"

#include "mail/html_from_text.h"
#include "mail/html_text.h"

#include <string.h>

static const char *body_of(Arena *arena, const char *text)
{
    auto_buf Buf out = buf_new(1 << 20);
    html_from_text(text, &out);
    const char *from = strstr(out.at, "<body>\n") + strlen("<body>\n");
    return arena_strndup(arena, from, (size_t)(strstr(from, "</body>") - from));
}

static void test_html(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        const char *text, *html;
    } cases[] = {
        {"", ""},
        {"Hello", "<p>Hello</p>\n"},
        {"One\r\ntwo\n\n\nThree\n", "<p>One<br>\ntwo</p>\n<p>Three</p>\n"},
        {"<b>\"R&D\"</b>", "<p>&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;</p>\n"},
        {"a  b", "<p>a &nbsp;b</p>\n"},
        {"see https://a.example/?b=1&c=2.",
         "<p>see <a "
         "href=\"https://a.example/?b=1&amp;c=2\">https://a.example/?b=1&amp;c=2</a>.</p>\n"},
        {"(www.a.example)", "<p>(<a href=\"https://www.a.example\">www.a.example</a>)</p>\n"},
        {"https://a.example/b_(c)",
         "<p><a href=\"https://a.example/b_(c)\">https://a.example/b_(c)</a></p>\n"},
        {"write ann@example.com!",
         "<p>write <a href=\"mailto:ann@example.com\">ann@example.com</a>!</p>\n"},
        {"javascript:alert(1) a@b @ann @", "<p>javascript:alert(1) a@b @ann @</p>\n"},
        {"https://a.example/\"onclick=\"x",
         "<p><a href=\"https://a.example/&quot;onclick=&quot;x\">https://a.example/"
         "&quot;onclick=&quot;x</a></p>\n"},
        {"yes\n> no\n>> never\nthen",
         "<p>yes</p>\n<blockquote>\n<p>no</p>\n<blockquote>\n<p>never</p>\n</blockquote>\n"
         "</blockquote>\n<p>then</p>\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(body_of(arena, cases[i].text), cases[i].html);
}

static void test_there_and_back(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const char *const texts[] = {"One", "One\ntwo\n\nThree & <four>",
                                        "Größe\n\nhttps://a.example/b?c=d&e=f",
                                        "before\n\n> quoted\n> again\n\nafter"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        auto_buf Buf out = buf_new(1 << 20);
        html_from_text(texts[i], &out);
        assert_string_equal(squeezed(arena, html_text(arena, out.at)), squeezed(arena, texts[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_html),
                                       cmocka_unit_test(test_there_and_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
