/* report */
#include "cli/commands.h"

#include "action/report.h"
#include "base/text.h"
#include "cli/text_report.h"
#include "view/view_report.h"

/* Each report has a type of its own; what is done with them is the same. */
#define REPORT(name, Type)                                                                         \
    static Doc *make_##name(Cli *cli, const ReportOptions *options, Err *err)                      \
    {                                                                                              \
        Type report;                                                                               \
        bool made = report_##name(cli->context, cli->arena, options, &report, err);                \
        return made ? view_report_##name(cli->arena, &report) : NULL;                              \
    }
REPORT(silence, SilenceReport)
REPORT(monday, MondayReport)
REPORT(persistence, PersistenceReport)
REPORT(promises, PromiseReport)
REPORT(lines, LinesReport)
REPORT(excuses, ExcuseReport)
REPORT(channels, ChannelReport)
REPORT(speed, SpeedReport)

bool cmd_report(Cli *cli, Err *err)
{
    static const struct {
        const char *name;
        Doc *(*make)(Cli *cli, const ReportOptions *options, Err *err);
    } reports[] = {
        {"silence", make_silence},   {"monday", make_monday}, {"persistence", make_persistence},
        {"promises", make_promises}, {"lines", make_lines},   {"excuses", make_excuses},
        {"channels", make_channels}, {"speed", make_speed},
    };
    ReportOptions options = {.owner = options_text(&cli->given, "owner")};
    if (!cli_time_option(cli, "since", 0, &options.since, err) ||
        !cli_time_option(cli, "until", 0, &options.until, err))
        return false;
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        if (!text_equal(reports[i].name, cli_argument(cli, 0)))
            continue;
        Doc *doc = reports[i].make(cli, &options, err);
        if (!doc)
            return false;
        cli_show(cli, doc, text_report);
    }
    return true;
}
