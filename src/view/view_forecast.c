#include "view/view_forecast.h"

static Doc *view_day(Arena *arena, const ForecastDay *day)
{
    Doc *doc = doc_object(arena);
    doc_set_day(arena, doc, "date", day->day);
    for (int channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++)
        doc_set_int(arena, doc, channel_name((Channel)channel), day->touches[channel]);
    doc_set_int(arena, doc, "all", day->all);
    doc_set_int(arena, doc, "machine", day->machine);
    doc_set_int(arena, doc, "calls_capacity", day->calls_capacity);
    doc_set_int(arena, doc, "minutes_available", day->minutes_available);
    doc_set_int(arena, doc, "minutes_needed", day->minutes_needed);
    if (day->utilisation < 0)
        doc_set_null(arena, doc, "utilisation");
    else
        doc_set_real(arena, doc, "utilisation", day->utilisation);
    return doc;
}

Doc *view_forecast(Arena *arena, const ForecastResult *result)
{
    Doc *doc = doc_object(arena), *days = doc_set_array(arena, doc, "days");
    for (size_t i = 0; i < result->day_count; i++)
        doc_add(days, view_day(arena, &result->days[i]));
    doc_set(doc, "all", view_day(arena, &result->all));
    doc_set_int(arena, doc, "leads", result->leads);
    doc_set_int(arena, doc, "owners", result->owners);
    Doc *minutes = doc_set_object(arena, doc, "minutes");
    for (int channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++)
        doc_set_int(arena, minutes, channel_name((Channel)channel),
                    forecast_minutes((Channel)channel));
    return doc;
}
