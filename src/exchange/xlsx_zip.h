/* XLSX zip: the parts of the archive as bounded streams. The only file that sees libzip.
 *
 * Internal to the module beck-xlsx.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct XlsxZip XlsxZip;
typedef struct XlsxPart XlsxPart;

/* The file is the archive's, also on failure. INPUT when it is torn or no archive. */
bool xlsx_zip_open(FILE *file, const char *name, XlsxZip **zip, Err *err);
void xlsx_zip_close(XlsxZip *zip); /* NULL is allowed */
const char *xlsx_zip_name(const XlsxZip *zip);

bool xlsx_zip_has(const XlsxZip *zip, const char *path);
/* At most `maximum` bytes will be inflated. INPUT: no such part, encrypted. */
bool xlsx_part_open(XlsxZip *zip, const char *path, uint64_t maximum, XlsxPart **part, Err *err);
/* `got` 0 is the end. INPUT: torn, a wrong checksum, beyond the maximum or the ratio. */
bool xlsx_part_read(XlsxPart *part, char *to, size_t room, size_t *got, Err *err);
void xlsx_part_close(XlsxPart *part); /* NULL is allowed */

/* Inflated bytes read so far, and what the archive says there are. */
uint64_t xlsx_part_taken(const XlsxPart *part);
uint64_t xlsx_part_total(const XlsxPart *part);
