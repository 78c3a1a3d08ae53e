/* The table of commands, and the options every command takes.
 *
 * The rows stand in table_*.c, one file a group of help. */
#pragma once

#include "cli/command.h"

typedef enum CommandGroup {
    COMMANDS_DAY,
    COMMANDS_LEADS,
    COMMANDS_WORDS,
    COMMANDS_LOOK,
    COMMANDS_SEND,
    COMMANDS_OUTWARD,
    COMMANDS_HOUSE,
    COMMANDS_HELP,
    COMMAND_GROUPS
} CommandGroup;

enum { COMMANDS_MOST = 100 }; /* in all groups */

/* The commands of a group, in the order of help; ends with a NULL name. */
const Command *command_group(CommandGroup group);
const char *command_group_title(CommandGroup group);
const Option *command_global_options(void);

/* In all groups, by name; NULL when there is none. */
const Command *command_named(const char *name);
/* Among these (subcommands); NULL when there is none. */
const Command *command_find(const Command *commands, const char *name);
/* "did you mean": the nearest that is not hidden, among these or, for NULL, all; NULL when none is
 * near. */
const char *command_nearest(const Command *commands, const char *name);
const Option *command_option(const Command *command, const char *name);

/* Every command that is not hidden, each followed by its subcommands (`parent` is NULL for a
 * command). */
typedef void CommandVisit(void *context, const Command *parent, const Command *command);
void command_each(CommandVisit *visit, void *context);
