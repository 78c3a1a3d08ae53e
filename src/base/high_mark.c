#include "base/high_mark.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* "00000000000000000042 PLACE\n": the number is written over in place, within one block of a disk.
 */
enum { DIGITS = 20, LONGEST = DIGITS + 1 + PATH_MAX + 1, PASSWD_BYTES = 16 * 1024 };

static bool trouble(const char *path, const char *what, Err *err)
{
    return err_set(err, ERR_BROKEN,
                   "%s cannot be %s: %s; set BECK_STATE to a folder that this user may write", path,
                   what, strerror(errno));
}

static const char *folder_of(Arena *arena)
{
    const char *given = getenv("BECK_STATE");
    if (!text_empty(given))
        return arena_strdup(arena, given);
    const char *state = getenv("XDG_STATE_HOME");
    if (!text_empty(state))
        return arena_printf(arena, "%s/beck", state);
    const char *home = getenv("HOME");
    struct passwd row, *user = NULL;
    char *room = arena_alloc(arena, PASSWD_BYTES);
    if (text_empty(home) && getpwuid_r(getuid(), &row, room, PASSWD_BYTES, &user) == 0 && user)
        home = row.pw_dir;
    return arena_printf(arena, "%s/.local/state/beck", text_or(home, ""));
}

bool high_mark_path(Arena *arena, const char *name, const char **path, Err *err)
{
    char *folder = arena_printf(arena, "%s/", folder_of(arena));
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0700) != 0 && errno != EEXIST)
            return trouble(folder, "made", err);
        *slash = '/';
    }
    if (access(folder, R_OK | W_OK | X_OK) != 0)
        return trouble(folder, "written", err);
    *path = arena_printf(arena, "%s%s", folder, name);
    return true;
}

static bool parse(char *line, int64_t *number, const char **place)
{
    char *end;
    size_t length = strlen(line);
    if (length < DIGITS + 2 || line[DIGITS] != ' ' || line[length - 1] != '\n')
        return false;
    line[length - 1] = '\0';
    line[DIGITS] = '\0';
    *number = strtoll(line, &end, 10);
    *place = line + DIGITS + 1;
    return !*end && *number >= 0;
}

static bool read_line(int file, const char *path, char line[LONGEST + 1], int64_t *number,
                      const char **place, Err *err)
{
    ssize_t count = pread(file, line, LONGEST, 0);
    if (count < 0)
        return trouble(path, "read", err);
    line[count] = '\0';
    return parse(line, number, place) ||
           err_set(err, ERR_BROKEN, "%s is damaged: remove it, and arm again", path);
}

bool high_mark_read(Arena *arena, const char *path, HighMark *mark, Err *err)
{
    char line[LONGEST + 1];
    HighMark made = {.there = true};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) {
        *mark = (HighMark){0};
        return true;
    }
    if (file < 0)
        return trouble(path, "read", err);
    bool good = read_line(file, path, line, &made.number, &made.place, err);
    close(file);
    if (!good)
        return false;
    made.place = arena_strdup(arena, made.place);
    *mark = made;
    return true;
}

static bool write_all(int file, const char *bytes, size_t count)
{
    ssize_t written = pwrite(file, bytes, count, 0);
    return written == (ssize_t)count && fdatasync(file) == 0;
}

/* So that the name is on the disk, too. */
static bool sync_folder(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    if (length >= sizeof folder)
        return false;
    memcpy(folder, path, length);
    folder[length] = '\0';
    int file = open(length ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    return good;
}

bool high_mark_write(const char *path, int64_t number, const char *place, Err *err)
{
    char fresh[PATH_MAX], line[LONGEST + 1];
    int length = snprintf(line, sizeof line, "%0*" PRId64 " %s\n", DIGITS, number, place);
    if (length < 0 || (size_t)length >= sizeof line ||
        snprintf(fresh, sizeof fresh, "%s.%ld", path, (long)getpid()) >= (int)sizeof fresh)
        return err_set(err, ERR_INPUT, "the name of %s is too long", path);
    int file = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return trouble(fresh, "written", err);
    bool good = write_all(file, line, (size_t)length);
    close(file);
    if (good && rename(fresh, path) == 0 && sync_folder(path))
        return true;
    trouble(path, "written", err);
    unlink(fresh);
    return false;
}

static bool raise_locked(int file, const char *path, int64_t number, const char *place, Err *err)
{
    char line[LONGEST + 1], digits[DIGITS + 1];
    const char *there = "";
    int64_t before = 0;
    if (flock(file, LOCK_EX) != 0)
        return trouble(path, "locked", err);
    if (!read_line(file, path, line, &before, &there, err))
        return false;
    if (!text_equal(there, place))
        return err_set(err, ERR_CONFLICT, "%s is the mark of %s", path, there);
    if (before >= number)
        return true;
    snprintf(digits, sizeof digits, "%0*" PRId64, DIGITS, number);
    return write_all(file, digits, DIGITS) || trouble(path, "written", err);
}

bool high_mark_raise(const char *path, int64_t number, const char *place, Err *err)
{
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0 && errno == ENOENT)
        return err_set(err, ERR_CONFLICT, "%s is gone", path);
    if (file < 0)
        return trouble(path, "written", err);
    bool good = raise_locked(file, path, number, place, err);
    close(file);
    return good;
}
