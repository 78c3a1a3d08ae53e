#include "fault_vfs.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct FaultFile {
    sqlite3_file base;
    sqlite3_file *real; /* lies behind this struct */
} FaultFile;

/* What a range of a file held before a write that is not synced yet. */
typedef struct Undo Undo;
struct Undo {
    Undo *older;
    sqlite3_file *file;
    sqlite3_int64 offset;
    sqlite3_int64 size; /* of the file */
    int length;
    unsigned char bytes[];
};

static sqlite3_vfs *real_vfs;
static FaultKind kind;
static long left;
static bool happened;
static Undo *undos;

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((FaultFile *)file)->real;
}

static void remember(sqlite3_file *real, sqlite3_int64 offset, int length)
{
    Undo *undo = malloc(sizeof *undo + (size_t)length);
    if (!undo)
        abort();
    memset(undo->bytes, 0, (size_t)length);
    *undo = (Undo){.older = undos, .file = real, .offset = offset, .length = length};
    real->pMethods->xFileSize(real, &undo->size);
    if (offset < undo->size)
        real->pMethods->xRead(real, undo->bytes, length,
                              offset); /* a short read is filled with 0 */
    undos = undo;
}

/* Forgets the undos of a file that was synced or is closed. */
static void forget(const sqlite3_file *real)
{
    for (Undo **link = &undos; *link;) {
        Undo *undo = *link;
        if (undo->file != real) {
            link = &undo->older;
            continue;
        }
        *link = undo->older;
        free(undo);
    }
}

static _Noreturn void cut_power(void)
{
    bool stays = false;
    for (Undo *undo = undos; undo; undo = undo->older) {
        stays = kind == FAULT_TORN && !stays;
        if (stays)
            continue;
        undo->file->pMethods->xWrite(undo->file, undo->bytes, undo->length, undo->offset);
        undo->file->pMethods->xTruncate(undo->file, undo->size);
    }
    _exit(FAULT_EXIT);
}

/* SQLITE_OK, or what the operation about to happen must answer. */
static int strike(int io_error)
{
    if (kind == FAULT_NONE || (happened && kind == FAULT_IO))
        return SQLITE_OK;
    if (left > 0 && --left > 0)
        return SQLITE_OK;
    happened = true;
    if (kind == FAULT_CUT || kind == FAULT_TORN)
        cut_power();
    return kind == FAULT_FULL ? SQLITE_FULL : io_error;
}

static int fault_close(sqlite3_file *file)
{
    forget(real_of(file));
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int fault_read(sqlite3_file *file, void *to, int length, sqlite3_int64 offset)
{
    return real_of(file)->pMethods->xRead(real_of(file), to, length, offset);
}

static int fault_write(sqlite3_file *file, const void *from, int length, sqlite3_int64 offset)
{
    int code = strike(SQLITE_IOERR_WRITE);
    if (code != SQLITE_OK)
        return code;
    if (kind == FAULT_CUT || kind == FAULT_TORN)
        remember(real_of(file), offset, length);
    return real_of(file)->pMethods->xWrite(real_of(file), from, length, offset);
}

static int fault_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    int code = strike(SQLITE_IOERR_TRUNCATE);
    return code == SQLITE_OK ? real_of(file)->pMethods->xTruncate(real_of(file), size) : code;
}

static int fault_sync(sqlite3_file *file, int flags)
{
    int code = strike(SQLITE_IOERR_FSYNC);
    if (code == SQLITE_FULL)
        code = SQLITE_OK; /* a full disk still syncs */
    if (code == SQLITE_OK)
        code = real_of(file)->pMethods->xSync(real_of(file), flags);
    if (code == SQLITE_OK)
        forget(real_of(file));
    return code;
}

static int fault_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int fault_lock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int fault_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int fault_check_lock(sqlite3_file *file, int *taken)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), taken);
}

static int fault_control(sqlite3_file *file, int operation, void *argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}

static int fault_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int fault_characteristics(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int fault_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **at)
{
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, at);
}

static int fault_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void fault_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int fault_shm_unmap(sqlite3_file *file, int delete)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), delete);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = fault_close,
    .xRead = fault_read,
    .xWrite = fault_write,
    .xTruncate = fault_truncate,
    .xSync = fault_sync,
    .xFileSize = fault_file_size,
    .xLock = fault_lock,
    .xUnlock = fault_unlock,
    .xCheckReservedLock = fault_check_lock,
    .xFileControl = fault_control,
    .xSectorSize = fault_sector,
    .xDeviceCharacteristics = fault_characteristics,
    .xShmMap = fault_shm_map,
    .xShmLock = fault_shm_lock,
    .xShmBarrier = fault_shm_barrier,
    .xShmUnmap = fault_shm_unmap,
};

static int fault_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *got)
{
    FaultFile *fault = (FaultFile *)file;
    fault->base.pMethods = NULL;
    fault->real = (sqlite3_file *)(fault + 1);
    int code = real_vfs->xOpen(real_vfs, name, fault->real, flags, got);
    if (code == SQLITE_OK)
        fault->base.pMethods = &methods;
    return code;
}

void fault_install(void)
{
    static sqlite3_vfs vfs;
    real_vfs = sqlite3_vfs_find(NULL);
    vfs = *real_vfs; /* what is not about files goes to the real one as it is */
    vfs.zName = "fault";
    vfs.szOsFile = (int)sizeof(FaultFile) + real_vfs->szOsFile;
    vfs.xOpen = fault_open;
    vfs.pNext = NULL;
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK)
        abort();
}

void fault_set(FaultKind what, long at)
{
    kind = what;
    left = at;
    happened = false;
}

bool fault_happened(void)
{
    return happened;
}
