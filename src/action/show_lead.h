/* A lead with its people, its promises and its history; and why a touch is what it is. */
#pragma once

#include "action/inbox.h"
#include "action/invitation.h"
#include "action/list_promises.h"
#include "action/outbox.h"
#include "action/touch_card.h"

typedef struct AddressShown {
    int64_t id;
    AddressKind kind;
    AddressState state;
    const char *value, *extension, *label, *why;
    bool suppressed; /* not to be touched by any of its channels */
    Time state_at;   /* since when it is good or bad; TIME_NONE: since it is known */
    int unanswered;  /* how often in a row it rang with nobody there */
    bool tired;      /* so often that it is tried last */
} AddressShown;

typedef struct PersonShown {
    int64_t id;
    const char *name, *title, *reports_to, *zone;
    Role role;
    PersonState state;
    ChannelSet stopped;
    Time last_touched_at, last_talked_at;
    AddressShown *addresses;
    size_t address_count;
} PersonShown;

typedef struct DialShown {
    const char *contact_name, *value;
    AddressKind kind;
    Outcome outcome;
    Time at;
    const char *words;     /* left as a voicemail, or NULL */
    int64_t seconds;       /* TIME_NONE: not known */
    const char *recording; /* a link, or NULL */
} DialShown;

/* How far a message that a machine sends has come. */
typedef struct SentShown {
    const char *subject, *words; /* what was said of it last, or NULL */
    const char *level;           /* NULL: it was no such message */
    const char *doubt;           /* certainty_doubt() */
    Time sent_at;
} SentShown;

typedef struct TouchShown {
    int64_t id;
    Time at;
    const char *user_name, *contact_name, *address_value;
    Channel channel;
    Outcome outcome;
    Result result;
    const char *state, *excuse; /* the excuse only to the user whose it is */
    const char *reason, *note, *spoke_to, *flagged, *step;
    bool undone;
    SentShown sent;
    InboxMail *mails; /* what came in about it, newest first */
    size_t mail_count;
    DialShown *dials;
    size_t dial_count;
} TouchShown;

typedef struct WakeShown {
    int64_t id;
    WakeKind kind;
    const char *text, *state;
    Time at;
} WakeShown;

typedef struct LeadShown {
    int64_t id, account_id, contact_id, owner_id;
    const char *name, *account_name, *owner_name, *source, *status_why, *product, *note;
    const char *external_id, *cadence, *step;
    LeadStatus status;
    Temperature temperature;
    SourceKind source_kind;
    int64_t value_cents; /* 0: unknown */
    int interest, noes, tries;
    Time captured_at, first_talked_at, last_talked_at, last_touched_at, answered_at, agreed_at;
    const char *agreed;
    PersonShown *people; /* the main contact first */
    size_t person_count;
    AddressShown *account_addresses;
    size_t account_address_count;
    PromiseCards promises;
    WakeShown *wakes;
    size_t wake_count;
    bool open;
    TouchCard next;    /* when open */
    const char *aside; /* what is set aside for it; NULL: nothing */
    bool by_machine;   /* which is in the outbox */
    OutboxEntry outbox;
    bool invited;
    InvitationShown invitation;
    TouchShown *history; /* newest first */
    size_t history_count;
    bool history_more;
} LeadShown;

enum { HISTORY_SHOWN = 200 };

bool show_lead(Context *context, Arena *arena, int64_t lead_id, LeadShown *lead, Err *err);

typedef struct WhyShown {
    int64_t touch_id, lead_id;
    const char *lead_name, *reason;
    bool planned; /* to come; else it has been */
    Channel channel;
    Time at;                /* due, or done */
    const char *const *why; /* sentences: why now, why this channel, why this person */
    size_t why_count;
    Rank rank; /* of a planned one: its place in Today */
} WhyShown;

/* MISSING when there is no such touch. */
bool explain_touch(Context *context, Arena *arena, int64_t touch_id, WhyShown *why, Err *err);
