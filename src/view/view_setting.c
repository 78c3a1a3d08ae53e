#include "view/view_setting.h"

Doc *view_init(Arena *arena, const InitResult *result)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "workspace", result->workspace);
    doc_set_text(arena, doc, "user", result->user);
    doc_set_id(arena, doc, "workspace_id", result->workspace_id);
    doc_set_id(arena, doc, "user_id", result->user_id);
    doc_set_text(arena, doc, "place", result->place);
    doc_set_text(arena, doc, "zone", result->zone);
    doc_set_text(arena, doc, "country", result->country);
    doc_set_bool(arena, doc, "made", result->made);
    return doc;
}

Doc *view_setting(Arena *arena, const SettingValue *value)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "name", value->setting->name);
    doc_set_text(arena, doc, "value", value->value);
    doc_set_text(arena, doc, "standard", value->setting->standard);
    doc_set_bool(arena, doc, "changed", value->changed);
    doc_set_text(arena, doc, "about", value->setting->about);
    return doc;
}

Doc *view_settings(Arena *arena, const SettingValue *values, size_t count)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "settings");
    for (size_t i = 0; i < count; i++)
        doc_add(list, view_setting(arena, &values[i]));
    return doc;
}

static Doc *holiday(Arena *arena, const HolidayShown *shown)
{
    Doc *doc = doc_object(arena);
    doc_set_day(arena, doc, "date", shown->day);
    doc_set_text(arena, doc, "name", shown->name);
    doc_set_bool(arena, doc, "own", shown->own);
    return doc;
}

Doc *view_holidays(Arena *arena, const HolidaysShown *holidays)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "holidays");
    for (size_t i = 0; i < holidays->count; i++)
        doc_add(list, holiday(arena, &holidays->at[i]));
    return doc;
}

Doc *view_holiday(Arena *arena, const HolidayResult *result)
{
    Doc *doc = doc_object(arena);
    doc_set(doc, "holiday", holiday(arena, &result->holiday));
    doc_set_int(arena, doc, "moved", result->moved);
    return doc;
}

Doc *view_check(Arena *arena, const CheckResult *result)
{
    Doc *doc = doc_object(arena);
    doc_set_int(arena, doc, "leads", result->leads);
    doc_set_int(arena, doc, "open", result->open);
    Doc *problems = doc_set_array(arena, doc, "problems");
    for (size_t i = 0; i < result->problem_count; i++) {
        Doc *entry = doc_add_object(arena, problems);
        doc_set_text(arena, entry, "promise", result->problems[i].promise);
        doc_set_text(arena, entry, "what", result->problems[i].what);
        doc_set_id(arena, entry, "lead_id", result->problems[i].lead_id);
    }
    doc_set_bool(arena, doc, "more", result->more);
    return doc;
}
