/* Tokens: what programs sign in with. Personal: one acts as its user, within its scopes.
 *
 * Shown once when made, kept as a digest; each has an end. One ends with its user's deactivation,
 * not with a new password: it is revoked by itself.
 */
#pragma once

#include "action/context.h"
#include "auth/scope.h"

#define TOKEN_PREFIX "beck_"

enum { TOKEN_DAYS = 365, TOKEN_DAYS_MOST = 3650 };

typedef struct TokenShown {
    int64_t id, user_id;
    const char *name, *user_name;
    Scopes scopes;
    Time created_at, used_at, ends_at, revoked_at; /* TIME_NONE: not (yet) */
    bool live;
} TokenShown;

typedef struct TokensShown {
    TokenShown *at;
    size_t count;
} TokensShown;

typedef struct TokenInput {
    const char *name;   /* NULL: "token" */
    const char *scopes; /* as scopes_parse() reads them; NULL: "write" */
    int64_t days;       /* 0: TOKEN_DAYS */
} TokenInput;

/* For the context's user. `secret` is what the program sends. INPUT, naming "scope" or "days";
 * DENIED: a scope beyond the user's role. */
bool new_token(Context *context, Arena *arena, const TokenInput *input, const char **secret,
               TokenShown *token, Err *err);
/* The newest first; the revoked and ended ones, too. `all`: of everybody, where RIGHT_USERS allows.
 */
bool list_tokens(Context *context, Arena *arena, bool all, TokensShown *tokens, Err *err);
/* One's own, or anybody's where RIGHT_USERS allows. MISSING: no such live token. */
bool revoke_token(Context *context, int64_t id, Err *err);

typedef struct Token {
    int64_t id, user_id;
    UserRole role;
    Scopes scopes; /* with all they include */
    bool used_due; /* token_used() is to be called: not for a minute */
} Token;

/* As session_find(). */
bool token_find(Context *context, const char *secret, Time now, Token *token, bool *found,
                Err *err);
bool token_used(Context *context, int64_t id, Time now, Err *err);
/* As session_lives(). */
bool token_lives(Context *context, int64_t id, bool *lives, Err *err);
