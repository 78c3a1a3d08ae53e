/* Passkeys of a user, and all their credentials as settings show them. */
#include "action/credential.h"

#include "action/sign_in_inner.h"
#include "base/text.h"

#include <string.h>

static bool own_passkeys(Context *context, Arena *arena, struct passkey_list_rows *rows, Err *err)
{
    return sql_passkey_list(
        context->db, arena,
        &(struct passkey_list_in){.workspace = context->workspace, .user_id = context->user}, rows,
        err);
}

bool begin_passkey(Context *context, Arena *arena, const char *origin, const char *current,
                   Doc **options, Err *err)
{
    struct credential_get_row row;
    struct passkey_list_rows rows;
    PasskeySite site;
    const char *challenge;
    if (!credential_again(context, arena, current, &row, err) ||
        !passkey_ask(context, arena, origin, context->user, &site, &challenge, err) ||
        !own_passkeys(context, arena, &rows, err))
        return false;
    Bytes *known = arena_array(arena, rows.count, sizeof *known);
    for (size_t i = 0; i < rows.count; i++)
        known[i] = (Bytes){rows.at[i].credential.at, rows.at[i].credential.length};
    Digest handle = passkey_handle(context, context->user);
    PasskeyPerson person = {.handle = {handle.bytes, sizeof handle.bytes},
                            .name = text_or(row.email, row.name)};
    *options = passkey_creation_options(arena, &site, &person, challenge, known, rows.count);
    return true;
}

static bool insert(Context *context, const PasskeySite *site, const Passkey *made, const char *name,
                   int64_t *id, Err *err)
{
    return context_id(context, id, err) &&
           sql_passkey_insert(
               context->db,
               &(struct passkey_insert_in){.workspace = context->workspace,
                                           .id = *id,
                                           .user_id = context->user,
                                           .credential = {made->id.at, made->id.count},
                                           .site = site->rp_id,
                                           .algorithm = made->algorithm,
                                           .public_key = {made->key.at, made->key.count},
                                           .counter = made->counter,
                                           .synced = made->synced,
                                           .name = name,
                                           .now = context->now},
               err);
}

bool add_passkey(Context *context, Arena *arena, const char *origin, const char *name,
                 const PasskeyAnswer *answer, PasskeyShown *shown, Err *err)
{
    enum { NAME_BYTES = 100 };
    PasskeySite site;
    const char *challenge;
    Passkey made;
    struct passkey_find_row known;
    bool found = false;
    int64_t id;
    name = text_clean(arena, text_or(name, ""), strlen(text_or(name, "")), NAME_BYTES);
    name = text_or(name, "passkey");
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !passkey_answered(context, arena, origin, context->user, answer, &site, &challenge, err) ||
        !passkey_created(arena, &site, challenge, answer, &made, err) ||
        !sql_passkey_find(context->db, arena,
                          &(struct passkey_find_in){.workspace = context->workspace,
                                                    .credential = {made.id.at, made.id.count}},
                          &known, &found, err))
        return false;
    if (found)
        return err_set(err, ERR_CONFLICT, "this passkey is known already");
    if (!insert(context, &site, &made, name, &id, err) ||
        !audit_own(context, "passkey", arena_printf(arena, "added %s", name), err) ||
        !db_commit(&txn, err))
        return false;
    *shown = (PasskeyShown){.id = id,
                            .name = name,
                            .site = arena_strdup(arena, site.rp_id),
                            .synced = made.synced,
                            .created_at = context->now,
                            .used_at = TIME_NONE};
    return true;
}

bool remove_passkey(Context *context, Arena *arena, int64_t id, const char *current, Err *err)
{
    struct credential_get_row row;
    struct passkey_drop_row dropped;
    bool found = false;
    if (!credential_again(context, arena, current, &row, err))
        return false;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_passkey_drop(context->db, arena,
                          &(struct passkey_drop_in){
                              .workspace = context->workspace, .id = id, .user_id = context->user},
                          &dropped, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no passkey %lld of yours", (long long)id);
    return audit_own(context, "passkey", arena_printf(arena, "removed %s", dropped.name), err) &&
           db_commit(&txn, err);
}

bool show_security(Context *context, Arena *arena, int64_t here, Security *security, Err *err)
{
    struct credential_get_row row;
    struct recovery_left_row left;
    struct passkey_list_rows rows;
    Security made = {0};
    if (!sql_credential_get(
            context->db, arena,
            &(struct credential_get_in){.workspace = context->workspace, .user_id = context->user},
            &row, NULL, err) ||
        !sql_recovery_left(
            context->db, arena,
            &(struct recovery_left_in){.workspace = context->workspace, .user_id = context->user},
            &left, NULL, err) ||
        !own_passkeys(context, arena, &rows, err) ||
        !list_sessions(context, arena, here, &made.sessions, err))
        return false;
    made.password = row.password != NULL;
    made.password_at = row.changed_at;
    made.totp_since = row.totp_since;
    made.recovery_left = left.count;
    made.passkeys = arena_array(arena, rows.count, sizeof *made.passkeys);
    made.passkey_count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        made.passkeys[i] = (PasskeyShown){.id = rows.at[i].id,
                                          .name = rows.at[i].name,
                                          .site = rows.at[i].site,
                                          .synced = rows.at[i].synced,
                                          .created_at = rows.at[i].created_at,
                                          .used_at = rows.at[i].used_at};
    *security = made;
    return true;
}
