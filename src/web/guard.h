/* Guard: who asks, and whether they may: sign-in by cookie or token, roles and scopes, requests
 * that other sites make a browser send (CSRF). */
#pragma once

#include "web/request.h"

/* Finds out who asks, by `context` (any user's). Nobody is no error: `who` stays empty. */
bool guard_who(Request *request, Context *context, Err *err);
/* The route's need, and a token's scope. DENIED; sets request->refusal: 401, 403. */
bool guard_need(Request *request, Err *err);
/* A request that changes something and bears a cookie comes from a page of ours. DENIED. */
bool guard_origin(Request *request, Err *err);
/* For a form of the page: a new token each time; "" without a session. */
const char *guard_csrf(Request *request);
