/* inbox */
#include "cli/commands.h"

#include "action/find_leads.h"
#include "base/text.h"
#include "cli/text_inbox.h"
#include "view/view_received.h"

bool cmd_inbox(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    Inbox inbox;
    size_t most = (size_t)options_count(given, "limit", INBOX_SHOWN);
    const char *kind = options_text(given, "kind");
    bool asks = options_flag(given, "asks");
    if (asks && kind)
        return cli_wrong(cli, err, "--kind", "--asks and --kind do not go together");
    if (asks ? !inbox_asking(cli->context, cli->arena, most, &inbox, err)
             : !inbox_list(cli->context, cli->arena, kind, most, &inbox, err))
        return false;
    cli_show(cli, view_inbox(cli->arena, &inbox), text_inbox);
    return true;
}

static bool read_id(Cli *cli, int64_t *id, Err *err)
{
    return cli_id(cli, "ID", cli_argument(cli, 0), id, err);
}

bool cmd_inbox_take(Cli *cli, Err *err)
{
    const char *lead = cli_argument(cli, 1);
    int64_t id, lead_id = 0;
    InboxMail mail;
    if (!read_id(cli, &id, err) ||
        (lead && !find_one_lead(cli->context, cli->arena, lead, &lead_id, err)) ||
        !inbox_take(cli->context, cli->arena, id, lead_id, &mail, err))
        return false;
    cli_show(cli, view_received(cli->arena, &mail), text_inbox_mail);
    return true;
}

bool cmd_inbox_ignore(Cli *cli, Err *err)
{
    int64_t id;
    InboxMail mail;
    if (!read_id(cli, &id, err) || !inbox_ignore(cli->context, cli->arena, id, &mail, err))
        return false;
    cli_show(cli, view_received(cli->arena, &mail), text_inbox_mail);
    return true;
}

bool cmd_inbox_move(Cli *cli, Err *err)
{
    const char *lead = cli_argument(cli, 1);
    bool out = options_flag(&cli->given, "out");
    int64_t id, lead_id = 0;
    InboxMail mail;
    if (!lead == !out)
        return cli_wrong(cli, err, "LEAD",
                         "say which lead it belongs to, or --out: it is nobody's here");
    if (!read_id(cli, &id, err) ||
        (lead && !find_one_lead(cli->context, cli->arena, lead, &lead_id, err)) ||
        !inbox_move(cli->context, cli->arena, id, lead_id, &mail, err))
        return false;
    cli_show(cli, view_received(cli->arena, &mail), text_inbox_mail);
    return true;
}
