/* promise, promises */
#include "cli/commands.h"

#include "action/find_leads.h"
#include "action/late_promise.h"
#include "base/said_when.h"
#include "base/text.h"
#include "cli/cli_file.h"
#include "cli/text_promise.h"
#include "view/view_promise.h"

#include <string.h>

bool cmd_promise(Cli *cli, Err *err)
{
    SaidWhen said;
    PromiseCard made;
    PromiseInput input = {.theirs = options_flag(&cli->given, "theirs")};
    if (!cli_said_when(cli, "TEXT", cli_arguments_from(cli, 1), &said, err))
        return false;
    input.text = said.text;
    input.due_at = said.at;
    if (!find_one_lead(cli->context, cli->arena, cli_argument(cli, 0), &input.lead_id, err) ||
        !make_promise(cli->context, cli->arena, &input, &made, err))
        return false;
    cli_show(cli, view_promise(cli->arena, &made), text_promise);
    return true;
}

bool cmd_promises(Cli *cli, Err *err)
{
    enum { PROMISES_SHOWN = 200 };
    const Given *given = &cli->given;
    const char *owner = options_text(given, "owner"), *state = options_text(given, "state");
    Time until;
    PromiseCards promises;
    if (owner && options_flag(given, "all"))
        return cli_wrong(cli, err, "owner", "--owner and --all cannot both be meant");
    if (!cli_time_option(cli, "until", EVENING_MINUTE, &until, err) ||
        !list_promises(cli->context, cli->arena, owner, options_flag(given, "all"),
                       state ? state : "open", until == TIME_NONE ? TIME_LIMIT : until,
                       (size_t)options_count(given, "limit", PROMISES_SHOWN), &promises, err))
        return false;
    cli_show(cli, view_promises(cli->arena, &promises), text_promises);
    return true;
}

static void show(Cli *cli, const PromiseCard *promise)
{
    cli_show(cli, view_promise(cli->arena, promise), text_promise);
}

bool cmd_promise_kept(Cli *cli, Err *err)
{
    int64_t id;
    Channel by = CHANNEL_NONE;
    PromiseCard promise;
    const char *said = options_text(&cli->given, "by");
    if (said)
        channel_find(said, &by);
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !keep_promise(cli->context, cli->arena, id, by, &promise, err))
        return false;
    show(cli, &promise);
    return true;
}

bool cmd_promise_late(Cli *cli, Err *err)
{
    int64_t id;
    Time due_at;
    LatePromise late;
    const char *by = options_text(&cli->given, "by");
    LateInput input = {.subject = options_text(&cli->given, "subject"),
                       .words = options_text(&cli->given, "words")};
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !cli_time(cli, "TIME", cli_arguments_from(cli, 1), EVENING_MINUTE, &due_at, err))
        return false;
    input.due_at = due_at;
    if (by)
        channel_find(by, &input.by);
    if (!late_promise(cli->context, cli->arena, id, &input, &late, err))
        return false;
    cli_show(cli, view_late_promise(cli->arena, &late), text_late_promise);
    return true;
}

bool cmd_promise_mail(Cli *cli, Err *err)
{
    int64_t id;
    PromiseMail mail;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !promise_mail_draft(cli->context, cli->arena, id, &mail, err))
        return false;
    cli_show(cli, view_promise_mail(cli->arena, &mail), text_promise_mail);
    return true;
}

/* A number is the id of a file that is kept already, a word the invitation; all else the path of
 * one. */
static bool read_files(Cli *cli, PromiseMailInput *input, Err *err)
{
    const char *const *given;
    size_t count = options_all(cli->arena, &cli->given, "with", &given);
    FileInput *adds = arena_array(cli->arena, count, sizeof *adds);
    int64_t *files = arena_array(cli->arena, count, sizeof *files);
    for (size_t i = 0; i < count; i++) {
        FileInput *add = &adds[input->add_count];
        if (text_equal(given[i], "invitation")) {
            input->invites = true;
            continue;
        }
        if (strspn(given[i], "0123456789") == strlen(given[i])) {
            if (!cli_id(cli, "with", given[i], &files[input->file_count++], err))
                return false;
            continue;
        }
        *add = (FileInput){.name = cli_base_name(given[i])};
        if (!cli_read_file(cli, given[i], &add->bytes, &add->size, err))
            return false;
        input->add_count++;
    }
    input->adds = adds;
    input->files = files;
    return true;
}

bool cmd_promise_send(Cli *cli, Err *err)
{
    int64_t id;
    PromiseCard promise;
    OutboxEntry entry;
    PromiseMailInput input = {.subject = options_text(&cli->given, "subject"),
                              .words = options_text(&cli->given, "words"),
                              .place = options_text(&cli->given, "place")};
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) || !read_files(cli, &input, err))
        return false;
    if (input.place && !input.invites)
        return cli_wrong(cli, err, "place", "--place is of an invitation: --with invitation");
    if (!promise_mail_send(cli->context, cli->arena, id, &input, &promise, &entry, err))
        return false;
    cli_show(cli, view_promise_mailed(cli->arena, &promise, &entry), text_promise_mailed);
    return true;
}

bool cmd_promise_cancel(Cli *cli, Err *err)
{
    int64_t id;
    PromiseCard promise;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !cancel_promise(cli->context, cli->arena, id, &promise, err))
        return false;
    show(cli, &promise);
    return true;
}
