/* Words: told apart once, compared by what hands, ears and scanners do to them. */
#include "follow/alike_part.h"

#include "base/utf8.h"

#include <string.h>

/* --- taking text apart --- */

/* Copies at most the room of a word, never half a letter. */
static void word_put(AlikeWord *word, size_t *used, const char *at, size_t length)
{
    size_t room = sizeof word->text - 1 - *used;
    if (length > room) {
        length = room;
        while (length && ((unsigned char)at[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(word->text + *used, at, length);
    *used += length;
    word->text[*used] = '\0';
}

bool alike_word_next(const char **text, AlikeWord *word)
{
    if (!*text)
        return false;
    *text += strspn(*text, " ");
    size_t length = strcspn(*text, " ");
    size_t used = 0;
    word_put(word, &used, *text, length);
    *text += length;
    return length > 0;
}

void alike_word_squeeze(const char *text, AlikeWord *word)
{
    AlikeWord part;
    size_t used = 0;
    word->text[0] = '\0';
    while (alike_word_next(&text, &part))
        word_put(word, &used, part.text, strlen(part.text));
}

bool alike_word_in(const char *word, const char *const *table, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (word[0] == table[i][0] && strcmp(word, table[i]) == 0)
            return true;
    return false;
}

/* FNV-1a. */
uint64_t alike_word_hash(const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return hash;
}

/* --- what is kept of a word --- */

/* The code of the letter at `at` in Cologne phonetics (Postel 1969), which serves German and
 * English spellings alike; -1 for what is silent. */
static int sound_code(const char *word, const char *at)
{
    char before = at > word ? at[-1] : '\0';
    switch (*at) {
    case 'b':
        return 1;
    case 'p':
        return at[1] == 'h' ? 3 : 1;
    case 'd':
    case 't':
        return at[1] && strchr("csz", at[1]) ? 8 : 2;
    case 'f':
    case 'v':
    case 'w':
        return 3;
    case 'g':
    case 'k':
    case 'q':
        return 4;
    case 'c':
        if (!at[1] || (before && strchr("sz", before)))
            return 8;
        return strchr(before ? "ahkoqux" : "ahkloqrux", at[1]) ? 4 : 8;
    case 'x': /* "ks"; the 4 before is left out, as words differ by it only in spelling */
        return 8;
    case 'l':
        return 5;
    case 'm':
    case 'n':
        return 6;
    case 'r':
        return 7;
    case 's':
    case 'z':
        return 8;
    case 'h':
        return -1;
    default:
        return *at >= 'a' && *at <= 'z' ? 0 : -1;
    }
}

/* Up to eight codes, each plus one in four bits; vowels count at the start only. */
static uint32_t word_sound(const char *word)
{
    uint32_t sound = 0;
    int last = -1;
    for (const char *at = word; *at && sound < 1U << 28; at++) {
        int code = sound_code(word, at);
        if (code >= 0 && code != last && (code > 0 || at == word))
            sound = sound << 4 | (uint32_t)(code + 1);
        if (code >= 0)
            last = code;
    }
    return sound;
}

static AlikeTerm term_of(const char *text)
{
    AlikeTerm term = {.text = text};
    const char *end = text + strlen(text);
    size_t digits = 0;
    bool ascii = true;
    for (const char *at = text; at < end && term.length < ALIKE_LETTERS; term.length++) {
        int32_t point = utf8_next(&at, end);
        bool digit = point >= '0' && point <= '9';
        if (digit && digits == term.length)
            digits++;
        ascii = ascii && point >= 0 && point < 0x80;
        term.letters |= 1U << (digit ? 26 + (uint32_t)point % 6 : (uint32_t)point % 26);
    }
    term.number = digits > 0 && term.length <= digits + 1;
    term.sound = ascii && !digits ? word_sound(text) : 0;
    term.brief = alike_short_known(text);
    return term;
}

/* --- the dictionary --- */

enum { FIRST_SLOTS = 1024 };

static uint32_t *term_slot(const AlikeTerms *terms, const char *text)
{
    uint32_t mask = terms->slot_count - 1;
    uint32_t place = (uint32_t)(alike_word_hash(text) >> 20) & mask;
    while (terms->slots[place] && strcmp(terms->at[terms->slots[place]].text, text) != 0)
        place = (place + 1) & mask;
    return &terms->slots[place];
}

/* Twice the slots; the old ones stay in the arena, as with a Vec. */
static void terms_widen(Arena *arena, AlikeTerms *terms)
{
    terms->slot_count = terms->slot_count ? terms->slot_count * 2 : FIRST_SLOTS;
    terms->slots = arena_array(arena, terms->slot_count, sizeof *terms->slots);
    terms->capacity = terms->slot_count / 2;
    AlikeTerm *at = arena_array(arena, terms->capacity, sizeof *at);
    if (terms->count)
        memcpy(at, terms->at, terms->count * sizeof *at);
    else
        terms->count = 1; /* id 0 is "unknown" */
    terms->at = at;
    for (uint32_t id = 1; id < terms->count; id++)
        *term_slot(terms, at[id].text) = id;
}

uint32_t alike_word_add(Arena *arena, AlikeTerms *terms, const char *text)
{
    if (!text[0])
        return 0;
    if (terms->count >= terms->capacity)
        terms_widen(arena, terms);
    uint32_t *slot = term_slot(terms, text);
    if (!*slot) {
        *slot = terms->count++;
        terms->at[*slot] = term_of(arena_strdup(arena, text));
    }
    terms->at[*slot].count++;
    return *slot;
}

/* --- distance --- */

static int letters_of(const char *text, int32_t points[ALIKE_LETTERS])
{
    int count = 0;
    for (; *text > 0 && count < ALIKE_LETTERS; text++) /* ASCII */
        points[count++] = (unsigned char)*text;
    for (const char *end = text + strlen(text); text < end && count < ALIKE_LETTERS;)
        points[count++] = utf8_next(&text, end);
    return count;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

int alike_word_distance(const char *a, const char *b, int most)
{
    int32_t left[ALIKE_LETTERS], right[ALIKE_LETTERS];
    int left_count = letters_of(a, left), right_count = letters_of(b, right);
    if (left_count - right_count > most || right_count - left_count > most)
        return most + 1;
    int rows[3][ALIKE_LETTERS + 1];
    int *before = rows[0], *above = rows[1], *row = rows[2];
    for (int j = 0; j <= right_count; j++)
        above[j] = j;
    for (int i = 1; i <= left_count; i++) {
        int best = row[0] = i;
        for (int j = 1; j <= right_count; j++) {
            int replaced = above[j - 1] + (left[i - 1] != right[j - 1]);
            row[j] = least(replaced, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
            best = least(best, row[j]);
        }
        if (best > most)
            return most + 1;
        int *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return least(above[right_count], most + 1);
}

bool alike_word_within(const AlikeTerm *a, const AlikeTerm *b, int slips)
{
    /* A slip changes which letters there are by two at most. */
    return a == b || (__builtin_popcount(a->letters ^ b->letters) <= 2 * slips &&
                      alike_word_distance(a->text, b->text, slips) <= slips);
}

AlikeNearness alike_word_nearness(const AlikeTerm *a, const AlikeTerm *b)
{
    if (a == b)
        return ALIKE_EQUAL;
    int longest = a->length > b->length ? a->length : b->length;
    /* Short words are near to too many others; a number is one slip away or another one. */
    if (longest < (a->number && b->number ? 2 : 4))
        return ALIKE_APART;
    int near = longest >= 8 && !a->number ? 2 : 1;
    int similar = a->number || b->number ? near : longest / 3;
    bool sounds = a->sound > 0xF && a->sound == b->sound;
    int most = sounds ? longest / 2 : similar > near ? similar : near;
    if (__builtin_popcount(a->letters ^ b->letters) > 2 * most)
        return ALIKE_APART;
    int distance = alike_word_distance(a->text, b->text, most);
    return distance <= near ? ALIKE_NEAR : distance <= most ? ALIKE_SIMILAR : ALIKE_APART;
}
