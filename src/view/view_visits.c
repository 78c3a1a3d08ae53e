#include "view/view_visits.h"

#include "view/view_touch.h"

static Doc *view_visit(Arena *arena, const Visit *visit)
{
    Doc *doc = view_touch(arena, &visit->touch);
    doc_set_bool(arena, doc, "fixed", visit->fixed);
    Doc *place = doc_set_object(arena, doc, "place");
    doc_set_text(arena, place, "postcode", visit->postcode);
    doc_set_text(arena, place, "city", visit->city);
    doc_set_text(arena, place, "country", visit->country);
    doc_set_text(arena, place, "coordinates", visit->coordinates);
    if (visit->metres >= 0)
        doc_set_int(arena, doc, "metres", visit->metres);
    else
        doc_set_null(arena, doc, "metres");
    doc_set_text(arena, doc, "geo", visit->geo);
    doc_set_text(arena, doc, "map", visit->map);
    doc_set_text(arena, doc, "card", visit->card);
    return doc;
}

Doc *view_visits(Arena *arena, const Visits *visits)
{
    Doc *doc = doc_object(arena);
    doc_set_day(arena, doc, "day", visits->day);
    doc_set_text(arena, doc, "owner", visits->owner_name);
    Doc *list = doc_set_array(arena, doc, "visits");
    for (size_t i = 0; i < visits->count; i++)
        doc_add(list, view_visit(arena, &visits->at[i]));
    return doc;
}
