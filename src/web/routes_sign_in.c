/* The ways in and out: password and code, passkey, invitation, a telephone that is paired. All in
 * the slow lane, where failures that were counted stay counted (action/sign_in.h). */
#include "action/session.h"
#include "action/sign_in.h"
#include "base/text.h"
#include "web/guard.h"
#include "web/page_security.h"

enum { DEVICE_SECONDS = 365 * DAY_SECONDS };

static Caller caller_of(Request *request)
{
    return (Caller){
        .address = request->peer,
        .agent = request_header(request, "User-Agent"),
        .device = request_cookie(request, guard_cookie(request, COOKIE_DEVICE)),
        .session = request_cookie(request, guard_cookie(request, COOKIE_SESSION)),
    };
}

/* What a page of this kind shows beside its form. */
static Doc *form_doc(Request *request, Reply *reply, const char *then)
{
    reply->doc = doc_object(request->arena);
    doc_set_text(request->arena, reply->doc, "then", then);
    return reply->doc;
}

static void tell_problem(Request *request, Reply *reply, int status, const char *title,
                         const char *detail)
{
    Doc *problem = doc_set_object(request->arena, reply->doc, "problem");
    doc_set_text(request->arena, problem, "title", title);
    doc_set_text(request->arena, problem, "detail", detail);
    reply->status = status;
}

static void come_in(Request *request, Reply *reply, const SignedIn *result)
{
    reply_cookie(reply, (ReplyCookie){.name = guard_cookie(request, COOKIE_SESSION),
                                      .value = result->session,
                                      .seconds = result->ends_at - context_now(request->context)});
    reply_cookie(reply, (ReplyCookie){.name = guard_cookie(request, COOKIE_DEVICE),
                                      .value = result->device,
                                      .seconds = DEVICE_SECONDS});
}

/* In, or the same page again with what is still to do. */
static void settle(Request *request, Reply *reply, const SignedIn *result, const char *page,
                   const char *wrong)
{
    static const char again[] = "sign-in-code";
    switch (result->state) {
    case SIGN_IN_DONE:
        come_in(request, reply, result);
        return;
    case SIGN_IN_SECOND:
        form_doc(request, reply, request->then);
        doc_set_text(request->arena, reply->doc, "ticket", result->ticket);
        reply->page = again;
        return;
    case SIGN_IN_WRONG:
        form_doc(request, reply, request->then);
        reply->page = page;
        tell_problem(request, reply, 401, "That was not right.", wrong);
        return;
    case SIGN_IN_WAIT:
        form_doc(request, reply, request->then);
        reply->page = page;
        tell_problem(request, reply, 429, "Too often.",
                     arena_printf(request->arena, "Wait %lld seconds, then try again.",
                                  (long long)result->wait_seconds));
        reply_header(reply, "Retry-After",
                     arena_printf(request->arena, "%lld", (long long)result->wait_seconds));
        return;
    }
}

static bool route_form(Request *request, Reply *reply, Err *err)
{
    form_doc(request, reply, request_text(request, "then"));
    return true;
}

static bool route_sign_in(Request *request, Reply *reply, Err *err)
{
    Caller caller = caller_of(request);
    SignedIn result;
    const char *name = request_text(request, "email");
    if (!sign_in_password(request->context, request->arena, &caller, name,
                          request_text(request, "password"), &result, err))
        return false;
    settle(request, reply, &result, "sign-in", "Look at the e-mail address and the password.");
    if (result.state == SIGN_IN_WRONG || result.state == SIGN_IN_WAIT)
        doc_set_text(request->arena, reply->doc, "email", name);
    return true;
}

static bool route_code(Request *request, Reply *reply, Err *err)
{
    Caller caller = caller_of(request);
    SignedIn result;
    const char *ticket = request_text(request, "ticket");
    if (!sign_in_second(request->context, request->arena, &caller, ticket,
                        request_text(request, "code"), &result, err))
        return false;
    settle(request, reply, &result, "sign-in-code", "Take the digits the app shows now.");
    if (result.state == SIGN_IN_WRONG || result.state == SIGN_IN_WAIT)
        doc_set_text(request->arena, reply->doc, "ticket", ticket);
    return true;
}

static bool route_sign_out(Request *request, Reply *reply, Err *err)
{
    Caller caller = caller_of(request);
    if (!end_session(request->context, &caller, err))
        return false;
    reply_cookie(reply, (ReplyCookie){.name = guard_cookie(request, COOKIE_SESSION), .value = ""});
    reply_header(reply, "Clear-Site-Data", "\"cache\", \"storage\"");
    return true;
}

static void set_invitation(Request *request, Reply *reply, const Invitation *invitation)
{
    form_doc(request, reply, NULL);
    doc_set_text(request->arena, reply->doc, "user", invitation->user_name);
    doc_set_text(request->arena, reply->doc, "email", invitation->user_email);
    doc_set_text(request->arena, reply->doc, "company", invitation->company);
}

static bool route_invitation(Request *request, Reply *reply, Err *err)
{
    Invitation invitation;
    if (!show_invitation(request->context, request->arena, request_parameter(request, "secret"),
                         &invitation, err))
        return false;
    set_invitation(request, reply, &invitation);
    return true;
}

static bool route_accept(Request *request, Reply *reply, Err *err)
{
    Caller caller = caller_of(request);
    const char *secret = request_parameter(request, "secret");
    Invitation invitation;
    SignedIn result;
    if (!show_invitation(request->context, request->arena, secret, &invitation, err))
        return false;
    if (accept_invitation(request->context, request->arena, &caller, secret,
                          request_text(request, "password"), &result, err)) {
        settle(request, reply, &result, "sign-in", "Sign in anew.");
        return true;
    }
    if (err->kind != ERR_INPUT)
        return false;
    set_invitation(request, reply, &invitation);
    tell_problem(request, reply, 422, "Not this password.", err->message);
    reply->page = "set-up";
    return true;
}

/* --- passkeys --- */

static bool route_passkey_options(Request *request, Reply *reply, Err *err)
{
    Doc *options;
    if (!sign_in_passkey_options(request->context, request->arena, request->origin, &options, err))
        return false;
    reply->doc = doc_object(request->arena);
    doc_set(reply->doc, "publicKey", options);
    return true;
}

static bool route_passkey(Request *request, Reply *reply, Err *err)
{
    Caller caller = caller_of(request);
    SignedIn result;
    const Doc *response = request_json(request, "response");
    PasskeyAnswer answer = {.id = request_text(request, "id"),
                            .client_data = doc_text(response, "clientDataJSON"),
                            .authenticator_data = doc_text(response, "authenticatorData"),
                            .signature = doc_text(response, "signature"),
                            .user_handle = doc_text(response, "userHandle")};
    if (!sign_in_passkey(request->context, request->arena, &caller, request->origin, &answer,
                         &result, err))
        return false;
    if (result.state == SIGN_IN_WAIT) {
        request->refusal = 429;
        return err_set(err, ERR_BUSY, "too many sign-ins came from your address; wait %lld seconds",
                       (long long)result.wait_seconds);
    }
    come_in(request, reply, &result);
    reply->doc = doc_object(request->arena);
    doc_set_id(request->arena, reply->doc, "user", result.user);
    doc_set_time(request->arena, reply->doc, "ends_at", result.ends_at);
    return true;
}

/* --- telephones --- */

static bool route_pair_form(Request *request, Reply *reply, Err *err)
{
    form_doc(request, reply, NULL);
    doc_set_text(request->arena, reply->doc, "company", context_company(request->context));
    return true;
}

static bool route_pair(Request *request, Reply *reply, Err *err)
{
    Caller caller = caller_of(request);
    SignedIn result;
    if (!accept_pairing(request->context, request->arena, &caller,
                        request_parameter(request, "secret"), &result, err))
        return false;
    come_in(request, reply, &result);
    return true;
}

static const Field passkey_fields[] = {
    PASSKEY_FIELDS,
    {0},
};

static const Field then_fields[] = {{.name = "then", .about = "where to go afterwards"}, {0}};

static const Field password_fields[] = {
    {.name = "email", .required = true, .most = 200, .about = "the mailbox, or the user's name"},
    {.name = "password",
     .kind = FIELD_SECRET,
     .required = true,
     .most = 1000,
     .about = "the password"},
    {0},
};

static const Field code_fields[] = {
    {.name = "ticket", .kind = FIELD_SECRET, .required = true, .most = 200, .about = "of the form"},
    {.name = "code", .required = true, .most = 60, .about = "six digits, or a recovery code"},
    {0},
};

static const Field new_password_fields[] = {
    {.name = "password",
     .kind = FIELD_SECRET,
     .required = true,
     .most = 1000,
     .about = "the password"},
    {0},
};

const Route routes_sign_in[] = {
    {.path = "/sign-in",
     .faces = FACE_PAGE,
     .context = true,
     .page = "sign-in",
     .title = "Sign in",
     .query = then_fields,
     .run = route_form},
    {.method = METHOD_POST,
     .path = "/sign-in",
     .faces = FACE_PAGE,
     .lane = LANE_SLOW,
     .context = true,
     .title = "Sign in",
     .then = "/today",
     .fields = password_fields,
     .run = route_sign_in},
    {.method = METHOD_POST,
     .path = "/sign-in/code",
     .faces = FACE_PAGE,
     .lane = LANE_SLOW,
     .context = true,
     .title = "Sign in",
     .then = "/today",
     .fields = code_fields,
     .run = route_code},
    {.method = METHOD_POST,
     .path = "/sign-out",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .then = "/sign-in",
     .run = route_sign_out},
    {.method = METHOD_POST,
     .path = "/sign-in/passkey/options",
     .faces = FACE_API,
     .lane = LANE_SLOW,
     .context = true,
     .about = "what a browser needs to sign in by passkey (navigator.credentials.get)",
     .answers = "PasskeyRequest",
     .run = route_passkey_options},
    {.method = METHOD_POST,
     .path = "/sign-in/passkey",
     .faces = FACE_API,
     .lane = LANE_SLOW,
     .context = true,
     .about = "signs in by what the browser answered; gives the session's cookie",
     .answers = "SignedIn",
     .fields = passkey_fields,
     .run = route_passkey},
    {.path = "/pair/{secret}",
     .faces = FACE_PAGE,
     .context = true,
     .page = "pair",
     .title = "Pair this phone",
     .run = route_pair_form},
    {.method = METHOD_POST,
     .path = "/pair/{secret}",
     .faces = FACE_PAGE,
     .lane = LANE_SLOW,
     .context = true,
     .title = "Pair this phone",
     .then = "/next",
     .run = route_pair},
    {.path = "/set-up/{secret}",
     .faces = FACE_PAGE,
     .context = true,
     .page = "set-up",
     .title = "Begin",
     .run = route_invitation},
    {.method = METHOD_POST,
     .path = "/set-up/{secret}",
     .faces = FACE_PAGE,
     .lane = LANE_SLOW,
     .context = true,
     .title = "Begin",
     .then = "/today",
     .fields = new_password_fields,
     .run = route_accept},
    {0},
};
