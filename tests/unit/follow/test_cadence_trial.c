/* Trial: calls to action, lengths of texts, holes. */
#include "follow/cadence_trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void counts_calls_to_action(void **state)
{
    static const struct {
        const char *text;
        size_t asks;
    } rows[] = {
        {"Which page shall I send you?", 1},
        {"I can send you a page.", 0},
        {"Call me by Friday.", 1},
        {"Call me.", 0},
        {"Let me know before Tuesday whether it fits.", 1},
        {"Pick a day next week and I will come.", 1},
        {"Reply with a yes today, please.", 1},
        {"I can give you a price by Friday.", 0},
        {"I called you on Friday.", 0},
        {"Is it A? Or is it B?", 2},
        {"Is it A, or is it B?", 1},
        {"Call me on Tuesday. Does ten suit you?", 2},
        {"Ask them:\n\n- Who pays?\n- Who decides?\n\nWhich answer do you expect?", 1},
        {"1. Who pays?\n2. Who decides?", 0},
        {"They ask \"Who pays?\" every time.", 0},
        {"(Who pays?) I do.", 0},
        {"See https://example.com/?a=1 for it.", 0},
        {"Why?", 1},
        {"Which one?!", 0},
        {"", 0},
    };
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t second = 0, asks = trial_asks(arena, rows[i].text, &second);
        if (asks != rows[i].asks)
            print_error("\"%s\" asks for %zu things\n", rows[i].text, asks);
        assert_int_equal(asks, rows[i].asks);
    }
    size_t second = 0;
    trial_asks(arena, "Is it A? Or B?", &second);
    assert_int_equal(second, 9);
}

static void counts_words_characters_and_cells(void **state)
{
    assert_int_equal(trial_words("Hi Bob - it's me, 555-0142.\nBye – now"), 7);
    assert_int_equal(trial_words("  "), 0);
    assert_int_equal(trial_characters("aü€😀"), 4);
    assert_int_equal(trial_cells("555-0142, again 555-0142"), 2);
    assert_int_equal(trial_cells("555-0143"), 0);
}

static void sees_holes(void **state)
{
    auto_arena Arena *arena = arena_new();
    Draft draft = {.scratch = arena};
    assert_string_equal(trial_gap(&draft, "Good day.\nHi , it is me", "Hi {{x}}, it is me"),
                        "Hi , it is me");
    assert_non_null(trial_gap(&draft, "at  today", "at {{x}} today"));
    assert_non_null(trial_gap(&draft, "in ()", "in ({{x}})"));
    assert_null(trial_gap(&draft, "Hi there, it is me.", "Hi {{x}}, it is me."));
    assert_null(trial_gap(&draft, "Yes  and no", "Yes  and no"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_calls_to_action),
        cmocka_unit_test(counts_words_characters_and_cells),
        cmocka_unit_test(sees_holes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
