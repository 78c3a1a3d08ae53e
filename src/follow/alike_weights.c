/* The weights of alike, all of them.
 *
 * Each row is a finding; each column an explanation of the pair; each cell the chance of the
 * finding were the explanation true. Only the proportions along a row count, so rows of one field
 * need not sum to one. P(x) is a fixed chance, F(k) is k times the share of the set that has the
 * value (how likely strangers agree by accident: rare values weigh more), PF(x, k) is both added.
 *
 * Where the figures come from: error rates of names, dates and addresses in administrative data as
 * reported in the record linkage literature (Herzog, Scheuren, Winkler 2007, ch. 8–9; Christen
 * 2012, ch. 5), rounded; the rest is counting (days in a lifetime, neighbours of a word) and
 * everyday proportion, given at the row. They were not fitted to a file.
 */
#include "follow/alike_part.h"

#include <string.h>

#define P(x)                                                                                       \
    {                                                                                              \
        (x), 0                                                                                     \
    }
#define F(k)                                                                                       \
    {                                                                                              \
        0, (k)                                                                                     \
    }
#define PF(x, k)                                                                                   \
    {                                                                                              \
        (x), (k)                                                                                   \
    }

/* Where people live or work together: all explanations but chance share it. */
#define SHARED(x, u)                                                                               \
    {                                                                                              \
        P(x), u, P(x), P(x), P(x)                                                                  \
    }
/* Firms: the same, strangers, neighbours in one building (or under one switchboard), branches of a
 * chain, which have places of their own. */
#define SITE(x, u)                                                                                 \
    {                                                                                              \
        P(x), u, P(x), u, P(0)                                                                     \
    }

const AlikeWeight alike_weights[ALIKE_LEVELS] = {
    /* Given names. Siblings and colleagues have each other's by chance only; namesakes share it.
     * One in twelve is mistyped, one in twenty-five replaced or another of several.    */
    /*                     same     strangers      kin            colleagues     namesakes */
    [GIVEN_SAME] = {"same given name", .person = {P(.75), F(1), F(1), F(1), P(.75)}},
    [GIVEN_PART] = {"given names overlap", .person = {P(.06), F(1), F(1), F(1), P(.06)}},
    [GIVEN_SHORT] = {"one given name is short for the other",
                     .person = {P(.05), F(1), F(1), F(1), P(.03)}},
    /* One in twenty is written so, and some fifteen initials are frequent. */
    [GIVEN_INITIAL] = {"one given name is the other's initial",
                       .person = {P(.05), P(.004), P(.004), P(.004), P(.05)}},
    [GIVEN_NEAR] = {"given name nearly the same",
                    .person = {P(.08), PF(.001, 3), PF(.002, 3), PF(.001, 3), P(.08)}},
    /* Daniel and Daniela, Julia and Julian: siblings and couples like to sound alike. */
    [GIVEN_ENDING] = {"given names differ in the ending",
                      .person = {P(.008), PF(.001, 3), PF(.008, 4), PF(.001, 3), P(.01)}},
    [GIVEN_SIMILAR] = {"given name similar", .person = {P(.03), P(.04), P(.04), P(.04), P(.03)}},
    [GIVEN_DIFFERENT] = {"given name different", .person = {P(.04), P(1), P(1), P(1), P(.001)}},

    /* Family names. Three in four of a household share one; one in thirty colleagues is kin. */
    [FAMILY_SAME] = {"same family name", .person = {P(.80), F(1), P(.75), PF(.03, 1), P(.85)}},
    /* One took the other's beside the own. */
    [FAMILY_PART] = {"family names overlap", .person = {P(.05), F(1), P(.05), PF(.003, 1), P(.02)}},
    [FAMILY_NEAR] = {"family name nearly the same",
                     .person = {P(.08), PF(.001, 4), P(.075), PF(.004, 4), P(.08)}},
    [FAMILY_SIMILAR] = {"family name similar", .person = {P(.03), P(.02), P(.03), P(.02), P(.03)}},
    /* Marriage, or a slip of the row. Kin by another name are people under one roof, as colleagues
     * are: they have no twins among them. */
    [FAMILY_DIFFERENT] = {"family name different",
                          .person = {P(.04), P(1), P(.02), P(.95), P(.002)}},

    /* The values were weighed crosswise; that strangers agree so is rarer than the values tell. */
    [NAMES_SWAPPED] = {"given and family name swapped",
                       .person = {P(.03), P(.02), P(.001), P(.005), P(.03)}},

    /* Senior and junior. */
    [GENERATION_ONE_SIDED] = {"only one is called junior or senior",
                              .person = {P(.3), P(1), P(1), P(1), P(.9)}},
    [GENERATION_DIFFERENT] = {"junior and senior", .person = {P(.01), P(1), P(1), P(1), P(.95)}},

    /* Birthdays. Strangers: one in some 15,000 days that living people were born on, the frequent
     * years counted more; near: the forty dates one slip away. Kin: twins, one birth in seventy.
     * A date is wholly wrong in two of a hundred. Father and son are 15 to 50 years apart. */
    [BIRTHDAY_SAME] = {"same birthday",
                       .person = {P(.90), PF(1. / 15000, 1), P(.014), P(1. / 15000), P(1e-5)}},
    [BIRTHDAY_NEAR] = {"birthday one slip apart",
                       .person = {P(.06), P(1. / 400), P(1. / 400), P(1. / 400), P(1. / 600)}},
    [BIRTHDAY_TWO_DIGITS] = {"birthdays two slips apart",
                             .person = {P(.02), P(.02), P(.02), P(.02), P(.01)}},
    [BIRTHDAY_YEARS] = {"birthdays differ", .person = {P(.008), P(.35), P(.50), P(.40), P(.03)}},
    [BIRTHDAY_GENERATION] = {"birthdays a generation apart",
                             .person = {P(.008), P(.50), P(.45), P(.50), P(.90)}},
    [BIRTHDAY_LIFETIME] = {"birthdays more than fifty years apart",
                           .person = {P(.004), P(.15), P(.05), P(.05), P(.06)}},

    /* The firm a person is at. One in five changed it, or wrote another name of it. A pair of whom
     * one has none is rarely one of colleagues. */
    [COMPANY_SAME] = {"same company", .person = {P(.70), F(1), P(.05), P(.95), P(.10)}},
    [COMPANY_ALIKE] = {"company names overlap", .person = {P(.12), F(1), P(.01), P(.12), P(.02)}},
    [COMPANY_DIFFERENT] = {"company different", .person = {P(.18), P(1), P(.90), P(.02), P(.85)}},
    [COMPANY_UNKNOWN] = {NULL, .person = {P(1), P(1), P(1), P(.10), P(1)}},

    /* A firm's name. Neighbours have any; branches the same or one with the place in it. */
    /*              same     strangers     neighbours     branches */
    [NAME_SAME] = {"same name", .firm = {P(.65), F(1), F(1), P(.80), P(0)}},
    [NAME_NEAR] = {"name nearly the same", .firm = {P(.12), F(8), F(8), P(.10), P(0)}},
    [NAME_PART] = {"one name contains the other", .firm = {P(.15), F(2), PF(.01, 2), P(.20), P(0)}},
    /* Departments, and restaurants of one hotel, are neighbours of overlapping names. */
    [NAME_OVERLAP] = {"names overlap", .firm = {P(.04), F(4), PF(.10, 4), P(.10), P(0)}},
    [NAME_DIFFERENT] = {"name different", .firm = {P(.03), P(1), P(.9), P(.02), P(0)}},

    /* Numbers: one's own, or a line others answer too. Under one switchboard extensions are near.
     */
    [CELL_SAME] = {"same cell number", .person = {P(.60), F(1), P(.15), P(.01), P(.10)},
                   .firm = {P(.60), F(1), P(.05), P(.05), P(0)}},
    [PHONE_SAME] = {"same phone number", .person = {P(.60), F(1), P(.80), P(.70), P(.80)},
                    .firm = {P(.80), F(1), P(.50), P(.03), P(0)}},
    [PHONE_NEAR] = {"phone number one slip apart",
                    .person = {P(.06), PF(1e-4, 0), P(.03), P(.15), P(.03)},
                    .firm = {P(.08), PF(1e-4, 0), P(.03), P(.01), P(0)}},
    [PHONE_DIFFERENT] = {"phone numbers differ", .person = {P(.30), P(1), P(.5), P(.8), P(.5)},
                         .firm = {P(.15), P(1), P(.7), P(.95), P(0)}},

    /* Mail addresses; "info@" and its kin belong to all of a firm. */
    [EMAIL_SAME] = {"same e-mail address", .person = {P(.60), F(1), P(.12), P(.01), P(.10)},
                    .firm = {P(.60), F(1), P(.05), P(.10), P(0)}},
    [EMAIL_ROLE_SAME] = {"same shared e-mail address",
                         .person = {P(.60), F(1), P(.20), P(.50), P(.20)},
                         .firm = {P(.60), F(1), P(.05), P(.30), P(0)}},
    [EMAIL_NEAR] = {"e-mail address one slip apart",
                    .person = {P(.05), P(2e-5), P(.002), P(.002), P(.01)},
                    .firm = {P(.05), P(2e-5), P(.01), P(.02), P(0)}},
    [EMAIL_DOMAIN] = {"same e-mail domain", .firm = {P(.25), F(1), P(.03), P(.40), P(0)}},
    [EMAIL_DIFFERENT] = {"e-mail addresses differ", .person = {P(.40), P(1), P(.9), P(.9), P(.9)},
                         .firm = {P(.15), P(1), P(.9), P(.5), P(0)}},

    /* Postal addresses: typed anew each time. One in twelve has moved. */
    [STREET_SAME] = {"same street address", SHARED(.60, F(1)), SITE(.55, F(1))},
    [STREET_NEAR] = {"street address nearly the same", SHARED(.20, F(1)), SITE(.15, F(1))},
    [STREET_PART] = {"one street address contains the other", SHARED(.12, F(1)), SITE(.20, F(1))},
    [STREET_NUMBER] = {"same street, another number", SHARED(.05, F(1)), SITE(.03, F(1))},
    [STREET_MIXED] = {"street addresses overlap", SHARED(.06, F(2)), SITE(.05, F(2))},
    [STREET_WORDS] = {"street addresses share words", SHARED(.02, F(2)), SITE(.01, F(2))},
    [STREET_DIFFERENT] = {"street different", SHARED(.06, P(1)), SITE(.08, P(1))},
    /* A chain has several branches in a city. */
    [CITY_SAME] = {"same city", SHARED(.85, F(1)), {P(.80), F(1), P(.80), PF(.30, 1), P(0)}},
    [CITY_NEAR] = {"city nearly the same",
                   SHARED(.08, PF(.001, 4)),
                   {P(.08), PF(.001, 4), P(.08), PF(.03, 4), P(0)}},
    [CITY_DIFFERENT] = {"city different", SHARED(.07, P(1)), SITE(.12, P(1))},
    /* Lines slip: the suburb stands where the building should. */
    [CITY_IN_STREET] = {"the city stands in the other's street", SHARED(.04, P(.003)),
                        SITE(.04, P(.003))},
    /* When the street is another one, another city is no news. */
    [CITY_MOVED] = {"city different", SHARED(.50, P(1)), SITE(.50, P(1))},
    [POSTCODE_SAME] = {"same postcode", SHARED(.85, F(1)), SITE(.85, F(1))},
    /* Codes of one district are near each other. */
    [POSTCODE_NEAR] = {"postcode one slip apart", SHARED(.09, P(.02)), SITE(.09, P(.02))},
    [POSTCODE_DIFFERENT] = {"postcode different", SHARED(.06, P(1)), SITE(.06, P(1))},
    [POSTCODE_MOVED] = {"postcode different", SHARED(.50, P(1)), SITE(.50, P(1))},
    [REGION_SAME] = {"same region", SHARED(.93, F(1)), SITE(.93, F(1))},
    [REGION_DIFFERENT] = {"region different", SHARED(.07, P(1)), SITE(.07, P(1))},
    [REGION_MOVED] = {"region different", SHARED(.60, P(1)), SITE(.60, P(1))},

    /* A number given out once. */
    [EXTRA_SAME] = {"same identifying number",
                    .person = {P(.90), PF(1e-6, .1), P(1e-4), P(1e-4), P(1e-4)},
                    .firm = {P(.90), PF(1e-6, .1), P(.01), P(.05), P(0)}},
    [EXTRA_NEAR] = {"identifying number one slip apart",
                    .person = {P(.06), P(1e-4), P(.002), P(.002), P(.002)},
                    .firm = {P(.06), P(1e-4), P(.002), P(.002), P(0)}},
    [EXTRA_DIFFERENT] = {"identifying number different", .person = {P(.05), P(1), P(1), P(1), P(1)},
                         .firm = {P(.05), P(1), P(1), P(1), P(0)}},
};

/* A record has a third of a duplicate on average, as many of its household in the set as
 * duplicates, five colleagues; father and son of one name are one in forty of them. */
const double alike_priors[2][ALIKE_WHYS] = {
    [ALIKE_PERSON] = {[ALIKE_SAME] = 1,
                      [ALIKE_STRANGERS] = 3,
                      [ALIKE_KIN] = 1,
                      [ALIKE_COLLEAGUES] = 5,
                      [ALIKE_NAMESAKES] = .025},
    [ALIKE_FIRM] = {[ALIKE_SAME] = 1,
                    [ALIKE_STRANGERS] = 3,
                    [ALIKE_KIN] = 1,
                    [ALIKE_COLLEAGUES] = .5,
                    [ALIKE_NAMESAKES] = 0},
};

/* --- how they are used --- */

/* A set of a few records knows nothing of rarity: so many others are thought beside it, in which a
 * value has this share. */
enum { BACKGROUND = 1000 };

static const double background_share[ALIKE_OFS] = {
    [ALIKE_OF_GIVEN] = 1. / 150,         [ALIKE_OF_FAMILY] = 1. / 800,
    [ALIKE_OF_STREET] = 1. / 300,        [ALIKE_OF_NUMBER] = 1. / 40,
    [ALIKE_OF_CITY] = 1. / 100,          [ALIKE_OF_POSTCODE] = 1. / 500,
    [ALIKE_OF_REGION] = 1. / 15,         [ALIKE_OF_COMPANY] = 1. / 20000,
    [ALIKE_OF_COMPANY_WORD] = 1. / 1000, [ALIKE_OF_CONTACT] = 1e-6,
};

double alike_weights_population(const AlikeSet *set)
{
    return (double)set->count + BACKGROUND;
}

double alike_weights_chance(const AlikeSet *set, AlikeOf of, uint32_t count)
{
    double others = count > 2 ? count - 2 : 0;
    return (others + BACKGROUND * background_share[of]) / alike_weights_population(set);
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

double alike_weights_ratio(AlikeKind kind, const AlikeFinding *finding)
{
    const AlikeChance *row = weight_row(kind, finding->level);
    return chance_of(row[ALIKE_SAME], finding->value) /
           chance_of(row[ALIKE_STRANGERS], finding->value);
}

/* The explanations under which a pair does not share its place: what agrees there speaks for the
 * same against them, and only against them. */
static const bool place_of_its_own[2][ALIKE_WHYS] = {
    [ALIKE_PERSON] = {[ALIKE_STRANGERS] = true},
    [ALIKE_FIRM] = {[ALIKE_STRANGERS] = true, [ALIKE_COLLEAGUES] = true},
};

static void weigh(const AlikeSet *set, const AlikeEvidence *evidence, double likely[ALIKE_WHYS])
{
    for (int why = 0; why < ALIKE_WHYS; why++)
        likely[why] = alike_priors[evidence->kind][why];
    likely[ALIKE_STRANGERS] *= alike_weights_population(set);
    for (int field = 0; field < ALIKE_FIELDS; field++) {
        const AlikeFinding *finding = &evidence->at[field];
        if (finding->level == ALIKE_NOTHING)
            continue;
        const AlikeChance *row = weight_row(evidence->kind, finding->level);
        for (int why = 0; why < ALIKE_WHYS; why++)
            likely[why] *= chance_of(row[why], finding->value);
    }
}

double alike_weights_score(const AlikeSet *set, const AlikeEvidence *evidence)
{
    double likely[ALIKE_WHYS], all = 0;
    weigh(set, evidence, likely);
    for (int why = 0; why < ALIKE_WHYS; why++)
        all += likely[why];
    return likely[ALIKE_SAME] / all;
}

double alike_weights_hope(const AlikeSet *set, const AlikeEvidence *evidence)
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
            ratio *= alike_weights_ratio(evidence->kind, &evidence->at[field]);
    return ratio;
}

static bool is_known(const AlikeFinding *finding)
{
    return finding->level != ALIKE_NOTHING && finding->level != COMPANY_UNKNOWN;
}

void alike_weights_merge(AlikeEvidence *evidence, const AlikeEvidence *other)
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
