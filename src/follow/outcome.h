/* Outcomes: what came of a touch, and all that follows from it (DESIGN §4).
 *
 * One table says for each outcome what it does to the address, the lead, the account and the
 * rhythm; outcome_apply() turns a row, what they said, and the situation into Effects. Pure: the
 * action log_outcome writes the effects in one transaction and plans the next touch from the new
 * state.
 */
#pragma once

#include "follow/situation.h"

/* What a row says. */
typedef struct OutcomeFacts {
    Outcome outcome;
    ChannelSet channels;        /* where it can happen; 0: on any, planned or not */
    const char *label;          /* for people: "left a voicemail" */
    const char *const *aliases; /* as people type it: "vm", "left message"; NULL-terminated */
    bool real;                  /* a real touch: `report silence` counts from it */
    bool human;    /* the contact spoke or wrote to us: counts as a talk, asks for a result */
    bool results;  /* a result may stand beside it */
    bool inbound;  /* from them */
    bool evidence; /* learned later of a touch already made: moves the step on, and counts, only
                      when it is logged on the planned touch itself */
    bool move;     /* counts as a move */
    bool ring;     /* counts as a ring without a message */
    bool done;     /* the step is used up; else the same step comes again */
    int interest;  /* −1, 0, +1 */
    AddressState address; /* what it proves of the address used; ADDRESS_UNKNOWN: nothing */
    const char *address_why;
} OutcomeFacts;

const OutcomeFacts *outcome_facts(Outcome outcome);
/* The reason of the hold that a reply lays on every machine touch to the account; our answer lifts
 * it (Effects.lift_reply_hold). */
#define REPLY_HOLD_REASON "they answered"
/* … and the hold, and the date, of an absence by theirs. */
#define AWAY_HOLD_REASON "away, by their automatic reply"
#define AWAY_AGREED      "back from leave"

/* Why a number is no good, as it was typed: "disconnected", "does not ring"; NULL where that is
 * what the outcome says anyway. */
const char *outcome_trouble(const char *typed);

/* What is agreed where a message is to go right behind a voicemail: both are one move. */
#define AGREED_WITH_VOICEMAIL "what goes with the voicemail"

/* What is agreed by an entry of a calendar, with " (" and where it stands behind it: a meeting,
 * what becomes of it once it is over, a visit that was moved there. */
#define AGREED_MEETING "meeting"
#define AGREED_MET     "say how the meeting went"
#define AGREED_VISIT   "visit"
/* … and what is left of an appointment that they have declined. */
#define AGREED_ANOTHER "find another time"

/* What people type: a name, an alias ("vm", "left message", "n/a"), a prefix that fits one only.
 * INPUT with "did you mean". `channel` narrows (CHANNEL_NONE: any). */
bool outcome_read(const char *typed, Channel channel, Outcome *outcome, Err *err);
bool result_read(const char *typed, Result *result, Err *err);
bool excuse_read(const char *typed, Excuse *excuse, Err *err);
const char *result_label(Result result); /* for people: "not now" */
const char *excuse_label(Excuse excuse); /* "I had no time" */

typedef struct OutcomeInput {
    Channel channel;
    Outcome outcome;
    Result result;
    Excuse excuse;                  /* with OUTCOME_SKIPPED */
    Concern concern;                /* of the touch; CONCERN_NONE when it was not planned */
    int64_t contact_id, address_id; /* used; 0 none */
    size_t step_place;              /* of the touch, when it came from the cadence */
    bool planned;
    bool asked;          /* planned: a text they asked for in person, which stood in the place of
                            what comes back behind it as it was: no step and no wait is its own, and
                            it is one move with that */
    bool machine;        /* did it */
    bool passing;        /* OUTCOME_FAILED of a fax: the number may be right, the line was not */
    const char *trouble; /* of a bad number: outcome_trouble(); NULL: as the table has it */
    TextFailure failure; /* of a text that failed */
    Time at;             /* when it happened */
    Time until;          /* the date they gave, TIME_NONE */
    bool whole_company;  /* "our company": the never is the account's */
} OutcomeInput;

typedef struct AddressEffect {
    int64_t address_id;
    AddressState state;
    const char *why;
    bool no_texts; /* its basis for texts ends; its state stays */
} AddressEffect;

typedef struct SuppressionEffect {
    int64_t address_id; /* 0: every address of the contact */
    int64_t contact_id;
    ChannelSet channels; /* ended for ever */
    bool account;        /* the account and its domain */
    const char *why;
} SuppressionEffect;

enum { EFFECTS_MOST = 8 };

typedef struct Effects {
    LeadState state; /* the lead afterwards */
    AddressEffect addresses[EFFECTS_MOST];
    size_t address_count;
    SuppressionEffect suppressions[EFFECTS_MOST];
    size_t suppression_count;
    Hold holds[EFFECTS_MOST]; /* to be made */
    size_t hold_count;
    bool lift_reply_hold; /* our answer: the account's reply hold ends, resume days begin */
    PersonState person;   /* of contact_id, when changed_person */
    bool changed_person;
    bool account_stopped;
    bool household_stopped; /* deceased: everyone at the same home, gifts too */
    const char *cadence;    /* switch to this cadence ("after-sale", "not-now") from its first step,
                               where the workspace has it; else the lead goes on; NULL: no switch */
    bool wakes;             /* make this wake: sold or lost, and they said until when */
    Wake wake;
    bool ask_cycle, ask_want, ask_referral, ask_replacement, ask_close;
    bool ask_number;               /* the address used was bad: ask for the right one */
    bool counts_move, counts_ring; /* for contact_id, on the owner's day of `at` */
    bool excuse_needed;            /* skipped without one: it is to be asked for */
    Channel smaller; /* the smaller act for a skip or an overdue touch, CHANNEL_NONE */
} Effects;

/* INPUT when the outcome cannot be on this channel, a result stands beside an outcome that reached
 * nobody, or an excuse beside one that is no skip. Never refuses for the line. A channel left open
 * (CHANNEL_NONE) is the outcome's usual one.
 *
 * Texts in the effects are static or the situation's. Texts of holds are for people, but for
 * REPLY_HOLD_REASON. Something logged later of a touch (a bounce on Tuesday of Monday's e-mail) is
 * given with planned = false and the concern and step_place of its touch: where nothing has been
 * done since, that step comes again. */
bool outcome_apply(const Situation *situation, const OutcomeInput *input, Effects *effects,
                   Err *err);

/* The smaller act for one that is too much today: a text or an e-mail instead of a call
 * (CHANNEL_PHONE for a call itself: leave a voicemail), or CHANNEL_NONE. */
Channel outcome_smaller(const Situation *situation, int64_t contact_id, Channel channel);
