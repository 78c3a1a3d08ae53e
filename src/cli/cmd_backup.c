/* backup */
#include "cli/commands.h"

#include "cli/progress.h"
#include "cli/text_people.h"
#include "view/view_keep.h"

static void tell_backup(int64_t done, int64_t total, void *context)
{
    progress_draw(context, (uint64_t)done, (uint64_t)done, (uint64_t)total);
}

bool cmd_backup(Cli *cli, Err *err)
{
    Progress progress = progress_new(&cli->screen);
    BackupResult result;
    BackupOptions options = {
        .path = cli_argument(cli, 0), .told = tell_backup, .told_context = &progress};
    bool kept = backup_database(cli->context, cli->arena, &options, &result, err);
    progress_end(&progress);
    if (!kept)
        return false;
    cli_show(cli, view_backup(cli->arena, &result), text_backup);
    return true;
}
