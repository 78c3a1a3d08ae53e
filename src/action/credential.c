/* The password, and the app's digits with the recovery codes. */
#include "action/credential.h"

#include "action/sign_in_inner.h"
#include "auth/password.h"
#include "auth/seal.h"
#include "auth/totp.h"
#include "base/text.h"

static bool own_credential(Context *context, Arena *arena, struct credential_get_row *row, Err *err)
{
    return sql_credential_get(
        context->db, arena,
        &(struct credential_get_in){.workspace = context->workspace, .user_id = context->user}, row,
        NULL, err);
}

bool credential_again(Context *context, Arena *arena, const char *current,
                      struct credential_get_row *row, Err *err)
{
    int64_t wait = 0;
    Throttles throttles = throttles_again(context, context->user);
    if (!own_credential(context, arena, row, err) ||
        !throttle_take(context, &throttles, &wait, err))
        return false;
    if (wait)
        return err_field(err, ERR_BUSY, "current",
                         "that password was wrong too often; try again in %lld seconds",
                         (long long)wait);
    if (!password_right(row->password, text_or(current, "")))
        return err_field(err, ERR_INPUT, "current", "that is not your password");
    return throttle_forgive(context, &throttles, err);
}

/* --- the password --- */

bool password_put(Context *context, Arena *arena, int64_t user, const char *hash, int64_t keep,
                  Err *err)
{
    struct session_drop_others_rows ended;
    return sql_credential_password(context->db,
                                   &(struct credential_password_in){.workspace = context->workspace,
                                                                    .user_id = user,
                                                                    .password = hash,
                                                                    .now = context->now},
                                   err) &&
           sql_session_drop_others(context->db, arena,
                                   &(struct session_drop_others_in){.workspace = context->workspace,
                                                                    .user_id = user,
                                                                    .id = keep},
                                   &ended, err);
}

bool set_user_password(Context *context, Arena *arena, const char *name, const char *password,
                       const char **user_name, Err *err)
{
    int64_t id;
    const char *hash;
    if (!context_may(context, RIGHT_USERS, err) || !context_user_named(context, name, &id, err))
        return false;
    const struct user_list_row *user = context_find_user(context, id);
    if (!password_check_for(context, password, user->name, user->email, err) ||
        !password_hash(arena, password, &hash, err))
        return false;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !password_put(context, arena, id, hash, 0, err) ||
        !audit_own(context, "password", arena_printf(arena, "set for %s", user->name), err) ||
        !db_commit(&txn, err))
        return false;
    *user_name = arena_strdup(arena, user->name);
    return true;
}

bool change_password(Context *context, Arena *arena, const char *current, const char *chosen,
                     int64_t here, Err *err)
{
    struct credential_get_row row;
    const char *hash;
    if (!credential_again(context, arena, current, &row, err) ||
        !password_check_for(context, chosen, row.name, row.email, err) ||
        !password_hash(arena, chosen, &hash, err))
        return false;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           password_put(context, arena, context->user, hash, here, err) &&
           audit_own(context, "password", "changed", err) && db_commit(&txn, err);
}

/* --- the app --- */

bool begin_totp(Context *context, Arena *arena, const char *current, TotpSetUp *set_up, Err *err)
{
    struct credential_get_row row;
    unsigned char secret[TOTP_BYTES];
    size_t sealed_count;
    TotpSetUp made;
    if (!credential_again(context, arena, current, &row, err))
        return false;
    if (row.totp_since != TIME_NONE)
        return err_set(err, ERR_CONFLICT, "an app is set up already; take it off first");
    random_fill(secret, sizeof secret);
    const void *sealed = seal_close(arena, context->secret, totp_place(arena, context->user),
                                    secret, sizeof secret, &sealed_count);
    if (!totp_spelled(arena, secret, context_company(context), text_or(row.email, row.name),
                      &made.secret, &made.url, err) ||
        !sql_credential_totp(context->db,
                             &(struct credential_totp_in){.workspace = context->workspace,
                                                          .user_id = context->user,
                                                          .secret = {sealed, sealed_count}},
                             err))
        return false;
    *set_up = made;
    return true;
}

static bool drop_codes(Context *context, Err *err)
{
    return sql_recovery_drop(
        context->db,
        &(struct recovery_drop_in){.workspace = context->workspace, .user_id = context->user}, err);
}

static bool make_codes(Context *context, Arena *arena, RecoveryCodes *codes, Err *err)
{
    if (!drop_codes(context, err))
        return false;
    for (int i = 0; i < RECOVERY_CODES; i++) {
        Digest digest;
        codes->at[i] = recovery_code_new(arena);
        recovery_code_digest(context->secret, codes->at[i], &digest);
        if (!sql_recovery_insert(context->db,
                                 &(struct recovery_insert_in){.workspace = context->workspace,
                                                              .user_id = context->user,
                                                              .digest = digest_blob(&digest)},
                                 err))
            return false;
    }
    return true;
}

bool confirm_totp(Context *context, Arena *arena, const char *code, RecoveryCodes *codes, Err *err)
{
    struct credential_get_row row;
    RecoveryCodes made;
    bool right = false;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !own_credential(context, arena, &row, err))
        return false;
    if (!row.totp_secret.at || row.totp_since != TIME_NONE)
        return err_set(err, ERR_CONFLICT,
                       row.totp_secret.at ? "an app is set up already"
                                          : "no app is being set up; begin anew");
    if (!totp_use(context, arena, &row, text_or(code, ""), &right, err))
        return false;
    if (!right)
        return err_field(err, ERR_INPUT, "code",
                         "these are not the app's digits; look whether the clock of the phone is "
                         "right, and type those it shows now");
    if (!sql_credential_totp_since(
            context->db,
            &(struct credential_totp_since_in){
                .workspace = context->workspace, .user_id = context->user, .now = context->now},
            err) ||
        !make_codes(context, arena, &made, err) || !audit_own(context, "app", "set up", err) ||
        !db_commit(&txn, err))
        return false;
    *codes = made;
    return true;
}

bool end_totp(Context *context, Arena *arena, const char *current, Err *err)
{
    struct credential_get_row row;
    if (!credential_again(context, arena, current, &row, err))
        return false;
    if (row.totp_since == TIME_NONE)
        return err_set(err, ERR_CONFLICT, "no app is set up");
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           sql_credential_totp(context->db,
                               &(struct credential_totp_in){.workspace = context->workspace,
                                                            .user_id = context->user},
                               err) &&
           drop_codes(context, err) && audit_own(context, "app", "taken off", err) &&
           db_commit(&txn, err);
}

bool renew_recovery_codes(Context *context, Arena *arena, const char *current, RecoveryCodes *codes,
                          Err *err)
{
    struct credential_get_row row;
    RecoveryCodes made;
    if (!credential_again(context, arena, current, &row, err))
        return false;
    if (row.totp_since == TIME_NONE)
        return err_set(err, ERR_CONFLICT, "recovery codes are for those who have an app set up");
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !make_codes(context, arena, &made, err) ||
        !audit_own(context, "app", "new recovery codes", err) || !db_commit(&txn, err))
        return false;
    *codes = made;
    return true;
}
