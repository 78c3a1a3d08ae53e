/* user, absence */
#include "cli/commands.h"

#include "base/text.h"
#include "cli/text_people.h"
#include "view/view_user.h"

#include <string.h>

bool cmd_users(Cli *cli, Err *err)
{
    UsersShown users;
    if (!list_users(cli->context, cli->arena, options_flag(&cli->given, "all"), &users, err))
        return false;
    cli_show(cli, view_users(cli->arena, &users), text_users);
    return true;
}

/* FIELD=VALUE from the second argument on. */
static bool read_fields(Cli *cli, const UserField **fields, size_t *count, Err *err)
{
    enum { FIELDS_MOST = 40 };
    const char *names[FIELDS_MOST + 1];
    size_t known = 0;
    for (const UserFieldFacts *each = user_fields(); each->name && known < FIELDS_MOST; each++)
        names[known++] = each->name;
    names[known] = NULL;
    *count = cli->given.argument_count - 1;
    UserField *made = arena_array(cli->arena, *count, sizeof *made);
    for (size_t i = 0; i < *count; i++) {
        const char *pair = cli_argument(cli, i + 1);
        size_t length = strcspn(pair, "=");
        made[i].field = arena_strndup(cli->arena, pair, length);
        made[i].value = pair + length + (pair[length] == '=');
        size_t place = 0;
        while (place < known && !text_equal(names[place], made[i].field))
            place++;
        if (place < known)
            continue;
        const char *near = text_nearest(made[i].field, names);
        return near ? cli_wrong(cli, err, "FIELD=VALUE",
                                "a user has no field \"%s\"; did you mean %s?", made[i].field, near)
                    : cli_wrong(cli, err, "FIELD=VALUE",
                                "a user has no field \"%s\"; `beck help users` lists them",
                                made[i].field);
    }
    *fields = made;
    return true;
}

static bool show_user(Cli *cli, bool done, const UserShown *user)
{
    if (done)
        cli_show(cli, view_user(cli->arena, user), text_user);
    return done;
}

bool cmd_user_add(Cli *cli, Err *err)
{
    const UserField *fields = NULL;
    size_t count = 0;
    UserShown user;
    return read_fields(cli, &fields, &count, err) &&
           show_user(
               cli,
               add_user(cli->context, cli->arena, cli_argument(cli, 0), fields, count, &user, err),
               &user);
}

bool cmd_user_set(Cli *cli, Err *err)
{
    const UserField *fields = NULL;
    size_t count = 0;
    UserShown user;
    return read_fields(cli, &fields, &count, err) &&
           show_user(
               cli,
               set_user(cli->context, cli->arena, cli_argument(cli, 0), fields, count, &user, err),
               &user);
}

bool cmd_user_deactivate(Cli *cli, Err *err)
{
    UserShown user;
    return show_user(
        cli, deactivate_user(cli->context, cli->arena, cli_argument(cli, 0), &user, err), &user);
}

bool cmd_user_activate(Cli *cli, Err *err)
{
    UserShown user;
    return show_user(cli, activate_user(cli->context, cli->arena, cli_argument(cli, 0), &user, err),
                     &user);
}

bool cmd_user_reassign(Cli *cli, Err *err)
{
    Reassigned reassigned;
    if (!reassign_leads(cli->context, cli->arena, cli_argument(cli, 0), cli_argument(cli, 1),
                        &reassigned, err))
        return false;
    cli_show(cli, view_reassigned(cli->arena, &reassigned), text_reassigned);
    return true;
}

/* --- absences --- */

bool cmd_absences(Cli *cli, Err *err)
{
    UsersShown users;
    if (!list_users(cli->context, cli->arena, true, &users, err))
        return false;
    cli_show(cli, view_users(cli->arena, &users), text_absences);
    return true;
}

bool cmd_absence_add(Cli *cli, Err *err)
{
    const char *last = cli_argument(cli, 1);
    AbsenceResult result;
    AbsenceInput input = {.user = options_text(&cli->given, "owner"),
                          .reason = options_text(&cli->given, "because")};
    if (!cli_day(cli, "FIRST", cli_argument(cli, 0), &input.first, err) ||
        (last && !cli_last_day(cli, "LAST", last, input.first, &input.last, err)))
        return false;
    if (!last)
        input.last = input.first;
    if (!add_absence(cli->context, cli->arena, &input, &result, err))
        return false;
    cli_show(cli, view_absence(cli->arena, &result), text_absence);
    return true;
}

bool cmd_absence_remove(Cli *cli, Err *err)
{
    int64_t id;
    AbsenceResult result;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !remove_absence(cli->context, cli->arena, id, &result, err))
        return false;
    cli_show(cli, view_absence(cli->arena, &result), text_absence);
    return true;
}
