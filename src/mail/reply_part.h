/* The parts of mail/reply.h among themselves: what a line is. */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum LineKind {
    LINE_EMPTY,
    LINE_TEXT,
    LINE_QUOTE,
    LINE_ATTRIBUTION, /* "On Monday … wrote:", all lines of it */
    LINE_DIVIDER,     /* "-----Original Message-----" */
    LINE_HEADER,      /* of a block of headers */
    LINE_SIGNATURE,   /* "-- " */
    LINE_SENT_FROM    /* "Sent from my iPhone" */
} LineKind;

typedef struct ReplyLine {
    const char *at;
    size_t length; /* without the line end */
    LineKind kind;
} ReplyLine;

typedef struct ReplyLines {
    ReplyLine *at;
    size_t count;
} ReplyLines;

enum { REPLY_LINES_MOST = 20000 }; /* the last one is all that is left */

/* reply_line.c */
ReplyLines reply_lines(Arena *arena, const char *text);

/* reply_words.c: tables of languages. `text` is `length` bytes of one line, or of some joined by
 * blanks; the arena is for scratch. */
bool reply_is_attribution(Arena *arena, const char *text, size_t length);
/* "On …", "Am …": a line that may be the first of one. */
bool reply_opens_attribution(const char *text, size_t length);
bool reply_is_divider(Arena *arena, const char *text, size_t length);
bool reply_is_sent_from(Arena *arena, const char *text, size_t length);
/* "Von: …"; `of_sender` when it is the field that such blocks begin with. */
bool reply_is_header(Arena *arena, const char *text, size_t length, bool *of_sender);
