/* By a link or a code that serves once: invitations, and telephones that are paired. */
#include "action/sign_in.h"

#include "action/sign_in_inner.h"
#include "auth/password.h"
#include "auth/secret.h"
#include "base/text.h"

#include <string.h>

/* --- invitations --- */

static const struct user_list_row *first_admin(const Context *context)
{
    for (size_t i = 0; i < context->users.count; i++)
        if (text_equal(context->users.at[i].role, "admin") &&
            text_equal(context->users.at[i].state, "active"))
            return &context->users.at[i];
    return NULL;
}

static const struct user_list_row *whom(Context *context, const char *name, Err *err)
{
    int64_t id;
    const struct user_list_row *user = NULL;
    if (!name)
        user = first_admin(context);
    else if (context_user_named(context, name, &id, err))
        user = context_find_user(context, id);
    else
        return NULL;
    if (!user)
        err_set(err, ERR_MISSING, "there is no active admin");
    return user;
}

bool invite_user(Context *context, Arena *arena, const char *name, Invitation *invitation, Err *err)
{
    const char *secret;
    const struct user_list_row *user = whom(context, name, err);
    if (!user || !context_may(context, RIGHT_USERS, err))
        return false;
    if (!text_equal(user->state, "active"))
        return err_set(err, ERR_CONFLICT,
                       "%s is deactivated, and is to be taken back first: Settings, People, or "
                       "`beck user activate \"%s\"`",
                       user->name, user->name);
    Time ends_at = context->now + (Time)INVITATION_DAYS * DAY_SECONDS;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_ticket_drop_user(context->db,
                              &(struct ticket_drop_user_in){.workspace = context->workspace,
                                                            .user_id = user->id,
                                                            .kind = "invitation"},
                              err) ||
        !ticket_make(context, arena, "invitation", user->id, ends_at, &secret, err) ||
        !audit_own(context, "invitation", arena_printf(arena, "for %s", user->name), err) ||
        !db_commit(&txn, err))
        return false;
    *invitation = (Invitation){.user_id = user->id,
                               .user_name = arena_strdup(arena, user->name),
                               .user_email = arena_strdup(arena, user->email),
                               .company = arena_strdup(arena, context_company(context)),
                               .secret = secret,
                               .path = arena_printf(arena, "/set-up/%s", secret),
                               .ends_at = ends_at};
    return true;
}

static bool no_invitation(Err *err)
{
    return err_set(
        err, ERR_MISSING,
        "this invitation is over or was used; an admin makes another: Settings, People, or "
        "`beck user invite NAME`");
}

/* Those of a user who was deactivated meanwhile are over, too. */
static bool find_invited(Context *context, Arena *arena, const char *secret, Digest *digest,
                         struct credential_get_row *credential, Time *ends_at, Err *err)
{
    bool found = false;
    struct ticket_get_row ticket = {0};
    if (digest_of_secret(context, "invitation", secret, digest) &&
        !sql_ticket_get(context->db, arena,
                        &(struct ticket_get_in){.workspace = context->workspace,
                                                .digest = digest_blob(digest),
                                                .kind = "invitation",
                                                .now = context->now},
                        &ticket, &found, err))
        return false;
    if (!found)
        return no_invitation(err);
    *ends_at = ticket.ends_at;
    return sql_credential_get(context->db, arena,
                              &(struct credential_get_in){.workspace = context->workspace,
                                                          .user_id = ticket.user_id},
                              credential, NULL, err) &&
           (text_equal(credential->state, "active") || no_invitation(err));
}

bool show_invitation(Context *context, Arena *arena, const char *secret, Invitation *invitation,
                     Err *err)
{
    Digest digest;
    Time ends_at = TIME_NONE;
    struct credential_get_row credential;
    if (!find_invited(context, arena, secret, &digest, &credential, &ends_at, err))
        return false;
    *invitation = (Invitation){.user_id = credential.user_id,
                               .user_name = credential.name,
                               .user_email = credential.email,
                               .company = arena_strdup(arena, context_company(context)),
                               .ends_at = ends_at};
    return true;
}

bool password_check_for(Context *context, const char *password, const char *name, const char *email,
                        Err *err)
{
    const char *words[] = {name, context_company(context), text_or(email, ""), NULL};
    return password_check(password, words, err);
}

static bool take(Context *context, Arena *arena, const char *kind, const Digest *digest,
                 int64_t *user, bool *found, Err *err)
{
    struct ticket_take_row row = {0};
    if (!sql_ticket_take(context->db, arena,
                         &(struct ticket_take_in){.workspace = context->workspace,
                                                  .digest = digest_blob(digest),
                                                  .kind = kind,
                                                  .now = context->now},
                         &row, found, err))
        return false;
    *user = row.user_id;
    return true;
}

bool accept_invitation(Context *context, Arena *arena, const Caller *caller, const char *secret,
                       const char *password, SignedIn *result, Err *err)
{
    Digest digest;
    Time ends_at;
    struct credential_get_row user = {0};
    const char *hash = NULL;
    int64_t id = 0;
    bool found = false;
    SignedIn made = {.state = SIGN_IN_SECOND};
    if (!find_invited(context, arena, secret, &digest, &user, &ends_at, err) ||
        !password_check_for(context, password, user.name, user.email, err) ||
        !password_hash(arena, password, &hash, err))
        return false;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !take(context, arena, "invitation", &digest, &id, &found, err))
        return false;
    if (!found)
        return no_invitation(err);
    if (!password_put(context, arena, id, hash, 0, err) ||
        !audit_add(context, id, "password", "set by invitation", err) ||
        !(user.totp_since != TIME_NONE
              ? ticket_make(context, arena, "second", id,
                            context->now + (Time)SECOND_MINUTES * MINUTE, &made.ticket, err)
              : session_make(context, arena, id, "invitation", "browser", caller, NULL, &made,
                             err)) ||
        !db_commit(&txn, err))
        return false;
    *result = made;
    return true;
}

/* --- telephones --- */

bool pair_phone(Context *context, Arena *arena, Pairing *pairing, Err *err)
{
    const char *secret;
    Time ends_at = context->now + (Time)PAIRING_MINUTES * MINUTE;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !ticket_make(context, arena, "pairing", context->user, ends_at, &secret, err) ||
        !audit_own(context, "pairing", "code made", err) || !db_commit(&txn, err))
        return false;
    *pairing = (Pairing){
        .secret = secret, .path = arena_printf(arena, "/pair/%s", secret), .ends_at = ends_at};
    return true;
}

bool accept_pairing(Context *context, Arena *arena, const Caller *caller, const char *secret,
                    SignedIn *result, Err *err)
{
    Digest digest;
    int64_t id = 0;
    bool found = false;
    struct credential_get_row user = {0};
    SignedIn made;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        (digest_of_secret(context, "pairing", secret, &digest) &&
         !take(context, arena, "pairing", &digest, &id, &found, err)) ||
        (found && !sql_credential_get(
                      context->db, arena,
                      &(struct credential_get_in){.workspace = context->workspace, .user_id = id},
                      &user, NULL, err)))
        return false;
    if (!found || !text_equal(user.state, "active"))
        return err_set(err, ERR_MISSING,
                       "this code is over or was used; show a new one on the other screen");
    if (!session_make(context, arena, id, "pairing", "phone", caller, NULL, &made, err) ||
        !db_commit(&txn, err))
        return false;
    *result = made;
    return true;
}
