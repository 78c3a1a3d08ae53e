#include "cli/completion.h"

#include "cli/command_table.h"

/* bash splits words at "=", which is why a value behind it is a word of its own. What may stand
 * where: behind an option its value, else options for a dash, else the command's own words. */
static const char head[] = "# bash completion of beck; made by `beck completion bash`\n"
                           "_beck() {\n"
                           "    local word=${COMP_WORDS[COMP_CWORD]}\n"
                           "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
                           "    local command='' sub='' options='' words='' files='' value='' i\n"
                           "    if [[ $word == '=' ]]; then\n"
                           "        word=''\n"
                           "    elif [[ $before == '=' ]]; then\n"
                           "        before=${COMP_WORDS[COMP_CWORD-2]}\n"
                           "    fi\n"
                           "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                           "        case ${COMP_WORDS[i]} in\n";
static const char words_of_line[] =
    ")\n"
    "            [[ ${COMP_WORDS[i+1]} == '=' ]] && ((i++))\n"
    "            ((i++)) ;;\n"
    "        -* | '=') ;;\n"
    "        *)\n"
    "            if [[ -z $command ]]; then command=${COMP_WORDS[i]}\n"
    "            elif [[ -z $sub ]]; then sub=${COMP_WORDS[i]}; fi ;;\n"
    "        esac\n"
    "    done\n"
    "    case \"$command $before\" in\n";
static const char own_words[] = "    esac\n"
                                "    [[ -z $value ]] && case \"$command $sub\" in\n";
static const char tail[] = "    esac\n"
                           "    if [[ $word == -* ]]; then\n"
                           "        words=$options files=''\n"
                           "    fi\n"
                           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                           "    if [[ -n $files ]]; then\n"
                           "        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
                           "        compopt -o filenames 2>/dev/null\n"
                           "    fi\n"
                           "}\n"
                           "complete -F _beck beck\n";

static void put_words(Buf *out, const char *const *words)
{
    for (; words && *words; words++)
        buf_addf(out, " %s", *words);
}

static void put_option_names(Buf *out, const Option *options)
{
    for (; options && options->name; options++)
        buf_addf(out, " --%s", options->name);
}

/* --- options that a value follows --- */

static void put_valued(Buf *out, const Option *options)
{
    for (; options && options->name; options++) {
        if (options->kind == VALUE_NONE)
            continue;
        buf_addf(out, "|--%s", options->name);
        if (options->letter)
            buf_addf(out, "|-%c", options->letter);
    }
}

static void visit_valued(void *out, const Command *parent, const Command *command)
{
    put_valued(out, command->options);
}

/* --- their values --- */

/* `command` is a pattern; a subcommand's options are found by its command's name. */
static void put_values(Buf *out, const char *command, const Option *options)
{
    for (; options && options->name; options++) {
        if (options->kind == VALUE_NONE)
            continue;
        buf_addf(out, "    %s' --%s'", command, options->name);
        if (options->letter)
            buf_addf(out, " | %s' -%c'", command, options->letter);
        buf_adds(out, ") value=1");
        if (options->kind == VALUE_FILE)
            buf_adds(out, " files=1");
        if (options->choices) {
            buf_adds(out, " words='");
            put_words(out, options->choices);
            buf_adds(out, "'");
        }
        buf_adds(out, " ;;\n");
    }
}

static void visit_values(void *out, const Command *parent, const Command *command)
{
    put_values(out, parent ? parent->name : command->name, command->options);
}

/* --- words of commands --- */

static void put_command(Buf *out, const char *before, const char *name, const char *behind,
                        const Command *command)
{
    buf_addf(out, "    '%s%s%s'%s)\n        options='", before, *before ? " " : "", name, behind);
    put_option_names(out, command->options);
    put_option_names(out, command_global_options());
    buf_adds(out, "'\n        words='");
    for (const Command *sub = command->subcommands; sub && sub->name; sub++)
        buf_addf(out, " %s", sub->name);
    bool files = false;
    for (const Argument *each = command->arguments; each && each->name; each++) {
        put_words(out, each->choices);
        files = files || each->kind == VALUE_FILE;
    }
    buf_addf(out, "'%s ;;\n", files ? " files=1" : "");
}

static void visit_subcommand(void *out, const Command *parent, const Command *command)
{
    if (parent)
        put_command(out, parent->name, command->name, "", command);
}

static void visit_command(void *out, const Command *parent, const Command *command)
{
    if (!parent)
        put_command(out, "", command->name, "' '*", command);
}

static void visit_name(void *out, const Command *parent, const Command *command)
{
    if (!parent)
        buf_addf(out, " %s", command->name);
}

void completion_bash(Buf *out)
{
    buf_adds(out, head);
    buf_adds(out, "        --");
    put_valued(out, command_global_options());
    command_each(visit_valued, out);
    buf_adds(out, words_of_line);
    put_values(out, "*", command_global_options());
    command_each(visit_values, out);
    buf_adds(out, own_words);
    /* A subcommand stands before its command, whose pattern takes all the rest. */
    command_each(visit_subcommand, out);
    command_each(visit_command, out);
    buf_adds(out, "    ' ')\n        options='");
    put_option_names(out, command_global_options());
    buf_adds(out, "'\n        words='");
    command_each(visit_name, out);
    buf_adds(out, "' ;;\n");
    buf_adds(out, tail);
}
