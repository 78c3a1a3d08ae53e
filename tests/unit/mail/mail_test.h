/* What the tests of mail have in common: mails from text, files and folders of them. */
#pragma once

#include "base/buf.h"
#include "mail/mime.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The mail taken apart; a failure fails the test. */
const MimeMail *mail_of(Arena *arena, const void *bytes, size_t length);
const MimeMail *mail_of_text(Arena *arena, const char *text);

/* The whole file, NUL-terminated, in the arena; NULL when there is none. */
char *slurp(Arena *arena, const char *path, size_t *length);
/* The path of a folder of ../shared/corpora beside the checkout, or NULL when it is not there; then
 * the test is to be skipped, saying so. */
const char *corpus(Arena *arena, const char *name);

/* Calls `each` for every file below `folder` whose name ends in `ending`, sorted by path. */
typedef void EachFile(Arena *arena, const char *path, void *with);
void each_file(const char *folder, const char *ending, EachFile *each, void *with);

/* Text without its white space, to compare what two programs break differently. */
char *squeezed(Arena *arena, const char *text);
