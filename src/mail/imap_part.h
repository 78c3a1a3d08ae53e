/* What the files of imap.h share. */
#pragma once

#include "base/buf.h"
#include "mail/imap.h"

/* --- answers, taken apart (imap_read.c) --- */

/* How far an answer that is not whole yet has been looked through. */
typedef struct ImapScan {
    size_t line;   /* where its present line began */
    size_t looked; /* up to here; beyond what came, while a literal is awaited */
    size_t text;   /* of its lines before this one */
} ImapScan;

typedef enum ImapScanned { IMAP_SCAN_MORE, IMAP_SCAN_WHOLE, IMAP_SCAN_BROKEN } ImapScanned;

/* Whether `bytes` begin with a whole answer, literals and all, and how long it is. BROKEN: a line
 * or a literal is longer than may be (`why`). */
ImapScanned imap_scan(ImapScan *scan, const char *bytes, size_t length, size_t literal_most,
                      size_t *whole, const char **why);

typedef enum ImapWordKind {
    IMAP_WORD_END, /* of the answer, or where it makes no sense any more */
    IMAP_WORD_OPEN,
    IMAP_WORD_CLOSE,
    IMAP_WORD_ATOM,
    IMAP_WORD_QUOTED, /* with its backslashes */
    IMAP_WORD_LITERAL
} ImapWordKind;

typedef struct ImapWord {
    ImapWordKind kind;
    const char *at;
    size_t length;
} ImapWord;

typedef struct ImapWords {
    const char *at, *end;
} ImapWords;

ImapWord imap_word(ImapWords *words);
/* Passes over what belongs to one name: a word, or all between its parentheses. */
bool imap_word_skip(ImapWords *words);
bool imap_word_is(const ImapWord *word, const char *text); /* ASCII case ignored */
/* 1 to 2^32 - 1; 0: it is no such number. */
uint32_t imap_word_number(const ImapWord *word);
/* Onto the end of `text`, backslashes gone. */
void imap_word_text(const ImapWord *word, Buf *text);

/* --- words, put together (imap_write.c) --- */

/* A folder's name, quoted and in modified UTF-7. INPUT: it cannot be one. */
bool imap_write_folder(Buf *out, const char *folder, Err *err);
/* The other way; false: it is no modified UTF-7, `out` is as it was. */
bool imap_read_folder(Buf *out, const char *wire);
/* "17-Jul-1996", in UTC. */
void imap_write_day(Buf *out, Time at);
/* "17-Jul-1996 02:44:25 +0000", quotes too. */
void imap_write_time(Buf *out, Time at);
/* TIME_NONE: it is none. */
Time imap_read_time(const char *text, size_t length);
