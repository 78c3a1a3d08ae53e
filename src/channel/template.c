#include "channel/template.h"

#include "base/buf.h"
#include "base/doc.h"

#include <string.h>

enum { FILLED_MOST = 64 * 1024 };

const char *template_escape(Arena *arena, const char *text)
{
    static const char hex[] = "0123456789ABCDEF";
    char *escaped = arena_alloc(arena, 3 * strlen(text) + 1), *to = escaped;
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        bool plain = (*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z') ||
                     (*at >= 'a' && *at <= 'z') || strchr("-._~", *at);
        if (plain) {
            *to++ = (char)*at;
        } else {
            *to++ = '%';
            *to++ = hex[*at >> 4];
            *to++ = hex[*at & 15];
        }
    }
    *to = '\0';
    return escaped;
}

static const char *json_escape(Arena *arena, const char *text)
{
    auto_buf Buf out = buf_new(FILLED_MOST);
    Doc *object = doc_object(arena);
    doc_set_text(arena, object, "t", text);
    doc_write_json(object, &out, 0);
    /* {"t":"…"} */
    enum { BEFORE = 6, AFTER = 2 };
    return arena_strndup(arena, out.at + BEFORE, out.length - BEFORE - AFTER);
}

const char *template_fill(Arena *arena, const char *template, const TemplateSlot *slots, bool json)
{
    auto_buf Buf out = buf_new(FILLED_MOST);
    for (const char *at = template; *at;) {
        const TemplateSlot *slot = slots;
        while (slot->name && strncmp(at, slot->name, strlen(slot->name)) != 0)
            slot++;
        if (slot->name) {
            buf_addf(&out, "%s",
                     json ? json_escape(arena, slot->value) : template_escape(arena, slot->value));
            at += strlen(slot->name);
        } else {
            buf_add(&out, at++, 1);
        }
    }
    return arena_strndup(arena, out.length ? out.at : "", out.length);
}
