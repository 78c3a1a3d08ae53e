/* duplicates, merge */
#include "cli/commands.h"

#include "cli/text_people.h"
#include "view/view_duplicates.h"

bool cmd_duplicates(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    enum { PAIRS_SHOWN = 50 };
    Duplicates found;
    long usual = cli->json ? DUPLICATES_MOST : PAIRS_SHOWN;
    DuplicateOptions options = {.least = (double)options_count(given, "least", 0) / 100,
                                .most = (size_t)options_count(given, "limit", usual),
                                .contacts_only = options_flag(given, "people"),
                                .accounts_only = options_flag(given, "accounts")};
    if (options.contacts_only && options.accounts_only)
        return cli_wrong(cli, err, "people", "--people and --accounts cannot both be meant");
    if (!find_duplicates(cli->context, cli->arena, &options, &found, err))
        return false;
    cli_show(cli, view_duplicates(cli->arena, &found), text_duplicates);
    return true;
}

static bool read_two(Cli *cli, int64_t *a, int64_t *b, Err *err)
{
    return cli_id(cli, "A", cli_argument(cli, 0), a, err) &&
           cli_id(cli, "B", cli_argument(cli, 1), b, err);
}

bool cmd_different(Cli *cli, Err *err)
{
    int64_t a, b;
    if (!read_two(cli, &a, &b, err) || !not_duplicates(cli->context, a, b, err))
        return false;
    Doc *doc = doc_object(cli->arena);
    doc_set_id(cli->arena, doc, "a", a);
    doc_set_id(cli->arena, doc, "b", b);
    cli_show(cli, doc, text_different);
    return true;
}

bool cmd_merge(Cli *cli, Err *err)
{
    int64_t a, b;
    Merged merged;
    if (!read_two(cli, &a, &b, err) || !merge_any(cli->context, cli->arena, a, b, &merged, err))
        return false;
    cli_show(cli, view_merged(cli->arena, &merged), text_merged);
    return true;
}
