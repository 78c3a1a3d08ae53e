#include "exchange/encoding.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

const char *encoding_name(Encoding encoding)
{
    static const char *const names[ENCODINGS] = {
        [ENCODING_UTF8] = "UTF-8",
        [ENCODING_WINDOWS_1252] = "Windows-1252",
        [ENCODING_UTF16LE] = "UTF-16LE",
        [ENCODING_UTF16BE] = "UTF-16BE",
    };
    return names[encoding];
}

bool encoding_is_ascii(const char *bytes, size_t length)
{
    uint64_t high = 0;
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t eight;
        memcpy(&eight, bytes + i, 8);
        high |= eight;
    }
    for (; i < length; i++)
        high |= (unsigned char)bytes[i];
    return !(high & UINT64_C(0x8080808080808080));
}

/* Letters, digits and punctuation of the west are below U+0100: in UTF-16 every second byte of
 * such text is zero, which happens in no other text. */
static bool looks_wide(const char *bytes, size_t length, size_t zero_at)
{
    size_t pairs = length / 2, zeros = 0, others = 0;
    for (size_t i = 0; i < pairs; i++) {
        zeros += bytes[2 * i + zero_at] == 0;
        others += bytes[2 * i + 1 - zero_at] == 0;
    }
    return pairs >= 2 && zeros * 2 > pairs && others * 8 <= zeros;
}

/* Counts the letters that take several bytes and are valid UTF-8, and the bytes that are not. */
static void count_letters(const char *bytes, size_t length, bool whole, size_t *valid,
                          size_t *invalid)
{
    const char *at = bytes, *end = bytes + length;
    while (at < end) {
        const char *before = at;
        int32_t point = utf8_next(&at, end);
        if (point == UTF8_BAD) {
            *invalid += whole || end - before >= UTF8_LONGEST;
        } else if (point >= 0x80) {
            ++*valid;
        }
    }
}

Encoding encoding_detect(const char *bytes, size_t length, bool whole, size_t *mark)
{
    *mark = 0;
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        *mark = 3;
        return ENCODING_UTF8;
    }
    if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0) {
        *mark = 2;
        return ENCODING_UTF16LE;
    }
    if (length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0) {
        *mark = 2;
        return ENCODING_UTF16BE;
    }
    if (looks_wide(bytes, length, 1))
        return ENCODING_UTF16LE;
    if (looks_wide(bytes, length, 0))
        return ENCODING_UTF16BE;
    size_t valid = 0, invalid = 0;
    count_letters(bytes, length, whole, &valid, &invalid);
    return invalid && !valid ? ENCODING_WINDOWS_1252 : ENCODING_UTF8;
}

/* Two bytes of UTF-8 reach U+07FF; beyond U+017F they are letters of other scripts, which in a
 * file known to be Windows-1252 are two of its own. */
static bool is_doubtful(Encoding encoding, int32_t point)
{
    return encoding == ENCODING_WINDOWS_1252 && point > 0x17F && point < 0x800;
}

bool encoding_is_clean(Encoding encoding, const char *bytes, size_t length)
{
    if (encoding_is_ascii(bytes, length))
        return true;
    const char *at = bytes, *end = bytes + length;
    while (at < end) {
        int32_t point = utf8_next(&at, end);
        if (point == UTF8_BAD || is_doubtful(encoding, point))
            return false;
    }
    return true;
}

static int32_t windows_1252(unsigned char byte)
{
    static const uint16_t controls[32] = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    };
    return byte >= 0x80 && byte < 0xA0 ? controls[byte - 0x80] : byte;
}

size_t encoding_decode(Encoding encoding, const char *bytes, size_t length, char *to)
{
    const char *at = bytes, *end = bytes + length;
    char *out = to;
    while (at < end) {
        const char *before = at;
        int32_t point = utf8_next(&at, end);
        if (point != UTF8_BAD && !is_doubtful(encoding, point)) {
            memcpy(out, before, (size_t)(at - before));
            out += at - before;
            continue;
        }
        for (; before < at; before++)
            out += utf8_put(out, windows_1252((unsigned char)*before));
    }
    return (size_t)(out - to);
}

static char *put_unit(WideDecoder *decoder, unsigned unit, char *out)
{
    bool is_low = unit >= 0xDC00 && unit < 0xE000;
    if (decoder->high) {
        unsigned high = decoder->high;
        decoder->high = 0;
        if (is_low)
            return out +
                   utf8_put(out, (int32_t)(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)));
        out += utf8_put(out, UTF8_REPLACEMENT);
    }
    if (unit >= 0xD800 && unit < 0xDC00) {
        decoder->high = unit;
        return out;
    }
    return out + utf8_put(out, is_low ? UTF8_REPLACEMENT : (int32_t)unit);
}

size_t encoding_decode_wide(WideDecoder *decoder, const char *bytes, size_t length, char *to)
{
    char *out = to;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (!decoder->has_half) {
            decoder->half = byte;
            decoder->has_half = true;
            continue;
        }
        decoder->has_half = false;
        unsigned unit = decoder->encoding == ENCODING_UTF16LE
                            ? (unsigned)(byte << 8 | decoder->half)
                            : (unsigned)(decoder->half << 8 | byte);
        out = put_unit(decoder, unit, out);
    }
    return (size_t)(out - to);
}

size_t encoding_finish_wide(WideDecoder *decoder, char *to)
{
    bool waiting = decoder->has_half || decoder->high;
    decoder->has_half = false;
    decoder->high = 0;
    return waiting ? utf8_put(to, UTF8_REPLACEMENT) : 0;
}
