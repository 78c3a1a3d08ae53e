/* Any text that comes in: in capitals it wants something as before (a name that signs has one), and
 * a keyword stays one. */
#include "mail/text_wish.h"

#include <ctype.h>
#include <stdlib.h>

#include "foreign_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    char *text = foreign_text(arena, bytes, length);
    TextWish wish = text_wish(arena, text, "US");
    if (wish > TEXT_WISH_REFUSES)
        abort();
    for (char *at = text; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    TextWish loud = text_wish(arena, text, "US");
    if (loud != wish && !(wish == TEXT_WISH_REFUSES && loud == TEXT_WISH_STOP))
        abort();
    arena_free(arena);
    return 0;
}
