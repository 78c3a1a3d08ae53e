/* Any text that comes in: what it wants is read the same in any case, and a long one wants nothing.
 */
#include "mail/text_wish.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "foreign_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    enum { LONG = 600 };
    Arena *arena = arena_new();
    char *text = foreign_text(arena, bytes, length);
    TextWish wish = text_wish(arena, text);
    if (wish > TEXT_WISH_REFUSES || (strlen(text) > LONG && wish != TEXT_WISH_NONE))
        abort();
    for (char *at = text; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    if (text_wish(arena, text) != wish)
        abort();
    arena_free(arena);
    return 0;
}
