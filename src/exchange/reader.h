/* Reader: any file of persons as a stream of rows.
 *
 *     Reader *reader;
 *     if (!reader_open("leads.csv", &(ReaderOptions){0}, &reader, err)) return false;
 *     for (;;) {
 *         ArenaMark mark = arena_mark(arena);
 *         ExchangeRow row;
 *         if (!reader_next(reader, arena, &row, err)) ...   // the file cannot be read any further
 *         if (row.state == ROW_END) break;
 *         ...                                               // ROW_GOOD or ROW_REJECTED
 *         arena_rewind(arena, mark);
 *     }
 *     reader_close(reader);
 *
 * What a file is, its content says, never its suffix: CSV (any delimiter and encoding), XLSX or
 * vCard. Anything else is INPUT and names what it looks like. Memory does not grow with the file
 * (XLSX: with its shared strings, up to a limit). A broken row comes back as ROW_REJECTED with
 * line and reason and costs no neighbour; only what concerns the whole file is an error.
 *
 * Limits: a row 1 MiB and 1,000 columns; XLSX: see xlsx.h. A row beyond them is rejected and
 * reading goes on behind it.
 *
 * A reader belongs to one thread at a time.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "exchange/columns.h"
#include "exchange/row.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum FileKind { FILE_CSV, FILE_XLSX, FILE_VCARD } FileKind;

const char *file_kind_name(FileKind kind); /* "CSV", "XLSX", "vCard" */

typedef struct ReaderOptions {
    const char *const *maps; /* "COL=FIELD", see columns.h; ignored for vCard */
    size_t map_count;
    uint64_t skip; /* go on behind the row of this number */
} ReaderOptions;

typedef struct Reader Reader;

/* Opens and looks into the file: its kind, encoding, header and columns are known afterwards. The
 * options may go after the call. MISSING: no such file; DENIED: not readable; INPUT: empty, no
 * table of persons, no header and nothing to guess by, a wrong `--map`; BROKEN: the module for
 * XLSX cannot be loaded, or the disk fails. */
bool reader_open(const char *path, const ReaderOptions *options, Reader **reader, Err *err);

/* The same from an open file, a pipe or standard input. `name` is for messages. The descriptor is
 * the reader's from now on, also when opening fails. XLSX from a pipe is put into a temporary file
 * first (at most 1 GiB). */
bool reader_open_fd(int fd, const char *name, const ReaderOptions *options, Reader **reader,
                    Err *err);

void reader_close(Reader *reader); /* NULL is allowed */

/* The next row, or ROW_END (again and again). False: reading cannot go on (the disk, a torn zip).
 * INPUT or BROKEN. */
bool reader_next(Reader *reader, Arena *arena, ExchangeRow *row, Err *err);

typedef struct ReaderFacts {
    FileKind kind;
    TableKind table;       /* vCard: TABLE_PEOPLE */
    const char *encoding;  /* "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252" (also mixed) */
    char delimiter;        /* CSV: ',', ';', '\t' or '|'; else 0 */
    const char *sheet;     /* XLSX: the sheet that is read; else NULL */
    uint64_t header_line;  /* 0: the file has no header */
    const Column *columns; /* in the file's order; vCard: none */
    size_t column_count;
} ReaderFacts;

/* Known once the reader is open; lives as long as the reader. */
const ReaderFacts *reader_facts(const Reader *reader);

typedef struct ReaderProgress {
    uint64_t bytes; /* read so far */
    uint64_t total; /* of the file; 0 when unknown (a pipe) */
    uint64_t rows;  /* given or skipped so far */
} ReaderProgress;

ReaderProgress reader_progress(const Reader *reader);
