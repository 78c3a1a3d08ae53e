/* The fuzzer's bytes as the readers of mail are handed texts: UTF-8 without NUL. */
#pragma once

#include "base/arena.h"
#include "base/utf8.h"

static inline char *foreign_text(Arena *arena, const uint8_t *bytes, size_t length)
{
    char *text = arena_alloc(arena, length + 1), *to = text;
    for (const char *at = (const char *)bytes, *end = at + length; at < end;) {
        const char *from = at;
        int32_t point = utf8_next(&at, end);
        if (point <= 0)
            *to++ = '?';
        else
            while (from < at)
                *to++ = *from++;
    }
    return text;
}
