#include "base/text.h"

#include <string.h>
#include <strings.h>

/* ASCII only, whatever the locale says. */
static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool same_nocase(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (lower(a[i]) != lower(b[i]))
            return false;
    return true;
}

bool text_equal(const char *a, const char *b)
{
    return strcmp(text_or(a, ""), text_or(b, "")) == 0;
}

bool text_equal_nocase(const char *a, const char *b)
{
    a = text_or(a, "");
    b = text_or(b, "");
    size_t length = strlen(a);
    return strlen(b) == length && same_nocase(a, b, length);
}

bool text_starts(const char *text, const char *prefix)
{
    return strncmp(text_or(text, ""), prefix, strlen(prefix)) == 0;
}

bool text_starts_nocase(const char *text, const char *prefix)
{
    text = text_or(text, "");
    size_t length = strlen(prefix);
    return strnlen(text, length) == length && same_nocase(text, prefix, length);
}

bool text_ends_nocase(const char *text, const char *suffix)
{
    text = text_or(text, "");
    size_t length = strlen(text), tail = strlen(suffix);
    return length >= tail && same_nocase(text + length - tail, suffix, tail);
}

const char *text_find_nocase(const char *text, const char *part)
{
    size_t length = strlen(part);
    text = text_or(text, "");
    for (size_t left = strlen(text); left >= length; text++, left--)
        if (same_nocase(text, part, length))
            return text;
    return NULL;
}

/* --- did you mean --- */

enum { NEAR_LONGEST = 64 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Edit distance with swaps of neighbours (optimal string alignment), ASCII case ignored. */
static int distance(const char *a, const char *b, size_t a_length, size_t b_length)
{
    int rows[3][NEAR_LONGEST + 1];
    int *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        above[j] = (int)j;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = (int)i;
        for (size_t j = 1; j <= b_length; j++) {
            char x = lower(a[i - 1]), y = lower(b[j - 1]);
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower(b[j - 2]) && y == lower(a[i - 2]))
                row[j] = least(row[j], before[j - 2] + 1);
        }
        int *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b_length];
}

const char *text_nearest(const char *word, const char *const *words)
{
    size_t length = strlen(word);
    if (length == 0 || length > NEAR_LONGEST)
        return NULL;
    const char *nearest = NULL;
    int best = 0;
    for (; *words; words++) {
        size_t other = strlen(*words);
        if (other > NEAR_LONGEST)
            continue;
        /* A third of the letters may be wrong, but never all of them. */
        int allowed = least((int)(length + 2) / 3, (int)(length > other ? length : other) - 1);
        int wrong = distance(word, *words, length, other);
        if (wrong <= allowed && (!nearest || wrong < best)) {
            nearest = *words;
            best = wrong;
        }
    }
    return nearest;
}

/* --- names of people --- */

typedef struct Word {
    const char *at;
    size_t length;
} Word;

static Word next_word(const char **at)
{
    *at += strspn(*at, " \t\r\n");
    Word word = {*at, strcspn(*at, " \t\r\n,")};
    *at += word.length;
    return word;
}

/* Compared without case and without a dot at the end. */
static bool word_among(Word word, const char *const *list)
{
    if (word.length && word.at[word.length - 1] == '.')
        word.length--;
    for (; *list; list++)
        if (strlen(*list) == word.length && same_nocase(word.at, *list, word.length))
            return true;
    return false;
}

static const char *const titles[] = {
    "Mr",   "Mrs",     "Ms",       "Miss",   "Mx",       "Dr",  "Prof", "Professor", "Sir",
    "Dame", "Lord",    "Lady",     "Rev",    "Reverend", "Hon", "Capt", "Lt",        "Col",
    "Sgt",  "Maj",     "Gen",      "Herr",   "Frau",     "Ing", "Dipl", "Dipl.-Ing", "Mag",
    "Mme",  "Mlle",    "Monsieur", "Madame", "Sr",       "Sra", "Srta", "Don",       "Doña",
    "Dott", "Dottore", "Sig",      "Sigra",  "Pfarrer",  "Dhr", "Mevr", NULL,
};

static const char *const suffixes[] = {
    "Jr",  "Sr", "II",  "III", "IV", "PhD", "Ph.D", "MD",  "M.D", "Esq",  "CPA",
    "DDS", "JD", "MBA", "RN",  "PE", "CFA", "MSc",  "BSc", "MA",  "LL.M", NULL,
};

char *text_first_name(Arena *arena, const char *name)
{
    const char *at = text_or(name, "");
    /* "Berg, Ann-Marie" is turned round; "Ann-Marie Berg, PhD" is not. */
    const char *comma = strchr(at, ',');
    if (comma) {
        const char *after = comma + 1;
        Word word = next_word(&after);
        if (word.length && !word_among(word, suffixes))
            at = comma + 1;
    }
    const char *whole = at + strspn(at, " \t\r\n");
    Word word = next_word(&at);
    bool titled = false;
    while (word.length && word_among(word, titles)) {
        Word next = next_word(&at);
        if (!next.length)
            break;
        titled = true;
        word = next;
    }
    const char *rest = at;
    Word next = next_word(&rest);
    if (titled && (!next.length || word_among(next, suffixes)) && !comma)
        word = (Word){whole, (size_t)(word.at + word.length - whole)};
    return arena_strndup(arena, word.at, word.length);
}

char *text_size(Arena *arena, int64_t bytes)
{
    enum { KILO = 1000, MEGA = KILO * KILO, TENTH = MEGA / 10 };
    if (bytes < KILO)
        return arena_printf(arena, "%lld bytes", (long long)bytes);
    if (bytes < MEGA - KILO / 2)
        return arena_printf(arena, "%lld kB", (long long)((bytes + KILO / 2) / KILO));
    int64_t tenths = (bytes + TENTH / 2) / TENTH;
    return tenths >= 100 ? arena_printf(arena, "%lld MB", (long long)((tenths + 5) / 10))
                         : arena_printf(arena, "%lld.%lld MB", (long long)(tenths / 10),
                                        (long long)(tenths % 10));
}
