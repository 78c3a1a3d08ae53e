#include "view/view_duplicates.h"

#include "view/view_lead.h"

static Doc *view_side(Arena *arena, const DuplicateSide *side, DuplicateKind kind)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", side->id);
    doc_set_text(arena, doc, "name", side->name);
    doc_set_text(arena, doc, "title", side->title);
    doc_set_text(arena, doc, "account", side->account_name);
    doc_set_text(arena, doc, "birthday", side->birthday);
    doc_set_text(arena, doc, "city", side->city);
    doc_set_text(arena, doc, "region", side->region);
    doc_set_text(arena, doc, "postcode", side->postcode);
    doc_set_text(arena, doc, "country", side->country);
    bool person = kind == DUPLICATE_CONTACTS;
    doc_set_text(arena, doc, "state", person ? person_state_name(side->state) : NULL);
    view_lead_addresses(arena, doc, side->addresses, side->address_count);
    doc_set_int(arena, doc, "leads", side->leads);
    doc_set_int(arena, doc, "contacts", side->contacts);
    doc_set_text(arena, doc, "last_note", side->last_note);
    doc_set_time(arena, doc, "last_touched_at", side->last_touched_at);
    return doc;
}

Doc *view_duplicates(Arena *arena, const Duplicates *found)
{
    Doc *doc = doc_object(arena), *pairs = doc_set_array(arena, doc, "pairs");
    for (size_t i = 0; i < found->pair_count; i++) {
        const DuplicatePair *pair = &found->pairs[i];
        Doc *entry = doc_add_object(arena, pairs);
        doc_set(entry, "a", view_side(arena, &pair->a, pair->kind));
        doc_set(entry, "b", view_side(arena, &pair->b, pair->kind));
        doc_set_real(arena, entry, "score", pair->score);
        Doc *why = doc_set_array(arena, entry, "why");
        for (size_t j = 0; j < pair->why_count; j++)
            doc_add_text(arena, why, pair->why[j]);
        doc_set_text(arena, entry, "kind", duplicate_kind_name(pair->kind));
    }
    doc_set_int(arena, doc, "total", (int64_t)found->total);
    doc_set_int(arena, doc, "contacts", found->contacts);
    doc_set_int(arena, doc, "accounts", found->accounts);
    return doc;
}

Doc *view_merged(Arena *arena, const Merged *merged)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "kind", duplicate_kind_name(merged->kind));
    Doc *kept = doc_set_object(arena, doc, "kept"), *gone = doc_set_object(arena, doc, "gone");
    doc_set_id(arena, kept, "id", merged->kept_id);
    doc_set_text(arena, kept, "name", merged->kept_name);
    doc_set_id(arena, gone, "id", merged->gone_id);
    doc_set_text(arena, gone, "name", merged->gone_name);
    doc_set_int(arena, doc, "addresses", (int64_t)merged->addresses);
    doc_set_int(arena, doc, "leads", (int64_t)merged->leads);
    doc_set_int(arena, doc, "promises", (int64_t)merged->promises);
    doc_set_int(arena, doc, "contacts", (int64_t)merged->contacts);
    doc_set_text(arena, doc, "said", merged->said);
    return doc;
}
