#include "web/page.h"

#include "base/text.h"
#include "web/guard.h"
#include "web/ui_files.h"

#include <string.h>

/* "Mary Ann Beck" is MB. */
static const char *initials(Arena *arena, const char *name)
{
    const char *last = strrchr(name, ' ');
    const char *from[2] = {name, last ? last + 1 : ""};
    Buf out = buf_new(16);
    for (size_t i = 0; i < 2; i++) {
        size_t length = from[i][0] ? 1 : 0;
        while (length && ((unsigned char)from[i][length] & 0xC0) == 0x80)
            length++;
        buf_add(&out, from[i], length);
    }
    const char *both = arena_strdup(arena, out.at);
    buf_free(&out);
    return both;
}

static void set_me(Request *request, Doc *doc)
{
    if (!request->context || !request->who.user_id)
        return;
    Arena *arena = request->arena;
    Doc *me = doc_set_object(arena, doc, "me");
    doc_set_id(arena, me, "id", context_user(request->context));
    doc_set_text(arena, me, "name", context_user_name(request->context));
    doc_set_text(arena, me, "role", context_user_role(request->context));
    doc_set_text(arena, me, "initials", initials(arena, context_user_name(request->context)));
    doc_set_bool(arena, doc_set_object(arena, me, "is"), context_user_role(request->context), true);
}

/* "/leads/7" lights "leads". */
static void set_nav(Request *request, Doc *doc)
{
    const char *first = request->path + strspn(request->path, "/");
    Doc *nav = doc_set_object(request->arena, doc, "nav");
    doc_set_bool(request->arena, nav, arena_strndup(request->arena, first, strcspn(first, "/")),
                 true);
}

static void set_surroundings(Request *request, const Reply *reply, Doc *doc)
{
    Arena *arena = request->arena;
    const char *title = text_or(reply->title, request->route ? request->route->title : NULL);
    set_me(request, doc);
    set_nav(request, doc);
    doc_set_text(arena, doc, "csrf", guard_csrf(request));
    doc_set_text(arena, doc, "path", request->path);
    doc_set_text(arena, doc, "origin", request->origin);
    doc_set_text(arena, doc, "static", arena_printf(arena, "/static/%s", ui_version()));
    if (!doc_get(doc, "title"))
        doc_set_text(arena, doc, "title", text_or(title, "Beck"));
    if (request->context && !doc_get(doc, "now"))
        doc_set_time(arena, doc, "now", context_now(request->context));
}

bool page_write(const Pages *pages, Request *request, Reply *reply, int status, Buf *out, Err *err)
{
    Doc *doc =
        reply->doc && reply->doc->kind == DOC_OBJECT ? reply->doc : doc_object(request->arena);
    const char *name = reply->page ? reply->page : request->route->page;
    bool known = request->context && request->who.user_id;
    PageReader reader = {
        .now = request->context ? context_now(request->context) : clock_now(),
        .zone = known ? context_zone(request->context) : zone_utc(),
        .country = known ? context_country(request->context) : "",
    };
    if (status < 400 && request->route && request->route->shape)
        request->route->shape(request, doc);
    page_say(request->arena, doc, &reader);
    set_surroundings(request, reply, doc);
    return pages_render(pages, name, doc, out, err);
}
