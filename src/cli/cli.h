/* Cli: one command being run, and what its function may ask for.
 *
 * A command's function (cmd_*.c) reads the words given, calls one action, makes the document of its
 * result (view/) and hands it to cli_show(): printed as JSON under --json, else as text by the
 * renderer. Nothing is written before the function has returned, so that a command that fails shows
 * its error only. Messages go to standard error. */
#pragma once

#include "action/context.h"
#include "base/doc.h"
#include "base/said_when.h"
#include "base/serve.h"
#include "base/work.h"
#include "cli/options.h"
#include "cli/screen.h"
#include "cli/text_page.h"

#include <signal.h>

enum { EXIT_DONE, EXIT_FAILED, EXIT_WRONG_USE, EXIT_FOUND };

struct Cli {
    Arena *arena;
    Given given;
    Serve *serve;
    Work *work;
    Context *context; /* NULL where the command needs none */
    Screen screen;
    Page page;
    bool json;
    Time now; /* of --now, else the machine's clock */
    int exit_code;
    bool wrong_use;   /* the error is of the words given: exit 2 */
    bool mail_server; /* a mail server runs it: what fails is told in its codes (cli.c) */
};

/* The program: `words` without its name; `serve` is what the command of that name runs. The exit
 * code. */
int cli_main(int count, const char *const *words, Serve *serve, Work *work);

const char *cli_version(void);

/* Opens the database and its user, where the words given ask for what the command's row need not
 * have; or anew, when an act collided with another's. */
bool cli_open(Cli *cli, Err *err);

typedef void CliText(Page *page, const Doc *doc);
/* JSON, or text; once, or for each of several things that were asked for: a line of JSON each. */
void cli_show(Cli *cli, const Doc *doc, CliText *text);
/* Text that has no document (help, completions): as it is. */
void cli_print(Cli *cli, const char *text);

/* The argument at that place, or NULL. */
const char *cli_argument(const Cli *cli, size_t place);
/* All arguments from there on, with a blank between. */
char *cli_arguments_from(const Cli *cli, size_t place);

/* Wrong use: sets the error, remembers that it is exit 2, returns false. */
bool cli_wrong(Cli *cli, Err *err, const char *field, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* What words a reader did not understand are wrong use, too: hands its answer on. */
bool cli_understood(Cli *cli, bool read);

/* What a day alone means: the morning of an agreed time, the evening of a promise. */
enum { MORNING_MINUTE = 9 * 60, EVENING_MINUTE = 17 * 60 };

/* A time as typed, in the user's zone. Wrong use, naming `what`. */
bool cli_time(Cli *cli, const char *what, const char *typed, int default_minute, Time *time,
              Err *err);
/* The day it lies on there. */
bool cli_day(Cli *cli, const char *what, const char *typed, Day *day, Err *err);
/* Of a span that begins on `first`: "friday" is the first one from it on. */
bool cli_last_day(Cli *cli, const char *what, const char *typed, Day first, Day *last, Err *err);
/* A time of an option; TIME_NONE when it was not given. */
bool cli_time_option(Cli *cli, const char *name, int default_minute, Time *time, Err *err);
/* A promise: what, and the time in it. Wrong use. */
bool cli_said_when(Cli *cli, const char *what, const char *typed, SaidWhen *said, Err *err);
/* A whole number, 1 or more, as an id: "12" or "WORD:12". Wrong use. */
bool cli_id(Cli *cli, const char *what, const char *typed, int64_t *id, Err *err);

/* True once Ctrl-C (or TERM) was pressed; from the first call on it is caught once, the second one
 * ends the program. */
const volatile sig_atomic_t *cli_stop(void);
