#include "view/view_keep.h"

Doc *view_backup(Arena *arena, const BackupResult *result)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "path", result->path);
    doc_set_int(arena, doc, "bytes", (int64_t)result->bytes);
    doc_set_int(arena, doc, "leads", result->leads);
    doc_set_int(arena, doc, "open", result->open);
    doc_set_int(arena, doc, "touches", result->touches);
    return doc;
}

Doc *view_exported(Arena *arena, const Exported *exported, const char *form)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "path", exported->path);
    doc_set_text(arena, doc, "form", form);
    doc_set_int(arena, doc, "rows", exported->rows);
    doc_set_int(arena, doc, "bytes", (int64_t)exported->bytes);
    return doc;
}

Doc *view_erased(Arena *arena, const Erased *erased)
{
    Doc *doc = doc_object(arena);
    doc_set_bool(arena, doc, "done", erased->done);
    doc_set_id(arena, doc, "contact_id", erased->contact_id);
    doc_set_text(arena, doc, "name", erased->name);
    doc_set_int(arena, doc, "addresses", (int64_t)erased->addresses);
    doc_set_int(arena, doc, "leads_closed", (int64_t)erased->leads_closed);
    doc_set_int(arena, doc, "leads_kept", (int64_t)erased->leads_kept);
    doc_set_int(arena, doc, "touches", (int64_t)erased->touches);
    doc_set_int(arena, doc, "promises", (int64_t)erased->promises);
    doc_set_int(arena, doc, "calendar_entries", (int64_t)erased->calendar_entries);
    doc_set_int(arena, doc, "calendar_left", (int64_t)erased->calendar_left);
    doc_set_int(arena, doc, "book_cards", (int64_t)erased->book_cards);
    doc_set_int(arena, doc, "book_left", (int64_t)erased->book_left);
    doc_set_bool(arena, doc, "suppressed", erased->suppressed);
    return doc;
}
