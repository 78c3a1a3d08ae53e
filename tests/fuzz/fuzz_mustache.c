/* Any template against a fixed document: it ends, within its limits, and its names are listed. */
#include "base/mustache.h"

#include <stdint.h>
#include <stdlib.h>

static const Mustache *find_itself(const char *name, void *context)
{
    return context;
}

static const Doc *document(Arena *arena)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "a", "<b & \"c\">\n");
    doc_set_int(arena, doc, "n", 0);
    Doc *list = doc_set_array(arena, doc, "l");
    for (int i = 0; i < 3; i++)
        doc_set_int(arena, doc_add_object(arena, list), "x", i);
    doc_set_text(arena, doc_set_object(arena, doc, "o"), "a", "inner");
    return doc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_arena Arena *arena = arena_new();
    Err err;
    const Mustache *template = mustache_parse(arena, (const char *)data, size, &err);
    if (!template)
        return 0;
    auto_buf Buf out = buf_new(100000);
    mustache_render(template, document(arena), document(arena), MUSTACHE_HTML, find_itself,
                    (void *)(uintptr_t) template, &out);
    const MustacheName *names;
    if (mustache_names(arena, template, &names) && !names[0].name)
        abort();
    return 0;
}
