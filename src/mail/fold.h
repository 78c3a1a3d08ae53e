/* Fold: fields of a header, in lines of at most FOLD_COLUMNS (RFC 5322 §2.1.1, §2.2.3).
 *
 * A field is its name and pieces with a blank between; before a piece that would pass the margin
 * the line is broken. A piece is never broken itself: one longer than a line (the URL of
 * List-Unsubscribe, which RFC 8058 does not let anybody encode) stands in a line of its own.
 * Letters beyond ASCII become encoded words in UTF-8 (RFC 2047) or extended parameters (RFC 2231).
 *
 * What is written has been looked at by fold_fits(): these functions refuse nothing.
 */
#pragma once

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    FOLD_COLUMNS = 76,       /* RFC 2047 §2 allows a line with encoded words no more */
    FOLD_PIECE_LONGEST = 990 /* of what is not broken; a line has 998 (RFC 5322 §2.1.1) */
};

typedef struct Fold {
    Buf *out;
    size_t column;
} Fold;

/* Valid UTF-8 without control characters, so that it can end no line of ours (C0, DEL, C1). */
bool fold_fits(const char *text);

Fold fold_begin(Buf *out, const char *name); /* "Name:" */
void fold_end(Fold *fold);
void fold_piece(Fold *fold, const char *text, size_t length);
void fold_pieces(Fold *fold, const char *text); /* parted at single blanks */

/* Unstructured text, its ends trimmed: as it is where it is ASCII that will be read as it stands,
 * else in encoded words. */
void fold_text(Fold *fold, const char *text);
/* "Ann Ford <ann@example.com>" and `behind` ("," or ""). `wire` as address.h makes it; `name` may
 * be NULL or "". */
void fold_mailbox(Fold *fold, const char *name, const char *wire, const char *behind);
/* `; name="value"`, or `; name*=UTF-8''…` in as many sections as it takes. */
void fold_parameter(Fold *fold, const char *name, const char *value);
