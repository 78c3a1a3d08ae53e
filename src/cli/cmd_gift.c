/* gift */
#include "cli/commands.h"

#include "action/account.h"
#include "action/find_leads.h"
#include "action/gift.h"
#include "cli/text_gift.h"
#include "view/view_gift.h"

bool cmd_gifts(Cli *cli, Err *err)
{
    Gifts gifts;
    if (!gift_list(cli->context, cli->arena, options_text(&cli->given, "state"), &gifts, err))
        return false;
    cli_show(cli, view_gifts(cli->arena, &gifts), text_gifts);
    return true;
}

bool cmd_gift_order(Cli *cli, Err *err)
{
    Gift gift;
    GiftOrder order = {.what = cli_arguments_from(cli, 1),
                       .cost = options_text(&cli->given, "cost"),
                       .checked = options_flag(&cli->given, "checked"),
                       .sent = options_flag(&cli->given, "sent")};
    if (!order.cost)
        return cli_wrong(cli, err, "cost", "--cost says what it costs: --cost 45.50");
    if (!find_one_lead(cli->context, cli->arena, cli_argument(cli, 0), &order.lead_id, err) ||
        !gift_order(cli->context, cli->arena, &order, &gift, err))
        return false;
    cli_show(cli, view_gift(cli->arena, &gift), text_gift);
    return true;
}

typedef bool Act(Context *context, Arena *arena, int64_t id, Gift *gift, Err *err);

static bool act_on(Cli *cli, Act *act, Err *err)
{
    int64_t id;
    Gift gift;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !act(cli->context, cli->arena, id, &gift, err))
        return false;
    cli_show(cli, view_gift(cli->arena, &gift), text_gift);
    return true;
}

bool cmd_gift_approve(Cli *cli, Err *err)
{
    return act_on(cli, gift_approve, err);
}

bool cmd_gift_cancel(Cli *cli, Err *err)
{
    return act_on(cli, gift_cancel, err);
}

bool cmd_gift_decline(Cli *cli, Err *err)
{
    int64_t id;
    Gift gift;
    const char *why = options_text(&cli->given, "because");
    if (!why)
        return cli_wrong(cli, err, "because",
                         "say why, so that the next one is better: --because \"too large\"");
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !gift_decline(cli->context, cli->arena, id, why, &gift, err))
        return false;
    cli_show(cli, view_gift(cli->arena, &gift), text_gift);
    return true;
}

bool cmd_gift_refund(Cli *cli, Err *err)
{
    int64_t id;
    Gift gift;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !gift_refund(cli->context, cli->arena, id, cli_argument(cli, 1), &gift, err))
        return false;
    cli_show(cli, view_gift(cli->arena, &gift), text_gift);
    return true;
}

bool cmd_gift_budget(Cli *cli, Err *err)
{
    Gifts gifts;
    if (!gift_budget(cli->context, cli->arena, cli_argument(cli, 0),
                     options_text(&cli->given, "owner"), &gifts, err))
        return false;
    cli_show(cli, view_gifts(cli->arena, &gifts), text_gifts);
    return true;
}

bool cmd_gift_policy(Cli *cli, Err *err)
{
    int64_t account_id;
    Gifts gifts;
    if (!find_one_account(cli->context, cli->arena, cli_argument(cli, 0), &account_id, err) ||
        !gift_policy(cli->context, cli->arena, account_id, cli_argument(cli, 1), err) ||
        !gift_list(cli->context, cli->arena, NULL, &gifts, err))
        return false;
    cli_show(cli, view_gifts(cli->arena, &gifts), text_gifts);
    return true;
}
