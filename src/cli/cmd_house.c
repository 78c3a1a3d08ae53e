/* init, config, check */
#include "cli/commands.h"

#include "base/text.h"
#include "cli/text_house.h"
#include "view/view_setting.h"

bool cmd_init(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    InitResult result;
    InitOptions options = {.database = options_text(given, "db"),
                           .workspace = options_text(given, "workspace"),
                           .user = options_text(given, "user"),
                           .email = options_text(given, "email"),
                           .cell = options_text(given, "cell"),
                           .postal = options_text(given, "postal"),
                           .zone = options_text(given, "zone"),
                           .country = options_text(given, "country"),
                           .now = cli->now};
    if (!init_database(cli->arena, &options, &result, err))
        return false;
    cli_show(cli, view_init(cli->arena, &result), text_init);
    return true;
}

/* --- config --- */

bool cmd_config(Cli *cli, Err *err)
{
    SettingValue *values;
    size_t count;
    if (!setting_values(cli->context, &values, &count, err))
        return false;
    cli_show(cli, view_settings(cli->arena, values, count), text_settings);
    return true;
}

/* Wrong use when there is no such setting. */
static const Setting *find_setting(Cli *cli, Err *err)
{
    enum { SETTINGS_MOST = 200 };
    const char *name = cli_argument(cli, 0), *names[SETTINGS_MOST + 1];
    const Setting *setting = setting_find(name);
    if (setting)
        return setting;
    size_t count = 0;
    for (const Setting *each = setting_table(); each->name && count < SETTINGS_MOST; each++)
        names[count++] = each->name;
    names[count] = NULL;
    const char *near = text_nearest(name, names);
    if (near)
        cli_wrong(cli, err, "NAME", "there is no setting \"%s\"; did you mean %s?", name, near);
    else
        cli_wrong(cli, err, "NAME", "there is no setting \"%s\"; `beck config` lists them", name);
    return NULL;
}

static bool show_setting(Cli *cli, const Setting *setting, CliText *text, Err *err)
{
    SettingValue *values;
    size_t count;
    if (!setting_values(cli->context, &values, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (values[i].setting == setting)
            cli_show(cli, view_setting(cli->arena, &values[i]), text);
    return true;
}

bool cmd_config_get(Cli *cli, Err *err)
{
    const Setting *setting = find_setting(cli, err);
    return setting && show_setting(cli, setting, text_setting_value, err);
}

bool cmd_config_set(Cli *cli, Err *err)
{
    const Setting *setting = find_setting(cli, err);
    const char *value = cli_argument(cli, 1);
    return setting && cli_understood(cli, setting_check(setting, value, err)) &&
           setting_put(cli->context, setting->name, value, err) &&
           show_setting(cli, setting, text_setting, err);
}

bool cmd_config_unset(Cli *cli, Err *err)
{
    const Setting *setting = find_setting(cli, err);
    return setting && setting_put(cli->context, setting->name, NULL, err) &&
           show_setting(cli, setting, text_setting, err);
}

/* --- holidays --- */

bool cmd_holidays(Cli *cli, Err *err)
{
    HolidaysShown holidays;
    if (!list_holidays(cli->context, cli->arena, &holidays, err))
        return false;
    cli_show(cli, view_holidays(cli->arena, &holidays), text_holidays);
    return true;
}

bool cmd_holiday_add(Cli *cli, Err *err)
{
    Day day;
    HolidayResult result;
    if (!cli_day(cli, "DAY", cli_argument(cli, 0), &day, err) ||
        !add_holiday(cli->context, cli->arena, day, cli_arguments_from(cli, 1), &result, err))
        return false;
    cli_show(cli, view_holiday(cli->arena, &result), text_holiday_added);
    return true;
}

bool cmd_holiday_remove(Cli *cli, Err *err)
{
    Day day;
    HolidayResult result;
    if (!cli_day(cli, "DAY", cli_argument(cli, 0), &day, err) ||
        !remove_holiday(cli->context, cli->arena, day, &result, err))
        return false;
    cli_show(cli, view_holiday(cli->arena, &result), text_holiday_removed);
    return true;
}

/* --- check --- */

bool cmd_check(Cli *cli, Err *err)
{
    CheckResult result;
    if (!check_promises(cli->context, cli->arena, &result, err))
        return false;
    cli->exit_code = result.problem_count ? EXIT_FOUND : EXIT_DONE;
    cli_show(cli, view_check(cli->arena, &result), text_check);
    return true;
}
