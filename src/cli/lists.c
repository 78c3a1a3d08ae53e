#include "cli/lists.h"

#include "base/text.h"

#include <string.h>

/* How the message calls a thing, and what lists those there are. */
static const struct {
    const char *thing, *command;
} lists[] = {
    {"absence", "absence"},
    {"account", "find WORDS"},
    {"cadence", "cadence list"},
    {"calendar", "calendar list"},
    {"call", "call"},
    {"contact", "find WORDS"},
    {"content", "content list"},
    {"delivery", "webhook log"},
    {"file", "files LEAD"},
    {"form", "form list"},
    {"gift", "gift"},
    {"hold", "pause"},
    {"job", "job list"},
    {"lead", "leads"},
    {"live token", "token"},
    {"mail", "inbox"},
    {"mailbox", "mailbox list"},
    {"message", "outbox"},
    {"person", "find WORDS"},
    {"promise", "promises"},
    {"sender", "sender list"},
    {"touch", "today --all"},
    {"user", "user list"},
    {"view", "leads views"},
    {"webhook", "webhook list"},
};

const char *lists_named(Arena *arena, const Err *err)
{
    static const char missing[] = "there is no ";
    const char *thing = err->message + strlen(missing);
    if (err->kind != ERR_MISSING || !text_starts(err->message, missing) ||
        strstr(err->message, "`beck ") || strstr(err->message, "; "))
        return err->message;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        size_t length = strlen(lists[i].thing);
        if (text_starts(thing, lists[i].thing) && thing[length] == ' ')
            return arena_printf(arena, "%s; `beck %s` lists those there are", err->message,
                                lists[i].command);
    }
    return err->message;
}
