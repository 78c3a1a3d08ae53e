/* Export: what Beck knows, in files other programs read. Streaming; memory does not grow.
 *
 * One picture of the database at one moment. A file that is there is never overwritten unless
 * `replace` says so; what is being written bears another name until it is complete and synced.
 */
#pragma once

#include "action/context.h"

typedef enum ExportForm {
    EXPORT_CSV,   /* a row a lead, with columns that `beck import` reads again */
    EXPORT_VCARD, /* a card a person, 4.0 */
    EXPORT_JSON,  /* everything: one JSON object a line, {"table": …, its columns}; no secret */
    EXPORT_FORMS
} ExportForm;
const char *export_form_name(ExportForm form); /* "csv", "vcard", "json" */
bool export_form_find(const char *name, ExportForm *form);

typedef void ExportTold(int64_t rows, void *context);

typedef struct ExportOptions {
    ExportForm form;
    const char *path;  /* "-": standard output */
    const char *owner; /* leads of one user, or people of those; NULL: all. Not with JSON: INPUT */
    bool replace;
    ExportTold *told; /* NULL: nobody */
    void *told_context;
} ExportOptions;

typedef struct Exported {
    const char *path;
    int64_t rows;
    uint64_t bytes;
} Exported;

/* CONFLICT: the file is there. What the user may not see (action/access.h) is not in it; DENIED:
 * everything, for who may not see all. */
bool export_data(Context *context, Arena *arena, const ExportOptions *options, Exported *exported,
                 Err *err);
