#include "exchange/cell.h"

#include "base/text.h"

#include <string.h>

/* Printable ASCII without double blanks needs no cleaning; that is nearly every cell. (No branch in
 * the loop: this is the hottest one of an import.) */
static bool is_plain(const char *text, size_t length)
{
    unsigned char other = 0, before = ' ';
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        other |= (unsigned char)(c - ' ') > '~' - ' ';
        other |= (c == ' ') & (before == ' '); /* also a leading one */
        before = c;
    }
    return !other && before != ' ';
}

/* What programs write where there is nothing; Outlook has a birthday on 0/0/00. */
static bool says_nothing(const char *text)
{
    static const char *const nothings[] = {
        "-",      "--",         "n/a",    "N/A",     "#N/A",
        "null",   "NULL",       "nan",    "NaN",     "#N/D",
        "#NV",    "(No value)", "(none)", "[null]",  "[not provided]",
        "(null)", "0/0/00",     "0.0.00", "00.0.00", "Unspecified",
    };
    if (!strchr("-nN#([0U", text[0]) || strlen(text) > 14)
        return false;
    for (size_t i = 0; i < sizeof nothings / sizeof nothings[0]; i++)
        if (strcmp(text, nothings[i]) == 0)
            return true;
    return false;
}

/* ="00123" and '+49 30 1234: both say "this is text". */
static const char *unwrap(Arena *arena, const char *text)
{
    if (text[0] != '=' && text[0] != '\'')
        return text;
    size_t length = strlen(text);
    if (length > 3 && text[0] == '=' && text[1] == '"' && text[length - 1] == '"' &&
        !memchr(text + 2, '"', length - 3))
        return arena_strndup(arena, text + 2, length - 3);
    if (text[0] == '\'' && text[1] && strchr("=+-@", text[1]))
        return text + 1;
    return text;
}

static const char *finish(Arena *arena, const char *text)
{
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
    const char *joint = memmem(start, (size_t)(end - start), google, sizeof google - 1);
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
