#include "base/doc.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Doc *make(Arena *arena, DocKind kind)
{
    Doc *doc = arena_make(arena, Doc);
    doc->kind = kind;
    return doc;
}

Doc *doc_object(Arena *arena)
{
    return make(arena, DOC_OBJECT);
}

Doc *doc_array(Arena *arena)
{
    return make(arena, DOC_ARRAY);
}

static void append(Doc *parent, Doc *value)
{
    if (parent->last)
        parent->last->next = value;
    else
        parent->first = value;
    parent->last = value;
    parent->count++;
}

void doc_set(Doc *object, const char *name, Doc *value)
{
    value->name = name;
    append(object, value);
}

/* --- members --- */

static Doc *make_text(Arena *arena, const char *value)
{
    Doc *doc = make(arena, value ? DOC_TEXT : DOC_NULL);
    doc->text = value;
    return doc;
}

void doc_set_text(Arena *arena, Doc *object, const char *name, const char *value)
{
    doc_set(object, name, make_text(arena, value));
}

void doc_set_int(Arena *arena, Doc *object, const char *name, int64_t value)
{
    Doc *doc = make(arena, DOC_INT);
    doc->integer = value;
    doc_set(object, name, doc);
}

void doc_set_real(Arena *arena, Doc *object, const char *name, double value)
{
    Doc *doc = make(arena, DOC_REAL);
    doc->real = value;
    doc_set(object, name, doc);
}

void doc_set_bool(Arena *arena, Doc *object, const char *name, bool value)
{
    Doc *doc = make(arena, DOC_BOOL);
    doc->truth = value;
    doc_set(object, name, doc);
}

void doc_set_null(Arena *arena, Doc *object, const char *name)
{
    doc_set(object, name, make(arena, DOC_NULL));
}

void doc_set_time(Arena *arena, Doc *object, const char *name, Time value)
{
    doc_set_text(arena, object, name, time_rfc3339(arena, value));
}

void doc_set_day(Arena *arena, Doc *object, const char *name, Day value)
{
    doc_set_text(arena, object, name, day_iso(arena, value));
}

void doc_set_id(Arena *arena, Doc *object, const char *name, int64_t id)
{
    if (id)
        doc_set_int(arena, object, name, id);
    else
        doc_set_null(arena, object, name);
}

Doc *doc_set_object(Arena *arena, Doc *object, const char *name)
{
    Doc *value = doc_object(arena);
    doc_set(object, name, value);
    return value;
}

Doc *doc_set_array(Arena *arena, Doc *object, const char *name)
{
    Doc *value = doc_array(arena);
    doc_set(object, name, value);
    return value;
}

/* --- elements --- */

void doc_add(Doc *array, Doc *value)
{
    append(array, value);
}

Doc *doc_add_object(Arena *arena, Doc *array)
{
    Doc *value = doc_object(arena);
    doc_add(array, value);
    return value;
}

void doc_add_text(Arena *arena, Doc *array, const char *value)
{
    doc_add(array, make_text(arena, value));
}

/* --- reading --- */

/* Objects are short lists; most members of another name differ in the first letter already. */
static Doc *find_member(const Doc *object, const char *name)
{
    Doc *member = object && object->kind == DOC_OBJECT ? object->first : NULL;
    while (member && (member->name[0] != name[0] || strcmp(member->name, name) != 0))
        member = member->next;
    return member;
}

const Doc *doc_get(const Doc *object, const char *name)
{
    return find_member(object, name);
}

Doc *doc_own(Doc *object, const char *name)
{
    return find_member(object, name);
}

const char *doc_text(const Doc *object, const char *name)
{
    const Doc *member = doc_get(object, name);
    return member && member->kind == DOC_TEXT ? member->text : NULL;
}

int64_t doc_int(const Doc *object, const char *name)
{
    const Doc *member = doc_get(object, name);
    return member && member->kind == DOC_INT ? member->integer : 0;
}

/* --- JSON --- */

/* The escapes of bytes that may not stand in a string as they are (RFC 8259 §7); DEL is among them
 * for the terminals' sake. */
static const char *const escapes[128] = {
    ['"'] = "\\\"",     ['\\'] = "\\\\",    [0x01] = "\\u0001", [0x02] = "\\u0002",
    [0x03] = "\\u0003", [0x04] = "\\u0004", [0x05] = "\\u0005", [0x06] = "\\u0006",
    [0x07] = "\\u0007", ['\b'] = "\\b",     ['\t'] = "\\t",     ['\n'] = "\\n",
    [0x0B] = "\\u000b", ['\f'] = "\\f",     ['\r'] = "\\r",     [0x0E] = "\\u000e",
    [0x0F] = "\\u000f", [0x10] = "\\u0010", [0x11] = "\\u0011", [0x12] = "\\u0012",
    [0x13] = "\\u0013", [0x14] = "\\u0014", [0x15] = "\\u0015", [0x16] = "\\u0016",
    [0x17] = "\\u0017", [0x18] = "\\u0018", [0x19] = "\\u0019", [0x1A] = "\\u001a",
    [0x1B] = "\\u001b", [0x1C] = "\\u001c", [0x1D] = "\\u001d", [0x1E] = "\\u001e",
    [0x1F] = "\\u001f", [0x7F] = "\\u007f",
};

static bool stands_as_it_is(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte < 0x80 && !escapes[byte];
}

static void write_text(const char *text, Buf *out)
{
    buf_addc(out, '"');
    for (const char *end = text + strlen(text); text < end;) {
        const char *from = text;
        while (text < end && stands_as_it_is(*text))
            text++;
        buf_add(out, from, (size_t)(text - from));
        if (text == end)
            break;
        from = text;
        int32_t point = utf8_next(&text, end);
        if (point == UTF8_BAD)
            buf_adds(out, "\uFFFD"); /* foreign bytes must not spoil the whole document */
        else if (point < 0x80)
            buf_adds(out, escapes[point]);
        else
            buf_add(out, from, (size_t)(text - from));
    }
    buf_addc(out, '"');
}

/* The shortest digits that read back as the same number. */
void doc_write_real(double value, Buf *out)
{
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    /* The locale's decimal comma is no JSON. */
    char *comma = strchr(digits, ',');
    if (comma)
        *comma = '.';
    buf_adds(out, digits);
}

/* With a point or an exponent, so that a reader that tells reals from integers reads a real. */
static void write_json_real(double value, Buf *out)
{
    size_t from = out->length;
    doc_write_real(value, out);
    if (!strpbrk(out->at + from, ".e"))
        buf_adds(out, ".0");
}

static void new_line(Buf *out, int indent, int depth)
{
    if (indent)
        buf_addf(out, "\n%*s", indent * depth, "");
}

static void write_value(const Doc *doc, Buf *out, int indent, int depth)
{
    switch (doc->kind) {
    case DOC_NULL:
        buf_adds(out, "null");
        return;
    case DOC_BOOL:
        buf_adds(out, doc->truth ? "true" : "false");
        return;
    case DOC_INT:
        buf_addf(out, "%" PRId64, doc->integer);
        return;
    case DOC_REAL:
        write_json_real(doc->real, out);
        return;
    case DOC_TEXT:
        write_text(doc->text, out);
        return;
    case DOC_ARRAY:
    case DOC_OBJECT:
        break;
    }
    bool object = doc->kind == DOC_OBJECT;
    buf_addc(out, object ? '{' : '[');
    for (const Doc *part = doc->first; part; part = part->next) {
        if (part != doc->first)
            buf_addc(out, ',');
        new_line(out, indent, depth + 1);
        if (object) {
            write_text(part->name, out);
            buf_adds(out, indent ? ": " : ":");
        }
        write_value(part, out, indent, depth + 1);
    }
    if (doc->first)
        new_line(out, indent, depth);
    buf_addc(out, object ? '}' : ']');
}

void doc_write_json(const Doc *doc, Buf *out, int indent)
{
    write_value(doc, out, indent, 0);
}
