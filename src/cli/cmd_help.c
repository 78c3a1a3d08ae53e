/* help, completion, version, man. */
#include "cli/commands.h"

#include "base/text.h"
#include "cli/command_table.h"
#include "cli/completion.h"
#include "cli/help.h"
#include "cli/man.h"

#include <string.h>

enum { TOPICS_MOST = 32 };

static const HelpTopic *find_topic(const char *name)
{
    for (const HelpTopic *topic = help_topics(); topic->name; topic++)
        if (text_equal(topic->name, name))
            return topic;
    return NULL;
}

static bool no_such_help(Cli *cli, const char *name, Err *err)
{
    const char *near = command_nearest(NULL, name), *topics[TOPICS_MOST + 1];
    size_t count = 0;
    for (const HelpTopic *topic = help_topics(); topic->name && count < TOPICS_MOST; topic++)
        topics[count++] = topic->name;
    topics[count] = NULL;
    near = near ? near : text_nearest(name, topics);
    if (near)
        return cli_wrong(cli, err, "command",
                         "there is no help about \"%s\"; did you mean `beck help %s`?", name, near);
    return cli_wrong(cli, err, "command",
                     "there is no help about \"%s\"; `beck help` lists what there is", name);
}

static bool no_such_subcommand(Cli *cli, const Command *command, const char *name, Err *err)
{
    const char *near = command->subcommands ? command_nearest(command->subcommands, name) : NULL;
    return near ? cli_wrong(cli, err, "command",
                            "`beck %s` has no \"%s\"; did you mean `beck help %s %s`?",
                            command->name, name, command->name, near)
                : cli_wrong(cli, err, "command", "`beck %s` has no \"%s\"", command->name, name);
}

bool cmd_help(Cli *cli, Err *err)
{
    const char *name = cli_argument(cli, 0), *sub = cli_argument(cli, 1);
    if (!name) {
        help_overview(&cli->page);
        return true;
    }
    const HelpTopic *topic = find_topic(name);
    const Command *command = command_named(name), *below = NULL;
    if (command && sub) {
        below = command_find(command->subcommands, sub);
        if (!below)
            return no_such_subcommand(cli, command, sub, err);
    }
    if (command && !command->hidden)
        help_of(&cli->page, below ? command : NULL, below ? below : command);
    else if (topic)
        topic->show(&cli->page);
    else
        return no_such_help(cli, name, err);
    return true;
}

bool cmd_completion(Cli *cli, Err *err)
{
    const char *shell = cli_argument(cli, 0);
    if (text_equal(shell, "bash"))
        completion_bash(&cli->page.out);
    else if (text_equal(shell, "zsh"))
        completion_zsh(&cli->page.out);
    else
        completion_fish(&cli->page.out);
    return true;
}

static void show_version(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_PLAIN, "beck %s", doc_text(doc, "version"));
    page_end(page);
}

bool cmd_version(Cli *cli, Err *err)
{
    Doc *doc = doc_object(cli->arena);
    doc_set_text(cli->arena, doc, "version", cli_version());
    cli_show(cli, doc, show_version);
    return true;
}

/* "beck-today", as pages are called, or "today". */
bool cmd_man(Cli *cli, Err *err)
{
    const char *name = cli_argument(cli, 0);
    if (options_flag(&cli->given, "list")) {
        man_list(&cli->page.out);
        return true;
    }
    if (!name || text_equal(name, "beck")) {
        man_overview(cli->arena, &cli->page.out);
        return true;
    }
    name += text_starts(name, "beck-") ? strlen("beck-") : 0;
    const Command *command = command_named(name);
    if (!command || command->hidden)
        return no_such_help(cli, name, err);
    man_command(cli->arena, command, &cli->page.out);
    return true;
}
