#include "mail/charset.h"

#include "base/buf.h"
#include "base/text.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* Names that mails use and iconv does not know, or means more narrowly than they do. */
static const struct {
    const char *declared, *read_as;
} aliases[] = {
    {"us-ascii", "CP1252"},
    {"ascii", "CP1252"},
    {"ansi_x3.4-1968", "CP1252"},
    {"iso-8859-1", "CP1252"},
    {"iso8859-1", "CP1252"},
    {"latin1", "CP1252"},
    {"x-ansi", "CP1252"},
    {"windows-31j", "CP932"},
    {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},
    {"x-sjis", "CP932"},
    {"sjis", "CP932"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"ks_c_5601-1987", "UHC"},
    {"euc-kr", "UHC"},
    {"iso-8859-9", "CP1254"},
    {"iso-8859-11", "CP874"},
    {"tis-620", "CP874"},
    {"big5", "BIG5-HKSCS"},
    {"iso-2022-jp", "ISO-2022-JP-2"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"unicode-1-1-utf-7", "UTF-7"},
    {"x-mac-roman", "MACINTOSH"},
    {"x-mac-cyrillic", "MAC-CYRILLIC"},
    {"utf-16", "UTF-16"},
    {"cp-850", "CP850"},
};

/* Charsets whose bytes may well be UTF-8 by chance: they write letters in ASCII, or in pairs. */
static const char *const shifted[] = {"iso-2022-", "utf-7", "unicode-1-1-utf-7", "utf-16", "hz-gb"};

static const char *name_for_iconv(const char *charset)
{
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
        if (text_equal_nocase(charset, aliases[i].declared))
            return aliases[i].read_as;
    return charset;
}

static bool is_shifted(const char *charset)
{
    for (size_t i = 0; i < sizeof shifted / sizeof shifted[0]; i++)
        if (text_starts_nocase(charset, shifted[i]))
            return true;
    return false;
}

static void add_bad(Buf *out)
{
    char letter[UTF8_LONGEST];
    buf_add(out, letter, utf8_put(letter, UTF8_REPLACEMENT));
}

/* False when iconv does not know the charset. */
static bool convert(const char *charset, const char *bytes, size_t length, Buf *out)
{
    iconv_t how = iconv_open("UTF-8", name_for_iconv(charset));
    if (how == (iconv_t)-1) /* NOLINT(performance-no-int-to-ptr): iconv's own error value */
        return false;
    union {
        const char *from;
        char *to;
    } in = {bytes};
    char piece[4096];
    while (length && !out->over) {
        char *to = piece;
        size_t room = sizeof piece;
        size_t failed = iconv(how, &in.to, &length, &to, &room);
        buf_add(out, piece, (size_t)(to - piece));
        if (failed != (size_t)-1 || errno == E2BIG)
            continue;
        add_bad(out);
        if (errno != EILSEQ) /* cut within a letter */
            break;
        in.from++;
        length--;
    }
    iconv_close(how);
    return true;
}

/* One pass over bytes that are UTF-8, or nearly so. */
static void add_utf8(const char *bytes, size_t length, Buf *out)
{
    for (const char *at = bytes, *end = bytes + length; at < end && !out->over;) {
        const char *from = at;
        if (utf8_next(&at, end) == UTF8_BAD)
            add_bad(out);
        else
            buf_add(out, from, (size_t)(at - from));
    }
}

static char *tidy(Arena *arena, const char *text, size_t length)
{
    char *kept = arena_alloc(arena, length + 1), *to = kept;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3, length -= 3;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\r' && i + 1 < length && text[i + 1] == '\n')
            continue;
        if (text[i])
            *to++ = text[i] == '\r' ? '\n' : text[i];
    }
    return kept;
}

char *charset_decode(Arena *arena, const char *charset, const char *bytes, size_t length,
                     size_t most)
{
    if (length > most) { /* before a letter of UTF-8 */
        length = most;
        for (int i = 1; i < UTF8_LONGEST && length && (bytes[length] & 0xC0) == 0x80; i++)
            length--;
    }
    bool is_utf8 = !is_shifted(charset) && text_is_utf8(bytes, length);
    if (is_utf8)
        return tidy(arena, bytes, length);
    auto_buf Buf out = buf_new(most * UTF8_LONGEST);
    bool is_named =
        charset[0] && !text_starts_nocase(charset, "utf-8") && !text_starts_nocase(charset, "utf8");
    if (!is_named || !convert(charset, bytes, length, &out)) {
        /* UTF-8 with faults where it says so; else the west's 8-bit letters */
        if (charset[0] && !is_named)
            add_utf8(bytes, length, &out);
        else
            convert("CP1252", bytes, length, &out);
    }
    return tidy(arena, out.at, out.length);
}
