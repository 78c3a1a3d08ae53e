/* find, show, why, set, assign, share, close, reopen */
#include "cli/commands.h"

#include "action/access.h"
#include "action/consent.h"
#include "action/find_leads.h"
#include "action/show_lead.h"
#include "base/text.h"
#include "cli/text_lead.h"
#include "cli/text_touch.h"
#include "view/log_words.h"
#include "view/view_consent.h"
#include "view/view_expected.h"
#include "view/view_lead.h"
#include "view/view_log.h"

static bool find_given(Cli *cli, const char *typed, int64_t *lead_id, Err *err)
{
    return find_one_lead(cli->context, cli->arena, typed, lead_id, err);
}

bool cmd_find(Cli *cli, Err *err)
{
    enum { FOUND_SHOWN = 50 };
    FoundLeads found;
    if (!find_leads(cli->context, cli->arena, cli_arguments_from(cli, 0),
                    (size_t)options_count(&cli->given, "limit", FOUND_SHOWN), &found, err))
        return false;
    cli_show(cli, view_found(cli->arena, &found), text_found);
    return true;
}

static bool show(Cli *cli, int64_t lead_id, size_t history, CliText *text, Err *err)
{
    LeadShown lead;
    if (!show_lead(cli->context, cli->arena, lead_id, &lead, err))
        return false;
    if (lead.history_count > history) {
        lead.history_count = history;
        lead.history_more = true;
    }
    cli_show(cli, view_lead(cli->arena, &lead), text);
    return true;
}

bool cmd_show(Cli *cli, Err *err)
{
    enum { HISTORY_USUAL = 20 };
    int64_t lead_id;
    size_t history = cli->json ? HISTORY_SHOWN : HISTORY_USUAL;
    return find_given(cli, cli_arguments_from(cli, 0), &lead_id, err) &&
           show(cli, lead_id, (size_t)options_count(&cli->given, "limit", (long)history), text_lead,
                err);
}

bool cmd_why(Cli *cli, Err *err)
{
    int64_t touch_id;
    WhyShown why;
    if (!cli_id(cli, "TOUCH", cli_argument(cli, 0), &touch_id, err) ||
        !explain_touch(cli->context, cli->arena, touch_id, &why, err))
        return false;
    cli_show(cli, view_why(cli->arena, &why), text_why);
    return true;
}

bool cmd_set(Cli *cli, Err *err)
{
    int64_t lead_id;
    const LogSet *sets;
    size_t count = cli->given.argument_count - 1;
    return cli_understood(cli, log_words_sets(cli->arena, cli->given.arguments + 1, count, &sets,
                                              &count, err)) &&
           find_given(cli, cli_argument(cli, 0), &lead_id, err) &&
           set_lead_fields(cli->context, cli->arena, lead_id, sets, count, err) &&
           show(cli, lead_id, 0, text_lead, err);
}

bool cmd_assign(Cli *cli, Err *err)
{
    int64_t lead_id;
    TouchCard next;
    if (!find_given(cli, cli_argument(cli, 0), &lead_id, err) ||
        !assign_lead(cli->context, cli->arena, lead_id, cli_argument(cli, 1), &next, err))
        return false;
    cli_show(cli, view_changed(cli->arena, &next), text_changed);
    return true;
}

bool cmd_ahead(Cli *cli, Err *err)
{
    int64_t lead_id;
    ExpectedTouches expected;
    if (!find_given(cli, cli_arguments_from(cli, 0), &lead_id, err) ||
        !expect_lead(cli->context, cli->arena, lead_id,
                     (int)options_count(&cli->given, "days", EXPECTED_DAYS), &expected, err))
        return false;
    cli_show(cli, view_expected(cli->arena, &expected), text_ahead);
    return true;
}

bool cmd_consent(Cli *cli, Err *err)
{
    int64_t lead_id;
    ConsentLedger ledger;
    if (!find_one_lead(cli->context, cli->arena, cli_arguments_from(cli, 0), &lead_id, err) ||
        !consent_of_lead(cli->context, cli->arena, lead_id, &ledger, err))
        return false;
    cli_show(cli, view_consent(cli->arena, &ledger), text_consent);
    return true;
}

bool cmd_share(Cli *cli, Err *err)
{
    int64_t lead_id;
    LeadShares shares;
    const char *user = cli_argument(cli, 1);
    if (!find_given(cli, cli_argument(cli, 0), &lead_id, err) ||
        !(options_flag(&cli->given, "stop")
              ? unshare_lead(cli->context, cli->arena, lead_id, user, &shares, err)
              : share_lead(cli->context, cli->arena, lead_id, user, &shares, err)))
        return false;
    cli_show(cli, view_shares(cli->arena, &shares), text_shares);
    return true;
}

bool cmd_close(Cli *cli, Err *err)
{
    int64_t lead_id;
    const char *why = options_text(&cli->given, "because");
    if (text_empty(why))
        return cli_wrong(cli, err, "because",
                         "a lead ends with a reason: beck close LEAD --because TEXT");
    return find_given(cli, cli_arguments_from(cli, 0), &lead_id, err) &&
           close_lead(cli->context, cli->arena, lead_id, why, err) &&
           show(cli, lead_id, 0, text_lead, err);
}

bool cmd_reopen(Cli *cli, Err *err)
{
    int64_t lead_id;
    TouchCard next;
    if (!find_given(cli, cli_arguments_from(cli, 0), &lead_id, err) ||
        !reopen_lead(cli->context, cli->arena, lead_id, &next, err))
        return false;
    cli_show(cli, view_changed(cli->arena, &next), text_changed);
    return true;
}
