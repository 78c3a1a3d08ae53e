/* What proves a user, as documents: sessions, tokens, passkeys, invitations, the audit. Secrets
 * stand in the document of the act that made them, and nowhere else.
 *
 *     session: {id, kind, how, address, agent, browser, created_at, seen_at, ends_at, here}
 *     sessions: {sessions [session…]}
 *     token: {id, user, name, scopes [name…], created_at, used_at, ends_at, revoked_at, live}
 *     tokens: {tokens [token…]}; a new one: {token: SECRET, id, name, scopes, ends_at}
 *     passkey: {id, name, site, synced, created_at, used_at}
 *     security: {password, password_at, app_since, recovery_left, passkeys, sessions}
 *     app: {secret, url}; recovery codes: {codes [code…]}
 *     invitation: {user {id, name, email}, company, path, ends_at}; path null where it is only
 * shown pairing: {path, ends_at} audit: {entries [{id, at, user {id, name} | null, act, detail,
 * address}…], next: CURSOR | null} */
#pragma once

#include "action/credential.h"
#include "action/list_audit.h"
#include "action/token.h"
#include "base/doc.h"

Doc *view_sessions(Arena *arena, const SessionsShown *sessions);
Doc *view_tokens(Arena *arena, const TokensShown *tokens);
Doc *view_new_token(Arena *arena, const TokenShown *token, const char *secret);
Doc *view_passkey(Arena *arena, const PasskeyShown *passkey);
Doc *view_security(Arena *arena, const Security *security);
Doc *view_totp(Arena *arena, const TotpSetUp *set_up);
Doc *view_recovery_codes(Arena *arena, const RecoveryCodes *codes);
Doc *view_invitation(Arena *arena, const Invitation *invitation);
Doc *view_pairing(Arena *arena, const Pairing *pairing);
Doc *view_audit(Arena *arena, const AuditShown *audit);
/* A cursor of view_audit(), read back into the query. INPUT, field "cursor". */
bool view_audit_cursor(const char *cursor, AuditQuery *query, Err *err);
