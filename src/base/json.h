/* JSON that comes in (RFC 8259), read strictly by jansson into a Doc.
 *
 * Refused: anything behind the value, a name given twice, invalid UTF-8, lone surrogates, a NUL in
 * a string, numbers beyond 64 bits or a double, more than JSON_LONGEST bytes or JSON_DEPTH levels.
 */
#pragma once

#include "base/doc.h"
#include "base/err.h"

enum { JSON_LONGEST = 4 * 1024 * 1024, JSON_DEPTH = 64 };

/* NULL on failure. INPUT: "line 3, column 7: …". The Doc keeps nothing of `text`. */
Doc *json_parse(Arena *arena, const char *text, size_t length, Err *err);
