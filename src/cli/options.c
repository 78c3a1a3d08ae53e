#include "cli/options.h"

#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"
#include "cli/command_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MOST = 64 }; /* of a command and all commands together */

typedef VEC(const char *) Words;
typedef VEC(GivenOption) GivenOptions;

typedef struct Parse {
    Arena *arena;
    const char *const *words;
    size_t count, at;
    Words arguments;
    GivenOptions options;
    Given *given;
    Err *err;
} Parse;

char *options_command_name(Arena *arena, const Given *given)
{
    if (!given->command)
        return arena_strdup(arena, "beck");
    if (!given->parent)
        return arena_printf(arena, "beck %s", given->command->name);
    return arena_printf(arena, "beck %s %s", given->parent->name, given->command->name);
}

/* --- which options there are --- */

static const Option *find_option(const Option *options, const char *name, size_t length)
{
    for (; options && options->name; options++)
        if (strlen(options->name) == length && strncmp(options->name, name, length) == 0)
            return options;
    return NULL;
}

static const Option *find_letter(const Option *options, char letter)
{
    for (; options && options->name; options++)
        if (options->letter == letter)
            return options;
    return NULL;
}

static size_t add_names(const Option *options, const char **names, size_t count)
{
    for (; options && options->name && count < OPTIONS_MOST; options++)
        names[count++] = options->name;
    return count;
}

static bool unknown_option(Parse *parse, const char *name)
{
    const Command *command = parse->given->command;
    const char *names[OPTIONS_MOST + 1];
    size_t count = add_names(command ? command->options : NULL, names, 0);
    names[add_names(command_global_options(), names, count)] = NULL;
    const char *near = text_nearest(name, names);
    char *of = options_command_name(parse->arena, parse->given);
    if (near)
        return err_field(parse->err, ERR_INPUT, name, "`%s` has no option --%s; did you mean --%s?",
                         of, name, near);
    if (!command)
        return err_field(parse->err, ERR_INPUT, name,
                         "there is no option --%s of all commands; options of one command stand "
                         "behind its name",
                         name);
    return err_field(parse->err, ERR_INPUT, name, "`%s` has no option --%s", of, name);
}

/* --- values --- */

static bool wrong_choice(const char *what, const char *const *choices, const char *value, Err *err)
{
    const char *near = text_nearest(value, choices);
    if (near)
        return err_field(err, ERR_INPUT, what, "%s cannot be \"%s\"; did you mean %s?", what, value,
                         near);
    Buf all = buf_new(400);
    for (size_t i = 0; choices[i]; i++)
        buf_addf(&all, "%s%s", i == 0 ? "" : choices[i + 1] ? ", " : " or ", choices[i]);
    err_field(err, ERR_INPUT, what, "%s cannot be \"%s\"; it takes %s", what, value, all.at);
    buf_free(&all);
    return false;
}

static bool among(const char *const *choices, const char *value, size_t length)
{
    for (; *choices; choices++)
        if (strlen(*choices) == length && strncmp(*choices, value, length) == 0)
            return true;
    return false;
}

static bool check_pair(const char *what, const char *const *choices, const char *value, Err *err)
{
    const char *equals = strchr(value, '=');
    if (!equals || equals == value)
        return err_field(err, ERR_INPUT, what, "%s takes NAME=VALUE, not \"%s\"", what, value);
    if (!choices || among(choices, value, (size_t)(equals - value)))
        return true;
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)(equals - value), value);
    return wrong_choice(what, choices, name, err);
}

static bool check_count(const char *what, const char *value, Err *err)
{
    char *end;
    long number = strtol(value, &end, 10);
    if (end != value && !*end && number >= 1 && number <= 1000000000)
        return true;
    return err_field(err, ERR_INPUT, what, "%s takes a whole number, 1 or more, not \"%s\"", what,
                     value);
}

static bool check_value(const char *what, ValueKind kind, const char *const *choices,
                        const char *value, Err *err)
{
    switch (kind) {
    case VALUE_CHOICE:
        return among(choices, value, strlen(value)) || wrong_choice(what, choices, value, err);
    case VALUE_COUNT:
        return check_count(what, value, err);
    case VALUE_PAIR:
        return check_pair(what, choices, value, err);
    default:
        return true;
    }
}

/* --- options --- */

static bool given_before(const Parse *parse, const Option *option)
{
    for (size_t i = 0; i < parse->options.count; i++)
        if (parse->options.at[i].option == option)
            return true;
    return false;
}

/* An option of all commands may come twice, the last one counts: aliases of a shell bring the
 * first. */
static bool may_come(const Parse *parse, const Option *option)
{
    return option->many || !given_before(parse, option) ||
           find_option(command_global_options(), option->name, strlen(option->name)) == option;
}

/* `value` is what stands behind "=", or NULL. */
static bool take_option(Parse *parse, const Option *option, const char *value)
{
    char *what = arena_printf(parse->arena, "--%s", option->name);
    if (option->kind == VALUE_NONE) {
        if (value)
            return err_field(parse->err, ERR_INPUT, option->name, "%s takes no value", what);
        value = "";
    } else if (!value) {
        bool there = parse->at < parse->count && !text_starts(parse->words[parse->at], "--");
        if (!there)
            return err_field(parse->err, ERR_INPUT, option->name,
                             "%s needs a value: %s %s (or %s=%s, when it begins with dashes)", what,
                             what, option->value, what, option->value);
        value = parse->words[parse->at++];
    }
    if (!may_come(parse, option))
        return err_field(parse->err, ERR_INPUT, option->name, "%s is given twice; write it once",
                         what);
    if (!check_value(what, option->kind, option->choices, value, parse->err))
        return false;
    GivenOption *taken = vec_push(parse->arena, &parse->options);
    *taken = (GivenOption){option, value};
    return true;
}

static bool take_long(Parse *parse, const char *word)
{
    const Command *command = parse->given->command;
    size_t length = strcspn(word, "=");
    const Option *option = find_option(command_global_options(), word, length);
    if (!option && command)
        option = find_option(command->options, word, length);
    if (!option)
        return unknown_option(parse, arena_strndup(parse->arena, word, length));
    return take_option(parse, option, word[length] ? word + length + 1 : NULL);
}

/* "-h", "-n5", "-n 5" */
static bool take_short(Parse *parse, const char *word)
{
    const Command *command = parse->given->command;
    const Option *option = find_letter(command_global_options(), word[0]);
    if (!option && command)
        option = find_letter(command->options, word[0]);
    if (!option)
        return err_field(parse->err, ERR_INPUT, "",
                         "`%s` has no option -%s; what begins with a dash and is none stands "
                         "behind --",
                         options_command_name(parse->arena, parse->given), word);
    return take_option(parse, option, word[1] ? word + 1 : NULL);
}

/* --- commands and arguments --- */

static bool take_command(Parse *parse, const char *word)
{
    const Command *command = command_named(word);
    if (!command) {
        const char *near = command_nearest(NULL, word);
        return near ? err_field(parse->err, ERR_INPUT, "command",
                                "there is no command \"%s\"; did you mean `beck %s`?", word, near)
                    : err_field(parse->err, ERR_INPUT, "command",
                                "there is no command \"%s\"; `beck help` lists them", word);
    }
    parse->given->command = command;
    return true;
}

static bool take_subcommand(Parse *parse, const char *word, bool *taken)
{
    const Command *command = parse->given->command;
    const Command *found = command_find(command->subcommands, word);
    *taken = found;
    if (found) {
        parse->given->parent = command;
        parse->given->command = found;
        return true;
    }
    if (command->run && command->arguments)
        return true;
    const char *near = command_nearest(command->subcommands, word);
    Buf all = buf_new(400);
    for (const Command *each = command->subcommands; each->name; each++)
        buf_addf(&all, "%s%s", each == command->subcommands ? "" : ", ", each->name);
    if (near)
        err_field(parse->err, ERR_INPUT, "command",
                  "`beck %s` has no \"%s\"; did you mean `beck %s %s`?", command->name, word,
                  command->name, near);
    else
        err_field(parse->err, ERR_INPUT, "command", "`beck %s` has no \"%s\"; it has %s",
                  command->name, word, all.at);
    buf_free(&all);
    return false;
}

static bool take_plain(Parse *parse, const char *word)
{
    if (!parse->given->command)
        return take_command(parse, word);
    if (parse->given->command->subcommands && parse->arguments.count == 0) {
        bool taken;
        if (!take_subcommand(parse, word, &taken) || taken)
            return !taken ? false : true;
    }
    *vec_push(parse->arena, &parse->arguments) = word;
    return true;
}

static bool take_word(Parse *parse, bool *options_ended)
{
    const char *word = parse->words[parse->at++];
    if (*options_ended || word[0] != '-' || !word[1])
        return take_plain(parse, word);
    if (word[1] != '-')
        return take_short(parse, word + 1);
    if (!word[2]) {
        *options_ended = true;
        return true;
    }
    return take_long(parse, word + 2);
}

static bool check_arguments(Parse *parse)
{
    const Command *command = parse->given->command;
    const char *of = options_command_name(parse->arena, parse->given);
    size_t count = parse->arguments.count, place = 0;
    const Argument *argument = command->arguments;
    for (; argument && argument->name; argument++) {
        if (place == count) {
            if (argument->optional)
                return true;
            return err_field(parse->err, ERR_INPUT, argument->name, "`%s` needs %s: %s", of,
                             argument->name, argument->about);
        }
        do {
            if (!check_value(argument->name, argument->kind, argument->choices,
                             parse->arguments.at[place++], parse->err))
                return false;
        } while (argument->many && place < count);
    }
    if (place < count)
        return err_field(parse->err, ERR_INPUT, "",
                         "`%s` does not know what to do with \"%s\"; words that belong together "
                         "stand in quotes",
                         of, parse->arguments.at[place]);
    return true;
}

static bool asks_for_help(const Given *given)
{
    return options_flag(given, "help") || options_flag(given, "version");
}

static void hand_over(Parse *parse)
{
    parse->given->arguments = parse->arguments.at;
    parse->given->argument_count = parse->arguments.count;
    parse->given->options = parse->options.at;
    parse->given->option_count = parse->options.count;
}

bool options_parse(Arena *arena, size_t count, const char *const *words, Given *given, Err *err)
{
    *given = (Given){0};
    Parse parse = {.arena = arena, .words = words, .count = count, .given = given, .err = err};
    bool options_ended = false, understood = true;
    while (understood && parse.at < count)
        understood = take_word(&parse, &options_ended);
    hand_over(&parse);
    if (!understood)
        return false;
    if (asks_for_help(given))
        return true;
    if (!given->command)
        return err_field(err, ERR_INPUT, "command", "beck needs a command; `beck help` lists them");
    if (!given->command->run)
        return err_field(err, ERR_INPUT, "command", "`beck %s` needs to know what to do",
                         given->command->name);
    return check_arguments(&parse);
}

/* --- asking for them --- */

static void must_be_known(const Given *given, const char *name)
{
    size_t length = strlen(name);
    if (find_option(command_global_options(), name, length) ||
        (given->command && find_option(given->command->options, name, length)))
        return;
    fprintf(stderr, "beck: the table of commands has no option --%s here\n", name);
    abort();
}

const char *options_text(const Given *given, const char *name)
{
    must_be_known(given, name);
    const char *value = NULL;
    for (size_t i = 0; i < given->option_count; i++)
        if (text_equal(given->options[i].option->name, name))
            value = given->options[i].value;
    return value;
}

bool options_flag(const Given *given, const char *name)
{
    return options_text(given, name);
}

long options_count(const Given *given, const char *name, long otherwise)
{
    const char *value = options_text(given, name);
    return value ? strtol(value, NULL, 10) : otherwise;
}

size_t options_all(Arena *arena, const Given *given, const char *name, const char *const **values)
{
    must_be_known(given, name);
    Words all = {0};
    for (size_t i = 0; i < given->option_count; i++)
        if (text_equal(given->options[i].option->name, name))
            *vec_push(arena, &all) = given->options[i].value;
    *values = all.at;
    return all.count;
}
