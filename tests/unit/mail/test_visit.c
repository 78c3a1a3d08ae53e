/* Who follows a link: no machine is taken for a human. */
#include "mail_test.h"

#include "mail/html_from_text.h"
#include "mail/visit.h"

#include <string.h>

#define FIREFOX "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
#define SAFARI                                                                                     \
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "    \
    "Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
#define CHROME                                                                                     \
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "            \
    "Chrome/126.0.0.0 Safari/537.36"

static Visitor judge(Visit visit)
{
    visit.sent_at = visit.sent_at ? visit.sent_at : TIME_NONE;
    return visit_judge(&visit, NULL);
}

static void test_humans(void **state)
{
    static const char *const agents[] = {FIREFOX, SAFARI, CHROME};
    for (size_t i = 0; i < sizeof agents / sizeof *agents; i++)
        assert_int_equal(judge((Visit){.agent = agents[i], .at = 1000, .sent_at = 900}),
                         VISITOR_HUMAN);
    assert_int_equal(
        judge((Visit){.agent = CHROME, .secure = true, .mode = "navigate", .dest = "document"}),
        VISITOR_HUMAN);
}

static void test_machines(void **state)
{
    static const char *const agents[] = {
        NULL,
        "",
        "Mozilla/5.0",
        "curl/8.5.0",
        "python-requests/2.31",
        "Go-http-client/2.0",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/126.0.0.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 BarracudaSentinel (EE)",
        "facebookexternalhit/1.1",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Mimecast",
        "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.1)",
        "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
    };
    for (size_t i = 0; i < sizeof agents / sizeof *agents; i++)
        if (!agents[i] || !strstr(agents[i], "ImageProxy"))
            assert_int_equal(judge((Visit){.agent = agents[i]}), VISITOR_MACHINE);
    assert_int_equal(judge((Visit){.agent = FIREFOX, .head = true}), VISITOR_MACHINE);
    assert_int_equal(judge((Visit){.agent = FIREFOX, .purpose = "prefetch;prerender"}),
                     VISITOR_MACHINE);
    assert_int_equal(judge((Visit){.agent = FIREFOX, .moz = "prefetch"}), VISITOR_MACHINE);
    assert_int_equal(judge((Visit){.agent = FIREFOX, .mode = "no-cors"}), VISITOR_MACHINE);
    assert_int_equal(judge((Visit){.agent = FIREFOX, .dest = "image"}), VISITOR_MACHINE);
    assert_int_equal(judge((Visit){.agent = FIREFOX, .at = 929, .sent_at = 900}), VISITOR_MACHINE);
    assert_int_equal(judge((Visit){.agent = CHROME, .secure = true}), VISITOR_MACHINE);
}

static void test_proxies_have_a_mailbox(void **state)
{
    static const char gmail[] = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via "
                                "ggpht.com GoogleImageProxy)";
    assert_int_equal(judge((Visit){.agent = gmail, .image = true}), VISITOR_PROXY);
    assert_int_not_equal(judge((Visit){.agent = gmail, .image = true, .head = true}),
                         VISITOR_PROXY);
}

static const char *elsewhere(void *context, const char *url)
{
    ++*(int *)context;
    return strstr(url, "stay") ? NULL : "https://here.example/r/x&y";
}

static void test_links(void **state)
{
    int asked = 0;
    const HtmlLinks links = {elsewhere, &asked};
    auto_buf Buf plain = buf_new(10000), html = buf_new(10000);
    static const char text[] = "See (https://a.example/b), www.c.example.\n\n  ann@d.example "
                               "https://stay.example\n";
    text_with_links(text, &links, &plain);
    assert_string_equal(plain.at, "See (https://here.example/r/x&y), https://here.example/r/x&y."
                                  "\n\n  ann@d.example https://stay.example\n");
    assert_int_equal(asked, 3);
    html_from_text_with(text, &links, "<p>last</p>", &html);
    assert_non_null(strstr(html.at, "(<a href=\"https://here.example/r/x&amp;y\">"
                                    "https://a.example/b</a>)"));
    assert_non_null(strstr(html.at, "<a href=\"mailto:ann@d.example\">"));
    assert_non_null(strstr(html.at, "<a href=\"https://stay.example\">"));
    assert_non_null(strstr(html.at, "<p>last</p></body>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_humans),
        cmocka_unit_test(test_machines),
        cmocka_unit_test(test_proxies_have_a_mailbox),
        cmocka_unit_test(test_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
