/* Field by field: what a comparison of two records finds. */
#include "follow/alike_part.h"

#include <string.h>

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
        return slips == 1 ? BIRTHDAY_NEAR : BIRTHDAY_TWO_SLIPS;
    uint32_t years = a > b ? a / YEAR - b / YEAR : b / YEAR - a / YEAR;
    return years < FATHERHOOD ? BIRTHDAY_YEARS
           : years > LIFETIME ? BIRTHDAY_LIFETIME
                              : BIRTHDAY_GENERATION;
}

/* --- companies --- */

/* Strangers' names share words at least this often: words of one name are no accident. */
static double name_chance(const AlikeSet *set, double value)
{
    return alike_greater(value, alike_score_chance(set, ALIKE_OF_COMPANY, 0));
}

static void compare_company(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                            AlikeEvidence *evidence)
{
    if (!a->company || !b->company) {
        alike_note(evidence, FIELD_COMPANY, COMPANY_UNKNOWN, 1);
        return;
    }
    if (a->company == b->company) {
        alike_note(evidence, FIELD_COMPANY, COMPANY_SAME,
                   alike_score_shared(set, &set->firms, ALIKE_OF_COMPANY, a->company, b->company));
        return;
    }
    AlikeOverlap overlap = alike_overlap_words(set, &set->firm_words, ALIKE_OF_COMPANY_WORD,
                                               a->company_words, b->company_words);
    bool alike = overlap.telling && (!overlap.left_a || !overlap.left_b);
    alike_note(evidence, FIELD_COMPANY, alike ? COMPANY_ALIKE : COMPANY_DIFFERENT,
               name_chance(set, overlap.value));
}

static void compare_firm_name(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                              AlikeEvidence *evidence)
{
    if (!a->company || !b->company)
        return;
    if (a->company == b->company) {
        alike_note(evidence, FIELD_NAME, NAME_SAME,
                   alike_score_shared(set, &set->firms, ALIKE_OF_COMPANY, a->company, b->company));
        return;
    }
    AlikeOverlap overlap = alike_overlap_words(set, &set->firm_words, ALIKE_OF_COMPANY_WORD,
                                               a->company_words, b->company_words);
    double value = name_chance(set, overlap.value);
    bool all_a = !overlap.left_a, all_b = !overlap.left_b;
    if (!overlap.telling)
        alike_note(evidence, FIELD_NAME, NAME_DIFFERENT, 1);
    else if (all_a && all_b)
        alike_note(evidence, FIELD_NAME, overlap.slips ? NAME_NEAR : NAME_SAME, value);
    else
        alike_note(evidence, FIELD_NAME,
                   (all_a || all_b) && !overlap.slips ? NAME_PART : NAME_OVERLAP, value);
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
        alike_note(evidence, FIELD_PHONE, level,
                   alike_score_shared(set, &set->contacts, ALIKE_OF_CONTACT, shared, shared));
    else if (near_contact(set, a->cells, b->cells) || near_contact(set, a->phones, b->phones))
        alike_note(evidence, FIELD_PHONE, PHONE_NEAR, 1);
    else
        alike_note(evidence, FIELD_PHONE, PHONE_DIFFERENT, 1);
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
    return evidence->at[FIELD_GIVEN].level <= GIVEN_INITIAL &&
           evidence->at[FIELD_FAMILY].level <= FAMILY_PART;
}

static void compare_emails(const AlikeSet *set, const AlikeFace *a, const AlikeFace *b,
                           AlikeEvidence *evidence)
{
    if (!a->emails.count || !b->emails.count)
        return;
    uint32_t shared = shared_contact(set, a->emails, b->emails);
    if (shared)
        alike_note(evidence, FIELD_EMAIL,
                   is_role(set->contacts.at[shared].text) ? EMAIL_ROLE_SAME : EMAIL_SAME,
                   alike_score_shared(set, &set->contacts, ALIKE_OF_CONTACT, shared, shared));
    else if (same_names(evidence) && near_contact(set, a->emails, b->emails))
        alike_note(evidence, FIELD_EMAIL, EMAIL_NEAR, 1);
    else if (a->domain && a->domain == b->domain)
        alike_note(evidence, FIELD_EMAIL, EMAIL_DOMAIN,
                   alike_score_shared(set, &set->contacts, ALIKE_OF_CONTACT, a->domain, a->domain));
    else
        alike_note(evidence, FIELD_EMAIL, EMAIL_DIFFERENT, 1);
}

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
    alike_note(evidence, FIELD_EXTRA, level,
               alike_score_shared(set, &set->contacts, ALIKE_OF_CONTACT, a->extra, b->extra));
}

/* --- all of it --- */

void alike_compare_who(const AlikeSet *set, size_t a, size_t b, AlikeEvidence *evidence)
{
    const AlikeFace *left = &set->faces[a], *right = &set->faces[b];
    *evidence = (AlikeEvidence){.kind = set->records[a].kind};
    if (evidence->kind == ALIKE_FIRM) {
        compare_firm_name(set, left, right, evidence);
    } else {
        alike_name_compare(set, left, right, evidence);
        if (left->birthday && right->birthday)
            alike_note(evidence, FIELD_BIRTHDAY, birthday_level(left->birthday, right->birthday),
                       1);
        compare_company(set, left, right, evidence);
    }
    compare_phones(set, left, right, evidence);
    compare_emails(set, left, right, evidence);
    compare_extra(set, left, right, evidence);
}

void alike_compare(const AlikeSet *set, size_t a, size_t b, AlikeEvidence *evidence)
{
    alike_compare_who(set, a, b, evidence);
    alike_place_compare(set, a, b, evidence);
}
