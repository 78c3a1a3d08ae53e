/* Clauses: a text parted at its punctuation into words. Internal to refusal*.c and text_wish.c. */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Clause {
    const char **at; /* words as text_fold() gives them; "don't" is "dont", "opt-out" is "optout" */
    size_t count;
    bool named; /* each began with a capital letter, or one that is not ASCII */
    char end;   /* the character that ends it, '\n', '-' for a dash, or '\0' */
} Clause;

typedef struct Clauses {
    Clause *at;
    size_t count;
} Clauses;

Clauses clauses_of(Arena *arena, const char *words);

/* Classes of words are strings of them, parted by one blank. */
bool word_in(const char *word, const char *class);
/* The first place from `from` on whose word is not of the class. */
size_t clause_skip(const Clause *clause, size_t from, const char *class);
bool clause_has(const Clause *clause, size_t from, size_t to, const char *class);

bool clause_is(const Clause *clause, size_t i, const char *class);
/* The words that stand at `from`, one blank between. */
bool clause_reads(const Clause *clause, size_t from, const char *words);

/* "stop" and what fingers make of it, "unsubscribe" likewise. */
bool word_is_stop(const char *word);

/* "This is spam", "fuck off": whoever says it wants no more. */
bool refusal_abuse(const Clause *clause);
/* "Text me again and I'll sue", in any clauses. */
bool refusal_threat(const Clauses *clauses);
bool refusal_foreign(const char *folded, const Clauses *clauses);
