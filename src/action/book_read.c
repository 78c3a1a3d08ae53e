/* What changed in a user's address book: taken in, card by card. */
#include "action/book_inner.h"

#include "action/capture_inner.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

typedef struct Look {
    DavSync *sync;
    struct book_cards_rows cards;
    DavLook look;
    const char *ours;                  /* how names of ours end */
    bool grouped;                      /* a card of the group that is taken has come */
    VEC(const char *) members, passed; /* UIDs: of that group; of cards that were left alone */
} Look;

/* In the collection; NULL: it lies elsewhere. */
static const char *name_of(const Look *look, const char *path)
{
    return text_starts(path, look->sync->path) ? path + strlen(look->sync->path) : NULL;
}

static BookCard *find(const Look *look, const char *name)
{
    for (size_t i = 0; name && i < look->cards.count; i++)
        if (text_equal(look->cards.at[i].name, name))
            return &look->cards.at[i];
    return NULL;
}

static BookCard *card_of(const Look *look, const char *path)
{
    const char *name = name_of(look, path);
    BookCard *card = find(look, name);
    if (card || !name)
        return card;
    return find(look, book_hidden_name(look->sync->context, look->sync->arena, name));
}

/* One that Beck wrote once and has forgotten is met again when it is written. */
static bool may_take(const Look *look, const char *path)
{
    return name_of(look, path) && !text_ends_nocase(path, look->ours) &&
           !text_equal(doc_text(look->sync->settings, "take"), "no");
}

static bool wants(void *of, const char *path, const DavThing *thing)
{
    const Look *look = of;
    const BookCard *card = card_of(look, path);
    if (!card)
        return may_take(look, path);
    return !text_equal(card->state, "unwanted") &&
           (!text_equal(card->state, "there") || !text_equal(card->etag, thing->etag));
}

/* --- cards of the user's own ------------------------------------------------------------------ */

static bool has_group(const char *tags, const char *group)
{
    size_t length = strlen(group);
    for (const char *at = tags; at && *at;) {
        size_t item = strcspn(at, ",");
        if (item == length && strncasecmp(at, group, length) == 0)
            return true;
        at += item;
        at += strspn(at, ", ");
    }
    return false;
}

static bool is_member(const Look *look, const char *uid)
{
    for (size_t i = 0; uid && i < look->members.count; i++)
        if (text_equal(look->members.at[i], uid))
            return true;
    return false;
}

static bool is_offered(const Look *look, const ExchangeRow *row, const char *uid)
{
    const Doc *settings = look->sync->settings;
    return text_equal(doc_text(settings, "take"), "all") || is_member(look, uid) ||
           has_group(row->tags, text_or(doc_text(settings, "group"), ""));
}

/* A group of Apple's has its members on a card of its own: nothing else is made of that. */
static bool take_group(Look *look, const char *text)
{
    Arena *arena = look->sync->arena;
    const Doc *settings = look->sync->settings;
    VcardGroup group;
    if (!vcard_card_group(arena, text, &group))
        return false;
    if (text_equal(doc_text(settings, "take"), "group") &&
        text_equal_nocase(group.name, text_or(doc_text(settings, "group"), ""))) {
        look->grouped = true;
        for (size_t i = 0; i < group.count; i++)
            *vec_push(arena, &look->members) = group.members[i];
    }
    return true;
}

static bool take_new(Look *look, const char *name, const DavThing *thing, Err *err)
{
    DavSync *sync = look->sync;
    Context *context = sync->context;
    ExchangeRow row;
    Draft draft;
    Captured captured;
    Err why;
    const DraftHabit habit = {.country = context->country,
                              .zone = context_zone(context),
                              .now = context->now,
                              .source = "address book"};
    if (take_group(look, thing->data))
        return true;
    vcard_card_row(sync->arena, thing->data, &row);
    const char *uid = row.external_id ? vcard_card_uid(sync->arena, row.external_id) : NULL;
    if (row.state == ROW_GOOD && !is_offered(look, &row, uid) && uid)
        *vec_push(sync->arena, &look->passed) = uid;
    row.external_id = NULL; /* it is the card's, not a deal's */
    if (row.state != ROW_GOOD || !is_offered(look, &row, uid) ||
        !draft_from_row(sync->arena, &row, &habit, &draft, &why))
        return true;
    if (!capture_inside(context, sync->arena, &draft,
                        &(CaptureOptions){.owner_id = sync->row->user_id}, &captured, err))
        return false;
    sync->synced->taken += captured.state == CAPTURE_ADDED;
    BookCard card = {
        .name = name, .contact_id = captured.contact_id, .etag = thing->etag, .state = "there"};
    return !captured.lead_id || !captured.contact_id || book_card_keep(sync, &card, err);
}

/* --- cards of Beck's under another name ------------------------------------------------------- */

static bool is_gone_there(const Look *look, const char *name)
{
    const char *path = arena_printf(look->sync->arena, "%s%s", look->sync->path, name);
    for (size_t i = 0; i < look->look.things.count; i++)
        if (look->look.paths[i] && text_equal(look->look.paths[i], path))
            return look->look.things.at[i].status != 0;
    return look->look.whole;
}

/* Taken away and put back, as telephones and programs do that move cards about: by its UID it is
 * known again, and is Beck's as before. A copy beside the one that is there is its user's. */
static bool take_back(Look *look, const char *name, const DavThing *thing, bool *back, Err *err)
{
    DavSync *sync = look->sync;
    ExchangeRow row;
    BookPeople people;
    static const char ours[] = "contact-";
    vcard_card_row(sync->arena, thing->data, &row);
    const char *uid = row.state == ROW_GOOD ? row.external_id : NULL;
    int64_t id = uid && text_starts(uid, ours) ? strtoll(uid + strlen(ours), NULL, 10) : 0;
    *back = false;
    if (id <= 0)
        return true;
    if (!book_people(sync, id, &people, err))
        return false;
    BookCard *before = find(look, book_name(sync, id));
    if (!people.count || !text_equal(people.at[0].row.external_id, uid) || !before ||
        text_equal(before->state, "unwanted") ||
        (text_equal(before->state, "there") && !is_gone_there(look, before->name)))
        return true;
    BookCard card = {
        .name = name, .contact_id = id, .own = 1, .said = before->said, .state = "there"};
    *back = true;
    before->state = "dropped";
    return book_card_drop(sync, before, err) && book_take(sync, &card, thing, err);
}

/* --- all that changed ------------------------------------------------------------------------- */

static bool take(void *of, const char *path, const DavThing *thing, Err *err)
{
    Look *look = of;
    BookCard *card = card_of(look, path);
    bool back;
    if (card)
        return book_take(look->sync, card, thing, err);
    return take_back(look, name_of(look, path), thing, &back, err) &&
           (back || take_new(look, name_of(look, path), thing, err));
}

/* One that was never written is not gone. */
static bool lose(void *of, const char *path, Err *err)
{
    const Look *look = of;
    BookCard *card = card_of(look, path);
    if (!card || !text_equal(card->state, "there") || (card->own && !card->mark.at))
        return true;
    card->state = "dropped";
    card->etag = NULL;
    return book_card_keep(look->sync, card, err);
}

static bool settle(void *of, Err *err)
{
    Look *look = of;
    for (size_t i = 0; look->look.whole && i < look->cards.count; i++) {
        const char *path =
            arena_printf(look->sync->arena, "%s%s", look->sync->path, look->cards.at[i].name);
        if (!dav_look_lists(&look->look, path) && !lose(look, path, err))
            return false;
    }
    return true;
}

static bool read_cards(Look *look, Err *err)
{
    const DavSync *sync = look->sync;
    return sql_book_cards(
        sync->context->db, sync->arena,
        &(struct book_cards_in){.workspace = sync->context->workspace, .account_id = sync->row->id},
        &look->cards, err);
}

static bool look_at_all(Look *look, const DavTaking *taking, Err *err)
{
    const DavSync *sync = look->sync;
    return (!look->look.whole ||
            dav_list(sync->dav, sync->arena, sync->row->url, &look->look.things, err)) &&
           dav_look_take(sync, &look->look, taking, err);
}

/* Somebody of the group may have gone by before it was known, or did not change with it. */
static bool misses_members(const Look *look)
{
    for (size_t i = 0; i < look->passed.count; i++)
        if (is_member(look, look->passed.at[i]))
            return true;
    return look->grouped && !look->look.whole && !look->look.holes;
}

bool book_read(DavSync *sync, Err *err)
{
    Look look = {.sync = sync, .ours = strrchr(book_name(sync, 0), '-')};
    const DavTaking taking = {
        .of = &look, .wants = wants, .take = take, .lose = lose, .settle = settle};
    if (!read_cards(&look, err) || !dav_look(sync, &look.look, err) ||
        !look_at_all(&look, &taking, err))
        return false;
    if (!misses_members(&look))
        return true;
    look.look.whole = true;
    return read_cards(&look, err) && look_at_all(&look, &taking, err);
}
