/* Alike: which records are the same person, or the same firm.
 *
 * Pure: no I/O, no clock. The set is compared with itself; what comes out is a proposal for a
 * person to look at, each with its reasons, never a merge.
 *
 * How it decides (Fellegi and Sunter 1969, with more than two explanations of a pair). Two records
 * can resemble each other because they are the same person, but also because they are kin in one
 * household, colleagues who share a switchboard, father and son of one name, or strangers by
 * chance. Every field is compared with a comparator that forgives what hands and scanners do
 * (letters added, dropped, swapped, mistaken; blanks lost or added; fields swapped; digits
 * transposed; words in another order), and the outcome says how much better one explanation is than
 * another. What both lack says nothing. A shared address makes strangers unlikely but says nothing
 * between one person and two of a household, which is why such pairs need a given name, a birthday,
 * a number or an address of their own to be proposed. A value weighs by its rarity in the set
 * itself: two "Sondergeld" mean more than two "Smith". score = P(same | what was seen). The weights
 * are one table, alike_weights.c, each with its reason.
 *
 * How it finds pairs. Not by looking at all of them: each record is filed under several keys
 * (alike_key.c: mail address, number, birthday, sound of the name, house number and street, ...),
 * and only what meets under a key is compared. Under a key shared by more than ALIKE_BLOCK records
 * each is compared with its nearest by name alone, so work grows as n log n whatever the data.
 * Then the pairs are gathered into groups: two groups become one only when they are alike as two
 * records that know all their members know, so that a "Huber, Mill Lane 5" without a given name
 * does not make one of Anna and Tom. All pairs of a group are proposed, even where one of them
 * alone is too damaged to be seen.
 *
 * What it cannot know: twins at one address are proposed (0.7), as nothing tells them from one
 * person whose given name was put right; one person whose birthday is wrong by a generation is not,
 * as nothing tells that from father and son.
 *
 * Limits: ALIKE_RECORDS_MOST records (INPUT beyond); of a field the first 24 words, of a list the
 * first 8 entries, of a word the first 64 letters count; a record meets at most ALIKE_PARTNERS
 * others. 1,000,000 people with name, birthday and address take about a minute of one core and
 * 300 MB beside the records.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    ALIKE_RECORDS_MOST = 4000000,
    ALIKE_BLOCK = 48,
    ALIKE_PARTNERS = 24,
};

/* Proposed to people from here on: more likely the same than not. */
#define ALIKE_THRESHOLD 0.5

typedef enum AlikeKind { ALIKE_PERSON, ALIKE_FIRM } AlikeKind; /* never alike with each other */

/* What is known of one person or firm; NULL or "" is unknown. The strings must outlive the set.
 * "Folded" is what text_fold() gives. */
typedef struct AlikeRecord {
    AlikeKind kind;
    const char *given;    /* folded; a person's given names */
    const char *family;   /* folded */
    const char *name;     /* folded; of a person only read when given and family are unknown;
                           * of a firm its name */
    const char *company;  /* folded; the firm a person is at */
    const char *birthday; /* ISO 8601, or eight digits year first; separators are ignored */
    const char *street;   /* folded; all of the postal address that is not in the next three */
    const char *city;     /* folded */
    const char *postcode; /* folded */
    const char *region;   /* folded; state, county */
    const char *emails;   /* blank-separated, lower case */
    const char *cells;    /* blank-separated E.164: numbers of this person alone */
    const char *phones;   /* blank-separated E.164: office, home, switchboard; may be shared */
    const char *extra;    /* any number that names one person or firm (customer number, tax id) */
} AlikeRecord;

typedef struct AlikePair {
    size_t a, b;            /* places in the array; a < b */
    double score;           /* 0..1 */
    const char *const *why; /* what agrees, weightiest first, then what does not; in words */
    size_t why_count;
} AlikePair;

typedef struct AlikePairs {
    AlikePair *at; /* highest score first, then by a and b */
    size_t count;
} AlikePairs;

/* All pairs with a score of at least `threshold` (above 0, at most 1). The pairs live in the arena;
 * what is needed between is freed. INPUT: too many records, a threshold out of range. */
bool alike_find(Arena *arena, const AlikeRecord *records, size_t count, double threshold,
                AlikePairs *pairs, Err *err);

/* A set made ready for single questions: what alike_find() compares with. `count` must be at most
 * ALIKE_RECORDS_MOST. */
typedef struct AlikeSet AlikeSet;
AlikeSet *alike_set_new(Arena *arena, const AlikeRecord *records, size_t count);
/* How likely the records at places `a` and `b` are the same. */
double alike_score(const AlikeSet *set, size_t a, size_t b);
/* The reasons for that, as in AlikePair. */
size_t alike_why(Arena *arena, const AlikeSet *set, size_t a, size_t b, const char *const **why);

/* The key under which the spellings of one company meet: folded, initials joined, without legal
 * form, article and "and": "ACME, Inc.", "Acme Incorporated", "The Acme Co.", "Acme GmbH & Co. KG"
 * all give "acme". A name made of nothing else ("The Company") keeps its words. "" for none.
 * `name` may be folded or as it was written. */
char *alike_company_key(Arena *arena, const char *name);
/* Same key, which is not empty. */
bool alike_same_company(const char *a, const char *b);

/* Whether a name as it was typed may be meant for a name that is known; both folded. Each word of
 * the shorter is a word of the other, or a slip of the hand (two in words of eight letters), a
 * short form ("bob hill", "robert hill") or an initial away from it. */
bool alike_near_name(const char *a, const char *b);
