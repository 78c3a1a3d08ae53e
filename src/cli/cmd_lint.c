/* lint */
#include "cli/commands.h"

#include "action/lint_mail.h"
#include "action/lint_touch.h"
#include "base/text.h"
#include "cli/cli_file.h"
#include "cli/text_lint.h"
#include "view/view_lint.h"

#include <string.h>

/* Words can be looked at without a database; where there is one, its user is the sender. */
static bool open_sender(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    ContextOptions options = {.database = options_text(given, "db"),
                              .user = options_text(given, "user"),
                              .workspace = options_text(given, "workspace"),
                              .now = cli->now};
    if (context_open(&options, &cli->context, err))
        return true;
    return err->kind == ERR_MISSING && !options.database && !options.user && !options.workspace;
}

static bool read_words(Cli *cli, const char *path, const char **words, Err *err)
{
    const void *bytes;
    size_t size;
    if (!cli_read_file(cli, path, &bytes, &size, err))
        return false;
    if (!text_is_utf8(bytes, size) || memchr(bytes, '\0', size))
        return err_set(err, ERR_INPUT, "%s is no text in UTF-8", path);
    *words = arena_strndup(cli->arena, bytes, size);
    return true;
}

/* Of one reader: what is known of them stands for what the other options say. */
static bool lint_of_touch(Cli *cli, Err *err)
{
    static const char *const others[] = {"to",       "reason", "last",       "later",
                                         "cell",     "mx",     "text",       "fallback",
                                         "language", "spamd",  "name-server"};
    const Given *given = &cli->given;
    const char *words = NULL, *subject = NULL;
    LintLetter letter = {.outside = true};
    int64_t touch;
    Lint lint;
    for (size_t i = 0; i < given->option_count; i++)
        for (size_t k = 0; k < sizeof others / sizeof *others; k++)
            if (text_equal(given->options[i].option->name, others[k]))
                return cli_wrong(cli, err, others[k], "--touch knows better than --%s", others[k]);
    if (!cli_id(cli, "touch", options_text(given, "touch"), &touch, err) ||
        !open_sender(cli, err) || !read_words(cli, cli_argument(cli, 0), &words, err))
        return false;
    if (!cli->context)
        return err_set(err, ERR_MISSING, "there is no database here whose touch it could be");
    letter.body = lint_split(cli->arena, words, &subject);
    letter.subject = subject;
    if (!lint_touch_by_id(cli->context, cli->arena, touch, &letter, &lint, err))
        return false;
    cli_show(cli, view_lint(cli->arena, &lint), text_lint);
    return true;
}

bool cmd_lint(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    const char *last = options_text(given, "last"), *had = NULL;
    const LintFacts known = {.had = &had, .had_count = last ? 1 : 0};
    LintAsk ask = {
        .language = options_text(given, "language"),
        .reason = options_text(given, "reason"),
        .to = options_text(given, "to"),
        .cell = options_text(given, "cell"),
        .later = options_flag(given, "later"),
        .text = options_flag(given, "text"),
        .exchange = options_flag(given, "mx"),
        .name_server = options_text(given, "name-server"),
        .spamd = options_text(given, "spamd"),
        .known = &known,
    };
    ask.fallback_count = options_all(cli->arena, given, "fallback", &ask.fallbacks);
    Lint lint;
    if (options_text(given, "touch"))
        return lint_of_touch(cli, err);
    if (ask.exchange && !ask.to)
        return cli_wrong(cli, err, "mx", "--mx asks about a domain: give --to ADDRESS, too");
    if (!open_sender(cli, err) || !read_words(cli, cli_argument(cli, 0), &ask.words, err) ||
        (last && !read_words(cli, last, &had, err)))
        return false;
    if (!lint_mail(cli->context, cli->arena, &ask, &lint, err)) {
        if (err->kind == ERR_INPUT && err->field[0])
            return cli_wrong(cli, err, err->field, "--%s: %s", err->field,
                             arena_strdup(cli->arena, err->message));
        return false;
    }
    cli_show(cli, view_lint(cli->arena, &lint), text_lint);
    return true;
}
