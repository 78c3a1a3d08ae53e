/* Postal addresses: what a comparison of two finds. */
#include "follow/alike_part.h"

#include "base/text.h"

#include <string.h>

static AlikeLevel street_level(const AlikeOverlap *overlap)
{
    bool all = !overlap->left_a && !overlap->left_b;
    bool one_sided = !overlap->left_a || !overlap->left_b;
    if (all)
        return overlap->slips ? STREET_NEAR : STREET_SAME;
    if (!overlap->telling)
        return STREET_DIFFERENT;
    if (overlap->numbers && overlap->left_a == 1 && overlap->left_b == 1)
        return STREET_NUMBER;
    return one_sided ? STREET_PART : overlap->numbers ? STREET_WORDS : STREET_MIXED;
}

/* Places lie in each other: a postcode in a city, a city in a region. What a stranger shares by
 * chance is the smallest of them, and then has the others too: so the first place that agrees is
 * weighed by its own share, the next ones only by what they narrow it. */
typedef struct Nest {
    double share;
} Nest;

static double nest_narrow(Nest *nest, double share)
{
    double narrowed = alike_lesser(1, share / nest->share);
    nest->share = alike_lesser(nest->share, share);
    return narrowed;
}

/* A code one letter off another that hardly anybody has ("vix" for "vic") is nothing: it was
 * mistyped. */
static bool region_slip(const AlikeTerm *a, const AlikeTerm *b)
{
    enum { KNOWN = 4 };
    return (a->count < KNOWN || b->count < KNOWN) && alike_word_within(a, b, 1);
}

/* "new york" begins "new york city". */
static bool begins(const AlikeTerm *a, const AlikeTerm *b)
{
    enum { SHORTEST = 5 };
    const AlikeTerm *part = a->length < b->length ? a : b, *whole = part == a ? b : a;
    return part->length >= SHORTEST && text_starts(whole->text, part->text);
}

/* The city is a run of whole words of the street. */
static bool stands_in_street(const AlikeSet *set, uint32_t city, AlikeList street)
{
    const char *whole = set->places.at[city].text;
    for (uint32_t first = 0; first < street.count; first++) {
        const char *rest = whole;
        for (uint32_t i = first; i < street.count && *rest; i++) {
            const char *word = set->places.at[set->pool.at[street.first + i]].text;
            if (!text_starts(rest, word))
                break;
            rest += strlen(word);
        }
        if (!*rest)
            return true;
    }
    return false;
}

/* True when they are in different streets: then another city is no news. */
static bool compare_streets(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                            AlikeEvidence *evidence)
{
    if (!a->street.count || !b->street.count)
        return false;
    AlikeOverlap overlap =
        alike_overlap_words(set, &set->places, ALIKE_OF_STREET, a->street, b->street);
    AlikeLevel level = street_level(&overlap);
    alike_note(evidence, FIELD_STREET, level, overlap.value);
    return level == STREET_DIFFERENT;
}

static void compare_cities(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b, bool moved,
                           Nest *nest, AlikeEvidence *evidence)
{
    if (!a->city || !b->city)
        return;
    const AlikeTerm *left = &set->places.at[a->city], *right = &set->places.at[b->city];
    double value = alike_score_shared(set, &set->places, ALIKE_OF_CITY, a->city, b->city);
    if (left == right || begins(left, right))
        alike_note(evidence, FIELD_CITY, CITY_SAME, nest_narrow(nest, value));
    else if (alike_word_nearness(left, right) >= ALIKE_NEAR)
        alike_note(evidence, FIELD_CITY, CITY_NEAR, value);
    else if (stands_in_street(set, a->city, b->street) || stands_in_street(set, b->city, a->street))
        alike_note(evidence, FIELD_CITY, CITY_IN_STREET, 1);
    else
        alike_note(evidence, FIELD_CITY, moved ? CITY_MOVED : CITY_DIFFERENT, 1);
}

static void compare_postcodes(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                              bool moved, Nest *nest, AlikeEvidence *evidence)
{
    if (!a->postcode || !b->postcode)
        return;
    double value =
        alike_score_shared(set, &set->places, ALIKE_OF_POSTCODE, a->postcode, b->postcode);
    if (a->postcode == b->postcode)
        alike_note(evidence, FIELD_POSTCODE, POSTCODE_SAME, nest_narrow(nest, value));
    else if (moved)
        alike_note(evidence, FIELD_POSTCODE, POSTCODE_MOVED, 1);
    else if (alike_word_within(&set->places.at[a->postcode], &set->places.at[b->postcode], 1))
        alike_note(evidence, FIELD_POSTCODE, POSTCODE_NEAR, 1);
    else
        alike_note(evidence, FIELD_POSTCODE, POSTCODE_DIFFERENT, 1);
}

static void compare_regions(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b, bool moved,
                            Nest *nest, AlikeEvidence *evidence)
{
    if (!a->region || !b->region)
        return;
    double value = alike_score_shared(set, &set->places, ALIKE_OF_REGION, a->region, b->region);
    if (a->region == b->region)
        alike_note(evidence, FIELD_REGION, REGION_SAME, nest_narrow(nest, value));
    else if (!region_slip(&set->places.at[a->region], &set->places.at[b->region]))
        alike_note(evidence, FIELD_REGION, moved ? REGION_MOVED : REGION_DIFFERENT, 1);
}

void alike_place_compare(const AlikeSet *set, size_t a, size_t b, AlikeEvidence *evidence)
{
    const AlikeFace *left = &set->faces[a], *right = &set->faces[b];
    bool moved = compare_streets(set, left, right, evidence);
    Nest nest = {1};
    compare_cities(set, left, right, moved, &nest, evidence);
    compare_postcodes(set, left, right, moved, &nest, evidence);
    compare_regions(set, left, right, moved, &nest, evidence);
}
