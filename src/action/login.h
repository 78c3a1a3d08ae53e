/* Logins: users let Beck into their mailboxes at a provider, without a password (auth/oauth.h).
 *
 * An admin registers Beck with a provider once: login_client_put(). A sender whose setting `oauth`
 * names that provider (action/sender.h) is off until its user has said yes there: login_begin()
 * makes the address they go to, login_finish() takes what their browser comes back with. From then
 * on login_bearer() has the secret of the hour for whoever signs in to the mailbox, to send or to
 * read. Tokens are sealed and never shown; a sender's end forgets them.
 */
#pragma once

#include "action/context.h"
#include "action/sender.h"

typedef struct LoginClient {
    const char *provider, *title;
    const char *client_id;                         /* NULL: Beck is not registered there */
    const char *authorize_url, *token_url, *scope; /* of "any" */
} LoginClient;

typedef struct LoginClients {
    LoginClient *at; /* one for each provider that is known */
    size_t count;
} LoginClients;

bool login_clients(Context *context, Arena *arena, LoginClients *clients, Err *err);
/* Both are audited and need RIGHT_SETTINGS. INPUT names the field. `secret` NULL or "": a public
 * client. */
bool login_client_put(Context *context, Arena *arena, const LoginClient *client, const char *secret,
                      Err *err);
/* MISSING: there is none. A mailbox signed in there serves until its token is over. */
bool login_client_end(Context *context, Arena *arena, const char *provider, Err *err);

enum { LOGIN_MINUTES = 15 }; /* from login_begin() to login_finish() */

typedef struct LoginConsent {
    const char *url;
    const char *state; /* in the URL, and in what comes back */
} LoginConsent;

/* Where the sender's user goes with a browser, which is sent back to `redirect` then. INPUT: the
 * sender signs in by a password; CONFLICT: Beck is not registered with its provider. */
bool login_begin(Context *context, Arena *arena, int64_t sender_id, const char *redirect,
                 LoginConsent *consent, Err *err);

/* What the browser came back with: the query's fields, NULL where they were not there. */
typedef struct LoginAnswer {
    const char *state, *code;
    const char *error, *said; /* "error_description" */
    const char *redirect;     /* as to login_begin() */
} LoginAnswer;

/* Whose mailbox it is about; nothing changes. INPUT (field "state"): it is none of this user's, or
 * too old. */
bool login_look(Context *context, Arena *arena, const char *state, SenderShown *sender, Err *err);
/* Waits for the provider. The sender is on. DENIED (field "grant"): the user or the provider said
 * no; else as login_look() and oauth_exchange(). */
bool login_finish(Context *context, Arena *arena, const LoginAnswer *answer, SenderShown *sender,
                  Err *err);

/* The token that XOAUTH2 takes now (base/dial.h: `bearer`), of a sender that signs in by a
 * provider. Renewed before it is over, by one of all workers at a time; may wait for the provider,
 * so never inside of a transaction. `refused`: what a server has just not taken although it is not
 * over, or NULL; then another one is asked for, once: give up when that is refused, too. DENIED
 * (field "grant"): the grant is over, the sender was put off and its user must sign in again. BUSY:
 * in a while. */
bool login_bearer(Context *context, Arena *arena, int64_t sender_id, const char *refused,
                  const char **bearer, Err *err);
