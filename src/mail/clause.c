#include "mail/refusal_part.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

/* What keyboards put in the place of an ASCII character. */
static const struct {
    const char *from;
    char to;
} plain[] = {
    {"\u2018", '\''}, {"\u2019", '\''}, {"\u02BC", '\''}, {"\u00B4", '\''}, {"\u2013", '-'},
    {"\u2014", '-'},  {"\u2026", '.'},  {"\uFF01", '!'},  {"\uFF1F", '?'},  {"\u3002", '.'},
    {"\uFF0C", ','},  {"\u3001", ','},  {"\u2022", '.'},
};

/* Never longer than it was. */
static char *make_plain(Arena *arena, const char *words)
{
    char *made = arena_strdup(arena, words), *to = made;
    for (const char *at = words; *at;) {
        size_t i = 0, count = sizeof plain / sizeof *plain;
        while (i < count && !text_starts(at, plain[i].from))
            i++;
        *to++ = i < count ? plain[i].to : *at;
        at += i < count ? strlen(plain[i].from) : 1;
    }
    *to = '\0';
    return made;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\0';
}

/* What stands at `at` parts two clauses. A dash does with a blank beside it: "opt-out" is a word.
 */
static bool is_end(const char *text, const char *at)
{
    if (*at == '-')
        return at == text || is_blank(at[-1]) || is_blank(at[1]) || at[1] == '-' || at[-1] == '-';
    return strchr(".!?;,\n\r()|", *at) != NULL;
}

static bool is_named(const char *part)
{
    for (const char *at = part; *at; at++)
        if ((at == part || is_blank(at[-1])) && *at >= 'a' && *at <= 'z')
            return false;
    return true;
}

static Clause clause_of(Arena *arena, const char *bytes, size_t length, char end)
{
    char *part = arena_strndup(arena, bytes, length), *to = part;
    for (const char *at = part; *at; at++)
        if (*at != '\'' && *at != '-' && *at != '`')
            *to++ = *at;
    *to = '\0';
    char *folded = text_fold(arena, part);
    Clause clause = {.named = is_named(part), .end = end};
    size_t most = 1;
    for (const char *at = folded; *at; at++)
        most += *at == ' ';
    clause.at = arena_array(arena, most, sizeof *clause.at);
    for (char *at = folded; *at;) {
        size_t word = strcspn(at, " ");
        char *next = at + word + (at[word] != '\0');
        at[word] = '\0';
        clause.at[clause.count++] = at;
        at = next;
    }
    return clause;
}

Clauses clauses_of(Arena *arena, const char *words)
{
    const char *text = make_plain(arena, words), *begin = text;
    size_t most = 1;
    for (const char *at = text; *at; at++)
        most += is_end(text, at);
    Clauses clauses = {arena_array(arena, most, sizeof *clauses.at), 0};
    for (const char *at = text;; at++) {
        if (*at && !is_end(text, at))
            continue;
        Clause clause = clause_of(arena, begin, (size_t)(at - begin), *at);
        if (clause.count)
            clauses.at[clauses.count++] = clause;
        else if (clauses.count && *at && *at != ',') /* "stop -Bob", "really?!" */
            clauses.at[clauses.count - 1].end = *at;
        if (!*at)
            return clauses;
        begin = at + 1;
    }
}

bool word_in(const char *word, const char *class)
{
    size_t length = strlen(word);
    for (const char *at = class; length && (at = strstr(at, word)); at += length)
        if ((at == class || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return true;
    return false;
}

size_t clause_skip(const Clause *clause, size_t from, const char *class)
{
    while (from < clause->count && word_in(clause->at[from], class))
        from++;
    return from;
}

bool clause_has(const Clause *clause, size_t from, size_t to, const char *class)
{
    for (size_t i = from; i < to && i < clause->count; i++)
        if (word_in(clause->at[i], class))
            return true;
    return false;
}

bool clause_is(const Clause *clause, size_t i, const char *class)
{
    return i < clause->count && word_in(clause->at[i], class);
}

bool clause_reads(const Clause *clause, size_t from, const char *words)
{
    for (size_t i = from; i < clause->count; i++) {
        size_t length = strlen(clause->at[i]);
        if (!text_starts(words, clause->at[i]) || (words[length] && words[length] != ' '))
            return false;
        if (!words[length])
            return true;
        words += length + 1;
    }
    return false;
}

/* How many letters of the longer word are not in the other, in its order; SIZE_MAX: too long. */
static size_t letters_apart(const char *a, const char *b)
{
    enum { LONGEST = 16 };
    size_t row[LONGEST + 1] = {0}, a_length = strlen(a), b_length = strlen(b);
    if (a_length > LONGEST || b_length > LONGEST)
        return SIZE_MAX;
    for (size_t i = 1; i <= a_length; i++) { /* the longest common subsequence */
        size_t corner = 0;
        for (size_t j = 1; j <= b_length; j++) {
            size_t above = row[j];
            row[j] = a[i - 1] == b[j - 1] ? corner + 1 : row[j] > row[j - 1] ? row[j] : row[j - 1];
            corner = above;
        }
    }
    return (a_length > b_length ? a_length : b_length) - row[b_length];
}

bool word_is_stop(const char *word)
{
    enum { TYPOS = 2 };
    if (word_in(word, "stop stopall stahp stpo sotp tsop st0p stp optout unsub"))
        return true;
    if (text_starts(word, "stopp")) /* "stoppp", not "stopped" */
        return !word[strspn(word, "stop")];
    return text_starts(word, "un") && !text_starts(word, "unsubscribed") &&
           letters_apart(word, "unsubscribe") <= TYPOS;
}
