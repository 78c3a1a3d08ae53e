/* Any text as an answer: what is visible of it is text, is no longer than it was, and is something
 * where somebody wrote a line that is no quote. */
#include "mail/reply.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "foreign_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    const char *text = foreign_text(arena, bytes, length);
    const char *visible = reply_visible(arena, text);
    size_t size = strlen(visible);
    if (size > strlen(text) || !text_is_utf8(visible, size))
        abort();
    bool plain = text[0] && strspn(text, "abcdefghijklmnopqrstuvwxyz ") == strlen(text) &&
                 text[strspn(text, " ")];
    if (plain && !size)
        abort();
    reply_has_original(arena, text);
    reply_is_subject(text);
    arena_free(arena);
    return 0;
}
