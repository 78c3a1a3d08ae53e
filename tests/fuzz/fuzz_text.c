/* Any bytes as text: cleaned it is UTF-8 within its maximum and stays as it is when cleaned again;
 * folded it is a key of itself; cut and wrapped it keeps to its columns. */
#include "base/text.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void check(bool truth)
{
    if (!truth)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_arena Arena *arena = arena_new();
    const char *bytes = (const char *)data;
    size_t maximum = size ? data[0] : 0;
    char *line = text_clean(arena, bytes, size, maximum);
    check(strlen(line) <= maximum && text_is_utf8(line, strlen(line)));
    check(strcmp(text_clean(arena, line, strlen(line), maximum), line) == 0);

    char *lines = text_clean_lines(arena, bytes, size, SIZE_MAX);
    check(text_is_utf8(lines, strlen(lines)));
    check(strcmp(text_clean_lines(arena, lines, strlen(lines), SIZE_MAX), lines) == 0);

    char *raw = arena_strndup(arena, bytes, size);
    char *key = text_fold(arena, raw);
    check(text_is_utf8(key, strlen(key)));
    check(strcmp(text_fold(arena, key), key) == 0);

    int columns = (int)maximum % 40;
    check(text_columns(text_cut(arena, line, columns)) <= columns);
    text_wrap(arena, lines, columns, columns / 2);
    text_first_name(arena, line);
    static const char *const words[] = {"today", "next", "export", NULL};
    text_nearest(line, words);
    return 0;
}
