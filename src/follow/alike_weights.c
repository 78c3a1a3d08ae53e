/* The weights of alike, all of them, and nothing else.
 *
 * Each row is a finding, each column an explanation of the pair, each cell the chance of the
 * finding were the explanation true. Only proportions along a row matter. A plain figure is written
 * P(x); F(k) is k times the share of the set that has the value, which is how likely strangers have
 * it by accident, so that rare values weigh more; PF(x, k) is the sum of both.
 *
 * The figures are judgements in round numbers: how often hands slip, people move or marry, twins
 * are born, a word has a neighbour in the dictionary. The public sets of the tests showed where the
 * reasoning was wrong; the figures are not fitted to them. A factor of two in one cell rarely
 * matters, since what decides are the products of many.
 */
#include "follow/alike_part.h"

/* clang-format off */
#define P(x)     {(x), 0}
#define F(k)     {0, (k)}
#define PF(x, k) {(x), (k)}

/* The same, strangers, kin in a household, colleagues (or others under one roof), father and son of
 * one name. */
#define PERSON(same, strangers, kin, colleagues, namesakes) \
    .person = {same, strangers, kin, colleagues, namesakes}
/* The same, strangers, neighbours in a building or behind a switchboard, branches of a chain. */
#define FIRM(same, strangers, neighbours, branches) \
    .firm = {same, strangers, neighbours, branches, P(0)}
/* Where people live or work is the same under all explanations but chance; branches are elsewhere. */
#define PLACE(of_person, of_firm, strangers) \
    .person = {P(of_person), strangers, P(of_person), P(of_person), P(of_person)}, \
    .firm = {P(of_firm), strangers, P(of_firm), strangers, P(0)}

const AlikeWeight alike_weights[ALIKE_LEVELS] = {
    /* Given names. One in twelve is mistyped, one in twenty-five replaced (another of several, or
     * wrong). Others have the same by chance only; father and son share it. */
    [GIVEN_SAME]         = {"same given name",
          PERSON( P(.75),       F(1),         F(1),         F(1),         P(.75))},
    [GIVEN_PART]         = {"given names overlap",
          PERSON( P(.06),       F(1),         F(1),         F(1),         P(.06))},
    [GIVEN_SHORT]        = {"one given name is short for the other",
          PERSON( P(.05),       F(1),         F(1),         F(1),         P(.03))},
    /* One in twenty is written so; some fifteen initials are frequent. */
    [GIVEN_INITIAL]      = {"one given name is the other's initial",
          PERSON( P(.05),       P(.004),      P(.004),      P(.004),      P(.05))},
    /* A name has about three neighbours as frequent as itself. */
    [GIVEN_NEAR]         = {"given name nearly the same",
          PERSON( P(.08),       PF(.001, 3),  PF(.002, 3),  PF(.001, 3),  P(.08))},
    /* Daniel and Daniela, Julia and Julian: siblings and couples like to sound alike. */
    [GIVEN_ENDING]       = {"given names differ in the ending",
          PERSON( P(.008),      PF(.001, 3),  PF(.008, 4),  PF(.001, 3),  P(.01))},
    [GIVEN_SIMILAR]      = {"given name similar",
          PERSON( P(.03),       P(.04),       P(.04),       P(.04),       P(.03))},
    [GIVEN_DIFFERENT]    = {"given name different",
          PERSON( P(.04),       P(1),         P(1),         P(1),         P(.001))},

    /* Family names. Three in four pairs of a household share one; one pair of colleagues in thirty
     * is kin. */
    [FAMILY_SAME]        = {"same family name",
          PERSON( P(.80),       F(1),         P(.75),       PF(.03, 1),   P(.85))},
    /* Taken beside the own. */
    [FAMILY_PART]        = {"family names overlap",
          PERSON( P(.05),       F(1),         P(.05),       PF(.003, 1),  P(.02))},
    [FAMILY_NEAR]        = {"family name nearly the same",
          PERSON( P(.08),       PF(.001, 4),  P(.075),      PF(.004, 4),  P(.08))},
    [FAMILY_SIMILAR]     = {"family name similar",
          PERSON( P(.03),       P(.02),       P(.03),       P(.02),       P(.03))},
    /* Marriage, or a slip of the row. Kin by another name are people under one roof, as colleagues
     * are: there are no twins among them. */
    [FAMILY_DIFFERENT]   = {"family name different",
          PERSON( P(.04),       P(1),         P(.02),       P(.95),       P(.002))},

    /* The names were weighed crosswise; that others fit so is rarer than their shares tell. */
    [NAMES_SWAPPED]      = {"given and family name swapped",
          PERSON( P(.03),       P(.02),       P(.001),      P(.005),      P(.03))},

    /* Junior is often left out, rarely mistaken. */
    [GENERATION_ONE_SIDED] = {"only one is called junior or senior",
          PERSON( P(.3),        P(1),         P(1),         P(1),         P(.9))},
    [GENERATION_DIFFERENT] = {"junior and senior",
          PERSON( P(.01),       P(1),         P(1),         P(1),         P(.95))},

    /* Birthdays. One in ten is mistyped or wrong, two in a hundred wholly. Living people share
     * some 15,000 likely days, and a day has some forty neighbours one slip away. Of kin, one in
     * seventy is a twin. Father and son are 15 to 50 years apart. */
    [BIRTHDAY_SAME]      = {"same birthday",
          PERSON( P(.90),       P(1. / 15000), P(.014),      P(1. / 15000), P(1e-5))},
    [BIRTHDAY_NEAR]      = {"birthday one slip apart",
          PERSON( P(.06),       P(1. / 400),  P(1. / 400),  P(1. / 400),  P(1. / 600))},
    [BIRTHDAY_TWO_SLIPS] = {"birthdays two slips apart",
          PERSON( P(.02),       P(.02),       P(.02),       P(.02),       P(.01))},
    [BIRTHDAY_YEARS]     = {"birthdays differ",
          PERSON( P(.008),      P(.35),       P(.50),       P(.40),       P(.03))},
    [BIRTHDAY_GENERATION] = {"birthdays a generation apart",
          PERSON( P(.008),      P(.50),       P(.45),       P(.50),       P(.90))},
    [BIRTHDAY_LIFETIME]  = {"birthdays more than fifty years apart",
          PERSON( P(.004),      P(.15),       P(.05),       P(.05),       P(.06))},

    /* The firm a person is at. One in five changed it or wrote another name of it. Where one has
     * none the two are rarely known as colleagues. */
    [COMPANY_SAME]       = {"same company",
          PERSON( P(.70),       F(1),         P(.05),       P(.95),       P(.10))},
    [COMPANY_ALIKE]      = {"company names overlap",
          PERSON( P(.12),       F(1),         P(.01),       P(.12),       P(.02))},
    [COMPANY_DIFFERENT]  = {"company different",
          PERSON( P(.18),       P(1),         P(.90),       P(.02),       P(.85))},
    [COMPANY_UNKNOWN]    = {NULL,
          PERSON( P(1),         P(1),         P(1),         P(.10),       P(1))},

    /* A firm's own name. Departments, sister firms and the restaurants of one hotel are neighbours
     * whose names overlap; a branch has the same name, or one with its place in it. */
    [NAME_SAME]          = {"same name",
          FIRM(   P(.65),       F(1),         F(1),         P(.80))},
    [NAME_NEAR]          = {"name nearly the same",
          FIRM(   P(.12),       F(8),         F(8),         P(.10))},
    [NAME_PART]          = {"one name contains the other",
          FIRM(   P(.15),       F(2),         PF(.01, 2),   P(.20))},
    [NAME_OVERLAP]       = {"names overlap",
          FIRM(   P(.04),       F(4),         PF(.10, 4),   P(.10))},
    [NAME_DIFFERENT]     = {"name different",
          FIRM(   P(.03),       P(1),         P(.9),        P(.02))},

    /* Numbers: one's own, which families lend, or a line that others answer too. Extensions behind
     * one switchboard are near each other. */
    [CELL_SAME]          = {"same cell number",
          PERSON( P(.60),       F(1),         P(.15),       P(.01),       P(.10)),
          FIRM(   P(.60),       F(1),         P(.05),       P(.05))},
    [PHONE_SAME]         = {"same phone number",
          PERSON( P(.60),       F(1),         P(.80),       P(.70),       P(.80)),
          FIRM(   P(.80),       F(1),         P(.50),       P(.03))},
    [PHONE_NEAR]         = {"phone number one slip apart",
          PERSON( P(.06),       P(1e-4),      P(.03),       P(.15),       P(.03)),
          FIRM(   P(.08),       P(1e-4),      P(.03),       P(.01))},
    [PHONE_DIFFERENT]    = {"phone numbers differ",
          PERSON( P(.30),       P(1),         P(.5),        P(.8),        P(.5)),
          FIRM(   P(.15),       P(1),         P(.7),        P(.95))},

    /* Mail addresses. "info@" and its kin belong to all of a firm. */
    [EMAIL_SAME]         = {"same e-mail address",
          PERSON( P(.60),       F(1),         P(.12),       P(.01),       P(.10)),
          FIRM(   P(.60),       F(1),         P(.05),       P(.10))},
    [EMAIL_ROLE_SAME]    = {"same shared e-mail address",
          PERSON( P(.60),       F(1),         P(.20),       P(.50),       P(.20)),
          FIRM(   P(.60),       F(1),         P(.05),       P(.30))},
    [EMAIL_NEAR]         = {"e-mail address one slip apart",
          PERSON( P(.05),       P(2e-5),      P(.002),      P(.002),      P(.01)),
          FIRM(   P(.05),       P(2e-5),      P(.01),       P(.02))},
    [EMAIL_DOMAIN]       = {"same e-mail domain",
          FIRM(   P(.25),       F(1),         P(.03),       P(.40))},
    [EMAIL_DIFFERENT]    = {"e-mail addresses differ",
          PERSON( P(.40),       P(1),         P(.9),        P(.9),        P(.9)),
          FIRM(   P(.15),       P(1),         P(.9),        P(.5))},

    /* A number given out once: to one person; to a firm and sometimes its branches. */
    [EXTRA_SAME]         = {"same identifying number",
          PERSON( P(.90),       F(1),         P(1e-4),      P(1e-4),      P(1e-4)),
          FIRM(   P(.90),       F(1),         P(.01),       P(.05))},
    [EXTRA_NEAR]         = {"identifying number one slip apart",
          PERSON( P(.06),       P(1e-4),      P(.002),      P(.002),      P(.002)),
          FIRM(   P(.06),       P(1e-4),      P(.002),      P(.002))},
    [EXTRA_DIFFERENT]    = {"identifying number different",
          PERSON( P(.05),       P(1),         P(1),         P(1),         P(1)),
          FIRM(   P(.05),       P(1),         P(1),         P(1))},

    /* Postal addresses are typed anew each time; one in twelve has moved. */
    [STREET_SAME]        = {"same street address",                   PLACE(.60, .55, F(1))},
    [STREET_NEAR]        = {"street address nearly the same",        PLACE(.20, .15, F(1))},
    [STREET_PART]        = {"one street address contains the other", PLACE(.12, .20, F(1))},
    [STREET_NUMBER]      = {"same street, another number",           PLACE(.05, .03, F(1))},
    [STREET_MIXED]       = {"street addresses overlap",              PLACE(.06, .05, F(2))},
    [STREET_WORDS]       = {"street addresses share words",          PLACE(.02, .01, F(2))},
    [STREET_DIFFERENT]   = {"street different",                      PLACE(.06, .08, P(1))},

    /* A chain has several branches in a city. */
    [CITY_SAME]          = {"same city",
          PERSON( P(.85),       F(1),         P(.85),       P(.85),       P(.85)),
          FIRM(   P(.80),       F(1),         P(.80),       PF(.30, 1))},
    [CITY_NEAR]          = {"city nearly the same",
          PERSON( P(.08),       PF(.001, 4),  P(.08),       P(.08),       P(.08)),
          FIRM(   P(.08),       PF(.001, 4),  P(.08),       PF(.03, 4))},
    /* Lines slip: the suburb stands where the building should. */
    [CITY_IN_STREET]     = {"the city stands in the other's street", PLACE(.04, .04, P(.003))},
    [CITY_DIFFERENT]     = {"city different",                        PLACE(.07, .12, P(1))},
    /* In another street, another city is no news. */
    [CITY_MOVED]         = {"city different",                        PLACE(.50, .50, P(1))},
    [POSTCODE_SAME]      = {"same postcode",                         PLACE(.85, .85, F(1))},
    /* Codes of one district are near each other. */
    [POSTCODE_NEAR]      = {"postcode one slip apart",               PLACE(.09, .09, P(.02))},
    [POSTCODE_DIFFERENT] = {"postcode different",                    PLACE(.06, .06, P(1))},
    [POSTCODE_MOVED]     = {"postcode different",                    PLACE(.50, .50, P(1))},
    [REGION_SAME]        = {"same region",                           PLACE(.93, .93, F(1))},
    [REGION_DIFFERENT]   = {"region different",                      PLACE(.07, .07, P(1))},
    [REGION_MOVED]       = {"region different",                      PLACE(.60, .60, P(1))},
};
/* clang-format on */

/* Beside each duplicate a record has in the set there are one other of its household, five
 * colleagues, and once in forty a father or son of one name. A record in three has a duplicate, so
 * one stands against three times all records. */
const double alike_priors[2][ALIKE_WHYS] = {
    [ALIKE_PERSON] = {[ALIKE_SAME] = 1,
                      [ALIKE_STRANGERS] = 3,
                      [ALIKE_KIN] = 1,
                      [ALIKE_COLLEAGUES] = 5,
                      [ALIKE_NAMESAKES] = .025},
    [ALIKE_FIRM] =
        {[ALIKE_SAME] = 1, [ALIKE_STRANGERS] = 3, [ALIKE_NEIGHBOURS] = 1, [ALIKE_BRANCHES] = .5},
};

const double alike_background[ALIKE_OFS] = {
    [ALIKE_OF_GIVEN] = 1. / 150,         [ALIKE_OF_FAMILY] = 1. / 800,
    [ALIKE_OF_STREET] = 1. / 300,        [ALIKE_OF_NUMBER] = 1. / 40,
    [ALIKE_OF_CITY] = 1. / 100,          [ALIKE_OF_POSTCODE] = 1. / 500,
    [ALIKE_OF_REGION] = 1. / 15,         [ALIKE_OF_COMPANY] = 1. / 20000,
    [ALIKE_OF_COMPANY_WORD] = 1. / 1000, [ALIKE_OF_CONTACT] = 1e-6,
};
