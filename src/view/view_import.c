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

static void set_facts(Arena *arena, Doc *doc, const ReaderFacts *facts)
{
    doc_set_text(arena, doc, "kind", file_kind_name(facts->kind));
    doc_set_text(arena, doc, "table", table_kind_name(facts->table));
    doc_set_text(arena, doc, "encoding", facts->encoding);
    doc_set_text(arena, doc, "delimiter",
                 facts->delimiter ? arena_strndup(arena, &facts->delimiter, 1) : NULL);
    doc_set_text(arena, doc, "sheet", facts->sheet);
    doc_set_int(arena, doc, "header_line", (int64_t)facts->header_line);
}

static void set_files(Arena *arena, Doc *doc, const ImportResult *result)
{
    Doc *list = doc_set_array(arena, doc, "files");
    for (size_t i = 0; i < result->file_count; i++) {
        const ImportFile *file = &result->files[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "path", file->path);
        set_facts(arena, entry, &file->facts);
        doc_set_text(arena, entry, "rejects_path", file->rejects_path);
        doc_set_int(arena, entry, "resumed_at", (int64_t)file->resumed_at);
        set_columns(arena, entry, &file->facts);
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
    doc_set_bool(arena, doc, "partial", result->partial);
    doc_set_bool(arena, doc, "dry_run", dry_run);
    set_files(arena, doc, result);
    return doc;
}

static void set_addresses(Arena *arena, Doc *list, const DraftAddress *addresses, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "kind", address_kind_name(addresses[i].kind));
        doc_set_text(arena, entry, "value", addresses[i].value);
    }
}

static void set_row(Arena *arena, Doc *entry, const PreviewRow *row)
{
    const Draft *draft = &row->draft;
    doc_set_int(arena, entry, "line", (int64_t)row->line);
    doc_set_text(arena, entry, "rejected", row->reason);
    doc_set_text(arena, entry, "name", draft->name);
    doc_set_text(arena, entry, "title", draft->title);
    doc_set_text(arena, entry, "company", draft->company);
    Doc *addresses = doc_set_array(arena, entry, "addresses");
    set_addresses(arena, addresses, draft->addresses, draft->address_count);
    set_addresses(arena, addresses, draft->company_addresses, draft->company_address_count);
    doc_set_text(arena, entry, "note", draft->note);
}

/* What a column may be taken for. */
static void set_fields(Arena *arena, Doc *doc)
{
    Doc *list = doc_set_array(arena, doc, "fields");
    for (const char *const *name = columns_field_names(); *name; name++) {
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "name", *name);
        doc_set_text(arena, entry, "about", columns_field_about(*name));
    }
}

Doc *view_import_preview(Arena *arena, const ImportPreview *preview)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "name", preview->name);
    set_facts(arena, doc, &preview->facts);
    set_columns(arena, doc, &preview->facts);
    Doc *rows = doc_set_array(arena, doc, "rows");
    for (size_t i = 0; i < preview->row_count; i++)
        set_row(arena, doc_add_object(arena, rows), &preview->rows[i]);
    set_fields(arena, doc);
    return doc;
}
