#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

bool text_is_utf8(const char *bytes, size_t length)
{
    for (const char *at = bytes, *end = bytes + length; at < end;)
        if (utf8_next(&at, end) == UTF8_BAD)
            return false;
    return true;
}

bool text_is_line(const char *text)
{
    enum { BLANK = 0x20, DEL = 0x7f, C1_LEAD = 0xc2, C1_END = 0xa0 };
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if (*at < BLANK || *at == DEL || (*at == C1_LEAD && at[1] < C1_END))
            return false;
    return text_is_utf8(text, strlen(text));
}

typedef struct Range {
    int32_t first, last;
} Range;

/* White space (Unicode's property), control characters, and the marks that turn the direction of
 * writing, by which a name can be made to read as another. */
static bool is_blank(int32_t point)
{
    static const Range blanks[] = {
        {0x00, 0x20},     {0x7F, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x202F},
        {0x205F, 0x205F}, {0x2066, 0x2069}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF},
    };
    if (point > 0x20 && point < 0x7F)
        return false; /* nearly all */
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++)
        if (point >= blanks[i].first && point <= blanks[i].last)
            return true;
    return false;
}

/* Writes `point` unless it would pass the maximum; false then. */
static bool put(char *text, size_t *length, size_t maximum, int32_t point)
{
    char bytes[UTF8_LONGEST];
    size_t count = utf8_put(bytes, point);
    if (count > maximum - *length)
        return false;
    memcpy(text + *length, bytes, count);
    *length += count;
    return true;
}

/* The white space between two visible characters: one blank, or what of it `clean_lines` keeps. */
typedef struct Gap {
    int blanks, tabs, line_ends;
} Gap;

static bool put_gap(char *text, size_t *length, size_t maximum, Gap gap)
{
    if (gap.line_ends) {
        for (int i = 0; i < gap.line_ends && i < 2; i++)
            if (!put(text, length, maximum, '\n'))
                return false;
    }
    for (int i = 0; i < gap.tabs; i++)
        if (!put(text, length, maximum, '\t'))
            return false;
    return gap.line_ends || gap.tabs || !gap.blanks || put(text, length, maximum, ' ');
}

static char *clean(Arena *arena, const char *bytes, size_t length, size_t maximum, bool lines)
{
    /* Each ill-formed byte may become three. */
    size_t room = length > maximum / 3 ? maximum : length * 3;
    char *text = arena_alloc(arena, room + 1);
    size_t used = 0;
    Gap gap = {0};
    for (const char *at = bytes, *end = bytes + length; at < end;) {
        int32_t point = utf8_next(&at, end);
        if (point == UTF8_BAD)
            point = UTF8_REPLACEMENT;
        if (!is_blank(point)) {
            size_t before = used;
            if ((before && !put_gap(text, &used, room, gap)) || !put(text, &used, room, point)) {
                used = before;
                break;
            }
            gap = (Gap){0};
        } else if (lines && (point == '\n' || point == '\r')) {
            if (point == '\r' && at < end && *at == '\n')
                at++;
            gap = (Gap){.line_ends = gap.line_ends + 1};
        } else if (lines && point == '\t') {
            gap.tabs++;
        } else {
            gap.blanks++;
        }
    }
    text[used] = '\0';
    return text;
}

char *text_clean(Arena *arena, const char *bytes, size_t length, size_t max_bytes)
{
    return clean(arena, bytes, length, max_bytes, false);
}

char *text_clean_lines(Arena *arena, const char *bytes, size_t length, size_t max_bytes)
{
    return clean(arena, bytes, length, max_bytes, true);
}
