/* Address books at servers: for the action room only.
 *
 * **Out.** The people of a user's open leads, a card each, under a name of ours that never changes:
 * name, firm, title, the numbers and mailboxes that are not known to be bad nor ended, postal
 * addresses, the firm's main number, and a note with the lead. Who said never, has left or is dead,
 * or belongs to a firm that said never, does not stand there, nor does anybody once their last lead
 * is closed, or they are erased. Each request says what it expects to find (If-None-Match,
 * If-Match) and only what is other than before is written.
 *
 * **Both.** A card is never written over: what its user put on it stays (exchange/vcard_card.h).
 *
 * **Back.** What the user changes on one of these changes the person here, undoable: their name and
 * title, numbers and mailboxes that are new. A number in whose place another stands is bad from now
 * on. What is only taken off a card stays here, and off the card; a card that is taken away stays
 * away. Postal addresses and firms are left to Beck's own pages.
 *
 * **In.** Cards of the user's own become leads where they have said so (`take`): those of a group,
 * of which the setting says the name (a category of the card, or a group's card that names it, as
 * Apple's are, which is never changed itself), or all of a book that is for leads alone. From then
 * on they are kept as ours are, but never taken away. All others are private: nothing of them is
 * kept.
 */
#pragma once

#include "action/dav_inner.h"
#include "exchange/vcard_card.h"

enum { BOOK_PEOPLE_MOST = 5000 }; /* in one book: of the latest leads */

typedef struct BookPerson {
    int64_t contact_id, lead_id;
    ExchangeRow row;
} BookPerson;

typedef struct BookPeople {
    BookPerson *at;
    size_t count;
} BookPeople;

/* Who is to stand there; `contact_id` 0: all. */
bool book_people(const DavSync *sync, int64_t contact_id, BookPeople *people, Err *err);
/* Whose card it is: also one who does not stand there any more because their last lead was closed,
 * for what was changed before is news all the same. None: they said never, have left, are another
 * seller's. */
bool book_whose(const DavSync *sync, int64_t contact_id, BookPeople *people, Err *err);
/* Their card, and the name it has where Beck made it. */
const char *book_text(const DavSync *sync, const BookPerson *person, VcardVersion version);
const char *book_name(const DavSync *sync, int64_t contact_id);
/* By what a card of theirs is known again whose person was erased: it cannot be read backwards. */
const char *book_hidden_name(const Context *context, Arena *arena, const char *name);

/* Rows of book_card have a state: `there`; `dropped` (its user took it away: it stays away);
 * `unwanted` (whose it was was erased: one of Beck's is to be taken away, one of theirs is not
 * looked at any more). */
typedef struct book_cards_row BookCard;

bool book_card_keep(const DavSync *sync, const BookCard *card, Err *err);
bool book_card_drop(const DavSync *sync, const BookCard *card, Err *err); /* it is known no more */
/* One that is known, as it is there now, in the caller's transaction. */
bool book_take(const DavSync *sync, BookCard *card, const DavThing *thing, Err *err);

/* Reads what changed there. */
bool book_read(DavSync *sync, Err *err);
/* Writes what is to stand there, and takes away what is not any more. */
bool book_write(DavSync *sync, Err *err);
