#include "view/view_promise.h"

#include "view/view_file.h"
#include "view/view_invitation.h"
#include "view/view_send.h"

Doc *view_promise(Arena *arena, const PromiseCard *promise)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", promise->id);
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", promise->lead_id);
    doc_set_text(arena, lead, "name", promise->lead_name);
    doc_set_text(arena, lead, "account", promise->account_name);
    if (promise->contact_id) {
        Doc *contact = doc_set_object(arena, doc, "contact");
        doc_set_id(arena, contact, "id", promise->contact_id);
        doc_set_text(arena, contact, "name", promise->contact_name);
    } else {
        doc_set_null(arena, doc, "contact");
    }
    doc_set_text(arena, doc, "owner", promise->owner_name);
    doc_set_text(arena, doc, "side", promise->ours ? "ours" : "theirs");
    doc_set_text(arena, doc, "text", promise->text);
    doc_set_text(arena, doc, "state", promise->state);
    doc_set_time(arena, doc, "due_at", promise->due_at);
    doc_set_time(arena, doc, "made_at", promise->made_at);
    doc_set_time(arena, doc, "kept_at", promise->kept_at);
    doc_set_int(arena, doc, "moved", promise->moved);
    doc_set_time(arena, doc, "first_due_at", promise->first_due_at);
    doc_set_bool(arena, doc, "late", promise->late);
    doc_set_text(arena, doc, "alarm", promise_alarm_name(promise->alarm));
    doc_set_text(arena, doc, "kept_by", promise->kept_by);
    doc_set_time(arena, doc, "unproved_since", promise->unproved_at);
    return doc;
}

static void set_way(Arena *arena, Doc *doc, const PromiseWay *way)
{
    doc_set_text(arena, doc, "by",
                 way->channel == CHANNEL_NONE ? NULL : channel_name(way->channel));
    doc_set_bool(arena, doc, "machine", way->machine);
    doc_set_text(arena, doc, "why", way->why);
    if (!way->address) {
        doc_set_null(arena, doc, "address");
        return;
    }
    Doc *address = doc_set_object(arena, doc, "address");
    doc_set_text(arena, address, "kind", address_kind_name(way->kind));
    doc_set_text(arena, address, "value", way->address);
    doc_set_text(arena, address, "extension", way->extension);
}

Doc *view_late_draft(Arena *arena, const LateDraft *draft)
{
    Doc *doc = view_promise(arena, &draft->promise);
    Doc *times = doc_set_array(arena, doc, "times");
    for (size_t i = 0; i < draft->time_count; i++)
        doc_set_time(arena, doc_add_object(arena, times), "at", draft->times[i]);
    Doc *ways = doc_set_array(arena, doc, "ways");
    for (size_t i = 0; i < draft->way_count; i++)
        set_way(arena, doc_add_object(arena, ways), &draft->ways[i]);
    Doc *holding = doc_set_object(arena, doc, "holding");
    doc_set_text(arena, holding, "subject", draft->subject);
    doc_set_text(arena, holding, "words", draft->words);
    return doc;
}

Doc *view_late_promise(Arena *arena, const LatePromise *late)
{
    Doc *doc = view_promise(arena, &late->promise);
    Doc *holding = doc_set_object(arena, doc, "holding");
    doc_set_text(arena, holding, "subject", late->subject);
    doc_set_text(arena, holding, "words", late->words);
    set_way(arena, holding, &late->way);
    doc_set_id(arena, holding, "touch_id", late->touch_id);
    return doc;
}

Doc *view_promise_mail(Arena *arena, const PromiseMail *draft)
{
    Doc *doc = view_promise(arena, &draft->promise);
    Doc *mail = doc_set_object(arena, doc, "mail");
    doc_set_text(arena, mail, "subject", draft->subject);
    doc_set_text(arena, mail, "words", draft->words);
    set_way(arena, mail, &draft->way);
    doc_set(doc, "files", doc_own(view_files(arena, &draft->files), "files"));
    view_invitation_offer(arena, doc, &draft->invitation);
    return doc;
}

Doc *view_promise_mailed(Arena *arena, const PromiseCard *promise, const OutboxEntry *entry)
{
    Doc *doc = view_promise(arena, promise);
    doc_set(doc, "mail", view_outbox_entry(arena, entry));
    return doc;
}

Doc *view_promise_list(Arena *arena, const PromiseCards *promises)
{
    Doc *list = doc_array(arena);
    for (size_t i = 0; i < promises->count; i++)
        doc_add(list, view_promise(arena, &promises->at[i]));
    return list;
}

Doc *view_promises(Arena *arena, const PromiseCards *promises)
{
    Doc *doc = doc_object(arena);
    doc_set(doc, "promises", view_promise_list(arena, promises));
    return doc;
}
