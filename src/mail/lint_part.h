/* What the parts of lint*.c hand each other. */
#pragma once

#include "base/vec.h"
#include "mail/lint.h"

typedef struct Linting {
    Arena *arena;
    const char *source;  /* all of it */
    const char *subject; /* NULL: no line of it */
    const char *body;    /* within `source` */
    const LintFacts *facts;
    bool english;
    VEC(LintFinding) findings;
    int lost;
} Linting;

/* `at` is a place in `source`, or NULL. */
void lint_find(Linting *linting, const char *key, int weight, const char *at, const char *way_out,
               const char *format, ...) __attribute__((format(printf, 6, 7)));

/* One body is looked at by each of these. */
void lint_asks(Linting *linting);    /* asks and phrases */
void lint_opening(Linting *linting); /* the reason in the first line */
void lint_claims(Linting *linting);  /* a promise or claim, the cell number */
void lint_merges(Linting *linting);  /* fields */
void lint_repeats(Linting *linting); /* what they have had before */
void lint_files(Linting *linting);   /* what goes along */
/* Of a text: its parts. */
const LintText *lint_text(Linting *linting);

/* Whether that field is printed somewhere. */
bool lint_prints(const char *text, const char *field);

/* Digits with the marks of telephone numbers between: how long the run at `at` is, and how many
 * digits; 0: none begins here. */
size_t lint_number(const char *at, size_t *digits);
