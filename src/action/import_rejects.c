#include "action/import_rejects.h"

#include "base/text.h"
#include "exchange/csv_write.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { CELLS_MOST = 1000, ROW_BYTES = 2 * 1024 * 1024 };

struct RejectFile {
    Arena *arena;
    const char *path; /* NULL: nowhere to write */
    const ReaderFacts *facts;
    bool resumed;
    int file; /* -1 until the first reject */
};

RejectFile *reject_file_new(Arena *arena, const char *path, const char *of,
                            const ReaderFacts *facts, bool resumed)
{
    RejectFile *file = arena_make(arena, RejectFile);
    *file =
        (RejectFile){.arena = arena, .path = path, .facts = facts, .resumed = resumed, .file = -1};
    if (!path && !text_equal(of, "-"))
        file->path = arena_printf(arena, "%s.rejected.csv", of);
    return file;
}

static bool write_row(RejectFile *file, const char *const *cells, size_t count, Err *err)
{
    auto_buf Buf row = buf_new(ROW_BYTES);
    csv_write_row(&row, cells, count);
    for (size_t done = 0; done < row.length;) {
        ssize_t written = write(file->file, row.at + done, row.length - done);
        if (written < 0 && errno != EINTR)
            return err_set(err, ERR_BROKEN, "%s cannot be written: %s", file->path,
                           strerror(errno));
        done += written > 0 ? (size_t)written : 0;
    }
    return true;
}

static bool open_file(RejectFile *file, Err *err)
{
    int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND | (file->resumed ? 0 : O_TRUNC);
    file->file = open(file->path, flags, 0600);
    if (file->file < 0)
        return err_set(err, ERR_BROKEN, "%s cannot be written: %s", file->path, strerror(errno));
    if (lseek(file->file, 0, SEEK_END) > 0)
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

bool reject_file_close(RejectFile *file, const char **path, Err *err)
{
    if (!file || file->file < 0) {
        *path = NULL;
        return true;
    }
    bool synced = fsync(file->file) == 0 || errno == EINVAL; /* a pipe cannot be synced */
    int why = errno;
    close(file->file);
    file->file = -1;
    *path = file->path;
    return synced ||
           err_set(err, ERR_BROKEN, "%s cannot be written: %s", file->path, strerror(why));
}
