/* What must hold for every row of the table of commands, now and for those to come. */
#include "cli/command_table.h"

#include "action/log_outcome.h"
#include "base/text.h"
#include "cli/completion.h"
#include "cli/help.h"
#include "cli/man.h"
#include "cli/options.h"
#include "follow/outcome.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;

static int set_up(void **state)
{
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(arena);
    return 0;
}

static const char *full_name(const Command *parent, const Command *command)
{
    return parent ? arena_printf(arena, "%s %s", parent->name, command->name) : command->name;
}

/* A sentence without capital and full stop. */
static void assert_phrase(const char *whose, const char *about)
{
    if (text_empty(about) || text_ends_nocase(about, ".") || strlen(about) > 100)
        fail_msg("%s: \"%s\"", whose, text_or(about, "(nothing)"));
}

static void check_option(const char *whose, const Option *option)
{
    assert_phrase(arena_printf(arena, "%s --%s", whose, option->name), option->about);
    bool valued = option->kind != VALUE_NONE;
    if (valued != (option->value != NULL))
        fail_msg("%s --%s: a value has a name, a flag has none", whose, option->name);
    if (option->kind == VALUE_CHOICE && !option->choices)
        fail_msg("%s --%s: a choice of nothing", whose, option->name);
}

static void check_options(const char *whose, const Option *options)
{
    for (const Option *option = options; option && option->name; option++) {
        check_option(whose, option);
        for (const Option *other = command_global_options(); other->name; other++)
            if (options != command_global_options() &&
                (text_equal(other->name, option->name) ||
                 (option->letter && other->letter == option->letter)))
                fail_msg("%s --%s: all commands have one of that name", whose, option->name);
        for (const Option *other = option + 1; other->name; other++)
            if (text_equal(other->name, option->name) ||
                (option->letter && other->letter == option->letter))
                fail_msg("%s: --%s and --%s are the same", whose, option->name, other->name);
    }
}

static void check_arguments(const char *whose, const Argument *arguments)
{
    bool optional = false;
    for (const Argument *argument = arguments; argument && argument->name; argument++) {
        assert_phrase(arena_printf(arena, "%s %s", whose, argument->name), argument->about);
        if (optional && !argument->optional)
            fail_msg("%s: %s must be optional like those before it", whose, argument->name);
        if (argument->many && argument[1].name)
            fail_msg("%s: nothing can stand behind %s", whose, argument->name);
        optional = argument->optional;
    }
}

static void check_command(void *context, const Command *parent, const Command *command)
{
    const char *name = full_name(parent, command);
    assert_phrase(name, command->about);
    check_options(name, command->options);
    check_arguments(name, command->arguments);
    if (!command->examples || !command->examples->line)
        fail_msg("%s has no example", name);
    if (!command->run && !command->subcommands)
        fail_msg("%s can do nothing", name);
}

static void test_rows_are_whole(void **state)
{
    check_options("beck", command_global_options());
    command_each(check_command, NULL);
}

/* --- examples are commands that parse --- */

/* Words as a shell splits them: double quotes hold together, what stands behind ">" or "|" is not
 * ours. */
static size_t split(const char *line, const char **words, size_t most)
{
    size_t count = 0;
    char *at = arena_strdup(arena, line);
    while (count < most && *(at += strspn(at, " ")) && !strchr(">|", *at)) {
        char *to = at;
        words[count++] = at;
        bool quoted = false;
        for (; *at && (quoted || *at != ' '); at++) {
            if (*at == '"')
                quoted = !quoted;
            else
                *to++ = *at;
        }
        bool more = *at;
        *to = '\0';
        at += more;
    }
    return count;
}

static void check_examples(void *context, const Command *parent, const Command *command)
{
    for (const Example *example = command->examples; example->line; example++) {
        const char *words[40] = {NULL};
        size_t count = split(example->line, words, 40);
        Given given;
        Err err;
        assert_string_equal(words[0], "beck");
        if (!options_parse(arena, count - 1, words + 1, &given, &err))
            fail_msg("%s: %s", example->line, err.message);
        if (given.command != command)
            fail_msg("`%s` is no example of %s", example->line, full_name(parent, command));
        if (text_empty(example->about) || text_empty(strpbrk(example->about, ".?!0")))
            fail_msg("`%s`: what it does is a sentence", example->line);
    }
}

static void test_examples_are_understood(void **state)
{
    command_each(check_examples, NULL);
}

/* --- help, man pages and completions have everything --- */

static const char *everything(Buf *buf)
{
    assert_false(buf->over);
    return arena_strndup(arena, buf->at, buf->length);
}

static void check_help(void *context, const Command *parent, const Command *command)
{
    Page page = page_new(arena, 100, false, 0, zone_utc());
    help_of(&page, parent, command);
    const char *help = everything(&page.out);
    for (const Option *option = command->options; option && option->name; option++)
        if (!strstr(help, arena_printf(arena, "--%s", option->name)))
            fail_msg("the help of %s is silent about --%s", command->name, option->name);
    for (const Argument *argument = command->arguments; argument && argument->name; argument++)
        assert_non_null(strstr(help, argument->name));
    assert_non_null(strstr(help, "Examples\n"));
    page_free(&page);
}

static void test_help_tells_all(void **state)
{
    command_each(check_help, NULL);
    Page page = page_new(arena, 80, false, 0, zone_utc());
    help_overview(&page);
    const char *help = everything(&page.out);
    for (int group = 0; group < COMMAND_GROUPS; group++)
        for (const Command *command = command_group(group); command->name; command++)
            assert_true(command->hidden ||
                        strstr(help, arena_printf(arena, "\n  %s ", command->name)));
    assert_null(strstr(help, "\n  man "));
    page_free(&page);
}

static void assert_fits(const char *text, int columns)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        char *line = arena_strndup(arena, text, length);
        if (text_columns(line) > columns)
            fail_msg("wider than %d columns: %s", columns, line);
        text += length + (text[length] == '\n');
    }
}

static void check_width(void *context, const Command *parent, const Command *command)
{
    Page page = page_new(arena, 80, false, 0, zone_utc());
    help_of(&page, parent, command);
    assert_fits(everything(&page.out), 80);
    page_free(&page);
}

static void test_help_fits_the_terminal(void **state)
{
    command_each(check_width, NULL);
    for (const HelpTopic *topic = help_topics(); topic->name; topic++) {
        Page page = page_new(arena, 80, false, 0, zone_utc());
        topic->show(&page);
        assert_fits(everything(&page.out), 80);
        assert_null(command_named(topic->name));
        page_free(&page);
    }
}

static void check_man(void *context, const Command *parent, const Command *command)
{
    if (parent)
        return;
    Buf page = buf_new(1 << 20);
    man_command(arena, command, &page);
    const char *text = everything(&page);
    assert_non_null(strstr(text, ".Sh NAME\n"));
    for (const Option *option = command->options; option && option->name; option++)
        assert_non_null(strstr(text, arena_printf(arena, "Fl -%s", option->name)));
    for (const Command *sub = command->subcommands; sub && sub->name; sub++)
        assert_non_null(
            strstr(text, arena_printf(arena, ".Ss beck %s %s", command->name, sub->name)));
    for (const char *at = text; *at; at++)
        assert_true((unsigned char)*at < 0x80);
    buf_free(&page);
}

static void test_man_pages_tell_all(void **state)
{
    command_each(check_man, NULL);
}

static void check_completed(void *scripts, const Command *parent, const Command *command)
{
    for (const char **script = scripts; *script; script++) {
        assert_non_null(strstr(*script, command->name));
        for (const Option *option = command->options; option && option->name; option++)
            if (!strstr(*script, option->name))
                fail_msg("%s --%s is not completed", command->name, option->name);
    }
}

static void test_completions_know_all(void **state)
{
    static void (*const shells[])(Buf *) = {completion_bash, completion_zsh, completion_fish};
    const char *scripts[4] = {NULL};
    for (size_t i = 0; i < 3; i++) {
        Buf script = buf_new(1 << 20);
        shells[i](&script);
        scripts[i] = everything(&script);
        buf_free(&script);
    }
    command_each(check_completed, scripts);
}

/* --- words that other rooms own --- */

static void assert_same_words(const char *what, const char *const *ours, const char *const *theirs)
{
    for (; *ours && *theirs; ours++, theirs++)
        if (!text_equal(*ours, *theirs))
            fail_msg("%s: \"%s\" here, \"%s\" there", what, *ours, *theirs);
    if (*ours || *theirs)
        fail_msg("%s: \"%s\" stands on one side only", what, *ours ? *ours : *theirs);
}

static void test_words_are_those_of_the_rules(void **state)
{
    const char *outcomes[OUTCOMES] = {NULL}, *results[RESULTS] = {NULL}, *excuses[EXCUSES] = {NULL};
    const char *channels[CHANNELS] = {NULL}, *fields[64] = {NULL};
    for (int i = 1; i < OUTCOMES; i++)
        outcomes[i - 1] = outcome_name((Outcome)i);
    for (int i = 1; i < RESULTS; i++)
        results[i - 1] = result_name((Result)i);
    for (int i = 1; i < EXCUSES; i++)
        excuses[i - 1] = excuse_name((Excuse)i);
    for (int i = 1; i < CHANNELS; i++)
        channels[i - 1] = channel_name((Channel)i);
    LogField field;
    for (size_t i = 0; log_set_field(i, &field); i++)
        fields[i] = field.name;
    const Command *log = command_named("log");
    assert_same_words("outcome", log->arguments[1].choices, outcomes);
    assert_same_words("result", command_option(log, "result")->choices, results);
    assert_same_words("excuse", command_option(log, "because")->choices, excuses);
    assert_same_words("channel", command_option(log, "channel")->choices, channels);
    assert_same_words("field", command_option(log, "set")->choices, fields);
}

static void test_suggests_the_nearest(void **state)
{
    assert_string_equal(command_nearest(NULL, "imprt"), "import");
    assert_null(command_nearest(NULL, "xyzzy"));
    assert_null(command_nearest(NULL, "man")); /* hidden */
    assert_string_equal(command_nearest(command_named("config")->subcommands, "unest"), "unset");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows_are_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_examples_are_understood, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_help_tells_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_help_fits_the_terminal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_man_pages_tell_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_completions_know_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_words_are_those_of_the_rules, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_suggests_the_nearest, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
