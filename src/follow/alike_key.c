/* Keys: under which heads a record is filed, so that like ones meet.
 *
 * Each pass files by other fields, so that a pair is missed only when something is wrong in one
 * field of every pass. Words of streets and firms are taken by rarity: the rarest that another
 * record has too. A word nobody else has (a slip, mostly) would file the record alone.
 */
#include "follow/alike_part.h"

#include <string.h>

/* --- building keys --- */

/* The keys of one record in one pass. */
typedef struct Keys {
    const AlikeSet *set;
    const AlikeFace *face;
    AlikeEntry *at;
    size_t count;
} Keys;

static uint64_t mixed(uint64_t a, uint64_t b)
{
    uint64_t hash = (a ^ (b + UINT64_C(0x9E3779B97F4A7C15) + (a << 6) + (a >> 2)));
    hash = (hash ^ (hash >> 31)) * UINT64_C(0xBF58476D1CE4E5B9);
    return hash ^ (hash >> 29);
}

/* Files under both parts together; an unknown part (0) gives no key. */
static void file(Keys *keys, uint64_t a, uint64_t b)
{
    if (a && b && keys->count < ALIKE_KEYS)
        keys->at[keys->count++].key = mixed(a, b);
}

/* The sound of a name; of one without (other scripts, one letter) the name itself. */
static uint64_t sound(const AlikeTerms *terms, uint32_t id)
{
    if (!id)
        return 0;
    uint32_t code = terms->at[id].sound;
    return code > 0xF ? code : alike_word_hash(terms->at[id].text);
}

static uint64_t first_letter(const AlikeTerms *terms, uint32_t id)
{
    return id ? (unsigned char)terms->at[id].text[0] : 0;
}

static uint64_t house_number(const Keys *keys)
{
    const AlikeList *street = &keys->face->street;
    for (uint32_t i = 0; i < street->count; i++)
        if (keys->set->places.at[keys->set->pool.at[street->first + i]].number)
            return keys->set->pool.at[street->first + i];
    return 0;
}

enum { RARE = 2 };

/* The rarest words of the list that another record has too, no numbers; rarest first. */
static size_t rare_words(const Keys *keys, const AlikeTerms *terms, AlikeList list,
                         uint32_t rare[RARE])
{
    size_t count = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        uint32_t id = keys->set->pool.at[list.first + i];
        if (terms->at[id].number || terms->at[id].count < 2)
            continue;
        size_t place = count < RARE ? count++ : RARE;
        while (place > 0 && terms->at[id].count < terms->at[rare[place - 1]].count) {
            if (place < RARE)
                rare[place] = rare[place - 1];
            place--;
        }
        if (place < RARE)
            rare[place] = id;
    }
    return count;
}

/* --- the passes --- */

static void by_contact(Keys *keys)
{
    const AlikeList lists[] = {keys->face->emails, keys->face->cells, keys->face->phones};
    for (size_t list = 0; list < sizeof lists / sizeof *lists; list++)
        for (uint32_t i = 0; i < lists[list].count; i++)
            file(keys, 1, keys->set->pool.at[lists[list].first + i]);
}

static void by_extra(Keys *keys)
{
    file(keys, 1, keys->face->extra);
}

/* With either name's initial, so that one wrong or swapped name does no harm. */
static void by_birthday(Keys *keys)
{
    file(keys, keys->face->birthday, first_letter(&keys->set->names, keys->face->given));
    file(keys, keys->face->birthday, first_letter(&keys->set->names, keys->face->family));
}

static void by_whole_name(Keys *keys)
{
    uint64_t given = sound(&keys->set->names, keys->face->given);
    uint64_t family = sound(&keys->set->names, keys->face->family);
    if (given && family)
        file(keys, given < family ? given : family, given < family ? family : given);
}

static void by_name_and_postcode(Keys *keys)
{
    file(keys, sound(&keys->set->names, keys->face->family), keys->face->postcode);
    file(keys, sound(&keys->set->names, keys->face->given), keys->face->postcode);
}

static void by_name_and_city(Keys *keys)
{
    file(keys, sound(&keys->set->names, keys->face->family),
         sound(&keys->set->places, keys->face->city));
    file(keys, sound(&keys->set->names, keys->face->given),
         sound(&keys->set->places, keys->face->city));
}

static void by_name_and_number(Keys *keys)
{
    file(keys, keys->face->family, house_number(keys));
    file(keys, keys->face->given, house_number(keys));
}

static void by_name_and_street(Keys *keys)
{
    uint32_t rare[RARE];
    size_t count = rare_words(keys, &keys->set->places, keys->face->street, rare);
    for (size_t i = 0; i < count; i++)
        file(keys, sound(&keys->set->names, keys->face->family), rare[i]);
}

static void by_house(Keys *keys)
{
    uint32_t rare[RARE];
    size_t count = rare_words(keys, &keys->set->places, keys->face->street, rare);
    for (size_t i = 0; i < count; i++)
        file(keys, house_number(keys), rare[i]);
    file(keys, house_number(keys), keys->face->postcode);
}

static void by_street(Keys *keys)
{
    uint32_t rare[RARE];
    size_t count = rare_words(keys, &keys->set->places, keys->face->street, rare);
    if (count == RARE)
        file(keys, rare[0] < rare[1] ? rare[0] : rare[1], rare[0] < rare[1] ? rare[1] : rare[0]);
    if (count)
        file(keys, rare[0], keys->face->city);
}

static void by_company(Keys *keys)
{
    uint64_t company = keys->face->company;
    file(keys, company, sound(&keys->set->names, keys->face->family));
    file(keys, company, sound(&keys->set->names, keys->face->given));
}

static void by_firm_name(Keys *keys)
{
    uint32_t rare[RARE];
    size_t count = rare_words(keys, &keys->set->firm_words, keys->face->company_words, rare);
    file(keys, 1, keys->face->company);
    for (size_t i = 0; i < count; i++)
        file(keys, 2, rare[i]);
}

/* The whole by its sound, for slips in the one word that tells. */
static void by_firm_sound(Keys *keys)
{
    file(keys, 1, sound(&keys->set->firms, keys->face->company));
    file(keys, keys->face->domain, 2);
}

/* --- the table of passes --- */

typedef void FileUnder(Keys *keys);

static const struct {
    FileUnder *file;
    bool of[2]; /* by AlikeKind */
} passes[] = {
    {by_contact, {[ALIKE_PERSON] = true, [ALIKE_FIRM] = true}},
    {by_extra, {[ALIKE_PERSON] = true, [ALIKE_FIRM] = true}},
    {by_house, {[ALIKE_PERSON] = true, [ALIKE_FIRM] = true}},
    {by_street, {[ALIKE_PERSON] = true, [ALIKE_FIRM] = true}},
    {by_birthday, {[ALIKE_PERSON] = true}},
    {by_whole_name, {[ALIKE_PERSON] = true}},
    {by_name_and_postcode, {[ALIKE_PERSON] = true}},
    {by_name_and_city, {[ALIKE_PERSON] = true}},
    {by_name_and_number, {[ALIKE_PERSON] = true}},
    {by_name_and_street, {[ALIKE_PERSON] = true}},
    {by_company, {[ALIKE_PERSON] = true}},
    {by_firm_name, {[ALIKE_FIRM] = true}},
    {by_firm_sound, {[ALIKE_FIRM] = true}},
};

size_t alike_key_passes(void)
{
    return sizeof passes / sizeof *passes;
}

/* The same for like names, so that they stand side by side when sorted. */
static uint32_t order_of(const AlikeSet *set, const AlikeFace *face, AlikeKind kind)
{
    uint64_t first =
        kind == ALIKE_FIRM ? sound(&set->firms, face->company) : sound(&set->names, face->family);
    uint64_t then = kind == ALIKE_FIRM ? face->city : sound(&set->names, face->given);
    return (uint32_t)(mixed(first, 0) >> 44 << 12) | (uint32_t)(mixed(then, 0) >> 52);
}

size_t alike_key_write(const AlikeSet *set, size_t pass, size_t record, AlikeEntry *entries)
{
    AlikeKind kind = set->records[record].kind;
    if (!passes[pass].of[kind])
        return 0;
    Keys keys = {set, &set->faces[record], entries, 0};
    passes[pass].file(&keys);
    uint32_t order = order_of(set, keys.face, kind);
    for (size_t i = 0; i < keys.count; i++) {
        entries[i].key = mixed(entries[i].key, (uint64_t)kind + 1);
        entries[i].order = order;
        entries[i].record = (uint32_t)record;
    }
    return keys.count;
}
