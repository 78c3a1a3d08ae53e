/* Workbooks for tests: from the library other programs write with, and by hand, part for part. */
#pragma once

#include <stddef.h>

typedef struct XlsxPartText {
    const char *path;
    const char *text;
} XlsxPartText;

/* A zip of these parts; the caller frees it. */
char *xlsx_zip_of(const XlsxPartText *parts, size_t count, size_t *length);

/* A minimal workbook whose only sheet holds these rows (<row>…</row>). */
char *xlsx_of_rows(const char *rows, size_t *length);

/* As Excel would save it: two sheets, the first an empty cover; shared strings, dates, numbers,
 * formulas, booleans. */
char *xlsx_of_a_program(size_t *length);

/* A sheet of that many MiB of the same row, and a shared string of that many. */
char *xlsx_bomb_of_rows(size_t mebibytes, size_t *length);
char *xlsx_bomb_of_strings(size_t mebibytes, size_t *length);
