/* XLSX: rows of cells out of a workbook (ECMA-376, part 1; strict and transitional).
 *
 * Internal to exchange. libzip and expat read it as a stream: of a sheet only the current row is in
 * memory, of the workbook the shared strings and styles. Cells come as text: numbers as Excel would
 * show them without a format ("4930123456", never "4.930123456E9"), zero-padded where the format is
 * "00000", dates as ISO ("2026-11-22", "2026-11-22T09:14", "09:14") in both date systems, formulas
 * by the value kept beside them, errors (#N/A) as nothing. Rows without values are passed over;
 * sheets that are hidden come last.
 *
 * Bounds against zip bombs, all INPUT: an archive of 10,000 entries; 4 GiB of inflated XML for a
 * sheet, and 200 bytes for each of the archive's once 64 MiB are passed; 256 MiB of shared strings
 * and 4 million of them; 16 MiB for each other part; no DTD. A row beyond TABLE_CELL_LIMIT columns
 * or TABLE_ROW_LIMIT bytes is TABLE_BROKEN.
 *
 * The code is the module beck-xlsx (base/module.h): few commands need the two libraries.
 */
#pragma once

#include "base/err.h"
#include "exchange/table.h"

#include <stdio.h>

enum { XLSX_FILE_LIMIT = 1024 * 1024 * 1024 };

typedef struct Xlsx Xlsx;

typedef struct XlsxModule {
    /* The file is the workbook's, also on failure; it must be seekable. `name` is for messages. */
    bool (*open)(FILE *file, const char *name, Xlsx **xlsx, Err *err);
    void (*close)(Xlsx *xlsx);
    size_t (*sheet_count)(const Xlsx *xlsx);
    const char *(*sheet_name)(const Xlsx *xlsx, size_t index);
    /* From its first row; the sheet before is left. */
    bool (*sheet_open)(Xlsx *xlsx, size_t index, Err *err);
    TableRowState (*next)(Xlsx *xlsx, TableRow *row, Err *err);
    /* Of the sheet that is open, in inflated bytes. */
    void (*progress)(const Xlsx *xlsx, uint64_t *bytes, uint64_t *total);
} XlsxModule;

/* What module_table("xlsx") gives. */
extern const XlsxModule beck_module_xlsx;
