/* Signing in to mailboxes at a provider (OAuth 2.0). The browser is sent away by a link and comes
 * back by a GET, which changes nothing: what it brings is a form that its user sends on. */
#include "action/login.h"
#include "auth/oauth.h"
#include "base/text.h"
#include "view/view_send.h"
#include "web/page_send.h"
#include "web/request.h"

#define CALLBACK "/oauth/callback"

static const char *callback_of(const Request *request)
{
    return arena_printf(request->arena, "%s" CALLBACK, request->origin);
}

static bool route_providers(Request *request, Reply *reply, Err *err)
{
    LoginClients clients;
    if (!login_clients(request->context, request->arena, &clients, err))
        return false;
    reply->doc = view_providers(request->arena, &clients);
    doc_set_text(request->arena, reply->doc, "redirect", callback_of(request));
    return true;
}

bool login_add_providers(Request *request, Doc *doc, Err *err)
{
    Reply told = {0};
    if (!route_providers(request, &told, err))
        return false;
    doc_set(doc, "providers", doc_own(told.doc, "providers"));
    doc_set_text(request->arena, doc, "redirect", doc_text(told.doc, "redirect"));
    return true;
}

static bool route_set_provider(Request *request, Reply *reply, Err *err)
{
    LoginClient client = {.provider = request_parameter(request, "provider"),
                          .client_id = request_text(request, "client_id"),
                          .authorize_url = request_text(request, "authorize_url"),
                          .token_url = request_text(request, "token_url"),
                          .scope = request_text(request, "scope")};
    return login_client_put(request->context, request->arena, &client,
                            request_text(request, "client_secret"), err) &&
           route_providers(request, reply, err);
}

static bool route_end_provider(Request *request, Reply *reply, Err *err)
{
    (void)reply;
    return login_client_end(request->context, request->arena,
                            request_parameter(request, "provider"), err);
}

static bool route_sign_in(Request *request, Reply *reply, Err *err)
{
    LoginConsent consent;
    if (!login_begin(request->context, request->arena, request_id(request, "sender"),
                     callback_of(request), &consent, err))
        return false;
    reply->doc = doc_object(request->arena);
    doc_set_text(request->arena, reply->doc, "url", consent.url);
    reply->page = "sender-sign-in";
    reply->title = "Sign in";
    reply->status = 200;
    return true;
}

static LoginAnswer read_answer(Request *request)
{
    return (LoginAnswer){.state = request_text(request, "state"),
                         .code = request_text(request, "code"),
                         .error = request_text(request, "error"),
                         .said = request_text(request, "error_description"),
                         .redirect = callback_of(request)};
}

static bool route_callback(Request *request, Reply *reply, Err *err)
{
    LoginAnswer answer = read_answer(request);
    SenderShown sender;
    if (!login_look(request->context, request->arena, answer.state, &sender, err))
        return false;
    if (!text_empty(answer.error))
        return oauth_refused(answer.error, answer.said, err);
    reply->doc = doc_object(request->arena);
    doc_set(reply->doc, "sender", view_sender(request->arena, &sender));
    doc_set_text(request->arena, reply->doc, "state", answer.state);
    doc_set_text(request->arena, reply->doc, "code", answer.code);
    return true;
}

static bool route_finish(Request *request, Reply *reply, Err *err)
{
    LoginAnswer answer = read_answer(request);
    SenderShown sender;
    if (!login_finish(request->context, request->arena, &answer, &sender, err))
        return false;
    reply->doc = view_sender(request->arena, &sender);
    return true;
}

enum { LONG = 4000 };

static const Field provider_fields[] = {
    {.name = "client_id", .required = true, .most = LONG, .about = "as the provider gave it"},
    {.name = "client_secret",
     .kind = FIELD_SECRET,
     .most = LONG,
     .about = "the same; none: a public client"},
    {.name = "authorize_url", .most = LONG, .about = "of any: where users consent"},
    {.name = "token_url", .most = LONG, .about = "of any: where tokens are asked for"},
    {.name = "scope", .most = LONG, .about = "of any: what for"},
    {0},
};

static const Field answer_fields[] = {
    {.name = "state", .required = true, .most = LONG, .about = "as it was sent along"},
    {.name = "code", .most = LONG, .about = "what tokens are given for"},
    {.name = "error", .most = LONG, .about = "why there is none"},
    {.name = "error_description", .most = LONG, .about = "the same, for people"},
    {0},
};

const Route routes_login[] = {
    {.path = "/providers",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "who signs users in to their mailboxes, and where Beck is registered",
     .answers = "Providers",
     .run = route_providers},
    {.method = METHOD_POST,
     .path = "/providers/{provider}",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .then = "/settings/senders",
     .about = "what Beck is registered as with a provider",
     .answers = "Providers",
     .fields = provider_fields,
     .run = route_set_provider},
    {.method = METHOD_POST,
     .path = "/providers/{provider}/end",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .then = "/settings/senders",
     .about = "nobody signs in there any more; the secret is forgotten",
     .run = route_end_provider},
    {.method = METHOD_POST,
     .path = "/senders/{sender}/sign-in",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "where its user says yes at the provider, with a browser that is signed in here",
     .answers = "SenderSignIn",
     .run = route_sign_in},
    {.path = CALLBACK,
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .page = "sender-callback",
     .title = "Sign in",
     .query = answer_fields,
     .run = route_callback},
    {.method = METHOD_POST,
     .path = CALLBACK,
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .lane = LANE_SLOW, /* it talks with the provider */
     .then = "/settings/senders",
     .fields = answer_fields,
     .run = route_finish},
    {0},
};
