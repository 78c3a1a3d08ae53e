/* By passkey: two factors in one, and no name to type. */
#include "action/sign_in.h"

#include "action/sign_in_inner.h"
#include "auth/stamp.h"
#include "base/text.h"

#include <string.h>

enum { CHALLENGE_MINUTES = 10 };

Digest passkey_handle(const Context *context, int64_t user)
{
    auto_arena Arena *arena = arena_new();
    const char *words = arena_printf(arena, "handle %lld", (long long)user);
    return digest_of(context->secret, words, strlen(words));
}

bool passkey_ask(Context *context, Arena *arena, const char *origin, int64_t user,
                 PasskeySite *site, const char **challenge, Err *err)
{
    if (!passkey_site(arena, text_or(origin, ""), context_company(context), site, err))
        return false;
    *challenge = stamp_new(arena, context->secret, "passkey", user,
                           context->now + (Time)CHALLENGE_MINUTES * MINUTE);
    return true;
}

bool passkey_answered(Context *context, Arena *arena, const char *origin, int64_t user,
                      const PasskeyAnswer *answer, PasskeySite *site, const char **challenge,
                      Err *err)
{
    int64_t subject;
    bool fresh = false;
    const char *said;
    if (!passkey_site(arena, text_or(origin, ""), context_company(context), site, err) ||
        !passkey_challenge(arena, answer, &said, err))
        return false;
    if (!stamp_read(context->secret, "passkey", said, context->now, &subject) || subject != user)
        return err_set(err, ERR_DENIED, "the passkey was not accepted: that took too long");
    Digest digest = digest_of(context->secret, said, strlen(said));
    if (!sql_ticket_purge(
            context->db,
            &(struct ticket_purge_in){.workspace = context->workspace, .now = context->now}, err) ||
        !sql_ticket_once(
            context->db,
            &(struct ticket_once_in){.workspace = context->workspace,
                                     .digest = digest_blob(&digest),
                                     .kind = "challenge",
                                     .user_id = user,
                                     .ends_at = context->now + (Time)CHALLENGE_MINUTES * MINUTE},
            &fresh, err))
        return false;
    *challenge = said;
    return fresh || err_set(err, ERR_DENIED, "the passkey was not accepted: it was used before");
}

bool sign_in_passkey_options(Context *context, Arena *arena, const char *origin, Doc **options,
                             Err *err)
{
    PasskeySite site;
    const char *challenge;
    if (!passkey_ask(context, arena, origin, 0, &site, &challenge, err))
        return false;
    *options = passkey_request_options(arena, &site, challenge);
    return true;
}

/* The key by the id the browser gave; DENIED when there is none, or its user is gone. */
static bool find_key(Context *context, Arena *arena, const PasskeySite *site,
                     const PasskeyAnswer *answer, struct passkey_find_row *row, Err *err)
{
    Bytes id;
    bool found = false;
    if (!passkey_id(arena, answer, &id, err) ||
        !sql_passkey_find(context->db, arena,
                          &(struct passkey_find_in){.workspace = context->workspace,
                                                    .credential = {id.at, id.count}},
                          row, &found, err))
        return false;
    return (found && text_equal(row->state, "active") && text_equal(row->site, site->rp_id)) ||
           err_set(err, ERR_DENIED,
                   "the passkey was not accepted: it is not known here; sign in by password");
}

static bool prove(Context *context, Arena *arena, const char *origin, const PasskeyAnswer *answer,
                  struct passkey_find_row *row, uint32_t *counter, Err *err)
{
    PasskeySite site;
    const char *challenge = NULL;
    if (!passkey_answered(context, arena, origin, 0, answer, &site, &challenge, err) ||
        !find_key(context, arena, &site, answer, row, err))
        return false;
    Digest handle = passkey_handle(context, row->user_id);
    Passkey passkey = {.key = {row->public_key.at, row->public_key.length},
                       .algorithm = (int)row->algorithm,
                       .counter = (uint32_t)row->counter};
    return passkey_proved(arena, &site, challenge, answer, &passkey,
                          (Bytes){handle.bytes, sizeof handle.bytes}, counter, err);
}

/* Refused by us, not by the engine: told in the audit, and throttled by the address alone. */
static bool refused(Context *context, const Err *why, Err *err)
{
    auto_txn Txn txn = {0};
    return why->kind == ERR_DENIED && db_begin(&txn, context->db, TXN_WRITE, err) &&
           audit_add(context, 0, "sign_in_refused", why->message, err) && db_commit(&txn, err);
}

bool sign_in_passkey(Context *context, Arena *arena, const Caller *caller, const char *origin,
                     const PasskeyAnswer *answer, SignedIn *result, Err *err)
{
    struct passkey_find_row row;
    uint32_t counter;
    SignedIn made;
    int64_t wait = 0;
    Throttles throttles = throttles_unnamed(context, caller);
    if (!throttle_take(context, &throttles, &wait, err))
        return false;
    if (wait) {
        *result = (SignedIn){.state = SIGN_IN_WAIT, .wait_seconds = wait};
        return true;
    }
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err))
        return false;
    if (!prove(context, arena, origin, answer, &row, &counter, err)) {
        Err why = *err;
        db_rollback(&txn);
        if (refused(context, &why, err))
            *err = why;
        return false;
    }
    if (!sql_passkey_used(context->db,
                          &(struct passkey_used_in){.workspace = context->workspace,
                                                    .id = row.id,
                                                    .counter = counter,
                                                    .now = context->now},
                          err) ||
        !session_make(context, arena, row.user_id, "passkey", "browser", caller, &throttles, &made,
                      err) ||
        !db_commit(&txn, err))
        return false;
    *result = made;
    return true;
}
