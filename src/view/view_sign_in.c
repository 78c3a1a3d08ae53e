#include "view/view_sign_in.h"

#include "base/text.h"

#include <stdlib.h>

/* "Firefox" of all that a browser calls itself; the first word there is, else. */
static const char *browser_of(const char *agent)
{
    static const struct {
        const char *mark, *name;
    } browsers[] = {
        {"Edg", "Edge"},         {"OPR/", "Opera"},         {"SamsungBrowser", "Samsung Internet"},
        {"Firefox/", "Firefox"}, {"FxiOS", "Firefox"},      {"CriOS", "Chrome"},
        {"Chrome/", "Chrome"},   {"Chromium/", "Chromium"}, {"Safari/", "Safari"},
        {"curl/", "curl"},       {"python", "a program"},
    };
    for (size_t i = 0; i < sizeof browsers / sizeof *browsers; i++)
        if (text_find_nocase(text_or(agent, ""), browsers[i].mark))
            return browsers[i].name;
    return "a browser";
}

static const char *system_of(const char *agent)
{
    static const struct {
        const char *mark, *name;
    } systems[] = {
        {"Android", " on Android"}, {"iPhone", " on iPhone"},  {"iPad", " on iPad"},
        {"Windows", " on Windows"}, {"Mac OS X", " on a Mac"}, {"CrOS", " on ChromeOS"},
        {"Linux", " on Linux"},
    };
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++)
        if (text_find_nocase(text_or(agent, ""), systems[i].mark))
            return systems[i].name;
    return "";
}

static Doc *sessions_list(Arena *arena, const SessionsShown *sessions)
{
    Doc *list = doc_array(arena);
    for (size_t i = 0; i < sessions->count; i++) {
        const SessionShown *session = &sessions->at[i];
        Doc *doc = doc_add_object(arena, list);
        doc_set_id(arena, doc, "id", session->id);
        doc_set_text(arena, doc, "kind", session->kind);
        doc_set_text(arena, doc, "how", session->how);
        doc_set_text(arena, doc, "address", session->address);
        doc_set_text(arena, doc, "agent", session->agent);
        doc_set_text(
            arena, doc, "browser",
            arena_printf(arena, "%s%s", browser_of(session->agent), system_of(session->agent)));
        doc_set_time(arena, doc, "created_at", session->created_at);
        doc_set_time(arena, doc, "seen_at", session->seen_at);
        doc_set_time(arena, doc, "ends_at", session->ends_at);
        doc_set_bool(arena, doc, "here", session->here);
    }
    return list;
}

Doc *view_sessions(Arena *arena, const SessionsShown *sessions)
{
    Doc *doc = doc_object(arena);
    doc_set(doc, "sessions", sessions_list(arena, sessions));
    return doc;
}

/* --- tokens --- */

/* The widest only: "admin" says the others, too. */
static void put_scopes(Arena *arena, Doc *doc, Scopes scopes)
{
    Doc *list = doc_set_array(arena, doc, "scopes");
    for (const ScopeFacts *scope = scope_table(); scope->name; scope++)
        if (scopes & scope->scope)
            doc_add_text(arena, list, scope->name);
}

Doc *view_tokens(Arena *arena, const TokensShown *tokens)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "tokens");
    for (size_t i = 0; i < tokens->count; i++) {
        const TokenShown *token = &tokens->at[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_id(arena, entry, "id", token->id);
        doc_set_text(arena, entry, "user", token->user_name);
        doc_set_text(arena, entry, "name", token->name);
        put_scopes(arena, entry, token->scopes);
        doc_set_time(arena, entry, "created_at", token->created_at);
        doc_set_time(arena, entry, "used_at", token->used_at);
        doc_set_time(arena, entry, "ends_at", token->ends_at);
        doc_set_time(arena, entry, "revoked_at", token->revoked_at);
        doc_set_bool(arena, entry, "live", token->live);
    }
    return doc;
}

Doc *view_new_token(Arena *arena, const TokenShown *token, const char *secret)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "token", secret);
    doc_set_id(arena, doc, "id", token->id);
    doc_set_text(arena, doc, "name", token->name);
    put_scopes(arena, doc, token->scopes);
    doc_set_time(arena, doc, "ends_at", token->ends_at);
    return doc;
}

/* --- credentials --- */

Doc *view_passkey(Arena *arena, const PasskeyShown *passkey)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", passkey->id);
    doc_set_text(arena, doc, "name", passkey->name);
    doc_set_text(arena, doc, "site", passkey->site);
    doc_set_bool(arena, doc, "synced", passkey->synced);
    doc_set_time(arena, doc, "created_at", passkey->created_at);
    doc_set_time(arena, doc, "used_at", passkey->used_at);
    return doc;
}

Doc *view_security(Arena *arena, const Security *security)
{
    Doc *doc = doc_object(arena);
    doc_set_bool(arena, doc, "password", security->password);
    doc_set_time(arena, doc, "password_at", security->password_at);
    doc_set_time(arena, doc, "app_since", security->totp_since);
    doc_set_int(arena, doc, "recovery_left", security->recovery_left);
    Doc *passkeys = doc_set_array(arena, doc, "passkeys");
    for (size_t i = 0; i < security->passkey_count; i++)
        doc_add(passkeys, view_passkey(arena, &security->passkeys[i]));
    doc_set(doc, "sessions", sessions_list(arena, &security->sessions));
    return doc;
}

Doc *view_totp(Arena *arena, const TotpSetUp *set_up)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "secret", set_up->secret);
    doc_set_text(arena, doc, "url", set_up->url);
    return doc;
}

Doc *view_recovery_codes(Arena *arena, const RecoveryCodes *codes)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "codes");
    for (int i = 0; i < RECOVERY_CODES; i++)
        doc_add_text(arena, list, codes->at[i]);
    return doc;
}

/* --- links that serve once --- */

Doc *view_invitation(Arena *arena, const Invitation *invitation)
{
    Doc *doc = doc_object(arena), *user = doc_set_object(arena, doc, "user");
    doc_set_id(arena, user, "id", invitation->user_id);
    doc_set_text(arena, user, "name", invitation->user_name);
    doc_set_text(arena, user, "email", invitation->user_email);
    doc_set_text(arena, doc, "company", invitation->company);
    doc_set_text(arena, doc, "path", invitation->path);
    doc_set_time(arena, doc, "ends_at", invitation->ends_at);
    return doc;
}

Doc *view_pairing(Arena *arena, const Pairing *pairing)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "path", pairing->path);
    doc_set_time(arena, doc, "ends_at", pairing->ends_at);
    return doc;
}

/* --- the audit --- */

Doc *view_audit(Arena *arena, const AuditShown *audit)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "entries");
    for (size_t i = 0; i < audit->count; i++) {
        const AuditEntry *entry = &audit->at[i];
        Doc *shown = doc_add_object(arena, list);
        doc_set_id(arena, shown, "id", entry->id);
        doc_set_time(arena, shown, "at", entry->at);
        if (entry->user_name) {
            Doc *user = doc_set_object(arena, shown, "user");
            doc_set_id(arena, user, "id", entry->user_id);
            doc_set_text(arena, user, "name", entry->user_name);
        } else {
            doc_set_null(arena, shown, "user");
        }
        doc_set_text(arena, shown, "act", entry->act);
        doc_set_text(arena, shown, "detail", entry->detail);
        doc_set_text(arena, shown, "address", entry->address);
    }
    doc_set_text(arena, doc, "next",
                 audit->more_before == TIME_NONE
                     ? NULL
                     : arena_printf(arena, "%lld-%lld", (long long)audit->more_before,
                                    (long long)audit->more_before_id));
    return doc;
}

bool view_audit_cursor(const char *cursor, AuditQuery *query, Err *err)
{
    char *end;
    long long before = strtoll(cursor, &end, 10);
    long long id = *end == '-' && end != cursor ? strtoll(end + 1, &end, 10) : 0;
    if (*end || id <= 0 || before < 0 || before > TIME_LIMIT)
        return err_field(err, ERR_INPUT, "cursor",
                         "that is no cursor: take the one the list before gave as next");
    query->before = before;
    query->before_id = id;
    return true;
}
