/* Any text as HTML: what is seen of it is text within the limit. */
#include "mail/html_text.h"
#include "mail/mime.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "foreign_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    const char *seen = html_text(arena, foreign_text(arena, bytes, length));
    size_t size = strlen(seen);
    if (size > MIME_TEXT_LONGEST || !text_is_utf8(seen, size))
        abort();
    arena_free(arena);
    return 0;
}
