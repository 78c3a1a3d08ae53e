/* report */
#include "cli/commands.h"

#include "cli/text_report.h"
#include "view/report_doc.h"

bool cmd_report(Cli *cli, Err *err)
{
    ReportOptions options = {.owner = options_text(&cli->given, "owner")};
    Doc *doc;
    if (!cli_time_option(cli, "since", 0, &options.since, err) ||
        !cli_time_option(cli, "until", 0, &options.until, err) ||
        !report_doc(cli->context, cli->arena, cli_argument(cli, 0), &options, &doc, err))
        return false;
    cli_show(cli, doc, text_report);
    return true;
}
