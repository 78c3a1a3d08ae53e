/* calendar and contacts: add, list, check, sync, pause, resume, remove */
#include "cli/commands.h"

#include "base/digest.h"
#include "base/text.h"
#include "cli/cli_file.h"
#include "cli/given_settings.h"
#include "cli/text_dav.h"
#include "view/view_dav_account.h"

/* What is shown of each kind. */
static const struct {
    CliText *list, *one, *synced;
} kinds[DAV_KINDS] = {
    [DAV_CALENDAR] = {text_calendars, text_calendar, text_calendar_synced},
    [DAV_CONTACTS] = {text_books, text_book, text_book_synced},
};

static bool list(Cli *cli, DavKind kind, Err *err)
{
    DavAccounts accounts;
    if (!dav_account_list(cli->context, cli->arena, kind, &accounts, err))
        return false;
    cli_show(cli, view_dav_accounts(cli->arena, kind, &accounts), kinds[kind].list);
    return true;
}

static void show(Cli *cli, const DavAccount *account)
{
    cli_show(cli, view_dav_account(cli->arena, account), kinds[account->kind].one);
}

/* Kept is what the file says: the account does not end with it. */
static bool read_authority(Cli *cli, Doc *settings, Err *err)
{
    const void *bytes;
    size_t size;
    for (Doc *one = settings->first; one; one = one->next) {
        if (!text_equal(one->name, "ca_file") || text_empty(one->text))
            continue;
        if (!cli_read_file(cli, one->text, &bytes, &size, err))
            return err_in(err, "ca_file");
        one->text = arena_strndup(cli->arena, bytes, size);
    }
    return true;
}

static bool add(Cli *cli, DavKind kind, Err *err)
{
    DavAccount account;
    Doc *settings = given_settings(cli);
    if (!read_authority(cli, settings, err))
        return false;
    if (!options_flag(&cli->given, "provider") && !given_password(cli, settings, err))
        return false;
    DavAccountInput input = {.kind = kind,
                             .user = options_text(&cli->given, "for"),
                             .url = cli_argument(cli, 0),
                             .settings = settings};
    if (!dav_account_add(cli->context, cli->arena, &input, &account, err)) {
        cli->wrong_use = err->kind == ERR_INPUT;
        return false;
    }
    show(cli, &account);
    return true;
}

static bool read_id(Cli *cli, int64_t *id, Err *err)
{
    return cli_id(cli, "ID", cli_argument(cli, 0), id, err);
}

static bool pause_it(Cli *cli, DavKind kind, Err *err)
{
    int64_t id;
    DavAccount account;
    if (!read_id(cli, &id, err) ||
        !dav_account_pause(cli->context, cli->arena, kind, id, options_text(&cli->given, "because"),
                           &account, err))
        return false;
    show(cli, &account);
    return true;
}

static bool resume(Cli *cli, DavKind kind, Err *err)
{
    int64_t id;
    DavAccount account;
    if (!read_id(cli, &id, err) ||
        !dav_account_resume(cli->context, cli->arena, kind, id, &account, err))
        return false;
    show(cli, &account);
    return true;
}

static void show_id(Cli *cli, DavKind kind, int64_t id, CliText *text)
{
    Doc *doc = doc_object(cli->arena);
    doc_set_id(cli->arena, doc, "id", id);
    doc_set_text(cli->arena, doc, "what", dav_account_noun(kind));
    cli_show(cli, doc, text);
}

static bool end(Cli *cli, DavKind kind, Err *err)
{
    int64_t id;
    if (!read_id(cli, &id, err) || !dav_account_end(cli->context, cli->arena, kind, id, err))
        return false;
    show_id(cli, kind, id, text_dav_removed);
    return true;
}

static bool check(Cli *cli, DavKind kind, Err *err)
{
    int64_t id;
    DavProbed probed;
    if (!read_id(cli, &id, err) ||
        !dav_account_probe(cli->context, cli->arena, kind, id, &probed, err))
        return false;
    if (!probed.works) {
        *err = probed.why;
        return false;
    }
    show_id(cli, kind, id, text_dav_right);
    return true;
}

static void add_up(DavSynced *all, const DavSynced *one)
{
    all->wrote += one->wrote;
    all->removed += one->removed;
    all->moved += one->moved;
    all->waits += one->waits;
    all->goes_on += one->goes_on;
    all->changed += one->changed;
    all->taken += one->taken;
}

/* All of them, or one; where one fails the others are looked at all the same. */
static bool sync_all(Cli *cli, DavKind kind, Err *err)
{
    int64_t one = 0;
    DavAccounts accounts;
    DavSynced all = {0};
    bool right = true;
    Err why;
    if ((cli_argument(cli, 0) && !read_id(cli, &one, err)) ||
        !dav_account_list(cli->context, cli->arena, kind, &accounts, err))
        return false;
    bool known = !one;
    for (size_t i = 0; i < accounts.count; i++) {
        DavSynced synced;
        if (one && accounts.at[i].id != one)
            continue;
        known = true;
        bool done = dav_sync(cli->context, cli->arena, kind, accounts.at[i].id, random_number(),
                             NULL, &synced, &why);
        if (!done && right)
            *err = why;
        right = right && done;
        add_up(&all, &synced);
    }
    if (!known)
        return err_field(err, ERR_MISSING, "ID", "there is no %s %lld", dav_account_noun(kind),
                         (long long)one);
    if (right)
        cli_show(cli, view_dav_synced(cli->arena, kind, &all), kinds[kind].synced);
    return right;
}

bool cmd_calendar_add(Cli *cli, Err *err)
{
    return add(cli, DAV_CALENDAR, err);
}

bool cmd_calendar_list(Cli *cli, Err *err)
{
    return list(cli, DAV_CALENDAR, err);
}

bool cmd_calendar_check(Cli *cli, Err *err)
{
    return check(cli, DAV_CALENDAR, err);
}

bool cmd_calendar_sync(Cli *cli, Err *err)
{
    return sync_all(cli, DAV_CALENDAR, err);
}

bool cmd_calendar_pause(Cli *cli, Err *err)
{
    return pause_it(cli, DAV_CALENDAR, err);
}

bool cmd_calendar_resume(Cli *cli, Err *err)
{
    return resume(cli, DAV_CALENDAR, err);
}

bool cmd_calendar_remove(Cli *cli, Err *err)
{
    return end(cli, DAV_CALENDAR, err);
}

bool cmd_contacts_add(Cli *cli, Err *err)
{
    return add(cli, DAV_CONTACTS, err);
}

bool cmd_contacts_list(Cli *cli, Err *err)
{
    return list(cli, DAV_CONTACTS, err);
}

bool cmd_contacts_check(Cli *cli, Err *err)
{
    return check(cli, DAV_CONTACTS, err);
}

bool cmd_contacts_sync(Cli *cli, Err *err)
{
    return sync_all(cli, DAV_CONTACTS, err);
}

bool cmd_contacts_pause(Cli *cli, Err *err)
{
    return pause_it(cli, DAV_CONTACTS, err);
}

bool cmd_contacts_resume(Cli *cli, Err *err)
{
    return resume(cli, DAV_CONTACTS, err);
}

bool cmd_contacts_remove(Cli *cli, Err *err)
{
    return end(cli, DAV_CONTACTS, err);
}
