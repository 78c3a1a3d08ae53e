/* Logins inside: for the action room only. */
#pragma once

#include "action/login.h"
#include "action/sender_inner.h"
#include "auth/oauth.h"

/* What Beck is registered as there. CONFLICT: it is not; BROKEN: its secret is damaged. */
bool login_client_of(Context *context, Arena *arena, const char *provider, OAuthClient *client,
                     Err *err);
/* A sender's tokens as they are kept. */
struct Blob login_seal(const Context *context, Arena *arena, int64_t sender_id, const char *access,
                       const char *refresh);
