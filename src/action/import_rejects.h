/* The file of rejected rows: beside the imported one, made when the first row is rejected, with
 * line and reason before the row's own cells, so that it can be mended and imported again. */
#pragma once

#include "exchange/reader.h"

typedef struct RejectFile RejectFile;

/* `path` NULL: "FILE.rejected.csv" beside `of` (for standard input: none). `size`: the bytes that
 * an earlier run of the import answers for; it is written on behind them, over what that run left
 * half-written when it was killed. Two runs of one import write the same bytes at the same places.
 */
RejectFile *reject_file_new(Arena *arena, const char *path, const char *of,
                            const ReaderFacts *facts, uint64_t size);
/* BROKEN when the disk refuses. */
bool reject_file_add(RejectFile *file, uint64_t line, const char *reason, const char *const *cells,
                     size_t cell_count, Err *err);
/* Puts what was added onto the disk for good; `*size` is then the size to go on from. */
bool reject_file_sync(RejectFile *file, uint64_t *size, Err *err);
/* Cuts off what lies behind the last row, where `trim`: whoever gives way to another run does not.
 * NULL is allowed. `*path` is NULL when nothing was rejected. */
bool reject_file_close(RejectFile *file, bool trim, const char **path, Err *err);
