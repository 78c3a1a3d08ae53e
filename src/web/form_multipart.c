/* multipart/form-data (RFC 7578 over RFC 2046 §5.1). */
#include "web/form.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { BOUNDARY_MOST = 70, PART_HEAD_MOST = 4096 }; /* RFC 2046 §5.1.1; ours */

typedef struct Bytes {
    const unsigned char *at, *end;
} Bytes;

/* The value of a parameter: name="filename" in `; name="photo"; filename="a \"b\".jpg"`. */
static const char *parameter(Arena *arena, const char *header, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = header; (at = strchr(at, ';')) != NULL;) {
        at++;
        at += strspn(at, " \t");
        if (strncasecmp(at, name, length) != 0 || at[length] != '=')
            continue;
        at += length + 1;
        if (*at != '"')
            return arena_strndup(arena, at, strcspn(at, "; \t"));
        char *value = arena_alloc(arena, strlen(at)), *to = value;
        /* Browsers send %22 for a quote (WHATWG HTML §4.10.21.8), older ones a backslash. */
        for (at++; *at && *at != '"'; at++) {
            if (*at == '\\' && (at[1] == '"' || at[1] == '\\'))
                at++;
            *to++ = *at;
        }
        return value;
    }
    return NULL;
}

static const unsigned char *find(Bytes in, const char *what, size_t length)
{
    return in.end - in.at < (ptrdiff_t)length
               ? NULL
               : memmem(in.at, (size_t)(in.end - in.at), what, length);
}

typedef struct PartHead {
    const char *name, *file_name, *type;
} PartHead;

static bool read_head(Arena *arena, Bytes head, PartHead *part, Err *err)
{
    static const char disposition[] = "Content-Disposition:", type[] = "Content-Type:";
    *part = (PartHead){.type = "text/plain"};
    if (memchr(head.at, 0, (size_t)(head.end - head.at)))
        return err_set(err, ERR_INPUT, "a part of the form has a NUL in its head");
    char *text = arena_strndup(arena, (const char *)head.at, (size_t)(head.end - head.at));
    for (char *line = text, *next; line; line = next) {
        next = strstr(line, "\r\n");
        if (next) {
            *next = '\0';
            next += 2;
        }
        if (text_starts_nocase(line, disposition)) {
            part->name = parameter(arena, line, "name");
            part->file_name = parameter(arena, line, "filename");
        } else if (text_starts_nocase(line, type)) {
            const char *value = line + sizeof type - 1;
            part->type = arena_strdup(arena, value + strspn(value, " \t"));
        }
    }
    if (!part->name || !text_is_utf8(part->name, strlen(part->name)))
        return err_set(err, ERR_INPUT, "a part of the form has no name");
    return true;
}

/* What the sender calls a file is a name and never a path. */
static const char *base_name(Arena *arena, const char *name)
{
    enum { LONGEST = 200 };
    for (const char *at = name; *at; at++)
        if (*at == '/' || *at == '\\')
            name = at + 1;
    return text_clean(arena, name, strlen(name), LONGEST);
}

static bool keep_part(Arena *arena, const PartHead *head, Bytes content, Form *form, Err *err)
{
    size_t size = (size_t)(content.end - content.at);
    FormPart part = {.name = head->name};
    if (form->count == FORM_PARTS)
        return err_set(err, ERR_INPUT, "more than %d fields were sent", FORM_PARTS);
    if (head->file_name) {
        part.file = (FormFile){.name = base_name(arena, head->file_name),
                               .type = head->type,
                               .bytes = content.at,
                               .size = size};
    } else {
        if (memchr(content.at, 0, size) || !text_is_utf8((const char *)content.at, size))
            return err_field(err, ERR_INPUT, head->name, "%s: what was sent is no text in UTF-8",
                             head->name);
        part.value = arena_strndup(arena, (const char *)content.at, size);
    }
    *vec_push(arena, form) = part;
    return true;
}

static bool cut_short(Err *err)
{
    return err_set(err, ERR_INPUT, "the form that was sent is cut short or no multipart/form-data");
}

const char *form_boundary(Arena *arena, const char *type)
{
    const char *boundary = type ? parameter(arena, type, "boundary") : NULL;
    return text_empty(boundary) ? NULL : boundary;
}

bool form_read_multipart(Arena *arena, const char *type, const unsigned char *body, size_t size,
                         Form *form, Err *err)
{
    const char *boundary = form_boundary(arena, type);
    if (!boundary || strlen(boundary) > BOUNDARY_MOST)
        return err_set(err, ERR_INPUT, "multipart/form-data came without its boundary");
    const char *line = arena_printf(arena, "\r\n--%s", boundary);
    size_t length = strlen(line);
    Bytes rest = {body, body + size};
    /* The first boundary has no line before it. */
    if (size < length - 2 || memcmp(body, line + 2, length - 2) != 0)
        return cut_short(err);
    rest.at += length - 2;
    for (;;) {
        PartHead head;
        if (rest.end - rest.at >= 2 && !memcmp(rest.at, "--", 2))
            return true;
        if (rest.end - rest.at < 2 || memcmp(rest.at, "\r\n", 2) != 0)
            return cut_short(err);
        rest.at += 2;
        const unsigned char *head_end = find(rest, "\r\n\r\n", 4);
        if (!head_end || head_end - rest.at > PART_HEAD_MOST)
            return cut_short(err);
        Bytes content = {head_end + 4, rest.end};
        const unsigned char *stop = find(content, line, length);
        if (!stop || !read_head(arena, (Bytes){rest.at, head_end}, &head, err))
            return stop ? false : cut_short(err);
        content.end = stop;
        if (!keep_part(arena, &head, content, form, err))
            return false;
        rest.at = stop + length;
    }
}
