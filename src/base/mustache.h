/* Mustache, the logic-less templates of the public spec 1.3 (core: comments, delimiters,
 * interpolation, inverted, partials, sections). Lambdas, inheritance and dynamic names are not
 * spoken.
 *
 * A template is parsed once and rendered often, from many threads. Foreign templates are safe:
 * sections and partials nest at most 64 deep, one rendering takes at most MUSTACHE_STEPS steps and
 * writes at most the Buf's maximum; where one of these ends it, `out->over` is set.
 *
 * Where the spec leaves it to the language: false are absent, null, false, 0, "" and the empty list
 * (so that {{#late}}{{late}} late{{/late}} says nothing of none); lists and objects print nothing.
 */
#pragma once

#include "base/buf.h"
#include "base/doc.h"
#include "base/err.h"

typedef enum MustacheEscape {
    MUSTACHE_PLAIN, /* mail, words: {{x}} as it is */
    MUSTACHE_HTML   /* pages: {{x}} escapes & < > " ' */
} MustacheEscape;

enum { MUSTACHE_STEPS = 4000000 }; /* tags and texts, far above any page's */

typedef struct Mustache Mustache; /* lives in the arena it was parsed into */

/* Finds a partial by name; NULL when there is none (renders as nothing). */
typedef const Mustache *MustachePartial(const char *name, void *context);

/* At most 1 MiB; the template keeps no pointer into `source`. INPUT: "line 3, column 7: …". */
Mustache *mustache_parse(Arena *arena, const char *source, size_t length, Err *err);

/* `data` first, then `fallbacks` (may be NULL) for names absent or empty there: the second frame
 * below the root. `partial` may be NULL. */
void mustache_render(const Mustache *template, const Doc *data, const Doc *fallbacks,
                     MustacheEscape escape, MustachePartial *partial, void *context, Buf *out);

/* Every name the template asks for outside a section of that same name, in order, each once: what a
 * checker holds against the known fields and their fallbacks. `line`/`column` count from 1. */
typedef struct MustacheName {
    const char *name; /* dotted as it stands: "contact.name" */
    int line, column; /* of the tag, where it is first asked for */
    bool printed; /* printed somewhere, so it needs a value; false when only sections ask for it */
} MustacheName;
size_t mustache_names(Arena *arena, const Mustache *template, const MustacheName **names);
