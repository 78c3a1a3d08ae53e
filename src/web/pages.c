#include "web/pages.h"

#include "base/mustache.h"
#include "base/text.h"
#include "web/ui_files.h"

struct Pages {
    size_t count;
    const char **names;
    const Mustache **templates;
};

Pages *pages_new(Arena *arena, Err *err)
{
    Pages *pages = arena_make(arena, Pages);
    while (ui_template_name(pages->count))
        pages->count++;
    pages->names = arena_array(arena, pages->count, sizeof(const char *));
    pages->templates = arena_array(arena, pages->count, sizeof(const Mustache *));
    for (size_t i = 0; i < pages->count; i++) {
        size_t size;
        const char *name = ui_template_name(i), *source = ui_template(name, &size);
        pages->names[i] = name;
        pages->templates[i] = mustache_parse(arena, source, size, err);
        if (!pages->templates[i]) {
            err->kind = ERR_BROKEN;
            err_at(err, "the template %s", name);
            return NULL;
        }
    }
    return pages;
}

static const Mustache *find(const Pages *pages, const char *name)
{
    for (size_t i = 0; i < pages->count; i++)
        if (text_equal(pages->names[i], name))
            return pages->templates[i];
    return NULL;
}

typedef struct Rendering {
    const Pages *pages;
    const Mustache *page;
} Rendering;

static const Mustache *partial(const char *name, void *context)
{
    const Rendering *rendering = context;
    return text_equal(name, "page") ? rendering->page : find(rendering->pages, name);
}

bool pages_render(const Pages *pages, const char *name, const Doc *data, Buf *out, Err *err)
{
    Rendering rendering = {pages, find(pages, name)};
    const Mustache *layout = find(pages, "layout");
    if (!rendering.page || !layout)
        return err_set(err, ERR_BROKEN, "there is no template %s",
                       rendering.page ? "layout" : name);
    mustache_render(layout, data, NULL, MUSTACHE_HTML, partial, &rendering, out);
    if (out->over)
        return err_set(err, ERR_BROKEN, "the page %s has more than %d bytes", name,
                       PAGE_BYTES_MOST);
    return true;
}
