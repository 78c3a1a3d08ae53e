#include "view/view_leads.h"

static void set_named(Arena *arena, Doc *doc, const char *member, int64_t id, const char *name)
{
    if (!id) {
        doc_set_null(arena, doc, member);
        return;
    }
    Doc *named = doc_set_object(arena, doc, member);
    doc_set_id(arena, named, "id", id);
    doc_set_text(arena, named, "name", name);
}

static void set_next(Arena *arena, Doc *doc, const LeadRow *row)
{
    if (!row->touch_id) {
        doc_set_null(arena, doc, "next");
        return;
    }
    Doc *next = doc_set_object(arena, doc, "next");
    doc_set_id(arena, next, "id", row->touch_id);
    doc_set_text(arena, next, "channel", row->channel ? channel_name(row->channel) : NULL);
    doc_set_time(arena, next, "due_at", row->due_at);
    doc_set_text(arena, next, "reason", row->reason);
}

Doc *view_lead_row(Arena *arena, const LeadRow *row)
{
    enum { CENTS = 100 };
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", row->id);
    doc_set_text(arena, doc, "name", row->name);
    set_named(arena, doc, "account", row->account_id, row->account_name);
    if (row->contact_id) {
        Doc *contact = doc_set_object(arena, doc, "contact");
        doc_set_id(arena, contact, "id", row->contact_id);
        doc_set_text(arena, contact, "name", row->contact_name);
        doc_set_text(arena, contact, "title", row->contact_title);
    } else {
        doc_set_null(arena, doc, "contact");
    }
    set_named(arena, doc, "owner", row->owner_id, row->owner_name);
    doc_set_text(arena, doc, "status", lead_status_name(row->status));
    doc_set_text(arena, doc, "temperature", temperature_name(row->temperature));
    doc_set_text(arena, doc, "source", row->source);
    doc_set_text(arena, doc, "product", row->product);
    if (row->value_cents == TIME_NONE)
        doc_set_null(arena, doc, "value");
    else
        doc_set_real(arena, doc, "value", (double)row->value_cents / CENTS);
    doc_set_text(arena, doc, "cadence", row->cadence);
    doc_set_time(arena, doc, "captured_at", row->captured_at);
    doc_set_time(arena, doc, "last_touched_at", row->last_touched_at);
    set_next(arena, doc, row);
    return doc;
}

Doc *view_leads(Arena *arena, const LeadPage *page)
{
    Doc *doc = doc_object(arena);
    Doc *leads = doc_set_array(arena, doc, "leads");
    for (size_t i = 0; i < page->count; i++)
        doc_add(leads, view_lead_row(arena, &page->at[i]));
    doc_set(doc, "filter", lead_filter_doc(arena, page->filter));
    doc_set_text(arena, doc, "sort", page->sort);
    if (page->counted)
        doc_set_int(arena, doc, "total", (int64_t)page->total);
    else
        doc_set_null(arena, doc, "total");
    doc_set_bool(arena, doc, "more_than", page->more_than);
    doc_set_bool(arena, doc, "partial", page->partial);
    doc_set_text(arena, doc, "cursor", page->cursor);
    return doc;
}

Doc *view_saved_view(Arena *arena, const SavedView *view)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", view->id);
    doc_set_text(arena, doc, "name", view->name);
    doc_set_text(arena, doc, "owner", view->owner_name);
    doc_set_bool(arena, doc, "own", view->own);
    doc_set_bool(arena, doc, "shared", view->shared);
    doc_set(doc, "filter", lead_filter_doc(arena, &view->filter));
    return doc;
}

Doc *view_saved_views(Arena *arena, const SavedViews *views)
{
    Doc *doc = doc_object(arena);
    Doc *list = doc_set_array(arena, doc, "views");
    for (size_t i = 0; i < views->count; i++)
        doc_add(list, view_saved_view(arena, &views->at[i]));
    return doc;
}

Doc *view_batch(Arena *arena, const BatchResult *batch)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "act", batch_act_name(batch->act));
    doc_set_int(arena, doc, "done", (int64_t)batch->done);
    Doc *refused = doc_set_array(arena, doc, "refused");
    for (size_t i = 0; i < batch->refused_count; i++) {
        Doc *lead = doc_add_object(arena, refused);
        doc_set_id(arena, lead, "id", batch->refused[i].lead_id);
        doc_set_text(arena, lead, "why", batch->refused[i].why);
    }
    doc_set_bool(arena, doc, "more", batch->more);
    doc_set_text(arena, doc, "said", batch->said);
    return doc;
}
