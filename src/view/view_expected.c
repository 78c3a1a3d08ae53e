#include "view/view_expected.h"

Doc *view_expected(Arena *arena, const ExpectedTouches *expected)
{
    Doc *doc = doc_object(arena);
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", expected->lead_id);
    doc_set_text(arena, lead, "name", expected->lead_name);
    doc_set_int(arena, doc, "days", expected->days);
    Doc *list = doc_set_array(arena, doc, "expected");
    for (size_t i = 0; i < expected->count; i++) {
        const ExpectedTouch *touch = &expected->at[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_time(arena, entry, "at", touch->at);
        doc_set_day(arena, entry, "date", touch->day);
        doc_set_text(arena, entry, "channel", touch->channel ? channel_name(touch->channel) : NULL);
        doc_set_text(arena, entry, "mode", mode_name(touch->mode));
        doc_set_text(arena, entry, "concern", concern_name(touch->concern));
        doc_set_text(arena, entry, "step", touch->step);
        doc_set_text(arena, entry, "contact", touch->contact_name);
        doc_set_text(arena, entry, "reason", touch->reason);
        doc_set_bool(arena, entry, "next", touch->next);
    }
    return doc;
}
