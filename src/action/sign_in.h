/* Signing in: who is this? By password and the app's digits, by passkey, or by an invitation.
 *
 * Nothing here looks at the context's user: it is found out. Each way ends in a session of its own,
 * new at every sign-in (ASVS 5.0, 7.2.4); the one the browser had ends with it. Everything is
 * audited, with the address it came from. What a stranger learns is "that was not right": neither
 * words nor time tell whether a name exists, has a password, or is deactivated (6.3.8).
 *
 * Throttling (6.3.1) locks nobody out. Failures are counted before the password is looked at, so
 * that many at once gain nothing, by what they have in common, and each kind waits longer and
 * longer, up to a quarter of an hour:
 *
 *     this user from this address      after 5
 *     this address, whoever they try   after 30
 *     this user, from anywhere         after 100, and at most half a minute
 *
 * A browser that has signed in before carries a stamp of its own (the device) and is counted by
 * that alone, after 10: while a stranger tries names and passwords, the user comes in. Failures are
 * forgotten after a day without one.
 */
#pragma once

#include "action/context.h"
#include "auth/passkey.h"
#include "base/digest.h"

/* Who asks, as the web sees them; any may be NULL. */
typedef struct Caller {
    const char *address; /* of the network: "192.0.2.7", "2001:db8::1" (counted by its /64) */
    const char *agent;   /* what the browser calls itself */
    const char *device;  /* what SignedIn.device said, from the cookie */
    const char *session; /* the secret of the session it has now */
} Caller;

typedef enum SignInState {
    SIGN_IN_DONE,
    SIGN_IN_SECOND, /* the password is right; now the digits of the app, or a recovery code */
    SIGN_IN_WRONG,
    SIGN_IN_WAIT /* was not even looked at */
} SignInState;

typedef struct SignedIn {
    SignInState state;
    int64_t user;         /* DONE */
    const char *session;  /* DONE: the secret, for the cookie */
    Time ends_at;         /* DONE */
    const char *device;   /* DONE: for the cookie that knows the device, good for a year */
    const char *ticket;   /* SECOND: to come back with the digits, within SECOND_MINUTES */
    int64_t wait_seconds; /* WAIT */
} SignedIn;

enum { SECOND_MINUTES = 10, SECOND_TRIES = 5 };

/* `name`: the user's name or mailbox. */
bool sign_in_password(Context *context, Arena *arena, const Caller *caller, const char *name,
                      const char *password, SignedIn *result, Err *err);
/* `code`: six digits, or a recovery code, which is used up. DENIED: the ticket is over or was tried
 * too often; begin again. */
bool sign_in_second(Context *context, Arena *arena, const Caller *caller, const char *ticket,
                    const char *code, SignedIn *result, Err *err);

/* `origin`: as the browser sees Beck, "https://beck.ford.example". INPUT: no passkeys there. */
bool sign_in_passkey_options(Context *context, Arena *arena, const char *origin, Doc **options,
                             Err *err);
bool sign_in_passkey(Context *context, Arena *arena, const Caller *caller, const char *origin,
                     const PasskeyAnswer *answer, SignedIn *result, Err *err);

/* Nobody has a password yet: the first run. */
bool sign_in_first_run(Context *context, bool *first, Err *err);

typedef struct Invitation {
    int64_t user_id;
    const char *user_name, *user_email, *company;
    const char *secret; /* NULL where it is only shown */
    const char *path;   /* "/set-up/SECRET"; NULL where it is only shown */
    Time ends_at;
} Invitation;

enum { INVITATION_DAYS = 7 };

/* A link by which somebody sets a password, the first or a new one; those made before end. `name`
 * NULL: the first active admin. DENIED: not for this user to do; CONFLICT: deactivated. */
bool invite_user(Context *context, Arena *arena, const char *name, Invitation *invitation,
                 Err *err);
/* MISSING: it is over, was used, or never was. */
bool show_invitation(Context *context, Arena *arena, const char *secret, Invitation *invitation,
                     Err *err);
/* Sets the password and signs in; all other sessions of the user end. INPUT: not a good password,
 * and the invitation still stands. SIGN_IN_SECOND: the app's digits are asked for as ever. */
bool accept_invitation(Context *context, Arena *arena, const Caller *caller, const char *secret,
                       const char *password, SignedIn *result, Err *err);

typedef struct Pairing {
    const char *secret, *path; /* "/pair/SECRET", for a QR code */
    Time ends_at;
} Pairing;

enum { PAIRING_MINUTES = 10 };

/* A telephone joins the context's user by a code that serves once: a session of its own kind, with
 * a long life (setting phone_days), which the user ends like any. */
bool pair_phone(Context *context, Arena *arena, Pairing *pairing, Err *err);
/* MISSING: the code is over or was used. */
bool accept_pairing(Context *context, Arena *arena, const Caller *caller, const char *secret,
                    SignedIn *result, Err *err);
