/* Tokens of links: what was written is read, and nothing else is. */
#include "mail_test.h"

#include "mail/link_token.h"

#include <string.h>

static const unsigned char secret[DIGEST_KEY_BYTES] = "of a workspace";
static const unsigned char other[DIGEST_KEY_BYTES] = "of another";

static void test_read_as_written(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const LinkToken all[] = {
        {LINK_FILE, 1, 0, 77, ""},
        {LINK_FILE, INT64_MAX, INT64_MAX, INT64_MAX, ""},
        {LINK_TARGET, 3, 128, 16384, "https://example.com/a?b=c&d=\xC3\xA4"},
        {LINK_OPENED, 127, 1, 0, ""},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        LinkToken read = {0};
        const char *text = link_token_write(arena, secret, &all[i]);
        assert_non_null(text);
        assert_true(strlen(text) <= LINK_TOKEN_LONGEST);
        assert_int_equal(strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                      "0123456789-_"),
                         strlen(text));
        assert_true(link_token_read(arena, secret, all[i].kind, text, &read));
        assert_int_equal(read.workspace, all[i].workspace);
        assert_int_equal(read.touch, all[i].touch);
        assert_int_equal(read.number, all[i].number);
        assert_string_equal(read.url, all[i].url);
        assert_false(link_token_read(arena, secret, 'x', text, &read));
        assert_false(link_token_read(arena, other, all[i].kind, text, &read));
    }
}

static void test_no_letter_may_change(void **state)
{
    auto_arena Arena *arena = arena_new();
    const LinkToken token = {LINK_TARGET, 5, 900, 2, "https://example.com/"};
    char *text = link_token_write(arena, secret, &token);
    LinkToken read;
    for (size_t i = 0; i < strlen(text); i++) {
        char was = text[i];
        text[i] = was == 'A' ? 'B' : 'A';
        assert_false(link_token_read(arena, secret, LINK_TARGET, text, &read));
        text[i] = was;
    }
    assert_true(link_token_read(arena, secret, LINK_TARGET, text, &read));
    assert_false(
        link_token_read(arena, secret, LINK_TARGET, arena_printf(arena, "%sA", text), &read));
    text[strlen(text) - 1] = '\0';
    assert_false(link_token_read(arena, secret, LINK_TARGET, text, &read));
    assert_false(link_token_read(arena, secret, LINK_TARGET, "", &read));
    assert_false(link_token_read(arena, secret, LINK_TARGET, NULL, &read));
}

static void test_a_long_target_has_none(void **state)
{
    auto_arena Arena *arena = arena_new();
    char url[LINK_URL_MOST + 2];
    memset(url, 'a', sizeof url);
    url[sizeof url - 1] = '\0';
    LinkToken token = {LINK_TARGET, INT64_MAX, INT64_MAX, INT64_MAX, url}, read;
    assert_null(link_token_write(arena, secret, &token));
    url[LINK_URL_MOST] = '\0';
    const char *text = link_token_write(arena, secret, &token);
    assert_true(link_token_read(arena, secret, LINK_TARGET, text, &read));
    assert_string_equal(read.url, url);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read_as_written),
        cmocka_unit_test(test_no_letter_may_change),
        cmocka_unit_test(test_a_long_target_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
