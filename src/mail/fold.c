#include "mail/fold.h"

#include "base/text.h"
#include "base/utf8.h"
#include "mail/transfer.h"

#include <stdio.h>
#include <string.h>

static const char hex[] = "0123456789ABCDEF";

bool fold_fits(const char *text)
{
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        int32_t point = utf8_next(&at, end);
        if (point < ' ' || (point >= 0x7F && point <= 0x9F)) /* UTF8_BAD is below 0 */
            return false;
    }
    return true;
}

/* --- lines --- */

Fold fold_begin(Buf *out, const char *name)
{
    size_t length = strlen(name);
    buf_add(out, name, length);
    buf_addc(out, ':');
    return (Fold){out, length + 1};
}

void fold_end(Fold *fold)
{
    buf_add(fold->out, "\r\n", 2);
}

static void break_line(Fold *fold)
{
    buf_add(fold->out, "\r\n", 2);
    fold->column = 0;
}

void fold_piece(Fold *fold, const char *text, size_t length)
{
    if (fold->column + 1 + length > FOLD_COLUMNS)
        break_line(fold);
    buf_addc(fold->out, ' ');
    buf_add(fold->out, text, length);
    fold->column += 1 + length;
}

void fold_pieces(Fold *fold, const char *text)
{
    for (;;) {
        size_t length = strcspn(text, " ");
        fold_piece(fold, text, length);
        if (!text[length])
            return;
        text += length + 1;
    }
}

/* --- encoded words (RFC 2047) --- */

/* The letters that an encoded word may have as they are wherever it stands (§5 (3)). */
static bool is_word_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '!' ||
           c == '*' || c == '+' || c == '-' || c == '/';
}

enum {
    WORD_FRAME = sizeof "=?utf-8?q?"
                        "?=" -
                 1,
    WORD_LONGEST = 75,
    WORD_SHORTEST = 32
};

/* How many columns some letters take. */
static size_t word_width(bool base64, const char *text, size_t length)
{
    if (base64)
        return (length + 2) / 3 * 4;
    size_t width = 0;
    for (size_t i = 0; i < length; i++)
        width += text[i] == ' ' || is_word_letter((unsigned char)text[i]) ? 1 : 3;
    return width;
}

static void put_word(Fold *fold, bool base64, const char *text, size_t length)
{
    char word[WORD_LONGEST], *at = word;
    memcpy(at, base64 ? "=?utf-8?b?" : "=?utf-8?q?", WORD_FRAME - 2);
    at += WORD_FRAME - 2;
    if (base64)
        at += transfer_base64((const unsigned char *)text, length, at);
    for (size_t i = 0; !base64 && i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == ' ') {
            *at++ = '_';
        } else if (is_word_letter(c)) {
            *at++ = (char)c;
        } else {
            *at++ = '=';
            *at++ = hex[c >> 4];
            *at++ = hex[c & 15];
        }
    }
    memcpy(at, "?=", 2);
    fold_piece(fold, word, (size_t)(at + 2 - word));
}

/* The most whole letters that a word has room for. In base64 only such as need no padding, or all
 * there are: GMime joins words before it decodes them, and stops at the first padding. */
static size_t word_length(bool base64, const char *text, const char *end, size_t room)
{
    size_t most = 0;
    for (const char *next = text; next < end;) {
        utf8_next(&next, end);
        size_t length = (size_t)(next - text);
        if (word_width(base64, text, length) > room)
            break;
        if (!base64 || length % 3 == 0 || next == end)
            most = length;
    }
    return most;
}

/* The first word is as long as its line has room. */
static void put_words(Fold *fold, const char *text, size_t length)
{
    size_t odd = 0;
    for (size_t i = 0; i < length; i++)
        odd += text[i] != ' ' && !is_word_letter((unsigned char)text[i]);
    bool mostly_odd = odd * 6 > length; /* what is shorter: 3 for each odd one, or 4/3 for all */
    for (const char *end = text + length; text < end;) {
        if (fold->column + 1 + WORD_SHORTEST > FOLD_COLUMNS)
            break_line(fold);
        size_t room = FOLD_COLUMNS - fold->column - 1;
        room = (room < WORD_LONGEST ? room : WORD_LONGEST) - WORD_FRAME;
        size_t taken = mostly_odd ? word_length(true, text, end, room) : 0;
        bool base64 = taken > 0;
        if (!base64)
            taken = word_length(false, text, end, room);
        put_word(fold, base64, text, taken);
        text += taken;
    }
}

/* ASCII whose blanks survive folding and which nobody takes for an encoded word. */
static bool is_simple(const char *text, size_t length)
{
    size_t piece = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        piece = c == ' ' ? 0 : piece + 1;
        if (c >= 0x80 || piece >= FOLD_COLUMNS || (c == ' ' && text[i + 1] == ' ') ||
            (c == '=' && text[i + 1] == '?'))
            return false;
    }
    return true;
}

/* Without the blanks at its ends. */
static const char *trimmed(const char *text, size_t *length)
{
    text += strspn(text, " ");
    *length = strlen(text);
    while (*length && text[*length - 1] == ' ')
        --*length;
    return text;
}

void fold_text(Fold *fold, const char *text)
{
    size_t length;
    text = trimmed(text_or(text, ""), &length);
    /* Nothing is broken off right behind the field's name: some read a blank there. */
    bool fits = fold->column + 1 + strcspn(text, " ") <= FOLD_COLUMNS;
    if (!fits || !is_simple(text, length)) {
        put_words(fold, text, length);
        return;
    }
    for (const char *end = text + length; text < end;) {
        const char *blank = memchr(text, ' ', (size_t)(end - text));
        size_t piece = (size_t)((blank ? blank : end) - text);
        fold_piece(fold, text, piece);
        text += piece + (blank != NULL);
    }
}

/* --- mailboxes --- */

enum { QUOTED_LONGEST = 60 };

/* A name that needs no quotes is atoms with blanks between. */
static bool is_phrase(const char *name, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char c = name[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              strchr(" !#$%&'*+-/=?^_`{|}~", c)))
            return false;
    }
    return true;
}

static void put_quoted(Fold *fold, const char *name, size_t length)
{
    char quoted[2 * QUOTED_LONGEST + 2], *at = quoted;
    *at++ = '"';
    for (size_t i = 0; i < length; i++) {
        if (name[i] == '"' || name[i] == '\\')
            *at++ = '\\';
        *at++ = name[i];
    }
    *at++ = '"';
    fold_piece(fold, quoted, (size_t)(at - quoted));
}

void fold_mailbox(Fold *fold, const char *name, const char *wire, const char *behind)
{
    size_t length;
    name = trimmed(text_or(name, ""), &length);
    bool simple = is_simple(name, length);
    if (simple && is_phrase(name, length))
        fold_text(fold, name);
    else if (simple && length <= QUOTED_LONGEST)
        put_quoted(fold, name, length);
    else
        put_words(fold, name, length);
    char address[FOLD_PIECE_LONGEST];
    int written = snprintf(address, sizeof address, length ? "<%s>%s" : "%s%s", wire, behind);
    fold_piece(fold, address, (size_t)written);
}

/* --- parameters (RFC 2231) --- */

static bool is_attribute_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == '+';
}

static size_t percent(const char *letter, size_t length, char *to)
{
    size_t written = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)letter[i];
        if (is_attribute_letter(c)) {
            to[written++] = (char)c;
        } else {
            to[written++] = '%';
            to[written++] = hex[c >> 4];
            to[written++] = hex[c & 15];
        }
    }
    return written;
}

/* `name*0*=UTF-8''…; name*1*=…`, or `name*=UTF-8''…` where one is enough. */
static void put_extended(Fold *fold, const char *name, const char *value)
{
    const char *end = value + strlen(value);
    bool one = strlen(name) + sizeof "*=UTF-8''" + 3 * strlen(value) < FOLD_COLUMNS;
    for (int section = 0; value < end; section++) {
        char piece[FOLD_COLUMNS + 1];
        size_t filled = (size_t)(one ? snprintf(piece, sizeof piece, "%s*=UTF-8''", name)
                                     : snprintf(piece, sizeof piece, "%s*%d*=%s", name, section,
                                                section ? "" : "UTF-8''"));
        while (value < end) {
            const char *next = value;
            utf8_next(&next, end);
            char letter[3 * UTF8_LONGEST];
            size_t width = percent(value, (size_t)(next - value), letter);
            if (filled + width + sizeof ";" > FOLD_COLUMNS)
                break;
            memcpy(piece + filled, letter, width);
            filled += width;
            value = next;
        }
        buf_addc(fold->out, ';');
        fold->column++;
        fold_piece(fold, piece, filled);
    }
}

void fold_parameter(Fold *fold, const char *name, const char *value)
{
    size_t length = strlen(value);
    if (length > QUOTED_LONGEST || !is_simple(value, length)) {
        put_extended(fold, name, value);
        return;
    }
    char piece[2 * QUOTED_LONGEST + FOLD_COLUMNS], *at = piece;
    at += snprintf(piece, FOLD_COLUMNS, "%s=\"", name);
    for (size_t i = 0; i < length; i++) {
        if (value[i] == '"' || value[i] == '\\')
            *at++ = '\\';
        *at++ = value[i];
    }
    *at++ = '"';
    buf_addc(fold->out, ';');
    fold->column++;
    fold_piece(fold, piece, (size_t)(at - piece));
}
