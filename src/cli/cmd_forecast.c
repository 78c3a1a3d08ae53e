/* forecast */
#include "cli/commands.h"

#include "action/forecast_leads.h"
#include "cli/progress.h"
#include "cli/text_report.h"
#include "view/view_forecast.h"

static void tell(int64_t leads, int64_t total, void *context)
{
    progress_draw(context, (uint64_t)leads, (uint64_t)leads, (uint64_t)total);
}

bool cmd_forecast(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    Progress progress = progress_new(&cli->screen);
    ForecastResult result;
    ForecastOptions options = {.days = (int)options_count(given, "days", 0),
                               .owner = options_text(given, "owner"),
                               .cadence = options_text(given, "cadence"),
                               .told = tell,
                               .told_context = &progress};
    bool walked = forecast_leads(cli->context, cli->arena, &options, &result, err);
    progress_end(&progress);
    if (!walked)
        return false;
    cli_show(cli, view_forecast(cli->arena, &result), text_forecast);
    return true;
}
