#include "mail/report.h"

#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"
#include "mail/html_text.h"
#include "mail/ses_notice.h"

#include <string.h>

enum { NOTICE_LONGEST = 64 * 1024 };

/* --- where the returned mail begins --- */

/* What a line says, its rules and punctuation left off, when the returned mail begins behind it. */
static const char *const dividers[] = {
    "original message",
    "original mail",
    "this is a copy of the message",
    "this is a copy of your message",
    "below this line is a copy of",
    "below is a copy of the original message",
    "enclosed is a copy of",
    "included is a copy of the message",
    "the header of the original message",
    "the headers of the original message",
    "the header section of the original",
    "header of the original message",
    "message headers follow",
    "message header follow",
    "message contents follow",
    "message text follows",
    "returned message",
    "returned mail follows",
    "unsent message follows",
    "unsent message below",
    "undelivered message follows",
    "original headers",
    "forwarded message",
    "start of returned message",
    "the message you sent follows",
    "text of the original message",
    "content-type: message/rfc822",
    "content-type: text/rfc822-headers",
    "received: ",
    "received:from",
    "return-path: ",
    "x-originating-ip: ",
};

static bool is_divider(const char *line, size_t length)
{
    static const char rules[] = "-=*_#> \t:.";
    enum { SHORT = 20 }; /* what may stand beside the words: "… is following" */
    size_t lead = strspn(line, rules);
    if (lead >= length)
        return false;
    bool ruled = strspn(line, " \t") < lead;
    for (size_t i = 0; i < sizeof dividers / sizeof dividers[0]; i++) {
        size_t words = strlen(dividers[i]);
        if (!text_starts_nocase(line + lead, dividers[i]))
            continue;
        bool is_field = strchr(dividers[i], ':') != NULL;
        if (is_field ? lead == 0 : ruled || length - lead < words + SHORT)
            return true;
    }
    return false;
}

/* Where the divider begins, and behind it; the end of the text when there is none. */
static const char *find_divider(const char *text, const char **behind)
{
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        const char *next = line + length + (line[length] == '\n');
        if (is_divider(line, length)) {
            /* A field is the returned mail's own. */
            *behind =
                text_starts_nocase(line, "re") || line[0] == 'X' || line[0] == 'x' ? line : next;
            return line;
        }
        line = next;
    }
    return *behind = text + strlen(text);
}

/* --- the head of the returned mail --- */

static bool is_head(const MimeHeaders *block)
{
    return mime_header(block, "Message-ID")[0] || mime_header(block, "Subject")[0] ||
           mime_header(block, "Received")[0] ||
           (mime_header(block, "From")[0] && mime_header(block, "To")[0]);
}

/* The first block of fields that is a head. Blanks and quotes before each line are looked over. */
static void find_head(Arena *arena, const char *text, Report *report)
{
    size_t count;
    const MimeHeaders *blocks = mime_fields(arena, text, &count);
    for (size_t i = 0; i < count; i++)
        if (is_head(&blocks[i])) {
            report->returned = blocks[i];
            return;
        }
}

/* --- the parts --- */

typedef VEC(MimeHeaders) BlockVec;

static void add_blocks(Arena *arena, const MimeHeaders *blocks, size_t count, BlockVec *all)
{
    for (size_t i = 0; i < count; i++)
        *vec_push(arena, all) = blocks[i];
}

/* Fields of delivery-status that stand in a text: the blocks that name a recipient. */
static void add_blocks_of_text(Arena *arena, const char *text, BlockVec *all)
{
    if (!text_find_nocase(text, "Final-Recipient:") &&
        !text_find_nocase(text, "Original-Recipient:"))
        return;
    size_t count;
    const MimeHeaders *blocks = mime_fields(arena, text, &count);
    for (size_t i = 0; i < count; i++)
        if (mime_header(&blocks[i], "Final-Recipient")[0] ||
            mime_header(&blocks[i], "Original-Recipient")[0])
            *vec_push(arena, all) = blocks[i];
}

static void take_fields(Arena *arena, const MimePart *part, Report *report, BlockVec *status)
{
    bool feedback = text_equal(part->type, "message/feedback-report");
    bool receipt = strstr(part->type, "disposition-notification") != NULL;
    if (feedback && part->block_count) {
        report->feedback = report->feedback ? report->feedback : part->blocks;
    } else if (receipt && part->block_count) {
        report->receipt = report->receipt ? report->receipt : part->blocks;
    } else if (!feedback && !receipt) {
        report->has_status_part = true;
        add_blocks(arena, part->blocks, part->block_count, status);
    }
}

static void take_text(Arena *arena, const MimePart *part, Report *report, Buf *notice)
{
    bool is_html = text_equal(part->type, "text/html");
    /* Of HTML behind a text it is the same words again. */
    if ((is_html || text_equal(part->disposition, "attachment")) && notice->length)
        return;
    const char *text = is_html ? html_text(arena, part->text) : part->text;
    const char *behind;
    const char *end = find_divider(text, &behind);
    size_t length = (size_t)(end - text), room = NOTICE_LONGEST - notice->length;
    buf_add(notice, text, length < room ? length : room);
    buf_addc(notice, '\n');
    if (*behind && !report->returned.count)
        find_head(arena, behind, report);
}

void report_read(Arena *arena, const MimeMail *mail, Report *report)
{
    *report = (Report){.notice = ""};
    if (ses_notice_read(arena, mail->text, report))
        return;
    auto_buf Buf notice = buf_new(NOTICE_LONGEST);
    BlockVec status = {0};
    bool in_part = false; /* what is returned was: a head that a text quotes is a guess */
    MimeWalk walk = mime_walk(mail);
    for (const MimePart *part; (part = mime_walk_next(&walk));) {
        if (part->kind == MIME_FIELDS)
            take_fields(arena, part, report, &status);
        else if (part->kind == MIME_TEXT && !report->returned.count)
            take_text(arena, part, report, &notice);
        else if (part->kind == MIME_MESSAGE && !in_part && part->mail->headers.count) {
            report->returned = part->mail->headers;
            in_part = true;
        }
    }
    report->notice = arena_strndup(arena, notice.at, notice.length);
    if (!status.count)
        add_blocks_of_text(arena, mail->text, &status);
    report->fields = status.at;
    report->field_count = status.count;
}

const char *report_returned_id(Arena *arena, const Report *report)
{
    const char *id = mime_header(&report->returned, "Message-ID");
    size_t lead = strspn(id, "< ");
    return arena_strndup(arena, id + lead, strcspn(id + lead, "> "));
}
