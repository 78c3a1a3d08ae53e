/* How one signs in, as settings show and change it: password, app, passkeys, sessions, telephones,
 * tokens; invitations and the audit for admins.
 *
 * What changes a credential runs in the slow lane: a wrong password stays counted there, and no
 * Idempotency-Key is taken, so that no secret is kept to be answered again. A token changes
 * credentials with the scope admin only. */
#include "action/credential.h"
#include "action/list_audit.h"
#include "action/token.h"
#include "base/text.h"
#include "view/view_sign_in.h"
#include "web/page_security.h"
#include "web/request.h"

/* --- what there is ---------------------------------------------------------------------------- */

static bool route_security(Request *request, Reply *reply, Err *err)
{
    Security security;
    if (!show_security(request->context, request->arena, request->who.session_id, &security, err))
        return false;
    reply->doc = view_security(request->arena, &security);
    return true;
}

/* An act of the page that was refused: the page again, with why. What else went wrong is an error
 * like any. */
static bool refused(Request *request, Reply *reply, Err *err)
{
    Err why = *err;
    int status = err_kind_facts(err->kind)->http_status;
    if (why.kind == ERR_BUSY && why.field[0])
        status = request->refusal = 429;
    if (request->face != FACE_PAGE || (why.kind == ERR_BUSY && !why.field[0]) ||
        (why.kind != ERR_INPUT && why.kind != ERR_CONFLICT && why.kind != ERR_BUSY) ||
        !route_security(request, reply, err))
        return false;
    Doc *problem = doc_set_object(request->arena, reply->doc, "problem");
    doc_set_text(request->arena, problem, "title", "That was not done.");
    doc_set_text(request->arena, problem, "detail", arena_strdup(request->arena, why.message));
    page_security(request, reply->doc);
    reply->page = "settings-security";
    reply->title = "Sign-in";
    reply->status = status;
    return true;
}

/* --- the password ----------------------------------------------------------------------------- */

static bool route_password(Request *request, Reply *reply, Err *err)
{
    return change_password(request->context, request->arena, request_text(request, "current"),
                           request_text(request, "password"), request->who.session_id, err) ||
           refused(request, reply, err);
}

/* --- the app ---------------------------------------------------------------------------------- */

/* The page that follows shows what is shown once, so it is the answer itself. */
static void show_once(Reply *reply, Doc *doc, const char *page)
{
    reply->doc = doc;
    reply->page = page;
}

static bool route_app(Request *request, Reply *reply, Err *err)
{
    TotpSetUp set_up;
    if (!begin_totp(request->context, request->arena, request_text(request, "current"), &set_up,
                    err))
        return refused(request, reply, err);
    show_once(reply, view_totp(request->arena, &set_up), "settings-app");
    return request->face != FACE_PAGE || page_add_qr(request, reply->doc, set_up.url, err);
}

static bool route_app_confirm(Request *request, Reply *reply, Err *err)
{
    RecoveryCodes codes;
    if (!confirm_totp(request->context, request->arena, request_text(request, "code"), &codes, err))
        return refused(request, reply, err);
    show_once(reply, view_recovery_codes(request->arena, &codes), "settings-codes");
    return true;
}

static bool route_app_off(Request *request, Reply *reply, Err *err)
{
    return end_totp(request->context, request->arena, request_text(request, "current"), err) ||
           refused(request, reply, err);
}

static bool route_codes(Request *request, Reply *reply, Err *err)
{
    RecoveryCodes codes;
    if (!renew_recovery_codes(request->context, request->arena, request_text(request, "current"),
                              &codes, err))
        return refused(request, reply, err);
    show_once(reply, view_recovery_codes(request->arena, &codes), "settings-codes");
    return true;
}

/* --- passkeys --------------------------------------------------------------------------------- */

static bool route_passkey_options(Request *request, Reply *reply, Err *err)
{
    Doc *options;
    if (!begin_passkey(request->context, request->arena, request->origin,
                       request_text(request, "current"), &options, err))
        return refused(request, reply, err);
    reply->doc = doc_object(request->arena);
    doc_set(reply->doc, "publicKey", options);
    return true;
}

static bool route_passkey_add(Request *request, Reply *reply, Err *err)
{
    const Doc *response = request_json(request, "response");
    PasskeyAnswer answer = {.id = request_text(request, "id"),
                            .client_data = doc_text(response, "clientDataJSON"),
                            .attestation = doc_text(response, "attestationObject")};
    PasskeyShown made;
    if (!add_passkey(request->context, request->arena, request->origin,
                     request_text(request, "name"), &answer, &made, err))
        return false;
    reply->doc = view_passkey(request->arena, &made);
    return true;
}

static bool route_passkey_remove(Request *request, Reply *reply, Err *err)
{
    return remove_passkey(request->context, request->arena, request_id(request, "passkey"),
                          request_text(request, "current"), err) ||
           refused(request, reply, err);
}

/* --- sessions and telephones ------------------------------------------------------------------ */

static bool route_session_end(Request *request, Reply *reply, Err *err)
{
    return end_session_by_id(request->context, request_id(request, "session"), err);
}

static bool route_sessions_end(Request *request, Reply *reply, Err *err)
{
    int64_t ended;
    if (!end_other_sessions(request->context, request->who.session_id, &ended, err))
        return false;
    reply->doc = doc_object(request->arena);
    doc_set_int(request->arena, reply->doc, "ended", ended);
    return true;
}

static bool route_phones(Request *request, Reply *reply, Err *err)
{
    SessionsShown sessions, phones = {0};
    if (!list_sessions(request->context, request->arena, request->who.session_id, &sessions, err))
        return false;
    phones.at = arena_array(request->arena, sessions.count, sizeof *phones.at);
    for (size_t i = 0; i < sessions.count; i++)
        if (text_equal(sessions.at[i].kind, "phone"))
            phones.at[phones.count++] = sessions.at[i];
    reply->doc = view_sessions(request->arena, &phones);
    return true;
}

static bool route_pairing(Request *request, Reply *reply, Err *err)
{
    Pairing pairing;
    if (!pair_phone(request->context, request->arena, &pairing, err))
        return false;
    show_once(reply, view_pairing(request->arena, &pairing), "settings-pairing");
    return request->face != FACE_PAGE ||
           page_add_qr(request, reply->doc,
                       arena_printf(request->arena, "%s%s", request->origin, pairing.path), err);
}

/* --- tokens ----------------------------------------------------------------------------------- */

static bool route_tokens(Request *request, Reply *reply, Err *err)
{
    TokensShown tokens;
    if (!list_tokens(request->context, request->arena, request_flag(request, "all"), &tokens, err))
        return false;
    reply->doc = view_tokens(request->arena, &tokens);
    return true;
}

static bool route_token_new(Request *request, Reply *reply, Err *err)
{
    TokenInput input = {.name = request_text(request, "name"),
                        .scopes = request_text(request, "scope"),
                        .days = request_int(request, "days")};
    const char *secret;
    TokenShown token;
    if (!new_token(request->context, request->arena, &input, &secret, &token, err))
        return false;
    show_once(reply, view_new_token(request->arena, &token, secret), "settings-token");
    if (token.scopes & SCOPE_CALENDAR)
        doc_set_text(request->arena, reply->doc, "calendar_url",
                     arena_printf(request->arena, "%s/calendar/%s.ics", request->origin, secret));
    return true;
}

static bool route_token_revoke(Request *request, Reply *reply, Err *err)
{
    return revoke_token(request->context, request_id(request, "token"), err);
}

/* --- for admins ------------------------------------------------------------------------------- */

static bool route_invite(Request *request, Reply *reply, Err *err)
{
    Invitation invitation;
    const char *name;
    if (!request_user(request, &name, err) ||
        !invite_user(request->context, request->arena, name, &invitation, err))
        return false;
    show_once(reply, view_invitation(request->arena, &invitation), "settings-invitation");
    return true;
}

static bool route_audit(Request *request, Reply *reply, Err *err)
{
    const char *cursor = request_text(request, "cursor");
    AuditQuery query = {.user = request_text(request, "user"),
                        .before = TIME_NONE,
                        .most = request_int(request, "limit")};
    AuditShown audit;
    if ((cursor && !view_audit_cursor(cursor, &query, err)) ||
        !list_audit(request->context, request->arena, &query, &audit, err))
        return false;
    reply->doc = view_audit(request->arena, &audit);
    return true;
}

/* --- the table -------------------------------------------------------------------------------- */

#define CURRENT                                                                                    \
    {                                                                                              \
        .name = "current", .kind = FIELD_SECRET, .required = true, .most = 1100,                   \
        .about = "the password, once more"                                                         \
    }

static const Field current_fields[] = {CURRENT, {0}};

static const Field password_fields[] = {
    CURRENT,
    {.name = "password",
     .kind = FIELD_SECRET,
     .required = true,
     .most = 1100,
     .about = "the new one"},
    {0},
};

static const Field code_fields[] = {
    {.name = "code", .required = true, .most = 60, .about = "the six digits the app shows"}, {0}};

/* And what its owner calls it. */
static const Field passkey_fields[] = {
    {.name = "name", .most = 100, .about = "what you call it"},
    PASSKEY_FIELDS,
    {0},
};

static const Field token_list_fields[] = {
    {.name = "all", .kind = FIELD_FLAG, .about = "everybody's, for an admin"}, {0}};

static const Field token_fields[] = {
    {.name = "name", .most = 100, .about = "what it is for"},
    {.name = "scope", .about = "read, write, admin, calendar; several with commas"},
    {.name = "days",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = TOKEN_DAYS_MOST,
     .about = "how long it lives; else a year"},
    {0},
};

static const Field audit_fields[] = {
    {.name = "user", .about = "of one user"},
    {.name = "cursor", .about = "goes on behind a list: its next"},
    {.name = "limit", .kind = FIELD_COUNT, .least = 1, .most = 1000, .about = "how many; else 100"},
    {0},
};

#define CHANGES .method = METHOD_POST, .need = NEED_USER, .lane = LANE_SLOW, .scope = SCOPE_ADMIN

const Route routes_security[] = {
    {.path = "/settings/security",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "settings-security",
     .title = "Sign-in",
     .about = "how one signs in: password, app, passkeys, sessions",
     .answers = "Security",
     .shape = page_security,
     .run = route_security},
    {CHANGES, .path = "/settings/password", .faces = FACE_PAGE | FACE_API,
     .then = "/settings/security", .about = "a new password; all other sessions end",
     .fields = password_fields, .run = route_password},
    {CHANGES, .path = "/settings/app", .faces = FACE_PAGE | FACE_API, .title = "Sign-in",
     .about = "begins to set up an authenticator app: its secret", .answers = "AppSecret",
     .shape = page_security, .fields = current_fields, .run = route_app},
    {CHANGES, .path = "/settings/app/confirm", .faces = FACE_PAGE | FACE_API, .title = "Sign-in",
     .about = "the app shows the right digits; gives the recovery codes, this once",
     .answers = "RecoveryCodes", .shape = page_security, .fields = code_fields,
     .run = route_app_confirm},
    {CHANGES, .path = "/settings/app/off", .faces = FACE_PAGE | FACE_API,
     .then = "/settings/security", .about = "no app any more", .fields = current_fields,
     .run = route_app_off},
    {CHANGES, .path = "/settings/recovery-codes", .faces = FACE_PAGE | FACE_API, .title = "Sign-in",
     .about = "new recovery codes; the old ones end", .answers = "RecoveryCodes",
     .shape = page_security, .fields = current_fields, .run = route_codes},
    {CHANGES, .path = "/settings/passkeys/options", .faces = FACE_API,
     .about = "what a browser needs to make a passkey (navigator.credentials.create)",
     .answers = "PasskeyCreation", .fields = current_fields, .run = route_passkey_options},
    {CHANGES, .path = "/settings/passkeys", .faces = FACE_API, .status = 201,
     .about = "adds the passkey that the browser made", .answers = "Passkey",
     .fields = passkey_fields, .run = route_passkey_add},
    {CHANGES, .path = "/settings/passkeys/{passkey}/remove", .faces = FACE_PAGE | FACE_API,
     .then = "/settings/security", .about = "takes a passkey away", .fields = current_fields,
     .run = route_passkey_remove},
    {CHANGES, .path = "/settings/sessions/{session}/end", .faces = FACE_PAGE | FACE_API,
     .about = "ends one of the user's sessions, or a telephone's", .run = route_session_end},
    {CHANGES, .path = "/settings/sessions/end", .faces = FACE_PAGE | FACE_API,
     .then = "/settings/security", .about = "ends all of the user's sessions but this one",
     .answers = "SessionsEnded", .run = route_sessions_end},
    {.path = "/settings/phone",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "settings-phone",
     .title = "Phone",
     .about = "the telephones that are paired",
     .answers = "Sessions",
     .shape = page_security,
     .run = route_phones},
    {CHANGES, .path = "/settings/phone", .faces = FACE_PAGE | FACE_API, .title = "Phone",
     .about = "a code that pairs one telephone, within ten minutes", .answers = "Pairing",
     .shape = page_security, .run = route_pairing},
    {.path = "/settings/tokens",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "settings-tokens",
     .title = "Tokens",
     .about = "what programs sign in with",
     .answers = "Tokens",
     .shape = page_security,
     .query = token_list_fields,
     .run = route_tokens},
    {CHANGES, .path = "/settings/tokens", .faces = FACE_PAGE | FACE_API, .title = "Tokens",
     .status = 201, .about = "makes a token and shows it, this once", .answers = "NewToken",
     .shape = page_security, .fields = token_fields, .run = route_token_new},
    {CHANGES, .path = "/settings/tokens/{token}/revoke", .faces = FACE_PAGE | FACE_API,
     .then = "/settings/tokens", .about = "ends a token at once", .run = route_token_revoke},
    {.method = METHOD_POST,
     .path = "/users/{user}/invite",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .lane = LANE_SLOW,
     .title = "People",
     .about = "a link by which a user sets a password, the first or a new one",
     .answers = "Invitation",
     .shape = page_security,
     .run = route_invite},
    {.path = "/settings/audit",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .page = "settings-audit",
     .title = "Audit",
     .about = "who signed in and changed settings, users and tokens, from where",
     .answers = "Audit",
     .shape = page_security,
     .query = audit_fields,
     .run = route_audit},
    {0},
};
