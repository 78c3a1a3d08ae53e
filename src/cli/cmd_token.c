/* token, audit; user invite, user password */
#include "cli/commands.h"

#include "base/text.h"
#include "cli/ask_secret.h"
#include "cli/text_token.h"
#include "view/view_sign_in.h"

/* --- tokens --- */

bool cmd_tokens(Cli *cli, Err *err)
{
    TokensShown tokens;
    if (!list_tokens(cli->context, cli->arena, options_flag(&cli->given, "all"), &tokens, err))
        return false;
    cli_show(cli, view_tokens(cli->arena, &tokens), text_tokens);
    return true;
}

bool cmd_token_new(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    TokenInput input = {.name = options_text(given, "name"),
                        .scopes = options_text(given, "scope"),
                        .days = options_count(given, "days", 0)};
    const char *secret;
    TokenShown token;
    Scopes scopes;
    if ((input.scopes && !cli_understood(cli, scopes_parse(input.scopes, &scopes, err))) ||
        !new_token(cli->context, cli->arena, &input, &secret, &token, err))
        return false;
    cli_show(cli, view_new_token(cli->arena, &token, secret), text_new_token);
    return true;
}

bool cmd_token_revoke(Cli *cli, Err *err)
{
    int64_t id;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) || !revoke_token(cli->context, id, err))
        return false;
    Doc *doc = doc_object(cli->arena);
    doc_set_id(cli->arena, doc, "id", id);
    cli_show(cli, doc, text_token_revoked);
    return true;
}

/* --- users --- */

bool cmd_user_invite(Cli *cli, Err *err)
{
    Invitation invitation;
    if (!invite_user(cli->context, cli->arena, cli_argument(cli, 0), &invitation, err))
        return false;
    cli_show(cli, view_invitation(cli->arena, &invitation), text_invitation);
    return true;
}

bool cmd_user_password(Cli *cli, Err *err)
{
    const char *password, *user;
    if (!ask_secret(cli->arena, "password", &password, err) ||
        !set_user_password(cli->context, cli->arena, cli_argument(cli, 0), password, &user, err))
        return false;
    Doc *doc = doc_object(cli->arena);
    doc_set_text(cli->arena, doc, "user", user);
    cli_show(cli, doc, text_password_set);
    return true;
}

/* --- the audit --- */

bool cmd_audit(Cli *cli, Err *err)
{
    const char *cursor = options_text(&cli->given, "cursor");
    AuditQuery query = {.user = options_text(&cli->given, "of"),
                        .before = TIME_NONE,
                        .most = options_count(&cli->given, "limit", 0)};
    AuditShown audit;
    if ((cursor && !cli_understood(cli, view_audit_cursor(cursor, &query, err))) ||
        !list_audit(cli->context, cli->arena, &query, &audit, err))
        return false;
    cli_show(cli, view_audit(cli->arena, &audit), text_audit);
    return true;
}
