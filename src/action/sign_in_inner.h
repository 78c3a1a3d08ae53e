/* What the parts of signing in share. For sign_in*.c, session.c, credential*.c, token.c alone. */
#pragma once

#include "action/audit_inner.h"
#include "action/context_inner.h"
#include "action/sign_in.h"
#include "auth/user_role.h"
#include "base/digest.h"

/* DENIED where the context is guarded and its user has no such right. */
bool context_may(const Context *context, Right right, Err *err);

/* --- throttling --- */

enum { THROTTLES_MOST = 3 };
typedef struct Throttles {
    struct Throttled {
        Digest digest;
        const struct ThrottleRule *rule;
    } at[THROTTLES_MOST];
    size_t count;
} Throttles;

/* What a sign-in is counted by. `user` 0: `typed` is what they called themselves. */
Throttles throttles_of(const Context *context, int64_t user, const char *typed,
                       const Caller *caller);
/* Where it is not said who it is (passkeys): by the address. */
Throttles throttles_unnamed(const Context *context, const Caller *caller);
/* Of a signed-in user who is asked for the password once more. */
Throttles throttles_again(const Context *context, int64_t user);
/* Counts a failure ahead, in a transaction of its own. `*wait_seconds` > 0: not to be tried. */
bool throttle_take(Context *context, const Throttles *throttles, int64_t *wait_seconds, Err *err);
/* It was right: in the caller's transaction. */
bool throttle_forgive(Context *context, const Throttles *throttles, Err *err);

/* --- passwords --- */

/* The context's user is asked for the password once more: INPUT, field "current"; BUSY. */
bool credential_again(Context *context, Arena *arena, const char *current,
                      struct credential_get_row *row, Err *err);
/* A new password; all sessions but one (0: all) end. In the caller's transaction. */
bool password_put(Context *context, Arena *arena, int64_t user, const char *hash, int64_t keep,
                  Err *err);

/* INPUT, field "password". The words that it may not be made of are the user's and the company's.
 */
bool password_check_for(Context *context, const char *password, const char *name, const char *email,
                        Err *err);

/* --- sessions and tickets --- */

/* False: it cannot be one. */
bool digest_of_secret(const Context *context, const char *use, const char *secret, Digest *digest);
static inline struct Blob digest_blob(const Digest *digest)
{
    return (struct Blob){digest->bytes, sizeof digest->bytes};
}

/* Of a user who is deactivated: sessions and tokens end, invitations too, so that none comes back
 * with them. In the caller's transaction. */
bool sign_in_ended(Context *context, Arena *arena, int64_t user, Err *err);

/* A secret that serves once. In the caller's transaction; those that are over go. */
bool ticket_make(Context *context, Arena *arena, const char *kind, int64_t user, Time ends_at,
                 const char **secret, Err *err);

/* The end of every way in: a new session, and the old one of the browser ends. `counted` ahead is
 * forgiven; NULL: nothing was. In the caller's transaction. */
bool session_make(Context *context, Arena *arena, int64_t user, const char *how, const char *kind,
                  const Caller *caller, const Throttles *counted, SignedIn *result, Err *err);

/* --- digits and codes --- */

/* The digits of the user's app, used up; `*right` false when they are not. In the caller's
 * transaction. */
bool totp_use(Context *context, Arena *arena, const struct credential_get_row *credential,
              const char *digits, bool *right, Err *err);
/* The app's secret, opened; NULL: BROKEN. */
const unsigned char *totp_secret_of(const Context *context, Arena *arena,
                                    const struct credential_get_row *credential, Err *err);
/* Bound to its row. */
const char *totp_place(Arena *arena, int64_t user);

/* The handle by which authenticators know a user (WebAuthn §14.6.1). */
Digest passkey_handle(const Context *context, int64_t user);

/* --- passkeys --- */

/* A site and a challenge for a user (0: whoever answers). Nothing is stored. */
bool passkey_ask(Context *context, Arena *arena, const char *origin, int64_t user,
                 PasskeySite *site, const char **challenge, Err *err);
/* The challenge of an answer: ours, of this user, not over, and not used before; in the caller's
 * transaction. DENIED. */
bool passkey_answered(Context *context, Arena *arena, const char *origin, int64_t user,
                      const PasskeyAnswer *answer, PasskeySite *site, const char **challenge,
                      Err *err);
