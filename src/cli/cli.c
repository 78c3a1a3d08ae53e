#include "cli/cli.h"

#include "base/text.h"
#include "base/when.h"
#include "cli/command_table.h"
#include "cli/help.h"
#include "view/lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

const char *cli_version(void)
{
    return BECK_VERSION;
}

/* --- what commands ask for --- */

void cli_show(Cli *cli, const Doc *doc, CliText *text)
{
    if (cli->json) {
        doc_write_json(doc, &cli->page.out, cli->screen.terminal ? 2 : 0);
        buf_addc(&cli->page.out, '\n');
    } else {
        text(&cli->page, doc);
    }
}

void cli_print(Cli *cli, const char *text)
{
    buf_adds(&cli->page.out, text);
}

const char *cli_argument(const Cli *cli, size_t place)
{
    return place < cli->given.argument_count ? cli->given.arguments[place] : NULL;
}

char *cli_arguments_from(const Cli *cli, size_t place)
{
    char *all = arena_strdup(cli->arena, text_or(cli_argument(cli, place), ""));
    while (++place < cli->given.argument_count)
        all = arena_printf(cli->arena, "%s %s", all, cli->given.arguments[place]);
    return all;
}

bool cli_wrong(Cli *cli, Err *err, const char *field, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    err_field(err, ERR_INPUT, field, "%s", arena_vprintf(cli->arena, format, arguments));
    va_end(arguments);
    cli->wrong_use = true;
    return false;
}

bool cli_understood(Cli *cli, bool read)
{
    cli->wrong_use = cli->wrong_use || !read;
    return read;
}

bool cli_time(Cli *cli, const char *what, const char *typed, int default_minute, Time *time,
              Err *err)
{
    const Zone *zone = cli->context ? context_zone(cli->context) : zone_local();
    const char *country = cli->context ? context_country(cli->context) : NULL;
    When when;
    if (!when_parse(typed, cli->now, zone, country, default_minute, &when, err)) {
        err_in(err, what);
        err_at(err, "%s", what);
        return cli_understood(cli, false);
    }
    *time = when.at;
    return true;
}

bool cli_day(Cli *cli, const char *what, const char *typed, Day *day, Err *err)
{
    Time at;
    if (!cli_time(cli, what, typed, MORNING_MINUTE, &at, err))
        return false;
    *day = zone_day(context_zone(cli->context), at);
    return true;
}

bool cli_last_day(Cli *cli, const char *what, const char *typed, Day first, Day *last, Err *err)
{
    if (when_parse_last(typed, first, cli->now, context_zone(cli->context),
                        context_country(cli->context), last, err))
        return true;
    err_in(err, what);
    err_at(err, "%s", what);
    return cli_understood(cli, false);
}

bool cli_time_option(Cli *cli, const char *name, int default_minute, Time *time, Err *err)
{
    const char *typed = options_text(&cli->given, name);
    if (typed)
        return cli_time(cli, arena_printf(cli->arena, "--%s", name), typed, default_minute, time,
                        err);
    *time = TIME_NONE;
    return true;
}

bool cli_said_when(Cli *cli, const char *what, const char *typed, SaidWhen *said, Err *err)
{
    if (said_when(cli->arena, typed, cli->now, context_zone(cli->context),
                  context_country(cli->context), EVENING_MINUTE, said, err))
        return true;
    err_in(err, what);
    err_at(err, "%s", what);
    return cli_understood(cli, false);
}

bool cli_id(Cli *cli, const char *what, const char *typed, int64_t *id, Err *err)
{
    const char *colon = strrchr(typed, ':'), *digits = colon ? colon + 1 : typed;
    char *end;
    long long number = strtoll(digits, &end, 10);
    if (end == digits || *end || number < 1 || strlen(digits) > 18)
        return cli_wrong(cli, err, what, "%s is a number, not \"%s\"%s", what, typed,
                         strcmp(what, "TOUCH") == 0
                             ? ": `beck next LEAD` shows the number of a lead's next touch"
                         : strcmp(what, "under") == 0
                             ? ": `beck account NAME` shows those of its people"
                             : "");
    *id = number;
    return true;
}

static volatile sig_atomic_t stopped;

static void note_stop(int number)
{
    stopped = number;
}

const volatile sig_atomic_t *cli_stop(void)
{
    struct sigaction note = {.sa_handler = note_stop, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &note, NULL);
    sigaction(SIGTERM, &note, NULL);
    return &stopped;
}

/* --- running one --- */

static void tell_as_json(const Cli *cli, const Err *err)
{
    Doc *doc = doc_object(cli->arena), *error = doc_set_object(cli->arena, doc, "error");
    doc_set_text(cli->arena, error, "kind", err_kind_facts(err->kind)->name);
    doc_set_text(cli->arena, error, "field", err->field[0] ? err->field : NULL);
    doc_set_text(cli->arena, error, "message", lists_named(cli->arena, err));
    auto_buf Buf out = buf_new(1 << 16);
    doc_write_json(doc, &out, 0);
    fprintf(stderr, "%s\n", out.at);
}

static int tell(const Cli *cli, const Err *err, bool wrong_use)
{
    if (cli->json) {
        tell_as_json(cli, err);
    } else {
        bool red = cli->screen.messages && cli->screen.colour;
        fprintf(stderr, "%sbeck:%s %s\n", red ? "\033[31m" : "", red ? "\033[0m" : "",
                page_harmless(cli->arena, lists_named(cli->arena, err)));
        if (wrong_use && cli->given.command && !cli->given.command->hidden)
            fprintf(stderr, "See `%s --help`.\n", options_command_name(cli->arena, &cli->given));
    }
    if (cli->mail_server)
        return err->kind == ERR_INPUT && !wrong_use ? EX_DATAERR : EX_TEMPFAIL;
    return wrong_use ? EXIT_WRONG_USE : err_kind_facts(err->kind)->exit_code;
}

/* A time in words needs the user's zone, so the database is opened by the clock first. */
static bool set_now(Cli *cli, Err *err)
{
    const char *typed = options_text(&cli->given, "now");
    if (!typed)
        return true;
    if (!cli_time(cli, "--now", typed, MORNING_MINUTE, &cli->now, err))
        return false;
    if (cli->context)
        context_set_now(cli->context, cli->now);
    return true;
}

bool cli_open(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    ContextOptions options = {.database = options_text(given, "db"),
                              .user = options_text(given, "user"),
                              .workspace = options_text(given, "workspace"),
                              .now = cli->now};
    context_close(cli->context);
    cli->context = NULL;
    if (!context_open(&options, &cli->context, err) || !set_now(cli, err))
        return false;
    cli->page.now = cli->now;
    cli->page.zone = context_zone(cli->context);
    cli->page.country = context_country(cli->context);
    return true;
}

static bool run_once(Cli *cli, Err *err)
{
    bool needs = cli->given.command->need != NEED_NOTHING;
    if (needs ? !cli_open(cli, err) : !set_now(cli, err))
        return false;
    cli->page.now = cli->now;
    return cli->given.command->run(cli, err);
}

/* What was read from standard input is gone. */
static bool can_run_again(const Given *given)
{
    for (size_t i = 0; i < given->argument_count; i++)
        if (text_equal(given->arguments[i], "-"))
            return false;
    return given->command->need == NEED_WRITE;
}

/* A command is one transaction: where that was taken back because of another's, it is begun anew.
 */
static bool run(Cli *cli, Err *err)
{
    enum { TRIES_MOST = 10 };
    for (int tries = 1; !run_once(cli, err); tries++) {
        if (!context_collided(err) || tries == TRIES_MOST || !can_run_again(&cli->given))
            return false;
        context_close(cli->context);
        cli->context = NULL;
    }
    return true;
}

/* What was changed is changed, even when nobody can be told. */
static bool show(Cli *cli, bool *gone, Err *err)
{
    *gone = false;
    const Buf *out = &cli->page.out;
    if (out->over)
        return err_set(err, ERR_BROKEN, "there is more to show than %d MB; ask for less",
                       PAGE_BYTES_MOST >> 20);
    bool written = cli->json ? screen_write(out->at, out->length, gone, err)
                             : screen_show(&cli->screen, out, gone, err);
    const Command *command = cli->given.command;
    if (written || !command || command->need != NEED_WRITE)
        return written;
    return err_at(err, "it is done, but cannot be shown");
}

static ColourWish colour_wish(const Given *given)
{
    return options_flag(given, "no-color") ? COLOUR_NEVER
           : options_flag(given, "color")  ? COLOUR_ALWAYS
                                           : COLOUR_FIND_OUT;
}

/* An error in the words before it must not hide that JSON is wanted. */
static bool wants_json(int count, const char *const *words)
{
    for (int i = 0; i < count && !text_equal(words[i], "--"); i++)
        if (text_equal(words[i], "--json"))
            return true;
    return false;
}

static bool answer(Cli *cli, Err *err)
{
    if (options_flag(&cli->given, "version")) {
        cli_print(cli, arena_printf(cli->arena, "beck %s\n", cli_version()));
        return true;
    }
    if (!cli->given.command || options_flag(&cli->given, "help")) {
        help_command(&cli->page, &cli->given);
        return true;
    }
    return run(cli, err);
}

static int run_program(Cli *cli, int count, const char *const *words, bool *gone)
{
    Err err = {0};
    cli->json = wants_json(count, words);
    cli->now = clock_now();
    bool understood = options_parse(cli->arena, (size_t)count, words, &cli->given, &err);
    cli->screen = screen_look(colour_wish(&cli->given), !options_flag(&cli->given, "no-pager"));
    bool bare = count == 0; /* somebody looks what this is */
    if (!understood && !bare)
        return tell(cli, &err, true);
    cli->page = page_new(cli->arena, cli->screen.columns, cli->screen.colour, cli->now, zone_utc());
    if (bare)
        cli->exit_code = EXIT_WRONG_USE;
    bool done = answer(cli, &err);
    /* What is said is said without the database being held. */
    context_close(cli->context);
    cli->context = NULL;
    int code = done ? cli->exit_code : tell(cli, &err, cli->wrong_use);
    if (done && !show(cli, gone, &err))
        code = tell(cli, &err, false);
    page_free(&cli->page);
    return code;
}

int cli_main(int count, const char *const *words, Serve *serve, Work *work)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, usual = {.sa_handler = SIG_DFL};
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL); /* a file that may not grow is an error like a full disk */
    screen_guard();
    Cli cli = {.arena = arena_new(), .serve = serve, .work = work};
    bool gone = false;
    int code = run_program(&cli, count, words, &gone);
    arena_free(cli.arena);
    if (gone) {
        sigaction(SIGPIPE, &usual, NULL);
        raise(SIGPIPE);
    }
    return code;
}
