/* Situation: everything the planner needs to know about one lead at one moment.
 *
 * Filled by the store's loader, by the forecast and by the property tests; read by plan.h, line.h,
 * ask.h, rank.h and outcome.h. Pure data: pointers are borrowed from the filler's arena, nothing
 * here is written by the planner. Ids are the store's; 0 is none. Times are UTC (base/clock.h).
 */
#pragma once

#include "base/zone.h"
#include "follow/cadence.h"
#include "follow/terms.h"

enum { PERSON_ZONES = 6, MOVE_DAYS = 8 };

/* One way to reach a person or the account. */
typedef struct Reach {
    int64_t id;
    AddressKind kind;
    AddressState state;
    bool suppressed;   /* do-not-call, opted out, complained: any touch by this address */
    bool text_basis;   /* a lawful basis to text it is on record (cells only) */
    int unanswered;    /* of a number: how often in a row it rang with nobody there */
    const char *value; /* E.164, mailbox, … */
} Reach;

/* A number that rings and rings is tried after the others of the same person. Our own figure: two
 * climbs of two rings, and one more; a voicemail or a voice begins anew. */
enum { REACH_TIRED = 5 };
static inline bool reach_is_tired(const Reach *reach)
{
    return reach->unanswered >= REACH_TIRED;
}

/* Moves of one contact on one day of the owner's calendar (DESIGN §5). */
typedef struct MoveDay {
    Day day;
    int moves;
    int rings; /* without a message: no move, at most two a day */
} MoveDay;

typedef struct Person {
    int64_t id;
    const char *name;
    Role role;
    int64_t reports_to; /* a Person's id */
    PersonState state;
    const Zone *zones[PERSON_ZONES]; /* possible ones; several → the hours allowed in all */
    size_t zone_count;               /* 0: unknown, the owner's zone is taken */
    const char *country, *region;    /* ISO 3166-1, and -2 without the country ("FL"), or NULL */
    const Reach *reaches;
    size_t reach_count;
    ChannelSet stopped; /* channels this person has ended for ever */
    Time last_touched_at, last_talked_at;
    Time last_tried_at; /* the last call nobody answered: the next one on another weekday and in
                           another two-hour band */
    MoveDay moves[MOVE_DAYS]; /* the last days with any, in any order; without moves: free */
} Person;

typedef enum HoldScope {
    HOLD_WORKSPACE,
    HOLD_SENDER,
    HOLD_ACCOUNT,
    HOLD_CONTACT,
    HOLD_LEAD,
    HOLD_SCOPES
} HoldScope;

/* A hold that bears on this lead (the loader leaves out those that do not). */
typedef struct Hold {
    int64_t id;
    HoldScope scope;
    int64_t scope_id;
    bool machine_only;   /* people may still touch */
    ChannelSet channels; /* 0: all */
    Time until;          /* TIME_NONE: until a person lifts it */
    const char *reason;
} Hold;

typedef struct OpenPromise {
    int64_t id;
    int64_t contact_id;
    bool ours; /* else theirs */
    const char *text;
    Time due_at;
} OpenPromise;

/* A promise of ours that was kept by a message of which nothing proves that it arrived: they are
 * asked whether it did. */
typedef struct SentPromise {
    int64_t id;
    int64_t contact_id;
    const char *text;
    Channel channel; /* it went by */
    Time sent_at;
} SentPromise;

typedef enum WakeKind {
    WAKE_RENEWAL,
    WAKE_REPLACEMENT,
    WAKE_CONTRACT_END,
    WAKE_WANT,
    WAKE_KINDS
} WakeKind;
const char *wake_kind_name(WakeKind kind);
bool wake_kind_find(const char *name, WakeKind *kind);

/* When this person buys again, or what else they could use. Only those not yet touched for. */
typedef struct Wake {
    int64_t id;
    WakeKind kind;
    const char *text;
    Time at;        /* the event itself */
    int ahead_days; /* how long before it the touch is planned (contract end of a lost deal: 60) */
} Wake;

/* An item of the content library, and whether the lead's main contact has had it. */
typedef struct ContentItem {
    int64_t id;
    const char *kind, *title, *url;
    ChannelSet channels; /* that can carry it; 0: all */
    bool given;
} ContentItem;

/* Opening hours of one weekday, minutes from midnight; from == to: closed. */
typedef struct Hours {
    int from, to;
} Hours;

typedef struct Absence {
    Day first, last; /* both away */
} Absence;

/* How full the owner's coming days are with dials; days beyond are empty. */
typedef struct Load {
    Day first;
    size_t days;
    const uint16_t *dials;
} Load;

/* The user who owns the lead. */
typedef struct Worker {
    int64_t id;
    const char *name;
    const Zone *zone;
    const char *country, *region; /* whose holidays */
    Hours hours[7];               /* by Weekday */
    const Absence *absences;
    size_t absence_count;
    Load load;
} Worker;

/* The line and the rhythm of a workspace (DESIGN §5); policy_default() has the figures. */
typedef struct Policy {
    int moves_per_day, moves_per_week; /* per contact: 1, 4 in seven days */
    int rings_per_day;                 /* 2 */
    int dials_per_touch;               /* 8: one climb */
    int dials_per_day;                 /* 40: capacity of a user */
    Hours call_hours;                  /* 8:00–21:00 at the contact's place: cell, home, texts */
    Hours office_hours;                /* 8:30–17:30: office and switchboard */
    Hours mail_hours;                  /* 8:00–18:00 of a working day: machine e-mail and fax */
    int enquiry_minutes;               /* 5 */
    int answer_escalates_days;         /* 2 working days unanswered */
    int resume_days;                   /* 5 working days after our answer */
    int no_wait_days[2];               /* 30, 90; a third no asks whether to close */
    int not_now_days;                  /* 90, when no date was given */
    int opt_out_machine_days;          /* 30: other machine channels after an opt-out */
    int overdue_days, manager_days;    /* 2, 5 working days */
    int met_spread_days;               /* 5: calls to people met at a show */
    int prong_days;                    /* 10 working days after the first talk */
    int proof_hours; /* 16 office hours at their place without a proof that a message arrived: the
                        next step comes forward by another channel; 0: never */
    int late_hours;  /* 16 office hours overdue: a machine asks first, where its sender has slept */
    int post_days[2];  /* 2, 6 working days that a letter takes: at home, abroad */
    const Day *closed; /* the workspace's own holidays, ascending */
    size_t closed_count;
} Policy;
Policy policy_default(void);

/* The part of a lead that outcomes change and the store keeps: a value, copied freely. */
typedef struct LeadState {
    LeadStatus status;
    Time captured_at;
    Time first_talked_at; /* talked, met or replied for the first time, or TIME_NONE */
    Time last_talked_at;
    Time last_touched_at;        /* the last real touch, either way */
    Time answered_at;            /* they answered and we have not: since when; else TIME_NONE */
    Channel answered_channel;    /* by which way; CHANNEL_NONE: not known */
    int64_t answered_contact_id; /* who did; 0: the main contact */
    Time our_answer_at;          /* our last answer to an answer */
    Time agreed_at;              /* a date both know, or TIME_NONE */
    const char *agreed; /* what for: "meeting", "call them back", "not now", "back from leave" */
    Channel agreed_channel;
    bool agreed_desk; /* nobody is touched for it: it is done at the owner's desk */
    Time retry_at;    /* the same touch again then, not at once, whatever its concern: the line was
                         busy, or an answer, promise or agreed date was put off; TIME_NONE */
    Time rest_until; /* after a no or a skip: neither step nor tail nor wake before it; TIME_NONE */
    Time step_at;    /* since when the wait of the coming step runs; a kept promise renews it */
    size_t step;     /* place of the coming step: steps, then tail (round = beyond) */
    int step_tries;  /* vain tries of the coming touch (nobody there); the third moves on */
    int tail_round;  /* tail touches done so far */
    int interest;    /* −3 … +3: signs, newest weigh most */
    int noes;        /* times they said no */
    int tries;       /* touches since a human was last reached */
    int voicemails;  /* left in all */
    Time unproved_at; /* our last touch was an e-mail of a machine, then, and nothing proves that it
                         arrived; 0: none */
    ChannelSet prongs;    /* ways we have used since the first talk, the talk's own included */
    bool asked_for_texts; /* they asked for something by text, or asked at all (web) */
    bool voicemail_last;  /* the last call of this lead ended in a voicemail, this working day */
    bool ask_close;       /* a third no: ask whether to close */
} LeadState;

/* The first touch since it was captured is owed. */
static inline bool lead_state_untouched(const LeadState *state)
{
    return state->last_touched_at == TIME_NONE || state->last_touched_at < state->captured_at;
}

/* Their answer waits no longer. */
static inline void lead_state_forget_answer(LeadState *state)
{
    state->answered_at = TIME_NONE;
    state->answered_channel = CHANNEL_NONE;
    state->answered_contact_id = 0;
}

/* Nothing is agreed on any more. */
static inline void lead_state_forget_agreed(LeadState *state)
{
    state->agreed_at = TIME_NONE;
    state->agreed = NULL;
    state->agreed_channel = CHANNEL_NONE;
    state->agreed_desk = false;
}

typedef struct Situation {
    int64_t lead_id, account_id;
    LeadState state;
    SourceKind source;
    const char *source_text; /* "Hannover Messe 2026" */
    Temperature temperature;
    const char *product;
    int64_t value_cents; /* 0: unknown */
    int64_t contact_id;  /* the main contact, or 0 */
    const char *account_name;

    const Person *people; /* of the lead and its account, main contact first */
    size_t person_count;
    const Reach *account_reaches; /* switchboard, postal, fax of the account */
    size_t account_reach_count;
    bool account_stopped;  /* "our company": never, the whole account */
    Day account_climb_day; /* the last day with a climb / a machine e-mail to this account */
    Day account_mail_day;

    const Cadence *cadence;
    const Hold *holds;
    size_t hold_count;
    const OpenPromise *promises;
    size_t promise_count;
    const SentPromise *sent; /* kept, and not known to have arrived */
    size_t sent_count;
    const Wake *wakes;
    size_t wake_count;
    const ContentItem *contents;
    size_t content_count;

    const Worker *owner;
    const Policy *policy;
    size_t queue_place; /* among leads captured together: how many of the owner's come before it,
                           hot ones first. Levels an import without asking the store for each */
} Situation;
