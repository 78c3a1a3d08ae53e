#include "channel/template.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>

enum { FILLED_MOST = 64 * 1024 };

const char *const template_methods[] = {"POST", "GET", NULL};

static const char json_type[] = "application/json",
                  form_type[] = "application/x-www-form-urlencoded";

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

static const TemplateSlot *slot_at(const char *at, const TemplateSlot *slots)
{
    for (const TemplateSlot *slot = slots; slot->name; slot++)
        if (strncmp(at, slot->name, strlen(slot->name)) == 0)
            return slot;
    return NULL;
}

static const char *fill(Arena *arena, const char *template, const TemplateSlot *slots, bool json)
{
    auto_buf Buf out = buf_new(FILLED_MOST);
    for (const char *at = template; *at;) {
        const TemplateSlot *slot = slot_at(at, slots);
        if (slot) {
            buf_addf(&out, "%s",
                     json ? json_escape(arena, slot->value) : template_escape(arena, slot->value));
            at += strlen(slot->name);
        } else {
            buf_add(&out, at++, 1);
        }
    }
    return arena_strndup(arena, out.length ? out.at : "", out.length);
}

/* --- what a request is ------------------------------------------------------------------------ */

/* Of POST; "" : none. */
static const char *body_of(const Doc *settings)
{
    return text_equal(doc_text(settings, "method"), "POST")
               ? text_or(doc_text(settings, "body"), "")
               : "";
}

static bool begins_as_json(const char *body, const TemplateSlot *slots)
{
    const char *at = body + strspn(body, " \t\r\n");
    return *at == '[' || (*at == '{' && !slot_at(at, slots));
}

static const char *type_of(const Doc *settings, const TemplateSlot *slots)
{
    const char *type = doc_text(settings, "type");
    if (!text_empty(type))
        return type;
    return begins_as_json(body_of(settings), slots) ? json_type : form_type;
}

static bool is_json(const char *type)
{
    return text_find_nocase(type, "json") != NULL;
}

void template_request(Arena *arena, const Doc *settings, const Doc *secrets,
                      const TemplateSlot *slots, const char *key, NetRequest *request)
{
    enum { HEADERS = 3 };
    const char *authorization = doc_text(secrets, "authorization");
    const char *body = body_of(settings), *type = type_of(settings, slots);
    NetHeader *headers = arena_array(arena, HEADERS, sizeof *headers);
    size_t count = 0;
    headers[count++] = (NetHeader){"Idempotency-Key", key};
    if (!text_empty(authorization))
        headers[count++] = (NetHeader){"Authorization", authorization};
    request->method = doc_text(settings, "method");
    request->url = fill(arena, doc_text(settings, "url"), slots, false);
    if (*body) {
        request->body = fill(arena, body, slots, is_json(type));
        request->body_length = strlen(request->body);
        headers[count++] = (NetHeader){"Content-Type", type};
    }
    request->headers = headers;
    request->header_count = count;
}

/* --- what settings may say -------------------------------------------------------------------- */

static const char *names_of(Arena *arena, const TemplateSlot *slots, bool needed)
{
    const char *names = "";
    for (const TemplateSlot *slot = slots; slot->name; slot++)
        if (slot->needed || !needed)
            names = arena_printf(arena, "%s%s%s", names, *names ? " " : "", slot->name);
    return names;
}

/* Letters and _ in braces are meant as a slot, wherever they stand. */
static bool check_slots(Arena *arena, const Doc *settings, const char *field,
                        const TemplateSlot *slots, Err *err)
{
    enum { SHOWN = 40 };
    for (const char *at = text_or(doc_text(settings, field), ""); (at = strchr(at, '{')); at++) {
        size_t length =
            strspn(at + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
        if (length && at[length + 1] == '}' && !slot_at(at, slots))
            return err_field(err, ERR_INPUT, field, "nothing is filled in for {%.*s}: there is %s",
                             (int)(length < SHOWN ? length : SHOWN), at + 1,
                             names_of(arena, slots, false));
    }
    return true;
}

/* What is sent goes to one host, whatever is sent. */
static bool check_host(const Doc *settings, Err *err)
{
    const char *url = doc_text(settings, "url");
    const char *host = url + strcspn(url, ":/{");
    host += strspn(host, ":/\\");
    size_t length = strcspn(host, "/\\?#");
    return !memchr(url, '{', (size_t)(host - url) + length) ||
           err_field(err, ERR_INPUT, "url",
                     "the host stays the same: what is filled in stands behind it, "
                     "https://host.example/send?…");
}

static bool check_needed(Arena *arena, const Doc *settings, const TemplateSlot *slots, Err *err)
{
    for (const TemplateSlot *slot = slots; slot->name; slot++)
        if (slot->needed && !strstr(doc_text(settings, "url"), slot->name) &&
            !strstr(body_of(settings), slot->name))
            return err_field(err, ERR_INPUT, "url", "%s stands nowhere in the request: it needs %s",
                             slot->name, names_of(arena, slots, true));
    return true;
}

static bool check_body(Arena *arena, const Doc *settings, const TemplateSlot *slots, Err *err)
{
    enum { SAID_MOST = 120 };
    const char *body = body_of(settings), *type = type_of(settings, slots);
    bool json = is_json(type);
    Err why;
    if (!*body)
        return true;
    if (!json && !text_starts_nocase(type, form_type))
        return err_field(
            err, ERR_INPUT, "type",
            "type cannot be \"%.80s\": what is filled in is written as %s or %s has it", type,
            json_type, form_type);
    if (!json && begins_as_json(body, slots))
        return err_field(err, ERR_INPUT, "type",
                         "the body is JSON, and type says %.80s: leave type out, or say %s", type,
                         json_type);
    const char *filled = json ? fill(arena, body, slots, true) : NULL;
    return !filled || json_parse(arena, filled, strlen(filled), &why) ||
           err_field(err, ERR_INPUT, "body",
                     "the body is no JSON once it is filled in (%.*s); a text stands in quotes: "
                     "{\"to\":\"%s\"}",
                     SAID_MOST, why.message, slots[0].name);
}

bool template_check(Arena *arena, const Doc *settings, const TemplateSlot *samples,
                    const char **url, Err *err)
{
    if (!check_slots(arena, settings, "url", samples, err) ||
        !check_slots(arena, settings, "body", samples, err) || !check_host(settings, err) ||
        !check_needed(arena, settings, samples, err) || !check_body(arena, settings, samples, err))
        return false;
    *url = fill(arena, doc_text(settings, "url"), samples, false);
    return true;
}
