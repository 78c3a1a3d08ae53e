/* Word lists held against each other: streets and company names, whose words come in any order,
 * with some missing, mistyped, or cut in two. */
#include "follow/alike_part.h"

#include "base/text.h"

#include <string.h>

/* Words without a partner yet, in order. */
typedef struct Rest {
    const AlikeTerm *at[ALIKE_WORDS];
    int count;
} Rest;

static Rest rest_of(const AlikeSet *set, const AlikeTerms *terms, AlikeList list)
{
    Rest rest = {0};
    for (uint32_t i = 0; i < list.count; i++)
        rest.at[rest.count++] = &terms->at[set->pool.at[list.first + i]];
    return rest;
}

static void rest_drop(Rest *rest, int place)
{
    rest->count--;
    for (int i = place; i < rest->count; i++)
        rest->at[i] = rest->at[i + 1];
}

enum { TELLING = 16 }; /* fewer than one in so many have the word */

/* A slip makes some eight words of a dictionary into this one. */
enum { NEIGHBOURS = 8 };

static double term_chance(const AlikeSet *set, AlikeOf of, const AlikeTerm *a, const AlikeTerm *b)
{
    uint32_t count = a->count > b->count ? a->count : b->count;
    double chance =
        alike_score_chance(set, a->number && of == ALIKE_OF_STREET ? ALIKE_OF_NUMBER : of, count);
    return a == b ? chance : alike_lesser(1, chance * NEIGHBOURS);
}

/* "deli" is short for "delicatessen". */
static bool is_short_for(const AlikeTerm *brief, const AlikeTerm *whole)
{
    enum { SHORTEST = 4 };
    return brief->length >= SHORTEST && brief->length < whole->length &&
           text_starts(whole->text, brief->text);
}

/* Another house number is another house, however near. */
static bool near_words(const AlikeTerm *a, const AlikeTerm *b)
{
    return !a->number && !b->number &&
           (alike_word_nearness(a, b) >= ALIKE_NEAR || is_short_for(a, b) || is_short_for(b, a));
}

/* The words of one address or name depend on each other ("between 5th and 6th"): only the two
 * rarest of those matched count. */
static void overlap_note(AlikeOverlap *overlap, double chance)
{
    double second = overlap->value / overlap->rarest;
    double most = alike_greater(chance, overlap->rarest),
           least = alike_lesser(chance, overlap->rarest);
    overlap->rarest = least;
    overlap->value = least * alike_lesser(second, most);
}

static void match_words(const AlikeSet *set, AlikeOf of, AlikeNearness least, Rest *a, Rest *b,
                        AlikeOverlap *overlap)
{
    for (int i = 0; i < a->count; i++)
        for (int j = 0; j < b->count; j++) {
            if (least == ALIKE_EQUAL ? a->at[i] != b->at[j] : !near_words(a->at[i], b->at[j]))
                continue;
            overlap_note(overlap, term_chance(set, of, a->at[i], b->at[j]));
            overlap->slips = overlap->slips || least != ALIKE_EQUAL;
            rest_drop(a, i--);
            rest_drop(b, j);
            break;
        }
}

static size_t rest_join(const Rest *rest, AlikeWord *joined)
{
    size_t used = 0;
    joined->text[0] = '\0';
    for (int i = 0; i < rest->count; i++) {
        size_t length = strlen(rest->at[i]->text);
        if (used + length >= sizeof joined->text)
            break;
        memcpy(joined->text + used, rest->at[i]->text, length + 1);
        used += length;
    }
    return used;
}

/* "crispcir cuit" is "crisp circuit": what is left is compared without its blanks. */
static void match_joined(const AlikeSet *set, AlikeOf of, Rest *a, Rest *b, AlikeOverlap *overlap)
{
    enum { SHORTEST = 4, LETTERS_A_SLIP = 5 };
    if (!a->count || !b->count)
        return;
    AlikeWord left, right;
    size_t length = rest_join(a, &left);
    size_t other = rest_join(b, &right);
    length = length > other ? length : other;
    int most = (int)length / LETTERS_A_SLIP;
    if (length < SHORTEST || alike_word_distance(left.text, right.text, most) > most)
        return;
    double chance = 1;
    for (int i = 0; i < a->count; i++)
        chance = alike_lesser(chance, term_chance(set, of, a->at[i], b->at[0]));
    overlap_note(overlap, chance);
    overlap->slips = true;
    a->count = b->count = 0;
}

static bool rest_has_number(const Rest *rest)
{
    for (int i = 0; i < rest->count; i++)
        if (rest->at[i]->number)
            return true;
    return false;
}

AlikeOverlap alike_overlap_words(const AlikeSet *set, const AlikeTerms *terms, AlikeOf of,
                                 AlikeList a, AlikeList b)
{
    AlikeOverlap overlap = {.value = 1, .rarest = 1};
    Rest left = rest_of(set, terms, a), right = rest_of(set, terms, b);
    match_words(set, of, ALIKE_EQUAL, &left, &right, &overlap);
    match_words(set, of, ALIKE_NEAR, &left, &right, &overlap);
    match_joined(set, of, &left, &right, &overlap);
    overlap.telling = overlap.rarest * TELLING < 1;
    overlap.left_a = left.count;
    overlap.left_b = right.count;
    overlap.numbers = rest_has_number(&left) && rest_has_number(&right);
    return overlap;
}
