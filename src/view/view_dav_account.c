#include "view/view_dav_account.h"

#include "base/text.h"

static void add_meetings(Arena *arena, Doc *doc, const DavAccount *account)
{
    Doc *list = doc_set_array(arena, doc, "meetings");
    for (size_t i = 0; i < account->meeting_count; i++) {
        const CalendarMeeting *meeting = &account->meetings[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_id(arena, entry, "lead_id", meeting->lead_id);
        doc_set_text(arena, entry, "contact", meeting->contact_name);
        doc_set_text(arena, entry, "summary", meeting->summary);
        doc_set_time(arena, entry, "starts_at", meeting->starts_at);
        doc_set_time(arena, entry, "ends_at", meeting->ends_at);
        doc_set_bool(arena, entry, "waits", meeting->waits);
    }
}

Doc *view_dav_account(Arena *arena, const DavAccount *account)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", account->id);
    doc_set_text(arena, doc, "user", account->user);
    doc_set_text(arena, doc, "url", account->url);
    doc_set_text(arena, doc, "name", account->name);
    doc_set_text(arena, doc, "login_of", account->login_of);
    Doc *settings = doc_set_object(arena, doc, "settings");
    for (const Doc *one = account->settings->first; one; one = one->next)
        if (!text_empty(one->text))
            doc_set_text(arena, settings, one->name, one->text);
    doc_set_text(arena, doc, "state", account->state);
    doc_set_text(arena, doc, "why", account->why);
    doc_set_time(arena, doc, "rests_until", account->rests_until);
    doc_set_time(arena, doc, "synced_at", account->synced_at);
    doc_set_int(arena, doc, "entries", account->entries);
    if (account->kind == DAV_CALENDAR)
        add_meetings(arena, doc, account);
    return doc;
}

Doc *view_dav_accounts(Arena *arena, DavKind kind, const DavAccounts *accounts)
{
    Doc *doc = doc_object(arena);
    Doc *list = doc_set_array(arena, doc, kind == DAV_CONTACTS ? "books" : "calendars");
    for (size_t i = 0; i < accounts->count; i++)
        doc_add(list, view_dav_account(arena, &accounts->at[i]));
    return doc;
}

Doc *view_dav_probed(Arena *arena, const DavProbed *probed)
{
    Doc *doc = doc_object(arena);
    doc_set(doc, probed->account.kind == DAV_CONTACTS ? "book" : "calendar",
            view_dav_account(arena, &probed->account));
    doc_set_bool(arena, doc, "works", probed->works);
    doc_set_text(arena, doc, "why",
                 probed->works ? NULL : arena_strdup(arena, probed->why.message));
    return doc;
}

Doc *view_dav_synced(Arena *arena, DavKind kind, const DavSynced *synced)
{
    Doc *doc = doc_object(arena);
    doc_set_int(arena, doc, "wrote", (int64_t)synced->wrote);
    doc_set_int(arena, doc, "removed", (int64_t)synced->removed);
    if (kind == DAV_CONTACTS) {
        doc_set_int(arena, doc, "changed", (int64_t)synced->changed);
        doc_set_int(arena, doc, "taken", (int64_t)synced->taken);
        return doc;
    }
    doc_set_int(arena, doc, "moved", (int64_t)synced->moved);
    doc_set_int(arena, doc, "waits", (int64_t)synced->waits);
    doc_set_int(arena, doc, "goes_on", (int64_t)synced->goes_on);
    return doc;
}
