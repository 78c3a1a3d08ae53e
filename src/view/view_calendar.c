#include "view/view_calendar.h"

static Doc *event(Arena *arena, const IcalEvent *from)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "uid", from->uid);
    doc_set_text(arena, doc, "category", from->category);
    doc_set_day(arena, doc, "date", from->day);
    doc_set_time(arena, doc, "starts_at", from->starts_at);
    doc_set_time(arena, doc, "ends_at", from->ends_at);
    doc_set_text(arena, doc, "summary", from->summary);
    doc_set_text(arena, doc, "description", from->description);
    doc_set_text(arena, doc, "location", from->location);
    doc_set_text(arena, doc, "url", from->url);
    doc_set_bool(arena, doc, "busy", from->busy);
    Doc *alarms = doc_set_array(arena, doc, "alarms");
    for (size_t i = 0; i < from->alarm_count; i++)
        doc_add_text(arena, alarms, time_rfc3339(arena, from->alarms[i]));
    return doc;
}

Doc *view_calendar(Arena *arena, const IcalCalendar *calendar, const char *ics)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "name", calendar->name);
    Doc *events = doc_set_array(arena, doc, "events");
    for (size_t i = 0; i < calendar->count; i++)
        doc_add(events, event(arena, &calendar->events[i]));
    doc_set_text(arena, doc, "ics", ics);
    return doc;
}
