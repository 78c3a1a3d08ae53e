#include "view/view_calls.h"

#include "view/view_touch.h"

Doc *view_calls(Arena *arena, const Calls *calls)
{
    Doc *doc = doc_object(arena);
    doc_set_time(arena, doc, "now", calls->now);
    doc_set_text(arena, doc, "owner", calls->owner_name);
    Doc *list = doc_set_array(arena, doc, "calls");
    for (size_t i = 0; i < calls->touches.count; i++)
        doc_add(list, view_touch(arena, &calls->touches.at[i]));
    doc_set_int(arena, doc, "asleep", (int64_t)calls->asleep);
    doc_set_int(arena, doc, "call_number", (int64_t)calls->call_number);
    doc_set_int(arena, doc, "voicemail_number", (int64_t)calls->voicemail_number);
    return doc;
}
