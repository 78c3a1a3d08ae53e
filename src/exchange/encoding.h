/* Encoding: which letters the bytes of a text file mean, and the same as UTF-8.
 *
 * Internal to exchange. Files of the wild are UTF-8, UTF-16 (Outlook, Excel's "Unicode text"),
 * Windows-1252 (Outlook, Excel's CSV in the west), or some of each, where exports were pasted
 * together. So a mixed file is the normal case: whatever is valid UTF-8 stays, every other byte is
 * read as Windows-1252. Only in a file whose beginning shows Windows-1252 and no UTF-8, pairs that
 * would be rare letters in UTF-8 ("É»" looks like U+027B) are read as two of Windows-1252.
 * Windows-1252 stands for ISO 8859-1 too (WHATWG Encoding).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef enum Encoding {
    ENCODING_UTF8, /* also where there is nothing but ASCII, so far */
    ENCODING_WINDOWS_1252,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODINGS
} Encoding;

const char *encoding_name(Encoding encoding); /* "UTF-8", … */

/* By the byte order mark, by where the zero bytes lie, by what is valid. `whole` is false when the
 * text goes on and may be cut within a letter. `mark` is the length of the byte order mark. */
Encoding encoding_detect(const char *bytes, size_t length, bool whole, size_t *mark);

static inline bool encoding_is_wide(Encoding encoding)
{
    return encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE;
}

bool encoding_is_ascii(const char *bytes, size_t length);

/* True when bytes of such a file are UTF-8 as they stand. Not for the wide ones. */
bool encoding_is_clean(Encoding encoding, const char *bytes, size_t length);

enum { ENCODING_WIDEST = 3 }; /* bytes of UTF-8 for one byte of a narrow text, at most */

/* Writes the text as UTF-8, at most ENCODING_WIDEST times as long; returns the length. Not for the
 * wide ones. */
size_t encoding_decode(Encoding encoding, const char *bytes, size_t length, char *to);

/* UTF-16 in pieces. A half unit or half a pair at the end of a piece waits for the next; lone
 * surrogates become U+FFFD. */
typedef struct WideDecoder {
    Encoding encoding;
    unsigned char half;
    bool has_half;
    unsigned high; /* a high surrogate that waits for its low one, or 0 */
} WideDecoder;

/* `to` needs 3 * (length / 2) + 6 bytes; returns how many were written. */
size_t encoding_decode_wide(WideDecoder *decoder, const char *bytes, size_t length, char *to);
/* What still waits at the end of the file: at most one U+FFFD (3 bytes). */
size_t encoding_finish_wide(WideDecoder *decoder, char *to);
