/* The inbox: what came in by mail and is ours (action/receive.h), for people: what it did, what
 * asks them, and what no rule could place.
 *
 * A mail `asks` where a machine must not decide: a bounce or a complaint without a proof that it
 * had our mail or of another address than it went to, a long absence, an opt-out of somebody else
 * in the thread, a filter that wants a person, an answer of somebody who nobody here is known by
 * (kept only where the setting keep_strangers is yes). A person takes it, which does what its kind
 * does, or ignores it.
 */
#pragma once

#include "action/context.h"
#include "follow/terms.h"
#include "mail/reading.h"

typedef struct InboxMail {
    int64_t id;
    MailKind kind;
    Channel channel; /* by which it came: email, text */
    Time at;
    const char *state;  /* "done", "asks", "ignored" */
    const char *placed; /* "mark", "message_id", "address", "company", "person", "" */
    const char *from_name, *from_address, *subject, *text;
    const char *about;  /* the address a report speaks of, or "" */
    const char *reason; /* of a bounce (bounce_reason.h); of an absence "receipt", "away", "gone" */
    bool hard;          /* of a bounce: the address will never work */
    Day until;          /* they are back, or DAY_NONE */
    int64_t lead_id, touch_id, contact_id; /* 0: none */
    const char *lead_name, *contact_name;  /* NULL: none */
    const char *did;                       /* what followed, for people */
} InboxMail;

typedef struct Inbox {
    InboxMail *at;
    size_t count;
    bool more;
} Inbox;

enum {
    INBOX_SHOWN = 100,
    INBOX_TEXT_BYTES = 1200, /* of each in a list; with its lead it stands whole */
    INBOX_STRANGER_DAYS = 30
};

/* Newest first, of the leads the user sees; what is nobody's is for who sees all. `kind` as
 * reading_kind_name() has it, or NULL: all. */
bool inbox_list(Context *context, Arena *arena, const char *kind, size_t most, Inbox *inbox,
                Err *err);
/* Those that ask. */
bool inbox_asking(Context *context, Arena *arena, size_t most, Inbox *inbox, Err *err);
/* All of a lead that is seen. */
bool inbox_of_lead(Context *context, Arena *arena, int64_t lead_id, size_t most, Inbox *inbox,
                   Err *err);

/* It is so, or it belongs to that lead (0: the one it has): what its kind does is done. MISSING:
 * there is no such mail or lead; CONFLICT: it does not ask any more; INPUT: it has no lead and none
 * is given. */
bool inbox_take(Context *context, Arena *arena, int64_t id, int64_t lead_id, InboxMail *mail,
                Err *err);
/* It is nothing. MISSING, CONFLICT as above. */
bool inbox_ignore(Context *context, Arena *arena, int64_t id, InboxMail *mail, Err *err);

/* It belongs to another lead (0: to nobody here, and its words are forgotten). What it did is taken
 * back as far as that goes: the history says so, the answer waits no longer, machines go on, an
 * absence is over. What ended something (an opt-out, a bounce, somebody who has left), whom it made
 * known, the lead's status and what was done since stay: `mail->did` names them. Then its kind does
 * what it does, there. MISSING: there is no such mail or lead; CONFLICT: it is there already. */
bool inbox_move(Context *context, Arena *arena, int64_t id, int64_t lead_id, InboxMail *mail,
                Err *err);

/* What was nobody's for INBOX_STRANGER_DAYS loses its words. Once an hour. */
bool inbox_forget(Context *context, Err *err);
