/* Addresses as people read them, and the links that dial, text and write. */
#include "web/page.h"

#include "base/phone.h"
#include "base/text.h"

#include <string.h>

/* RFC 3986 §2.3: all but the unreserved. */
const char *page_encode(Arena *arena, const char *text)
{
    enum { LONGEST = 8000 };
    Buf out = buf_new(LONGEST);
    for (const char *at = text_or(text, ""); *at; at++)
        if ((*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') ||
            (*at >= 'A' && *at <= 'Z') || strchr("-._~", *at))
            buf_addc(&out, *at);
        else
            buf_addf(&out, "%%%02X", (unsigned char)*at);
    const char *encoded = arena_strdup(arena, out.at);
    buf_free(&out);
    return encoded;
}

static bool rings(const char *kind)
{
    return text_equal(kind, "cell") || text_equal(kind, "sip") || text_equal(kind, "office") ||
           text_equal(kind, "home") || text_equal(kind, "switchboard");
}

/* RFC 3966; an address of SIP is a link by itself. */
static const char *dial_link(Arena *arena, const char *value, const char *extension)
{
    return *value == '+' ? arena_printf(arena, "tel:%s%s%s", value, extension ? ";ext=" : "",
                                        text_or(extension, ""))
                         : value;
}

static bool is_web(const char *value)
{
    return text_starts(value, "https://") || text_starts(value, "http://");
}

/* RFC 5724, RFC 6068. */
void page_say_address(Arena *arena, Doc *address, const char *country, const Doc *script)
{
    const char *kind = doc_text(address, "kind"), *value = doc_text(address, "value");
    const char *extension = doc_text(address, "extension");
    if (!kind || !value || doc_get(address, "value_said"))
        return;
    doc_set_text(arena, address, "value_said", phone_say(arena, value, country));
    if (rings(kind) && !doc_get(address, "tel"))
        doc_set_text(arena, address, "tel", dial_link(arena, value, extension));
    if (text_equal(kind, "cell"))
        doc_set_text(arena, address, "sms",
                     arena_printf(arena, "sms:%s?body=%s", value,
                                  page_encode(arena, doc_text(script, "body"))));
    if (text_equal(kind, "email"))
        doc_set_text(arena, address, "mailto",
                     arena_printf(arena, "mailto:%s?subject=%s&body=%s", page_encode(arena, value),
                                  page_encode(arena, doc_text(script, "subject")),
                                  page_encode(arena, doc_text(script, "body"))));
    if (text_equal(kind, "url") && is_web(value))
        doc_set_text(arena, address, "web", value);
}
