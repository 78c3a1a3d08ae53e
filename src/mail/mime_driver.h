/* What the module `beck-mime` gives mail/mime.c: the table `beck_module_mime`.
 *
 * The module keeps memory in the caller's arena; any thread may call it. The tree it makes has no
 * `text` of mails and no `blocks` yet: those are made of its texts by mime.c.
 */
#pragma once

#include "mail/mime.h"

typedef struct MimeDriver {
    /* `length` is within MIME_LONGEST. */
    MimeMail *(*read)(Arena *arena, const char *bytes, size_t length);
} MimeDriver;
