#include "view/view_fax.h"

Doc *view_fax(Arena *arena, const FaxPrinted *printed)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", printed->touch_id);
    doc_set_text(arena, doc, "to", printed->to_name);
    doc_set_text(arena, doc, "number", printed->number);
    doc_set_int(arena, doc, "sheets", printed->sheets);
    doc_set_text(arena, doc, "enclosed", printed->enclosed);
    doc_set_bool(arena, doc, "names_no_fax", printed->names_no_fax);
    return doc;
}
