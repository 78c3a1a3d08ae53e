/* XLSX book: what stands outside the sheets: which there are, shared strings, styles.
 *
 * Internal to the module beck-xlsx.
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "exchange/xlsx_style.h"
#include "exchange/xlsx_zip.h"

typedef struct XlsxSheetName {
    const char *name;
    const char *path; /* of its part */
} XlsxSheetName;

typedef struct XlsxBook {
    XlsxZip *zip;
    Arena *arena;
    const XlsxSheetName *sheets; /* those that are seen first, then the hidden ones */
    size_t sheet_count;
    bool from_1904;
    const XlsxStyle *styles; /* by a cell's s="…" */
    size_t style_count;
    Buf strings; /* one after another, each with a NUL behind */
    size_t *string_starts;
    size_t string_count;
    size_t string_room;
} XlsxBook;

enum {
    XLSX_STRINGS_BYTES = 256 * 1024 * 1024,
    XLSX_STRINGS = 4 * 1024 * 1024,
    XLSX_PART_BYTES = 16 * 1024 * 1024
};

/* The file is the book's, also on failure. INPUT: no workbook within. */
bool xlsx_book_open(FILE *file, const char *name, XlsxBook *book, Err *err);
void xlsx_book_close(XlsxBook *book);

/* The shared string, or NULL when there is none of that number. */
const char *xlsx_book_string(const XlsxBook *book, size_t index, size_t *length);

/* Appends text of a cell: "_x000D_" is the character of that number (§22.9.2.19, ST_Xstring). */
void xlsx_add_text(Buf *out, const char *text, size_t length);
