/* Plan: the next touch of a lead. The heart of Beck.
 *
 * plan_next(situation, now) is pure: no I/O, no clock, no allocation outside the caller's arena,
 * the same answer for the same question. Live planning, forecasting and the property tests all call
 * it. For every open lead it gives a touch: dated, with a channel that is allowed, a person where
 * one is known, and a reason. It never gives a time before `now` (except a promise or an agreed
 * date that is already past: those are due now), nor one in quiet hours, on a day over the caps, or
 * by an address that must not be used (line.h decides).
 *
 * Order of concern (DESIGN §3): answer, promise, agreed date, enquiry, wake, cadence step, tail.
 * Before an agreed date nothing else is done but what was promised.
 *
 * A promise that was kept by a message is asked about, by a call, once four office hours have
 * passed at their place without a proof that it arrived; the cadence goes on beside it.
 *
 * Time. What people have said (promises, agreed dates) stands at its time, on a weekend too, as
 * long as it is lawful; were the owner away then, it comes first thing on the day of their return.
 * All else a person does falls into the owner's hours. A hold or an absence that does not end stops
 * the sending, not the planning: the touch is dated as if it were not there, and says so.
 *
 * Ways. A channel that cannot reach the person falls to the next one, done by a person with the
 * step's reason; the missing address stands in `ask`. Whom nothing reaches is passed over for the
 * next person there, then for the account; where all fails the touch has no address, and finding
 * one is what it is for.
 */
#pragma once

#include "follow/situation.h"

/* One term of an explanation: why now, why this channel, why this person (promise 7). A code and up
 * to two operands, so that deciding costs no text; plan_say() turns them into sentences. */
typedef enum WhyCode {
    WHY_NONE,
/* The list is the planner's; each code has one row in the table of plan_say.c. */
#define WHY(code, text) WHY_##code,
#include "follow/plan_why.inc"
#undef WHY
    WHY_CODES
} WhyCode;

typedef struct Why {
    WhyCode code;
    int64_t number;   /* a time, a count, an id: what the row of the table says */
    const char *text; /* borrowed from the situation or static */
} Why;

enum { DECISION_WHYS = 16 };

typedef struct Decision {
    Concern concern;
    Group group;
    Channel channel; /* CHANNEL_NONE: nobody there may be touched; the owner decides at the desk
                        whom else to ask, or closes */
    Mode mode;
    int64_t contact_id; /* 0: no person known; the account is asked for one */
    int64_t address_id; /* 0: none known yet, or the channel needs none; the gap stands in `ask` */
    Time due_at;
    Time latest_at;   /* levelling may move it until here; ≥ due_at */
    const Step *step; /* of an enquiry, the cadence and the tail: whose words and reason are used.
                         NULL for all else, and where the lead has no cadence */
    size_t step_place;
    int64_t promise_id, wake_id, content_id; /* 0: none */
    bool ask_whom;    /* the main contact is lost and nobody else known: plan_reason() asks whom to
                         speak    with, in place of the step's words */
    bool escalated;   /* their answer waits too long: the manager sees it */
    bool new_missing; /* nothing new is left to give: says so before it goes (promise 3) */
    bool library_dry; /* this contact has seen all of the library */
    AddressKind ask;  /* the address that would have been better: ask for it (ADDRESS_NONE: none) */
    Why whys[DECISION_WHYS];
    size_t why_count;
} Decision;

/* False only when the lead is not open. */
bool plan_next(const Situation *situation, Time now, Decision *decision);

/* The reason of a decision that has no step: "You said: …", "We promised: …". With a step the
 * caller renders step->reason_text over the merge fields. Never empty. */
char *plan_reason(Arena *arena, const Situation *situation, const Decision *decision, Time now);

/* The sentences of `beck why`, one a term, in the owner's zone. */
char *plan_say(Arena *arena, const Situation *situation, Why why, Time now);
/* For the store: the terms as one line of text and back. Codes go by name, so that stored lines
 * outlive a new order of the table; a name no longer known is left out when read. */
char *plan_whys_pack(Arena *arena, const Decision *decision);
/* With one more behind, learned after it was planned. */
char *plan_whys_add(Arena *arena, const char *packed, Why why);
size_t plan_whys_unpack(Arena *arena, const char *packed, const Why **whys);

/* By which ways a message can go right behind a voicemail to the main contact (DESIGN §5: both are
 * one move): e-mail, text. None while something else is agreed on. */
ChannelSet plan_follow_ups(const Situation *situation, Time now);

/* Dated is not done (promise 6): how late a touch is, in the owner's working days. */
typedef enum Lateness {
    LATE_FRESH,   /* not due, or due for less than policy->overdue_days */
    LATE_OVERDUE, /* counts as silence: offered as the smaller act */
    LATE_MANAGER, /* stands on the manager's Monday page */
    LATENESSES
} Lateness;
Lateness plan_overdue(const Worker *owner, const Policy *policy, Time due_at, Time now);

/* The climb of a call (DESIGN §3 "Calls"): whom to dial in which order, at most
 * policy->dials_per_touch: each person's cell, office, home, SIP address, then the switchboard;
 * then the next person of the account. Only numbers that may be dialled at `now`. */
typedef struct Dial {
    int64_t contact_id; /* 0: the switchboard, asking for `before_id`'s deputy */
    int64_t address_id;
    AddressKind kind;
    int64_t before_id; /* the person tried just before: "I just left Bob a voicemail" */
} Dial;
size_t plan_climb(Arena *arena, const Situation *situation, Time now, const Dial **dials);
/* The sentence that names the one tried before (as people call them), to whoever is tried next;
 * `left`: a message was left there, else nobody answered. */
const char *plan_climb_opening(Arena *arena, const char *before, bool left);
