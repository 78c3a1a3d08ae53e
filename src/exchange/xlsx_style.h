/* XLSX style: how a number is to be read, by its cell's format.
 *
 * Internal to the module beck-xlsx. ECMA-376 part 1, §18.8.30 (numFmt), §18.17.4 (dates).
 */
#pragma once

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* A style is 0 (a plain number), XLSX_DATE, or how many digits a number is padded to. */
typedef unsigned char XlsxStyle;
enum { XLSX_PLAIN = 0, XLSX_DATE = 255, XLSX_PADDED_MOST = 30 };

/* Of the built-in format of this number (§18.8.30). */
XlsxStyle xlsx_style_of_id(unsigned long id);
/* Of a format of the workbook's own ("dd/mm/yyyy hh:mm", "00000", "#,##0.00"). */
XlsxStyle xlsx_style_of_code(const char *code);

/* Appends the number as text: what stands in the file (`raw`, "46348", "4.930123456E9") as a
 * person would write it. `from_1904` is the date system of old Macs. */
void xlsx_style_write(Buf *out, const char *raw, XlsxStyle style, bool from_1904);
