/* Names of people: what a comparison of two finds. */
#include "follow/alike_part.h"

#include "base/text.h"

#include <string.h>

/* The first word the lists share, or 0; words of one letter do not count. */
static uint32_t shared_word(const AlikeSet *set, AlikeList a, AlikeList b)
{
    for (uint32_t i = 0; i < a.count; i++)
        for (uint32_t j = 0; j < b.count; j++) {
            uint32_t id = set->pool.at[a.first + i];
            if (id == set->pool.at[b.first + j] && set->names.at[id].length > 1)
                return id;
        }
    return 0;
}

/* One is the other's first letter. */
static bool is_initial(const AlikeTerm *a, const AlikeTerm *b)
{
    return (a->length == 1 && text_starts(b->text, a->text)) ||
           (b->length == 1 && text_starts(a->text, b->text));
}

/* Two names as people give them, not a slip: only the ending differs, or the set knows both well.
 */
static bool two_names(const AlikeTerm *a, const AlikeTerm *b)
{
    enum { KNOWN = 4 };
    if (a->count >= KNOWN && b->count >= KNOWN)
        return true;
    size_t same = 0;
    while (a->text[same] && a->text[same] == b->text[same])
        same++;
    const char *left = a->text + same, *right = b->text + same;
    static const char *const endings[] = {"", "a", "e", "n", "o", "y", "an", "ia", "ie", "ne"};
    int known = 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        known += (strcmp(left, endings[i]) == 0) + (strcmp(right, endings[i]) == 0);
    return same >= 3 && known == 2;
}

static void compare_given(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                          AlikeEvidence *evidence)
{
    const AlikeTerm *left = &set->names.at[a->given], *right = &set->names.at[b->given];
    double value = alike_score_shared(set, &set->names, ALIKE_OF_GIVEN, a->given, b->given);
    AlikeNearness nearness = alike_word_nearness(left, right);
    uint32_t shared;
    if (nearness == ALIKE_EQUAL)
        alike_note(evidence, FIELD_GIVEN, GIVEN_SAME, value);
    else if ((shared = shared_word(set, a->given_words, b->given_words)))
        alike_note(evidence, FIELD_GIVEN, GIVEN_PART,
                   alike_score_shared(set, &set->names, ALIKE_OF_GIVEN, shared, shared));
    else if (left->brief && right->brief && alike_short_pair(left->text, right->text))
        alike_note(evidence, FIELD_GIVEN, GIVEN_SHORT, value);
    else if (is_initial(left, right))
        alike_note(evidence, FIELD_GIVEN, GIVEN_INITIAL, value);
    else if (nearness == ALIKE_NEAR)
        alike_note(evidence, FIELD_GIVEN, two_names(left, right) ? GIVEN_ENDING : GIVEN_NEAR,
                   value);
    else
        alike_note(evidence, FIELD_GIVEN,
                   nearness == ALIKE_SIMILAR ? GIVEN_SIMILAR : GIVEN_DIFFERENT, value);
}

static void compare_family(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                           AlikeEvidence *evidence)
{
    static const AlikeLevel levels[] = {
        [ALIKE_APART] = FAMILY_DIFFERENT,
        [ALIKE_SIMILAR] = FAMILY_SIMILAR,
        [ALIKE_NEAR] = FAMILY_NEAR,
        [ALIKE_EQUAL] = FAMILY_SAME,
    };
    AlikeNearness nearness =
        alike_word_nearness(&set->names.at[a->family], &set->names.at[b->family]);
    uint32_t shared = shared_word(set, a->family_words, b->family_words);
    if (nearness < ALIKE_NEAR && shared && set->names.at[shared].length > 3)
        alike_note(evidence, FIELD_FAMILY, FAMILY_PART,
                   alike_score_shared(set, &set->names, ALIKE_OF_FAMILY, shared, shared));
    else
        alike_note(evidence, FIELD_FAMILY, levels[nearness],
                   alike_score_shared(set, &set->names, ALIKE_OF_FAMILY, a->family, b->family));
}

static AlikeNearness nearness_of(const AlikeSet *set, uint32_t a, uint32_t b)
{
    return a && b ? alike_word_nearness(&set->names.at[a], &set->names.at[b]) : ALIKE_APART;
}

/* Crosswise they fit and straight they do not. */
static bool swapped(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b)
{
    AlikeNearness one = nearness_of(set, a->given, b->family);
    AlikeNearness two = nearness_of(set, a->family, b->given);
    bool fit = (one >= ALIKE_NEAR && two >= ALIKE_NEAR) ||
               (one >= ALIKE_NEAR && !(a->family && b->given)) ||
               (two >= ALIKE_NEAR && !(a->given && b->family));
    return fit && nearness_of(set, a->given, b->given) < ALIKE_NEAR &&
           nearness_of(set, a->family, b->family) < ALIKE_NEAR;
}

void alike_name_compare(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                        AlikeEvidence *evidence)
{
    AlikeFace crossed = *a;
    if (swapped(set, a, b)) {
        crossed.given = a->family;
        crossed.family = a->given;
        crossed.given_words = a->family_words;
        crossed.family_words = a->given_words;
        alike_note(evidence, FIELD_ORDER, NAMES_SWAPPED, 1);
    }
    if (crossed.given && b->given)
        compare_given(set, &crossed, b, evidence);
    if (crossed.family && b->family)
        compare_family(set, &crossed, b, evidence);
    if (a->generation != b->generation)
        alike_note(evidence, FIELD_GENERATION,
                   a->generation && b->generation ? GENERATION_DIFFERENT : GENERATION_ONE_SIDED, 1);
}
