/* The outbox: what machines are to send, and what people let go (DESIGN §6).
 *
 * A message that a person has looked at waits SEND_WAIT_SECONDS, so that it can be taken back, and
 * goes at the next moment that the line and its sender allow. What nobody had to look at (steps
 * that are by a machine) waits the same from when it is due.
 */
#pragma once

#include "action/context.h"
#include "action/mail_file.h"
#include "action/touch_card.h"
#include "follow/terms.h"
#include "mail/lint.h"

typedef struct OutboxWords {
    int64_t touch_id;
    const char *subject, *body; /* as edited; NULL: the step's own, merged */
} OutboxWords;

typedef struct OutboxEntry {
    int64_t touch_id, lead_id;
    const char *lead_name, *contact_name, *to;
    const char *subject; /* NULL: it is merged when it goes */
    Channel channel;
    const char *reason;
    Time goes_at;         /* not before */
    const char *approved; /* who let it go; NULL: nobody had to */
    bool going;           /* claimed: it cannot be taken back any more */
    const LintText *text; /* of a text: what it comes to, as outbox_text() */
} OutboxEntry;

typedef struct OutboxShown {
    OutboxEntry *at;
    size_t count;
} OutboxShown;

enum { OUTBOX_SHOWN = 200 };

/* What waits, first first: of those the user sees, due within a day. What is by a machine waits
 * there only where something sends for its owner (action/sender.h); else it stands in Today. */
bool outbox_list(Context *context, Arena *arena, OutboxShown *outbox, Err *err);
/* Of this owner, what a person let go. */
bool outbox_approved(Context *context, Arena *arena, int64_t owner_id, OutboxShown *outbox,
                     Err *err);
/* Its words, merged where they are not yet, and files, counted; nothing of an e-mail or fax. Lists
 * and what is let go or taken back have it. */
bool outbox_text(Context *context, Arena *arena, OutboxEntry *entry, Err *err);
/* The one message of a touch, whenever it is due; without its `text`. */
bool outbox_find(Context *context, Arena *arena, int64_t touch_id, OutboxEntry *entry, bool *found,
                 Err *err);
/* The same of a next touch, whoever does it. Where a machine was to and nothing sends for its
 * owner, `touch` says so among its whys, with the way out: it waits for a person. */
bool outbox_of_next(Context *context, Arena *arena, TouchCard *touch, OutboxEntry *entry,
                    bool *found, Err *err);

typedef struct OutboxRefused {
    int64_t touch_id;
    const char *why;
} OutboxRefused;

typedef struct OutboxSent {
    OutboxEntry *at;
    size_t count;
    OutboxRefused *refused; /* no e-mail, no sender, no words, gone meanwhile */
    size_t refused_count;
} OutboxSent;

/* Lets them go; what cannot is told with why, the others go. INPUT: none, or too many. */
bool outbox_send(Context *context, Arena *arena, const OutboxWords *words, size_t count,
                 OutboxSent *sent, Err *err);
/* It waits for a person again, with the words as they were. CONFLICT: it is on its way, or was
 * sent; MISSING: it is not in the outbox. */
bool outbox_take_back(Context *context, Arena *arena, int64_t touch_id, OutboxEntry *entry,
                      Err *err);

/* Messages of which nobody can say whether they were sent: the program or the connection ended
 * while the server had them. They are never sent again by themselves; evidence or a person settles
 * them. */
typedef struct OutboxUncertain {
    int64_t touch_id, lead_id;
    const char *lead_name, *subject;
    Time sent_at;
} OutboxUncertain;

typedef struct OutboxDoubts {
    OutboxUncertain *at;
    size_t count;
} OutboxDoubts;

enum { OUTBOX_DOUBTS_MOST = 100000 };

/* The newest first. */
bool outbox_uncertain(Context *context, Arena *arena, size_t most, OutboxDoubts *doubts, Err *err);
/* A person knows (it stands in the Sent folder, they asked). Not sent: it does not count as a touch
 * any more. CONFLICT: it is not uncertain. */
bool outbox_settle(Context *context, Arena *arena, int64_t touch_id, bool was_sent, Err *err);

typedef struct OutboxEvent {
    Time at;
    const char *kind, *detail; /* what the server or a person said, or NULL */
} OutboxEvent;

/* A message as it was written, and all that is known of its way. */
typedef struct OutboxMessage {
    int64_t touch_id, lead_id;
    const char *channel; /* email, text, fax */
    const char *lead_name, *subject, *body;
    const char *level;    /* queued, refused, uncertain, accepted … */
    const char *doubt;    /* certainty_doubt() */
    const char *approved; /* who let it go; NULL: nobody had to */
    Time made_at, sent_at;
    const Lint *lint; /* NULL: it has gone */
    MailFilesWent files;
    Time invites_to; /* of the invitation that goes with it, or went; TIME_NONE: none */
    OutboxEvent *events;
    size_t event_count;
} OutboxMessage;

/* MISSING: the touch was no message of a machine. */
bool outbox_message(Context *context, Arena *arena, int64_t touch_id, OutboxMessage *message,
                    Err *err);
