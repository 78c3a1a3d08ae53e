/* Any draft: what is composed is in seven bits, its lines end in CR LF and are within 998, it is
 * the same again, and its header has the fields that were asked for and no other. What is refused
 * leaves nothing behind. Whether it reads back is asked in tests/property/compose_many.c, by
 * readers that are not instrumented. */
#include "base/text.h"
#include "mail/compose.h"
#include "mail/html_from_text.h"

#include <stdlib.h>
#include <string.h>

static void check(bool truth)
{
    if (!truth)
        abort();
}

/* The bytes up to the next NUL; what is missing is "". */
static const char *take(Arena *arena, const uint8_t **at, const uint8_t *end)
{
    const uint8_t *from = *at;
    while (*at < end && **at)
        ++*at;
    const char *taken = arena_strndup(arena, (const char *)from, (size_t)(*at - from));
    *at += *at < end;
    return taken;
}

static void check_lines(const Buf *mail, size_t from, bool needs_utf8)
{
    size_t column = 0;
    for (size_t i = from; i < mail->length; i++) {
        unsigned char c = (unsigned char)mail->at[i];
        check(c && (c < 0x80 || needs_utf8));
        check(c != '\n' || (i > from && mail->at[i - 1] == '\r'));
        check(c != '\r' || mail->at[i + 1] == '\n');
        column = c == '\n' ? 0 : column + 1;
        check(column <= 999); /* 998 and the CR */
    }
    check(column == 0);
}

/* Lines of the header that begin a field. */
static size_t count_fields(const char *mail)
{
    size_t count = 0;
    for (const char *line = mail; strncmp(line, "\r\n", 2) != 0; line = strstr(line, "\r\n") + 2)
        count += *line != ' ';
    return count;
}

static size_t expected_fields(const MailDraft *draft)
{
    size_t parts = draft->file_count || draft->html[0] ? 1 : 2; /* type, encoding */
    return 6 + parts + (draft->reply_to.address[0] != '\0') + (draft->cc.count > 0) +
           2 * (draft->unsubscribe[0] != '\0') + (draft->automatic != AUTO_NOT) +
           draft->further.count;
}

static bool compose(const MailDraft *draft, Buf *out, bool *needs_utf8)
{
    Err err = {0};
    size_t before = out->length;
    if (compose_mail(draft, out, needs_utf8, &err))
        return true;
    check(out->length == before && !out->over && err.message[0]);
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_arena Arena *arena = arena_new();
    const uint8_t *at = data + (size > 0), *end = data + size;
    unsigned shape = size ? data[0] : 0;
    const char *words[12];
    for (size_t i = 0; i < 12; i++)
        words[i] = take(arena, &at, end);
    const char *mailbox = shape & 1 ? words[0] : "ann@example.com";
    const MimeAddress to[] = {{words[1], mailbox}, {words[2], "bob@example.com"}};
    const MimeHeader further = {shape & 2 ? words[3] : "X-Words", words[4]};
    const DraftFile file = {words[5], shape & 4 ? words[6] : NULL, end - size, size, shape & 8};
    const char *const ids[] = {words[7], "a@b"};
    const MailDraft draft = {
        .from = {words[8], "me@example.com"},
        .reply_to = {words[8], shape & 16 ? mailbox : ""},
        .to = {to, 2},
        .cc = {to, shape >> 6 & 1},
        .subject = words[9],
        .text = words[10],
        .html = shape & 32 ? words[11] : "",
        .date = (Time)shape * 1000000,
        .date_offset = (int)shape * 100,
        .message_id = shape & 16 ? words[7] : "1.a@example.com",
        .in_reply_to = "a@b",
        .references = {NULL, 0},
        .unsubscribe = shape & 128 ? words[6] : "",
        .automatic = (AutoSubmitted)(shape % 3),
        .further = {&further, shape >> 1 & 1},
        .files = &file,
        .file_count = shape >> 2 & 1,
    };
    MailDraft threaded = draft;
    threaded.references = (MimeIds){ids, 2};
    auto_buf Buf out = buf_new(1 << 20);
    bool needs_utf8 = false;
    if (compose(&draft, &out, &needs_utf8)) {
        check_lines(&out, 0, needs_utf8);
        check(count_fields(out.at) == expected_fields(&draft) + 1); /* In-Reply-To */
        size_t once = out.length;
        check(compose(&draft, &out, &needs_utf8) && out.length == 2 * once &&
              memcmp(out.at, out.at + once, once) == 0);
    }
    compose(&threaded, &out, &needs_utf8);
    auto_buf Buf small = buf_new(size), html = buf_new(64 * size + 4096);
    compose(&draft, &small, &needs_utf8);
    html_from_text(words[10], &html);
    check(!html.over && !strstr(html.at, "<script"));
    return 0;
}
