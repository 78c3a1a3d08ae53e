#include "view/lists.h"

#include "base/text.h"

#include <string.h>

static const List lists[] = {
    {"absence", "absence", "/settings/users", "People"},
    {"account", "find WORDS", "/leads", "Leads"},
    {"address book", "contacts list", "/settings/contacts", "Contacts"},
    {"cadence", "cadence list", "/cadences", "Cadences"},
    {"calendar", "calendar list", "/settings/calendars", "Calendars"},
    {"call", "call", NULL, NULL},
    {"contact", "find WORDS", "/leads", "Leads"},
    {"content", "content list", "/content", "Content"},
    {"delivery", "webhook log", "/settings/webhooks", "Webhooks"},
    {"file", "files LEAD", NULL, NULL},
    {"form", "form list", "/settings/forms", "Forms"},
    {"gift", "gift", "/gifts", "Gifts"},
    {"hold", "pause", NULL, NULL},
    {"job", "job list", "/import", "Import"},
    {"lead", "leads", "/leads", "Leads"},
    {"live token", "token", "/settings/tokens", "Tokens"},
    {"mail", "inbox", "/inbox", "Inbox"},
    {"mailbox", "mailbox list", "/settings/mailboxes", "Reading"},
    {"message", "outbox", "/outbox", "Outbox"},
    {"person", "find WORDS", "/leads", "Leads"},
    {"promise", "promises", "/promises", "Promises"},
    {"sender", "sender list", "/settings/senders", "Sending"},
    {"touch", "today --all", "/today", "Today"},
    {"user", "user list", "/settings/users", "People"},
    {"view", "leads views", "/leads", "Leads"},
    {"webhook", "webhook list", "/settings/webhooks", "Webhooks"},
};

const List *list_of(const Err *err)
{
    static const char missing[] = "there is no ";
    const char *thing = err->message + strlen(missing);
    if (err->kind != ERR_MISSING || !text_starts(err->message, missing) ||
        strstr(err->message, "`beck ") || strstr(err->message, "; "))
        return NULL;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        size_t length = strlen(lists[i].thing);
        if (text_starts(thing, lists[i].thing) && thing[length] == ' ')
            return &lists[i];
    }
    return NULL;
}

const char *lists_named(Arena *arena, const Err *err)
{
    const List *list = list_of(err);
    return list ? arena_printf(arena, "%s; `beck %s` lists those there are", err->message,
                               list->command)
                : err->message;
}

const char *message_of_page(Arena *arena, const char *message)
{
    static const char alternative[] = ", or `beck ";
    char *told = arena_strdup(arena, message);
    for (char *at = told; (at = strstr(at, alternative));) {
        const char *end = strchr(at + strlen(alternative), '`');
        if (!end)
            break;
        end += end[1] == ',' ? 2 : 1;
        memmove(at, end, strlen(end) + 1);
    }
    return told;
}
