/* visits */
#include "cli/commands.h"

#include "action/visits.h"
#include "cli/text_visits.h"
#include "view/view_visits.h"

bool cmd_visits(Cli *cli, Err *err)
{
    Day day = DAY_NONE;
    Visits visits;
    const char *typed = options_text(&cli->given, "day");
    if ((typed && !cli_day(cli, "day", typed, &day, err)) ||
        !list_visits(cli->context, cli->arena, options_text(&cli->given, "owner"), day, &visits,
                     err))
        return false;
    cli_show(cli, view_visits(cli->arena, &visits), text_visits);
    return true;
}
