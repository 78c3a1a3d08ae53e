/* letter */
#include "cli/cli_file.h"
#include "cli/commands.h"

#include "base/text.h"
#include "cli/text_letter.h"
#include "view/view_letter.h"
#include "view/view_review.h"

/* What was asked for: touches, or all that are due. */
static bool read_choice(Cli *cli, LetterChoice *choice, Err *err)
{
    const Given *given = &cli->given;
    size_t count = given->argument_count;
    int64_t *touches = arena_array(cli->arena, count, sizeof *touches);
    bool due = options_flag(given, "due");
    for (size_t i = 0; i < count; i++)
        if (!cli_id(cli, "TOUCH", cli_argument(cli, i), &touches[i], err))
            return false;
    if (due && count)
        return cli_wrong(cli, err, "TOUCH", "touches and --due cannot both be meant");
    if (!due && !count)
        return cli_wrong(cli, err, "TOUCH",
                         "name touches, as `beck letter` lists them, or say --due for all");
    choice->touches = touches;
    choice->count = count;
    choice->owner = options_text(given, "owner");
    return true;
}

bool cmd_letters(Cli *cli, Err *err)
{
    LettersShown shown;
    LetterChoice choice = {.owner = options_text(&cli->given, "owner")};
    if (!letter_print(cli->context, cli->arena, &choice, NULL, &shown, err))
        return false;
    cli_show(cli, view_letters(cli->arena, &shown), text_letters);
    return true;
}

static bool print_to_file(Cli *cli, const LetterChoice *choice, const char *path, Err *err)
{
    LettersShown shown;
    auto_buf Buf pdf = buf_new(LETTER_PDF_MOST);
    if (!letter_print(cli->context, cli->arena, choice, &pdf, &shown, err) ||
        !cli_write_file(cli, path, pdf.at, pdf.length, err))
        return false;
    if (text_equal(path, "-"))
        return true;
    Doc *doc = view_letters_printed(cli->arena, &shown);
    doc_set_text(cli->arena, doc, "file", path);
    cli_show(cli, doc, text_letters_printed);
    return true;
}

static bool print_to_queue(Cli *cli, const LetterChoice *choice, Err *err)
{
    LetterQueued queued;
    if (!letter_queue(cli->context, cli->arena, choice, &queued, err))
        return false;
    cli_show(cli, view_letters_queued(cli->arena, &queued), text_letters_printed);
    return true;
}

bool cmd_letter_print(Cli *cli, Err *err)
{
    static const struct {
        const char *option;
        LetterForm form;
    } forms[] = {{"envelope", FORM_ENVELOPE}, {"labels", FORM_LABELS}, {"by-hand", FORM_BY_HAND}};
    const Given *given = &cli->given;
    LetterChoice choice = {.paper = options_text(given, "paper"),
                           .window = options_text(given, "window"),
                           .list = options_flag(given, "list")};
    const char *path = options_text(given, "output");
    bool queue = options_flag(given, "queue");
    size_t said = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (options_flag(given, forms[i].option)) {
            choice.form = forms[i].form;
            said++;
        }
    if (said > 1)
        return cli_wrong(cli, err, "--envelope",
                         "--envelope, --labels and --by-hand are three printings: one at a time");
    if (!path == !queue)
        return cli_wrong(cli, err, "--output",
                         "say where it goes: --output FILE, or --queue for the printer");
    if ((path && !cli_file_is_pdf(cli, path, err)) || !read_choice(cli, &choice, err))
        return false;
    bool printed =
        queue ? print_to_queue(cli, &choice, err) : print_to_file(cli, &choice, path, err);
    if (!printed && err->kind == ERR_INPUT && text_equal(err->field, "window"))
        cli->wrong_use = true;
    return printed;
}

bool cmd_letter_sent(Cli *cli, Err *err)
{
    LetterChoice choice = {.form =
                               options_flag(&cli->given, "labels") ? FORM_LABELS : FORM_PRINTED};
    ReviewLogged logged;
    if (!read_choice(cli, &choice, err) ||
        !letter_sent(cli->context, cli->arena, &choice, &logged, err))
        return false;
    if (logged.refused_count && !logged.count && !logged.already_count)
        return err_set(err, ERR_CONFLICT, "nothing was logged: %s", logged.refused[0].why);
    cli_show(cli, view_review_logged(cli->arena, &logged), text_letters_sent);
    return true;
}
