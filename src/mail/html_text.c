#include "mail/html_text.h"

#include "base/buf.h"
#include "base/text.h"
#include "base/utf8.h"
#include "mail/html_entity.h"
#include "mail/mime.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what is written --- */

typedef struct Writer {
    Buf out;
    int quote, last_quote; /* levels of this line and of the one before */
    int lines;             /* line ends that come before the next letter */
    bool blank;            /* and a blank */
    int pre;
} Writer;

enum { QUOTE_MOST = 8, LINES_MOST = 3 };

static void end_lines(Writer *writer)
{
    bool started = writer->out.length > 0;
    for (int i = 0; i < writer->lines && started; i++) {
        buf_addc(&writer->out, '\n');
        bool last = i + 1 == writer->lines;
        int quote = writer->quote < writer->last_quote ? writer->quote : writer->last_quote;
        for (int level = 0; !last && level < quote && level < QUOTE_MOST; level++)
            buf_addc(&writer->out, '>');
    }
    if (writer->lines || !started) {
        for (int level = 0; level < writer->quote && level < QUOTE_MOST; level++)
            buf_addc(&writer->out, '>');
        if (writer->quote)
            buf_addc(&writer->out, ' ');
        writer->last_quote = writer->quote;
        writer->blank = false;
    }
    writer->lines = 0;
    if (writer->blank)
        buf_addc(&writer->out, ' ');
    writer->blank = false;
}

static void write_bytes(Writer *writer, const char *bytes, size_t length)
{
    end_lines(writer);
    buf_add(&writer->out, bytes, length);
}

static void write_point(Writer *writer, int32_t point)
{
    enum { NO_BREAK_SPACE = 0xA0, SOFT_HYPHEN = 0xAD, GRAPHEME_JOINER = 0x34F };
    enum { ZERO_WIDTH_SPACE = 0x200B, WORD_JOINER = 0x2060, BYTE_ORDER_MARK = 0xFEFF };
    if (point == SOFT_HYPHEN || point == GRAPHEME_JOINER || point == ZERO_WIDTH_SPACE ||
        point == WORD_JOINER || point == BYTE_ORDER_MARK)
        return; /* nothing to see; newsletters pad their previews with them */
    char letter[UTF8_LONGEST];
    write_bytes(writer, letter, utf8_put(letter, point == NO_BREAK_SPACE ? ' ' : point));
}

static void write_space(Writer *writer, char space)
{
    if (!writer->pre)
        writer->blank = true;
    else if (space == '\n')
        writer->lines++;
    else
        write_bytes(writer, &space, 1);
}

/* At least so many line ends before what comes next. */
static void break_line(Writer *writer, int lines)
{
    if (writer->lines < lines)
        writer->lines = lines;
}

/* --- what is read --- */

typedef enum ElementKind {
    ELEMENT_PLAIN,
    ELEMENT_BLOCK,     /* on lines of its own */
    ELEMENT_PARAGRAPH, /* and with an empty line around it */
    ELEMENT_BREAK,
    ELEMENT_RULE,
    ELEMENT_ITEM,
    ELEMENT_CELL,
    ELEMENT_QUOTE,
    ELEMENT_PRE,
    ELEMENT_VOID,  /* never closed, shows nothing */
    ELEMENT_UNSEEN /* it and all up to its end */
} ElementKind;

static const struct Element {
    const char *name;
    ElementKind kind;
} elements[] = {
    {"address", ELEMENT_BLOCK},  {"area", ELEMENT_VOID},       {"article", ELEMENT_BLOCK},
    {"aside", ELEMENT_BLOCK},    {"base", ELEMENT_VOID},       {"blockquote", ELEMENT_QUOTE},
    {"body", ELEMENT_BLOCK},     {"br", ELEMENT_BREAK},        {"caption", ELEMENT_BLOCK},
    {"center", ELEMENT_BLOCK},   {"col", ELEMENT_VOID},        {"dd", ELEMENT_BLOCK},
    {"div", ELEMENT_BLOCK},      {"dl", ELEMENT_PARAGRAPH},    {"dt", ELEMENT_BLOCK},
    {"fieldset", ELEMENT_BLOCK}, {"footer", ELEMENT_BLOCK},    {"form", ELEMENT_BLOCK},
    {"h1", ELEMENT_PARAGRAPH},   {"h2", ELEMENT_PARAGRAPH},    {"h3", ELEMENT_PARAGRAPH},
    {"h4", ELEMENT_PARAGRAPH},   {"h5", ELEMENT_PARAGRAPH},    {"h6", ELEMENT_PARAGRAPH},
    {"header", ELEMENT_BLOCK},   {"hr", ELEMENT_RULE},         {"html", ELEMENT_BLOCK},
    {"iframe", ELEMENT_UNSEEN},  {"img", ELEMENT_VOID},        {"input", ELEMENT_VOID},
    {"li", ELEMENT_ITEM},        {"link", ELEMENT_VOID},       {"main", ELEMENT_BLOCK},
    {"meta", ELEMENT_VOID},      {"nav", ELEMENT_BLOCK},       {"ol", ELEMENT_BLOCK},
    {"p", ELEMENT_PARAGRAPH},    {"pre", ELEMENT_PRE},         {"script", ELEMENT_UNSEEN},
    {"section", ELEMENT_BLOCK},  {"select", ELEMENT_UNSEEN},   {"source", ELEMENT_VOID},
    {"style", ELEMENT_UNSEEN},   {"table", ELEMENT_BLOCK},     {"tbody", ELEMENT_BLOCK},
    {"td", ELEMENT_CELL},        {"template", ELEMENT_UNSEEN}, {"textarea", ELEMENT_UNSEEN},
    {"th", ELEMENT_CELL},        {"title", ELEMENT_UNSEEN},    {"tr", ELEMENT_BLOCK},
    {"ul", ELEMENT_BLOCK},       {"wbr", ELEMENT_VOID},
};

enum { NAME_LONGEST = 15 };

typedef struct Tag {
    char name[NAME_LONGEST + 1]; /* lower case, cut */
    bool closes;
    ElementKind kind;
    const char *attributes;
    size_t attributes_length;
} Tag;

typedef struct Html {
    Writer writer;
    const char *at, *end;
    bool honour_hidden; /* what its own style hides is not shown */
    bool loose_quotes;  /* a quote in a tag was never closed: quotes in tags mean nothing */
    bool open_comment;  /* a comment was never closed: there are none */
    char hidden_by[NAME_LONGEST + 1]; /* the element that hides all up to its end, or "" */
    int hidden_depth;                 /* how many of its name are open */
} Html;

static int compare_name(const void *name, const void *element)
{
    return strcmp(name, ((const struct Element *)element)->name);
}

static ElementKind kind_of(const char *name)
{
    const struct Element *found = bsearch(name, elements, sizeof elements / sizeof elements[0],
                                          sizeof elements[0], compare_name);
    return found ? found->kind : ELEMENT_PLAIN;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Where the tag that begins at `from` ends: its '>', or NULL. */
static const char *tag_end(Html *html, const char *from)
{
    char quote = 0;
    for (const char *at = from; !html->loose_quotes && at < html->end; at++) {
        if (quote)
            quote = *at == quote ? 0 : quote;
        else if (*at == '"' || *at == '\'')
            quote = at[-1] == '=' || at[-1] == ' ' ? *at : 0;
        else if (*at == '>')
            return at;
    }
    html->loose_quotes = true;
    return memchr(from, '>', (size_t)(html->end - from));
}

/* What is found anywhere in the attributes, white space left out: good enough for styles. */
static bool attributes_say(const Tag *tag, const char *word)
{
    size_t matched = 0;
    for (size_t i = 0; i < tag->attributes_length && word[matched]; i++) {
        char c = tag->attributes[i];
        if (c == ' ' || c == '\n' || c == '\t')
            continue;
        if (is_letter(c))
            c |= 0x20;
        matched = c == word[matched] ? matched + 1 : c == word[0] ? 1 : 0;
    }
    return !word[matched];
}

static bool is_hidden(const Tag *tag)
{
    return tag->attributes_length &&
           (attributes_say(tag, "display:none") || attributes_say(tag, "visibility:hidden") ||
            attributes_say(tag, "mso-hide:all"));
}

/* Behind the end of an element that shows nothing; to the end when it has none. */
static void skip_unseen(Html *html, const char *name)
{
    char closing[NAME_LONGEST + 3];
    snprintf(closing, sizeof closing, "</%s", name);
    const char *close = text_find_nocase(html->at, closing);
    const char *end = close ? strchr(close, '>') : NULL;
    html->at = end ? end + 1 : html->end;
}

static void write_rule(Writer *writer)
{
    break_line(writer, 1);
    write_bytes(writer, "________________________________", 32);
    break_line(writer, 1);
}

static void apply_tag(Html *html, const Tag *tag)
{
    Writer *writer = &html->writer;
    switch (tag->kind) {
    case ELEMENT_BLOCK:
        break_line(writer, 1);
        break;
    case ELEMENT_PARAGRAPH:
        break_line(writer, 2);
        break;
    case ELEMENT_BREAK:
        writer->lines += writer->lines < LINES_MOST;
        break;
    case ELEMENT_RULE:
        write_rule(writer);
        break;
    case ELEMENT_ITEM:
        break_line(writer, 1);
        if (!tag->closes)
            write_bytes(writer, "- ", 2);
        break;
    case ELEMENT_CELL:
        if (!tag->closes && !writer->lines && writer->out.length)
            write_bytes(writer, "\t", 1); /* behind another cell */
        break;
    case ELEMENT_QUOTE:
        break_line(writer, 1);
        writer->quote += tag->closes ? -(writer->quote > 0) : 1;
        break;
    case ELEMENT_PRE:
        break_line(writer, 1);
        writer->pre += tag->closes ? -(writer->pre > 0) : 1;
        break;
    case ELEMENT_UNSEEN:
        if (!tag->closes)
            skip_unseen(html, tag->name);
        break;
    case ELEMENT_PLAIN:
    case ELEMENT_VOID:
        break;
    }
}

/* Within a hidden element only its own name counts, until as many have closed as opened. */
static void apply_hidden(Html *html, const Tag *tag)
{
    if (tag->kind == ELEMENT_UNSEEN && !tag->closes)
        skip_unseen(html, tag->name);
    if (strcmp(tag->name, html->hidden_by) != 0)
        return;
    html->hidden_depth += tag->closes ? -1 : 1;
    if (!html->hidden_depth)
        html->hidden_by[0] = '\0';
}

/* html->at is behind a '<' that begins a tag. */
static void read_tag(Html *html)
{
    Tag tag = {.closes = *html->at == '/'};
    const char *name = html->at + tag.closes, *end = tag_end(html, html->at);
    if (!end)
        end = html->end - 1;
    size_t length = 0;
    for (; name + length < end &&
           (is_letter(name[length]) || (name[length] >= '0' && name[length] <= '9'));
         length++)
        if (length < NAME_LONGEST)
            tag.name[length] = (char)(is_letter(name[length]) ? name[length] | 0x20 : name[length]);
    tag.kind = kind_of(tag.name);
    tag.attributes = name + length;
    tag.attributes_length = end > tag.attributes ? (size_t)(end - tag.attributes) : 0;
    html->at = end + 1;
    if (html->hidden_by[0]) {
        apply_hidden(html, &tag);
    } else if (html->honour_hidden && !tag.closes && tag.kind != ELEMENT_VOID &&
               tag.kind != ELEMENT_BREAK && tag.kind != ELEMENT_RULE && is_hidden(&tag)) {
        memcpy(html->hidden_by, tag.name, sizeof tag.name);
        html->hidden_depth = 1;
    } else {
        apply_tag(html, &tag);
    }
}

static void skip_comment(Html *html)
{
    const char *close = html->open_comment ? NULL : strstr(html->at + 3, "-->");
    html->open_comment = !close;
    html->at = close ? close + 3 : html->at + 3;
}

static void read_markup(Html *html)
{
    html->at++;
    if (text_starts(html->at, "!--"))
        skip_comment(html);
    else if (*html->at == '!' || *html->at == '?') {
        const char *end = tag_end(html, html->at);
        html->at = end ? end + 1 : html->end;
    } else if (is_letter(*html->at) || (*html->at == '/' && is_letter(html->at[1])))
        read_tag(html);
    else if (!html->hidden_by[0])
        write_bytes(&html->writer, "<", 1);
}

static void read_entity(Html *html)
{
    int32_t point;
    size_t length = html_entity(html->at, (size_t)(html->end - html->at), &point);
    if (!length) {
        length = 1;
        point = '&';
    }
    html->at += length;
    if (!html->hidden_by[0])
        write_point(&html->writer, point);
}

static void read_letter(Html *html)
{
    int32_t point = utf8_next(&html->at, html->end);
    if (html->hidden_by[0])
        return;
    if (point == ' ' || point == '\t' || point == '\n')
        write_space(&html->writer, (char)point);
    else if (point >= ' ')
        write_point(&html->writer, point);
}

/* False when something was hidden to the very end: its closing tag is missing, and so it may not
 * have been meant. */
static bool read_all(Html *html)
{
    while (html->at < html->end && !html->writer.out.over) {
        if (*html->at == '<')
            read_markup(html);
        else if (*html->at == '&')
            read_entity(html);
        else
            read_letter(html);
    }
    return !html->hidden_by[0];
}

char *html_text(Arena *arena, const char *source)
{
    auto_buf Buf out = buf_new(MIME_TEXT_LONGEST);
    bool honour_hidden = true;
    for (;;) {
        Html html = {.writer = {.out = out},
                     .at = source,
                     .end = source + strlen(source),
                     .honour_hidden = honour_hidden};
        bool whole = read_all(&html);
        out = html.writer.out;
        if (whole || !honour_hidden)
            break;
        honour_hidden = false;
        buf_clear(&out);
    }
    return arena_strndup(arena, out.at, out.length);
}
