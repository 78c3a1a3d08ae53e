/* Any bytes: what is read can be written, and reads back as the same text. */
#include "base/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_arena Arena *arena = arena_new();
    Err err;
    const Doc *doc = json_parse(arena, (const char *)data, size, &err);
    if (!doc)
        return 0;
    auto_buf Buf once = buf_new(1 << 24), twice = buf_new(1 << 24);
    doc_write_json(doc, &once, 0);
    const Doc *again = json_parse(arena, once.at, once.length, &err);
    if (!again)
        abort();
    doc_write_json(again, &twice, 0);
    if (strcmp(once.at, twice.at) != 0)
        abort();
    return 0;
}
