#include "cli/completion.h"

#include "cli/command_table.h"

#include <stdio.h>

static void put_quoted(Buf *out, const char *text)
{
    buf_addc(out, '\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            buf_addc(out, '\\');
        buf_addc(out, *text);
    }
    buf_addc(out, '\'');
}

static void put_choices(Buf *out, const char *const *choices)
{
    buf_adds(out, " -a '");
    for (size_t i = 0; choices[i]; i++)
        buf_addf(out, "%s%s", i ? " " : "", choices[i]);
    buf_adds(out, "'");
}

static void put_option(Buf *out, const char *condition, const Option *option)
{
    buf_addf(out, "complete -c beck%s -l %s", condition, option->name);
    if (option->letter)
        buf_addf(out, " -s %c", option->letter);
    if (option->kind == VALUE_FILE || option->kind == VALUE_FOLDER)
        buf_adds(out, " -r -F");
    else if (option->kind != VALUE_NONE)
        buf_adds(out, " -x"); /* -r alone would offer files, too */
    if (option->choices)
        put_choices(out, option->choices);
    buf_adds(out, " -d ");
    put_quoted(out, option->about);
    buf_adds(out, "\n");
}

static void put_arguments(Buf *out, const char *condition, const Argument *arguments)
{
    for (; arguments && arguments->name; arguments++) {
        if (!arguments->choices && arguments->kind != VALUE_FILE)
            continue;
        buf_addf(out, "complete -c beck%s", condition);
        if (arguments->kind == VALUE_FILE)
            buf_adds(out, " -F");
        else
            put_choices(out, arguments->choices);
        buf_adds(out, "\n");
    }
}

static void put_name(Buf *out, const char *condition, const Command *command)
{
    buf_addf(out, "complete -c beck%s -a %s -d ", condition, command->name);
    put_quoted(out, command->about);
    buf_adds(out, "\n");
}

static void visit(void *out, const Command *parent, const Command *command)
{
    char name_condition[200], condition[200];
    if (parent) {
        snprintf(name_condition, sizeof name_condition, " -n '__fish_seen_subcommand_from %s'",
                 parent->name);
        snprintf(condition, sizeof condition,
                 " -n '__fish_seen_subcommand_from %s; and __fish_seen_subcommand_from %s'",
                 parent->name, command->name);
    } else {
        snprintf(name_condition, sizeof name_condition, " -n __fish_use_subcommand");
        snprintf(condition, sizeof condition, " -n '__fish_seen_subcommand_from %s'",
                 command->name);
    }
    put_name(out, name_condition, command);
    for (const Option *option = command->options; option && option->name; option++)
        put_option(out, condition, option);
    put_arguments(out, condition, command->arguments);
}

void completion_fish(Buf *out)
{
    buf_adds(out, "# fish completion of beck; made by `beck completion fish`\n"
                  "complete -c beck -f\n");
    for (const Option *option = command_global_options(); option->name; option++)
        put_option(out, "", option);
    command_each(visit, out);
}
