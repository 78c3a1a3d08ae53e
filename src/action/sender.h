/* Senders: the mailboxes and gateways by which machines send for users (DESIGN §6).
 *
 * A user's messages go by their own sender, else by everybody's. Without one nothing goes by
 * itself: the touch is handed to a person, as it always was. Secrets are sealed (auth/seal.h) and
 * never shown. Pausing one sender stops what it sends, and nothing else; the worker sees it within
 * its next round, and what has not reached its dot by then is not sent.
 */
#pragma once

#include "action/context.h"
#include "base/doc.h"
#include "channel/driver_field.h"
#include "follow/terms.h"

typedef struct SenderInput {
    const char *user;   /* whose; NULL: one's own */
    bool everybody;     /* of those who have none */
    const char *driver; /* channel/carrier.h; NULL: "smtp" */
    const char *address;
    const Doc *settings;           /* the driver's, secrets too: an object of texts */
    int64_t day_most, minute_most; /* 0: SENDER_DAY_MOST, SENDER_MINUTE_MOST */
    int64_t ramp_from;             /* messages of the first day, then a third more each; 0: none */
} SenderInput;

enum { SENDER_DAY_MOST = 200, SENDER_MINUTE_MOST = 10, SENDER_ANY_MOST = 1000000 };

typedef struct SenderShown {
    int64_t id;
    const char *user; /* NULL: everybody's */
    const char *hook; /* what a gateway is to be told for texts that come in, as its configuration
                         has it; NULL: none, or nobody knows where Beck is reached */
    Channel channel;
    const char *driver, *address;
    const Doc *settings;       /* without secrets */
    const DriverField *fields; /* those its driver has, up to one without a name */
    int64_t day_most, minute_most, ramp_from;
    int64_t sent_today, today_most; /* in the owner's day, with the ramp */
    int64_t size_most;              /* bytes of a mail its server takes, as it said; 0: not yet */
    const char *state;              /* "on", "off", "rests" */
    const char *why;                /* of off and rests, or NULL */
    Time rests_until;
} SenderShown;

typedef struct SendersShown {
    SenderShown *at;
    size_t count;
} SendersShown;

/* What of a driver's settings lets us in, and is sealed: "password", "token"; NULL: there is no
 * such driver. `must`: it sends nothing without. */
const char *sender_secret(const char *driver, bool *must);

/* The settings of a driver, up to one without a name; NULL: there is no such driver. */
const DriverField *sender_driver_fields(const char *driver);

/* Everybody's and one's own; all with RIGHT_SETTINGS. */
bool sender_list(Context *context, Arena *arena, SendersShown *senders, Err *err);
/* All of these are audited. INPUT names the field; CONFLICT: there is one for that user already;
 * DENIED: another's, or a gateway of texts or faxes, without RIGHT_SETTINGS. Nothing is tried:
 * sender_probe() does that. */
bool sender_add(Context *context, Arena *arena, const SenderInput *input, SenderShown *sender,
                Err *err);
/* Some of the driver's settings, secrets too; the others stay. What is under way by it goes on as
 * it began. */
bool sender_change(Context *context, Arena *arena, int64_t id, const Doc *changes,
                   SenderShown *sender, Err *err);
bool sender_pause(Context *context, Arena *arena, int64_t id, const char *why, SenderShown *sender,
                  Err *err);
bool sender_resume(Context *context, Arena *arena, int64_t id, SenderShown *sender, Err *err);
/* For ever; its secrets are forgotten. */
bool sender_end(Context *context, Arena *arena, int64_t id, Err *err);
/* What a user's messages of a channel go by, be it on or not: their own sender, else everybody's.
 */
bool sender_of(Context *context, Arena *arena, int64_t user_id, Channel channel,
               SenderShown *sender, bool *found, Err *err);

typedef struct SenderProbed {
    SenderShown sender;
    bool works;
    Err why; /* it does not */
} SenderProbed;

/* Connects and signs in; waits up to 20 s. What is wrong there is no error of this. */
bool sender_probe(Context *context, Arena *arena, int64_t id, SenderProbed *probed, Err *err);
