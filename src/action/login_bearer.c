/* The secret of the hour, and how it is renewed by one worker at a time. */
#include "action/login_inner.h"
#include "auth/seal.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>
#include <time.h>

enum {
    EARLY_SECONDS = 300, /* renewed so long before it is over */
    LEAST_SECONDS = 30,  /* what is over sooner is of no use any more */
    ASK_SECONDS = 60,    /* whoever asks the provider has it to themselves so long */
    KEEP_MS = 60000,     /* for the database: what it gave may be the only key left */
    PATIENCE_MS = 20000, /* for another who asks */
    LOOK_MS = 50
};

typedef struct Grant {
    int64_t sender_id, version;
    Time expires_at;
    const char *access, *refresh;
} Grant;

static const char *place_of(Arena *arena, int64_t sender_id)
{
    return arena_printf(arena, "oauth grant %lld", (long long)sender_id);
}

struct Blob login_seal(const Context *context, Arena *arena, int64_t sender_id, const char *access,
                       const char *refresh)
{
    Doc *both = doc_object(arena);
    doc_set_text(arena, both, "access", access);
    doc_set_text(arena, both, "refresh", refresh);
    const char *text = sender_json(arena, both);
    struct Blob sealed = {0};
    sealed.at = seal_close(arena, context->secret, place_of(arena, sender_id), text, strlen(text),
                           &sealed.length);
    return sealed;
}

static bool not_signed_in(Err *err)
{
    return err_field(err, ERR_DENIED, "grant",
                     "its user has not signed in at the provider: Settings, Sending, or `beck "
                     "sender sign-in`");
}

static bool read_grant(Context *context, Arena *arena, int64_t sender_id, Grant *grant, Err *err)
{
    struct oauth_grant_get_row row;
    bool found;
    size_t length;
    if (!sql_oauth_grant_get(
            context->db, arena,
            &(struct oauth_grant_get_in){.workspace = context->workspace, .sender_id = sender_id},
            &row, &found, err))
        return false;
    if (!found)
        return not_signed_in(err);
    const char *opened = seal_open(arena, context->secret, place_of(arena, sender_id),
                                   row.secret.at, row.secret.length, &length);
    const Doc *both = opened ? json_parse(arena, opened, length, err) : NULL;
    if (!both)
        return err_field(err, ERR_DENIED, "grant",
                         "what the provider gave is damaged: sign in again");
    *grant = (Grant){.sender_id = sender_id,
                     .version = row.version,
                     .expires_at = row.expires_at,
                     .access = doc_text(both, "access"),
                     .refresh = doc_text(both, "refresh")};
    return true;
}

static bool provider_of(Context *context, Arena *arena, int64_t sender_id, OAuthClient *client,
                        Err *err)
{
    struct sender_list_rows rows;
    if (!sender_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.at[i].id != sender_id)
            continue;
        const Doc *settings =
            json_parse(arena, rows.at[i].settings, strlen(rows.at[i].settings), err);
        return settings &&
               login_client_of(context, arena, doc_text(settings, "oauth"), client, err);
    }
    return err_field(err, ERR_MISSING, "sender", "there is no sender %lld", (long long)sender_id);
}

/* True, `ours` set: nobody else asks the provider now. */
static bool take_turn(Context *context, Arena *arena, const Grant *grant, bool *ours, Err *err)
{
    struct oauth_grant_ask_row row;
    return sql_oauth_grant_ask(
        context->db, arena,
        &(struct oauth_grant_ask_in){.workspace = context->workspace,
                                     .sender_id = grant->sender_id,
                                     .version = grant->version,
                                     .now = context->now,
                                     .asked_until = context->now + ASK_SECONDS},
        &row, ours, err);
}

static void look_away(void)
{
    static const struct timespec look = {.tv_nsec = LOOK_MS * 1000000L};
    nanosleep(&look, NULL);
}

/* A provider that changes its refresh token takes the one before no more: whatever holds the
 * database is waited for. */
static bool keep_tokens(Context *context, Arena *arena, const Grant *grant,
                        const OAuthTokens *tokens, Err *err)
{
    const struct oauth_grant_renew_in renewed = {
        .workspace = context->workspace,
        .sender_id = grant->sender_id,
        .version = grant->version,
        .secret = login_seal(context, arena, grant->sender_id, tokens->access,
                             text_or(tokens->refresh, grant->refresh)),
        .expires_at = context->now + tokens->seconds};
    const int64_t began = clock_ticking();
    while (!sql_oauth_grant_renew(context->db, &renewed, err)) {
        if (err->kind != ERR_BUSY || clock_ticking() - began > KEEP_MS)
            return false;
        look_away();
    }
    return true;
}

/* The provider has ended it: nothing goes until its user signs in again. Not `dropped`: who signed
 * in meanwhile has another. */
static bool end_grant(Context *context, const Grant *grant, const char *why, bool *dropped,
                      Err *err)
{
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           sql_oauth_grant_drop(context->db,
                                &(struct oauth_grant_drop_in){.workspace = context->workspace,
                                                              .sender_id = grant->sender_id,
                                                              .version = grant->version},
                                dropped, err) &&
           (!*dropped || sql_sender_set(context->db,
                                        &(struct sender_set_in){.workspace = context->workspace,
                                                                .id = grant->sender_id,
                                                                .state = "off",
                                                                .why = why,
                                                                .rests_until = TIME_NONE},
                                        err)) &&
           db_commit(&txn, err);
}

/* `lost`: what was asked with is nobody's any more, and there is nothing to be told of it; whoever
 * was quicker has a better one. */
static bool renew(Context *context, Arena *arena, const Grant *grant, const char **bearer,
                  bool *lost, Err *err)
{
    OAuthClient client;
    OAuthTokens tokens;
    Err why;
    bool dropped = true, noted;
    if (provider_of(context, arena, grant->sender_id, &client, &why) &&
        oauth_refresh(arena, &client, grant->refresh, net_send, &tokens, &why)) {
        *bearer = tokens.access;
        return keep_tokens(context, arena, grant, &tokens, err);
    }
    if (why.kind == ERR_DENIED)
        noted = end_grant(context, grant, why.message, &dropped, err);
    else
        noted =
            sql_oauth_grant_leave(context->db,
                                  &(struct oauth_grant_leave_in){.workspace = context->workspace,
                                                                 .sender_id = grant->sender_id,
                                                                 .version = grant->version},
                                  err);
    *lost = noted && !dropped;
    if (noted)
        *err = why;
    return false;
}

static bool serves(const Context *context, const Grant *grant, const char *refused, int64_t seconds)
{
    return grant->expires_at - context->now > seconds && !text_equal(grant->access, refused);
}

bool login_bearer(Context *context, Arena *arena, int64_t sender_id, const char *refused,
                  const char **bearer, Err *err)
{
    int64_t began = clock_ticking();
    for (;;) {
        Grant grant = {0};
        bool ours, lost = false;
        if (!read_grant(context, arena, sender_id, &grant, err))
            return false;
        if (serves(context, &grant, refused, EARLY_SECONDS)) {
            *bearer = grant.access;
            return true;
        }
        if (!take_turn(context, arena, &grant, &ours, err))
            return false;
        bool renewed = ours && renew(context, arena, &grant, bearer, &lost, err);
        if (lost)
            continue;
        if (ours)
            return renewed;
        if (serves(context, &grant, refused, LEAST_SECONDS)) {
            *bearer = grant.access;
            return true;
        }
        if (clock_ticking() - began > PATIENCE_MS)
            return err_set(err, ERR_BUSY, "another worker is signing in to this mailbox");
        look_away();
    }
}
