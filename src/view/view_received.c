#include "view/view_received.h"

#include "base/text.h"

Doc *view_received_taken(Arena *arena, const char *file, const Received *received)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "file", file);
    doc_set_text(arena, doc, "kind", reading_kind_name(received->kind));
    doc_set_id(arena, doc, "id", received->received_id);
    doc_set_id(arena, doc, "lead", received->lead_id);
    doc_set_id(arena, doc, "touch", received->touch_id);
    doc_set_bool(arena, doc, "again", received->again);
    doc_set_bool(arena, doc, "asks", received->asks);
    doc_set_text(arena, doc, "did", text_empty(received->did) ? NULL : received->did);
    return doc;
}
