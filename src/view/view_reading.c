#include "view/view_reading.h"

#include "base/text.h"

/* "" is nothing. */
static void set_known(Arena *arena, Doc *doc, const char *name, const char *value)
{
    doc_set_text(arena, doc, name, text_empty(value) ? NULL : value);
}

static void add_recipient(Arena *arena, Doc *recipients, const ReadingRecipient *recipient)
{
    Doc *doc = doc_add_object(arena, recipients);
    doc_set_text(arena, doc, "address", recipient->address);
    set_known(arena, doc, "original", recipient->original);
    set_known(arena, doc, "status", recipient->status);
    doc_set_bool(arena, doc, "hard", recipient->hard);
    doc_set_text(arena, doc, "reason", bounce_reason_name(recipient->reason));
    set_known(arena, doc, "said", recipient->said);
}

static void add_stand_in(Arena *arena, Doc *stand_ins, const StandIn *stand_in)
{
    Doc *doc = doc_add_object(arena, stand_ins);
    set_known(arena, doc, "name", stand_in->name);
    set_known(arena, doc, "address", stand_in->address);
    set_known(arena, doc, "phone", stand_in->phone);
}

Doc *view_reading(Arena *arena, const char *file, const Reading *reading)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "file", file);
    doc_set_text(arena, doc, "kind", reading_kind_name(reading->kind));
    set_known(arena, doc, "from", reading->from.address);
    set_known(arena, doc, "from_name", reading->from.name);
    doc_set_text(arena, doc, "subject", reading->subject);
    doc_set_time(arena, doc, "date", reading->date);
    Doc *recipients = doc_set_array(arena, doc, "recipients");
    for (size_t i = 0; i < reading->recipient_count; i++)
        add_recipient(arena, recipients, &reading->recipients[i]);
    set_known(arena, doc, "in_reply_to", reading->ids.count ? reading->ids.at[0] : NULL);
    Doc *ids = doc_set_array(arena, doc, "ids");
    for (size_t i = 0; i < reading->ids.count; i++)
        doc_add_text(arena, ids, reading->ids.at[i]);
    doc_set_text(arena, doc, "text", reading->text);
    doc_set_bool(arena, doc, "calendar", reading->calendar);
    doc_set_day(arena, doc, "until", reading->until);
    Doc *stand_ins = doc_set_array(arena, doc, "stand_ins");
    for (size_t i = 0; i < reading->stand_in_count; i++)
        add_stand_in(arena, stand_ins, &reading->stand_ins[i]);
    return doc;
}
