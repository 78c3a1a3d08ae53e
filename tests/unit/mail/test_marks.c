/* What is recognised as ours when it comes back: message ids, return paths, unsubscribe tokens. */
#include "mail_test.h"

#include "base/text.h"
#include "mail/message_id.h"
#include "mail/return_path.h"
#include "mail/unsubscribe.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const unsigned char one[DIGEST_KEY_BYTES] = "one secret of a workspace, 32 b";
static const unsigned char two[DIGEST_KEY_BYTES] = "two secret of a workspace, 32 b";
static const MailKey both[] = {{7, two}, {8, one}};
static const MailKeys keys = {both, 2};
static const int64_t numbers[] = {1, 31, 32, 12, 1795428600, INT64_C(1) << 40, INT64_MAX};

static void upper(char *text)
{
    for (; *text; text++)
        *text = (char)toupper((unsigned char)*text);
}

static void test_message_id(void **state)
{
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char id[MESSAGE_ID_LONGEST + 1], again[MESSAGE_ID_LONGEST + 1];
        MailTouch touch = {0};
        message_id_write(one, numbers[i], "reed.example", id);
        message_id_write(one, numbers[i], "reed.example", again);
        assert_string_equal(id, again);
        assert_true(message_id_read(&keys, id, &touch));
        assert_int_equal(touch.workspace, 8);
        assert_int_equal(touch.touch, numbers[i]);
        char bracketed[sizeof id + 2];
        snprintf(bracketed, sizeof bracketed, "<%s>", id);
        upper(bracketed);
        assert_true(message_id_read(&keys, bracketed, &touch));
    }
    char id[MESSAGE_ID_LONGEST + 1];
    message_id_write(two, 12, "a", id);
    MailTouch touch;
    assert_true(message_id_read(&keys, id, &touch));
    assert_int_equal(touch.workspace, 7);
    assert_false(message_id_read(&(MailKeys){both + 1, 1}, id, &touch));
    assert_false(message_id_read(&(MailKeys){NULL, 0}, id, &touch));
}

static void test_return_path(void **state)
{
    for (const char *delimiter = RETURN_PATH_DELIMITERS; *delimiter; delimiter++)
        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
            MailAddress path;
            MailTouch touch = {0};
            Err err;
            assert_true(return_path_write(one, "alex.b-x+own@reed.example", *delimiter, numbers[i],
                                          &path, &err));
            assert_true(text_ends_nocase(path.wire, "@reed.example"));
            assert_true(return_path_read(&keys, *delimiter, path.wire, &touch));
            assert_int_equal(touch.workspace, 8);
            assert_int_equal(touch.touch, numbers[i]);
            upper(path.wire);
            assert_true(return_path_read(&keys, *delimiter, path.wire, &touch));
        }
    MailAddress path;
    MailTouch touch;
    Err err;
    assert_true(return_path_write(one, "a@b.example", '+', 12, &path, &err));
    assert_true(text_starts(path.wire, "a+b-c-"));
    assert_false(return_path_read(&keys, '-', path.wire, &touch));
    static const char *const wrong[] = {"\"a b\"@c.example", "nobody", "",
                                        "a-local-part-that-is-rather-too-long-for-this@c.example"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(return_path_write(one, wrong[i], '+', INT64_MAX, &path, &err));
    assert_false(return_path_write(one, "a@b.example", '@', 1, &path, &err));
    assert_false(return_path_write(one, "a@b.example", '\0', 1, &path, &err));
}

static void test_unsubscribe(void **state)
{
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        Unsubscribe what = {numbers[i], 'e', digest_of(one, "bob@acme.example", 16)}, read = {0};
        const char *token = unsubscribe_token(arena, one, &what);
        int64_t workspace;
        assert_in_range(strlen(token), 30, UNSUBSCRIBE_LONGEST);
        assert_true(unsubscribe_workspace(token, &workspace));
        assert_int_equal(workspace, numbers[i]);
        assert_true(unsubscribe_read(one, token, &read));
        assert_int_equal(read.workspace, what.workspace);
        assert_int_equal(read.channel, 'e');
        assert_memory_equal(read.address.bytes, what.address.bytes, DIGEST_BYTES);
        assert_false(unsubscribe_read(two, token, &read));
    }
    int64_t workspace;
    assert_false(unsubscribe_workspace(NULL, &workspace));
    assert_false(unsubscribe_workspace("", &workspace));
    assert_false(unsubscribe_workspace("no token at all, by any of our letters", &workspace));
}

typedef bool IsOurs(const char *text);

static bool is_our_id(const char *text)
{
    MailTouch touch;
    return message_id_read(&keys, text, &touch);
}

static bool is_our_path(const char *text)
{
    MailTouch touch;
    return return_path_read(&keys, '+', text, &touch);
}

static bool is_our_token(const char *text)
{
    Unsubscribe what;
    return unsubscribe_read(one, text, &what);
}

/* Whatever letter of `length` from `from` is changed, it is not ours any more; where case does not
 * count, another case is no change. */
static void assert_unforgeable(IsOurs *is_ours, bool any_case, char *text, size_t from,
                               size_t length)
{
    assert_true(is_ours(text));
    for (size_t i = from; i < from + length; i++)
        for (const char *c = "0aA9zZ-._~ @<\n\xC3"; *c; c++) {
            char was = text[i];
            if (*c == was || (any_case && tolower(*c) == was))
                continue;
            text[i] = *c;
            if (is_ours(text))
                fail_msg("%s was taken for ours", text);
            text[i] = was;
        }
}

static void test_forgery(void **state)
{
    auto_arena Arena *arena = arena_new();
    char id[MESSAGE_ID_LONGEST + 1];
    message_id_write(one, 1795428600, "reed.example", id);
    size_t mark = strcspn(id, "@");
    assert_unforgeable(is_our_id, true, id, 0, mark);
    MailAddress path;
    Err err;
    assert_true(return_path_write(one, "alex@reed.example", '+', 1795428600, &path, &err));
    assert_unforgeable(is_our_path, true, path.wire, strlen("alex+b-"), mark);
    Unsubscribe what = {8, 'e', digest_of(one, "bob@acme.example", 16)};
    char *token = unsubscribe_token(arena, one, &what);
    assert_unforgeable(is_our_token, false, token, 0, strlen(token));

    /* One touch has one spelling, and no use serves for another. */
    assert_false(is_our_id(arena_printf(arena, "0%s", id)));
    assert_false(is_our_id(arena_printf(arena, "%.*s@", (int)mark - 1, id)));
    char *path_as_id = arena_printf(arena, "%s", path.wire + strlen("alex+b-"));
    *strchr(path_as_id, '-') = '.';
    assert_false(is_our_id(path_as_id));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_message_id), cmocka_unit_test(test_return_path),
        cmocka_unit_test(test_unsubscribe), cmocka_unit_test(test_forgery)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
