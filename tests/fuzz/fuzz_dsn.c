/* Any text as the notice of a mail server, and as the fields of RFC 3464: recipients have addresses
 * and reasons, and what is said of them stays text. */
#include "mail/bounce.h"
#include "mail/complaint.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "foreign_text.h"

static MimeMail mail_of(Arena *arena, char *text)
{
    static const MimeAddress machine = {"Mail Delivery System", "mailer-daemon@relay.example"};
    MimePart *notice = arena_make(arena, MimePart), *fields = arena_make(arena, MimePart),
             *body = arena_make(arena, MimePart);
    *notice = (MimePart){.kind = MIME_TEXT, .type = "text/plain", .text = text};
    *fields = (MimePart){.kind = MIME_FIELDS, .type = "message/delivery-status", .text = text};
    *body =
        (MimePart){.kind = MIME_MULTIPART, .type = "multipart/report", .text = "", .first = notice};
    notice->charset = notice->name = notice->disposition = notice->report_type = "";
    fields->charset = fields->name = fields->disposition = fields->report_type = "";
    body->charset = body->name = body->disposition = body->report_type = "";
    fields->blocks = mime_fields(arena, text, &fields->block_count);
    notice->next = text[0] == 'F' ? fields : NULL;
    return (MimeMail){.from = {&machine, 1},
                      .subject = "failure notice",
                      .date = TIME_NONE,
                      .message_id = "",
                      .body = body,
                      .text = text};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new();
    MimeMail mail = mail_of(arena, foreign_text(arena, bytes, length));
    Report report;
    Bounce bounce;
    Complaint complaint;
    report_read(arena, &mail, &report);
    complaint_read(arena, &mail, &report, &complaint);
    if (bounce_read(arena, &mail, &report, &bounce)) {
        if (!bounce.count)
            abort();
        for (size_t i = 0; i < bounce.count; i++)
            if (!bounce.at[i].address[0] || !bounce_reason_name(bounce.at[i].reason) ||
                !text_is_utf8(bounce.at[i].said, strlen(bounce.at[i].said)))
                abort();
    }
    arena_free(arena);
    return 0;
}
