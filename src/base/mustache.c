#include "base/mustache_part.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What names are looked up in: the innermost first, the root last. */
typedef struct Frame Frame;
struct Frame {
    const Frame *below;
    const Doc *data;
};

/* The indentation of the partials around, the innermost first. */
typedef struct Indent Indent;
struct Indent {
    const Indent *outer;
    const char *text;
};

typedef struct Render {
    const Doc *fallbacks;
    MustacheEscape escape;
    MustachePartial *partial;
    void *context;
    Buf *out;
    int steps;
    int partials; /* open */
} Render;

/* --- looking up --- */

static bool is_nothing(const Doc *value)
{
    return !value || value->kind == DOC_NULL || (value->kind == DOC_TEXT && !value->text[0]);
}

static bool is_false(const Doc *value)
{
    if (is_nothing(value))
        return true;
    switch (value->kind) {
    case DOC_BOOL:
        return !value->truth;
    case DOC_INT:
        return value->integer == 0;
    case DOC_REAL:
        return value->real == 0;
    case DOC_ARRAY:
        return value->count == 0;
    default:
        return false;
    }
}

static const Doc *descend(const Doc *value, const char *const *parts)
{
    for (; value && *parts; parts++)
        value = doc_get(value, *parts);
    return value;
}

/* The first part is found in the frames; the others within it, or not at all. */
static const Doc *look_up(const Render *render, const Frame *frame, const MustacheNode *node)
{
    const char *const *parts = (const char *const *)node->parts;
    if (!parts[0])
        return frame->data;
    const Doc *found = NULL;
    for (; frame && !found; frame = frame->below)
        found = doc_get(frame->data, parts[0]);
    found = descend(found, parts + 1);
    if (is_nothing(found) && render->fallbacks) {
        const Doc *fallback = descend(render->fallbacks, parts);
        return fallback ? fallback : found;
    }
    return found;
}

/* --- writing --- */

static void write_escaped(const char *text, Buf *out)
{
    static const char *const entities[256] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
    };
    while (*text) {
        const char *from = text;
        while (*text && !entities[(unsigned char)*text])
            text++;
        buf_add(out, from, (size_t)(text - from));
        if (*text)
            buf_adds(out, entities[(unsigned char)*text++]);
    }
}

static void write_value(const Doc *value, MustacheEscape escape, Buf *out)
{
    if (!value)
        return;
    switch (value->kind) {
    case DOC_TEXT:
        if (escape == MUSTACHE_HTML)
            write_escaped(value->text, out);
        else
            buf_adds(out, value->text);
        return;
    case DOC_INT:
        buf_addf(out, "%" PRId64, value->integer);
        return;
    case DOC_REAL:
        doc_write_real(value->real, out);
        return;
    case DOC_BOOL:
        buf_adds(out, value->truth ? "true" : "false");
        return;
    case DOC_NULL:
    case DOC_ARRAY:
    case DOC_OBJECT:
        return;
    }
}

static void write_indent(const Indent *indent, Buf *out)
{
    if (!indent)
        return;
    write_indent(indent->outer, out);
    buf_adds(out, indent->text);
}

/* Every line of a partial is indented, also those in the middle of a text. */
static void write_text(const MustacheNode *node, const Indent *indent, Buf *out)
{
    const char *at = node->text, *end = at + node->length;
    while (indent && at < end) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        if (!line_end || line_end + 1 == end)
            break;
        buf_add(out, at, (size_t)(line_end + 1 - at));
        write_indent(indent, out);
        at = line_end + 1;
    }
    buf_add(out, at, (size_t)(end - at));
}

static void render_nodes(Render *render, const MustacheNode *node, const Frame *frame,
                         const Indent *indent);

static void render_section(Render *render, const MustacheNode *node, const Frame *frame,
                           const Indent *indent)
{
    const Doc *value = look_up(render, frame, node);
    if (is_false(value))
        return;
    Frame inner = {.below = frame, .data = value};
    if (value->kind != DOC_ARRAY) {
        render_nodes(render, node->first, &inner, indent);
        return;
    }
    for (const Doc *element = value->first; element && !render->out->over;
         element = element->next) {
        inner.data = element;
        render_nodes(render, node->first, &inner, indent);
    }
}

static void render_partial(Render *render, const MustacheNode *node, const Frame *frame,
                           const Indent *indent)
{
    const Mustache *partial = render->partial ? render->partial(node->text, render->context) : NULL;
    if (!partial)
        return;
    if (render->partials == MUSTACHE_DEPTH) {
        render->out->over = true;
        return;
    }
    render->partials++;
    /* Only a partial alone on its line is indented. */
    Indent inner = {.outer = indent, .text = node->indent};
    render_nodes(render, partial->first, frame, node->indent ? &inner : NULL);
    render->partials--;
}

static void render_nodes(Render *render, const MustacheNode *node, const Frame *frame,
                         const Indent *indent)
{
    Buf *out = render->out;
    for (; node && !out->over; node = node->next) {
        if (render->steps-- == 0) {
            out->over = true;
            return;
        }
        if (node->begins_line)
            write_indent(indent, out);
        switch (node->kind) {
        case NODE_TEXT:
            write_text(node, indent, out);
            break;
        case NODE_VALUE:
            write_value(look_up(render, frame, node), render->escape, out);
            break;
        case NODE_RAW:
            write_value(look_up(render, frame, node), MUSTACHE_PLAIN, out);
            break;
        case NODE_SECTION:
            render_section(render, node, frame, indent);
            break;
        case NODE_INVERTED:
            if (is_false(look_up(render, frame, node)))
                render_nodes(render, node->first, frame, indent);
            break;
        case NODE_PARTIAL:
            render_partial(render, node, frame, indent);
            break;
        }
    }
}

void mustache_render(const Mustache *template, const Doc *data, const Doc *fallbacks,
                     MustacheEscape escape, MustachePartial *partial, void *context, Buf *out)
{
    Render render = {
        .fallbacks = fallbacks,
        .escape = escape,
        .partial = partial,
        .context = context,
        .out = out,
        .steps = MUSTACHE_STEPS,
    };
    Frame root = {.data = data};
    render_nodes(&render, template->first, &root, NULL);
}

/* --- names --- */

typedef struct Names {
    MustacheName *at;
    size_t count;
    const MustacheNode *open[MUSTACHE_DEPTH]; /* the sections around */
    size_t depth;
} Names;

static bool is_guarded(const Names *names, const char *name)
{
    for (size_t i = 0; i < names->depth; i++)
        if (names->open[i]->kind == NODE_SECTION && strcmp(names->open[i]->text, name) == 0)
            return true;
    return false;
}

static void collect(Names *names, const MustacheNode *node)
{
    for (; node; node = node->next) {
        if (node->kind == NODE_TEXT || node->kind == NODE_PARTIAL)
            continue;
        bool section = node->kind == NODE_SECTION || node->kind == NODE_INVERTED;
        if (node->parts[0] && !is_guarded(names, node->text))
            names->at[names->count++] =
                (MustacheName){node->text, node->line, node->column, !section};
        if (section) {
            names->open[names->depth++] = node;
            collect(names, node->first);
            names->depth--;
        }
    }
}

static int compare_places(const void *left, const void *right)
{
    const MustacheName *a = left, *b = right;
    return a->line != b->line ? a->line - b->line : a->column - b->column;
}

static int compare_names(const void *left, const void *right)
{
    const MustacheName *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order ? order : compare_places(left, right);
}

size_t mustache_names(Arena *arena, const Mustache *template, const MustacheName **names)
{
    Names found = {.at = arena_array(arena, template->tags, sizeof *found.at)};
    collect(&found, template->first);
    if (found.count)
        qsort(found.at, found.count, sizeof *found.at, compare_names);
    size_t kept = 0;
    for (size_t i = 0; i < found.count; i++) {
        if (kept && strcmp(found.at[kept - 1].name, found.at[i].name) == 0)
            found.at[kept - 1].printed |= found.at[i].printed;
        else
            found.at[kept++] = found.at[i];
    }
    if (kept)
        qsort(found.at, kept, sizeof *found.at, compare_places);
    *names = found.at;
    return kept;
}
