/* Mailboxes: what is read for users, so that answers, bounces and absences are known (channel/
 * receiver.h reads them, action/receive.h takes in what is there).
 *
 * **The usual case is one word.** A mailbox is most often the account by which its user sends:
 * where there is a sender (action/sender.h) of the same address, `beck mailbox add ADDRESS` uses
 * that sender's login, now and as it changes, and the host is guessed from its own (smtp.x becomes
 * imap.x). Any other mailbox has a login of its own, sealed (auth/seal.h) and never shown.
 *
 * It belongs to a user or to everybody; whose mail it is is found out from the mail, not from the
 * mailbox. One program reads it at a time, under a lease (action/mailbox_read.h). A server that
 * fails is asked again, later each time; a login that is refused turns the mailbox off until a
 * person has looked. Mails that cannot be taken in are set aside and do not hold up the others.
 *
 * What Beck sends is put into the mailbox's Sent folder, where its provider does not do so itself.
 */
#pragma once

#include "action/context.h"
#include "base/doc.h"

typedef struct MailboxInput {
    const char *user;   /* whose; NULL: one's own */
    bool everybody;     /* nobody's own */
    const char *driver; /* channel/receiver.h; NULL: "imap" */
    const char *address;
    const Doc *settings; /* the driver's, secrets too: an object of texts; without a login and a
                            password those of the sender of this address */
} MailboxInput;

typedef struct MailboxFolder {
    const char *name;
    Time read_at;
    const char *why; /* it cannot be read; or NULL */
} MailboxFolder;

/* A mail that could not be taken in: it lies where it was. */
typedef struct MailboxAside {
    const char *folder;
    Time at; /* when the server got it */
    int64_t size;
    const char *why;
} MailboxAside;

enum { MAILBOX_ASIDES_SHOWN = 20 };

typedef struct MailboxShown {
    int64_t id;
    const char *user; /* NULL: everybody's */
    const char *driver, *address;
    const char *login_of; /* the sender whose login it uses; NULL: its own */
    const Doc *settings;  /* without secrets */
    bool copies;          /* what is sent is put into its Sent folder */
    int64_t copies_wait;
    const char *state; /* "on", "off", "rests" */
    const char *why;   /* of off and rests, or NULL */
    Time rests_until;
    Time read_at; /* all that was there; TIME_NONE: not yet */
    MailboxFolder *folders;
    size_t folder_count;
    MailboxAside *asides; /* the newest */
    size_t aside_count;
    int64_t aside_total;
} MailboxShown;

typedef struct MailboxesShown {
    MailboxShown *at;
    size_t count;
} MailboxesShown;

/* Everybody's and one's own; all with RIGHT_SETTINGS. */
bool mailbox_list(Context *context, Arena *arena, MailboxesShown *mailboxes, Err *err);
/* All of these are audited. INPUT names the field; CONFLICT: that address is read already; DENIED:
 * another's without RIGHT_SETTINGS. Nothing is tried: mailbox_probe() does that. */
bool mailbox_add(Context *context, Arena *arena, const MailboxInput *input, MailboxShown *mailbox,
                 Err *err);
bool mailbox_pause(Context *context, Arena *arena, int64_t id, const char *why,
                   MailboxShown *mailbox, Err *err);
/* It is read again, at once where it rested; what was set aside is tried once more. */
bool mailbox_resume(Context *context, Arena *arena, int64_t id, MailboxShown *mailbox, Err *err);
/* For ever; its secrets are forgotten, and how far it was read. */
bool mailbox_end(Context *context, Arena *arena, int64_t id, Err *err);

typedef struct MailboxProbed {
    MailboxShown mailbox;
    bool works;
    Err why; /* it does not */
} MailboxProbed;

/* Connects, signs in, and opens each folder; waits. What is wrong there is no error of this. */
bool mailbox_probe(Context *context, Arena *arena, int64_t id, MailboxProbed *probed, Err *err);
