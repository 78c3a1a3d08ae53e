/* Preview: what an import would make of a file, before anything is asked of the database: the
 * columns and what they were taken for, and the first rows as Beck would keep them. Writes nothing.
 */
#pragma once

#include "action/context.h"
#include "action/draft.h"
#include "exchange/reader.h"

enum { PREVIEW_ROWS = 8 };

typedef struct PreviewRow {
    uint64_t line;
    const char *reason; /* it would be rejected; else NULL, and: */
    Draft draft;
} PreviewRow;

typedef struct ImportPreview {
    const char *name;
    ReaderFacts facts; /* copied */
    PreviewRow *rows;  /* the first PREVIEW_ROWS */
    size_t row_count;
} ImportPreview;

/* The file of a job (job.h); `maps` as ImportOptions. INPUT (field "map"): a column or field there
 * is not; INPUT: it is no file of people. */
bool import_preview(Context *context, Arena *arena, int64_t job_id, const char *const *maps,
                    size_t map_count, ImportPreview *preview, Err *err);

/* A copy that does not need the reader any more. */
ReaderFacts import_copy_facts(Arena *arena, const ReaderFacts *from);
