#include "exchange/guess.h"

#include "base/place.h"
#include "base/text.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80);
}

/* How many bytes are of the set; `digits` of them are digits. */
static size_t count_of(Cell cell, const char *set, size_t *digits)
{
    size_t count = 0;
    *digits = 0;
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.at[i];
        *digits += is_digit(c);
        count += is_digit(c) || (c && strchr(set, c));
    }
    return count;
}

bool guess_is_email(Cell cell)
{
    const char *at = memchr(cell.at, '@', cell.length);
    if (!at || at == cell.at || cell.length > 254)
        return false;
    size_t before = (size_t)(at - cell.at), behind = cell.length - before - 1;
    const char *dot = memchr(at + 1, '.', behind);
    if (!dot || dot == at + 1 || memchr(at + 1, '@', behind))
        return false;
    for (size_t i = 0; i < cell.length; i++)
        if ((unsigned char)cell.at[i] <= ' ' || strchr("<>(),;:\"", cell.at[i]))
            return false;
    return cell.at[cell.length - 1] != '.';
}

bool guess_is_date(Cell cell)
{
    size_t digits;
    if (cell.length < 6 || cell.length > 19 || !is_digit(cell.at[0]))
        return false;
    if (count_of(cell, "/-.: ", &digits) != cell.length || digits == cell.length)
        return false;
    /* 2024-03-12, 3/15/2024, 12.3.24: two separators, alike, close to the front. */
    size_t first = 0;
    while (first < cell.length && is_digit(cell.at[first]))
        first++;
    size_t second = first + 1;
    while (second < cell.length && is_digit(cell.at[second]))
        second++;
    return (first == 1 || first == 2 || first == 4) && second - first <= 3 &&
           second < cell.length && cell.at[first] == cell.at[second] &&
           memchr("/-.", cell.at[first], 3);
}

bool guess_is_phone(Cell cell)
{
    size_t digits;
    if (cell.length < 7 || cell.length > 40 || guess_is_date(cell))
        return false;
    if (count_of(cell, "+()-./ x", &digits) != cell.length || digits < 7 || digits > 20)
        return false;
    return cell.at[0] == '+' || cell.at[0] == '(' || is_digit(cell.at[0]);
}

bool guess_is_url(Cell cell)
{
    static const char *const starts[] = {"http://", "https://", "www."};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        size_t length = strlen(starts[i]);
        if (cell.length > length && strncasecmp(cell.at, starts[i], length) == 0)
            return true;
    }
    return false;
}

bool guess_is_number(Cell cell)
{
    size_t digits;
    return cell.length && count_of(cell, "+-.,", &digits) == cell.length && digits > 0;
}

/* The words of letters (and ' - .) in the cell, or 0 when anything else is in it. */
static size_t count_words(Cell cell)
{
    size_t words = 0;
    bool within = false;
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.at[i];
        if (c == ' ') {
            within = false;
        } else if (is_letter(c) || (within && strchr("'-.", c) && c)) {
            words += !within;
            within = true;
        } else {
            return 0;
        }
    }
    return words;
}

bool guess_is_person(Cell cell)
{
    size_t words = count_words(cell);
    return words >= 2 && words <= 4 && cell.length <= 60 && !guess_is_company(cell);
}

bool guess_is_word(Cell cell)
{
    return count_words(cell) == 1 && cell.length <= 40;
}

static bool ends_with_word(Cell cell, const char *word)
{
    size_t length = strlen(word);
    return cell.length > length && cell.at[cell.length - length - 1] == ' ' &&
           strncasecmp(cell.at + cell.length - length, word, length) == 0;
}

bool guess_is_company(Cell cell)
{
    static const char *const forms[] = {
        "gmbh",    "ag",   "kg",     "ohg",   "inc",  "inc.",  "llc",     "ltd",  "ltd.",
        "limited", "plc",  "corp",   "corp.", "co.",  "sa",    "s.a.",    "sas",  "sarl",
        "sl",      "s.l.", "s.r.l.", "srl",   "bv",   "b.v.",  "nv",      "n.v.", "oy",
        "ab",      "as",   "se",     "ug",    "e.v.", "group", "company", "gbr",
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (ends_with_word(cell, forms[i]))
            return true;
    return false;
}

static bool is_one_of(Cell cell, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == cell.length && strncasecmp(cell.at, words[i], cell.length) == 0)
            return true;
    return false;
}

bool guess_is_honorific(Cell cell)
{
    static const char *const honorifics[] = {
        "mr",   "mr.",   "mrs",   "mrs.", "ms",        "ms.",        "miss",   "dr",
        "dr.",  "prof",  "prof.", "sir",  "herr",      "frau",       "hr.",    "fr.",
        "m.",   "mme",   "mme.",  "mlle", "mlle.",     "monsieur",   "madame", "sr.",
        "sra.", "srta.", "don",   "dona", "prof. dr.", "dipl.-ing.", "rev.",   "mx",
    };
    return is_one_of(cell, honorifics, sizeof honorifics / sizeof honorifics[0]);
}

bool guess_is_country(Cell cell)
{
    char name[64];
    if (!cell.length || cell.length >= sizeof name)
        return false;
    memcpy(name, cell.at, cell.length);
    name[cell.length] = '\0';
    return place_country(name) != NULL;
}

bool guess_is_value(Cell cell)
{
    size_t digits;
    if (cell.length > 120 || guess_is_email(cell) || guess_is_url(cell) || guess_is_date(cell) ||
        guess_is_phone(cell))
        return true;
    return count_of(cell, "+-.,/ $%:", &digits) == cell.length && digits > 4;
}

size_t guess_count(const CellRow *rows, size_t row_count, size_t column, GuessQuestion question,
                   size_t *filled)
{
    size_t yes = 0;
    *filled = 0;
    for (size_t i = 0; i < row_count; i++) {
        if (column >= rows[i].count || !rows[i].cells[column].length)
            continue;
        ++*filled;
        yes += question(rows[i].cells[column]);
    }
    return yes;
}
