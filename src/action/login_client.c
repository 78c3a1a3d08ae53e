#include "action/audit_inner.h"
#include "action/login_inner.h"
#include "action/sign_in_inner.h"
#include "auth/seal.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>

enum { FIELD_MOST = 2000 };

static const char *place_of(Arena *arena, const char *provider)
{
    return arena_printf(arena, "oauth client %s", provider);
}

/* NULL: Beck is not registered there. */
static const struct oauth_client_list_row *find(const struct oauth_client_list_rows *rows,
                                                const char *provider)
{
    for (size_t i = 0; i < rows->count; i++)
        if (text_equal(rows->at[i].provider, provider))
            return &rows->at[i];
    return NULL;
}

static bool read_rows(Context *context, Arena *arena, struct oauth_client_list_rows *rows, Err *err)
{
    return sql_oauth_client_list(context->db, arena,
                                 &(struct oauth_client_list_in){.workspace = context->workspace},
                                 rows, err);
}

bool login_clients(Context *context, Arena *arena, LoginClients *clients, Err *err)
{
    struct oauth_client_list_rows rows;
    LoginClients made = {0};
    const OAuthProvider *provider;
    if (!read_rows(context, arena, &rows, err))
        return false;
    while (oauth_provider_at(made.count))
        made.count++;
    made.at = arena_array(arena, made.count, sizeof *made.at);
    for (size_t i = 0; (provider = oauth_provider_at(i)); i++) {
        const struct oauth_client_list_row *row = find(&rows, provider->name);
        made.at[i] = (LoginClient){.provider = provider->name, .title = provider->title};
        if (!row)
            continue;
        const Doc *settings = json_parse(arena, row->settings, strlen(row->settings), err);
        if (!settings)
            return false;
        made.at[i].client_id = doc_text(settings, "client_id");
        made.at[i].authorize_url = doc_text(settings, "authorize_url");
        made.at[i].token_url = doc_text(settings, "token_url");
        made.at[i].scope = doc_text(settings, "scope");
    }
    *clients = made;
    return true;
}

static bool check(const LoginClient *input, const char *secret, OAuthClient *client, Err *err)
{
    const OAuthProvider *provider = oauth_provider(input->provider, err);
    if (!provider)
        return false;
    *client = (OAuthClient){.provider = provider,
                            .id = input->client_id,
                            .secret = secret,
                            .authorize_url = input->authorize_url,
                            .token_url = input->token_url,
                            .scope = input->scope};
    const char *own[] = {input->authorize_url, input->token_url, input->scope};
    static const char *const names[] = {"authorize_url", "token_url", "scope"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (!text_empty(own[i]) && !text_equal(provider->name, "any"))
            return err_field(err, ERR_INPUT, names[i],
                             "%s of %s is known: it is given for the provider \"any\" only",
                             names[i], provider->title);
    return (strlen(text_or(input->client_id, "")) <= FIELD_MOST &&
            strlen(text_or(secret, "")) <= FIELD_MOST) ||
           err_field(err, ERR_INPUT, "client_id", "it is too long");
}

static bool write_client(Context *context, Arena *arena, const OAuthClient *client, Err *err)
{
    Doc *settings = doc_object(arena);
    doc_set_text(arena, settings, "client_id", client->id);
    if (text_equal(client->provider->name, "any")) {
        doc_set_text(arena, settings, "authorize_url", client->authorize_url);
        doc_set_text(arena, settings, "token_url", client->token_url);
        doc_set_text(arena, settings, "scope", text_or(client->scope, ""));
    }
    const char *secret = text_or(client->secret, "");
    struct Blob sealed = {0};
    sealed.at = seal_close(arena, context->secret, place_of(arena, client->provider->name), secret,
                           strlen(secret), &sealed.length);
    return sql_oauth_client_put(
        context->db,
        &(struct oauth_client_put_in){.workspace = context->workspace,
                                      .provider = client->provider->name,
                                      .settings = sender_json(arena, settings),
                                      .secret = sealed},
        err);
}

bool login_client_put(Context *context, Arena *arena, const LoginClient *input, const char *secret,
                      Err *err)
{
    OAuthClient client;
    auto_txn Txn txn = {0};
    return context_may(context, RIGHT_SETTINGS, err) && check(input, secret, &client, err) &&
           oauth_client_check(&client, err) && db_begin(&txn, context->db, TXN_WRITE, err) &&
           write_client(context, arena, &client, err) &&
           audit_own(context, "provider",
                     arena_printf(arena, "sign-in by %s set", client.provider->name), err) &&
           db_commit(&txn, err);
}

bool login_client_end(Context *context, Arena *arena, const char *provider, Err *err)
{
    struct oauth_client_list_rows rows;
    auto_txn Txn txn = {0};
    if (!context_may(context, RIGHT_SETTINGS, err) || !oauth_provider(provider, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err) || !read_rows(context, arena, &rows, err))
        return false;
    if (!find(&rows, provider))
        return err_field(err, ERR_MISSING, "provider", "Beck is not registered with %s", provider);
    return sql_oauth_client_drop(context->db,
                                 &(struct oauth_client_drop_in){.workspace = context->workspace,
                                                                .provider = provider},
                                 err) &&
           audit_own(context, "provider", arena_printf(arena, "sign-in by %s ended", provider),
                     err) &&
           db_commit(&txn, err);
}

bool login_client_of(Context *context, Arena *arena, const char *name, OAuthClient *client,
                     Err *err)
{
    struct oauth_client_list_rows rows;
    const OAuthProvider *provider = oauth_provider(name, err);
    size_t length;
    if (!provider || !read_rows(context, arena, &rows, err))
        return false;
    const struct oauth_client_list_row *row = find(&rows, name);
    if (!row)
        return err_field(
            err, ERR_CONFLICT, "provider",
            "Beck is not registered with %s yet: an admin does it, Settings, Sending, or "
            "`beck provider set %s --client ID`",
            provider->title, name);
    const Doc *settings = json_parse(arena, row->settings, strlen(row->settings), err);
    const char *secret = seal_open(arena, context->secret, place_of(arena, name), row->secret.at,
                                   row->secret.length, &length);
    if (!settings)
        return false;
    if (!secret)
        return err_field(err, ERR_BROKEN, "client",
                         "the secret of sign-in by %s is damaged: set it anew", provider->title);
    *client = (OAuthClient){.provider = provider,
                            .id = doc_text(settings, "client_id"),
                            .secret = arena_strndup(arena, secret, length),
                            .authorize_url = doc_text(settings, "authorize_url"),
                            .token_url = doc_text(settings, "token_url"),
                            .scope = doc_text(settings, "scope")};
    return true;
}
