/* The set made ready: records as ids of distinct values, with how often each occurs. */
#include "follow/alike_part.h"

#include "base/text.h"

#include <string.h>

/* --- lists of ids --- */

static void list_push(Arena *arena, AlikeSet *set, AlikeList *list, uint32_t id)
{
    if (!list->count)
        list->first = (uint32_t)set->pool.count;
    *vec_push(arena, &set->pool) = id;
    list->count++;
}

static AlikeList contact_list(Arena *arena, AlikeSet *set, const char *text)
{
    AlikeList list = {0};
    AlikeWord word;
    while (list.count < ALIKE_LIST && alike_word_next(&text, &word))
        list_push(arena, set, &list, alike_word_add(arena, &set->contacts, word.text));
    return list;
}

static uint32_t squeezed(Arena *arena, AlikeTerms *terms, const char *text)
{
    AlikeWord word;
    alike_word_squeeze(text_or(text, ""), &word);
    return alike_word_add(arena, terms, word.text);
}

/* --- names of people --- */

/* Before a name. */
static const char *const honorifics[] = {"mr",   "mrs",  "ms",  "miss", "mister", "dr",   "prof",
                                         "herr", "frau", "mme", "mlle", "sir",    "dame", "rev"};

/* Behind a name. */
static const char *const degrees[] = {"phd", "md", "mba", "esq", "msc", "bsc", "llm"};

/* Begin a family name of several words. */
static const char *const particles[] = {"van", "von", "der",   "den", "de", "di",  "da",  "del",
                                        "la",  "le",  "du",    "dos", "do", "ter", "ten", "al",
                                        "el",  "bin", "della", "zu",  "st", "mc",  "mac", "o"};

static const struct {
    const char *word;
    uint8_t generation;
} generations[] = {{"sr", 1}, {"senior", 1}, {"jr", 2}, {"junior", 2},
                   {"ii", 2}, {"iii", 3},    {"iv", 4}};

static uint8_t generation_of(const char *word)
{
    for (size_t i = 0; i < sizeof generations / sizeof *generations; i++)
        if (strcmp(generations[i].word, word) == 0)
            return generations[i].generation;
    return 0;
}

/* The words of a name that are the name; notes "junior" and its kin. */
static AlikeList name_list(Arena *arena, AlikeSet *set, const char *text, uint8_t *generation)
{
    AlikeList list = {0};
    AlikeWord word;
    while (list.count < ALIKE_WORDS && alike_word_next(&text, &word)) {
        uint8_t said = generation_of(word.text);
        bool last = !text[strspn(text, " ")];
        if (said)
            *generation = said;
        else if (list.count ? !ALIKE_IN(word.text, degrees)
                            : last || !ALIKE_IN(word.text, honorifics))
            list_push(arena, set, &list, alike_word_add(arena, &set->names, word.text));
    }
    return list;
}

/* The id of the words without blanks, so that "hayd en" is "hayden". */
static uint32_t name_whole(Arena *arena, AlikeSet *set, AlikeList words)
{
    if (words.count == 1)
        return set->pool.at[words.first];
    AlikeWord whole = {0};
    size_t used = 0;
    for (uint32_t i = 0; i < words.count; i++) {
        const char *word = set->names.at[set->pool.at[words.first + i]].text;
        size_t length = strlen(word);
        if (used + length >= sizeof whole.text)
            break;
        memcpy(whole.text + used, word, length + 1);
        used += length;
    }
    return alike_word_add(arena, &set->names, whole.text);
}

/* Divides the words of a whole name: the last, with the particles before it, is the family's. */
static void name_divide(const AlikeSet *set, AlikeList words, AlikeFace *face)
{
    if (!words.count)
        return;
    uint32_t given = words.count - 1;
    while (given > 1 &&
           ALIKE_IN(set->names.at[set->pool.at[words.first + given - 1]].text, particles))
        given--;
    face->given_words = (AlikeList){words.first, given};
    face->family_words = (AlikeList){words.first + given, words.count - given};
}

static void face_names(Arena *arena, AlikeSet *set, const AlikeRecord *record, AlikeFace *face)
{
    if (text_empty(record->given) && text_empty(record->family)) {
        name_divide(set, name_list(arena, set, record->name, &face->generation), face);
    } else {
        face->given_words = name_list(arena, set, record->given, &face->generation);
        face->family_words = name_list(arena, set, record->family, &face->generation);
    }
    face->given = name_whole(arena, set, face->given_words);
    face->family = name_whole(arena, set, face->family_words);
}

/* --- places --- */

/* Words of a street that are written in two ways. */
static const struct {
    const char *word, *whole;
} street_words[] = {
    {"st", "street"},     {"str", "strasse"},    {"rd", "road"},       {"ave", "avenue"},
    {"av", "avenue"},     {"blvd", "boulevard"}, {"blv", "boulevard"}, {"dr", "drive"},
    {"ln", "lane"},       {"ct", "court"},       {"crt", "court"},     {"pl", "place"},
    {"sq", "square"},     {"hwy", "highway"},    {"pkwy", "parkway"},  {"cres", "crescent"},
    {"cr", "crescent"},   {"cct", "circuit"},    {"cir", "circle"},    {"ter", "terrace"},
    {"tce", "terrace"},   {"apt", "apartment"},  {"ste", "suite"},     {"fl", "floor"},
    {"bldg", "building"}, {"mt", "mount"},       {"pde", "parade"},    {"expy", "expressway"},
    {"n", "north"},       {"s", "south"},        {"e", "east"},        {"w", "west"},
    {"first", "1st"},     {"second", "2nd"},     {"third", "3rd"},     {"fourth", "4th"},
    {"fifth", "5th"},     {"sixth", "6th"},      {"seventh", "7th"},   {"eighth", "8th"},
    {"ninth", "9th"},     {"tenth", "10th"},     {"eleventh", "11th"}, {"twelfth", "12th"},
};

/* "hauptstr" is "hauptstrasse". */
static void street_word_whole(AlikeWord *word)
{
    for (size_t i = 0; i < sizeof street_words / sizeof *street_words; i++)
        if (street_words[i].word[0] == word->text[0] &&
            strcmp(street_words[i].word, word->text) == 0) {
            memcpy(word->text, street_words[i].whole, strlen(street_words[i].whole) + 1);
            return;
        }
    static const char rest[] = "asse";
    size_t length = strlen(word->text);
    if (length > strlen("str") && length + sizeof rest <= sizeof word->text &&
        text_ends_nocase(word->text, "str"))
        memcpy(word->text + length, rest, sizeof rest);
}

static AlikeList street_list(Arena *arena, AlikeSet *set, const char *text)
{
    AlikeList list = {0};
    AlikeWord word;
    while (list.count < ALIKE_WORDS && alike_word_next(&text, &word)) {
        street_word_whole(&word);
        list_push(arena, set, &list, alike_word_add(arena, &set->places, word.text));
    }
    return list;
}

/* --- the rest --- */

/* The digits of a date as a number, if they are eight: one with a month 95 still tells a slip. */
static uint32_t birthday_of(const char *text)
{
    uint32_t number = 0;
    int digits = 0;
    for (text = text_or(text, ""); *text && digits <= 8; text++)
        if (*text >= '0' && *text <= '9') {
            number = number * 10 + (uint32_t)(*text - '0');
            digits++;
        } else if (digits == 8) {
            break; /* a time of day */
        }
    return digits == 8 ? number : 0;
}

static void face_company(Arena *arena, AlikeSet *set, const char *name, AlikeFace *face)
{
    if (text_empty(name))
        return;
    auto_arena Arena *scratch = arena_new();
    const char *key = alike_company_key(scratch, name);
    AlikeWord word;
    alike_word_squeeze(key, &word);
    face->company = alike_word_add(arena, &set->firms, word.text);
    while (face->company_words.count < ALIKE_WORDS && alike_word_next(&key, &word))
        list_push(arena, set, &face->company_words,
                  alike_word_add(arena, &set->firm_words, word.text));
}

static uint32_t domain_of(Arena *arena, AlikeSet *set, const char *emails)
{
    AlikeWord word;
    if (!alike_word_next(&emails, &word))
        return 0;
    const char *at = strrchr(word.text, '@');
    return at ? alike_word_add(arena, &set->contacts, at) : 0;
}

static void face_fill(Arena *arena, AlikeSet *set, const AlikeRecord *record, AlikeFace *face)
{
    bool firm = record->kind == ALIKE_FIRM;
    if (!firm)
        face_names(arena, set, record, face);
    face_company(arena, set, firm ? record->name : record->company, face);
    face->street = street_list(arena, set, record->street);
    face->city = squeezed(arena, &set->places, record->city);
    face->postcode = squeezed(arena, &set->places, record->postcode);
    face->region = squeezed(arena, &set->places, record->region);
    face->birthday = birthday_of(record->birthday);
    face->extra = squeezed(arena, &set->contacts, record->extra);
    face->emails = contact_list(arena, set, record->emails);
    face->cells = contact_list(arena, set, record->cells);
    face->phones = contact_list(arena, set, record->phones);
    if (firm)
        face->domain = domain_of(arena, set, record->emails);
}

AlikeSet *alike_set_new(Arena *arena, const AlikeRecord *records, size_t count)
{
    AlikeSet *set = arena_make(arena, AlikeSet);
    set->records = records;
    set->count = count;
    set->faces = arena_array(arena, count, sizeof *set->faces);
    for (size_t i = 0; i < count; i++)
        face_fill(arena, set, &records[i], &set->faces[i]);
    return set;
}
