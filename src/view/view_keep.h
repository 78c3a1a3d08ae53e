/* What leaves the database, as documents.
 *
 *     backup: {path, bytes, leads, open, touches}
 *     export: {path, form, rows, bytes}
 *     erase: {done, contact_id, name, addresses, leads_closed, leads_kept, touches, promises,
 *         suppressed}; done false: what would be */
#pragma once

#include "action/backup.h"
#include "action/erase_person.h"
#include "action/export_data.h"
#include "base/doc.h"

Doc *view_backup(Arena *arena, const BackupResult *result);
Doc *view_exported(Arena *arena, const Exported *exported, const char *form);
Doc *view_erased(Arena *arena, const Erased *erased);
