/* calendar add, list, check, sync, pause, resume, remove */
#include "cli/commands.h"

#include "base/digest.h"
#include "cli/given_settings.h"
#include "cli/text_calendar.h"
#include "view/view_calendar_account.h"

bool cmd_calendar_list(Cli *cli, Err *err)
{
    CalendarAccounts accounts;
    if (!calendar_account_list(cli->context, cli->arena, &accounts, err))
        return false;
    cli_show(cli, view_calendar_accounts(cli->arena, &accounts), text_calendar_accounts);
    return true;
}

bool cmd_calendar_add(Cli *cli, Err *err)
{
    CalendarAccount account;
    Doc *settings = given_settings(cli);
    if (!options_flag(&cli->given, "provider") && !given_password(cli, settings, err))
        return false;
    CalendarAccountInput input = {.user = options_text(&cli->given, "for"),
                                  .url = cli_argument(cli, 0),
                                  .settings = settings};
    if (!calendar_account_add(cli->context, cli->arena, &input, &account, err)) {
        cli->wrong_use = err->kind == ERR_INPUT;
        return false;
    }
    cli_show(cli, view_calendar_account(cli->arena, &account), text_calendar_account);
    return true;
}

static bool read_id(Cli *cli, int64_t *id, Err *err)
{
    return cli_id(cli, "ID", cli_argument(cli, 0), id, err);
}

bool cmd_calendar_pause(Cli *cli, Err *err)
{
    int64_t id;
    CalendarAccount account;
    if (!read_id(cli, &id, err) ||
        !calendar_account_pause(cli->context, cli->arena, id, options_text(&cli->given, "because"),
                                &account, err))
        return false;
    cli_show(cli, view_calendar_account(cli->arena, &account), text_calendar_account);
    return true;
}

bool cmd_calendar_resume(Cli *cli, Err *err)
{
    int64_t id;
    CalendarAccount account;
    if (!read_id(cli, &id, err) ||
        !calendar_account_resume(cli->context, cli->arena, id, &account, err))
        return false;
    cli_show(cli, view_calendar_account(cli->arena, &account), text_calendar_account);
    return true;
}

static void show_id(Cli *cli, int64_t id, CliText *text)
{
    Doc *doc = doc_object(cli->arena);
    doc_set_id(cli->arena, doc, "id", id);
    cli_show(cli, doc, text);
}

bool cmd_calendar_remove(Cli *cli, Err *err)
{
    int64_t id;
    if (!read_id(cli, &id, err) || !calendar_account_end(cli->context, cli->arena, id, err))
        return false;
    show_id(cli, id, text_calendar_removed);
    return true;
}

bool cmd_calendar_check(Cli *cli, Err *err)
{
    int64_t id;
    CalendarProbed probed;
    if (!read_id(cli, &id, err) ||
        !calendar_account_probe(cli->context, cli->arena, id, &probed, err))
        return false;
    if (!probed.works) {
        *err = probed.why;
        return false;
    }
    show_id(cli, id, text_calendar_right);
    return true;
}

static int64_t number_of_run(void)
{
    int64_t number = 0;
    random_fill(&number, sizeof number);
    return (number & INT64_MAX) | 1;
}

/* All of them, or one; where one fails the others are looked at all the same. */
bool cmd_calendar_sync(Cli *cli, Err *err)
{
    int64_t one = 0;
    CalendarAccounts accounts;
    CalendarSynced all = {0};
    bool right = true;
    Err why;
    if ((cli_argument(cli, 0) && !read_id(cli, &one, err)) ||
        !calendar_account_list(cli->context, cli->arena, &accounts, err))
        return false;
    bool known = !one;
    for (size_t i = 0; i < accounts.count; i++) {
        CalendarSynced synced;
        if (one && accounts.at[i].id != one)
            continue;
        known = true;
        bool done = calendar_sync(cli->context, cli->arena, accounts.at[i].id, number_of_run(),
                                  NULL, &synced, &why);
        if (!done && right)
            *err = why;
        right = right && done;
        all.wrote += synced.wrote;
        all.removed += synced.removed;
        all.moved += synced.moved;
        all.waits += synced.waits;
        all.goes_on += synced.goes_on;
    }
    if (!known)
        return err_field(err, ERR_MISSING, "calendar", "there is no calendar %lld", (long long)one);
    if (right)
        cli_show(cli, view_calendar_synced(cli->arena, &all), text_calendar_synced);
    return right;
}
