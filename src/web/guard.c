#include "web/guard.h"

#include "action/session.h"
#include "action/token.h"
#include "auth/csrf.h"
#include "auth/scope.h"
#include "base/text.h"

#include <strings.h>

/* A name that only a page of this very host may set, where TLS lets it be so (RFC 6265bis §4.1.3).
 */
const char *guard_cookie(const Request *request, const char *name)
{
    return request->secure ? arena_printf(request->arena, "__Host-%s", name) : name;
}

static const char *bearer(const Request *request)
{
    static const char scheme[] = "Bearer ";
    const char *sent = request_header(request, "Authorization");
    return sent && !strncasecmp(sent, scheme, sizeof scheme - 1) ? sent + sizeof scheme - 1 : NULL;
}

static bool by_token(Request *request, Context *context, const char *secret, Time now, Err *err)
{
    Token token;
    bool found;
    if (!token_find(context, secret, now, &token, &found, err))
        return false;
    if (!found)
        return true;
    request->who = (Who){
        .user_id = token.user_id, .role = token.role, .token_id = token.id, .scopes = token.scopes};
    return !token.used_due || token_used(context, token.id, now, err);
}

static bool by_session(Request *request, Context *context, const char *secret, Time now, Err *err)
{
    Session session;
    bool found;
    if (!session_find(context, secret, now, &session, &found, err))
        return false;
    if (!found)
        return true;
    request->who = (Who){.user_id = session.user_id,
                         .role = session.role,
                         .session_id = session.id,
                         .csrf = session.csrf};
    return !session.seen_due || session_seen(context, session.id, now, err);
}

bool guard_who(Request *request, Context *context, Time now, Err *err)
{
    const char *secret = bearer(request);
    request->who = (Who){0};
    if (secret)
        return by_token(request, context, secret, now, err);
    secret = request_cookie(request, guard_cookie(request, COOKIE_SESSION));
    return !secret || by_session(request, context, secret, now, err);
}

static bool deny(Request *request, int status, Err *err, const char *message)
{
    request->refusal = status;
    return err_set(err, ERR_DENIED, "%s", message);
}

static const Right rights[] = {
    [NEED_USER] = RIGHT_SELL, [NEED_MANAGER] = RIGHT_TEAM, [NEED_ADMIN] = RIGHT_SETTINGS};

static Scopes scope_of(const Route *route)
{
    if (route->scope)
        return route->scope;
    return route->need == NEED_ADMIN && route->method != METHOD_GET ? SCOPE_ADMIN
           : route->method == METHOD_GET                            ? SCOPE_READ
                                                                    : SCOPE_WRITE;
}

bool guard_need(Request *request, Err *err)
{
    const Route *route = request->route;
    const Who *who = &request->who;
    if (route->need == NEED_NOBODY)
        return true;
    if (!who->user_id)
        return deny(request, 401, err, "this needs you to be signed in");
    if (!user_role_may(who->role, rights[route->need]))
        return deny(request, 403, err,
                    route->need == NEED_ADMIN ? "this is for an admin: ask one"
                                              : "this is for a manager: ask yours");
    if (who->token_id && !(who->scopes & scope_of(route)))
        return deny(request, 403, err,
                    "this token's scope does not reach as far: make another one");
    return true;
}

/* What changes nothing needs no proof, nor does what bears a token: no browser sends one by itself.
 */
static bool is_at_risk(const Request *request)
{
    return request->route->method != METHOD_GET && !request->route->foreign &&
           !request->who.token_id;
}

bool guard_site(Request *request, Err *err)
{
    const char *site = request_header(request, "Sec-Fetch-Site");
    const char *origin = request_header(request, "Origin");
    bool ours = site ? text_equal(site, "same-origin") || text_equal(site, "none")
                     : !origin || text_equal(origin, request->origin);
    return ours || deny(request, 403, err, "this was sent by a page of another site");
}

bool guard_origin(Request *request, Err *err)
{
    return !is_at_risk(request) || guard_site(request, err);
}

bool guard_form(Request *request, Err *err)
{
    if (!is_at_risk(request) || !request->who.session_id ||
        (request->csrf && csrf_right(request->who.csrf, request->csrf)))
        return true;
    return deny(
        request, 403, err,
        "the page you sent this from is too old, or from before you signed in: load it anew");
}

const char *guard_csrf(Request *request)
{
    return request->who.session_id ? csrf_token(request->arena, request->who.csrf) : "";
}
