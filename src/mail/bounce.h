/* Bounce: whom a mail could not be brought to, and why.
 *
 * First the fields of RFC 3464, then what the notice says in the words of some forty mail servers:
 * known are not their texts but their forms (an address on a line of its own, behind "to", before a
 * colon; the words behind it; a transcript of SMTP).
 */
#pragma once

#include "mail/bounce_reason.h"
#include "mail/report.h"

typedef enum BounceAction {
    ACTION_FAILED,
    ACTION_DELAYED,
    ACTION_RELAYED, /* to a server that reports no further, or to a list */
    ACTION_DELIVERED
} BounceAction;

typedef struct BounceRecipient {
    const char *address;  /* in lower case, as the server that gave up had it */
    const char *original; /* as it was first sent to, or "" */
    const char *status;   /* "5.1.1", or "" */
    const char *said;     /* the reply, in one line, or "" */
    BounceAction action;
    BounceReason reason;
    bool hard;
} BounceRecipient;

typedef struct Bounce {
    const BounceRecipient *at;
    size_t count;
} Bounce;

/* False when the mail is no delivery report. `bounce` may be of failed, delayed and delivered
 * recipients together. */
bool bounce_read(Arena *arena, const MimeMail *mail, const Report *report, Bounce *bounce);
