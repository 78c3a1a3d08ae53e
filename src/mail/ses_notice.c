#include "mail/ses_notice.h"

#include "base/json.h"
#include "base/text.h"
#include "base/vec.h"

#include <string.h>

enum { LINE_LONGEST = 900, RECIPIENTS_MOST = 100 };

typedef VEC(MimeHeader) HeaderVec;
typedef VEC(MimeHeaders) BlockVec;

/* The object that begins at `text`, its folded lines joined (SNS breaks long ones, and puts a blank
 * before what follows); NULL when it does not end. */
static char *object_in(Arena *arena, const char *text)
{
    char *object = arena_alloc(arena, strlen(text) + 1), *to = object;
    bool in_string = false, escaped = false;
    int depth = 0;
    size_t column = 0;
    for (const char *at = text; *at; at++, column++) {
        if (*at == '\n') {
            bool folded = column > LINE_LONGEST && at[1] == ' ';
            column = 0;
            if (folded)
                at++;
            else
                *to++ = '\n';
            continue;
        }
        *to++ = *at;
        if (in_string) {
            in_string = escaped || *at != '"';
            escaped = !escaped && *at == '\\';
            continue;
        }
        in_string = *at == '"';
        depth += (*at == '{') - (*at == '}');
        if (*at == '}' && !depth)
            return object;
    }
    return NULL;
}

/* The notice itself, out of the envelope that SNS puts around it. */
static const Doc *notice_in(Arena *arena, const char *text)
{
    Err ignored;
    char *object = strchr(text, '{') ? object_in(arena, strchr(text, '{')) : NULL;
    const Doc *outer = object ? json_parse(arena, object, strlen(object), &ignored) : NULL;
    const char *message = doc_text(outer, "Message");
    return message ? json_parse(arena, message, strlen(message), &ignored) : outer;
}

static void add(Arena *arena, HeaderVec *fields, const char *name, const char *value)
{
    if (!text_empty(value))
        *vec_push(arena, fields) = (MimeHeader){name, value};
}

static MimeHeaders block_of(Arena *arena, const Doc *recipient, const char *action)
{
    HeaderVec fields = {0};
    const char *address =
        recipient->kind == DOC_TEXT ? recipient->text : doc_text(recipient, "emailAddress");
    add(arena, &fields, "Final-Recipient", address);
    add(arena, &fields, "Action", action);
    add(arena, &fields, "Status", doc_text(recipient, "status"));
    add(arena, &fields, "Diagnostic-Code", doc_text(recipient, "diagnosticCode"));
    return (MimeHeaders){fields.at, fields.count};
}

static void add_status(Arena *arena, const Doc *recipients, const char *action, Report *report)
{
    BlockVec blocks = {0};
    for (const Doc *one = recipients ? recipients->first : NULL;
         one && blocks.count < RECIPIENTS_MOST; one = one->next)
        *vec_push(arena, &blocks) = block_of(arena, one, action);
    report->fields = blocks.at;
    report->field_count = blocks.count;
    report->has_status_part = true;
}

static void add_feedback(Arena *arena, const Doc *complaint, Report *report)
{
    HeaderVec fields = {0};
    MimeHeaders *feedback = arena_make(arena, MimeHeaders);
    const Doc *recipients = doc_get(complaint, "complainedRecipients");
    add(arena, &fields, "Feedback-Type",
        text_or(doc_text(complaint, "complaintFeedbackType"), "abuse"));
    for (const Doc *one = recipients ? recipients->first : NULL;
         one && fields.count < RECIPIENTS_MOST; one = one->next)
        add(arena, &fields, "Original-Rcpt-To", doc_text(one, "emailAddress"));
    *feedback = (MimeHeaders){fields.at, fields.count};
    report->feedback = feedback;
}

static void add_returned(Arena *arena, const Doc *mail, Report *report)
{
    HeaderVec fields = {0};
    add(arena, &fields, "Message-ID", doc_text(doc_get(mail, "commonHeaders"), "messageId"));
    add(arena, &fields, "Message-ID", doc_text(mail, "messageId"));
    report->returned = (MimeHeaders){fields.at, fields.count};
}

bool ses_notice_read(Arena *arena, const char *text, Report *report)
{
    if (!strstr(text, "notificationType") && !strstr(text, "eventType"))
        return false;
    const Doc *notice = notice_in(arena, text);
    const char *kind = text_or(doc_text(notice, "notificationType"), doc_text(notice, "eventType"));
    const Doc *bounce = doc_get(notice, "bounce");
    if (text_equal(kind, "Bounce"))
        add_status(arena, doc_get(bounce, "bouncedRecipients"), "failed", report);
    else if (text_equal(kind, "Delivery"))
        add_status(arena, doc_get(doc_get(notice, "delivery"), "recipients"), "delivered", report);
    else if (text_equal(kind, "Complaint"))
        add_feedback(arena, doc_get(notice, "complaint"), report);
    else
        return false;
    add_returned(arena, doc_get(notice, "mail"), report);
    return true;
}
