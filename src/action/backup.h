/* Backup: a copy of the whole database at one moment, proved to be good before it is called one. */
#pragma once

#include "action/context.h"

typedef void BackupTold(int64_t done, int64_t total, void *context);

typedef struct BackupOptions {
    const char *path;
    BackupTold *told; /* NULL: nobody */
    void *told_context;
} BackupOptions;

typedef struct BackupResult {
    const char *path;
    uint64_t bytes;
    int64_t leads, open, touches; /* counted in the copy */
} BackupResult;

/* While others go on writing. CONFLICT: the file is there. INPUT on PostgreSQL, naming pg_dump.
 * BROKEN: the copy does not hold what it should; it is removed. */
bool backup_database(Context *context, Arena *arena, const BackupOptions *options,
                     BackupResult *result, Err *err);
