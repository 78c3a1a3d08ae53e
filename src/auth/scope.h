/* Scopes: what a token may, as a table. A token acts as its user and never beyond its scopes. */
#pragma once

#include "auth/user_role.h"

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
