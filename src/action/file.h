/* Files: photos and papers kept in the database, with a lead or a content.
 *
 * What a file is is found in its bytes; what its sender says is not believed. The same bytes are
 * kept once with the same lead. How large one may be is a setting (file_megabytes).
 */
#pragma once

#include "action/context.h"

typedef struct FileInput {
    int64_t lead_id, content_id; /* one of them */
    int64_t instead;             /* of the same content: this one goes; 0: none */
    const char *name;            /* without folders; NULL or "": by its type */
    const void *bytes;
    size_t size;
} FileInput;

typedef struct FileShown {
    int64_t id, lead_id, content_id;
    int64_t user_id; /* who kept it */
    const char *name, *type, *user_name;
    int64_t size;
    bool image; /* a browser shows it: JPEG, PNG, GIF, WebP */
    bool card;  /* waits to be typed */
    Time created_at;
} FileShown;

typedef struct FilesShown {
    FileShown *at;
    size_t count;
} FilesShown;

/* "image/jpeg", …; plain text is "text/plain" whatever is written in it, all else
 * "application/octet-stream". */
const char *file_type(const void *bytes, size_t size);

/* What a browser shows as a picture. */
bool file_is_image(const char *type);

/* Undoable. INPUT: empty, too large, or of neither; MISSING: there is no such lead or content, or
 * no such file of it to go. CONFLICT: as file_remove(). */
bool file_keep(Context *context, Arena *arena, const FileInput *input, FileShown *file, Err *err);
bool file_list(Context *context, Arena *arena, int64_t lead_id, FilesShown *files, Err *err);
bool file_list_of_content(Context *context, Arena *arena, int64_t content_id, FilesShown *files,
                          Err *err);
/* MISSING. */
bool file_read(Context *context, Arena *arena, int64_t id, FileShown *file, const void **bytes,
               Err *err);
/* For good: bytes are not kept twice to be undone, and its links end. CONFLICT: it goes with a
 * message that waits. */
bool file_remove(Context *context, int64_t id, Err *err);
