#include "cli/completion.h"

#include "cli/command_table.h"

#include <stdio.h>

static const char head[] = "#compdef beck\n"
                           "# zsh completion of beck; made by `beck completion zsh`\n"
                           "_beck() {\n"
                           "    local context state state_descr line\n"
                           "    typeset -A opt_args\n"
                           "    local -a globals commands\n"
                           "    globals=(\n";
static const char commands_begin[] = "    )\n"
                                     "    commands=(\n";
static const char choose[] = "    )\n"
                             "    _arguments -C $globals '1:command:->command' '*::word:->word'\n"
                             "    case $state in\n"
                             "    command) _describe -t commands command commands ;;\n"
                             "    word)\n"
                             "        case $words[1] in\n";
static const char tail[] = "        esac ;;\n"
                           "    esac\n"
                           "}\n"
                           "_beck \"$@\"\n";

/* In single quotes, where "'" must be doubled in its way, and in a description, where brackets and
 * colons end it. */
static void put_description(Buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            buf_adds(out, "'\\''");
        else if (*text == '[' || *text == ']' || *text == ':' || *text == '\\')
            buf_addf(out, "\\%c", *text);
        else
            buf_addc(out, *text);
    }
}

/* What completes a value: fixed words, files, or nothing. */
static void put_action(Buf *out, ValueKind kind, const char *const *choices)
{
    if (kind == VALUE_FILE) {
        buf_adds(out, "_files");
    } else if (choices) {
        buf_adds(out, "(");
        for (size_t i = 0; choices[i]; i++)
            buf_addf(out, "%s%s", i ? " " : "", choices[i]);
        buf_adds(out, ")");
    } else {
        buf_adds(out, " ");
    }
}

static void put_option(Buf *out, const char *indent, const char *dashes, const Option *option)
{
    buf_addf(out, "%s'%s%s%s[", indent, option->many ? "*" : "", dashes,
             option->kind == VALUE_NONE || dashes[1] != '-' ? "" : "=");
    put_description(out, option->about);
    buf_adds(out, "]");
    if (option->kind != VALUE_NONE) {
        buf_adds(out, ":");
        put_description(out, option->value);
        buf_adds(out, ":");
        put_action(out, option->kind, option->choices);
    }
    buf_adds(out, "'\n");
}

static void put_options(Buf *out, const char *indent, const Option *options)
{
    for (; options && options->name; options++) {
        char dashes[64];
        snprintf(dashes, sizeof dashes, "--%s", options->name);
        put_option(out, indent, dashes, options);
        snprintf(dashes, sizeof dashes, "-%c", options->letter);
        if (options->letter)
            put_option(out, indent, dashes, options);
    }
}

static void put_arguments(Buf *out, const char *indent, const Argument *arguments)
{
    for (; arguments && arguments->name; arguments++) {
        buf_addf(out, "%s'%s%s", indent, arguments->many ? "*" : "",
                 arguments->optional && !arguments->many ? ":" : "");
        buf_adds(out, ":");
        put_description(out, arguments->name);
        buf_adds(out, ":");
        put_action(out, arguments->kind, arguments->choices);
        buf_adds(out, "'\n");
    }
}

/* One line that is continued, so that what each takes stands in a line of its own. */
static void put_command(Buf *out, const char *indent, const Command *command)
{
    buf_addf(out, "%slocal -a own=(\n", indent);
    put_options(out, indent, command->options);
    put_arguments(out, indent, command->arguments);
    buf_addf(out, "%s)\n%s_arguments $globals $own ;;\n", indent, indent);
}

static void put_described(Buf *out, const char *indent, const Command *command)
{
    buf_addf(out, "%s'%s:", indent, command->name);
    put_description(out, command->about);
    buf_adds(out, "'\n");
}

static void put_subcommands(Buf *out, const Command *command)
{
    buf_adds(out, "            if (( CURRENT == 2 )); then\n"
                  "                local -a below=(\n");
    for (const Command *sub = command->subcommands; sub->name; sub++)
        put_described(out, "                    ", sub);
    buf_adds(out, "                )\n"
                  "                _describe -t commands command below\n"
                  "            fi\n"
                  "            case $words[2] in\n");
    for (const Command *sub = command->subcommands; sub->name; sub++) {
        buf_addf(out,
                 "            %s)\n"
                 "                shift words; (( CURRENT-- ))\n",
                 sub->name);
        put_command(out, "                ", sub);
    }
    buf_adds(out, "            *)\n");
    put_command(out, "                ", command);
    buf_adds(out, "            esac ;;\n");
}

static void visit_name(void *out, const Command *parent, const Command *command)
{
    if (!parent)
        put_described(out, "        ", command);
}

static void visit_command(void *out, const Command *parent, const Command *command)
{
    if (parent)
        return;
    buf_addf(out, "        %s)\n", command->name);
    if (command->subcommands)
        put_subcommands(out, command);
    else
        put_command(out, "            ", command);
}

void completion_zsh(Buf *out)
{
    buf_adds(out, head);
    put_options(out, "        ", command_global_options());
    buf_adds(out, commands_begin);
    command_each(visit_name, out);
    buf_adds(out, choose);
    command_each(visit_command, out);
    buf_adds(out, tail);
}
