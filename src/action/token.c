#include "action/token.h"

#include "action/sign_in_inner.h"
#include "auth/secret.h"
#include "base/text.h"

#include <string.h>

static bool check_scopes(const Context *context, Scopes scopes, Err *err)
{
    UserRole role;
    if (!user_role_named(context->me->role, &role, err))
        return false;
    for (const ScopeFacts *scope = scope_table(); scope->name; scope++)
        if ((scopes & scope->scope) && !user_role_may(role, scope->needs))
            return err_field(err, ERR_DENIED, "scope", "a token of a %s cannot have the scope %s",
                             user_role_name(role), scope->name);
    return true;
}

static bool insert(Context *context, Arena *arena, const TokenShown *token, const char *secret,
                   Err *err)
{
    Digest digest;
    digest_of_secret(context, "token", secret, &digest);
    return sql_token_insert(context->db,
                            &(struct token_insert_in){.workspace = context->workspace,
                                                      .id = token->id,
                                                      .user_id = token->user_id,
                                                      .digest = digest_blob(&digest),
                                                      .name = token->name,
                                                      .scopes = token->scopes,
                                                      .now = context->now,
                                                      .ends_at = token->ends_at},
                            err) &&
           audit_own(context, "token", arena_printf(arena, "made %lld", (long long)token->id), err);
}

bool new_token(Context *context, Arena *arena, const TokenInput *input, const char **secret,
               TokenShown *token, Err *err)
{
    enum { NAME_BYTES = 100 };
    const char *name = text_or(input->name, "token");
    int64_t days = input->days ? input->days : TOKEN_DAYS;
    TokenShown made = {.user_id = context->user,
                       .user_name = context->me->name,
                       .name = text_clean(arena, name, strlen(name), NAME_BYTES),
                       .created_at = context->now,
                       .used_at = TIME_NONE,
                       .revoked_at = TIME_NONE,
                       .live = true};
    if (days < 1 || days > TOKEN_DAYS_MOST)
        return err_field(err, ERR_INPUT, "days", "a token lives from 1 to %d days",
                         TOKEN_DAYS_MOST);
    made.ends_at = context->now + days * DAY_SECONDS;
    if (!scopes_parse(input->scopes ? input->scopes : "write", &made.scopes, err) ||
        !check_scopes(context, made.scopes, err))
        return false;
    const char *sent = secret_new_with(arena, TOKEN_PREFIX);
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !context_id(context, &made.id, err) ||
        !insert(context, arena, &made, sent, err) || !db_commit(&txn, err))
        return false;
    *secret = sent;
    *token = made;
    return true;
}

bool list_tokens(Context *context, Arena *arena, bool all, TokensShown *tokens, Err *err)
{
    struct token_list_rows rows;
    if ((all && !context_may(context, RIGHT_USERS, err)) ||
        !sql_token_list(context->db, arena,
                        &(struct token_list_in){.workspace = context->workspace,
                                                .user_id = all ? 0 : context->user},
                        &rows, err))
        return false;
    TokensShown made = {.at = arena_array(arena, rows.count, sizeof *made.at), .count = rows.count};
    for (size_t i = 0; i < rows.count; i++)
        made.at[i] = (TokenShown){.id = rows.at[i].id,
                                  .user_id = rows.at[i].user_id,
                                  .name = rows.at[i].name,
                                  .user_name = rows.at[i].user_name,
                                  .scopes = (Scopes)rows.at[i].scopes,
                                  .created_at = rows.at[i].created_at,
                                  .used_at = rows.at[i].used_at,
                                  .ends_at = rows.at[i].ends_at,
                                  .revoked_at = rows.at[i].revoked_at,
                                  .live = rows.at[i].revoked_at == TIME_NONE &&
                                          rows.at[i].ends_at > context->now};
    *tokens = made;
    return true;
}

bool revoke_token(Context *context, int64_t id, Err *err)
{
    Err ignored;
    bool anybody = context_may(context, RIGHT_USERS, &ignored), found = false;
    auto_arena Arena *arena = arena_new();
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_token_revoke(context->db,
                          &(struct token_revoke_in){.workspace = context->workspace,
                                                    .id = id,
                                                    .user_id = anybody ? 0 : context->user,
                                                    .now = context->now},
                          &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no live token %lld", (long long)id);
    return audit_own(context, "token", arena_printf(arena, "revoked %lld", (long long)id), err) &&
           db_commit(&txn, err);
}

bool token_find(Context *context, const char *secret, Time now, Token *token, bool *found, Err *err)
{
    Digest digest;
    struct token_find_row row;
    auto_arena Arena *arena = arena_new();
    *found = false;
    if (!digest_of_secret(context, "token", secret, &digest))
        return true;
    if (!sql_token_find(context->db, arena,
                        &(struct token_find_in){.workspace = context->workspace,
                                                .digest = digest_blob(&digest),
                                                .now = now},
                        &row, found, err))
        return false;
    if (!*found)
        return true;
    Token read = {.id = row.id,
                  .user_id = row.user_id,
                  .scopes = (Scopes)row.scopes,
                  .used_due = row.used_at == TIME_NONE || now - row.used_at >= MINUTE};
    if (!user_role_named(row.role, &read.role, err))
        return false;
    *token = read;
    return true;
}

bool token_used(Context *context, int64_t id, Time now, Err *err)
{
    return sql_token_used(
        context->db, &(struct token_used_in){.workspace = context->workspace, .id = id, .now = now},
        err);
}

bool token_lives(Context *context, int64_t id, bool *lives, Err *err)
{
    struct token_lives_row row;
    auto_arena Arena *arena = arena_new();
    return sql_token_lives(
        context->db, arena,
        &(struct token_lives_in){.workspace = context->workspace, .id = id, .now = context->now},
        &row, lives, err);
}
