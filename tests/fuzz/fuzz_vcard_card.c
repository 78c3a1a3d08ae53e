/* Any bytes as a card at a server: read or refused; what it is merged into reads back, and merged
 * again says the same. */
#include "exchange/vcard_card.h"

#include "base/arena.h"
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SAID                                                                                       \
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Ford\r\nN:Ford;Ann;;;\r\nTITLE:Buyer\r\n"                \
    "TEL;TYPE=cell:+12025550143\r\nEMAIL:ann@ford.example\r\nNOTE:Beck: lead 1\r\nEND:VCARD\r\n"
#define OURS                                                                                       \
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Ford\r\nN:Ford;Ann;;;\r\nTITLE:Owner\r\n"                \
    "TEL;TYPE=cell:+12025550150\r\nEMAIL:ann@ford.example\r\nNOTE:Beck: lead 2\r\nEND:VCARD\r\n"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_arena Arena *arena = arena_new();
    const char *theirs = arena_strndup(arena, (const char *)data, size), *once, *twice;
    ExchangeRow row;
    VcardGroup group;
    vcard_card_row(arena, theirs, &row);
    if (vcard_card_group(arena, theirs, &group) && row.state == ROW_GOOD)
        abort();
    if (!vcard_card_merge(arena, theirs, SAID, OURS, &once)) {
        if (row.state == ROW_GOOD && size < 65536)
            abort();
        return 0;
    }
    if (!vcard_card_merge(arena, once, OURS, OURS, &twice) || !text_equal(once, twice))
        abort();
    return 0;
}
