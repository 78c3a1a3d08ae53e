#include "action/session.h"

#include "action/setting.h"
#include "action/sign_in_inner.h"
#include "auth/csrf.h"
#include "auth/secret.h"
#include "auth/stamp.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

bool digest_of_secret(const Context *context, const char *use, const char *secret, Digest *digest)
{
    return secret_digest(context->secret, use, secret, digest);
}

/* --- finding --- */

bool session_find(Context *context, const char *secret, Time now, Session *session, bool *found,
                  Err *err)
{
    Digest digest;
    struct session_find_row row;
    auto_arena Arena *arena = arena_new();
    Session read;
    *found = false;
    if (!digest_of_secret(context, "session", secret, &digest))
        return true;
    if (!sql_session_find(context->db, arena,
                          &(struct session_find_in){.workspace = context->workspace,
                                                    .digest = digest_blob(&digest),
                                                    .now = now},
                          &row, found, err))
        return false;
    if (!*found)
        return true;
    read = (Session){.id = row.id,
                     .user_id = row.user_id,
                     .phone = text_equal(row.kind, "phone"),
                     .csrf = csrf_key(context->secret, digest),
                     .created_at = row.created_at,
                     .ends_at = row.ends_at,
                     .seen_due = now - row.seen_at >= MINUTE};
    if (!user_role_named(row.role, &read.role, err))
        return false;
    *session = read;
    return true;
}

bool session_seen(Context *context, int64_t id, Time now, Err *err)
{
    return sql_session_seen(
        context->db,
        &(struct session_seen_in){.workspace = context->workspace, .id = id, .now = now}, err);
}

bool session_lives(Context *context, int64_t id, bool *lives, Err *err)
{
    struct session_lives_row row;
    auto_arena Arena *arena = arena_new();
    return sql_session_lives(
        context->db, arena,
        &(struct session_lives_in){.workspace = context->workspace, .id = id, .now = context->now},
        &row, lives, err);
}

bool sessions_sweep(Context *context, Err *err)
{
    return sql_session_sweep(
        context->db,
        &(struct session_sweep_in){.workspace = context->workspace, .now = context->now}, err);
}

/* --- making --- */

static bool setting_number(Context *context, const char *name, int64_t *number, Err *err)
{
    const char *value;
    if (!context_setting(context, name, &value, err))
        return false;
    *number = strtoll(value, NULL, 10); /* setting_put() lets in nothing else */
    return true;
}

static bool lifetime(Context *context, bool phone, int64_t *idle, int64_t *whole, Err *err)
{
    int64_t days, hours;
    if (!setting_number(context, phone ? "phone_days" : "session_days", &days, err) ||
        !setting_number(context, "session_idle_hours", &hours, err))
        return false;
    *whole = days * DAY_SECONDS;
    *idle = phone ? *whole : hours * HOUR;
    return true;
}

static bool drop_by_secret(Context *context, Arena *arena, const char *secret, int64_t *user,
                           Err *err)
{
    Digest digest;
    bool found = false;
    struct session_drop_digest_row row = {0};
    if (!digest_of_secret(context, "session", secret, &digest))
        return true;
    if (!sql_session_drop_digest(context->db, arena,
                                 &(struct session_drop_digest_in){.workspace = context->workspace,
                                                                  .digest = digest_blob(&digest)},
                                 &row, &found, err))
        return false;
    *user = found ? row.user_id : 0;
    return true;
}

static bool insert(Context *context, Arena *arena, int64_t user, const char *how, const char *kind,
                   const Caller *caller, SignedIn *result, Err *err)
{
    enum { AGENT_BYTES = 200, DEVICE_DAYS = 365 };
    int64_t id, idle, whole;
    Digest digest;
    const char *agent = text_or(caller->agent, "");
    const char *secret = secret_new(arena);
    if (!lifetime(context, text_equal(kind, "phone"), &idle, &whole, err) ||
        !context_id(context, &id, err))
        return false;
    digest_of_secret(context, "session", secret, &digest);
    if (!sql_session_insert(context->db,
                            &(struct session_insert_in){
                                .workspace = context->workspace,
                                .id = id,
                                .user_id = user,
                                .digest = digest_blob(&digest),
                                .kind = kind,
                                .how = how,
                                .address = caller->address,
                                .agent = text_clean(arena, agent, strlen(agent), AGENT_BYTES),
                                .now = context->now,
                                .idle_seconds = idle,
                                .ends_at = context->now + whole},
                            err))
        return false;
    *result = (SignedIn){.state = SIGN_IN_DONE,
                         .user = user,
                         .session = secret,
                         .ends_at = context->now + whole,
                         .device = stamp_new(arena, context->secret, "device", user,
                                             context->now + (Time)DEVICE_DAYS * DAY_SECONDS)};
    return true;
}

bool session_make(Context *context, Arena *arena, int64_t user, const char *how, const char *kind,
                  const Caller *caller, const Throttles *counted, SignedIn *result, Err *err)
{
    int64_t before = 0;
    return drop_by_secret(context, arena, caller->session, &before, err) &&
           insert(context, arena, user, how, kind, caller, result, err) &&
           (!counted || throttle_forgive(context, counted, err)) &&
           audit_add(context, user, "sign_in", how, err);
}

/* --- ending --- */

bool end_session(Context *context, const Caller *caller, Err *err)
{
    int64_t user = 0;
    auto_arena Arena *arena = arena_new();
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           drop_by_secret(context, arena, caller->session, &user, err) &&
           (!user || audit_add(context, user, "sign_out", "", err)) && db_commit(&txn, err);
}

bool list_sessions(Context *context, Arena *arena, int64_t here, SessionsShown *sessions, Err *err)
{
    struct session_list_rows rows;
    if (!sql_session_list(context->db, arena,
                          &(struct session_list_in){.workspace = context->workspace,
                                                    .user_id = context->user,
                                                    .now = context->now},
                          &rows, err))
        return false;
    SessionsShown made = {.at = arena_array(arena, rows.count, sizeof *made.at),
                          .count = rows.count};
    for (size_t i = 0; i < rows.count; i++)
        made.at[i] = (SessionShown){.id = rows.at[i].id,
                                    .kind = rows.at[i].kind,
                                    .how = rows.at[i].how,
                                    .address = rows.at[i].address,
                                    .agent = rows.at[i].agent,
                                    .created_at = rows.at[i].created_at,
                                    .seen_at = rows.at[i].seen_at,
                                    .ends_at = rows.at[i].ends_at,
                                    .here = rows.at[i].id == here};
    *sessions = made;
    return true;
}

bool end_session_by_id(Context *context, int64_t id, Err *err)
{
    bool found = false;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_session_drop(context->db,
                          &(struct session_drop_in){
                              .workspace = context->workspace, .id = id, .user_id = context->user},
                          &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no session %lld of yours", (long long)id);
    return audit_own(context, "session", "ended one", err) && db_commit(&txn, err);
}

bool end_other_sessions(Context *context, int64_t here, int64_t *ended, Err *err)
{
    struct session_drop_others_rows rows;
    auto_arena Arena *arena = arena_new();
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_session_drop_others(context->db, arena,
                                 &(struct session_drop_others_in){.workspace = context->workspace,
                                                                  .user_id = context->user,
                                                                  .id = here},
                                 &rows, err) ||
        !audit_own(context, "session", arena_printf(arena, "ended %zu others", rows.count), err) ||
        !db_commit(&txn, err))
        return false;
    *ended = (int64_t)rows.count;
    return true;
}

bool sign_in_ended(Context *context, Arena *arena, int64_t user, Err *err)
{
    struct session_drop_others_rows ended;
    return sql_session_drop_others(
               context->db, arena,
               &(struct session_drop_others_in){.workspace = context->workspace, .user_id = user},
               &ended, err) &&
           sql_token_revoke_user(context->db,
                                 &(struct token_revoke_user_in){.workspace = context->workspace,
                                                                .user_id = user,
                                                                .now = context->now},
                                 err) &&
           sql_ticket_drop_user(
               context->db,
               &(struct ticket_drop_user_in){.workspace = context->workspace, .user_id = user},
               err);
}
