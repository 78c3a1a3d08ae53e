/* Guard: who asks, and whether they may: sign-in by cookie or token, roles and scopes, requests
 * that other sites make a browser send (CSRF). */
#pragma once

#include "web/request.h"

/* Finds out who asks, by `context` (any user's). Nobody is no error: `who` stays empty. A token
 * goes before a cookie. */
bool guard_who(Request *request, Context *context, Time now, Err *err);
/* The route's need, and a token's scope. DENIED; sets request->refusal: 401, 403. */
bool guard_need(Request *request, Err *err);
/* What changes something comes from a page of ours: by what the browser says of it (ASVS 5.0,
 * 3.5.1), and, once the form is read, by a token of the session's. DENIED: 403. */
bool guard_origin(Request *request, Err *err);
bool guard_form(Request *request, Err *err);
/* The first half by itself, for a route that is `foreign` and has no form of ours before it. */
bool guard_site(Request *request, Err *err);
/* For a form of the page: a new token each time; "" without a session. */
const char *guard_csrf(Request *request);
#define COOKIE_SESSION "beck"
#define COOKIE_DEVICE  "beck-device" /* a browser that has signed in before (action/sign_in.h) */
/* The name under which a cookie is kept here: "__Host-…" over TLS. */
const char *guard_cookie(const Request *request, const char *name);
