/* Lint: what is weak in a mail, a text or a letter before it goes, and the way out of each.
 *
 * A pure function of the words and of what is known (the facts): the command line, the editor and
 * the dispatcher ask the same one. The words may be a template (base/mustache.h); a first line
 * "Subject: …" is the subject. The network has no part in it: what spamd or the name servers say is
 * a fact like the others.
 *
 * The score is 100 less the weights of the findings, at least 0: from 80 on nothing keeps it from
 * going, below 50 it does harm. Weights say how much a fault costs an answer, by our judgement:
 *
 *   no_text 60           address 40      no_mx 40           merge_broken 40   not_merged 40
 *   not_filled 40        repeated 25     disposable_address 25  spam 10 or 25  no_ask 20
 *   unknown_field 20     merge_hole 15   reason_late 12     fake_reply 12     too_long 10 or 20
 *   too_heavy 40         file_missing 15     file_again 10
 *   no_cell 10           subject_long 5  subject_shouts 8   no_subject 8      no_claim 8
 *   two_asks 5           role_address 5      too_many_sentences 10
 *   says_nothing, blames, gives_up 10 (the first of each; 3 more)
 *
 * Of a text only its length, its alphabet, its fields and what they had before are looked at:
 *
 *   text_too_long 60     text_long 10    text_wide 5
 *
 * What only English can tell (an ask without a question mark, a claim, a phrase that says nothing,
 * a reason) is looked for in English only; everything else in any language.
 */
#pragma once

#include "base/arena.h"
#include "base/sms.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    LINT_LONGEST = 64 * 1024, /* bytes of the words that are looked at */
    LINT_FINDINGS_MOST = 60,  /* after so many nobody reads on; all of them count */
    LINT_WORDS_FIRST = 125,   /* of a first mail, at most */
    LINT_WORDS_LATER = 200,   /* of one to somebody who knows us */
    LINT_TEXT_PARTS = 2,      /* of a text; from the third on nobody reads it as one */
    LINT_SENTENCES_MOST = 4,  /* of a letter or a card: as many as are written by hand */
    LINT_SUBJECT_LONGEST = 60 /* characters; what a telephone shows is less */
};

typedef struct LintField {
    const char *name;
    bool filled;       /* never empty: always known, or it has a fallback */
    const char *value; /* of this one reader; NULL: not known, or of a template for many */
} LintField;

/* A line of words that were merged for one reader, where a field was empty. */
typedef struct LintHole {
    const char *field, *line;
} LintHole;

/* Something they were given, which another mail of ours led to. */
typedef struct LintGiven {
    const char *title, *url;
} LintGiven;

/* A file that goes with it. */
typedef struct LintFile {
    const char *name;
    long long size;
    bool linked; /* as a link */
    bool had;    /* they have had it */
} LintFile;

typedef struct LintFiles {
    bool known; /* else nothing is said of files */
    const LintFile *at;
    size_t count;
    long long weight, most; /* bytes of those in the mail as it travels, and what may */
    const char *links;      /* of a text, as they stand behind its words; NULL: none */
    bool picture;           /* of a text: one goes with it, as a picture (MMS) */
} LintFiles;

typedef enum LintMx {
    LINT_MX_UNASKED, /* or nobody could say */
    LINT_MX_THERE,
    LINT_MX_NONE /* the domain takes no mail */
} LintMx;

typedef struct LintSpam {
    bool asked;
    double score, required;
    const char *rules; /* the weightiest, "MISSING_DATE 1.4, …" */
} LintSpam;

/* What the words are of. A fax is a mail. Of letters and cards nobody asks for a subject, and four
 * sentences are counted; of what is said only what is missing or was not merged is told. */
typedef enum LintMedium { LINT_MAIL, LINT_TEXT, LINT_LETTER, LINT_CARD, LINT_SAID } LintMedium;

typedef struct LintFacts {
    LintMedium medium;
    const char *part_cost;    /* of a text, what one part costs: "0.0079 USD"; NULL: not known */
    const char *picture_cost; /* … what one with a picture costs, however long */
    const char *language;     /* "en"; NULL: told from the words */
    const char *cell;         /* the sender's own; NULL: not known, then any number will do */
    const char *reason;       /* why they are written to; NULL: not known */
    const char *const *had;   /* words they have had, the newest first */
    size_t had_count;
    const LintGiven *given;
    size_t given_count;
    const char *to;          /* the address it goes to; NULL: not known */
    bool later;              /* they know us: it may be longer, and needs no subject of its own */
    const LintField *fields; /* the merge fields there are */
    size_t field_count;
    bool merged;     /* words as they go: nothing is merged into them any more */
    const char *gap; /* how a hole is marked in such words, "[your "; NULL: in no way */
    const LintHole *holes;
    size_t hole_count;
    LintFiles files;
    LintMx mx;
    LintSpam spam;
} LintFacts;

typedef struct LintFinding {
    const char *key;
    int weight;
    int line;            /* of the words as given, from 1; 0: of none */
    const char *message; /* what is wrong, a sentence */
    const char *way_out; /* what to do, a sentence */
} LintFinding;

/* What a text comes to. */
typedef struct LintText {
    SmsParts size;         /* with the links behind it; one part with a picture, however long */
    bool picture;          /* it goes with one */
    const char *forced_by; /* the first character that GSM-7 does not have; NULL: it has all */
    const char *cost;      /* NULL: nobody has said what one costs */
} LintText;

typedef struct Lint {
    int score;                   /* 0 to 100 */
    const LintText *text;        /* NULL: it is a mail */
    const LintFinding *findings; /* the weightiest first */
    size_t count;
} Lint;

/* How many sentences a text has: of a letter, without its salutation and the name below. */
size_t lint_sentences(const char *text);

Lint lint_words(Arena *arena, const char *words, const LintFacts *facts);
/* What a text of these words comes to; of the facts its files and its costs count. `body`, which
 * is UTF-8, outlives it. */
LintText lint_text_of(Arena *arena, const char *body, const LintFacts *facts);

/* The subject line taken off; `subject` NULL where there is none. What is left lives in `words`. */
const char *lint_split(Arena *arena, const char *words, const char **subject);
