/* Sending: what the worker (dispatch/work.h) writes down, in the order of DESIGN §6:
 *
 *     planned → claimed → dot → accepted | refused | uncertain
 *
 * send_claim() takes what is due, send_dots() is the point of no return, send_settle() says what
 * came of it, send_recover() takes over from workers that have gone. Each is one transaction for
 * many messages. A claim is a row of `sending` under a lease, with the worker's number as its
 * fence: who was stopped for longer than the lease finds its claims gone and its dots refused.
 *
 * Before the dot, all that the line asks (opt-outs, holds, hours, the contact's moves, the
 * account's one e-mail a day) is asked again, in the transaction that writes it. With it the touch
 * goes into the history and the lead's next one is planned.
 */
#pragma once

#include "action/context.h"
#include "action/standing.h"
#include "base/digest.h"
#include "base/doc.h"
#include "channel/carrier.h"
#include "channel/letter/letter.h"

enum {
    SEND_WAIT_SECONDS = 60,             /* in the outbox, so that it can be taken back */
    SEND_LEASE_SECONDS = 60,            /* renewed by send_keep() */
    SEND_TRIES_MOST = 14,               /* then a person is asked: about three days of SEND_LATER */
    SEND_CLAIMS_MOST = 256,             /* at once */
    SEND_WEIGHT_MOST = 32 * 1024 * 1024 /* bytes of mails that one worker holds at a time */
};

typedef struct SendSender {
    int64_t id;
    Channel channel;
    const char *address, *name; /* of who sends; name NULL for everybody's */
    const char *driver;
    Doc *settings, *secrets; /* NULL: … */
    Err why;                 /* … they cannot be read */
    Digest mark;             /* of both: another when they were changed */
    size_t room;             /* messages it may send now; 0: its caps or its spacing say later */
    Time sent_at;            /* within a minute; 0: never */
    int64_t size_most;       /* bytes of a mail that its server takes; 0: it has not said */
    int64_t copy_to;         /* the mailbox into whose Sent folder they are put; 0: none */
} SendSender;

typedef struct SendSenders {
    SendSender *at;
    size_t count;
} SendSenders;

/* Those that are neither paused nor off and do not rest. All in `arena`. */
bool send_senders(Context *context, Arena *arena, SendSenders *senders, Err *err);

/* A file that goes with a message. */
typedef struct SendFile {
    int64_t id;
    const char *name, *type;
    int64_t size;
    bool shown;  /* a picture: below the text */
    bool chosen; /* somebody said how it goes */
    bool linked; /* as a link, else in the mail */
} SendFile;

/* A message claimed. The caller's, in the arena it gave; kept until it is settled. */
typedef struct SendItem {
    int64_t touch_id, lead_id, sender_id;
    Channel channel;
    int64_t copy_to;                /* of its sender */
    int64_t next_id;                /* the touch planned after it, from the dot on */
    bool moved;                     /* it counted as a move; from the dot on */
    int64_t contact_id, address_id; /* of `to` */
    const char *from, *from_name, *to, *to_name;
    const char *return_path;    /* of the envelope: `from`, or the same with a mark of the touch */
    const char *subject, *body; /* a text has no subject: "" */
    const char *unsubscribe;    /* the link, or NULL */
    const char *footer;         /* of what nobody looked at: who writes, and the way out; or NULL */
    const char *report;         /* of a text: where its gateway tells what became of it; or NULL */
    Fax *fax;                   /* of a fax: what it looks like; or NULL */
    bool by_mail;               /* … which goes as a mail to a gateway */
    const char *wire_to;        /* … as its carrier takes the number; NULL: `to` */
    const SendFile *files;      /* those in the mail, and those linked */
    size_t file_count;
    const char *links;       /* of those linked: lines behind the words (of a text: each behind a
                                line end); or NULL */
    const char *picture;     /* of a text: where its gateway gets the one it carries; or NULL */
    const char *calendar;    /* the invitation that it carries, as iCalendar; or NULL */
    bool tracked;            /* its links go by us (action/track.h) */
    int64_t weight;          /* bytes as it travels, at most */
    const char *message_id;  /* of the touch, whichever the attempt */
    int64_t thread_id;       /* the touch whose mail began the conversation */
    const char *in_reply_to; /* the last mail of it, theirs or ours, or NULL */
    const char *const *references; /* all of them, in order */
    size_t reference_count;
    int offset;                      /* of the owner's zone, seconds east of UTC */
    const struct SendLoaded *loaded; /* the lead as it was claimed (action/send_kept.h) */
    const struct LoadedLead *before; /* the lead as it was at the dot: its rows and its state only,
                                        for what the context lends may be gone since */
    int64_t day;                     /* the owner's, at the dot */
    int64_t sender_day;              /* the sender's, then */
} SendItem;

typedef struct SendItems {
    SendItem *at;
    size_t count;
} SendItems;

/* Who sends: its number is its fence. It knows what it has written itself, so that a lead need not
 * be loaded anew at its dot where nothing has happened since its claim. One thread's. */
typedef struct SendWorker SendWorker;
SendWorker *send_worker_new(int64_t number);
void send_worker_free(SendWorker *worker); /* NULL is allowed */

/* Claims at most `most` messages due by `sender`, of `weight_most` bytes together; what is heavier
 * than what is left of that waits, one that is alone does not. Those that may not go now are moved
 * to when they may, or planned anew; those without words, or with holes in them, are handed to a
 * person. */
bool send_claim(Context *context, Arena *arena, SendWorker *worker, const SendSender *sender,
                size_t most, int64_t weight_most, SendItems *items, Err *err);

/* Whether there is anything to claim: a read, for who would begin a transaction for that alone. */
bool send_is_due(Context *context, Arena *arena, const SendSender *sender, bool *due, Err *err);

/* First in a transaction that is to write dots, before anything else is read or locked: of several
 * workers one at a time, so that none goes over a cap by what it does not see of the others. */
bool send_dots_begin(Context *context, Arena *arena, Err *err);
/* Behind send_dots_begin(). go[i]: its dot may be said, once standing_keep() has kept what was
 * committed, and counts as sent from here on. Else it was withdrawn, and is no longer claimed.
 * `arena`: what is needed until they are settled. False: none may be said. */
bool send_dots(Context *context, Arena *arena, SendWorker *worker, Standing *standing,
               SendItem *const *items, size_t count, bool *go, Err *err);

/* What came of it. */
typedef struct SendOutcome {
    const SendItem *item;
    const SendVerdict *verdict;
    const char *bytes; /* the mail as it went, for a copy */
    size_t length;
} SendOutcome;
bool send_settle(Context *context, Arena *arena, SendWorker *worker, const SendOutcome *outcomes,
                 size_t count, Err *err);

/* The bytes of one of its files, in `arena`. BROKEN: they are not whole. */
bool send_file_bytes(Context *context, Arena *arena, const SendFile *file, const void **bytes,
                     Err *err);
/* What the sender's server takes at most, as it has said (SIZE, RFC 1870). */
bool send_size_heard(Context *context, int64_t sender_id, int64_t size_most, Err *err);

/* The sender rests, longer each time; DENIED and INPUT put it off until a person has looked. */
bool send_down(Context *context, Arena *arena, int64_t sender_id, const Err *why, Err *err);

/* What is carried stays claimed; a claim that nobody carries (its round was lost at the commit, and
 * had been written all the same) ends with its lease. */
bool send_keep(Context *context, Arena *arena, int64_t worker, const int64_t *touch_ids,
               size_t count, Err *err);
/* A worker that ends gives back what it has not said the dot of: others need not wait for its
 * lease.
 */
bool send_release(Context *context, int64_t worker, Err *err);
/* Claims of workers that have not been heard of: before their dot they are planned again, behind it
 * they are uncertain, and never sent again by themselves. */
typedef struct SendRecovered {
    size_t planned, uncertain;
} SendRecovered;
bool send_recover(Context *context, Arena *arena, SendWorker *worker, SendRecovered *recovered,
                  Err *err);
/* When the next message is due, or TIME_NONE. */
bool send_next_at(Context *context, Arena *arena, Time *at, Err *err);
