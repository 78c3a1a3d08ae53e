/* CSV out (RFC 4180): comma, double quotes where needed, CRLF.
 *
 * Spreadsheets run a cell that begins with = + - @, tab or CR as a formula (OWASP, CSV injection),
 * so such cells get an apostrophe in front. Phone numbers ("+49 30 …", "-", digits and
 * punctuation only) run nothing and stay as they are. Reading takes the apostrophe away again.
 */
#pragma once

#include "base/buf.h"

#include <stddef.h>

/* One row with its line end. NULL cells are empty. */
void csv_write_row(Buf *out, const char *const *cells, size_t count);
