/* What the files of alike share among themselves; nobody else includes this. alike.h is the manual.
 */
#pragma once

#include "base/vec.h"
#include "follow/alike.h"

#include <stdint.h>

static inline double alike_lesser(double a, double b)
{
    return a < b ? a : b;
}

static inline double alike_greater(double a, double b)
{
    return a > b ? a : b;
}

/* --- words (alike_word.c) --- */

/* A distinct value of the set: a word, a squeezed name, a number. Its id is its place in `Terms`;
 * id 0 is "unknown". */
typedef struct AlikeTerm {
    const char *text;
    uint32_t count;   /* how often it was added */
    uint32_t sound;   /* Cologne phonetics, four bits a code; 0 when it has none */
    uint32_t letters; /* a bit for each letter or digit in it: a quick lower bound of distance */
    uint16_t length;  /* letters, not bytes; at most ALIKE_LETTERS */
    bool number;      /* digits with at most one letter behind: house numbers */
    bool brief;       /* a given name that is short for another, or has a short form */
} AlikeTerm;

typedef struct AlikeTerms {
    AlikeTerm *at;
    uint32_t count, capacity;
    uint32_t *slots; /* open addressing; ids */
    uint32_t slot_count;
} AlikeTerms;

enum { ALIKE_LETTERS = 64, ALIKE_WORDS = 24, ALIKE_LIST = 8 };

/* The id of the text, added when it is new; counts it. Empty text is id 0. */
uint32_t alike_word_add(Arena *arena, AlikeTerms *terms, const char *text);
/* The blank-separated words of a text in turn: false at the end. `word` is valid until the next. */
typedef struct AlikeWord {
    char text[ALIKE_LETTERS * 4 + 1];
} AlikeWord;
bool alike_word_next(const char **text, AlikeWord *word);
/* All letters of a text without its blanks; the first ALIKE_LETTERS * 4 bytes. */
void alike_word_squeeze(const char *text, AlikeWord *word);
uint64_t alike_word_hash(const char *text);
/* Whether a table of words has it. */
bool alike_word_in(const char *word, const char *const *table, size_t count);
#define ALIKE_IN(word, table) alike_word_in((word), (table), sizeof(table) / sizeof *(table))

/* How near two words are. */
typedef enum AlikeNearness {
    ALIKE_APART,
    ALIKE_SIMILAR, /* a third of the letters, or they sound the same */
    ALIKE_NEAR,    /* one slip of the hand; two in words of eight and more letters */
    ALIKE_EQUAL,
} AlikeNearness;
AlikeNearness alike_word_nearness(const AlikeTerm *a, const AlikeTerm *b);
/* At most so many slips apart. */
bool alike_word_within(const AlikeTerm *a, const AlikeTerm *b, int slips);
/* Optimal string alignment distance (insert, delete, replace, swap neighbours: one each) in
 * letters; above `most` it is `most` + 1. */
int alike_word_distance(const char *a, const char *b, int most);

/* --- the set (alike_set.c) --- */

typedef struct AlikeList {
    uint32_t first; /* in set->pool */
    uint32_t count;
} AlikeList;

/* One record made ready: ids instead of texts. */
typedef struct AlikeFace {
    uint32_t given, family;          /* names: squeezed */
    uint32_t city, postcode, region; /* places: squeezed */
    uint32_t company;                /* firms: company key; of a firm its own name */
    uint32_t extra;                  /* contacts */
    uint32_t birthday;               /* 19721231; as written, not checked; 0 unknown */
    uint8_t generation;              /* 1 senior, 2 junior, 3 third ...; 0 unsaid */
    AlikeList given_words, family_words;
    AlikeList street;                /* places: words, house numbers among them */
    AlikeList company_words;         /* firm words */
    AlikeList emails, cells, phones; /* contacts */
    uint32_t domain;                 /* contacts: of the first e-mail address, after the @ */
} AlikeFace;

struct AlikeSet {
    const AlikeRecord *records;
    AlikeFace *faces;
    size_t count;
    VEC(uint32_t) pool; /* the ids of all lists */
    AlikeTerms names, places, firms, firm_words, contacts;
};

/* --- what a comparison finds (alike_compare.c, alike_name.c, alike_place.c, alike_overlap.c) ---
 */

/* The fields that are compared. */
typedef enum AlikeField {
    FIELD_GIVEN,
    FIELD_FAMILY,
    FIELD_ORDER,
    FIELD_GENERATION,
    FIELD_BIRTHDAY,
    FIELD_COMPANY,
    FIELD_NAME,
    FIELD_PHONE,
    FIELD_EMAIL,
    FIELD_EXTRA,
    FIELD_STREET,
    FIELD_CITY,
    FIELD_POSTCODE,
    FIELD_REGION, /* together a place */
    ALIKE_FIELDS,
    ALIKE_FIRST_OF_PLACE = FIELD_STREET
} AlikeField;

/* Outcomes of comparing one, those of a field together, the better first. What is unknown on a side
 * gives nothing, but for the company. */
typedef enum AlikeLevel {
    ALIKE_NOTHING,
    GIVEN_SAME,
    GIVEN_PART,
    GIVEN_SHORT,
    GIVEN_INITIAL,
    GIVEN_NEAR,
    GIVEN_ENDING,
    GIVEN_SIMILAR,
    GIVEN_DIFFERENT,
    FAMILY_SAME,
    FAMILY_PART,
    FAMILY_NEAR,
    FAMILY_SIMILAR,
    FAMILY_DIFFERENT,
    NAMES_SWAPPED,
    GENERATION_ONE_SIDED,
    GENERATION_DIFFERENT,
    BIRTHDAY_SAME,
    BIRTHDAY_NEAR,
    BIRTHDAY_TWO_SLIPS,
    BIRTHDAY_YEARS,
    BIRTHDAY_GENERATION,
    BIRTHDAY_LIFETIME,
    COMPANY_SAME,
    COMPANY_ALIKE,
    COMPANY_DIFFERENT,
    COMPANY_UNKNOWN,
    NAME_SAME,
    NAME_NEAR,
    NAME_PART,
    NAME_OVERLAP,
    NAME_DIFFERENT,
    CELL_SAME,
    PHONE_SAME,
    PHONE_NEAR,
    PHONE_DIFFERENT,
    EMAIL_SAME,
    EMAIL_ROLE_SAME,
    EMAIL_NEAR,
    EMAIL_DOMAIN,
    EMAIL_DIFFERENT,
    STREET_SAME,
    STREET_NEAR,
    STREET_PART,
    STREET_NUMBER,
    STREET_MIXED,
    STREET_WORDS,
    STREET_DIFFERENT,
    CITY_SAME,
    CITY_NEAR,
    CITY_IN_STREET,
    CITY_DIFFERENT,
    CITY_MOVED,
    POSTCODE_SAME,
    POSTCODE_NEAR,
    POSTCODE_DIFFERENT,
    POSTCODE_MOVED,
    REGION_SAME,
    REGION_DIFFERENT,
    REGION_MOVED,
    EXTRA_SAME,
    EXTRA_NEAR,
    EXTRA_DIFFERENT,
    ALIKE_LEVELS
} AlikeLevel;

typedef struct AlikeFinding {
    AlikeLevel level;
    double value; /* the chance that strangers agree like this: the value's share of the set */
} AlikeFinding;

typedef struct AlikeEvidence {
    AlikeKind kind;
    AlikeFinding at[ALIKE_FIELDS];
} AlikeEvidence;

static inline void alike_note(AlikeEvidence *evidence, AlikeField field, AlikeLevel level,
                              double value)
{
    evidence->at[field] = (AlikeFinding){level, value};
}

/* The records must be of one kind. */
void alike_compare(const AlikeSet *set, size_t a, size_t b, AlikeEvidence *evidence);
/* Its two halves: all but where they are, which starts the evidence, and the place. */
void alike_compare_who(const AlikeSet *set, size_t a, size_t b, AlikeEvidence *evidence);
void alike_place_compare(const AlikeSet *set, size_t a, size_t b, AlikeEvidence *evidence);
void alike_name_compare(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                        AlikeEvidence *evidence);

/* What a value is of; decides how rare it is where the set is too small to tell. */
typedef enum AlikeOf {
    ALIKE_OF_GIVEN,
    ALIKE_OF_FAMILY,
    ALIKE_OF_STREET,
    ALIKE_OF_NUMBER,
    ALIKE_OF_CITY,
    ALIKE_OF_POSTCODE,
    ALIKE_OF_REGION,
    ALIKE_OF_COMPANY,
    ALIKE_OF_COMPANY_WORD,
    ALIKE_OF_CONTACT,
    ALIKE_OFS
} AlikeOf;

/* Two lists of words held against each other, whatever their order. */
typedef struct AlikeOverlap {
    double value;       /* the chance that strangers share the two rarest words that were matched */
    double rarest;      /* of the rarest alone */
    bool telling;       /* the rarest is rare enough for the match to be worth something */
    int left_a, left_b; /* words without a partner */
    bool slips;         /* some matched only nearly */
    bool numbers;       /* both have a house number the other has not */
} AlikeOverlap;
AlikeOverlap alike_overlap_words(const AlikeSet *set, const AlikeTerms *terms, AlikeOf of,
                                 AlikeList a, AlikeList b);

/* --- the weights (alike_weights.c) --- */

/* The explanations of a pair. */
enum {
    ALIKE_SAME,
    ALIKE_STRANGERS,
    ALIKE_KIN,
    ALIKE_COLLEAGUES,
    ALIKE_NAMESAKES,
    ALIKE_WHYS,
    ALIKE_NEIGHBOURS = ALIKE_KIN, /* of firms */
    ALIKE_BRANCHES = ALIKE_COLLEAGUES
};

/* The chance of a finding under an explanation: base + times × finding.value, at most 1. */
typedef struct AlikeChance {
    double base, times;
} AlikeChance;

typedef struct AlikeWeight {
    const char *say; /* for people; NULL: not worth a word */
    AlikeChance person[ALIKE_WHYS];
    AlikeChance firm[ALIKE_WHYS];
} AlikeWeight;

extern const AlikeWeight alike_weights[ALIKE_LEVELS];

/* How often each explanation is true before anything is compared, ALIKE_SAME being 1; strangers:
 * for each record there is. */
extern const double alike_priors[2][ALIKE_WHYS];

/* The share of a value nobody else in the set has. */
extern const double alike_background[ALIKE_OFS];

/* --- scores (alike_score.c) --- */

/* The chance that a stranger has this value too, which the set has `count` times, the pair's own
 * included. */
double alike_score_chance(const AlikeSet *set, AlikeOf of, uint32_t count);
/* The same of the more frequent of two terms. */
double alike_score_shared(const AlikeSet *set, const AlikeTerms *terms, AlikeOf of, uint32_t a,
                          uint32_t b);
/* P(same). */
double alike_score_evidence(const AlikeSet *set, const AlikeEvidence *evidence);
/* P(same) were the place to agree perfectly: an upper bound before places are compared. */
double alike_score_hope(const AlikeSet *set, const AlikeEvidence *evidence);
/* Makes of what two pairs show what both together show: the better of each. */
void alike_score_merge(AlikeEvidence *evidence, const AlikeEvidence *other);

/* --- short forms of given names (alike_short.c) --- */

/* The name is in the table, as a short form or a whole one. */
bool alike_short_known(const char *name);
/* "bob" and "robert", "bob" and "rob". */
bool alike_short_pair(const char *a, const char *b);

/* --- keys (alike_key.c) --- */

/* A record under a key; `order` puts like names beside each other where too many share the key. */
typedef struct AlikeEntry {
    uint64_t key;
    uint32_t order;
    uint32_t record;
} AlikeEntry;

enum { ALIKE_KEYS = 3 * ALIKE_LIST }; /* of one record in one pass, at most */

size_t alike_key_passes(void);
/* Writes the keys of the record in this pass; returns how many. */
size_t alike_key_write(const AlikeSet *set, size_t pass, size_t record, AlikeEntry *entries);

/* --- groups (alike_group.c) --- */

typedef struct AlikeLink {
    uint32_t a, b; /* a < b */
    double score;
} AlikeLink;
typedef VEC(AlikeLink) AlikeLinks;

/* From the links of single pairs, each once, to the pairs of groups that fit together; surest
 * first. They live in `scratch`. */
AlikeLinks alike_group_links(Arena *scratch, const AlikeSet *set, AlikeLinks links,
                             double threshold);
