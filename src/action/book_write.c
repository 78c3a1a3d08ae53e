/* Who is to stand in a user's address book, written into it: one conditional request a card. */
#include "action/book_inner.h"

#include "base/digest.h"
#include "base/text.h"

#include <string.h>

enum { PUT_TRIES = 3 };

typedef struct Writing {
    DavSync *sync;
    BookPeople people;
    struct book_cards_rows cards;
    bool *wanted; /* of the cards */
} Writing;

bool book_card_keep(const DavSync *sync, const BookCard *card, Err *err)
{
    return sql_book_card_put(sync->context->db,
                             &(struct book_card_put_in){.workspace = sync->context->workspace,
                                                        .account_id = sync->row->id,
                                                        .name = card->name,
                                                        .contact_id = card->contact_id,
                                                        .own = card->own,
                                                        .etag = card->etag,
                                                        .mark = card->mark,
                                                        .said = card->said,
                                                        .state = card->state},
                             err);
}

bool book_card_drop(const DavSync *sync, const BookCard *card, Err *err)
{
    return sql_book_card_drop(sync->context->db,
                              &(struct book_card_drop_in){.workspace = sync->context->workspace,
                                                          .account_id = sync->row->id,
                                                          .name = card->name},
                              err);
}

/* --- one card --------------------------------------------------------------------------------- */

static bool remember(const DavSync *sync, BookCard *card, const BookPerson *person, Err *err)
{
    const char *said = book_text(sync, person, VCARD_3_0);
    Digest *mark = arena_make(sync->arena, Digest);
    *mark = digest_of(NULL, said, strlen(said));
    card->mark = (struct Blob){mark->bytes, sizeof mark->bytes};
    card->said = said;
    card->state = "there";
    return book_card_keep(sync, card, err);
}

static bool is_said(const DavSync *sync, const BookCard *card, const BookPerson *person)
{
    const char *said = book_text(sync, person, VCARD_3_0);
    Digest mark = digest_of(NULL, said, strlen(said));
    return card->mark.length == sizeof mark.bytes &&
           memcmp(card->mark.at, mark.bytes, sizeof mark.bytes) == 0;
}

/* Somebody has changed it since it was read: their change is taken in first, and what there is to
 * say is asked anew. `*person` NULL: nothing any more. */
static bool look_again(const DavSync *sync, BookCard *card, const DavThing *thing,
                       const BookPerson **person, Err *err)
{
    BookPeople people;
    auto_txn Txn txn = {0};
    if (text_equal(card->etag, thing->etag))
        return true;
    if (!db_begin(&txn, sync->context->db, TXN_WRITE, err) || !book_take(sync, card, thing, err) ||
        !db_commit(&txn, err) || !book_people(sync, card->contact_id, &people, err))
        return false;
    *person = people.count ? &people.at[0] : NULL;
    return true;
}

/* What is to be put over what is there; `text` NULL: nothing, it says all of that, or it cannot be
 * read and is left alone. */
static const char *text_over(const DavSync *sync, const BookCard *card, const BookPerson *person,
                             const DavThing *thing)
{
    const char *merged;
    const char *ours = book_text(sync, person, vcard_card_version(thing->data));
    bool read = vcard_card_merge(sync->arena, thing->data, card->said, ours, &merged);
    return read && !text_equal(merged, thing->data) ? merged : NULL;
}

static bool put(const DavSync *sync, BookCard *card, const char *etag, const char *text,
                DavPut *put, Err *err)
{
    const char *new_etag, *href = dav_href(sync->arena, sync->row->url, card->name);
    DavThing thing = {0};
    bool there;
    if (!dav_put(sync->dav, sync->arena, href, etag, text, put, &new_etag, err))
        return false;
    if (*put == DAV_GONE && !etag)
        return err_field(err, ERR_MISSING, "url", "%s is no address book any more", sync->row->url);
    if (*put != DAV_DONE)
        return true;
    if (!new_etag && !dav_fetch_one(sync, href, &thing, &there, err))
        return false;
    card->etag = text_or(new_etag, thing.etag);
    sync->synced->wrote++;
    return true;
}

/* A card that nobody has seen yet is written as it is. */
static bool put_new(const DavSync *sync, BookCard *card, const BookPerson *person, DavPut *put_so,
                    Err *err)
{
    return book_card_keep(sync, card, err) &&
           put(sync, card, NULL, book_text(sync, person, VCARD_3_0), put_so, err) &&
           (*put_so != DAV_DONE || remember(sync, card, person, err));
}

static bool stay_away(const DavSync *sync, BookCard *card, Err *err)
{
    card->state = "dropped";
    card->etag = NULL;
    return book_card_keep(sync, card, err);
}

/* One that is there, whoever wrote it. */
static bool put_over(const DavSync *sync, BookCard *card, const BookPerson *person, DavPut *put_so,
                     Err *err)
{
    DavThing thing;
    bool there;
    const char *href = dav_href(sync->arena, sync->row->url, card->name);
    *put_so = DAV_DONE;
    if (!dav_fetch_one(sync, href, &thing, &there, err))
        return false;
    if (!there)
        return stay_away(sync, card, err);
    if (!look_again(sync, card, &thing, &person, err))
        return false;
    const char *text = person ? text_over(sync, card, person, &thing) : NULL;
    if (text && !put(sync, card, thing.etag, text, put_so, err))
        return false;
    if (*put_so == DAV_GONE) {
        *put_so = DAV_DONE;
        return stay_away(sync, card, err);
    }
    return !person || *put_so != DAV_DONE || remember(sync, card, person, err);
}

/* One that the server does not take keeps none of the others back. */
static bool put_card(const DavSync *sync, BookCard *card, const BookPerson *person, Err *err)
{
    DavPut put_so = DAV_CHANGED;
    bool fresh = card->own && !card->mark.at && !card->etag;
    if (!dav_goes_on(sync, err) || (fresh && !put_new(sync, card, person, &put_so, err)))
        return false;
    for (int i = 0; i < PUT_TRIES && put_so == DAV_CHANGED; i++)
        if (!put_over(sync, card, person, &put_so, err))
            return false;
    sync->synced->refused += put_so != DAV_DONE;
    return true;
}

/* --- all of them ------------------------------------------------------------------------------ */

/* Somebody into whom others were merged has several: one that is there comes first, then one of the
 * user's own, then the one that bears their name. */
static int rank(const DavSync *sync, const BookCard *card)
{
    enum { THERE = 4, THEIRS = 2, NAMED = 1 };
    bool named = text_equal(card->name, book_name(sync, card->contact_id));
    return (text_equal(card->state, "there") ? THERE : 0) | (card->own ? 0 : THEIRS) |
           (named ? NAMED : 0);
}

static BookCard *card_of(const Writing *writing, const BookPerson *person)
{
    BookCard *found = NULL;
    for (size_t i = 0; i < writing->cards.count; i++) {
        BookCard *card = &writing->cards.at[i];
        if (card->contact_id == person->contact_id &&
            (!found || rank(writing->sync, card) > rank(writing->sync, found)))
            found = card;
    }
    return found;
}

static bool write_person(Writing *writing, const BookPerson *person, Err *err)
{
    DavSync *sync = writing->sync;
    BookCard fresh = {.name = book_name(sync, person->contact_id),
                      .contact_id = person->contact_id,
                      .own = 1,
                      .state = "there"};
    BookCard *known = card_of(writing, person), *card = known ? known : &fresh;
    if (known)
        writing->wanted[known - writing->cards.at] = true;
    return !text_equal(card->state, "there") || is_said(sync, card, person) ||
           put_card(sync, card, person, err);
}

/* Only what Beck wrote is taken away; one that its user has just changed is looked at before, the
 * next time. */
static bool take_away(const DavSync *sync, const BookCard *card, Err *err)
{
    DavPut put_so = DAV_GONE;
    bool erased = text_equal(card->state, "unwanted");
    const char *href = dav_href(sync->arena, sync->row->url, card->name);
    if (!dav_goes_on(sync, err) ||
        (!text_equal(card->state, "dropped") &&
         !dav_delete(sync->dav, sync->arena, href, erased ? NULL : card->etag, &put_so, err)))
        return false;
    sync->synced->removed += put_so == DAV_DONE;
    return put_so == DAV_CHANGED || put_so == DAV_REFUSED || book_card_drop(sync, card, err);
}

bool book_write(DavSync *sync, Err *err)
{
    Writing writing = {.sync = sync};
    if (!sql_book_cards(sync->context->db, sync->arena,
                        &(struct book_cards_in){.workspace = sync->context->workspace,
                                                .account_id = sync->row->id},
                        &writing.cards, err) ||
        !book_people(sync, 0, &writing.people, err))
        return false;
    writing.wanted = arena_array(sync->arena, writing.cards.count, sizeof *writing.wanted);
    for (size_t i = 0; i < writing.people.count; i++)
        if (!write_person(&writing, &writing.people.at[i], err))
            return false;
    for (size_t i = 0; i < writing.cards.count; i++)
        if (writing.cards.at[i].own && !writing.wanted[i] &&
            !take_away(sync, &writing.cards.at[i], err))
            return false;
    return true;
}
