#include "view/log_words.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;
static LogWords said;
static Err err;

static int set_up(void **state)
{
    arena = arena_new();
    said = (LogWords){0};
    return 0;
}

static int tear_down(void **state)
{
    arena_free(arena);
    return 0;
}

#define READ(...)                                                                                  \
    log_words_read(arena, (const char *const[]){__VA_ARGS__},                                      \
                   sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), &said, &err)

static void assert_attempt(size_t place, const char *who, const char *number, const char *outcome)
{
    assert_true(place < said.attempt_count);
    assert_string_equal(text_or(said.attempts[place].who, ""), who);
    assert_string_equal(text_or(said.attempts[place].number, ""), number);
    assert_string_equal(said.attempts[place].outcome, outcome);
}

static void test_one_outcome(void **state)
{
    assert_true(READ("talked"));
    assert_int_equal(said.attempt_count, 1);
    assert_attempt(0, "", "", "talked");
    assert_true(READ("left", "a", "voicemail"));
    assert_int_equal(said.attempt_count, 1);
    assert_attempt(0, "", "", "left a voicemail");
    assert_true(READ("left a message"));
    assert_int_equal(said.attempt_count, 1);
    assert_true(READ("n/a"));
    assert_attempt(0, "", "", "n/a");
}

static void test_numbers_and_people(void **state)
{
    assert_true(READ("cell:no_answer", "office:vm", "Jack Hill:talked"));
    assert_int_equal(said.attempt_count, 3);
    assert_attempt(0, "", "cell", "no_answer");
    assert_attempt(1, "", "office", "vm");
    assert_attempt(2, "Jack Hill", "", "talked");
    assert_true(READ("Jack Hill cell: talked", "+1 202 555 0123:busy", "ann@acme.example:bounced"));
    assert_attempt(0, "Jack Hill", "cell", "talked");
    assert_attempt(1, "", "+1 202 555 0123", "busy");
    assert_attempt(2, "", "ann@acme.example", "bounced");
    assert_true(READ("+Jack Hill cell:talked", "+Ödön:busy", "+(1) 202 555 0123:vm"));
    assert_attempt(0, "+Jack Hill", "cell", "talked");
    assert_attempt(1, "+Ödön", "", "busy");
    assert_attempt(2, "", "+(1) 202 555 0123", "vm");
    assert_true(
        READ("Jo Ray 312 555 0105:vm", "+Jo Ray +1 (312) 555-0105:vm", "Jo  cell 555 0105:busy"));
    assert_attempt(0, "Jo Ray", "312 555 0105", "vm");
    assert_attempt(1, "+Jo Ray", "+1 (312) 555-0105", "vm");
    assert_attempt(2, "Jo", "555 0105", "busy");
}

static void test_one_after_another(void **state)
{
    assert_true(READ("no", "answer", "busy", "home:left message", "talked"));
    assert_int_equal(said.attempt_count, 4);
    assert_attempt(0, "", "", "no answer");
    assert_attempt(1, "", "", "busy");
    assert_attempt(2, "", "home", "left message");
    assert_attempt(3, "", "", "talked");
}

static void test_what_is_none_is_named(void **state)
{
    assert_false(READ("tlked"));
    assert_non_null(strstr(err.message, "talked"));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_false(READ("talked", "frobnicated"));
    assert_non_null(strstr(err.message, "frobnicated"));
    assert_false(READ("cell:voicemial"));
    assert_non_null(strstr(err.message, "voicemail"));
    assert_false(READ("Jack Hill:"));
}

static void test_what_they_said(void **state)
{
    assert_true(READ("sold"));
    assert_attempt(0, "", "", "talked");
    assert_string_equal(said.result, "sold");
    assert_true(READ("not", "interested"));
    assert_string_equal(said.result, "not interested");
    assert_true(READ("no"));
    assert_string_equal(said.result, "no");
    assert_true(READ("cell:busy", "they_called", "not now"));
    assert_int_equal(said.attempt_count, 2);
    assert_attempt(1, "", "", "they_called");
    assert_string_equal(said.result, "not now");
    assert_true(READ("meeting"));
    assert_string_equal(said.result, "meeting");
    assert_false(READ("sold", "lost"));
    assert_true(READ("no answer"));
    assert_null(said.result);
}

/* "Emailed" is what we did; "emailed us" is theirs; "called" may be either. */
static void test_whose_act_it_was(void **state)
{
    assert_true(READ("emailed"));
    assert_attempt(0, "", "", "sent");
    assert_string_equal(said.channel, "email");
    assert_true(READ("Texted"));
    assert_string_equal(said.channel, "text");
    assert_true(READ("texted", "us"));
    assert_attempt(0, "", "", "texted us");
    assert_null(said.channel);
    assert_false(READ("called"));
    assert_non_null(strstr(err.message, "they_called"));
    assert_true(READ("called me"));
}

static void test_how_long_it_took(void **state)
{
    static const struct {
        const char *typed;
        int64_t seconds; /* 0: none */
    } rows[] = {{"3:25", 205},
                {"3m25s", 205},
                {"205", 205},
                {"40s", 40},
                {"1h", 3600},
                {"1:02:03", 0},
                {"2min", 120},
                {"3:75", 0},
                {"3:", 0},
                {"0", 0},
                {"-4", 0},
                {"", 0},
                {"soon", 0},
                {"1 m", 0},
                {"24h", 86400},
                {"25h", 0},
                {"m", 0},
                {"3:5", 185},
                {"99999999999999999999", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t seconds = 0;
        assert_int_equal(log_words_seconds(rows[i].typed, &seconds), rows[i].seconds != 0);
        assert_int_equal(seconds, rows[i].seconds);
    }
    assert_true(READ("cell:no_answer/25s", "Jack Hill office:vm/1:05", "n/a"));
    assert_int_equal(said.attempt_count, 3);
    assert_int_equal(said.attempts[0].seconds, 25);
    assert_int_equal(said.attempts[1].seconds, 65);
    assert_string_equal(said.attempts[1].outcome, "vm");
    assert_int_equal(said.attempts[2].seconds, 0);
    assert_string_equal(said.attempts[2].outcome, "n/a");
}

static void test_fields(void **state)
{
    const LogSet *sets;
    size_t count;
    const char *const pairs[] = {"cell=1=2", "title="};
    assert_true(log_words_sets(arena, pairs, 2, &sets, &count, &err));
    assert_int_equal(count, 2);
    assert_string_equal(sets[0].field, "cell");
    assert_string_equal(sets[0].value, "1=2");
    assert_string_equal(sets[1].value, "");
    const char *const wrong[] = {"titel=x"};
    assert_false(log_words_sets(arena, wrong, 1, &sets, &count, &err));
    assert_non_null(strstr(err.message, "did you mean title?"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_outcome, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_numbers_and_people, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_after_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_none_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_they_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_whose_act_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_how_long_it_took, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fields, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
