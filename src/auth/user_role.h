/* Roles of users: who may do what, as a table.
 *
 * A user has one role; what it may is a set of rights. ASVS 5.0, 8.1 and 8.2: the rules are written
 * down here and held on the server. Whose leads a user sees is action/access.h's.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>

typedef enum UserRole { USER_REP, USER_MANAGER, USER_ADMIN, USER_ROLES } UserRole;

typedef enum Right {
    RIGHT_SELL,     /* leads, touches, promises: own and shared ones */
    RIGHT_TEAM,     /* those below: Monday, reassign, spread, absences */
    RIGHT_WORDS,    /* cadences and content that all use */
    RIGHT_SETTINGS, /* the line, holidays, channels, webhooks, forms */
    RIGHT_USERS,    /* users, roles, invitations, the tokens and sessions of others */
    RIGHT_AUDIT,    /* who did what, from where */
    RIGHT_KEEP,     /* export everything, erase a person for good */
    RIGHTS
} Right;

const char *user_role_name(UserRole role); /* "rep" */
/* ASCII case ignored. INPUT, field "role". */
bool user_role_named(const char *name, UserRole *role, Err *err);
bool user_role_may(UserRole role, Right right);
