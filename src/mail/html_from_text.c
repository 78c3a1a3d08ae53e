#include "mail/html_from_text.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

static const char *escape_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

static void put_escaped(const char *text, size_t length, Buf *out)
{
    size_t from = 0;
    for (size_t i = 0; i < length; i++) {
        const char *escaped = escape_of(text[i]);
        if (!escaped)
            continue;
        buf_add(out, text + from, i - from);
        buf_adds(out, escaped);
        from = i + 1;
    }
    buf_add(out, text + from, length - from);
}

/* --- links --- */

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool has(const char *letters, char c)
{
    return c && strchr(letters, c);
}

/* A mail address, plainly written. */
static bool is_address(const char *word, size_t length)
{
    const char *at = memchr(word, '@', length);
    if (!at || at == word)
        return false;
    bool dot = false;
    for (const char *c = word; c < word + length; c++) {
        bool allowed = is_alnum(*c) || has(c < at ? ".!#$%'*+/=?^_`{|}~-" : ".-", *c);
        if (c != at && !allowed)
            return false;
        dot = dot || (c > at + 1 && *c == '.' && c + 1 < word + length);
    }
    return dot;
}

/* What a link to the word begins with; NULL when it is none. */
static const char *link_scheme(const char *word, size_t length)
{
    static const struct {
        const char *begins, *scheme;
    } kinds[] = {{"https://", ""}, {"http://", ""}, {"www.", "https://"}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (length > strlen(kinds[i].begins) && text_starts_nocase(word, kinds[i].begins))
            return kinds[i].scheme;
    return is_address(word, length) ? "mailto:" : NULL;
}

/* Punctuation around a word is not the link's: "(https://a.example/b)." */
static size_t link_length(const char *word, size_t length)
{
    bool opened = memchr(word, '(', length) != NULL;
    while (length &&
           (has(".,;:!?'\"]}>*", word[length - 1]) || (word[length - 1] == ')' && !opened)))
        length--;
    return length;
}

/* A link of http or https, whole; it leads to what is given back, or NULL. */
static const char *led(const HtmlLinks *links, const char *scheme, const char *link, size_t length)
{
    enum { URL_MOST = 2000 };
    char url[URL_MOST + 1];
    size_t before = strlen(scheme);
    if (!links || text_equal(scheme, "mailto:") || before + length > URL_MOST)
        return NULL;
    memcpy(url, scheme, before);
    memcpy(url + before, link, length);
    url[before + length] = '\0';
    return links->to(links->context, url);
}

/* The link in a word: where it begins, how long it is and what its address begins with; NULL: none
 * is. */
static const char *find_link(const char *word, size_t length, const char **link, size_t *linked)
{
    size_t lead = 0;
    /* Most words are nothing but words. */
    if (!memchr(word, '.', length) && !memchr(word, ':', length))
        return NULL;
    while (lead < length && has("(<[{\"'*", word[lead]))
        lead++;
    *link = word + lead;
    *linked = link_length(*link, length - lead);
    return *linked ? link_scheme(*link, *linked) : NULL;
}

static void put_word(const char *word, size_t length, const HtmlLinks *links, Buf *out)
{
    const char *link;
    size_t linked;
    const char *scheme = find_link(word, length, &link, &linked);
    if (!scheme) {
        put_escaped(word, length, out);
        return;
    }
    const char *to = led(links, scheme, link, linked);
    size_t lead = (size_t)(link - word);
    put_escaped(word, lead, out);
    buf_adds(out, "<a href=\"");
    if (to) {
        put_escaped(to, strlen(to), out);
    } else {
        buf_adds(out, scheme);
        put_escaped(link, linked, out);
    }
    buf_adds(out, "\">");
    put_escaped(link, linked, out);
    buf_adds(out, "</a>");
    put_escaped(link + linked, length - lead - linked, out);
}

/* --- lines --- */

/* A blank behind a word is one; any other would be swallowed, so it is written as &nbsp;. */
static void put_line(const char *line, size_t length, const HtmlLinks *links, Buf *out)
{
    for (size_t i = 0; i < length;) {
        if (line[i] == ' ' || line[i] == '\t') {
            bool alone = i > 0 && line[i - 1] != ' ' && line[i - 1] != '\t';
            buf_adds(out, alone ? " " : "&nbsp;");
            i++;
            continue;
        }
        size_t word = 0;
        while (i + word < length && line[i + word] != ' ' && line[i + word] != '\t')
            word++;
        put_word(line + i, word, links, out);
        i += word;
    }
}

enum { QUOTES_MOST = 5 };

/* How deep the line is quoted; moves behind the marks. */
static int quote_depth(const char **line, size_t *length)
{
    int depth = 0;
    while (*length && depth < QUOTES_MOST && **line == '>') {
        size_t mark = *length > 1 && (*line)[1] == ' ' ? 2 : 1;
        *line += mark;
        *length -= mark;
        depth++;
    }
    return depth;
}

void html_from_text_with(const char *text, const HtmlLinks *links, const char *last, Buf *out)
{
    buf_adds(out, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n");
    bool open = false; /* a paragraph */
    int depth = 0;     /* of quotes */
    while (*text) {
        size_t length = strcspn(text, "\r\n");
        const char *line = text;
        text +=
            length + (text[length] == '\r' && text[length + 1] == '\n') + (text[length] != '\0');
        int quoted = quote_depth(&line, &length);
        bool empty = length == strspn(line, " \t");
        if (open && (empty || quoted != depth)) {
            buf_adds(out, "</p>\n");
            open = false;
        }
        if (empty && !quoted)
            continue;
        for (; depth < quoted; depth++)
            buf_adds(out, "<blockquote>\n");
        for (; depth > quoted; depth--)
            buf_adds(out, "</blockquote>\n");
        if (empty)
            continue;
        buf_adds(out, open ? "<br>\n" : "<p>");
        open = true;
        put_line(line, length, links, out);
    }
    if (open)
        buf_adds(out, "</p>\n");
    for (; depth > 0; depth--)
        buf_adds(out, "</blockquote>\n");
    buf_adds(out, last ? last : "");
    buf_adds(out, "</body></html>\n");
}

void html_from_text(const char *text, Buf *out)
{
    html_from_text_with(text, NULL, NULL, out);
}

void text_with_links(const char *text, const HtmlLinks *links, Buf *out)
{
    while (*text) {
        const char *link;
        size_t blank = strspn(text, " \t\r\n"), length = strcspn(text + blank, " \t\r\n"), linked;
        const char *word = text + blank;
        const char *scheme = length ? find_link(word, length, &link, &linked) : NULL;
        const char *to = scheme ? led(links, scheme, link, linked) : NULL;
        buf_add(out, text, blank);
        if (to) {
            buf_add(out, word, (size_t)(link - word));
            buf_adds(out, to);
            buf_add(out, link + linked, length - (size_t)(link - word) - linked);
        } else {
            buf_add(out, word, length);
        }
        text = word + length;
    }
}
