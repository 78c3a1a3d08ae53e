/* What changed in a user's address book: taken in, card by card. */
#include "action/book_inner.h"

#include "action/capture_inner.h"
#include "base/text.h"

#include <string.h>

typedef struct Look {
    DavSync *sync;
    struct book_cards_rows cards;
    DavLook look;
    const char *ours; /* how names of ours end */
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

static bool is_offered(const DavSync *sync, const ExchangeRow *row)
{
    return text_equal(doc_text(sync->settings, "take"), "all") ||
           has_group(row->tags, text_or(doc_text(sync->settings, "group"), ""));
}

static bool take_new(const Look *look, const char *name, const DavThing *thing, Err *err)
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
    vcard_card_row(sync->arena, thing->data, &row);
    row.external_id = NULL; /* it is the card's, not a deal's */
    if (row.state != ROW_GOOD || !is_offered(sync, &row) ||
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

/* --- all that changed ------------------------------------------------------------------------- */

static bool take(void *of, const char *path, const DavThing *thing, Err *err)
{
    const Look *look = of;
    BookCard *card = card_of(look, path);
    return card ? book_take(look->sync, card, thing, err)
                : take_new(look, name_of(look, path), thing, err);
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

bool book_read(DavSync *sync, Err *err)
{
    Look look = {.sync = sync, .ours = strrchr(book_name(sync, 0), '-')};
    const DavTaking taking = {
        .of = &look, .wants = wants, .take = take, .lose = lose, .settle = settle};
    return sql_book_cards(sync->context->db, sync->arena,
                          &(struct book_cards_in){.workspace = sync->context->workspace,
                                                  .account_id = sync->row->id},
                          &look.cards, err) &&
           dav_look(sync, &look.look, err) &&
           (!look.look.whole ||
            dav_list(sync->dav, sync->arena, sync->row->url, &look.look.things, err)) &&
           dav_look_take(sync, &look.look, &taking, err);
}
