/* Receive: a mail that came in is understood (mail/reading.h) and does what the outcome table says.
 *
 * Called for every mail that is found, whoever finds it: IMAP (dispatch), a pipe (`beck read
 * --take`). One transaction, and the same mail again changes nothing and says so: found in another
 * mailbox, by pipe and IMAP both, numbered anew by its server. What tells mails apart is their
 * Message-ID with writer and date; without an id their subject and words too. Nothing is ever
 * answered.
 *
 * **Whose it is**, by the first of these that fits:
 *   1. the return path it came to, or that a report quotes (return_path.h)      proof
 *   2. the Message-ID it answers or returns (message_id.h)                      proof
 *   3. its writer, or whom a report speaks of, is on record: the newest e-mail to that address
 *      within RECEIVE_DAYS; without one, their lead
 *   4. it answers something, and its writer's domain is a firm's (never gmail.com and kin) to which
 *      an e-mail went within RECEIVE_DAYS: a colleague
 * Anything else is a stranger's: nothing is kept of it, in a mailbox that is a person's own least
 * of all. Newsletters and lists are strangers' whoever writes them.
 *
 * **What it may do.** Who has a proof had our mail in hands. A bounce or a complaint without one
 * can be written by anybody: it does nothing but ask a person (`asks`), who takes it or ignores it.
 * What people write and their mailboxes answer needs no proof: a forged one costs a pause that a
 * person ends, or one e-mail address that wanted no mail.
 *
 * What is about a morning mail (its Message-ID) says whether that came (action/morning_send.h), and
 * is nobody's else.
 *
 * **What is kept** (table `received`): kind, times, writer, subject, what a person would read of it
 * (RECEIVE_BODY_BYTES at most), its Message-ID, whose it is, what followed. Never its bytes or
 * attachments: those are in the mailbox. Erasing a person empties the words and keeps the keyed
 * digest, so that reading the mailbox anew brings nothing back; of what comes later about their
 * touches nothing is kept, whoever writes it, and be strangers' mails kept.
 */
#pragma once

#include "action/context.h"
#include "mail/reading.h"

enum {
    RECEIVE_DAYS = 60, /* how long after an e-mail what comes is taken for its answer */
    RECEIVE_BODY_BYTES = 32 * 1024, /* of the words that are kept */
    RECEIVE_SOFT_MOST = 3,          /* soft bounces of an address in a row: it is lost */
    RECEIVE_AWAY_DAYS = 5,          /* working days of an absence that does not say until when */
    /* Days ahead that an absence is believed; a later date asks, and means RECEIVE_AWAY_DAYS: */
    RECEIVE_AWAY_UNPROVED = 30,
    RECEIVE_AWAY_PROVED = 90,
    RECEIVE_AWAY_MOST = 400 /* when a person says that it is so */
};

typedef struct ReceivedMail {
    int64_t mailbox_id; /* where it was found; 0: it came by a pipe */
    const char *bytes;
    size_t length;
    const char *to; /* whom the server took it for, where that is known; else NULL */
    Time at;        /* when the server got it; TIME_NONE: now */
    bool sent_copy; /* found in a Sent folder: ours went; nothing else follows */
} ReceivedMail;

typedef struct Received {
    MailKind kind;
    int64_t received_id;                   /* 0: nothing of it is kept */
    int64_t touch_id, lead_id, contact_id; /* 0: of none */
    bool again;                            /* it was taken in before: nothing has changed */
    bool asks;                             /* a person is to look at it */
    const char *did; /* for people: "stops e-mail to ann@example.com"; never NULL */
} Received;

/* INPUT: there is nothing in it. BUSY, BROKEN: it was not taken; the same again later is right. In
 * a context_together() it joins. Strings live in `arena`. */
bool receive_mail(Context *context, Arena *arena, const ReceivedMail *mail, Received *received,
                  Err *err);

/* A text that came in by a sender's gateway (action/text_hook.h). By what is known of its number it
 * is somebody's; a stranger's is kept too, for a person to say whose it is: who texts us means us.
 *
 * STOP and kin (mail/text_wish.h) end texts at once, for ever, and for strangers too; START takes
 * back what texts had ended, and nothing else; HELP says who writes. Each is answered once: `back`
 * is to be texted back, by the gateway itself as its answer to us, so that it goes with what it
 * answers or not at all. A refusal in words of their own asks a person. Anything else is an answer,
 * and holds machines as one by mail does. */
typedef struct ReceivedText {
    int64_t sender_id;
    const char *from, *words;
    const char *known_as; /* by which the gateway tells it from others; "": it does not */
    bool told;            /* the gateway has confirmed by itself */
} ReceivedText;

/* The same, of a text. `back`: NULL, nothing is texted back. INPUT: it is from nobody. */
bool receive_text(Context *context, Arena *arena, const ReceivedText *text, Received *received,
                  const char **back, Err *err);
