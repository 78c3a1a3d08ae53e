/* CSV out (RFC 4180): comma, double quotes where needed, CRLF.
 *
 * Spreadsheets run a cell that begins with = + - @, or with their full-width twins, as a formula
 * (OWASP, CSV injection), some of them behind a tab, a line end or a blank too. So white space in
 * front of a cell goes, and a formula gets an apostrophe. Phone numbers ("+49 30 …", "-", digits
 * and punctuation only) run nothing and stay as they are. Reading takes the apostrophe away again,
 * so that what was written comes back as it was. Where commas are decimals, programs break cells at
 * semicolons: a formula behind one, or behind a tab, gets its apostrophe too.
 */
#pragma once

#include "base/buf.h"

#include <stddef.h>

/* One row with its line end. NULL cells are empty. */
void csv_write_row(Buf *out, const char *const *cells, size_t count);
