#include "base/utf8.h"

/* What may follow a first byte: how many bytes, and the bounds of the second one, which are where
 * overlong forms, surrogates and points beyond U+10FFFF are kept out (RFC 3629 §4). */
typedef struct Lead {
    unsigned char first, last;
    unsigned char more;
    unsigned char second_low, second_high;
    unsigned char bits; /* of the first byte that count */
} Lead;

static const Lead leads[] = {
    {0xC2, 0xDF, 1, 0x80, 0xBF, 0x1F}, {0xE0, 0xE0, 2, 0xA0, 0xBF, 0x0F},
    {0xE1, 0xEC, 2, 0x80, 0xBF, 0x0F}, {0xED, 0xED, 2, 0x80, 0x9F, 0x0F},
    {0xEE, 0xEF, 2, 0x80, 0xBF, 0x0F}, {0xF0, 0xF0, 3, 0x90, 0xBF, 0x07},
    {0xF1, 0xF3, 3, 0x80, 0xBF, 0x07}, {0xF4, 0xF4, 3, 0x80, 0x8F, 0x07},
};

int32_t utf8_next(const char **at, const char *end)
{
    unsigned char first = (unsigned char)*(*at)++;
    if (first < 0x80)
        return first;
    const Lead *lead = NULL;
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++)
        if (first >= leads[i].first && first <= leads[i].last)
            lead = &leads[i];
    if (!lead)
        return UTF8_BAD;

    int32_t point = first & lead->bits;
    unsigned char low = lead->second_low, high = lead->second_high;
    for (int i = 0; i < lead->more; i++, low = 0x80, high = 0xBF) {
        if (*at == end || (unsigned char)**at < low || (unsigned char)**at > high)
            return UTF8_BAD;
        point = point << 6 | (*(*at)++ & 0x3F);
    }
    return point;
}

size_t utf8_put(char *to, int32_t point)
{
    if (point < 0x80) {
        to[0] = (char)point;
        return 1;
    }
    size_t length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char marks[] = {[2] = 0xC0, [3] = 0xE0, [4] = 0xF0};
    for (size_t i = length - 1; i > 0; i--, point >>= 6)
        to[i] = (char)(0x80 | (point & 0x3F));
    to[0] = (char)(marks[length] | point);
    return length;
}
