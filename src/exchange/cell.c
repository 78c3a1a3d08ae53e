#include "exchange/cell.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

/* Printable ASCII without double blanks needs no cleaning; that is nearly every cell, and this the
 * hottest loop of an import: eight bytes at a time, each with its highest bit for a mark. */
static bool is_plain(const char *text, size_t length)
{
    static const uint64_t ones = UINT64_C(0x0101010101010101), marks = ones << 7;
    if (text[0] == ' ' || text[length - 1] == ' ')
        return false;
    uint64_t other = 0, blanks_before = 0;
    for (size_t i = 0; i < length; i += 8) {
        uint64_t eight = 'x' * ones;
        memcpy(&eight, text + i, length - i < 8 ? length - i : 8);
        other |= eight;                         /* beyond ASCII */
        other |= (eight - ' ' * ones) & ~eight; /* below a blank */
        other |= eight + ones;                  /* DEL */
        uint64_t zero_at_blank = eight ^ (' ' * ones);
        uint64_t blanks = ~((zero_at_blank & ~marks) + ~marks) & ~zero_at_blank & marks;
        other |= blanks & (blanks << 8 | blanks_before >> 56); /* little-endian, as the text runs */
        blanks_before = blanks;
    }
    return !(other & marks);
}

/* What programs write where there is nothing; Outlook has a birthday on 0/0/00. */
static bool says_nothing(const char *text)
{
    static const char *const nothings[] = {
        "-",      "--",         "n/a",    "N/A",         "#N/A",
        "null",   "NULL",       "nan",    "NaN",         "#N/D",
        "#NV",    "(No value)", "(none)", "[null]",      "[not provided]",
        "(null)", "0/0/00",     "0.0.00", "Unspecified",
    };
    /* Most cells are out by their first two characters. */
    static const char first[] = "-nN#([0U";
    bool number = text[1] >= '0' && text[1] <= '9';
    if (number || !memchr(first, text[0], sizeof first - 1) || strlen(text) > 14)
        return false;
    for (size_t i = 0; i < sizeof nothings / sizeof nothings[0]; i++)
        if (strcmp(text, nothings[i]) == 0)
            return true;
    return false;
}

bool cell_is_formula(const char *text)
{
    static const char *const wide[] = {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    if (text[0] && strchr("=+-@", text[0]))
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (text_starts(text, wide[i]))
            return true;
    return false;
}

size_t cell_formula_after(const char *text, size_t from)
{
    for (size_t at = from; text[at]; at++) {
        if (text[at] != ';' && text[at] != '\t')
            continue;
        size_t begins = at + 1 + strspn(text + at + 1, " ");
        if (cell_is_formula(text + begins + strspn(text + begins, "'")))
            return begins;
    }
    return strlen(text);
}

/* Apostrophes that csv_write.c put into the middle of a cell. */
static const char *unwrap_middle(Arena *arena, const char *text)
{
    char *to = NULL;
    size_t taken = 0;
    for (size_t at = cell_formula_after(text, 0); text[at]; at = cell_formula_after(text, at)) {
        if (text[at] != '\'')
            continue;
        if (!to)
            to = arena_strdup(arena, text);
        size_t place = at - taken++;
        memmove(to + place, to + place + 1, strlen(to + place));
    }
    return to ? to : text;
}

/* ="00123" and '+49 30 1234: both say "this is text". */
static const char *unwrap(Arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (length > 3 && text[0] == '=' && text[1] == '"' && text[length - 1] == '"' &&
        !memchr(text + 2, '"', length - 3))
        return arena_strndup(arena, text + 2, length - 3);
    if (text[0] == '\'' && cell_is_formula(text + strspn(text, "'")))
        text++;
    return memchr(text, ';', length) ? unwrap_middle(arena, text) : text;
}

static const char *finish(Arena *arena, const char *text)
{
    if (text[0] == '=' || strchr(text, '\''))
        text = unwrap(arena, text);
    return *text && !says_nothing(text) ? text : NULL;
}

const char *cell_line(Arena *arena, const char *text, size_t length)
{
    if (!length)
        return NULL;
    if (!is_plain(text, length))
        text = text_clean(arena, text, length, SIZE_MAX);
    return finish(arena, text);
}

const char *cell_lines(Arena *arena, const char *text, size_t length)
{
    if (!length)
        return NULL;
    if (!is_plain(text, length))
        text = text_clean_lines(arena, text, length, SIZE_MAX);
    return finish(arena, text);
}

bool cell_next_item(const char **at, const char *separators, Cell *item)
{
    static const char google[] = " ::: ";
    const char *start = *at;
    while (*start == ' ' || *start == '\n' || (*start && strchr(separators, *start)))
        start++;
    const char *end = start + strcspn(start, separators);
    const char *line_end = memchr(start, '\n', (size_t)(end - start));
    end = line_end ? line_end : end;
    const char *next = end;
    bool may_join = memchr(start, ':', (size_t)(end - start)) != NULL;
    const char *joint =
        may_join ? memmem(start, (size_t)(end - start), google, sizeof google - 1) : NULL;
    if (joint) {
        end = joint;
        next = joint + sizeof google - 1;
    }
    *at = next;
    while (end > start && end[-1] == ' ')
        end--;
    *item = (Cell){.at = start, .length = (size_t)(end - start)};
    return end > start;
}

bool cell_is_yes(const char *text)
{
    static const char *const no[] = {
        "0",     "false", "no",    "n",          "nein",  "f",    "non",      "falsch", "faux",
        "falso", "off",   "never", "subscribed", "aktiv", "none", "opted in", "opt in", "opt-in",
    };
    if (!text)
        return false;
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        if (text_equal_nocase(text, no[i]))
            return false;
    return true;
}
