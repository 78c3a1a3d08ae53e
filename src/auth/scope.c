#include "auth/scope.h"

#include "base/text.h"

#include <string.h>

static const ScopeFacts scopes_there_are[] = {
    {"read", "sees what its user sees", SCOPE_READ, SCOPE_READ, RIGHT_SELL},
    {"write", "captures, logs, promises: all a seller does", SCOPE_WRITE, SCOPE_WRITE | SCOPE_READ,
     RIGHT_SELL},
    {"admin", "settings and users, too", SCOPE_ADMIN, SCOPE_ADMIN | SCOPE_WRITE | SCOPE_READ,
     RIGHT_SETTINGS},
    {"calendar", "the calendar's address, and nothing else", SCOPE_CALENDAR, SCOPE_CALENDAR,
     RIGHT_SELL},
    {NULL, NULL, 0, 0, RIGHT_SELL},
};

const ScopeFacts *scope_table(void)
{
    return scopes_there_are;
}

static const ScopeFacts *scope_named(const char *name, size_t length)
{
    for (const ScopeFacts *scope = scopes_there_are; scope->name; scope++)
        if (strlen(scope->name) == length && strncmp(scope->name, name, length) == 0)
            return scope;
    return NULL;
}

bool scopes_parse(const char *words, Scopes *scopes, Err *err)
{
    Scopes read = 0;
    for (const char *at = text_or(words, ""); *at;) {
        size_t length = strcspn(at, " ,");
        const ScopeFacts *scope = scope_named(at, length);
        if (length && !scope)
            return err_field(err, ERR_INPUT, "scope",
                             "there is no scope \"%.*s\": read, write, admin or calendar",
                             (int)length, at);
        read |= scope ? scope->grants : 0;
        at += length + strspn(at + length, " ,");
    }
    if (!read)
        return err_field(err, ERR_INPUT, "scope",
                         "a token needs a scope: read, write, admin or calendar");
    *scopes = read;
    return true;
}
