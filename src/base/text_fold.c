/* The parts of base/text.h that ask Unicode's tables (libutf8proc). */
#include "base/buf.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

/* --- the key form --- */

/* What each ASCII byte becomes in a key: itself, its lower case, or 0 for a blank. */
static char ascii_key(unsigned char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return (char)c;
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : '\0';
}

/* The key of `length` bytes of ASCII, or false at the first other byte. `key` has room for it. */
static bool fold_ascii(const char *text, size_t length, char *key)
{
    char *to = key;
    bool blank = false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x80)
            return false;
        char folded = ascii_key(c);
        if (!folded) {
            blank = to > key;
            continue;
        }
        if (blank)
            *to++ = ' ';
        blank = false;
        *to++ = folded;
    }
    *to = '\0';
    return true;
}

/* Letters that carry their accent inside, and so have no decomposition. Casefolded already. */
static const char *plain_letter(int32_t point)
{
    switch (point) {
    case 0xF8: /* ø */
        return "o";
    case 0x142: /* ł */
        return "l";
    case 0x111: /* đ */
    case 0xF0:  /* ð */
        return "d";
    case 0x127: /* ħ */
        return "h";
    case 0x131: /* ı */
        return "i";
    case 0x167: /* ŧ */
        return "t";
    case 0xFE: /* þ */
        return "th";
    case 0xE6: /* æ */
        return "ae";
    case 0x153: /* œ */
        return "oe";
    default:
        return NULL;
    }
}

typedef enum KeyPart { KEY_LETTER, KEY_DROPPED, KEY_BLANK } KeyPart;

static KeyPart key_part(int32_t point)
{
    const utf8proc_property_t *facts = utf8proc_get_property(point);
    switch (facts->category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return KEY_LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        /* Classes (UAX 44): 0 vowel signs, 8 kana voicing, 9 virama make the word; 1 overlays,
         * 7 nuktas, 10–199 points of Hebrew and Arabic, 200 up accents do not. */
        return facts->combining_class == 0 || facts->combining_class == 8 ||
                       facts->combining_class == 9
                   ? KEY_LETTER
                   : KEY_DROPPED;
    default:
        return KEY_BLANK;
    }
}

/* Drops accents and gathers everything else that is no letter or digit into single blanks. */
static utf8proc_ssize_t keep_letters(int32_t *points, utf8proc_ssize_t count)
{
    utf8proc_ssize_t kept = 0;
    bool blank = false;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        KeyPart part = key_part(points[i]);
        if (part == KEY_BLANK)
            blank = kept > 0;
        if (part != KEY_LETTER)
            continue;
        if (blank)
            points[kept++] = ' '; /* takes the place of what was dropped */
        blank = false;
        points[kept++] = points[i];
    }
    return kept;
}

static char *fold_unicode(Arena *arena, const char *text, size_t length)
{
    enum { SMALL = 256 };
    const utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                      UTF8PROC_IGNORE | UTF8PROC_STABLE;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    int32_t small[SMALL];
    int32_t *points = small;
    auto_arena Arena *scratch = NULL; /* long texts only */

    utf8proc_ssize_t count =
        utf8proc_decompose(bytes, (utf8proc_ssize_t)length, points, SMALL, options);
    if (count > SMALL) {
        scratch = arena_new();
        points = arena_array(scratch, (size_t)count, sizeof *points);
        count = utf8proc_decompose(bytes, (utf8proc_ssize_t)length, points, count, options);
    }
    if (count < 0) {
        char *cleaned = text_clean(arena, text, length, length * 3);
        return fold_unicode(arena, cleaned, strlen(cleaned));
    }
    count = keep_letters(points, count);
    count = utf8proc_normalize_utf32(points, count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);

    size_t room = 1;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        room += points[i] < 0x80 ? 1 : points[i] < 0x800 ? 2 : UTF8_LONGEST;
    char *key = arena_alloc(arena, room);
    size_t used = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        const char *plain = plain_letter(points[i]); /* never longer than the letter was */
        if (plain) {
            memcpy(key + used, plain, strlen(plain));
            used += strlen(plain);
        } else {
            used += utf8_put(key + used, points[i]);
        }
    }
    return key;
}

char *text_fold(Arena *arena, const char *text)
{
    text = text_or(text, "");
    size_t length = strlen(text);
    ArenaMark mark = arena_mark(arena);
    char *key = arena_alloc(arena, length + 1);
    if (fold_ascii(text, length, key))
        return key;
    arena_rewind(arena, mark);
    return fold_unicode(arena, text, length);
}

/* --- terminal columns --- */

static int point_columns(int32_t point)
{
    if (point >= 0x20 && point < 0x7F)
        return 1;
    return point == UTF8_BAD ? 1 : utf8proc_charwidth(point);
}

int text_columns(const char *text)
{
    int columns = 0;
    for (const char *end = text + strlen(text); text < end;)
        columns += point_columns(utf8_next(&text, end));
    return columns;
}

char *text_cut(Arena *arena, const char *text, int columns)
{
    static const char ellipsis[] = "…"; /* one column */
    if (columns <= 0)
        return arena_strdup(arena, "");
    const char *end = text + strlen(text);
    const char *fits = text; /* as far as there is still a column for the ellipsis */
    int used = 0;
    for (const char *at = text; at < end;) {
        used += point_columns(utf8_next(&at, end));
        if (used > columns)
            return arena_printf(arena, "%.*s%s", (int)(fits - text), text, ellipsis);
        if (used < columns)
            fits = at;
    }
    return arena_strdup(arena, text);
}

/* The end of the piece at `at` that is never broken: a wide character with the marks on it, or what
 * stands between blanks and wide characters. */
static const char *piece_end(const char *at, const char *end, int *columns)
{
    bool wide = false;
    *columns = 0;
    while (at < end && *at != ' ') {
        const char *next = at;
        int width = point_columns(utf8_next(&next, end));
        if (*columns && width && (wide || width == 2))
            break;
        wide = wide || width == 2;
        *columns += width;
        at = next;
    }
    return at;
}

static void wrap_line(Buf *out, const char *at, const char *end, int columns, int start, int indent)
{
    int used = start;
    bool empty = true; /* nothing stands on this line yet */
    while (at < end) {
        int blanks = (int)strspn(at, " ");
        at += blanks;
        if (at >= end)
            break; /* blanks at the end of a line go */
        int width;
        const char *after = piece_end(at, end, &width);
        if (!empty && used + blanks + width > columns) {
            buf_addf(out, "\n%*s", indent, "");
            used = indent;
            blanks = 0;
        }
        buf_addf(out, "%*s", blanks, "");
        buf_add(out, at, (size_t)(after - at));
        used += blanks + width;
        empty = false;
        at = after;
    }
}

char *text_wrap(Arena *arena, const char *text, int columns, int indent)
{
    auto_buf Buf out = buf_new(SIZE_MAX / 4);
    for (int start = 0;; start = indent) {
        const char *end = strchrnul(text, '\n');
        if (end > text)
            buf_addf(&out, "%*s", start, "");
        wrap_line(&out, text, end, columns, start, indent);
        if (!*end)
            break;
        buf_addc(&out, '\n');
        text = end + 1;
    }
    return arena_strndup(arena, out.at, out.length);
}
