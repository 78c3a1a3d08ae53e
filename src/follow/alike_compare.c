/* Field by field: what a comparison of two records finds. */
#include "follow/alike_part.h"

#include "base/text.h"

#include <string.h>

static void find(AlikeEvidence *evidence, AlikeField field, AlikeLevel level, double value)
{
    evidence->at[field] = (AlikeFinding){level, value};
}

/* The chance of the more frequent of two values. */
static double chance(const AlikeSet *set, const AlikeTerms *terms, AlikeOf of, uint32_t a,
                     uint32_t b)
{
    uint32_t left = terms->at[a].count, right = terms->at[b].count;
    return alike_weights_chance(set, of, left > right ? left : right);
}

/* --- names of people --- */

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
    return (a->length == 1 || b->length == 1) && a->text[0] == b->text[0];
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
    double value = chance(set, &set->names, ALIKE_OF_GIVEN, a->given, b->given);
    AlikeNearness nearness = alike_word_nearness(left, right);
    uint32_t shared;
    if (nearness == ALIKE_EQUAL)
        find(evidence, FIELD_GIVEN, GIVEN_SAME, value);
    else if ((shared = shared_word(set, a->given_words, b->given_words)))
        find(evidence, FIELD_GIVEN, GIVEN_PART,
             chance(set, &set->names, ALIKE_OF_GIVEN, shared, shared));
    else if (left->brief && right->brief && alike_short_pair(left->text, right->text))
        find(evidence, FIELD_GIVEN, GIVEN_SHORT, value);
    else if (is_initial(left, right))
        find(evidence, FIELD_GIVEN, GIVEN_INITIAL, value);
    else if (nearness == ALIKE_NEAR)
        find(evidence, FIELD_GIVEN, two_names(left, right) ? GIVEN_ENDING : GIVEN_NEAR, value);
    else
        find(evidence, FIELD_GIVEN, nearness == ALIKE_SIMILAR ? GIVEN_SIMILAR : GIVEN_DIFFERENT,
             value);
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
        find(evidence, FIELD_FAMILY, FAMILY_PART,
             chance(set, &set->names, ALIKE_OF_FAMILY, shared, shared));
    else
        find(evidence, FIELD_FAMILY, levels[nearness],
             chance(set, &set->names, ALIKE_OF_FAMILY, a->family, b->family));
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

static void compare_names(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                          AlikeEvidence *evidence)
{
    AlikeFace crossed = *a;
    if (swapped(set, a, b)) {
        crossed.given = a->family;
        crossed.family = a->given;
        crossed.given_words = a->family_words;
        crossed.family_words = a->given_words;
        find(evidence, FIELD_ORDER, NAMES_SWAPPED, 1);
    }
    if (crossed.given && b->given)
        compare_given(set, &crossed, b, evidence);
    if (crossed.family && b->family)
        compare_family(set, &crossed, b, evidence);
    if (a->generation != b->generation)
        find(evidence, FIELD_GENERATION,
             a->generation && b->generation ? GENERATION_DIFFERENT : GENERATION_ONE_SIDED, 1);
}

/* --- birthdays --- */

enum { YEAR = 10000, MONTH = 100, DIGITS = 8 };

/* The slips between two dates; more than two are many. */
static int birthday_slips(uint32_t a, uint32_t b)
{
    enum { MANY = 3, TWO_SWAPS = 4 };
    uint32_t left_day = a % MONTH, left_month = a / MONTH % MONTH;
    if (a / YEAR == b / YEAR && b % MONTH == left_month && b / MONTH % MONTH == left_day)
        return 1; /* day and month changed places */
    char left[DIGITS + 1] = "", right[DIGITS + 1] = "";
    int differ = 0;
    for (int i = DIGITS; i-- > 0; a /= 10, b /= 10) {
        left[i] = (char)('0' + a % 10);
        right[i] = (char)('0' + b % 10);
        differ += left[i] != right[i];
    }
    return differ > TWO_SWAPS ? MANY : alike_word_distance(left, right, MANY - 1);
}

static AlikeLevel birthday_level(uint32_t a, uint32_t b)
{
    enum { FATHERHOOD = 15, LIFETIME = 50 };
    if (a == b)
        return BIRTHDAY_SAME;
    int slips = birthday_slips(a, b);
    if (slips <= 2)
        return slips == 1 ? BIRTHDAY_NEAR : BIRTHDAY_TWO_DIGITS;
    uint32_t years = a > b ? a / YEAR - b / YEAR : b / YEAR - a / YEAR;
    return years < FATHERHOOD ? BIRTHDAY_YEARS
           : years > LIFETIME ? BIRTHDAY_LIFETIME
                              : BIRTHDAY_GENERATION;
}

/* --- companies --- */

/* Strangers' names share words at least this often: words of one name are no accident. */
static double name_chance(const AlikeSet *set, double value)
{
    return alike_greater(value, alike_weights_chance(set, ALIKE_OF_COMPANY, 0));
}

enum { TELLING = 16 }; /* a match is worth something when it has a word fewer than one in 16 have */

static void compare_company(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                            AlikeEvidence *evidence)
{
    if (!a->company || !b->company) {
        find(evidence, FIELD_COMPANY, COMPANY_UNKNOWN, 1);
        return;
    }
    if (a->company == b->company) {
        find(evidence, FIELD_COMPANY, COMPANY_SAME,
             chance(set, &set->firms, ALIKE_OF_COMPANY, a->company, b->company));
        return;
    }
    AlikeOverlap overlap = alike_words_overlap(set, &set->firm_words, ALIKE_OF_COMPANY_WORD,
                                               a->company_words, b->company_words);
    bool alike = overlap.rarest * TELLING < 1 && (!overlap.left_a || !overlap.left_b);
    find(evidence, FIELD_COMPANY, alike ? COMPANY_ALIKE : COMPANY_DIFFERENT,
         name_chance(set, overlap.value));
}

static void compare_firm_name(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                              AlikeEvidence *evidence)
{
    if (!a->company || !b->company)
        return;
    if (a->company == b->company) {
        find(evidence, FIELD_NAME, NAME_SAME,
             chance(set, &set->firms, ALIKE_OF_COMPANY, a->company, b->company));
        return;
    }
    AlikeOverlap overlap = alike_words_overlap(set, &set->firm_words, ALIKE_OF_COMPANY_WORD,
                                               a->company_words, b->company_words);
    double value = name_chance(set, overlap.value);
    bool all_a = !overlap.left_a, all_b = !overlap.left_b;
    if (overlap.rarest * TELLING > 1)
        find(evidence, FIELD_NAME, NAME_DIFFERENT, 1);
    else if (all_a && all_b)
        find(evidence, FIELD_NAME, overlap.slips ? NAME_NEAR : NAME_SAME, value);
    else
        find(evidence, FIELD_NAME, (all_a || all_b) && !overlap.slips ? NAME_PART : NAME_OVERLAP,
             value);
}

/* --- numbers and mail addresses --- */

static uint32_t shared_contact(const AlikeSet *set, AlikeList a, AlikeList b)
{
    for (uint32_t i = 0; i < a.count; i++)
        for (uint32_t j = 0; j < b.count; j++)
            if (set->pool.at[a.first + i] == set->pool.at[b.first + j])
                return set->pool.at[a.first + i];
    return 0;
}

static bool near_contact(const AlikeSet *set, AlikeList a, AlikeList b)
{
    for (uint32_t i = 0; i < a.count; i++)
        for (uint32_t j = 0; j < b.count; j++)
            if (alike_word_within(&set->contacts.at[set->pool.at[a.first + i]],
                                  &set->contacts.at[set->pool.at[b.first + j]], 1))
                return true;
    return false;
}

static void compare_phones(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                           AlikeEvidence *evidence)
{
    if (!(a->cells.count + a->phones.count) || !(b->cells.count + b->phones.count))
        return;
    AlikeLevel level = CELL_SAME;
    uint32_t shared = shared_contact(set, a->cells, b->cells);
    if (!shared) {
        level = PHONE_SAME;
        shared = shared_contact(set, a->phones, b->phones);
    }
    if (!shared)
        shared = shared_contact(set, a->cells, b->phones);
    if (!shared)
        shared = shared_contact(set, a->phones, b->cells);
    if (shared)
        find(evidence, FIELD_PHONE, level,
             chance(set, &set->contacts, ALIKE_OF_CONTACT, shared, shared));
    else if (near_contact(set, a->cells, b->cells) || near_contact(set, a->phones, b->phones))
        find(evidence, FIELD_PHONE, PHONE_NEAR, 1);
    else
        find(evidence, FIELD_PHONE, PHONE_DIFFERENT, 1);
}

/* Belongs to a desk, not to a person. */
static bool is_role(const char *email)
{
    static const char *const roles[] = {
        "info",     "office",  "sales",    "contact",   "mail",      "hello",
        "team",     "support", "service",  "admin",     "kontakt",   "buero",
        "post",     "verkauf", "vertrieb", "einkauf",   "orders",    "billing",
        "accounts", "jobs",    "welcome",  "enquiries", "inquiries", "reception",
    };
    size_t length = strcspn(email, "@");
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strncmp(roles[i], email, length) == 0 && !roles[i][length])
            return true;
    return false;
}

/* Mail addresses are made of names: between people of near names a near address is another one
 * (a.huber@, t.huber@), not a slip. */
static bool same_names(const AlikeEvidence *evidence)
{
    AlikeLevel given = evidence->at[FIELD_GIVEN].level, family = evidence->at[FIELD_FAMILY].level;
    return (given == ALIKE_NOTHING || given <= GIVEN_INITIAL) &&
           (family == ALIKE_NOTHING || family <= FAMILY_PART);
}

static void compare_emails(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                           AlikeEvidence *evidence)
{
    if (!a->emails.count || !b->emails.count)
        return;
    uint32_t shared = shared_contact(set, a->emails, b->emails);
    if (shared)
        find(evidence, FIELD_EMAIL,
             is_role(set->contacts.at[shared].text) ? EMAIL_ROLE_SAME : EMAIL_SAME,
             chance(set, &set->contacts, ALIKE_OF_CONTACT, shared, shared));
    else if (same_names(evidence) && near_contact(set, a->emails, b->emails))
        find(evidence, FIELD_EMAIL, EMAIL_NEAR, 1);
    else if (a->domain && a->domain == b->domain)
        find(evidence, FIELD_EMAIL, EMAIL_DOMAIN,
             chance(set, &set->contacts, ALIKE_OF_CONTACT, a->domain, a->domain));
    else
        find(evidence, FIELD_EMAIL, EMAIL_DIFFERENT, 1);
}

/* --- places --- */

static AlikeLevel street_level(const AlikeOverlap *overlap)
{
    bool all = !overlap->left_a && !overlap->left_b;
    bool one_sided = !overlap->left_a || !overlap->left_b;
    if (all)
        return overlap->slips ? STREET_NEAR : STREET_SAME;
    if (overlap->rarest * TELLING > 1)
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
        alike_words_overlap(set, &set->places, ALIKE_OF_STREET, a->street, b->street);
    AlikeLevel level = street_level(&overlap);
    find(evidence, FIELD_STREET, level, overlap.value);
    return level == STREET_DIFFERENT;
}

static void compare_cities(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b, bool moved,
                           Nest *nest, AlikeEvidence *evidence)
{
    if (!a->city || !b->city)
        return;
    const AlikeTerm *left = &set->places.at[a->city], *right = &set->places.at[b->city];
    double value = chance(set, &set->places, ALIKE_OF_CITY, a->city, b->city);
    if (left == right || begins(left, right))
        find(evidence, FIELD_CITY, CITY_SAME, nest_narrow(nest, value));
    else if (alike_word_nearness(left, right) >= ALIKE_NEAR)
        find(evidence, FIELD_CITY, CITY_NEAR, value);
    else if (stands_in_street(set, a->city, b->street) || stands_in_street(set, b->city, a->street))
        find(evidence, FIELD_CITY, CITY_IN_STREET, 1);
    else
        find(evidence, FIELD_CITY, moved ? CITY_MOVED : CITY_DIFFERENT, 1);
}

static void compare_postcodes(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                              bool moved, Nest *nest, AlikeEvidence *evidence)
{
    if (!a->postcode || !b->postcode)
        return;
    double value = chance(set, &set->places, ALIKE_OF_POSTCODE, a->postcode, b->postcode);
    if (a->postcode == b->postcode)
        find(evidence, FIELD_POSTCODE, POSTCODE_SAME, nest_narrow(nest, value));
    else if (moved)
        find(evidence, FIELD_POSTCODE, POSTCODE_MOVED, 1);
    else if (alike_word_within(&set->places.at[a->postcode], &set->places.at[b->postcode], 1))
        find(evidence, FIELD_POSTCODE, POSTCODE_NEAR, 1);
    else
        find(evidence, FIELD_POSTCODE, POSTCODE_DIFFERENT, 1);
}

static void compare_regions(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b, bool moved,
                            Nest *nest, AlikeEvidence *evidence)
{
    if (!a->region || !b->region)
        return;
    double value = chance(set, &set->places, ALIKE_OF_REGION, a->region, b->region);
    if (a->region == b->region)
        find(evidence, FIELD_REGION, REGION_SAME, nest_narrow(nest, value));
    else if (!region_slip(&set->places.at[a->region], &set->places.at[b->region]))
        find(evidence, FIELD_REGION, moved ? REGION_MOVED : REGION_DIFFERENT, 1);
}

void alike_compare_where(const AlikeSet *set, size_t a, size_t b, AlikeEvidence *evidence)
{
    const AlikeFace *left = &set->faces[a], *right = &set->faces[b];
    bool moved = compare_streets(set, left, right, evidence);
    Nest nest = {1};
    compare_cities(set, left, right, moved, &nest, evidence);
    compare_postcodes(set, left, right, moved, &nest, evidence);
    compare_regions(set, left, right, moved, &nest, evidence);
}

/* --- all of it --- */

static void compare_extra(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                          AlikeEvidence *evidence)
{
    if (!a->extra || !b->extra)
        return;
    enum { LONG = 5 }; /* shorter numbers are near to too many */
    const AlikeTerm *left = &set->contacts.at[a->extra], *right = &set->contacts.at[b->extra];
    AlikeLevel level = left == right ? EXTRA_SAME
                       : left->length >= LONG && alike_word_within(left, right, 1)
                           ? EXTRA_NEAR
                           : EXTRA_DIFFERENT;
    find(evidence, FIELD_EXTRA, level,
         chance(set, &set->contacts, ALIKE_OF_CONTACT, a->extra, b->extra));
}

void alike_compare_who(const AlikeSet *set, size_t a, size_t b, AlikeEvidence *evidence)
{
    const AlikeFace *left = &set->faces[a], *right = &set->faces[b];
    *evidence = (AlikeEvidence){.kind = set->records[a].kind};
    if (evidence->kind == ALIKE_FIRM) {
        compare_firm_name(set, left, right, evidence);
    } else {
        compare_names(set, left, right, evidence);
        if (left->birthday && right->birthday)
            find(evidence, FIELD_BIRTHDAY, birthday_level(left->birthday, right->birthday),
                 alike_weights_chance(set, ALIKE_OF_CONTACT, 0));
        compare_company(set, left, right, evidence);
    }
    compare_phones(set, left, right, evidence);
    compare_emails(set, left, right, evidence);
    compare_extra(set, left, right, evidence);
}

void alike_compare(const AlikeSet *set, size_t a, size_t b, AlikeEvidence *evidence)
{
    alike_compare_who(set, a, b, evidence);
    alike_compare_where(set, a, b, evidence);
}
