/* Lines: the physical lines of a text file, one after another, with a way back.
 *
 * Internal to exchange. Lines end with LF, CRLF or a lone CR, in one file too. UTF-16 comes out as
 * UTF-8; narrow encodings come out as they are (their cells are decoded singly: encoding.h).
 * A pin holds everything from a place on, so that a row that turns out to be broken can be left
 * behind and its second line be read as the first of another. What is held is bounded by
 * LINES_LIMIT; memory never grows beyond that and a chunk.
 */
#pragma once

#include "exchange/encoding.h"
#include "exchange/input.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LINES_LIMIT = 1024 * 1024 };

typedef struct Lines Lines;

typedef enum LineState {
    LINE_GOOD,
    LINE_END,
    LINE_LONG,  /* the line, or the lines since the pin, pass LINES_LIMIT; the place is kept */
    LINE_FAILED /* *err is set */
} LineState;

typedef struct Line {
    const char *at; /* not NUL-terminated; valid until the next call that moves on */
    size_t length;
    size_t whole;    /* with the line end; equal to length when the file ends without one */
    uint64_t number; /* from 1 */
} Line;

/* Reads from `input` on, behind a byte order mark. The input stays the caller's. */
Lines *lines_open(Input *input);
void lines_close(Lines *lines); /* NULL is allowed */

Encoding lines_encoding(const Lines *lines);

LineState lines_next(Lines *lines, Line *line, Err *err);
/* From here on everything is held. */
void lines_pin(Lines *lines);
/* Back to the pin. */
void lines_rewind(Lines *lines);
/* Leaves one line behind, however long. False: *err. */
bool lines_skip(Lines *lines, Err *err);
/* For messages: the number of the next line; what is held of it, at most; what lies between the pin
 * and it. */
uint64_t lines_number(const Lines *lines);
const char *lines_rest(const Lines *lines, size_t *length);
const char *lines_pinned(const Lines *lines, size_t *length);
