/* Report: what a machine sends back about a mail, sorted into its parts. Internal to mail.
 *
 * By RFC 3462 these are a notice for people, fields for programs and the returned mail or its head;
 * many servers put all of it into one text, and some into the wrong parts. Here they are parted
 * again: the notice ends where the returned mail begins, and fields are found in texts, too.
 */
#pragma once

#include "mail/mime.h"

#include <stdbool.h>

typedef struct Report {
    const char *notice;        /* the words, up to the returned mail; never NULL */
    const MimeHeaders *fields; /* blocks of delivery-status, wherever they were found */
    size_t field_count;
    bool has_status_part;        /* they came in a part that says so */
    const MimeHeaders *feedback; /* of message/feedback-report, or NULL */
    const MimeHeaders *receipt;  /* of message/disposition-notification, or NULL */
    MimeHeaders returned;        /* the head of the returned mail; count 0: none */
} Report;

void report_read(Arena *arena, const MimeMail *mail, Report *report);

/* The Message-ID of the returned mail without brackets, or "". */
const char *report_returned_id(Arena *arena, const Report *report);
