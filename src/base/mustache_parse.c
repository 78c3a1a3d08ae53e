#include "base/mustache_part.h"

#include <stdio.h>
#include <string.h>

enum { DELIMITER_LONGEST = 8 };

typedef struct Delimiters {
    char open[DELIMITER_LONGEST + 1], close[DELIMITER_LONGEST + 1];
} Delimiters;

typedef struct Parser {
    Arena *arena;
    const char *begin, *at, *end;
    const char *counted; /* up to here in lines and columns */
    int line, column;
    Delimiters delimiters;
    bool at_line_start;  /* nothing of this line was kept yet */
    MustacheNode **tail; /* where the next node goes */
    MustacheNode *open[MUSTACHE_DEPTH];
    size_t depth;
    size_t tags;
    Err *err;
} Parser;

/* What stands between two delimiters. */
typedef struct Tag {
    const char *begin, *end; /* the delimiters among it */
    char sigil;              /* # ^ / > ! = & {, or 0 */
    const char *content;     /* trimmed */
    size_t length;
    int line, column;
} Tag;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_space(char c)
{
    return is_blank(c) || c == '\r' || c == '\n';
}

/* --- places --- */

/* Counts on up to `at`: columns are characters, as an editor counts them. */
static void count_to(Parser *parser, const char *at)
{
    for (; parser->counted < at; parser->counted++) {
        if (*parser->counted == '\n') {
            parser->line++;
            parser->column = 1;
        } else {
            parser->column += ((unsigned char)*parser->counted & 0xC0) != 0x80;
        }
    }
}

#define fail_at(parser, line, column, format, ...)                                                 \
    err_set((parser)->err, ERR_INPUT, "line %d, column %d: " format, (line), (column), __VA_ARGS__)

/* Names in messages are cut here. */
#define SHOWN(tag) (int)((tag)->length < 40 ? (tag)->length : 40), (tag)->content

/* --- nodes --- */

static MustacheNode *add_node(Parser *parser, MustacheKind kind, const Tag *tag)
{
    MustacheNode *node = arena_make(parser->arena, MustacheNode);
    node->kind = kind;
    node->begins_line = parser->at_line_start;
    parser->at_line_start = false;
    if (tag) {
        node->text = arena_strndup(parser->arena, tag->content, tag->length);
        node->line = tag->line;
        node->column = tag->column;
    }
    *parser->tail = node;
    parser->tail = &node->next;
    return node;
}

static void add_text(Parser *parser, const char *begin, const char *end)
{
    if (begin == end)
        return;
    MustacheNode *node = add_node(parser, NODE_TEXT, NULL);
    node->length = (size_t)(end - begin);
    node->text = arena_strndup(parser->arena, begin, node->length);
    parser->at_line_start = end[-1] == '\n';
}

/* "a.b.c" in parts; "." is none at all. False when a part is empty or has a blank in it. */
static bool split_name(Parser *parser, const Tag *tag, MustacheNode *node)
{
    size_t dots = 0;
    for (size_t i = 0; i < tag->length; i++)
        dots += tag->content[i] == '.';
    node->parts = arena_array(parser->arena, dots + 2, sizeof *node->parts);
    if (tag->length == 1 && dots == 1)
        return true;
    size_t count = 0;
    for (const char *at = tag->content, *end = at + tag->length; at <= end; count++) {
        const char *part = at;
        while (at < end && *at != '.')
            if (is_space(*at) || !*at++)
                return false;
        if (at == part)
            return false;
        node->parts[count] = arena_strndup(parser->arena, part, (size_t)(at - part));
        at++; /* the dot, or one behind the end */
    }
    return true;
}

static bool bad_name(Parser *parser, const Tag *tag)
{
    if (!tag->length)
        return fail_at(parser, tag->line, tag->column, "this tag has no name: write {{%s}}",
                       "name");
    return fail_at(parser, tag->line, tag->column,
                   "\"%.*s\" is no name: names have no blanks, and their parts are joined by "
                   "single dots",
                   SHOWN(tag));
}

static bool add_value(Parser *parser, MustacheKind kind, const Tag *tag)
{
    parser->tags++;
    return split_name(parser, tag, add_node(parser, kind, tag)) || bad_name(parser, tag);
}

/* --- tags --- */

static bool open_section(Parser *parser, MustacheKind kind, const Tag *tag)
{
    if (parser->depth == MUSTACHE_DEPTH)
        return fail_at(parser, tag->line, tag->column, "sections nest deeper than %d here",
                       MUSTACHE_DEPTH);
    MustacheNode *node = add_node(parser, kind, tag);
    parser->tags++;
    if (!split_name(parser, tag, node))
        return bad_name(parser, tag);
    parser->open[parser->depth++] = node;
    parser->tail = &node->first;
    return true;
}

static bool close_section(Parser *parser, const Tag *tag)
{
    if (!parser->depth)
        return fail_at(parser, tag->line, tag->column, "{{/%.*s}} closes nothing that is open",
                       SHOWN(tag));
    MustacheNode *node = parser->open[parser->depth - 1];
    if (strlen(node->text) != tag->length || memcmp(node->text, tag->content, tag->length) != 0)
        return fail_at(parser, tag->line, tag->column,
                       "{{/%.*s}} closes nothing: {{%c%.40s}} of line %d is open", SHOWN(tag),
                       node->kind == NODE_INVERTED ? '^' : '#', node->text, node->line);
    parser->depth--;
    parser->tail = &node->next;
    return true;
}

/* `indent` is what stands before a partial alone on its line, or NULL. */
static bool add_partial(Parser *parser, const Tag *tag, const char *indent)
{
    if (!tag->length || tag->content[0] == '*' || memchr(tag->content, '\0', tag->length))
        return fail_at(parser, tag->line, tag->column, "this tag names no partial: write {{>%s}}",
                       "name");
    bool line_start = parser->at_line_start;
    MustacheNode *node = add_node(parser, NODE_PARTIAL, tag);
    if (indent) {
        node->indent = indent;
        node->begins_line = false; /* its lines bring the indentation */
        parser->at_line_start = line_start;
    }
    return true;
}

/* {{=<% %>=}} */
static bool set_delimiters(Parser *parser, const Tag *tag)
{
    const char *at = tag->content, *end = at + tag->length;
    const char *open = at;
    while (at < end && !is_space(*at))
        at++;
    size_t open_length = (size_t)(at - open);
    while (at < end && is_space(*at))
        at++;
    const char *close = at;
    while (at < end && !is_space(*at) && *at != '=')
        at++;
    size_t close_length = (size_t)(at - close);
    if (!open_length || !close_length || at != end || memchr(open, '=', open_length) ||
        memchr(open, '\0', tag->length) || open_length > DELIMITER_LONGEST ||
        close_length > DELIMITER_LONGEST)
        return fail_at(parser, tag->line, tag->column,
                       "these are no delimiters: write {{=<%% %%>=}}, two words of at most %d "
                       "bytes without \"=\"",
                       DELIMITER_LONGEST);
    Delimiters *delimiters = &parser->delimiters;
    memcpy(delimiters->open, open, open_length);
    delimiters->open[open_length] = '\0';
    memcpy(delimiters->close, close, close_length);
    delimiters->close[close_length] = '\0';
    return true;
}

static bool take_tag(Parser *parser, const Tag *tag, const char *indent)
{
    switch (tag->sigil) {
    case '!':
        return true;
    case '#':
        return open_section(parser, NODE_SECTION, tag);
    case '^':
        return open_section(parser, NODE_INVERTED, tag);
    case '/':
        return close_section(parser, tag);
    case '>':
        return add_partial(parser, tag, indent);
    case '=':
        return set_delimiters(parser, tag);
    case '<':
    case '$':
        return fail_at(parser, tag->line, tag->column,
                       "inheritance ({{%c…}}) is not spoken here: use a partial, {{>name}}",
                       tag->sigil);
    case '&':
    case '{':
        return add_value(parser, NODE_RAW, tag);
    default:
        return add_value(parser, NODE_VALUE, tag);
    }
}

/* Reads the tag that begins at `begin`. */
static bool read_tag(Parser *parser, const char *begin, Tag *tag)
{
    count_to(parser, begin);
    *tag = (Tag){.begin = begin, .line = parser->line, .column = parser->column};
    const char *content = begin + strlen(parser->delimiters.open);
    while (content < parser->end && is_space(*content))
        content++;
    if (content < parser->end && strchr("#^/>!=&{<$", *content) && *content)
        tag->sigil = *content++;

    char close[DELIMITER_LONGEST + 2];
    const char *twin = tag->sigil == '{' ? "}" : tag->sigil == '=' ? "=" : "";
    snprintf(close, sizeof close, "%s%s", twin, parser->delimiters.close);
    const char *end = memmem(content, (size_t)(parser->end - content), close, strlen(close));
    if (!end) {
        fail_at(parser, tag->line, tag->column, "this tag is not closed: %s is missing", close);
        return false;
    }
    tag->end = end + strlen(close);
    while (content < end && is_space(*content))
        content++;
    while (end > content && is_space(end[-1]))
        end--;
    tag->content = content;
    tag->length = (size_t)(end - content);
    return true;
}

/* A tag that prints nothing takes its whole line with it when it is alone there. True then;
 * *line is where the line begins, *after where the next one does. */
static bool stands_alone(const Parser *parser, const Tag *tag, const char **line,
                         const char **after)
{
    if (!tag->sigil || strchr("&{", tag->sigil))
        return false;
    const char *begin = tag->begin, *end = tag->end;
    while (begin > parser->begin && is_blank(begin[-1]))
        begin--;
    if (begin > parser->begin && begin[-1] != '\n')
        return false;
    while (end < parser->end && is_blank(*end))
        end++;
    if (end + 1 < parser->end && end[0] == '\r' && end[1] == '\n')
        end++;
    if (end < parser->end && *end++ != '\n')
        return false;
    *line = begin;
    *after = end;
    return true;
}

static bool parse_all(Parser *parser)
{
    while (parser->at < parser->end) {
        const char *open = parser->delimiters.open;
        const char *begin =
            memmem(parser->at, (size_t)(parser->end - parser->at), open, strlen(open));
        if (!begin)
            break;
        Tag tag;
        const char *line = begin, *after;
        if (!read_tag(parser, begin, &tag))
            return false;
        bool alone = stands_alone(parser, &tag, &line, &after);
        add_text(parser, parser->at, line);
        const char *indent =
            alone ? arena_strndup(parser->arena, line, (size_t)(begin - line)) : NULL;
        if (!take_tag(parser, &tag, indent))
            return false;
        if (alone)
            parser->at_line_start = true;
        parser->at = alone ? after : tag.end;
    }
    add_text(parser, parser->at, parser->end);
    if (!parser->depth)
        return true;
    const MustacheNode *node = parser->open[parser->depth - 1];
    return fail_at(parser, node->line, node->column,
                   "the section \"%.40s\" is not closed: {{/%.40s}} is missing", node->text,
                   node->text);
}

Mustache *mustache_parse(Arena *arena, const char *source, size_t length, Err *err)
{
    if (length > MUSTACHE_LONGEST) {
        err_set(err, ERR_INPUT, "the template is longer than %d bytes", MUSTACHE_LONGEST);
        return NULL;
    }
    Mustache *template = arena_make(arena, Mustache);
    Parser parser = {
        .arena = arena,
        .begin = source,
        .at = source,
        .end = source + length,
        .counted = source,
        .line = 1,
        .column = 1,
        .delimiters = {"{{", "}}"},
        .at_line_start = true,
        .tail = &template->first,
        .err = err,
    };
    if (!parse_all(&parser))
        return NULL;
    template->tags = parser.tags;
    return template;
}
