/* Mustache, the logic-less templates of the public spec 1.3 (core: comments, delimiters,
 * interpolation, inverted, partials, sections). Lambdas and inheritance are not spoken.
 *
 * A template is parsed once and rendered often, from many threads. Foreign templates are safe:
 * nesting is at most 64 deep, output at most the Buf's maximum.
 */
#pragma once

#include "base/buf.h"
#include "base/doc.h"
#include "base/err.h"

typedef enum MustacheEscape {
    MUSTACHE_PLAIN, /* mail, words: {{x}} as it is */
    MUSTACHE_HTML   /* pages: {{x}} escapes & < > " ' */
} MustacheEscape;

typedef struct Mustache Mustache; /* lives in the arena it was parsed into */

/* Finds a partial by name; NULL when there is none (renders as nothing). */
typedef const Mustache *MustachePartial(const char *name, void *context);

/* INPUT names line and column. */
Mustache *mustache_parse(Arena *arena, const char *source, size_t length, Err *err);

/* `data` first, then `fallbacks` (may be NULL) for names absent or empty there: the second frame
 * below the root. */
void mustache_render(const Mustache *template, const Doc *data, const Doc *fallbacks,
                     MustacheEscape escape, MustachePartial *partial, void *context, Buf *out);

/* Every name the template asks for outside a section of that same name, in order, each once: what a
 * checker holds against the known fields and their fallbacks. `line`/`column` count from 1. */
typedef struct MustacheName {
    const char *name;
    int line, column;
} MustacheName;
size_t mustache_names(Arena *arena, const Mustache *template, const MustacheName **names);
