#include "auth/user_role.h"

#include "base/text.h"

#define MAY(right) (1U << (right))

static const struct {
    const char *name;
    unsigned may;
} roles[USER_ROLES] = {
    [USER_REP] = {"rep", MAY(RIGHT_SELL)},
    [USER_MANAGER] = {"manager", MAY(RIGHT_SELL) | MAY(RIGHT_TEAM) | MAY(RIGHT_WORDS)},
    [USER_ADMIN] = {"admin", MAY(RIGHTS) - 1},
};

const char *user_role_name(UserRole role)
{
    return roles[role].name;
}

bool user_role_named(const char *name, UserRole *role, Err *err)
{
    for (int i = 0; i < USER_ROLES; i++)
        if (text_equal_nocase(name, roles[i].name)) {
            *role = (UserRole)i;
            return true;
        }
    return err_field(err, ERR_INPUT, "role", "a role is rep, manager or admin, not \"%s\"",
                     text_or(name, ""));
}

bool user_role_may(UserRole role, Right right)
{
    return roles[role].may & MAY(right);
}
