/* Table: what a row of cells is, wherever it comes from.
 *
 * Internal to exchange: csv.h and xlsx.h give these, columns.h reads them, reader.h ties them.
 */
#pragma once

#include "exchange/columns.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TABLE_CELL_LIMIT = 1000, TABLE_ROW_LIMIT = 1024 * 1024 };

typedef enum TableRowState {
    TABLE_END,
    TABLE_ROW,
    TABLE_BROKEN, /* `reason` says why; cells: one, with the first bytes, or none */
    TABLE_FAILED, /* nothing more can be read: *err */
} TableRowState;

/* Everything in it is valid until the next row is asked for. */
typedef struct TableRow {
    CellRow cells;
    uint64_t line;
    const char *reason;
} TableRow;
