/* A disk that fails on request, below SQLite: a VFS that passes everything on to the real one until
 * a set number of writes has been done.
 *
 * For a power cut it keeps what the file held before each write that was not synced yet, and puts
 * it back before the process ends: only what was synced is then on the "disk".
 */
#pragma once

#include <stdbool.h>

typedef enum FaultKind {
    FAULT_NONE,
    FAULT_FULL, /* this write and all later ones: no space left */
    FAULT_IO,   /* this write alone fails */
    FAULT_CUT,  /* power is cut: nothing that was not synced stays; the process ends with FAULT_EXIT
                 */
    FAULT_TORN  /* the same, but every second of the writes not synced stays */
} FaultKind;

enum { FAULT_EXIT = 77 };

/* Makes this the VFS of all handles opened from now on. */
void fault_install(void);
/* Fails at the `at`-th write, sync or truncation from now (from 1). */
void fault_set(FaultKind kind, long at);
/* Whether the set fault has happened. */
bool fault_happened(void);
