/* CSV: rows of cells out of lines of text (RFC 4180, and what programs make of it).
 *
 * Internal to exchange. libcsv reads strictly, one physical line after another, so that it is
 * always known where a row began. Where a row breaks the rules:
 *   - quotes inside a cell on one line (`a,"say "hi" now",b`, `5" pipe`): read leniently, accepted
 *     when it has as many cells as the header;
 *   - a quote that is not closed, and would swallow the rows after it until the next quote, the end
 *     of the file or the limit: its first line is rejected, reading goes on with the second. Also
 *     when the swallowing ends by chance in a row of another width, and the second line by itself
 *     is a whole row.
 * Cells are trimmed unless quoted; empty lines are no rows; ragged rows are rows.
 */
#pragma once

#include "base/err.h"
#include "exchange/lines.h"
#include "exchange/table.h"

typedef struct CsvShape {
    char delimiter;
    char quote;
    size_t width;      /* cells of most rows; 0 when unknown */
    size_t said_lines; /* 1 when the first line is Excel's "sep=;" */
} CsvShape;

/* By the first bytes of the file, decoded: the delimiter that makes the most even table, a
 * recognised header counting most. */
CsvShape csv_sniff(const char *bytes, size_t length, bool whole);

typedef struct Csv Csv;

/* The lines stay the caller's. */
Csv *csv_open(Lines *lines, CsvShape shape);
void csv_close(Csv *csv); /* NULL is allowed */

/* Rows of another width than this are looked at more closely when they are broken. */
void csv_set_width(Csv *csv, size_t width);

TableRowState csv_next(Csv *csv, TableRow *row, Err *err);
