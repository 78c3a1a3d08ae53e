/* Credentials: what the context's user proves themselves by, and changes: the password, the app's
 * digits with recovery codes, passkeys.
 *
 * Each change asks for the password once more (ASVS 5.0, 7.5.1), throttled like a sign-in: INPUT,
 * field "current", when it is wrong, BUSY when too many were. All is audited.
 */
#pragma once

#include "action/session.h"
#include "auth/passkey.h"
#include "auth/secret.h"

/* Of another user, or of oneself, by the command line or an admin: no old one is asked for. All
 * their sessions end. INPUT: not a good one; DENIED. */
bool set_user_password(Context *context, Arena *arena, const char *name, const char *password,
                       const char **user_name, Err *err);
/* All sessions but `here` end, paired telephones too (7.4.3). */
bool change_password(Context *context, Arena *arena, const char *current, const char *chosen,
                     int64_t here, Err *err);

typedef struct TotpSetUp {
    const char *secret; /* base32, to be typed */
    const char *url;    /* otpauth://…, for a QR code */
} TotpSetUp;

/* A new secret, which counts once its digits were typed. CONFLICT: there is one already. */
bool begin_totp(Context *context, Arena *arena, const char *current, TotpSetUp *set_up, Err *err);

typedef struct RecoveryCodes {
    const char *at[RECOVERY_CODES]; /* shown this once */
} RecoveryCodes;

/* INPUT, field "code": not its digits. CONFLICT: nothing was begun. */
bool confirm_totp(Context *context, Arena *arena, const char *code, RecoveryCodes *codes, Err *err);
bool end_totp(Context *context, Arena *arena, const char *current, Err *err);
/* The old ones end. CONFLICT: no app is set up. */
bool renew_recovery_codes(Context *context, Arena *arena, const char *current, RecoveryCodes *codes,
                          Err *err);

/* Options for navigator.credentials.create(). */
bool begin_passkey(Context *context, Arena *arena, const char *origin, const char *current,
                   Doc **options, Err *err);

typedef struct PasskeyShown {
    int64_t id;
    const char *name, *site;
    bool synced;
    Time created_at, used_at; /* used_at: TIME_NONE before */
} PasskeyShown;

/* `name`: what the user calls it. CONFLICT: known already. */
bool add_passkey(Context *context, Arena *arena, const char *origin, const char *name,
                 const PasskeyAnswer *answer, PasskeyShown *made, Err *err);
bool remove_passkey(Context *context, Arena *arena, int64_t id, const char *current, Err *err);

typedef struct Security {
    bool password;
    Time password_at; /* TIME_NONE: not known */
    Time totp_since;  /* TIME_NONE: no app */
    int64_t recovery_left;
    PasskeyShown *passkeys;
    size_t passkey_count;
    SessionsShown sessions;
} Security;

/* All of it, for the page of settings. */
bool show_security(Context *context, Arena *arena, int64_t here, Security *security, Err *err);
