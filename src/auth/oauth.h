/* OAuth: a user lets Beck into their mailbox at a provider, without a password of theirs
 * (RFC 6749's authorization code, with PKCE, RFC 7636; for native programs RFC 8252).
 *
 *     oauth_consent_url()     where the user's browser goes, to say yes
 *     oauth_exchange()        the code it comes back with → tokens
 *     oauth_refresh()         before they are over → new ones; a provider may change the refresh
 *                             token each time, and end the grant when an old one comes again, so
 *                             that only one may ask at a time (action/login.h)
 *
 * Nothing is kept of a consent under way: its state is a stamp of ours (stamp.h), and the verifier
 * of PKCE is made of the state and the workspace's secret. Tokens and secrets are in no message of
 * an error. Any thread.
 */
#pragma once

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/net.h"

#include <stdbool.h>
#include <stdint.h>

/* Who signs users in, and the mail servers behind. Those of the table have all; for "any" the
 * addresses are given with the client. */
typedef struct OAuthProvider {
    const char *name, *title; /* "google", "Google" */
    const char *authorize_url, *token_url, *scope;
    const char *further; /* of the authorization request, "&access_type=offline"; "" */
    bool basic; /* the client says who it is by HTTP Basic, which RFC 6749 §2.3.1 has every server
                   take; else in the body */
    const char *smtp_host, *smtp_port, *smtp_security; /* "" where it is not known */
    const char *imap_host, *imap_port, *imap_security;
} OAuthProvider;

/* NULL beyond the last; INPUT (field "provider") with those there are. */
const OAuthProvider *oauth_provider_at(size_t place);
const OAuthProvider *oauth_provider(const char *name, Err *err);

/* What Beck is registered as with a provider. */
typedef struct OAuthClient {
    const OAuthProvider *provider;
    const char *id, *secret;                       /* secret "": a public client */
    const char *authorize_url, *token_url, *scope; /* of "any"; else the provider's */
} OAuthClient;

/* INPUT names the field: the addresses must be https, or http on this machine. */
bool oauth_client_check(const OAuthClient *client, Err *err);

/* PKCE's verifier for a state. */
char *oauth_verifier(Arena *arena, const unsigned char key[DIGEST_KEY_BYTES], const char *state);
/* `hint`: the mailbox it is about, so that the user need not choose. */
char *oauth_consent_url(Arena *arena, const OAuthClient *client, const char *redirect,
                        const char *state, const char *verifier, const char *hint);

typedef struct OAuthTokens {
    const char *access, *refresh; /* refresh NULL: none came; a refresh keeps what it had */
    int64_t seconds;              /* the access token serves so long */
} OAuthTokens;

/* `send` is net_send() but in tests. DENIED (field "grant"): the provider says that the code or the
 * grant is over, or was never ours: the user signs in again. BROKEN (field "client"): it does not
 * take the client: an admin looks at its id and secret. BUSY: no answer, or trouble of its own. */
bool oauth_exchange(Arena *arena, const OAuthClient *client, const char *redirect, const char *code,
                    const char *verifier, NetSend *send, OAuthTokens *tokens, Err *err);
bool oauth_refresh(Arena *arena, const OAuthClient *client, const char *refresh, NetSend *send,
                   OAuthTokens *tokens, Err *err);

/* What a provider means by the `error` it sends the browser back with; `said`: its own words, or
 * NULL. DENIED (field "grant"). */
bool oauth_refused(const char *error, const char *said, Err *err);

/* A field of the query that a browser comes back with; NULL: it is not there, or not whole. */
char *oauth_field(Arena *arena, const char *query, const char *name);

/* A text as it stands in a query or a form (RFC 3986 §2.3). */
char *oauth_escape(Arena *arena, const char *text);
