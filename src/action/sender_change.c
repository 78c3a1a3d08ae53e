#include "action/audit_inner.h"
#include "action/sender_inner.h"
#include "base/text.h"

static void add_all(Arena *arena, Doc *to, const Doc *from, const Doc *but)
{
    for (const Doc *one = from->first; one; one = one->next)
        if (!but || !doc_get(but, one->name))
            doc_set_text(arena, to, one->name, one->text);
}

bool sender_put(Context *context, Arena *arena, const struct sender_list_row *row,
                const Doc *changes, Err *err)
{
    Doc *settings = NULL, *secrets = NULL, *all = doc_object(arena);
    const CarrierDriver *driver = carrier_driver(row->driver, sender_channel(row), err);
    if (!driver || !sender_settings(context, arena, row, &settings, &secrets, err))
        return false;
    add_all(arena, all, settings, changes);
    add_all(arena, all, secrets, changes);
    add_all(arena, all, changes, NULL);
    if (!text_equal(doc_text(all, "oauth"), doc_text(settings, "oauth")))
        return err_field(err, ERR_INPUT, "oauth",
                         "who signs in is not changed: end this sender and add it anew");
    return carrier_check(arena, driver, all, &settings, &secrets, err) &&
           sql_sender_settings_put(context->db,
                                   &(struct sender_settings_put_in){
                                       .workspace = context->workspace,
                                       .id = row->id,
                                       .settings = sender_json(arena, settings),
                                       .secret = sender_seal(context, arena, row->id, secrets)},
                                   err);
}

bool sender_change(Context *context, Arena *arena, int64_t id, const Doc *changes,
                   SenderShown *sender, Err *err)
{
    struct sender_list_row row = {0};
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           sender_find(context, arena, id, &row, err) &&
           sender_put(context, arena, &row, changes, err) &&
           audit_own(context, "sender", arena_printf(arena, "sender %lld changed", (long long)id),
                     err) &&
           sender_show(context, arena, id, sender, err) && db_commit(&txn, err);
}
