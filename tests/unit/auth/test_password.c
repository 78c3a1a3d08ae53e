#include "auth/password.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const words[] = {"Ann-Marie O'Ford", "annm@ford.example", "Ford Pumps Ltd",
                                    NULL};

static void test_good_ones_pass(void **state)
{
    char longest[PASSWORD_MOST + 1];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    const char *const good[] = {
        "three green pumps",
        "        x        ",
        "zvqk jwxp",
        "ÄÖÜäöüß€",
        "fordhamblueseaweed",
        "correct horse battery staple",
        longest,
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        Err err = {0};
        if (!password_check(good[i], words, &err))
            fail_msg("%s: %s", good[i], err.message);
    }
}

static void test_bad_ones_say_why(void **state)
{
    char too_long[PASSWORD_MOST + 2];
    memset(too_long, 'x', sizeof too_long - 1);
    too_long[sizeof too_long - 1] = '\0';
    const struct {
        const char *password, *because;
    } cases[] = {
        {NULL, "8 characters"},
        {"", "8 characters"},
        {"1234567", "8 characters"},
        {"ÄÖÜäöüß", "8 characters"},
        {too_long, "at most 256"},
        {"password", "tried first"},
        {"PassWord", "tried first"},
        {"qwertyuiop", "tried first"},
        {"iloveyou", "tried first"},
        {"AnnMarie1", "your name"},
        {"ford-pumps!!", "your name"},

        {"Beck2026!", "your name"},
        {"annm@ford.example", "your name"},
        {"\xff\xfe\xfd"
         "123456",
         "UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Err err = {0};
        bool passed = password_check(cases[i].password, words, &err);
        if (passed != !cases[i].because)
            fail_msg("%s", cases[i].password);
        if (passed)
            continue;
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(err.field, "password");
        if (!strstr(err.message, cases[i].because))
            fail_msg("%s: %s", cases[i].password, err.message);
    }
}

static void test_kept_as_argon2id(void **state)
{
    auto_arena Arena *arena = arena_new();
    Err err = {0};
    const char *hash = NULL, *again = NULL;
    assert_true(password_hash(arena, "three green pumps", &hash, &err));
    assert_true(password_hash(arena, "three green pumps", &again, &err));
    assert_ptr_equal(strstr(hash, "$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assert_string_not_equal(hash, again); /* salted */
    assert_true(password_right(hash, "three green pumps"));
    assert_false(password_right(hash, "three green pumpS"));
    assert_false(password_right(hash, "three green pumps "));
    assert_false(password_right(hash, ""));
    assert_false(password_right(NULL, "three green pumps"));
    assert_false(password_right("not a hash", "three green pumps"));
    assert_false(password_is_old(hash));
    assert_true(password_is_old("$argon2id$v=19$m=4096,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                "vUVZ1q5fZ0yUcl0uWZzv0u6Jt0vGm3s3JmQ0mM6y1bE"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_ones_pass),
        cmocka_unit_test(test_bad_ones_say_why),
        cmocka_unit_test(test_kept_as_argon2id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
