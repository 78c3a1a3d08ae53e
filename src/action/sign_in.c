/* By password, then by the app's digits or a recovery code. */
#include "action/sign_in.h"

#include "action/sign_in_inner.h"
#include "auth/password.h"
#include "auth/seal.h"
#include "auth/secret.h"
#include "auth/totp.h"
#include "base/text.h"

#include <string.h>

/* --- tickets --- */

bool ticket_make(Context *context, Arena *arena, const char *kind, int64_t user, Time ends_at,
                 const char **secret, Err *err)
{
    Digest digest;
    const char *made = secret_new(arena);
    digest_of_secret(context, kind, made, &digest);
    if (!sql_ticket_purge(
            context->db,
            &(struct ticket_purge_in){.workspace = context->workspace, .now = context->now}, err) ||
        !sql_ticket_insert(context->db,
                           &(struct ticket_insert_in){.workspace = context->workspace,
                                                      .digest = digest_blob(&digest),
                                                      .kind = kind,
                                                      .user_id = user,
                                                      .ends_at = ends_at},
                           err))
        return false;
    *secret = made;
    return true;
}

/* --- the password --- */

typedef struct Claimant {
    int64_t id; /* 0: nobody, or not one alone */
    const char *hash;
    bool totp;
} Claimant;

static const char *lower(Arena *arena, const char *text)
{
    char *made = arena_strdup(arena, text);
    for (char *at = made; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at | 0x20);
    return made;
}

static bool find_claimant(Context *context, Arena *arena, const char *name, Claimant *claimant,
                          Err *err)
{
    struct sign_in_person_rows rows;
    if (!sql_sign_in_person(context->db, arena,
                            &(struct sign_in_person_in){.workspace = context->workspace,
                                                        .name_key = text_fold(arena, name),
                                                        .email = lower(arena, name)},
                            &rows, err))
        return false;
    *claimant = (Claimant){0};
    /* A name is one person's; a mailbox may be two's, and then it says nothing. */
    if (rows.count == 1 ||
        (rows.count && text_equal(text_fold(arena, rows.at[0].name), text_fold(arena, name))))
        *claimant = (Claimant){
            .id = rows.at[0].id,
            .hash = text_equal(rows.at[0].state, "active") ? rows.at[0].password : NULL,
            .totp = rows.at[0].totp_since != TIME_NONE,
        };
    return true;
}

static bool refuse(Context *context, int64_t user, const char *what, SignedIn *result, Err *err)
{
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !audit_add(context, user, "sign_in_refused", what, err) || !db_commit(&txn, err))
        return false;
    *result = (SignedIn){.state = SIGN_IN_WRONG};
    return true;
}

static bool make_stronger(Context *context, Arena *arena, const Claimant *claimant,
                          const char *password, Err *err)
{
    const char *hash;
    return !password_is_old(claimant->hash) ||
           (password_hash(arena, password, &hash, err) &&
            sql_credential_rehash(context->db,
                                  &(struct credential_rehash_in){.workspace = context->workspace,
                                                                 .user_id = claimant->id,
                                                                 .password = hash,
                                                                 .old = claimant->hash},
                                  err));
}

bool sign_in_password(Context *context, Arena *arena, const Caller *caller, const char *name,
                      const char *password, SignedIn *result, Err *err)
{
    Claimant claimant;
    int64_t wait = 0;
    name = text_or(name, "");
    if (!find_claimant(context, arena, name, &claimant, err))
        return false;
    Throttles throttles = throttles_of(context, claimant.id, name, caller);
    if (!throttle_take(context, &throttles, &wait, err))
        return false;
    if (wait) {
        *result = (SignedIn){.state = SIGN_IN_WAIT, .wait_seconds = wait};
        return true;
    }
    if (!password_right(claimant.hash, text_or(password, "")))
        return refuse(context, claimant.id, claimant.id ? "password" : "unknown name", result, err);
    SignedIn made = {.state = SIGN_IN_SECOND};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !make_stronger(context, arena, &claimant, password, err) ||
        !(claimant.totp
              ? ticket_make(context, arena, "second", claimant.id,
                            context->now + (Time)SECOND_MINUTES * MINUTE, &made.ticket, err)
              : session_make(context, arena, claimant.id, "password", "browser", caller, &throttles,
                             &made, err)) ||
        !db_commit(&txn, err))
        return false;
    *result = made;
    return true;
}

/* --- the second step --- */

const char *totp_place(Arena *arena, int64_t user)
{
    return arena_printf(arena, "totp %lld", (long long)user);
}

const unsigned char *totp_secret_of(const Context *context, Arena *arena,
                                    const struct credential_get_row *credential, Err *err)
{
    size_t count = 0;
    const unsigned char *secret =
        seal_open(arena, context->secret, totp_place(arena, credential->user_id),
                  credential->totp_secret.at, credential->totp_secret.length, &count);
    if (secret && count == TOTP_BYTES)
        return secret;
    err_set(err, ERR_BROKEN, "the secret of %s's app is damaged; invite them anew",
            credential->name);
    return NULL;
}

bool totp_use(Context *context, Arena *arena, const struct credential_get_row *credential,
              const char *digits, bool *right, Err *err)
{
    int64_t step = 0;
    const unsigned char *secret = totp_secret_of(context, arena, credential, err);
    if (!secret ||
        !totp_right(secret, context->now, digits, credential->totp_step, &step, right, err))
        return false;
    return !*right ||
           sql_credential_totp_step(
               context->db,
               &(struct credential_totp_step_in){
                   .workspace = context->workspace, .user_id = credential->user_id, .step = step},
               right, err);
}

static bool use_recovery(Context *context, int64_t user, const char *code, bool *right, Err *err)
{
    Digest digest;
    *right = false;
    return !recovery_code_digest(context->secret, code, &digest) ||
           sql_recovery_take(context->db,
                             &(struct recovery_take_in){.workspace = context->workspace,
                                                        .user_id = user,
                                                        .digest = digest_blob(&digest)},
                             right, err);
}

/* Counts the try, and keeps it counted whatever comes after. */
static bool try_ticket(Context *context, Arena *arena, const char *ticket, Digest *digest,
                       int64_t *user, Err *err)
{
    bool found = false;
    struct ticket_try_row row = {0};
    if (digest_of_secret(context, "second", ticket, digest) &&
        !sql_ticket_try(context->db, arena,
                        &(struct ticket_try_in){.workspace = context->workspace,
                                                .digest = digest_blob(digest),
                                                .kind = "second",
                                                .now = context->now,
                                                .most = SECOND_TRIES},
                        &row, &found, err))
        return false;
    if (!found)
        return err_set(
            err, ERR_DENIED,
            "that took too long, or was tried too often; begin with your password again");
    *user = row.user_id;
    return true;
}

static bool use_code(Context *context, Arena *arena, int64_t user, const char *code,
                     const char **how, Err *err)
{
    struct credential_get_row credential;
    bool right = false;
    if (!sql_credential_get(
            context->db, arena,
            &(struct credential_get_in){.workspace = context->workspace, .user_id = user},
            &credential, NULL, err))
        return false;
    *how = NULL;
    if (!text_equal(credential.state, "active") || credential.totp_since == TIME_NONE)
        return true;
    if (!totp_use(context, arena, &credential, code, &right, err))
        return false;
    *how = right ? "code" : NULL;
    if (right)
        return true;
    if (!use_recovery(context, user, code, &right, err))
        return false;
    *how = right ? "recovery" : NULL;
    return true;
}

bool sign_in_second(Context *context, Arena *arena, const Caller *caller, const char *ticket,
                    const char *code, SignedIn *result, Err *err)
{
    Digest digest;
    int64_t user = 0;
    const char *how = NULL;
    SignedIn made = {.state = SIGN_IN_WRONG};
    struct ticket_take_row row;
    bool found = false;
    if (!try_ticket(context, arena, ticket, &digest, &user, err))
        return false;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !use_code(context, arena, user, text_or(code, ""), &how, err))
        return false;
    if (!how) {
        db_rollback(&txn);
        return refuse(context, user, "code", result, err);
    }
    if (!sql_ticket_take(context->db, arena,
                         &(struct ticket_take_in){.workspace = context->workspace,
                                                  .digest = digest_blob(&digest),
                                                  .kind = "second",
                                                  .now = context->now},
                         &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_DENIED, "this was used already; begin with your password again");
    Throttles throttles = throttles_of(context, user, "", caller);
    if (!session_make(context, arena, user, how, "browser", caller, &throttles, &made, err) ||
        !db_commit(&txn, err))
        return false;
    *result = made;
    return true;
}

bool sign_in_first_run(Context *context, bool *first, Err *err)
{
    struct credential_count_row row;
    auto_arena Arena *arena = arena_new();
    if (!sql_credential_count(context->db, arena,
                              &(struct credential_count_in){.workspace = context->workspace}, &row,
                              NULL, err))
        return false;
    *first = row.count == 0;
    return true;
}
