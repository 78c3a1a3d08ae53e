#include "mail/complaint.h"

#include "base/text.h"
#include "base/vec.h"
#include "mail/address_scan.h"

#include <string.h>

typedef VEC(const char *) AddressList;

enum { RECIPIENTS_MOST = 100 };

static void add(Arena *arena, const char *address, AddressList *list)
{
    if (!address[0] || list->count >= RECIPIENTS_MOST)
        return;
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->at[i], address))
            return;
    *vec_push(arena, list) = address;
}

/* All headers of that name. */
static void add_fields(Arena *arena, const MimeHeaders *headers, const char *name,
                       AddressList *list)
{
    vec_each (const MimeHeader, header, headers) {
        AddressSpan span;
        if (text_equal_nocase(header->name, name))
            for (const char *at = header->value, *end = at + strlen(at);
                 address_scan(at, end, &span) && list->count < RECIPIENTS_MOST;
                 at = span.at + span.length)
                add(arena, address_scan_copy(arena, span), list);
    }
}

/* Whom it was for, from the surest to the vaguest: many take the address out of the report. */
static void find_recipients(Arena *arena, const MimeMail *mail, const Report *report,
                            AddressList *list)
{
    static const MimeHeaders none;
    const MimeHeaders *feedback = report->feedback ? report->feedback : &none;
    add_fields(arena, feedback, "Original-Rcpt-To", list);
    add_fields(arena, feedback, "Removal-Recipient", list);
    add_fields(arena, feedback, "Redacted-Address", list);
    if (!list->count)
        add_fields(arena, &mail->headers, "X-HmXmrOriginalRecipient", list);
    if (!list->count)
        add_fields(arena, &report->returned, "X-HmXmrOriginalRecipient", list);
    if (!list->count)
        add_fields(arena, &report->returned, "To", list);
    if (!list->count)
        add_fields(arena, &report->returned, "Delivered-To", list);
}

/* Junk mail reports without fields: by who sends them and what they call them. */
static bool is_plain(const MimeMail *mail, const Report *report)
{
    static const struct {
        const char *from, *subject;
    } forms[] = {
        {"staff@hotmail.com", "complaint about message from"},
        {"@abuse.net", "abuse report"},
        {"feedbackloop@", "abuse report"},
        {"complaints@", "complaint"},
        {"abuse@", "spam complaint"},
        {"abuse@", "abuse complaint"},
        {"fbl@", "complaint"},
        {"scomp@aol.net", "client tos"},
    };
    const char *from = mail->from.count ? mail->from.at[0].address : "";
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (text_find_nocase(from, forms[i].from) &&
            text_find_nocase(mail->subject, forms[i].subject))
            return report->returned.count || text_find_nocase(forms[i].from, "hotmail");
    return false;
}

static const char *lowered(Arena *arena, const char *text)
{
    char *lower = arena_strdup(arena, text);
    for (char *at = lower; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at | 0x20);
    return lower;
}

bool complaint_read(Arena *arena, const MimeMail *mail, const Report *report, Complaint *complaint)
{
    if (!report->feedback && !is_plain(mail, report))
        return false;
    AddressList list = {0};
    find_recipients(arena, mail, report, &list);
    const char *kind = report->feedback ? mime_header(report->feedback, "Feedback-Type") : "";
    *complaint = (Complaint){list.at, list.count, lowered(arena, text_or(kind, "abuse"))};
    return true;
}
