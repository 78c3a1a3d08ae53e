#include "cli/options.h"

#include "base/text.h"
#include "cli/command_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;
static Given given;
static Err err;

static int set_up(void **state)
{
    arena = arena_new();
    err = (Err){0};
    return 0;
}

static int tear_down(void **state)
{
    arena_free(arena);
    return 0;
}

#define PARSE(...)                                                                                 \
    options_parse(arena, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *),              \
                  (const char *const[]){__VA_ARGS__}, &given, &err)

static void assert_says(const char *part)
{
    if (!strstr(err.message, part))
        fail_msg("\"%s\" does not say \"%s\"", err.message, part);
    assert_int_equal(err.kind, ERR_INPUT);
}

static void test_takes_options_anywhere(void **state)
{
    assert_true(PARSE("--db", "a.db", "add", "--title=Buyer", "Ann Ford", "--json", "-c", "Acme",
                      "--now=friday"));
    assert_string_equal(given.command->name, "add");
    assert_null(given.parent);
    assert_int_equal(given.argument_count, 1);
    assert_string_equal(given.arguments[0], "Ann Ford");
    assert_string_equal(options_text(&given, "db"), "a.db");
    assert_string_equal(options_text(&given, "title"), "Buyer");
    assert_string_equal(options_text(&given, "company"), "Acme");
    assert_string_equal(options_text(&given, "now"), "friday");
    assert_true(options_flag(&given, "json"));
    assert_false(options_flag(&given, "hot"));
    assert_null(options_text(&given, "note"));
}

static void test_values_may_be_empty_or_look_odd(void **state)
{
    assert_true(PARSE("add", "Ann", "--note=", "--title=--", "--source", "-"));
    assert_string_equal(options_text(&given, "note"), "");
    assert_string_equal(options_text(&given, "title"), "--");
    assert_string_equal(options_text(&given, "source"), "-");
    assert_true(PARSE("today", "-n5"));
    assert_int_equal(options_count(&given, "limit", 9), 5);
    assert_true(PARSE("today"));
    assert_int_equal(options_count(&given, "limit", 9), 9);
}

static void test_dashes_end_options(void **state)
{
    assert_true(PARSE("import", "--dry-run", "--", "--json", "-"));
    assert_int_equal(given.argument_count, 2);
    assert_string_equal(given.arguments[0], "--json");
    assert_string_equal(given.arguments[1], "-");
    assert_false(options_flag(&given, "json"));
}

static void test_many_are_kept_in_order(void **state)
{
    const char *const *values;
    assert_true(PARSE("add", "Ann", "--cell", "1", "--hot", "--cell=2"));
    assert_int_equal(options_all(arena, &given, "cell", &values), 2);
    assert_string_equal(values[0], "1");
    assert_string_equal(values[1], "2");
    assert_int_equal(options_all(arena, &given, "office", &values), 0);
}

static void test_twice_is_noticed(void **state)
{
    assert_false(PARSE("add", "Ann", "--note", "a", "--note", "b"));
    assert_says("--note is given twice");
    assert_true(PARSE("--db", "alias.db", "today", "--db", "mine.db"));
    assert_string_equal(options_text(&given, "db"), "mine.db");
}

static void test_finds_subcommands(void **state)
{
    assert_true(PARSE("promises", "kept", "12"));
    assert_string_equal(given.parent->name, "promises");
    assert_string_equal(given.command->name, "kept");
    assert_string_equal(given.arguments[0], "12");
    assert_string_equal(options_command_name(arena, &given), "beck promises kept");
    assert_true(PARSE("promises", "--all"));
    assert_string_equal(given.command->name, "promises");
    assert_false(PARSE("promises", "kpet", "12"));
    assert_says("did you mean `beck promises kept`?");
    assert_false(PARSE("config", "zzzzzz"));
    assert_says("it has list, get, set, unset");
}

static void test_typing_errors_get_suggestions(void **state)
{
    assert_false(PARSE("tody"));
    assert_says("did you mean `beck today`?");
    assert_false(PARSE("frobnicate"));
    assert_says("`beck help` lists them");
    assert_false(PARSE("add", "Ann", "--sorce", "show"));
    assert_says("did you mean --source?");
    assert_string_equal(err.field, "sorce");
    assert_false(PARSE("--jsn", "today"));
    assert_says("did you mean --json?");
    assert_false(PARSE("--source", "show", "add", "Ann"));
    assert_says("options of one command stand behind its name");
    assert_false(PARSE("add", "Ann", "--role", "decide"));
    assert_says("did you mean decides?");
    assert_false(PARSE("completion", "powershell"));
    assert_says("bash, zsh or fish");
    assert_false(PARSE("today", "-x"));
    assert_says("no option -x");
}

static void test_wrong_values_are_named(void **state)
{
    assert_false(PARSE("today", "--limit", "many"));
    assert_says("--limit takes a whole number, 1 or more, not \"many\"");
    assert_false(PARSE("today", "--limit", "0"));
    assert_says("--limit takes a whole number");
    assert_false(PARSE("today", "--all=yes"));
    assert_says("--all takes no value");
    assert_false(PARSE("log", "12", "talked", "--note"));
    assert_says("--note needs a value");
    assert_false(PARSE("log", "12", "talked", "--note", "--json"));
    assert_says("--note needs a value");
    assert_false(PARSE("log", "12", "talked", "--set", "cell"));
    assert_says("--set takes NAME=VALUE");
    assert_false(PARSE("log", "12", "talked", "--set", "cel=1"));
    assert_says("did you mean cell?");
    assert_false(PARSE("set", "7", "titel=Buyer"));
    assert_says("did you mean title?");
}

static void test_arguments_are_counted(void **state)
{
    assert_false(PARSE("log", "12"));
    assert_says("`beck log` needs OUTCOME");
    assert_false(PARSE("today", "12"));
    assert_says("does not know what to do with \"12\"");
    assert_false(PARSE("add", "Ann", "Ford"));
    assert_says("words that belong together stand in quotes");
    assert_true(PARSE("find", "ann", "ford"));
    assert_true(PARSE("undo"));
    assert_false(PARSE("undo", "x"));
    assert_says("N takes a whole number");
    assert_false(PARSE("--json"));
    assert_says("beck needs a command");
}

static void test_help_needs_no_arguments(void **state)
{
    assert_true(PARSE("log", "--help"));
    assert_string_equal(given.command->name, "log");
    assert_true(options_flag(&given, "help"));
    assert_true(PARSE("--version"));
    assert_null(given.command);
    assert_true(PARSE("-h"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_takes_options_anywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_values_may_be_empty_or_look_odd, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dashes_end_options, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_are_kept_in_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_twice_is_noticed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_finds_subcommands, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_typing_errors_get_suggestions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong_values_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_arguments_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_help_needs_no_arguments, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
