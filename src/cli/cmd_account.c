/* account, person */
#include "cli/commands.h"

#include "action/account.h"
#include "base/text.h"
#include "base/vec.h"
#include "cli/text_account.h"
#include "view/view_account.h"

#include <string.h>

static bool show(Cli *cli, int64_t account_id, Err *err)
{
    AccountShown account;
    if (!show_account(cli->context, cli->arena, account_id, &account, err))
        return false;
    cli_show(cli, view_account(cli->arena, &account), text_account);
    return true;
}

bool cmd_account(Cli *cli, Err *err)
{
    int64_t account_id;
    return find_one_account(cli->context, cli->arena, cli_arguments_from(cli, 0), &account_id,
                            err) &&
           show(cli, account_id, err);
}

bool cmd_person(Cli *cli, Err *err)
{
    int64_t contact_id, account_id;
    if (!cli_id(cli, "PERSON", cli_argument(cli, 0), &contact_id, err) ||
        !account_of_person(cli->context, contact_id, &account_id, err))
        return false;
    return account_id ? show(cli, account_id, err)
                      : err_field(err, ERR_MISSING, "person", "they have no company here");
}

static const struct {
    const char *option;
    AddressKind kind;
} ways[] = {{"cell", ADDRESS_CELL},   {"office", ADDRESS_OFFICE}, {"home", ADDRESS_HOME},
            {"email", ADDRESS_EMAIL}, {"fax", ADDRESS_FAX},       {"postal", ADDRESS_POSTAL},
            {"sip", ADDRESS_SIP}};

bool cmd_person_add(Cli *cli, Err *err)
{
    enum { WAYS = sizeof ways / sizeof *ways };
    const Given *given = &cli->given;
    const char *where = options_text(given, "account"), *under = options_text(given, "under");
    PersonAddress addresses[WAYS];
    PersonInput input = {.name = cli_arguments_from(cli, 0),
                         .title = options_text(given, "title"),
                         .role = options_text(given, "role"),
                         .note = options_text(given, "note"),
                         .addresses = addresses};
    int64_t contact_id;
    if ((where != NULL) == (under != NULL))
        return cli_wrong(cli, err, "account",
                         "say where: --account ACCOUNT, or --under PERSON, by their id");
    if (where && !find_one_account(cli->context, cli->arena, where, &input.account_id, err))
        return false;
    if (under && (!cli_id(cli, "under", under, &input.reports_to, err) ||
                  !account_of_person(cli->context, input.reports_to, &input.account_id, err)))
        return false;
    for (size_t i = 0; i < WAYS; i++)
        if (options_text(given, ways[i].option))
            addresses[input.address_count++] =
                (PersonAddress){ways[i].kind, options_text(given, ways[i].option)};
    return add_person(cli->context, cli->arena, &input, &contact_id, err) &&
           show(cli, input.account_id, err);
}

bool cmd_person_set(Cli *cli, Err *err)
{
    VEC(PersonField) fields = {0};
    int64_t contact_id, account_id;
    if (!cli_id(cli, "PERSON", cli_argument(cli, 0), &contact_id, err))
        return false;
    for (size_t i = 1; i < cli->given.argument_count; i++) {
        const char *pair = cli_argument(cli, i);
        size_t length = strcspn(pair, "=");
        if (!pair[length])
            return cli_wrong(cli, err, "FIELD=VALUE", "\"%s\" is no FIELD=VALUE", pair);
        *(PersonField *)vec_push(cli->arena, &fields) =
            (PersonField){arena_strndup(cli->arena, pair, length), pair + length + 1};
    }
    return set_person(cli->context, cli->arena, contact_id, fields.at, fields.count, err) &&
           account_of_person(cli->context, contact_id, &account_id, err) &&
           (!account_id || show(cli, account_id, err));
}
