#include "action/unsubscribe.h"

#include "action/draft.h"
#include "action/log_inner.h"
#include "base/text.h"
#include "mail/unsubscribe.h"

#include <string.h>

enum { LETTER_EMAIL = 'e' };

char *unsubscribe_link(Context *context, Arena *arena, const char *mailbox, int64_t touch_id)
{
    Err err;
    const char *url = NULL;
    if (!context_setting(context, "public_url", &url, &err) || text_empty(url))
        return NULL;
    Unsubscribe what = {.workspace = context->workspace,
                        .channel = LETTER_EMAIL,
                        .address = suppression_hash(context, mailbox)};
    size_t length = strlen(url);
    while (length && url[length - 1] == '/')
        length--;
    return arena_printf(arena, "%.*s/u/%s?t=%lld", (int)length, url,
                        unsubscribe_token(arena, context->secret, &what), (long long)touch_id);
}

static bool read_token(const Context *context, const char *token, Unsubscribe *what, Err *err)
{
    return (unsubscribe_read(context->secret, token, what) &&
            what->workspace == context->workspace && what->channel == LETTER_EMAIL) ||
           err_set(err, ERR_MISSING,
                   "this link is not whole: open it from the mail again, or answer the mail");
}

static struct Blob blob_of(const Digest *hash)
{
    return (struct Blob){hash->bytes, sizeof hash->bytes};
}

static bool fill(Context *context, Arena *arena, const Unsubscribe *what, UnsubscribeShown *shown,
                 Err *err)
{
    struct suppression_get_row row;
    bool found;
    if (!sql_suppression_get(context->db, arena,
                             &(struct suppression_get_in){.workspace = context->workspace,
                                                          .hash = blob_of(&what->address)},
                             &row, &found, err))
        return false;
    *shown = (UnsubscribeShown){.company = context_company(context),
                                .ended = found &&
                                         ((ChannelSet)row.channels & CHANNEL_BIT(CHANNEL_EMAIL))};
    return true;
}

bool unsubscribe_look(Context *context, Arena *arena, const char *token, UnsubscribeShown *shown,
                      Err *err)
{
    Unsubscribe what;
    return read_token(context, token, &what, err) && fill(context, arena, &what, shown, err);
}

/* The touch whose mail it was: the address it went to is the token's. */
static bool find_touch(Context *context, Arena *arena, const Unsubscribe *what, int64_t touch_id,
                       bool *is_its, Err *err)
{
    struct touch_get_row touch;
    struct address_get_row address;
    bool found, there = false;
    *is_its = false;
    if (!touch_id ||
        !sql_touch_get(context->db, arena,
                       &(struct touch_get_in){.workspace = context->workspace, .id = touch_id},
                       &touch, &found, err))
        return !touch_id;
    if (found && touch.address_id &&
        !sql_address_get(
            context->db, arena,
            &(struct address_get_in){.workspace = context->workspace, .id = touch.address_id},
            &address, &there, err))
        return false;
    Digest hash = there ? suppression_hash(context, address.value_key) : (Digest){0};
    *is_its = there && !memcmp(hash.bytes, what->address.bytes, sizeof hash.bytes);
    return true;
}

static bool end_mail(Context *context, Arena *arena, const Unsubscribe *what, int64_t touch_id,
                     Err *err)
{
    static const Suppressing said = {.channels = CHANNEL_BIT(CHANNEL_EMAIL),
                                     .why = "unsubscribed",
                                     .source = "the link of an e-mail"};
    Suppressing now = said;
    bool is_its;
    int64_t ledger_id;
    now.at = context->now;
    return find_touch(context, arena, what, touch_id, &is_its, err) &&
           (!is_its ||
            log_evidence(context, arena, touch_id, OUTCOME_UNSUBSCRIBED, now.source, err)) &&
           suppression_add_hash(context, &what->address, &now, &ledger_id, err);
}

bool unsubscribe_act(Context *context, Arena *arena, const char *token, int64_t touch_id,
                     UnsubscribeShown *shown, Err *err)
{
    Unsubscribe what;
    auto_txn Txn txn = {0};
    if (!read_token(context, token, &what, err) || !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !fill(context, arena, &what, shown, err))
        return false;
    if (!shown->ended && !end_mail(context, arena, &what, touch_id, err))
        return false;
    shown->ended = true;
    return db_commit(&txn, err);
}
