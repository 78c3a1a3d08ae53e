/* Complaint: somebody pressed "spam", as told by RFC 5965 (feedback loops) and the plainer forms
 * that large providers use: JMR of Microsoft, the notifications of Amazon SES. */
#pragma once

#include "mail/report.h"

typedef struct Complaint {
    const char *const *recipients; /* in lower case: whom the mail complained of was for */
    size_t count;
    const char *kind; /* "abuse", "auth-failure", … in lower case */
} Complaint;

/* False when it is none. Reports of DMARC failures are complaints too, of the kind
 * "auth-failure". */
bool complaint_read(Arena *arena, const MimeMail *mail, const Report *report, Complaint *complaint);
