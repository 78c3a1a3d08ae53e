/* Options: the words of a command line, held against the table of commands.
 *
 *     beck [OPTION…] COMMAND [SUBCOMMAND] [OPTION | ARGUMENT]…
 *
 * Options of all commands may stand anywhere, those of a command anywhere behind its name, before,
 * between and after arguments. `--name VALUE` and `--name=VALUE` are the same; `--` ends options;
 * `-` is an argument. A value that begins with `--` must be written with `=`, so that a forgotten
 * value is noticed. What is not understood is an error with the nearest word that is. */
#pragma once

#include "base/arena.h"
#include "cli/command.h"

#include <stddef.h>

typedef struct GivenOption {
    const Option *option;
    const char *value; /* "" for a flag */
} GivenOption;

typedef struct Given {
    const Command *parent;  /* of a subcommand, else NULL */
    const Command *command; /* NULL: no command was given */
    const char *const *arguments;
    size_t argument_count;
    const GivenOption *options; /* in their order */
    size_t option_count;
} Given;

/* INPUT: wrong use, `field` naming the option or argument. `given` is filled as far as it was
 * understood even then, so that the right help can be named. With `--help` or `--version` missing
 * arguments are no error. Strings are those of `words`. */
bool options_parse(Arena *arena, size_t count, const char *const *words, Given *given, Err *err);

/* The value of an option, NULL when it was not given; of one that may be given often, the last. The
 * name must stand in the table: asking for another ends the program. */
const char *options_text(const Given *given, const char *name);
bool options_flag(const Given *given, const char *name);
/* `otherwise` when it was not given. */
long options_count(const Given *given, const char *name, long otherwise);
/* All values of an option; how many. */
size_t options_all(Arena *arena, const Given *given, const char *name, const char *const **values);

/* "beck cadence show" */
char *options_command_name(Arena *arena, const Given *given);
