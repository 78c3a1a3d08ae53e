/* today, morning, next, calls, review */
#include "cli/commands.h"

#include "action/find_leads.h"
#include "cli/text_touch.h"
#include "view/view_calls.h"
#include "view/view_morning.h"
#include "view/view_next.h"
#include "view/view_review.h"
#include "view/view_today.h"

bool cmd_today(Cli *cli, Err *err)
{
    TodayOptions options = {.owner = options_text(&cli->given, "owner"),
                            .everyone = options_flag(&cli->given, "all"),
                            .limit = (size_t)options_count(&cli->given, "limit", 0)};
    Today today;
    if (options.owner && options.everyone)
        return cli_wrong(cli, err, "owner", "--owner and --all cannot both be meant");
    if (!list_today(cli->context, cli->arena, &options, &today, err))
        return false;
    cli_show(cli, view_today(cli->arena, &today), text_today);
    return true;
}

bool cmd_morning(Cli *cli, Err *err)
{
    Morning morning;
    if (!morning_read(cli->context, cli->arena, &morning, err))
        return false;
    cli_show(cli, view_morning(cli->arena, &morning), text_morning);
    return true;
}

bool cmd_next(Cli *cli, Err *err)
{
    NextTouch next;
    int64_t lead_id;
    const char *owner = options_text(&cli->given, "owner");
    if (!cli->given.argument_count) {
        if (!next_touch(cli->context, cli->arena, owner, &next, err))
            return false;
    } else if (owner) {
        return cli_wrong(cli, err, "owner", "--owner and a lead cannot both be meant");
    } else if (!find_one_lead(cli->context, cli->arena, cli_arguments_from(cli, 0), &lead_id,
                              err) ||
               !next_touch_of(cli->context, cli->arena, lead_id, &next, err)) {
        return false;
    }
    cli_show(cli, view_next(cli->arena, &next), text_next);
    return true;
}

bool cmd_calls(Cli *cli, Err *err)
{
    Calls calls;
    if (!list_calls(cli->context, cli->arena, options_text(&cli->given, "owner"),
                    (size_t)options_count(&cli->given, "limit", CALLS_SHOWN), &calls, err))
        return false;
    cli_show(cli, view_calls(cli->arena, &calls), text_calls);
    return true;
}

bool cmd_review(Cli *cli, Err *err)
{
    Review review;
    if (!list_review(cli->context, cli->arena, options_text(&cli->given, "owner"),
                     (size_t)options_count(&cli->given, "limit", REVIEW_SHOWN), &review, err))
        return false;
    cli_show(cli, view_review(cli->arena, &review), text_review);
    return true;
}
