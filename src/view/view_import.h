/* What came in, as a document: {read, added, updated, duplicates, rejected [{file, line,
 * reason}…]}, in rows, `read` being the sum of the others. `rejected` lists at most
 * IMPORT_REJECTS_KEPT; rejected_rows counts all. Beside the contract: stopped, dry_run, and
 *
 *     files [{path, kind, table, encoding, delimiter, sheet, header_line, rejects_path, resumed_at,
 *             columns [{name, field, detail, sample, sure}…]}…] */
#pragma once

#include "action/import_leads.h"
#include "base/doc.h"

Doc *view_import(Arena *arena, const ImportResult *result, bool dry_run);
