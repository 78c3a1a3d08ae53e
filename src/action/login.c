#include "action/audit_inner.h"
#include "action/login_inner.h"
#include "auth/stamp.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>

/* A consent that one user began is of no use in the browser of another. */
static const char *use_of(const Context *context, Arena *arena)
{
    return arena_printf(arena, "oauth of %lld", (long long)context->user);
}

static bool client_of_sender(Context *context, Arena *arena, const struct sender_list_row *row,
                             OAuthClient *client, Err *err)
{
    const char *text = text_or(row->settings, "{}");
    const Doc *settings = json_parse(arena, text, strlen(text), err);
    if (!settings)
        return false;
    const char *provider = doc_text(settings, "oauth");
    if (text_empty(provider))
        return err_field(err, ERR_INPUT, "sender",
                         "%s signs in by a password: its setting `oauth` names no provider",
                         row->address);
    return login_client_of(context, arena, provider, client, err);
}

/* --- the consent ------------------------------------------------------------------------------ */

bool login_begin(Context *context, Arena *arena, int64_t sender_id, const char *redirect,
                 LoginConsent *consent, Err *err)
{
    struct sender_list_row row = {0};
    OAuthClient client;
    if (!sender_find(context, arena, sender_id, &row, err) ||
        !client_of_sender(context, arena, &row, &client, err))
        return false;
    const char *state = stamp_new(arena, context->secret, use_of(context, arena), sender_id,
                                  context->now + LOGIN_MINUTES * 60);
    *consent = (LoginConsent){
        .url = oauth_consent_url(arena, &client, redirect, state,
                                 oauth_verifier(arena, context->secret, state), row.address),
        .state = state};
    return true;
}

static bool find_by_state(Context *context, Arena *arena, const char *state,
                          struct sender_list_row *row, Err *err)
{
    int64_t sender_id;
    if (!stamp_read(context->secret, use_of(context, arena), state, context->now, &sender_id))
        return err_field(err, ERR_INPUT, "state",
                         "this sign-in was not begun by you here, or is over %d minutes old: begin "
                         "it again",
                         LOGIN_MINUTES);
    return sender_find(context, arena, sender_id, row, err);
}

bool login_look(Context *context, Arena *arena, const char *state, SenderShown *sender, Err *err)
{
    struct sender_list_row row = {0};
    return find_by_state(context, arena, state, &row, err) &&
           sender_show(context, arena, row.id, sender, err);
}

static bool set_on(Context *context, int64_t sender_id, Err *err)
{
    return sql_sender_set(context->db,
                          &(struct sender_set_in){.workspace = context->workspace,
                                                  .id = sender_id,
                                                  .state = "on",
                                                  .rests_until = TIME_NONE},
                          err);
}

static bool keep_grant(Context *context, Arena *arena, int64_t sender_id, const OAuthTokens *tokens,
                       SenderShown *sender, Err *err)
{
    struct sender_list_row row; /* it may have ended while the provider was asked */
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           sender_find(context, arena, sender_id, &row, err) &&
           sql_oauth_grant_put(
               context->db,
               &(struct oauth_grant_put_in){
                   .workspace = context->workspace,
                   .sender_id = sender_id,
                   .secret = login_seal(context, arena, sender_id, tokens->access, tokens->refresh),
                   .expires_at = context->now + tokens->seconds,
                   .now = context->now},
               err) &&
           set_on(context, sender_id, err) &&
           audit_own(context, "sender",
                     arena_printf(arena, "sender %lld signed in", (long long)sender_id), err) &&
           sender_show(context, arena, sender_id, sender, err) && db_commit(&txn, err);
}

bool login_finish(Context *context, Arena *arena, const LoginAnswer *answer, SenderShown *sender,
                  Err *err)
{
    struct sender_list_row row = {0};
    OAuthClient client;
    OAuthTokens tokens;
    if (!find_by_state(context, arena, answer->state, &row, err))
        return false;
    if (!text_empty(answer->error))
        return oauth_refused(answer->error, answer->said, err);
    if (text_empty(answer->code))
        return err_field(err, ERR_INPUT, "code", "the provider's answer has no code in it");
    return client_of_sender(context, arena, &row, &client, err) &&
           oauth_exchange(arena, &client, answer->redirect, answer->code,
                          oauth_verifier(arena, context->secret, answer->state), net_send, &tokens,
                          err) &&
           keep_grant(context, arena, row.id, &tokens, sender, err);
}
