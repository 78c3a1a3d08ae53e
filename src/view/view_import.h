/* What came in, as a document: {read, added, updated, duplicates, rejected [{file, line,
 * reason}…]}, in rows, `read` being the sum of the others. `rejected` lists at most
 * IMPORT_REJECTS_KEPT; rejected_rows counts all. Beside the contract: stopped, partial
 * (a dry run ended before the file did), dry_run, and
 *
 *     files [{path, kind, table, encoding, delimiter, sheet, header_line, rejects_path, resumed_at,
 *             columns [{name, field, detail, sample, sure}…]}…] */
#pragma once

#include "action/import_leads.h"
#include "action/import_preview.h"
#include "base/doc.h"

Doc *view_import(Arena *arena, const ImportResult *result, bool dry_run);

/* What would come in: {name, kind, table, encoding, delimiter, sheet, header_line, columns [as
 * above], rows [{line, rejected, name, title, company, addresses [{kind, value}…], note}…], fields
 * [{name, about}…]}; `rejected` says why, or is null; `fields` are what a column may be taken for.
 */
Doc *view_import_preview(Arena *arena, const ImportPreview *preview);
