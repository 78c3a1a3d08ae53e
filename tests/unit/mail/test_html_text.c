/* HTML → text. */
#include "mail_test.h"

#include "mail/html_text.h"

static void test_text(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        const char *html, *text;
    } cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"<p>One</p><p>Two</p>", "One\n\nTwo"},
        {"<div>One</div>\n<div>Two<br></div><div><br></div><div>Three</div>", "One\nTwo\n\nThree"},
        {"a\n  b\tc", "a b c"},
        {"<pre>a\n  b</pre>c", "a\n  b\nc"},
        {"Gr&uuml;&szlig;e &amp; K&#252;sse &lt;3&nbsp;&#x2013; &nosuch; & so",
         "Grüße & Küsse <3 – &nosuch; & so"},
        {"<ul><li>one<li>two</ul>", "- one\n- two"},
        {"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"},
        {"yes<blockquote>no<br>never<blockquote>old</blockquote></blockquote>then",
         "yes\n> no\n> never\n>> old\nthen"},
        {"a<hr>b", "a\n________________________________\nb"},
        {"<head><title>no</title><style>p{}</style></head><body>yes<script>no()</script>", "yes"},
        {"a<!-- no <b> -->b<!--[if mso]>no<![endif]-->c", "abc"},
        {"<span style='display: none'>no <span>no</span></span>yes", "yes"},
        {"a <img style='display:none' src=x>b", "a b"},
        {"<div style='display:none'>never closed", "never closed"},
        {"a < b and c > d", "a < b and c > d"},
        {"<a href=\"broken>words <b>more</b>", "words more"},
        {"zero&#8203;width&shy;", "zerowidth"},
        {"never <!-- closed", "never closed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(html_text(arena, cases[i].html), cases[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
