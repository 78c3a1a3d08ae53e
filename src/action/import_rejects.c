#include "action/import_rejects.h"

#include "base/text.h"
#include "exchange/csv_write.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CELLS_MOST = 1000, ROW_BYTES = 2 * 1024 * 1024 };

struct RejectFile {
    Arena *arena;
    const char *path; /* NULL: nowhere to write */
    const ReaderFacts *facts;
    uint64_t size; /* of what was written, also by an earlier run */
    int file;      /* -1 until the first reject */
    bool unsynced;
};

RejectFile *reject_file_new(Arena *arena, const char *path, const char *of,
                            const ReaderFacts *facts, uint64_t size)
{
    RejectFile *file = arena_make(arena, RejectFile);
    *file = (RejectFile){.arena = arena, .path = path, .facts = facts, .size = size, .file = -1};
    if (!path && !text_equal(of, "-"))
        file->path = arena_printf(arena, "%s.rejected.csv", of);
    return file;
}

static bool refused(const RejectFile *file, int why, Err *err)
{
    bool full = why == ENOSPC || why == EDQUOT || why == EFBIG;
    return err_set(err, ERR_BROKEN, "%s cannot be written: %s%s", file->path, strerror(why),
                   full ? "; free some space, and the same command goes on" : "");
}

static bool write_row(RejectFile *file, const char *const *cells, size_t count, Err *err)
{
    auto_buf Buf row = buf_new(ROW_BYTES);
    csv_write_row(&row, cells, count);
    for (size_t done = 0; done < row.length;) {
        ssize_t written = write(file->file, row.at + done, row.length - done);
        if (written < 0 && errno != EINTR)
            return refused(file, errno, err);
        done += written > 0 ? (size_t)written : 0;
    }
    file->size += row.length;
    file->unsynced = true;
    return true;
}

static bool open_file(RejectFile *file, Err *err)
{
    struct stat facts;
    file->file = open(file->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file->file < 0 || fstat(file->file, &facts) != 0)
        return refused(file, errno, err);
    /* Somebody may have put the earlier rows away. */
    if (file->size > (uint64_t)facts.st_size)
        file->size = (uint64_t)facts.st_size;
    if (lseek(file->file, (off_t)file->size, SEEK_SET) < 0 && errno != ESPIPE)
        return refused(file, errno, err);
    if (file->size)
        return true;
    const char *header[CELLS_MOST + 2] = {"rejected line", "rejected because"};
    size_t count = 2;
    for (size_t i = 0; i < file->facts->column_count && i < CELLS_MOST; i++)
        header[count++] = file->facts->columns[i].header;
    return write_row(file, header, count, err);
}

bool reject_file_add(RejectFile *file, uint64_t line, const char *reason, const char *const *cells,
                     size_t cell_count, Err *err)
{
    if (!file->path || (file->file < 0 && !open_file(file, err)))
        return !file->path;
    ArenaMark mark = arena_mark(file->arena);
    const char *row[CELLS_MOST + 2] = {arena_printf(file->arena, "%llu", (unsigned long long)line),
                                       reason};
    size_t count = 2;
    for (size_t i = 0; i < cell_count && i < CELLS_MOST; i++)
        row[count++] = cells[i];
    bool done = write_row(file, row, count, err);
    arena_rewind(file->arena, mark);
    return done;
}

bool reject_file_sync(RejectFile *file, uint64_t *size, Err *err)
{
    /* A pipe cannot be synced. */
    if (file->unsynced && fdatasync(file->file) != 0 && errno != EINVAL)
        return refused(file, errno, err);
    file->unsynced = false;
    *size = file->size;
    return true;
}

bool reject_file_close(RejectFile *file, bool trim, const char **path, Err *err)
{
    *path = NULL;
    if (!file || !file->path || (file->file < 0 && !file->size))
        return true;
    uint64_t size = 0;
    bool closed = (file->file >= 0 || open_file(file, err)) && reject_file_sync(file, &size, err);
    /* Nor can it be cut. */
    if (closed && trim && ftruncate(file->file, (off_t)size) != 0 && errno != EINVAL)
        closed = refused(file, errno, err);
    if (file->file >= 0)
        close(file->file);
    file->file = -1;
    if (closed)
        *path = file->path;
    return closed;
}
