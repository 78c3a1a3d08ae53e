/* The parts of mail/away.h among themselves: tokens and the words of thirteen languages. */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum AwayTokenKind { AWAY_WORD, AWAY_NUMBER, AWAY_MARK } AwayTokenKind;

typedef struct AwayToken {
    AwayTokenKind kind;
    const char *word; /* folded; of Japanese and Chinese one letter; "" of others */
    int number;
    int digits;
    char mark;  /* dashes of all lengths are '-', other marks beyond ASCII ' ' */
    bool glued; /* no blank before it */
    bool ends;  /* a mark that ends a sentence, or before an empty line */
} AwayToken;

typedef struct AwayTokens {
    AwayToken *at;
    size_t count;
} AwayTokens;

enum { AWAY_TOKENS_MOST = 1500 };
AwayTokens away_tokens(Arena *arena, const char *text);

/* --- away_words.c --- */

typedef enum AwayCue {
    AWAY_NO_CUE,
    AWAY_FROM,  /* what follows is the first day away */
    AWAY_UNTIL, /* the last */
    AWAY_BACK   /* the first day back */
} AwayCue;

/* 1–12, 0 when it is no month. */
int away_month(const char *word);
/* Weekday, -1 when it is none. */
int away_weekday(const char *word);
/* The cue that begins at that token; `length` is how many tokens it takes. */
AwayCue away_cue(const AwayTokens *tokens, size_t place, size_t *length);
/* Days ahead of "tomorrow" in any language; 0 when the word is none. */
int away_days_ahead(const AwayTokens *tokens, size_t place, size_t *length);
/* "next week" at that place. */
bool away_next_week(const AwayTokens *tokens, size_t place, size_t *length);
/* What stands between a day, its month and its year: "of", "de", "the". */
bool away_is_filler(const char *word);
/* "st" of "1st", "er" of "1er". */
bool away_is_ordinal(const char *word);
