/* Help: what the table of commands says, for a person. */
#pragma once

#include "cli/options.h"
#include "cli/text_page.h"

/* The help of the command given, or of all commands when there is none. */
void help_command(Page *page, const Given *given);
/* The help of one command; `parent` of a subcommand, else NULL. */
void help_of(Page *page, const Command *parent, const Command *command);
void help_overview(Page *page);

/* "[OPTION]… TOUCH OUTCOME…": what stands behind a command's name. */
char *help_usage(Arena *arena, const Command *command);
/* "-r, --result RESULT" */
char *help_option_name(Arena *arena, const Option *option);

/* What is no command and yet worth telling. */
typedef struct HelpTopic {
    const char *name, *about;
    void (*show)(Page *page);
} HelpTopic;

/* Ends with a NULL name. */
const HelpTopic *help_topics(void);
