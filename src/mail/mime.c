#include "mail/mime.h"

#include "base/module.h"
#include "base/text.h"
#include "base/vec.h"
#include "mail/html_text.h"
#include "mail/mime_driver.h"

#include <stdatomic.h>
#include <string.h>

static const MimeDriver *driver(Err *err)
{
    static _Atomic(const MimeDriver *) loaded;
    const MimeDriver *mime = atomic_load_explicit(&loaded, memory_order_acquire);
    if (!mime) {
        mime = module_table("mime", err);
        if (mime)
            atomic_store_explicit(&loaded, mime, memory_order_release);
    }
    return mime;
}

const char *mime_header(const MimeHeaders *headers, const char *name)
{
    vec_each (const MimeHeader, header, headers)
        if (text_equal_nocase(header->name, name))
            return header->value;
    return "";
}

const char *mime_domain(const char *address)
{
    const char *at = strrchr(address, '@');
    return at ? at + 1 : "";
}

/* --- walking --- */

MimeWalk mime_walk(const MimeMail *mail)
{
    return (MimeWalk){.stack = {mail->body}, .depth = 1};
}

const MimePart *mime_walk_next(MimeWalk *walk)
{
    while (walk->depth && !walk->stack[walk->depth - 1])
        walk->depth--;
    if (!walk->depth)
        return NULL;
    const MimePart *part = walk->stack[walk->depth - 1];
    walk->stack[walk->depth - 1] = part->next;
    if (part->first && walk->depth <= MIME_DEPTH)
        walk->stack[walk->depth++] = part->first;
    return part;
}

/* --- fields --- */

/* The length of a field's name at the start of a line, 0 when it is none (RFC 5322 §2.2). */
static size_t name_length(const char *line, size_t length)
{
    size_t at = 0;
    while (at < length && line[at] > ' ' && line[at] < 0x7F && line[at] != ':')
        at++;
    size_t name = at;
    while (at < length && (line[at] == ' ' || line[at] == '\t'))
        at++;
    return at < length && line[at] == ':' ? name : 0;
}

typedef VEC(MimeHeader) HeaderVec;
typedef VEC(MimeHeaders) BlockVec;

static void end_block(Arena *arena, HeaderVec *fields, BlockVec *blocks)
{
    if (fields->count && blocks->count < MIME_HEADERS_MOST)
        *vec_push(arena, blocks) = (MimeHeaders){fields->at, fields->count};
    *fields = (HeaderVec){0};
}

/* The end of a field that begins at `line`: behind all lines that go on with it. */
static const char *field_end(const char *line)
{
    const char *end = strchrnul(line, '\n');
    while (*end && (end[1] == ' ' || end[1] == '\t') && end[1 + strspn(end + 1, " \t")] != '\n')
        end = strchrnul(end + 1, '\n');
    return end;
}

const MimeHeaders *mime_fields(Arena *arena, const char *text, size_t *count)
{
    HeaderVec fields = {0};
    BlockVec blocks = {0};
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n"), name = name_length(line, length);
        const char *end = line + length;
        if (!length || strspn(line, " \t\r") == length) {
            end_block(arena, &fields, &blocks);
        } else if (name && fields.count < MIME_HEADERS_MOST) {
            end = field_end(line);
            const char *value = memchr(line, ':', length);
            *vec_push(arena, &fields) = (MimeHeader){
                arena_strndup(arena, line, name),
                text_clean(arena, value + 1, (size_t)(end - value - 1), MIME_HEADER_LONGEST)};
        }
        line = *end ? end + 1 : end;
    }
    end_block(arena, &fields, &blocks);
    *count = blocks.count;
    return blocks.at;
}

/* --- what the tree says once it is there --- */

typedef VEC(const char *) IdVec;

/* "<a@b> <c@d>"; servers that leave the brackets off are understood when nothing else is there. */
static MimeIds ids_of(Arena *arena, const char *value)
{
    IdVec ids = {0};
    for (const char *at = value; (at = strchr(at, '<')) && ids.count < MIME_ADDRESSES_MOST;) {
        const char *end = strpbrk(at + 1, "<> ");
        if (!end)
            break;
        if (*end == '>' && end > at + 1)
            *vec_push(arena, &ids) = arena_strndup(arena, at + 1, (size_t)(end - at - 1));
        at = end;
    }
    if (!ids.count && strchr(value, '@') && !strpbrk(value, " <>\"("))
        *vec_push(arena, &ids) = arena_strdup(arena, value);
    return (MimeIds){ids.at, ids.count};
}

static bool is_readable(const MimePart *part)
{
    return part->kind == MIME_TEXT && !text_equal(part->disposition, "attachment") &&
           (text_equal(part->type, "text/plain") || text_equal(part->type, "text/html")) &&
           part->text[strspn(part->text, " \t\n")];
}

/* The text to be read: the first that is no attachment and not blank; of alternatives the plain
 * one. */
static const MimePart *find_text(const MimePart *part)
{
    if (is_readable(part))
        return part;
    const MimePart *html = NULL;
    for (const MimePart *child = part->first; child; child = child->next) {
        const MimePart *found = find_text(child);
        if (found && (!text_equal(part->type, "multipart/alternative") ||
                      !text_equal(found->type, "text/html")))
            return found;
        html = html ? html : found;
    }
    return html;
}

static void finish_mail(Arena *arena, MimeMail *mail);

static void finish_part(Arena *arena, MimePart *part)
{
    if (part->kind == MIME_FIELDS)
        part->blocks = mime_fields(arena, part->text, &part->block_count);
    if (part->mail)
        finish_mail(arena, part->mail);
    for (MimePart *child = part->first; child; child = child->next)
        finish_part(arena, child);
}

static void finish_mail(Arena *arena, MimeMail *mail)
{
    const MimeHeaders *headers = &mail->headers;
    MimeIds own = ids_of(arena, mime_header(headers, "Message-ID"));
    mail->message_id = own.count ? own.at[0] : "";
    mail->in_reply_to = ids_of(arena, mime_header(headers, "In-Reply-To"));
    mail->references = ids_of(arena, mime_header(headers, "References"));
    mail->subject = mime_header(headers, "Subject");
    finish_part(arena, mail->body);
    const MimePart *text = find_text(mail->body);
    mail->text = !text                                 ? ""
                 : text_equal(text->type, "text/html") ? html_text(arena, text->text)
                                                       : text->text;
}

/* --- reading --- */

/* One of these stands in the head of every mail; without any, the bytes are a text that begins with
 * "Name: ..." by chance. */
static bool is_known_field(const char *name, size_t length)
{
    static const char *const known[] = {
        "from",         "to",
        "subject",      "date",
        "message-id",   "received",
        "return-path",  "content-type",
        "mime-version", "delivered-to",
        "sender",       "reply-to",
        "x-mailer",     "content-transfer-encoding",
        "in-reply-to",  "envelope-to",
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strlen(known[i]) == length && text_starts_nocase(name, known[i]))
            return true;
    return false;
}

static bool has_headers(const char *bytes, size_t length)
{
    enum { LINES = 100 };
    const char *end = bytes + length;
    for (int i = 0; i < LINES && bytes < end; i++) {
        const char *line_end = memchr(bytes, '\n', (size_t)(end - bytes));
        size_t line = (size_t)((line_end ? line_end : end) - bytes),
               name = name_length(bytes, line);
        if (name && is_known_field(bytes, name))
            return true;
        bool goes_on = i && line && (bytes[0] == ' ' || bytes[0] == '\t');
        if ((!name && !goes_on) || !line_end)
            return false;
        bytes = line_end + 1;
    }
    return false;
}

/* Where the mail begins: behind a "From " line of mbox, and behind empty lines. */
static const char *mail_start(const char *bytes, size_t length)
{
    const char *start = bytes, *end = bytes + length;
    while (start < end && (*start == '\n' || *start == '\r'))
        start++;
    if (end - start >= 5 && (memcmp(start, "From ", 5) == 0 || memcmp(start, ">From", 5) == 0)) {
        const char *line_end = memchr(start, '\n', (size_t)(end - start));
        return line_end ? line_end + 1 : end;
    }
    return start;
}

/* How much of a mail may be handed on: GMime has no limits of its own, and a part, a field or a
 * line of a field costs it many times its bytes. */
static size_t bearable_length(const char *bytes, size_t length)
{
    enum { FIELDS = 10000, BOUNDARIES = 4 * MIME_PARTS_MOST, FIELD_LONGEST = 256 * 1024 };
    const char *end = bytes + length, *field = NULL;
    int fields = 0, boundaries = 0;
    for (const char *line = bytes; line < end;) {
        const char *line_end = memchr(line, '\n', (size_t)(end - line));
        line_end = line_end ? line_end : end;
        size_t size = (size_t)(line_end - line);
        if (size <= 1) {
            field = NULL;
        } else if (name_length(line, size)) {
            field = line;
            fields++;
        }
        boundaries += size > 2 && line[0] == '-' && line[1] == '-';
        if (fields > FIELDS || boundaries > BOUNDARIES ||
            (field && line_end - field > FIELD_LONGEST))
            return (size_t)(line - bytes);
        line = line_end < end ? line_end + 1 : end;
    }
    return length;
}

bool mime_read(Arena *arena, const void *bytes, size_t length, const MimeMail **mail, Err *err)
{
    const MimeDriver *mime = driver(err);
    if (!mime)
        return false;
    bool cut = length > MIME_LONGEST;
    length = cut ? MIME_LONGEST : length;
    const char *from = length ? bytes : "", *start = mail_start(from, length);
    size_t left = length - (size_t)(start - from);
    if (left && !has_headers(start, left)) { /* a text: a mail whose head is empty */
        char *with_head = arena_alloc(arena, left + 1);
        memcpy(with_head + 1, start, left);
        with_head[0] = '\n';
        start = with_head;
        left++;
    }
    size_t bearable = bearable_length(start, left);
    MimeMail *read = mime->read(arena, start, bearable);
    finish_mail(arena, read);
    read->cut = read->cut || cut || bearable < left;
    *mail = read;
    return true;
}
