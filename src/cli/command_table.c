#include "cli/command_table.h"

#include "base/text.h"
#include "cli/table_part.h"

#include <string.h>

static const Option global_options[] = {
    {.name = "db",
     .kind = VALUE_FILE,
     .value = "PATH",
     .about = "the database: a file, or postgres://…; else $BECK_DB, else the default place"},
    {.name = "user",
     .kind = VALUE_USER,
     .value = "NAME",
     .about = "who you are: a name or part of it; else the first user"},
    {.name = "workspace",
     .kind = VALUE_TEXT,
     .value = "NAME",
     .about = "which company's data, where there are several"},
    {.name = "now",
     .kind = VALUE_TIME,
     .value = "TIME",
     .about = "sets the clock for everything: 2026-12-01T09:00:00Z, \"friday 9:00\""},
    {.name = "json", .about = "prints the document as JSON, errors too"},
    {.name = "color", .about = "colours even where output is no terminal"},
    {.name = "no-color", .about = "no colours; NO_COLOR in the environment does the same"},
    {.name = "no-pager", .about = "shows long text at once, without $PAGER"},
    {.name = "help", .letter = 'h', .about = "shows what a command does"},
    {.name = "version", .letter = 'V', .about = "prints the version of Beck"},
    {0},
};

static const struct {
    const char *title;
    const Command *commands;
} groups[COMMAND_GROUPS] = {
    [COMMANDS_DAY] = {"Every day", commands_day},
    [COMMANDS_LEADS] = {"Leads", commands_leads},
    [COMMANDS_WORDS] = {"What to say and to give", commands_words},
    [COMMANDS_LOOK] = {"Looking back and ahead", commands_look},
    [COMMANDS_SEND] = {"Sending", commands_send},
    [COMMANDS_OUTWARD] = {"Other programs", commands_outward},
    [COMMANDS_HOUSE] = {"Keeping house", commands_house},
    [COMMANDS_HELP] = {"Help", commands_help},
};

const Option *command_global_options(void)
{
    return global_options;
}

const Command *command_group(CommandGroup group)
{
    return groups[group].commands;
}

const char *command_group_title(CommandGroup group)
{
    return groups[group].title;
}

const Command *command_find(const Command *commands, const char *name)
{
    for (; commands && commands->name; commands++)
        if (strcmp(commands->name, name) == 0)
            return commands;
    return NULL;
}

const Command *command_named(const char *name)
{
    const Command *found = NULL;
    for (int group = 0; group < COMMAND_GROUPS && !found; group++)
        found = command_find(groups[group].commands, name);
    return found;
}

static size_t add_names(const Command *commands, const char **names, size_t count)
{
    for (; commands && commands->name && count < COMMANDS_MOST; commands++)
        if (!commands->hidden)
            names[count++] = commands->name;
    names[count] = NULL;
    return count;
}

const char *command_nearest(const Command *commands, const char *name)
{
    const char *names[COMMANDS_MOST + 1];
    size_t count = 0;
    if (commands)
        add_names(commands, names, 0);
    for (int group = 0; group < COMMAND_GROUPS && !commands; group++)
        count = add_names(groups[group].commands, names, count);
    return text_nearest(name, names);
}

const Option *command_option(const Command *command, const char *name)
{
    for (const Option *option = command->options; option && option->name; option++)
        if (strcmp(option->name, name) == 0)
            return option;
    return NULL;
}

void command_each(CommandVisit *visit, void *context)
{
    for (int group = 0; group < COMMAND_GROUPS; group++)
        for (const Command *command = groups[group].commands; command->name; command++) {
            if (command->hidden)
                continue;
            visit(context, NULL, command);
            for (const Command *sub = command->subcommands; sub && sub->name; sub++)
                visit(context, command, sub);
        }
}
