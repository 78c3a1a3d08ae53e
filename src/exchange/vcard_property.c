#include "exchange/vcard_property.h"

#include "base/text.h"
#include "base/vec.h"
#include "exchange/cell.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

typedef VEC(VcardParameter) Parameters;

/* The first byte of the set outside of double quotes, or the end. */
static const char *find_outside_quotes(const char *at, const char *end, const char *set)
{
    bool quoted = false;
    for (; at < end; at++) {
        if (*at == '"')
            quoted = !quoted;
        else if (!quoted && *at && strchr(set, *at))
            return at;
    }
    return end;
}

/* Where the value begins, or NULL. A quote that is never closed hides the colon: then the first
 * colon is taken as it is. */
static const char *find_colon(const char *line, const char *end)
{
    const char *colon = find_outside_quotes(line, end, ":");
    return colon < end ? colon : memchr(line, ':', (size_t)(end - line));
}

bool vcard_is_quoted_printable(const char *line, size_t length)
{
    const char *end = line + length;
    const char *colon = find_colon(line, end);
    static const char word[] = "QUOTED-PRINTABLE";
    for (const char *at = line; colon && at + sizeof word - 1 <= colon; at++)
        if (strncasecmp(at, word, sizeof word - 1) == 0)
            return true;
    return false;
}

/* Quotes off, ^n ^' ^^ undone. */
static char *parameter_value(Arena *arena, const char *at, const char *end)
{
    char *value = arena_alloc(arena, (size_t)(end - at) + 1);
    char *to = value;
    for (; at < end; at++) {
        if (*at == '"')
            continue;
        bool caret = *at == '^' && at + 1 < end && strchr("n'^", at[1]);
        if (caret)
            at++;
        *to++ = !caret ? *at : *at == 'n' ? '\n' : *at == '\'' ? '"' : '^';
    }
    return value;
}

static void parse_parameter(Arena *arena, Parameters *parameters, const char *at, const char *end)
{
    const char *equals = memchr(at, '=', (size_t)(end - at));
    const char *name = equals ? arena_strndup(arena, at, (size_t)(equals - at)) : "TYPE";
    VcardParameter *parameter = vec_push(arena, parameters);
    *parameter = (VcardParameter){
        .name = text_clean(arena, name, strlen(name), SIZE_MAX),
        .value = parameter_value(arena, equals ? equals + 1 : at, end),
    };
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* RFC 2045 §6.7; what is no escape stays as it is. Returns the new length. */
static size_t undo_quoted_printable(const char *at, size_t length, char *to)
{
    const char *end = at + length;
    char *out = to;
    while (at < end) {
        int high = *at == '=' && end - at > 2 ? hex_value(at[1]) : -1;
        int low = high >= 0 ? hex_value(at[2]) : -1;
        if (low >= 0) {
            *out++ = (char)(high << 4 | low);
            at += 3;
        } else {
            *out++ = *at++;
        }
    }
    return (size_t)(out - to);
}

/* From a charset that the line names; NULL when it is unknown or the bytes are not in it. */
static char *convert(Arena *arena, const char *charset, const char *bytes, size_t length)
{
    iconv_t converter = iconv_open("UTF-8", charset);
    if ((intptr_t)converter == -1)
        return NULL;
    size_t room = 4 * length + 16, left = length;
    char *text = arena_alloc(arena, room + 1);
    char *in = arena_strndup(arena, bytes, length), *out = text;
    bool good = iconv(converter, &in, &left, &out, &room) != (size_t)-1 && left == 0;
    iconv_close(converter);
    return good ? text : NULL;
}

static const char *decode_value(Arena *arena, const VcardProperty *property, const char *at,
                                size_t length, Encoding encoding, bool quoted_printable)
{
    char *bytes = arena_strndup(arena, at, length);
    if (quoted_printable) {
        length = undo_quoted_printable(at, length, bytes);
        bytes[length] = '\0';
    }
    const char *charset = vcard_parameter(property, "CHARSET");
    bool utf8 = !charset || text_equal_nocase(charset, "UTF-8") ||
                text_equal_nocase(charset, "UTF8") || text_equal_nocase(charset, "US-ASCII");
    char *converted = utf8 ? NULL : convert(arena, charset, bytes, length);
    if (converted)
        return converted;
    if (charset || encoding_is_wide(encoding))
        encoding = ENCODING_UTF8;
    if (encoding_is_clean(encoding, bytes, length))
        return bytes;
    char *text = arena_alloc(arena, length * ENCODING_WIDEST + 1);
    encoding_decode(encoding, bytes, length, text);
    return text;
}

bool vcard_property_parse(Arena *arena, const char *line, size_t length, Encoding encoding,
                          VcardProperty *property)
{
    const char *end = line + length;
    const char *colon = find_colon(line, end);
    if (!colon)
        return false;
    const char *head_end = find_outside_quotes(line, colon, ";");
    const char *dot = memrchr(line, '.', (size_t)(head_end - line));
    const char *name = dot ? dot + 1 : line;
    VcardProperty found = {
        .group = dot ? arena_strndup(arena, line, (size_t)(dot - line)) : "",
        .name = text_clean(arena, name, (size_t)(head_end - name), SIZE_MAX),
    };
    if (!*found.name)
        return false;
    Parameters parameters = {0};
    for (const char *at = head_end; at < colon;) {
        const char *next = find_outside_quotes(at + 1, colon, ";");
        parse_parameter(arena, &parameters, at + 1, next);
        at = next;
    }
    found.parameters = parameters.at;
    found.parameter_count = parameters.count;
    found.value = decode_value(arena, &found, colon + 1, (size_t)(end - colon - 1), encoding,
                               vcard_is_quoted_printable(line, length));
    *property = found;
    return true;
}

const char *vcard_parameter(const VcardProperty *property, const char *name)
{
    for (size_t i = 0; i < property->parameter_count; i++)
        if (text_equal_nocase(property->parameters[i].name, name))
            return property->parameters[i].value;
    return NULL;
}

static bool list_has(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = list; *at;) {
        size_t item = strcspn(at, ",");
        if (item == length && strncasecmp(at, word, length) == 0)
            return true;
        at += item + (at[item] == ',');
    }
    return false;
}

bool vcard_has_type(const VcardProperty *property, const char *type)
{
    for (size_t i = 0; i < property->parameter_count; i++) {
        const VcardParameter *parameter = &property->parameters[i];
        if (text_equal_nocase(parameter->name, "TYPE") && list_has(parameter->value, type))
            return true;
    }
    return false;
}

char *vcard_unescape(Arena *arena, const char *text, size_t length, bool old)
{
    char *plain = arena_alloc(arena, length + 1);
    char *to = plain;
    for (size_t i = 0; i < length; i++) {
        char next = i + 1 < length ? text[i + 1] : '\0';
        bool escape = text[i] == '\\' && next && strchr(old ? ";,\\:" : ";,\\:nN\"", next);
        if (escape)
            i++;
        *to++ = escape && (next == 'n' || next == 'N') ? '\n' : text[i];
    }
    return plain;
}

/* The length up to the separator, escapes passed over. */
static size_t component_length(const char *text, char separator)
{
    size_t length = 0;
    while (text[length] && text[length] != separator)
        length += text[length] == '\\' && text[length + 1] ? 2 : 1;
    return length;
}

void vcard_components(Arena *arena, const char *value, bool old, bool lists,
                      const char *components[VCARD_COMPONENTS])
{
    memset(components, 0, VCARD_COMPONENTS * sizeof *components);
    for (size_t i = 0; i < VCARD_COMPONENTS; i++) {
        size_t length = component_length(value, ';');
        char *text = arena_strndup(arena, value, length);
        for (char *at = text; lists && !old && *at;) {
            at += component_length(at, ',');
            if (*at == ',')
                *at++ = ' ';
        }
        text = vcard_unescape(arena, text, strlen(text), old);
        components[i] = cell_lines(arena, text, strlen(text));
        if (!value[length])
            return;
        value += length + 1;
    }
}
