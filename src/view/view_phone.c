#include "view/view_phone.h"

static Doc *line_of(Arena *arena, const PhoneLine *line)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "user", line->user);
    doc_set_text(arena, doc, "way", line->way);
    doc_set_text(arena, doc, "about", line->about);
    doc_set_bool(arena, doc, "dials", line->dials);
    Doc *settings = doc_set_object(arena, doc, "settings");
    for (const Doc *one = line->settings->first; one; one = one->next)
        doc_set_text(arena, settings, one->name, one->text);
    return doc;
}

Doc *view_phone_lines(Arena *arena, const PhoneLines *lines)
{
    Doc *doc = doc_object(arena);
    doc_set(doc, "own", line_of(arena, &lines->own));
    Doc *list = doc_set_array(arena, doc, "lines");
    for (size_t i = 0; i < lines->count; i++)
        doc_add(list, line_of(arena, &lines->at[i]));
    return doc;
}

Doc *view_phone_call(Arena *arena, const PhoneCall *call)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", call->id);
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", call->lead_id);
    doc_set_text(arena, lead, "name", call->lead_name);
    doc_set_id(arena, doc, "touch_id", call->touch_id);
    doc_set_text(arena, doc, "user", call->user_name);
    doc_set_text(arena, doc, "contact", call->contact_name);
    if (call->value) {
        Doc *number = doc_set_object(arena, doc, "number");
        doc_set_text(arena, number, "kind", call->kind);
        doc_set_text(arena, number, "value", call->value);
        doc_set_text(arena, number, "extension", call->extension);
    } else {
        doc_set_null(arena, doc, "number");
    }
    doc_set_text(arena, doc, "way", call->way);
    doc_set_text(arena, doc, "stage", call_stage_name(call->stage));
    doc_set_bool(arena, doc, "on", call->on);
    doc_set_time(arena, doc, "asked_at", call->asked_at);
    doc_set_time(arena, doc, "ringing_at", call->ringing_at);
    doc_set_time(arena, doc, "answered_at", call->answered_at);
    doc_set_time(arena, doc, "ended_at", call->ended_at);
    doc_set_int(arena, doc, "rang_seconds", call->rang_seconds);
    doc_set_int(arena, doc, "talk_seconds", call->talk_seconds);
    if (call->code)
        doc_set_int(arena, doc, "code", call->code);
    else
        doc_set_null(arena, doc, "code");
    doc_set_text(arena, doc, "why", call->why);
    doc_set_text(arena, doc, "suggests",
                 call->suggests == OUTCOME_NONE ? NULL : outcome_name(call->suggests));
    doc_set_text(arena, doc, "recording", call->recording);
    return doc;
}

Doc *view_phone_calls(Arena *arena, const PhoneCalls *calls)
{
    Doc *doc = doc_object(arena);
    Doc *list = doc_set_array(arena, doc, "calls");
    for (size_t i = 0; i < calls->count; i++)
        doc_add(list, view_phone_call(arena, &calls->at[i]));
    return doc;
}
