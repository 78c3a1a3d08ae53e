#include "view/view_received.h"

#include "base/text.h"

/* "" is nothing. */
static void set_known(Arena *arena, Doc *doc, const char *name, const char *value)
{
    doc_set_text(arena, doc, name, text_empty(value) ? NULL : value);
}

static void set_named(Arena *arena, Doc *doc, const char *name, int64_t id, const char *called)
{
    if (!id) {
        doc_set_null(arena, doc, name);
        return;
    }
    Doc *named = doc_set_object(arena, doc, name);
    doc_set_id(arena, named, "id", id);
    doc_set_text(arena, named, "name", called);
}

Doc *view_received(Arena *arena, const InboxMail *mail)
{
    Doc *doc = doc_object(arena);
    bool bounced = mail->kind == MAIL_BOUNCE && mail->reason[0];
    doc_set_id(arena, doc, "id", mail->id);
    doc_set_text(arena, doc, "kind", reading_kind_name(mail->kind));
    doc_set_text(arena, doc, "channel", channel_name(mail->channel));
    doc_set_text(arena, doc, "state", mail->state);
    doc_set_time(arena, doc, "at", mail->at);
    set_known(arena, doc, "from_name", mail->from_name);
    set_known(arena, doc, "from", mail->from_address);
    set_known(arena, doc, "subject", mail->subject);
    set_known(arena, doc, "text", mail->text);
    set_known(arena, doc, "about", mail->about);
    set_known(arena, doc, "reason", mail->reason);
    doc_set_bool(arena, doc, "hard", bounced && mail->hard);
    doc_set_text(arena, doc, "until", day_iso(arena, mail->until));
    set_known(arena, doc, "placed", mail->placed);
    set_named(arena, doc, "lead", mail->lead_id, mail->lead_name);
    set_named(arena, doc, "contact", mail->contact_id, mail->contact_name);
    doc_set_id(arena, doc, "touch_id", mail->touch_id);
    set_known(arena, doc, "did", mail->did);
    return doc;
}

Doc *view_inbox(Arena *arena, const Inbox *inbox)
{
    Doc *doc = doc_object(arena), *mails = doc_set_array(arena, doc, "mails");
    for (size_t i = 0; i < inbox->count; i++)
        doc_add(mails, view_received(arena, &inbox->at[i]));
    doc_set_bool(arena, doc, "more", inbox->more);
    return doc;
}

Doc *view_received_taken(Arena *arena, const char *file, const Received *received)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "file", file);
    doc_set_text(arena, doc, "kind", reading_kind_name(received->kind));
    doc_set_id(arena, doc, "id", received->received_id);
    doc_set_id(arena, doc, "lead", received->lead_id);
    doc_set_id(arena, doc, "touch", received->touch_id);
    doc_set_bool(arena, doc, "again", received->again);
    doc_set_bool(arena, doc, "asks", received->asks);
    doc_set_text(arena, doc, "did", text_empty(received->did) ? NULL : received->did);
    return doc;
}
