#include "view/view_file.h"

Doc *view_file(Arena *arena, const FileShown *file)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", file->id);
    doc_set_text(arena, doc, "name", file->name);
    doc_set_text(arena, doc, "type", file->type);
    doc_set_bool(arena, doc, "image", file->image);
    doc_set_int(arena, doc, "size", file->size);
    doc_set_text(arena, doc, "user", file->user_name);
    doc_set_bool(arena, doc, "card", file->card);
    doc_set_time(arena, doc, "created_at", file->created_at);
    return doc;
}

Doc *view_files(Arena *arena, const FilesShown *files)
{
    Doc *doc = doc_object(arena);
    Doc *list = doc_set_array(arena, doc, "files");
    for (size_t i = 0; i < files->count; i++)
        doc_add(list, view_file(arena, &files->at[i]));
    return doc;
}

/* Of several of a kind the first; all of them are taken when the card is typed. */
static void add_typed(Arena *arena, Doc *typed, const Card *card)
{
    for (int kind = ADDRESS_NONE + 1; kind < ADDRESS_KINDS; kind++) {
        const char *value = NULL;
        for (size_t i = card->address_count; i-- > 0;)
            if (card->addresses[i].kind == (AddressKind)kind)
                value = card->addresses[i].value;
        doc_set_text(arena, typed, address_kind_name((AddressKind)kind), value);
    }
    doc_set_text(arena, typed, "title", card->title);
    doc_set_text(arena, typed, "role", card->role);
    doc_set_text(arena, typed, "zone", card->zone);
    doc_set_text(arena, typed, "city", card->city);
    doc_set_text(arena, typed, "state", card->state);
    doc_set_text(arena, typed, "country", card->country);
}

static Doc *view_card(Arena *arena, const WaitingCard *card)
{
    Doc *doc = doc_object(arena);
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", card->lead_id);
    doc_set_text(arena, lead, "name", card->lead_name);
    doc_set_text(arena, lead, "note", card->note);
    doc_set_text(arena, lead, "source", card->source);
    add_typed(arena, doc_set_object(arena, doc, "typed"), &card->typed);
    doc_set_text(arena, doc, "owner", card->owner_name);
    doc_set(doc, "file", view_file(arena, &card->photo));
    return doc;
}

Doc *view_cards(Arena *arena, const WaitingCards *cards)
{
    Doc *doc = doc_object(arena);
    Doc *list = doc_set_array(arena, doc, "cards");
    for (size_t i = 0; i < cards->count; i++)
        doc_add(list, view_card(arena, &cards->at[i]));
    doc_set_bool(arena, doc, "more", cards->more);
    if (cards->count)
        doc_set(doc, "card", view_card(arena, &cards->at[0]));
    else
        doc_set_null(arena, doc, "card");
    return doc;
}
