#include "view/view_send.h"

#include "view/view_lint.h"
#include "view/view_mail_file.h"

#include "base/text.h"

/* What can be changed from afar. */
static void set_fields(Arena *arena, Doc *doc, const DriverField *fields)
{
    Doc *list = doc_set_array(arena, doc, "fields");
    for (const DriverField *field = fields; field->name; field++) {
        if (field->here)
            continue;
        Doc *one = doc_add_object(arena, list);
        doc_set_text(arena, one, "name", field->name);
        doc_set_text(arena, one, "about", field->about);
        doc_set_bool(arena, one, "must", !field->standard);
        doc_set_bool(arena, one, "secret", field->secret);
        doc_set_bool(arena, one, "lines", field->lines);
        Doc *choices = doc_set_array(arena, one, "choices");
        for (const char *const *choice = field->choices; choice && *choice; choice++)
            doc_add_text(arena, choices, *choice);
    }
}

Doc *view_sender(Arena *arena, const SenderShown *sender)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", sender->id);
    doc_set_text(arena, doc, "user", sender->user);
    doc_set_text(arena, doc, "channel", channel_name(sender->channel));
    doc_set_text(arena, doc, "driver", sender->driver);
    doc_set_text(arena, doc, "address", sender->address);
    doc_set_text(arena, doc, "hook", sender->hook);
    Doc *settings = doc_set_object(arena, doc, "settings");
    for (const Doc *one = sender->settings->first; one; one = one->next)
        if (!text_empty(one->text))
            doc_set_text(arena, settings, one->name, one->text);
    set_fields(arena, doc, sender->fields);
    doc_set_int(arena, doc, "day_most", sender->day_most);
    doc_set_int(arena, doc, "minute_most", sender->minute_most);
    doc_set_int(arena, doc, "ramp_from", sender->ramp_from);
    doc_set_int(arena, doc, "sent_today", sender->sent_today);
    doc_set_int(arena, doc, "today_most", sender->today_most);
    doc_set_int(arena, doc, "size_most", sender->size_most);
    doc_set_text(arena, doc, "state", sender->state);
    doc_set_text(arena, doc, "why", sender->why);
    doc_set_time(arena, doc, "rests_until", sender->rests_until);
    return doc;
}

Doc *view_senders(Arena *arena, const SendersShown *senders)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "senders");
    for (size_t i = 0; i < senders->count; i++)
        doc_add(list, view_sender(arena, &senders->at[i]));
    return doc;
}

Doc *view_providers(Arena *arena, const LoginClients *clients)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "providers");
    for (size_t i = 0; i < clients->count; i++) {
        const LoginClient *client = &clients->at[i];
        Doc *one = doc_add_object(arena, list);
        doc_set_text(arena, one, "name", client->provider);
        doc_set_text(arena, one, "title", client->title);
        doc_set_text(arena, one, "client_id", client->client_id);
        doc_set_text(arena, one, "authorize_url", client->authorize_url);
        doc_set_text(arena, one, "token_url", client->token_url);
        doc_set_text(arena, one, "scope", client->scope);
    }
    return doc;
}

Doc *view_sender_keys(Arena *arena, const SenderKeys *keys)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "keys");
    for (size_t i = 0; i < keys->count; i++) {
        Doc *one = doc_add_object(arena, list);
        doc_set_text(arena, one, "kind", keys->at[i].kind);
        doc_set_text(arena, one, "name", keys->at[i].name);
        doc_set_text(arena, one, "record", keys->at[i].record);
        doc_set_text(arena, one, "published", keys->at[i].published);
    }
    return doc;
}

Doc *view_sender_probed(Arena *arena, const SenderProbed *probed, const SenderKeys *keys)
{
    Doc *doc = doc_object(arena);
    doc_set(doc, "sender", view_sender(arena, &probed->sender));
    doc_set_bool(arena, doc, "works", probed->works);
    doc_set_text(arena, doc, "why",
                 probed->works ? NULL : arena_strdup(arena, probed->why.message));
    doc_set(doc, "keys", doc_own(view_sender_keys(arena, keys), "keys"));
    return doc;
}

Doc *view_outbox_entry(Arena *arena, const OutboxEntry *entry)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", entry->touch_id);
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", entry->lead_id);
    doc_set_text(arena, lead, "name", entry->lead_name);
    doc_set_text(arena, doc, "contact", entry->contact_name);
    doc_set_text(arena, doc, "channel", channel_name(entry->channel));
    doc_set_text(arena, doc, "to", entry->to);
    doc_set_text(arena, doc, "subject", entry->subject);
    doc_set_text(arena, doc, "reason", entry->reason);
    doc_set_time(arena, doc, "goes_at", entry->goes_at);
    doc_set_text(arena, doc, "approved", entry->approved);
    doc_set_bool(arena, doc, "going", entry->going);
    view_text_set(arena, doc, entry->text);
    return doc;
}

static void add_entries(Arena *arena, Doc *list, const OutboxEntry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++)
        doc_add(list, view_outbox_entry(arena, &entries[i]));
}

Doc *view_outbox_list(Arena *arena, const OutboxShown *outbox)
{
    Doc *list = doc_array(arena);
    add_entries(arena, list, outbox->at, outbox->count);
    return list;
}

Doc *view_outbox(Arena *arena, const OutboxShown *outbox)
{
    Doc *doc = doc_object(arena);
    doc_set(doc, "outbox", view_outbox_list(arena, outbox));
    return doc;
}

void view_outbox_set(Arena *arena, Doc *doc, bool there, const OutboxEntry *entry)
{
    if (there)
        doc_set(doc, "outbox", view_outbox_entry(arena, entry));
    else
        doc_set_null(arena, doc, "outbox");
}

Doc *view_outbox_message(Arena *arena, const OutboxMessage *message)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "touch_id", message->touch_id);
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", message->lead_id);
    doc_set_text(arena, lead, "name", message->lead_name);
    doc_set_text(arena, doc, "channel", message->channel);
    doc_set_text(arena, doc, "subject", message->subject);
    doc_set_text(arena, doc, "body", message->body);
    doc_set_text(arena, doc, "level", message->level);
    doc_set_text(arena, doc, "doubt", message->doubt);
    doc_set_text(arena, doc, "approved", message->approved);
    doc_set_time(arena, doc, "made_at", message->made_at);
    doc_set_time(arena, doc, "sent_at", message->sent_at);
    if (message->lint)
        doc_set(doc, "lint", view_lint(arena, message->lint));
    else
        doc_set_null(arena, doc, "lint");
    doc_set(doc, "files", view_mail_files_went(arena, &message->files));
    doc_set_time(arena, doc, "invites_to", message->invites_to);
    Doc *events = doc_set_array(arena, doc, "events");
    for (size_t i = 0; i < message->event_count; i++) {
        Doc *event = doc_add_object(arena, events);
        doc_set_time(arena, event, "at", message->events[i].at);
        doc_set_text(arena, event, "event", message->events[i].kind);
        doc_set_text(arena, event, "detail", message->events[i].detail);
    }
    return doc;
}

Doc *view_outbox_sent(Arena *arena, const OutboxSent *sent)
{
    Doc *doc = doc_object(arena);
    add_entries(arena, doc_set_array(arena, doc, "sent"), sent->at, sent->count);
    Doc *refused = doc_set_array(arena, doc, "refused");
    for (size_t i = 0; i < sent->refused_count; i++) {
        Doc *one = doc_add_object(arena, refused);
        doc_set_id(arena, one, "touch_id", sent->refused[i].touch_id);
        doc_set_text(arena, one, "why", sent->refused[i].why);
    }
    return doc;
}

Doc *view_outbox_doubts(Arena *arena, const OutboxDoubts *doubts)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "uncertain");
    for (size_t i = 0; i < doubts->count; i++) {
        Doc *one = doc_add_object(arena, list);
        doc_set_id(arena, one, "touch_id", doubts->at[i].touch_id);
        Doc *lead = doc_set_object(arena, one, "lead");
        doc_set_id(arena, lead, "id", doubts->at[i].lead_id);
        doc_set_text(arena, lead, "name", doubts->at[i].lead_name);
        doc_set_text(arena, one, "subject", doubts->at[i].subject);
        doc_set_time(arena, one, "sent_at", doubts->at[i].sent_at);
    }
    return doc;
}

Doc *view_standing(Arena *arena, const StandingShown *standing)
{
    Doc *doc = doc_object(arena);
    doc_set_bool(arena, doc, "armed", standing->armed);
    doc_set_text(arena, doc, "why", standing->why);
    doc_set_time(arena, doc, "since", standing->since);
    doc_set_int(arena, doc, "due", standing->due);
    doc_set_time(arena, doc, "oldest", standing->oldest);
    doc_set_int(arena, doc, "missing", standing->behind);
    doc_set_text(arena, doc, "file", standing->file);
    doc_set_text(arena, doc, "armed_file", standing->armed_file);
    doc_set_time(arena, doc, "armed_at", standing->armed_at);
    return doc;
}

Doc *view_work(Arena *arena, const WorkDone *done)
{
    const struct {
        const char *name;
        size_t count;
    } all[] = {{"sent", done->sent},           {"later", done->later},
               {"refused", done->refused},     {"unsure", done->unsure},
               {"withdrawn", done->withdrawn}, {"read", done->read},
               {"copied", done->copied},       {"mornings", done->mornings},
               {"calendars", done->calendars}, {"address_books", done->address_books}};
    Doc *doc = doc_object(arena);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        doc_set_int(arena, doc, all[i].name, (int64_t)all[i].count);
    doc_set_text(arena, doc, "held", done->held);
    return doc;
}
