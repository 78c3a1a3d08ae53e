/* Uploads: files that came in by the web and lie in a folder of the server's until they are not
 * needed any more: beside a database of SQLite (PATH.uploads), else in $TMPDIR, one for each
 * workspace. The folder and all in it are the server's user's alone. */
#pragma once

#include "action/context.h"

typedef struct Upload {
    const char *path; /* lives in the arena */
    int file;         /* open for writing; the caller's to close */
} Upload;

/* A new, empty file. DENIED: the folder is somebody else's; BROKEN: the disk refuses. */
bool upload_new(Context *context, Arena *arena, Upload *upload, Err *err);
/* That a write to it failed, by errno: a full disk is known as one. Returns false. */
bool upload_refused(const Upload *upload, Err *err);
/* Removes it, with the file of rejected rows beside it. NULL is allowed; that there is none is no
 * failure. */
void upload_remove(const char *path);
/* Removes what was begun before `before` and became nothing: no path of `kept` (ends with NULL). */
bool upload_sweep(Context *context, Time before, const char *const *kept, Err *err);
