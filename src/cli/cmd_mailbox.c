/* mailbox */
#include "cli/commands.h"

#include "cli/given_settings.h"
#include "cli/text_mailbox.h"
#include "view/view_mailbox.h"

bool cmd_mailboxes(Cli *cli, Err *err)
{
    MailboxesShown mailboxes;
    if (!mailbox_list(cli->context, cli->arena, &mailboxes, err))
        return false;
    cli_show(cli, view_mailboxes(cli->arena, &mailboxes), text_mailboxes);
    return true;
}

bool cmd_mailbox_add(Cli *cli, Err *err)
{
    MailboxShown mailbox;
    Doc *settings = given_settings(cli);
    if (!given_password(cli, settings, err))
        return false;
    MailboxInput input = {.user = options_text(&cli->given, "for"),
                          .everybody = options_flag(&cli->given, "everybody"),
                          .address = cli_argument(cli, 0),
                          .settings = settings};
    if (!mailbox_add(cli->context, cli->arena, &input, &mailbox, err)) {
        cli->wrong_use = err->kind == ERR_INPUT;
        return false;
    }
    cli_show(cli, view_mailbox(cli->arena, &mailbox), text_mailbox);
    return true;
}

static bool read_id(Cli *cli, int64_t *id, Err *err)
{
    return cli_id(cli, "ID", cli_argument(cli, 0), id, err);
}

bool cmd_mailbox_pause(Cli *cli, Err *err)
{
    int64_t id;
    MailboxShown mailbox;
    if (!read_id(cli, &id, err) ||
        !mailbox_pause(cli->context, cli->arena, id, options_text(&cli->given, "because"), &mailbox,
                       err))
        return false;
    cli_show(cli, view_mailbox(cli->arena, &mailbox), text_mailbox);
    return true;
}

bool cmd_mailbox_resume(Cli *cli, Err *err)
{
    int64_t id;
    MailboxShown mailbox;
    if (!read_id(cli, &id, err) || !mailbox_resume(cli->context, cli->arena, id, &mailbox, err))
        return false;
    cli_show(cli, view_mailbox(cli->arena, &mailbox), text_mailbox);
    return true;
}

static void show_id(Cli *cli, int64_t id, CliText *text)
{
    Doc *doc = doc_object(cli->arena);
    doc_set_id(cli->arena, doc, "id", id);
    cli_show(cli, doc, text);
}

bool cmd_mailbox_remove(Cli *cli, Err *err)
{
    int64_t id;
    if (!read_id(cli, &id, err) || !mailbox_end(cli->context, cli->arena, id, err))
        return false;
    show_id(cli, id, text_mailbox_removed);
    return true;
}

bool cmd_mailbox_check(Cli *cli, Err *err)
{
    int64_t id;
    MailboxProbed probed;
    if (!read_id(cli, &id, err) || !mailbox_probe(cli->context, cli->arena, id, &probed, err))
        return false;
    if (!probed.works) {
        *err = probed.why;
        return false;
    }
    show_id(cli, id, text_mailbox_right);
    return true;
}
