/* Forms: the bytes of a request as names and values.
 *
 *     application/x-www-form-urlencoded   and the query of a target (WHATWG URL §5)
 *     multipart/form-data                 RFC 7578, with files
 *
 * Names and values are NUL-terminated UTF-8 in the arena; what is no UTF-8 or holds a NUL is INPUT.
 * A file's bytes point into the body. At most FORM_PARTS of them.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

enum { FORM_PARTS = 2000 };

typedef struct FormFile {
    const char *name; /* as the sender calls it, without folders; "" when it has none */
    const char *type; /* as the sender says; not to be believed */
    const unsigned char *bytes;
    size_t size;
} FormFile;

typedef struct FormPart {
    const char *name, *value; /* value NULL: a file */
    FormFile file;
} FormPart;

typedef VEC(FormPart) Form;

/* Adds what stands there to `form`. */
bool form_read_encoded(Arena *arena, const char *text, size_t length, Form *form, Err *err);
/* Of a Content-Type: what stands between the parts of its body; NULL: it has none. */
const char *form_boundary(Arena *arena, const char *type);
/* `type` is the Content-Type with its boundary. */
bool form_read_multipart(Arena *arena, const char *type, const unsigned char *body, size_t size,
                         Form *form, Err *err);

/* %41 and, `plus`, + for a blank. NULL: a broken escape, a NUL, or no UTF-8. */
char *form_decode(Arena *arena, const char *text, size_t length, bool plus);
