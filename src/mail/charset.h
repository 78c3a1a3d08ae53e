/* Charset: the letters of a mail's part as UTF-8.
 *
 * The declared charset is a claim. Text that is valid UTF-8 and has letters beyond ASCII is UTF-8,
 * whatever 8-bit charset it claims to be; ASCII and ISO 8859-1 are read as Windows-1252 (WHATWG
 * Encoding); what cannot be read becomes U+FFFD; an unknown name is UTF-8, else Windows-1252.
 */
#pragma once

#include "base/arena.h"

#include <stddef.h>

/* At most `most` bytes, cut at a character's border; NUL, and CR before LF, are dropped, and a CR
 * alone is a line end. `charset` may be "". */
char *charset_decode(Arena *arena, const char *charset, const char *bytes, size_t length,
                     size_t most);
