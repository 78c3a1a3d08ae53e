/* Phone calls: one tap dials, and the telephone tells how it goes on (channel/dialler.h).
 *
 *     phone_call_begin()    asked: the number chosen, the line asked, the row written
 *     phone_call_carry()    dials, by whoever claims the row first, and follows until it is over;
 *                           waits. Or, over a hook, what the telephone tells later
 *                           (action/phone_hook.h)
 *
 * Nobody is dialled twice: a user is on one call at a time (an index holds that), its row is
 * claimed before the telephone is told, and what was claimed is never dialled again, whatever
 * happened to whoever claimed it. A row that nobody claims within PHONE_CALL_WAITS seconds has
 * failed: nobody is rung up later than their caller looks.
 *
 * What came of it is logged as of any dial; what is known here is offered (`suggests`) and fills in
 * the seconds and the recording (log_outcome.h).
 */
#pragma once

#include "action/context.h"
#include "follow/call_stage.h"

#include <signal.h>
#include <stddef.h>

enum { PHONE_CALL_WAITS = 15, PHONE_CALLS_SHOWN = 20, PHONE_CALL_DAYS = 90 };

typedef struct PhoneCall {
    int64_t id, lead_id, touch_id;
    const char *user_name, *lead_name;
    const char *contact_name;             /* NULL: a number of the account */
    const char *kind, *value, *extension; /* NULL: the number is there no more; extension: none */
    const char *way;
    CallStage stage;
    bool on; /* not over */
    Time asked_at, ringing_at, answered_at, ended_at;
    int64_t rang_seconds, talk_seconds; /* so far */
    int code;                           /* of SIP; 0: none */
    const char *why;                    /* of its end; or NULL */
    Outcome suggests;                   /* OUTCOME_NONE: nothing */
    const char *recording;              /* a link; or NULL */
} PhoneCall;

typedef struct PhoneCalls {
    PhoneCall *at;
    size_t count;
} PhoneCalls;

typedef struct PhoneCallInput {
    int64_t lead_id;
    int64_t touch_id;   /* instead of the lead: its next touch still */
    const char *number; /* a kind, digits, a SIP address; NULL: the first of the climb */
    const char *who;    /* words of a name; NULL: anybody */
    bool here;          /* whoever asks dials: the row is claimed at once */
} PhoneCallInput;

/* CONFLICT: a call is on, the touch was logged, or the user dials by links; MISSING: there is no
 * such touch or lead; INPUT: no such person or number, or the line forbids it (line.h: opt-outs,
 * bad numbers, hours, holds). */
bool phone_call_begin(Context *context, Arena *arena, const PhoneCallInput *input, PhoneCall *call,
                      Err *err);

/* Told of each stage, once it is written down. */
typedef struct PhoneCallEar {
    void (*hear)(void *of, const PhoneCall *call);
    void *of;
    const volatile sig_atomic_t *stop; /* NULL: never */
} PhoneCallEar;

/* CONFLICT: somebody else carries it. What goes wrong with the telephone is the call's, no error of
 * this. `claimed`: it was begun with `here`. */
bool phone_call_carry(Context *context, int64_t id, bool claimed, const PhoneCallEar *ear,
                      Err *err);
/* A person says that it is over. */
bool phone_call_over(Context *context, Arena *arena, int64_t id, PhoneCall *call, Err *err);

/* One's own; a manager's and an admin's also others'. MISSING. */
bool phone_call_show(Context *context, Arena *arena, int64_t id, PhoneCall *call, Err *err);
/* One's own last ones, the newest first. */
bool phone_call_list(Context *context, Arena *arena, PhoneCalls *calls, Err *err);
/* The one that a user is on; *found false: none. */
bool phone_call_now(Context *context, Arena *arena, PhoneCall *call, bool *found, Err *err);

/* Those that wait to be dialled. */
bool phone_calls_waiting(Context *context, Arena *arena, int64_t **ids, size_t *count, Err *err);
/* Forgets those older than PHONE_CALL_DAYS. */
bool phone_calls_forget(Context *context, Err *err);
