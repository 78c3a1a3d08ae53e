#include "action/upload.h"

#include "action/context_inner.h"
#include "base/digest.h"
#include "base/text.h"
#include "store/refusal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REJECTS ".rejected.csv"

static const char *folder_of(const Context *context, Arena *arena)
{
    if (db_engine(context->db) == DB_SQLITE)
        return arena_printf(arena, "%s.uploads", db_place(context->db));
    static const char what[] = "uploads";
    Digest own = digest_of(context->secret, what, sizeof what);
    return arena_printf(arena, "%s/beck-uploads-%u-%.12s", text_or(getenv("TMPDIR"), "/tmp"),
                        (unsigned)geteuid(), digest_hex(arena, own));
}

/* $TMPDIR is everybody's: what lies there under our name may have been put there. */
static bool open_folder(const char *folder, Err *err)
{
    struct stat facts;
    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        return err_set(err, ERR_BROKEN, "%s cannot be made: %s", folder, strerror(errno));
    if (lstat(folder, &facts) != 0)
        return err_set(err, ERR_BROKEN, "%s: %s", folder, strerror(errno));
    return (S_ISDIR(facts.st_mode) && facts.st_uid == geteuid() && !(facts.st_mode & 077)) ||
           err_set(err, ERR_DENIED, "%s is not a folder of this user's alone", folder);
}

bool upload_refused(const Upload *upload, Err *err)
{
    return errno == ENOSPC || errno == EDQUOT ? refusal_disk_full(err, upload->path)
                                              : err_set(err, ERR_BROKEN, "%s cannot be written: %s",
                                                        upload->path, strerror(errno));
}

bool upload_new(Context *context, Arena *arena, Upload *upload, Err *err)
{
    const char *folder = folder_of(context, arena);
    if (!open_folder(folder, err))
        return false;
    char *path = arena_printf(arena, "%s/upload-XXXXXX", folder);
    int file = mkostemp(path, O_CLOEXEC);
    if (file < 0)
        return upload_refused(&(Upload){.path = path}, err);
    *upload = (Upload){.path = path, .file = file};
    return true;
}

void upload_remove(const char *path)
{
    if (!path)
        return;
    auto_arena Arena *scratch = arena_new();
    unlink(path);
    unlink(arena_printf(scratch, "%s" REJECTS, path));
}

static bool is_kept(const char *path, const char *const *kept)
{
    for (; *kept; kept++)
        if (text_starts(path, *kept))
            return true;
    return false;
}

bool upload_sweep(Context *context, Time before, const char *const *kept, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    const char *folder = folder_of(context, scratch);
    DIR *entries = opendir(folder);
    if (!entries)
        return errno == ENOENT ||
               err_set(err, ERR_BROKEN, "%s cannot be read: %s", folder, strerror(errno));
    for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries)) {
        struct stat facts;
        const char *path = arena_printf(scratch, "%s/%s", folder, entry->d_name);
        if (text_starts(entry->d_name, "upload-") && lstat(path, &facts) == 0 &&
            facts.st_mtime < before && !is_kept(path, kept))
            unlink(path);
    }
    closedir(entries);
    return true;
}
