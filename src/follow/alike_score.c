/* Scores: what the findings of a pair come to. */
#include "follow/alike_part.h"

#include <string.h>

/* A set of a few records knows nothing of rarity: so many others are thought beside it. */
enum { BACKGROUND = 1000 };

static double population(const AlikeSet *set)
{
    return (double)set->count + BACKGROUND;
}

double alike_score_chance(const AlikeSet *set, AlikeOf of, uint32_t count)
{
    double others = count > 2 ? count - 2 : 0;
    return (others + BACKGROUND * alike_background[of]) / population(set);
}

double alike_score_shared(const AlikeSet *set, const AlikeTerms *terms, AlikeOf of, uint32_t a,
                          uint32_t b)
{
    uint32_t left = terms->at[a].count, right = terms->at[b].count;
    return alike_score_chance(set, of, left > right ? left : right);
}

static double chance_of(AlikeChance chance, double value)
{
    double sum = chance.base + chance.times * value;
    return sum < 1 ? sum : 1;
}

static const AlikeChance *weight_row(AlikeKind kind, AlikeLevel level)
{
    return kind == ALIKE_FIRM ? alike_weights[level].firm : alike_weights[level].person;
}

static double finding_ratio(AlikeKind kind, const AlikeFinding *finding)
{
    const AlikeChance *row = weight_row(kind, finding->level);
    return chance_of(row[ALIKE_SAME], finding->value) /
           chance_of(row[ALIKE_STRANGERS], finding->value);
}

/* The explanations under which a pair does not share its place: what agrees there speaks for the
 * same against them, and only against them. */
static const bool place_of_its_own[2][ALIKE_WHYS] = {
    [ALIKE_PERSON] = {[ALIKE_STRANGERS] = true},
    [ALIKE_FIRM] = {[ALIKE_STRANGERS] = true, [ALIKE_BRANCHES] = true},
};

static void weigh(const AlikeSet *set, const AlikeEvidence *evidence, double likely[ALIKE_WHYS])
{
    for (int why = 0; why < ALIKE_WHYS; why++)
        likely[why] = alike_priors[evidence->kind][why];
    likely[ALIKE_STRANGERS] *= population(set);
    for (int field = 0; field < ALIKE_FIELDS; field++) {
        const AlikeFinding *finding = &evidence->at[field];
        if (finding->level == ALIKE_NOTHING)
            continue;
        const AlikeChance *row = weight_row(evidence->kind, finding->level);
        for (int why = 0; why < ALIKE_WHYS; why++)
            likely[why] *= chance_of(row[why], finding->value);
    }
}

double alike_score_evidence(const AlikeSet *set, const AlikeEvidence *evidence)
{
    double likely[ALIKE_WHYS], all = 0;
    weigh(set, evidence, likely);
    for (int why = 0; why < ALIKE_WHYS; why++)
        all += likely[why];
    return likely[ALIKE_SAME] / all;
}

double alike_score_hope(const AlikeSet *set, const AlikeEvidence *evidence)
{
    double likely[ALIKE_WHYS], all = 0;
    weigh(set, evidence, likely);
    for (int why = 0; why < ALIKE_WHYS; why++)
        if (!place_of_its_own[evidence->kind][why])
            all += likely[why];
    return likely[ALIKE_SAME] / all;
}

/* What the findings of some fields say together. */
static double fields_ratio(const AlikeEvidence *evidence, int first, int end)
{
    double ratio = 1;
    for (int field = first; field < end; field++)
        if (evidence->at[field].level != ALIKE_NOTHING)
            ratio *= finding_ratio(evidence->kind, &evidence->at[field]);
    return ratio;
}

static bool is_known(const AlikeFinding *finding)
{
    return finding->level != ALIKE_NOTHING && finding->level != COMPANY_UNKNOWN;
}

void alike_score_merge(AlikeEvidence *evidence, const AlikeEvidence *other)
{
    for (int field = 0; field < ALIKE_FIRST_OF_PLACE; field++) {
        AlikeFinding *mine = &evidence->at[field];
        const AlikeFinding *yours = &other->at[field];
        if (is_known(yours) && (!is_known(mine) || fields_ratio(other, field, field + 1) >
                                                       fields_ratio(evidence, field, field + 1)))
            *mine = *yours;
    }
    /* A place is taken whole: what its parts say depends on each other. */
    if (fields_ratio(other, ALIKE_FIRST_OF_PLACE, ALIKE_FIELDS) >
        fields_ratio(evidence, ALIKE_FIRST_OF_PLACE, ALIKE_FIELDS))
        memcpy(&evidence->at[ALIKE_FIRST_OF_PLACE], &other->at[ALIKE_FIRST_OF_PLACE],
               (ALIKE_FIELDS - ALIKE_FIRST_OF_PLACE) * sizeof *evidence->at);
}

/* --- the questions of alike.h --- */

double alike_score(const AlikeSet *set, size_t a, size_t b)
{
    if (set->records[a].kind != set->records[b].kind)
        return 0;
    AlikeEvidence evidence;
    alike_compare(set, a, b, &evidence);
    return alike_score_evidence(set, &evidence);
}

size_t alike_why(Arena *arena, const AlikeSet *set, size_t a, size_t b, const char *const **why)
{
    const char **words = arena_array(arena, ALIKE_FIELDS, sizeof *words);
    double ratios[ALIKE_FIELDS];
    size_t count = 0;
    AlikeEvidence evidence = {0};
    if (set->records[a].kind == set->records[b].kind)
        alike_compare(set, a, b, &evidence);
    for (int field = 0; field < ALIKE_FIELDS; field++) {
        const AlikeFinding *finding = &evidence.at[field];
        if (!alike_weights[finding->level].say)
            continue;
        double ratio = finding_ratio(evidence.kind, finding);
        size_t place = count++;
        for (; place > 0 && ratios[place - 1] < ratio; place--) {
            ratios[place] = ratios[place - 1];
            words[place] = words[place - 1];
        }
        ratios[place] = ratio;
        words[place] = alike_weights[finding->level].say;
    }
    *why = words;
    return count;
}
