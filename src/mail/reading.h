/* Reading: what a mail that came in says, decided without a database (DESIGN §10, `read`).
 *
 * The order of what is asked: complaint, report of delivery (bounce, delay, delivered), a
 * calendar's answer to an invitation (a reply), challenge, auto-reply, unsubscribe, reply; anything
 * else is `other`. Nothing here is certain: what follows from a reading is for the rules of
 * `follow`, and no mail is ever thrown away on its account.
 */
#pragma once

#include "mail/bounce_reason.h"
#include "mail/mime.h"

#include <stdbool.h>

typedef enum MailKind {
    MAIL_OTHER,       /* a newsletter, a new mail, a text */
    MAIL_BOUNCE,      /* it could not be delivered, and nobody tries any more */
    MAIL_DELAY,       /* it could not yet; they keep trying */
    MAIL_COMPLAINT,   /* somebody called it spam */
    MAIL_AUTO_REPLY,  /* a machine answered for a person: out of office and kin */
    MAIL_CHALLENGE,   /* the writer has to prove himself a person first */
    MAIL_UNSUBSCRIBE, /* a person wants no more mail */
    MAIL_REPLY,       /* a person's answer */
    MAIL_DELIVERED,   /* it arrived, or was opened, as a report says */
    MAIL_KINDS
} MailKind;

const char *reading_kind_name(MailKind kind); /* "auto_reply" */
bool reading_kind_find(const char *name, MailKind *kind);

/* Whom the mail speaks of: recipients of the lost mail, who complained, who is away, who wants no
 * more. */
typedef struct ReadingRecipient {
    const char *address;  /* in lower case */
    const char *original; /* as it was first sent to, or "" */
    const char *status;   /* "5.1.1", or "" */
    const char *said;     /* the server's words in one line, or "" */
    bool hard;            /* never again */
    BounceReason reason;
} ReadingRecipient;

/* Somebody to turn to in the meantime: at least one of them is not "". */
typedef struct StandIn {
    const char *name, *address, *phone;
} StandIn;

/* What a MAIL_AUTO_REPLY says. */
typedef enum LeaveKind {
    LEAVE_NONE,    /* a receipt: a machine thanks for the mail */
    LEAVE_BACK,    /* somebody comes back, be it not said when */
    LEAVE_FOR_GOOD /* they have left for good */
} LeaveKind;

/* What a MAIL_DELIVERED proves. */
typedef enum Arrival {
    ARRIVAL_NONE,
    ARRIVAL_RELAYED,   /* to a server that reports no further */
    ARRIVAL_DELIVERED, /* into the mailbox, or opened by a program, or thrown away unopened */
    ARRIVAL_SEEN       /* a person opened it and let the receipt go (RFC 8098: "displayed") */
} Arrival;

typedef struct Reading {
    MailKind kind;
    MimeAddress from; /* "" and "" when there is none */
    const char *subject;
    Time date; /* of the mail, or TIME_NONE */
    const ReadingRecipient *recipients;
    size_t recipient_count;
    /* Ids, without brackets, of the mail it speaks of or answers, likeliest first: of the returned
     * mail, In-Reply-To, References from the last to the first. */
    MimeIds ids;
    /* Whereto it came, and of reports wherefrom the mail they speak of went: in lower case, as a
     * return path with a mark is found by (return_path.h). */
    MimeIds paths;
    /* What a person would read: of a reply without quotes and signature, of reports the notice. */
    const char *text;
    /* Of a reply: what its writer's calendar answers to an invitation (RFC 6047), the iCalendar as
     * it came; NULL: nothing. */
    const char *calendar;
    Arrival arrival;          /* delivered */
    LeaveKind away;           /* auto-reply */
    Day until;                /* auto-reply: the day they are back; DAY_NONE when not said */
    const StandIn *stand_ins; /* auto-reply */
    size_t stand_in_count;
} Reading;

/* Everything lives in the arena. A mail takes some 0.2 ms, half of which is mime_read()'s. */
void reading_of(Arena *arena, const MimeMail *mail, Reading *reading);
