/* Dialler: what dials for a user: a link that the telephone in hand takes (tel, sip), or a
 * telephone that is told (baresip by its control port, any other by an HTTP request).
 *
 * A table of ways, as that of carriers (carrier.h); nothing here has a database, knows hours or
 * decides that somebody is called. No dial is made twice: what is not known to have failed is never
 * tried again.
 */
#pragma once

#include "channel/driver_field.h"
#include "follow/call_stage.h"

#include <signal.h>

/* What a telephone tells of a call. */
typedef struct CallNews {
    CallStage stage;
    int code;        /* of SIP; 0: none */
    const char *why; /* of an end, in the telephone's words; "" */
} CallNews;

/* Who listens. False: the call is not followed any further. */
typedef struct CallEar {
    bool (*hear)(void *of, const CallNews *news, Err *err);
    void *of;
    const volatile sig_atomic_t *stop; /* set: given up within a second; NULL: never */
} CallEar;

typedef struct DialJob {
    const char *number, *extension; /* E.164 or a SIP address; extension NULL: none */
    const char *user;               /* who calls */
    const char *touch, *call;       /* ids */
    const char *events;             /* where a telephone tells how it goes on; "": nowhere */
} DialJob;

typedef struct Dialler {
    const char *name, *about;
    bool reaches_out;          /* from this machine to another: an admin sets it up */
    bool calls_back;           /* over action/phone_hook.h */
    const DriverField *fields; /* ends with a NULL name */
    /* What the table cannot say; NULL: nothing. */
    bool (*check)(const Doc *settings, const Doc *secrets, Err *err);
    /* A person taps it; NULL: the machine dials. In `arena`. */
    const char *(*link)(Arena *arena, const Doc *settings, const char *number,
                        const char *extension);
    /* Waits: until the call is over where the telephone tells, else until it was told to dial.
     * `ear` hears stages behind CALL_DIALLING, in their order. False: it did not come about, or is
     * out of sight; `err` says the place and the way out. */
    bool (*dial)(const Doc *settings, const Doc *secrets, const DialJob *job, const CallEar *ear,
                 Err *err);
} Dialler;

const Dialler *dialler_at(size_t place); /* NULL beyond the last */
/* NULL: INPUT names those there are. */
const Dialler *dialler_find(const char *name, Err *err);
bool dialler_check(Arena *arena, const Dialler *dialler, const Doc *given, Doc **settings,
                   Doc **secrets, Err *err);

/* RFC 3966; NULL: it is no number. */
const char *dialler_tel(Arena *arena, const char *number, const char *extension);

/* One of each; for this room only. */
extern const Dialler dialler_baresip, dialler_hook;
