/* Import: a file of people becomes leads, each with its next touch.
 *
 * Rows are read, made into drafts and written in batches; how far it has come is committed with the
 * rows, so that an import cut short by anything goes on where it was when the same file is given
 * again with the same options. Rejected rows are written beside the file with line and reason.
 * Memory does not grow with the file.
 */
#pragma once

#include "action/context.h"
#include "exchange/reader.h"

#include <signal.h>
#include <stdatomic.h>

typedef struct ImportProgress {
    uint64_t rows, bytes, total; /* total 0: unknown */
    bool resumed;
} ImportProgress;

typedef void ImportTold(const ImportProgress *progress, void *context);

typedef bool ImportWanted(void *context);

typedef struct ImportOptions {
    const char *const *paths; /* "-" is standard input */
    size_t path_count;
    const char *source, *cadence, *owner;
    const char *const *maps; /* "COL=FIELD" */
    size_t map_count;
    bool dry_run;  /* reads and judges everything, writes nothing */
    uint64_t most; /* of a dry run: ends after so many rows, in whole batches; 0: never */
    const char *rejects_path;          /* NULL: FILE.rejected.csv beside each file */
    const volatile sig_atomic_t *stop; /* set: ends after the batch under way; NULL: never */
    /* Whether others wait to write: asked behind each batch, and while it is so the next one waits,
     * a quarter of a second at most. Without it SQLite's lock is taken again before who waits for
     * it has looked. NULL: nobody. */
    ImportWanted *wanted;
    void *wanted_context;
    ImportTold *told; /* about four times a second; NULL: nobody */
    void *told_context;
} ImportOptions;

typedef struct ImportReject {
    const char *file;
    uint64_t line;
    const char *reason;
} ImportReject;

enum { IMPORT_REJECTS_KEPT = 1000 }; /* in the result; all of them stand in the file */

typedef struct ImportFile {
    const char *path;
    ReaderFacts facts;        /* its strings and columns copied */
    const char *rejects_path; /* NULL: none were rejected */
    uint64_t resumed_at;      /* rows that an earlier run had done */
} ImportFile;

/* In rows; `read` is the sum of the others. */
typedef struct ImportResult {
    uint64_t read, added, updated, duplicates, rejected;
    ImportReject *rejects; /* the first IMPORT_REJECTS_KEPT */
    size_t reject_count;
    ImportFile *files;
    size_t file_count;
    bool stopped; /* by `stop`: give the same file again to go on */
    bool partial; /* by `most`: there are more rows */
} ImportResult;

/* INPUT and MISSING name the file. A file that fails ends the import; those before it stay in. */
bool import_leads(Context *context, Arena *arena, const ImportOptions *options,
                  ImportResult *result, Err *err);
