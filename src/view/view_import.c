#include "view/view_import.h"

static void set_columns(Arena *arena, Doc *doc, const ReaderFacts *facts)
{
    Doc *list = doc_set_array(arena, doc, "columns");
    for (size_t i = 0; i < facts->column_count; i++) {
        const Column *column = &facts->columns[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "name", column->header);
        doc_set_text(arena, entry, "field", column->field);
        doc_set_text(arena, entry, "detail", column->detail);
        doc_set_text(arena, entry, "sample", column->sample);
        doc_set_int(arena, entry, "sure", column->sure);
    }
}

static void set_files(Arena *arena, Doc *doc, const ImportResult *result)
{
    Doc *list = doc_set_array(arena, doc, "files");
    for (size_t i = 0; i < result->file_count; i++) {
        const ImportFile *file = &result->files[i];
        const ReaderFacts *facts = &file->facts;
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "path", file->path);
        doc_set_text(arena, entry, "kind", file_kind_name(facts->kind));
        doc_set_text(arena, entry, "table", table_kind_name(facts->table));
        doc_set_text(arena, entry, "encoding", facts->encoding);
        doc_set_text(arena, entry, "delimiter",
                     facts->delimiter ? arena_strndup(arena, &facts->delimiter, 1) : NULL);
        doc_set_text(arena, entry, "sheet", facts->sheet);
        doc_set_int(arena, entry, "header_line", (int64_t)facts->header_line);
        doc_set_text(arena, entry, "rejects_path", file->rejects_path);
        doc_set_int(arena, entry, "resumed_at", (int64_t)file->resumed_at);
        set_columns(arena, entry, facts);
    }
}

Doc *view_import(Arena *arena, const ImportResult *result, bool dry_run)
{
    Doc *doc = doc_object(arena);
    doc_set_int(arena, doc, "read", (int64_t)result->read);
    doc_set_int(arena, doc, "added", (int64_t)result->added);
    doc_set_int(arena, doc, "updated", (int64_t)result->updated);
    doc_set_int(arena, doc, "duplicates", (int64_t)result->duplicates);
    Doc *rejected = doc_set_array(arena, doc, "rejected");
    for (size_t i = 0; i < result->reject_count; i++) {
        Doc *entry = doc_add_object(arena, rejected);
        doc_set_text(arena, entry, "file", result->rejects[i].file);
        doc_set_int(arena, entry, "line", (int64_t)result->rejects[i].line);
        doc_set_text(arena, entry, "reason", result->rejects[i].reason);
    }
    doc_set_int(arena, doc, "rejected_rows", (int64_t)result->rejected);
    doc_set_bool(arena, doc, "stopped", result->stopped);
    doc_set_bool(arena, doc, "dry_run", dry_run);
    set_files(arena, doc, result);
    return doc;
}
