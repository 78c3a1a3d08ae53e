/* Roles and scopes: who may do what, as tables.
 *
 * A user has one role; what it may is a set of rights. A token acts as its user and never beyond
 * its scopes. ASVS 5.0, 8.1 and 8.2: the rules are written down here and held on the server. Whose
 * leads a user sees is action/access.h's: own and shared ones without RIGHT_TEAM.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>

typedef enum Role { ROLE_REP, ROLE_MANAGER, ROLE_ADMIN, ROLES } Role;

typedef enum Right {
    RIGHT_SELL,     /* leads, touches, promises: own and shared ones */
    RIGHT_TEAM,     /* the leads of everybody; Monday, reassign, spread, absences */
    RIGHT_WORDS,    /* cadences and content that all use */
    RIGHT_SETTINGS, /* the line, holidays, channels, webhooks, forms */
    RIGHT_USERS,    /* users, roles, invitations, the tokens and sessions of others */
    RIGHT_AUDIT,    /* who did what, from where */
    RIGHT_KEEP,     /* export everything, erase a person for good */
    RIGHTS
} Right;

const char *role_name(Role role); /* "rep" */
/* ASCII case ignored. INPUT, field "role". */
bool role_named(const char *name, Role *role, Err *err);
bool role_may(Role role, Right right);

/* What a token is for; bits. */
typedef unsigned Scopes;
#define SCOPE_READ     (1U << 0) /* what its user sees, by GET */
#define SCOPE_WRITE    (1U << 1) /* all acts of selling; includes SCOPE_READ */
#define SCOPE_ADMIN    (1U << 2) /* settings and users, where its user may; includes SCOPE_WRITE */
#define SCOPE_CALENDAR (1U << 3) /* /calendar/TOKEN.ics and nothing else */

typedef struct ScopeFacts {
    const char *name, *about;
    Scopes scope;  /* its own bit */
    Scopes grants; /* with all it includes */
    Right needs;   /* a user without this right cannot make one */
} ScopeFacts;

/* Ends with a NULL name. */
const ScopeFacts *scope_table(void);
/* "read write" or "read,write" as bits with all they include. INPUT, field "scope": one there is
 * not, or none. */
bool scopes_parse(const char *words, Scopes *scopes, Err *err);
