#include "view/view_mailbox.h"

#include "base/text.h"

static void add_folders(Arena *arena, Doc *doc, const MailboxShown *mailbox)
{
    Doc *list = doc_set_array(arena, doc, "folders");
    for (size_t i = 0; i < mailbox->folder_count; i++) {
        Doc *folder = doc_add_object(arena, list);
        doc_set_text(arena, folder, "name", mailbox->folders[i].name);
        doc_set_time(arena, folder, "read_at", mailbox->folders[i].read_at);
        doc_set_text(arena, folder, "why", mailbox->folders[i].why);
    }
}

static void add_asides(Arena *arena, Doc *doc, const MailboxShown *mailbox)
{
    doc_set_int(arena, doc, "aside_total", mailbox->aside_total);
    Doc *list = doc_set_array(arena, doc, "aside");
    for (size_t i = 0; i < mailbox->aside_count; i++) {
        Doc *aside = doc_add_object(arena, list);
        doc_set_text(arena, aside, "folder", mailbox->asides[i].folder);
        doc_set_time(arena, aside, "at", mailbox->asides[i].at);
        doc_set_int(arena, aside, "size", mailbox->asides[i].size);
        doc_set_text(arena, aside, "why", mailbox->asides[i].why);
    }
}

Doc *view_mailbox(Arena *arena, const MailboxShown *mailbox)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", mailbox->id);
    doc_set_text(arena, doc, "user", mailbox->user);
    doc_set_text(arena, doc, "driver", mailbox->driver);
    doc_set_text(arena, doc, "address", mailbox->address);
    doc_set_text(arena, doc, "login_of", mailbox->login_of);
    Doc *settings = doc_set_object(arena, doc, "settings");
    for (const Doc *one = mailbox->settings->first; one; one = one->next)
        if (!text_empty(one->text))
            doc_set_text(arena, settings, one->name, one->text);
    doc_set_bool(arena, doc, "copies", mailbox->copies);
    doc_set_int(arena, doc, "copies_wait", mailbox->copies_wait);
    doc_set_text(arena, doc, "state", mailbox->state);
    doc_set_text(arena, doc, "why", mailbox->why);
    doc_set_time(arena, doc, "rests_until", mailbox->rests_until);
    doc_set_time(arena, doc, "read_at", mailbox->read_at);
    add_folders(arena, doc, mailbox);
    add_asides(arena, doc, mailbox);
    return doc;
}

Doc *view_mailboxes(Arena *arena, const MailboxesShown *mailboxes)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "mailboxes");
    for (size_t i = 0; i < mailboxes->count; i++)
        doc_add(list, view_mailbox(arena, &mailboxes->at[i]));
    return doc;
}

Doc *view_mailbox_probed(Arena *arena, const MailboxProbed *probed)
{
    Doc *doc = doc_object(arena);
    doc_set(doc, "mailbox", view_mailbox(arena, &probed->mailbox));
    doc_set_bool(arena, doc, "works", probed->works);
    doc_set_text(arena, doc, "why",
                 probed->works ? NULL : arena_strdup(arena, probed->why.message));
    return doc;
}
