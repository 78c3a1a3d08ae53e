#include "auth/oauth.h"

#include "base/json.h"
#include "base/text.h"

#include <string.h>

enum {
    PROVIDERS = 3,
    ANSWER_MOST = 64 * 1024,
    TOKEN_LONGEST = 16 * 1024,
    SECONDS_USUAL = 3600, /* where the answer does not say (RFC 6749 §5.1: "recommended") */
    SECONDS_MOST = 366 * 24 * 3600,
    SAID_MOST = 200
};

static const OAuthProvider providers[PROVIDERS] = {
    {.name = "google",
     .title = "Google",
     .authorize_url = "https://accounts.google.com/o/oauth2/v2/auth",
     .token_url = "https://oauth2.googleapis.com/token",
     .scope = "https://mail.google.com/ https://www.googleapis.com/auth/calendar",
     /* Without both no refresh token comes at the second consent. */
     .further = "&access_type=offline&prompt=consent",
     .smtp_host = "smtp.gmail.com",
     .smtp_port = "465",
     .smtp_security = "tls",
     .imap_host = "imap.gmail.com",
     .imap_port = "993",
     .imap_security = "tls"},
    {.name = "microsoft",
     .title = "Microsoft",
     .authorize_url = "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
     .token_url = "https://login.microsoftonline.com/common/oauth2/v2.0/token",
     .scope = "offline_access https://outlook.office.com/SMTP.Send "
              "https://outlook.office.com/IMAP.AccessAsUser.All",
     .further = "",
     .smtp_host = "smtp.office365.com",
     .smtp_port = "587",
     .smtp_security = "starttls",
     .imap_host = "outlook.office365.com",
     .imap_port = "993",
     .imap_security = "tls"},
    {.name = "any",
     .title = "your own provider",
     .authorize_url = "",
     .token_url = "",
     .scope = "",
     .further = "",
     .basic = true,
     .smtp_host = "",
     .smtp_port = "",
     .smtp_security = "",
     .imap_host = "",
     .imap_port = "",
     .imap_security = ""},
};

const OAuthProvider *oauth_provider_at(size_t place)
{
    return place < PROVIDERS ? &providers[place] : NULL;
}

const OAuthProvider *oauth_provider(const char *name, Err *err)
{
    for (size_t i = 0; i < PROVIDERS; i++)
        if (text_equal(providers[i].name, name))
            return &providers[i];
    err_field(err, ERR_INPUT, "provider",
              "\"%.40s\" is no provider that is known: google, microsoft, or any",
              text_or(name, ""));
    return NULL;
}

/* --- the client ------------------------------------------------------------------------------- */

static const char *authorize_url(const OAuthClient *client)
{
    return text_or(client->provider->authorize_url, client->authorize_url);
}

static const char *token_url(const OAuthClient *client)
{
    return text_or(client->provider->token_url, client->token_url);
}

static const char *scope_of(const OAuthClient *client)
{
    return text_or(client->provider->scope, text_or(client->scope, ""));
}

/* A provider on this very machine may do without TLS: nobody is between. */
static bool is_local(const char *url)
{
    static const char *const beginnings[] = {"http://127.0.0.1", "http://localhost",
                                             "http://[::1]"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (text_starts_nocase(url, beginnings[i]) &&
            strchr(":/", url[strlen(beginnings[i])])) /* its end too: strchr finds the NUL */
            return true;
    return false;
}

/* A user's name before the host makes http://localhost:1@evil.example/ look local; some read a
 * backslash as a slash. */
#define MISLEADING "<>\"#@\\"

static bool check_url(const char *field, const char *url, Err *err)
{
    bool plain = !text_empty(url);
    for (const char *at = url; plain && *at; at++)
        plain = *at > ' ' && *at <= '~' && !strchr(MISLEADING, *at);
    return (plain && (text_starts_nocase(url, "https://") || is_local(url))) ||
           err_field(err, ERR_INPUT, field,
                     "%s must be an https address, such as https://login.example.com/token; http "
                     "on this machine only",
                     field);
}

bool oauth_client_check(const OAuthClient *client, Err *err)
{
    if (text_empty(client->id))
        return err_field(err, ERR_INPUT, "client_id",
                         "the client's id is missing: the provider gives it where Beck is "
                         "registered with it");
    return check_url("authorize_url", authorize_url(client), err) &&
           check_url("token_url", token_url(client), err);
}

/* --- the consent ------------------------------------------------------------------------------ */

char *oauth_escape(Arena *arena, const char *text)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    static const char hex[] = "0123456789ABCDEF";
    char *escaped = arena_alloc(arena, 3 * strlen(text) + 1), *to = escaped;
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (strchr(plain, *at)) {
            *to++ = (char)*at;
            continue;
        }
        *to++ = '%';
        *to++ = hex[*at >> 4];
        *to++ = hex[*at & 15];
    }
    *to = '\0';
    return escaped;
}

static int hex_of(char digit)
{
    return digit >= '0' && digit <= '9'   ? digit - '0'
           : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
           : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                          : -1;
}

/* NULL: a percent sign without its digits, or a NUL. */
static char *unescape(Arena *arena, const char *text, size_t length)
{
    char *plain = arena_alloc(arena, length + 1), *to = plain;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '%') {
            *to++ = text[i] == '+' ? ' ' : text[i];
            continue;
        }
        int high = i + 2 < length ? hex_of(text[i + 1]) : -1;
        int low = high >= 0 ? hex_of(text[i + 2]) : -1;
        if (low < 0 || !(high | low))
            return NULL;
        *to++ = (char)(high << 4 | low);
        i += 2;
    }
    *to = '\0';
    return plain;
}

char *oauth_field(Arena *arena, const char *query, const char *name)
{
    size_t named = strlen(name);
    for (const char *at = query; *at; at += strspn(at, "&")) {
        size_t length = strcspn(at, "&");
        if (length > named && !strncmp(at, name, named) && at[named] == '=')
            return unescape(arena, at + named + 1, length - named - 1);
        at += length;
    }
    return NULL;
}

char *oauth_verifier(Arena *arena, const unsigned char key[DIGEST_KEY_BYTES], const char *state)
{
    const char *what = arena_printf(arena, "pkce %s", state);
    Hmac made = hmac_sha256(key, DIGEST_KEY_BYTES, what, strlen(what));
    return base64_url(arena, made.bytes, sizeof made.bytes);
}

char *oauth_consent_url(Arena *arena, const OAuthClient *client, const char *redirect,
                        const char *state, const char *verifier, const char *hint)
{
    unsigned char sum[SHA256_BYTES];
    const char *url = authorize_url(client);
    sha256_of(verifier, strlen(verifier), sum);
    return arena_printf(
        arena,
        "%s%sresponse_type=code&client_id=%s&redirect_uri=%s&scope=%s&state=%s&code_challenge=%s"
        "&code_challenge_method=S256%s%s%s",
        url, strchr(url, '?') ? "&" : "?", oauth_escape(arena, client->id),
        oauth_escape(arena, redirect), oauth_escape(arena, scope_of(client)),
        oauth_escape(arena, state), base64_url(arena, sum, sizeof sum), client->provider->further,
        text_empty(hint) ? "" : "&login_hint=", text_empty(hint) ? "" : oauth_escape(arena, hint));
}

bool oauth_refused(const char *error, const char *said, Err *err)
{
    auto_arena Arena *arena = arena_new();
    const char *words = text_or(said, error);
    const char *clean = text_clean(arena, words, strlen(words), SAID_MOST);
    return text_equal(error, "access_denied")
               ? err_field(err, ERR_DENIED, "grant",
                           "the provider was told no: Beck may not use this mailbox. Sign in again "
                           "to let it")
               : err_field(err, ERR_DENIED, "grant", "the provider did not let Beck in: %s", clean);
}

/* --- tokens ----------------------------------------------------------------------------------- */

static bool send_form(Arena *arena, const OAuthClient *client, const char *form, NetSend *send,
                      NetAnswer *answer, Err *err)
{
    NetHeader headers[3] = {{"Content-Type", "application/x-www-form-urlencoded"},
                            {"Accept", "application/json"}};
    size_t header_count = 2;
    const char *id = oauth_escape(arena, client->id);
    const char *secret = oauth_escape(arena, text_or(client->secret, ""));
    bool basic = client->provider->basic && *secret;
    if (basic) {
        const char *both = arena_printf(arena, "%s:%s", id, secret);
        headers[header_count++] = (NetHeader){
            "Authorization", arena_printf(arena, "Basic %s", base64(arena, both, strlen(both)))};
    } else {
        form = arena_printf(arena, "%s&client_id=%s%s%s", form, id,
                            *secret ? "&client_secret=" : "", secret);
    }
    const char *url = token_url(client);
    NetRequest request = {.url = url,
                          .method = "POST",
                          .headers = headers,
                          .header_count = header_count,
                          .body = form,
                          .body_length = strlen(form),
                          .answer_most = ANSWER_MOST,
                          .allow_http = is_local(url),
                          /* Which one it is, only an admin says. */
                          .allow_private = true};
    if (send(arena, &request, answer, err))
        return true;
    if (err->kind == ERR_INPUT)
        err->kind = ERR_BROKEN;
    return err_in(err, "provider");
}

/* RFC 6749 §5.2. */
static bool refuse(const NetAnswer *answer, const Doc *told, const OAuthClient *client, Err *err)
{
    auto_arena Arena *arena = arena_new();
    const char *error = told ? text_or(doc_text(told, "error"), "") : "";
    const char *words = told ? text_or(doc_text(told, "error_description"), error) : "";
    const char *said = text_clean(arena, words, strlen(words), SAID_MOST);
    const char *title = client->provider->title;
    if (text_equal(error, "invalid_grant"))
        return err_field(err, ERR_DENIED, "grant",
                         "%s says that Beck may not use this mailbox any more (%s): sign in again",
                         title, said);
    if (text_equal(error, "invalid_client") || text_equal(error, "unauthorized_client"))
        return err_field(err, ERR_BROKEN, "client",
                         "%s does not take the client Beck is registered as (%s): look at its id "
                         "and secret",
                         title, said);
    if (*error && answer->status / 100 == 4)
        return err_field(err, ERR_BROKEN, "client", "%s does not understand Beck: %s", title, said);
    return err_set(err, ERR_BUSY, "%s has trouble of its own (%d)", title, answer->status);
}

static bool is_token(const char *token)
{
    size_t length = 0;
    for (; token && token[length]; length++)
        if (token[length] <= ' ' || token[length] > '~')
            return false;
    return length > 0 && length <= TOKEN_LONGEST;
}

static int64_t seconds_of(const Doc *told)
{
    const Doc *member = doc_get(told, "expires_in");
    int64_t seconds = member && member->kind == DOC_INT ? member->integer : SECONDS_USUAL;
    return seconds < 0 ? 0 : seconds < SECONDS_MOST ? seconds : SECONDS_MOST;
}

static bool ask_tokens(Arena *arena, const OAuthClient *client, const char *form, NetSend *send,
                       OAuthTokens *tokens, Err *err)
{
    NetAnswer answer = {0};
    Err ignored;
    if (!send_form(arena, client, form, send, &answer, err))
        return false;
    const Doc *told = json_parse(arena, answer.body, answer.length, &ignored);
    if (answer.status != 200)
        return refuse(&answer, told, client, err);
    const char *access = told ? doc_text(told, "access_token") : NULL;
    const char *refresh = told ? doc_text(told, "refresh_token") : NULL;
    if (!is_token(access) || (refresh && !is_token(refresh)) ||
        !text_equal_nocase(doc_text(told, "token_type"), "bearer"))
        return err_field(err, ERR_BROKEN, "provider", "%s answered without a token Beck can use",
                         client->provider->title);
    *tokens = (OAuthTokens){.access = access, .refresh = refresh, .seconds = seconds_of(told)};
    return true;
}

bool oauth_exchange(Arena *arena, const OAuthClient *client, const char *redirect, const char *code,
                    const char *verifier, NetSend *send, OAuthTokens *tokens, Err *err)
{
    OAuthTokens made = {0};
    const char *form = arena_printf(
        arena, "grant_type=authorization_code&code=%s&redirect_uri=%s&code_verifier=%s",
        oauth_escape(arena, code), oauth_escape(arena, redirect), verifier);
    if (!ask_tokens(arena, client, form, send, &made, err))
        return false;
    if (!made.refresh)
        return err_field(err, ERR_BROKEN, "provider",
                         "%s gave no refresh token: Beck could send for an hour only. Register it "
                         "as a program that works offline",
                         client->provider->title);
    *tokens = made;
    return true;
}

bool oauth_refresh(Arena *arena, const OAuthClient *client, const char *refresh, NetSend *send,
                   OAuthTokens *tokens, Err *err)
{
    return ask_tokens(arena, client,
                      arena_printf(arena, "grant_type=refresh_token&refresh_token=%s",
                                   oauth_escape(arena, refresh)),
                      send, tokens, err);
}
