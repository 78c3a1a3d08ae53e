/* pause, resume */
#include "cli/commands.h"

#include "action/find_leads.h"
#include "base/text.h"
#include "cli/text_people.h"
#include "view/view_user.h"

/* "workspace", "account:4", "contact:12", or a lead. */
static bool read_scope(Cli *cli, const char *typed, PauseInput *input, Err *err)
{
    static const struct {
        const char *word;
        HoldScope scope;
    } scopes[] = {{"account:", HOLD_ACCOUNT}, {"contact:", HOLD_CONTACT}};
    if (text_equal_nocase(typed, "workspace")) {
        input->scope = HOLD_WORKSPACE;
        return true;
    }
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
        if (text_starts_nocase(typed, scopes[i].word)) {
            input->scope = scopes[i].scope;
            return cli_id(cli, "WHAT", typed, &input->scope_id, err);
        }
    input->scope = HOLD_LEAD;
    return find_one_lead(cli->context, cli->arena, typed, &input->scope_id, err);
}

static bool read_channels(Cli *cli, ChannelSet *channels)
{
    const char *const *names;
    size_t count = options_all(cli->arena, &cli->given, "channel", &names);
    for (size_t i = 0; i < count; i++) {
        Channel channel;
        if (channel_find(names[i], &channel))
            *channels |= CHANNEL_BIT(channel);
    }
    return true;
}

bool cmd_pause(Cli *cli, Err *err)
{
    const char *what = cli_argument(cli, 0);
    HoldsShown holds;
    HoldResult result;
    PauseInput input = {.reason = options_text(&cli->given, "because"),
                        .machine_only = options_flag(&cli->given, "machine")};
    if (!what) {
        if (!list_holds(cli->context, cli->arena, &holds, err))
            return false;
        cli_show(cli, view_holds(cli->arena, &holds), text_holds);
        return true;
    }
    if (text_empty(input.reason))
        return cli_wrong(cli, err, "because",
                         "a pause has a reason: beck pause WHAT --because TEXT");
    if (!read_channels(cli, &input.channels) ||
        !cli_time_option(cli, "until", MORNING_MINUTE, &input.until, err) ||
        !read_scope(cli, what, &input, err) ||
        !pause_touches(cli->context, cli->arena, &input, &result, err))
        return false;
    cli_show(cli, view_hold_result(cli->arena, &result), text_hold);
    return true;
}

bool cmd_resume(Cli *cli, Err *err)
{
    int64_t id;
    HoldResult result;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !resume_touches(cli->context, cli->arena, id, &result, err))
        return false;
    Doc *doc = view_hold_result(cli->arena, &result);
    doc_set_bool(cli->arena, doc, "lifted", true);
    cli_show(cli, doc, text_hold);
    return true;
}
