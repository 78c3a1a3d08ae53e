/* Phrases: what a text says badly, found by word lists. Private to cadence*.c.
 *
 * A text is cut into words: lower case, typographic apostrophes as plain ones, contractions spelled
 * out ("haven't" is "have not"), a merge field one word that matches no other, white space and line
 * breaks of no account. A phrase never reaches over the end of a sentence or a paragraph.
 *
 * A pattern is words with one blank between: "a|b" is either, "a?" may be missing, "~2" is up to
 * two words of any kind.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct PhraseWord {
    const char *word;   /* "" for a merge field */
    size_t offset, end; /* bytes in the text */
    bool begins;        /* a sentence */
} PhraseWord;

typedef struct PhraseWords {
    const PhraseWord *at;
    size_t count;
} PhraseWords;

PhraseWords phrase_words(Arena *arena, const char *text);

/* True when the pattern matches at word `from`; `*after` is the word behind the match. */
bool phrase_matches(PhraseWords words, size_t from, const char *pattern, size_t *after);

typedef struct Phrase {
    const char *code;   /* "blames", "says_nothing", "gives_up" */
    const char *advice; /* the way out; static */
    size_t offset, end; /* bytes in the text */
} Phrase;

/* The word lists, ready for looking up. A list's pattern begins with a word that must be there. */
typedef struct PhraseBook PhraseBook;
const PhraseBook *phrase_book(Arena *arena);

/* The next bad phrase from word `*from` on, which is moved behind it. False: no more. */
bool phrase_next(const PhraseBook *book, PhraseWords words, size_t *from, Phrase *phrase);
