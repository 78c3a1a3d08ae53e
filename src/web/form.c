#include "web/form.h"

#include "base/text.h"

#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
        return (c | 0x20) - 'a' + 10;
    return -1;
}

char *form_decode(Arena *arena, const char *text, size_t length, bool plus)
{
    char *out = arena_alloc(arena, length + 1), *to = out;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '%') {
            bool there = length - i > 2;
            int high = there ? hex_digit(text[i + 1]) : -1;
            int low = there ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return NULL;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (plus && c == '+') {
            c = ' ';
        }
        if (!c)
            return NULL;
        *to++ = c;
    }
    return text_is_utf8(out, (size_t)(to - out)) ? out : NULL;
}

static bool add_part(Arena *arena, Form *form, FormPart part, Err *err)
{
    if (form->count == FORM_PARTS)
        return err_set(err, ERR_INPUT, "more than %d fields were sent", FORM_PARTS);
    *vec_push(arena, form) = part;
    return true;
}

bool form_read_encoded(Arena *arena, const char *text, size_t length, Form *form, Err *err)
{
    const char *end = text + length;
    while (text < end) {
        const char *stop = memchr(text, '&', (size_t)(end - text));
        stop = stop ? stop : end;
        const char *equals = memchr(text, '=', (size_t)(stop - text));
        const char *name_end = equals ? equals : stop, *value = equals ? equals + 1 : stop;
        if (stop > text) {
            FormPart part = {
                .name = form_decode(arena, text, (size_t)(name_end - text), true),
                .value = form_decode(arena, value, (size_t)(stop - value), true),
            };
            if (!part.name)
                return err_set(err, ERR_INPUT,
                               "what was sent is no form: the name of a field is not UTF-8, or "
                               "has a broken escape");
            if (!part.value)
                return err_field(err, ERR_INPUT, part.name,
                                 "%.60s is not UTF-8, has a zero byte, or a broken escape",
                                 part.name);
            if (!add_part(arena, form, part, err))
                return false;
        }
        text = stop + 1;
    }
    return true;
}
