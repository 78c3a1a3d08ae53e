/* The file of rejected rows: beside the imported one, made when the first row is rejected, with
 * line and reason before the row's own cells, so that it can be mended and imported again. */
#pragma once

#include "exchange/reader.h"

typedef struct RejectFile RejectFile;

/* `path` NULL: "FILE.rejected.csv" beside `of` (for standard input: none). `resumed` appends. */
RejectFile *reject_file_new(Arena *arena, const char *path, const char *of,
                            const ReaderFacts *facts, bool resumed);
/* BROKEN when the disk refuses. */
bool reject_file_add(RejectFile *file, uint64_t line, const char *reason, const char *const *cells,
                     size_t cell_count, Err *err);
/* NULL is allowed. `*path` is NULL when nothing was rejected. Synced. */
bool reject_file_close(RejectFile *file, const char **path, Err *err);
