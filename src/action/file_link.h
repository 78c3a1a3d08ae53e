/* The link to a file: /d/TOKEN (mail/link_token.h), for who must not sign in: where a file is too
 * large for a mail, and where a channel carries words only (a text, a letter's QR code).
 *
 * Whoever has the link has the file. Nobody guesses one, it tells nothing by itself, and it ends
 * with the file: `beck files remove`, the erasing of its person, retention. Looking changes
 * nothing. */
#pragma once

#include "action/file.h"

/* `touch_id`: whose message it stands in, 0: none. In `arena`; NULL where the setting public_url is
 * empty: then no link of ours leads anywhere. */
char *file_link(Context *context, Arena *arena, int64_t file_id, int64_t touch_id);

typedef struct FileLinked {
    FileShown file;
    int64_t touch_id; /* 0: of none */
} FileLinked;

/* MISSING: no link of this workspace's, or its file was removed. */
bool file_by_link(Context *context, Arena *arena, const char *token, FileLinked *linked,
                  const void **bytes, Err *err);
