/* Command: a row of the table of commands, from which parsing, help, completions and man pages all
 * come (DESIGN §7 "Tables, not magic").
 *
 * Lists end with a row whose name is NULL. Everything is static and const. */
#pragma once

#include "base/err.h"

#include <stdbool.h>

typedef struct Cli Cli;

/* What stands behind an option or as an argument; decides how it is checked and completed. */
typedef enum ValueKind {
    VALUE_NONE, /* nothing: a flag */
    VALUE_TEXT,
    VALUE_COUNT,  /* a whole number, 1 or more */
    VALUE_TIME,   /* what base/when.h understands */
    VALUE_CHOICE, /* one of `choices` */
    VALUE_FILE,
    VALUE_FOLDER,
    VALUE_USER,
    VALUE_LEAD, /* an id, "lead:12", or words that fit one only */
    VALUE_TOUCH,
    VALUE_CADENCE,
    VALUE_PAIR, /* "FIELD=VALUE", the field one of `choices` where there are any */
    VALUE_KINDS
} ValueKind;

typedef struct Option {
    const char *name; /* without the dashes */
    char letter;      /* "-h"; 0: none */
    ValueKind kind;
    const char *value;          /* what help calls it: "TIME"; NULL for a flag */
    const char *const *choices; /* VALUE_CHOICE: all there are; else what completions offer */
    bool many;                  /* may be given more than once */
    const char *about;          /* a sentence without capital and full stop */
} Option;

typedef struct Argument {
    const char *name; /* as help shows it: "LEAD" */
    ValueKind kind;
    const char *const *choices; /* as an option's */
    bool optional;              /* those behind it are, too */
    bool many;                  /* takes all that is left; the last one only */
    const char *about;
} Argument;

typedef struct Example {
    const char *line;  /* the whole command */
    const char *about; /* what it does, as a sentence */
} Example;

/* What must be there before the command is run. */
typedef enum Need {
    NEED_NOTHING,
    NEED_READ, /* a database and its user */
    NEED_WRITE /* the same, and it changes something: its output tells what has been done */
} Need;

typedef bool CommandRun(Cli *cli, Err *err);

typedef struct Command Command;
struct Command {
    const char *name;
    const char *about;  /* one line without capital and full stop */
    const char *detail; /* paragraphs, parted by an empty line; NULL: none */
    const Argument *arguments;
    const Option *options;
    const Example *examples; /* at least one, unless hidden */
    const Command *subcommands;
    Need need;
    bool hidden;     /* not in help: for the build and for completions */
    CommandRun *run; /* NULL: only its subcommands can be run */
};
