/* import */
#include "cli/commands.h"

#include "action/import_leads.h"
#include "base/text.h"
#include "cli/progress.h"
#include "cli/text_house.h"
#include "view/view_import.h"

static void tell(const ImportProgress *told, void *context)
{
    progress_draw(context, told->rows, told->bytes, told->total);
}

bool cmd_import(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    Progress progress = progress_new(&cli->screen);
    ImportResult result;
    ImportOptions options = {.paths = given->arguments,
                             .path_count = given->argument_count,
                             .source = options_text(given, "source"),
                             .cadence = options_text(given, "cadence"),
                             .owner = options_text(given, "owner"),
                             .dry_run = options_flag(given, "dry-run"),
                             .rejects_path = options_text(given, "rejects"),
                             .stop = cli_stop(),
                             .told = tell,
                             .told_context = &progress};
    options.map_count = options_all(cli->arena, given, "map", &options.maps);
    bool read = import_leads(cli->context, cli->arena, &options, &result, err);
    progress_end(&progress);
    if (!read) {
        cli->wrong_use = err->kind == ERR_INPUT && text_equal(err->field, "map");
        return false;
    }
    if (result.stopped)
        cli->exit_code = EXIT_FAILED;
    cli_show(cli, view_import(cli->arena, &result, options.dry_run), text_import);
    return true;
}
