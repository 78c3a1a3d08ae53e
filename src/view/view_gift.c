#include "view/view_gift.h"

static void set_sum(Arena *arena, Doc *doc, const char *name, int64_t sum, const char *currency)
{
    doc_set_int(arena, doc, name, sum);
    doc_set_text(arena, doc, arena_printf(arena, "%s_text", name),
                 gift_sum_say(arena, sum, currency));
}

Doc *view_gift(Arena *arena, const Gift *gift)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", gift->id);
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", gift->lead_id);
    doc_set_text(arena, lead, "name", gift->lead_name);
    doc_set_text(arena, lead, "account", gift->account_name);
    doc_set_text(arena, doc, "user", gift->user_name);
    doc_set_text(arena, doc, "what", gift->what);
    doc_set_text(arena, doc, "to", gift->address);
    doc_set_text(arena, doc, "currency", gift->currency);
    set_sum(arena, doc, "amount", gift->amount, gift->currency);
    set_sum(arena, doc, "refunded", gift->refunded, gift->currency);
    doc_set_text(arena, doc, "stage", gift->state);
    doc_set_text(arena, doc, "ask_why", gift->ask_why);
    doc_set_bool(arena, doc, "waits", gift->waits);
    doc_set_time(arena, doc, "asked_at", gift->asked_at);
    doc_set_text(arena, doc, "decided_by", gift->decided_by);
    doc_set_time(arena, doc, "decided_at", gift->decided_at);
    doc_set_text(arena, doc, "why", gift->why);
    doc_set_id(arena, doc, "touch_id", gift->touch_id);
    return doc;
}

static void set_funds(Arena *arena, Doc *doc, const GiftFunds *funds, const char *currency)
{
    doc_set_text(arena, doc, "name", funds->name);
    set_sum(arena, doc, "budget", funds->budget, currency);
    set_sum(arena, doc, "spent", funds->spent, currency);
    set_sum(arena, doc, "reserved", funds->reserved, currency);
    set_sum(arena, doc, "left", funds->left, currency);
}

Doc *view_gifts(Arena *arena, const Gifts *gifts)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "currency", gifts->currency);
    doc_set_bool(arena, doc, "decides", gifts->decides);
    set_funds(arena, doc_set_object(arena, doc, "funds"), &gifts->workspace, gifts->currency);
    Doc *users = doc_set_array(arena, doc, "users");
    for (size_t i = 0; i < gifts->user_count; i++)
        set_funds(arena, doc_add_object(arena, users), &gifts->users[i], gifts->currency);
    Doc *list = doc_set_array(arena, doc, "gifts");
    for (size_t i = 0; i < gifts->count; i++)
        doc_add(list, view_gift(arena, &gifts->at[i]));
    return doc;
}
