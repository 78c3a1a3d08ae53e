/* A photo of a card alone is enough for a lead: it is called by its time, and its next touch is
 * *type this card*, at the owner's desk, the next working morning: an agreed date that needs no
 * address, so that at a show it does not stand before the calls of the day. Typed at any time
 * before, the lead is whom the card names; a person who is known, with an open lead, gets the
 * photo, the note and the promises instead, and the waiting lead ends.
 */
#pragma once

#include "action/capture_lead.h"
#include "action/card.h"
#include "action/file.h"

#define CARD_AGREED "type this card"

/* Of a card without name and company the number, mailbox and title typed with it wait, too, and are
 * the person's once the card is typed. One with a name is captured as usual, and the photo kept
 * with it. INPUT: it is no picture, or as card_draft(). */
bool capture_photo(Context *context, Arena *arena, const Card *card, const CaptureOptions *options,
                   const FileInput *photo, Captured *captured, Err *err);

typedef struct WaitingCard {
    FileShown photo;
    int64_t lead_id, owner_id;
    const char *lead_name, *owner_name, *note, *source;
    Card typed; /* beside the photo: what is known of the person */
} WaitingCard;

typedef struct WaitingCards {
    WaitingCard *at; /* oldest first */
    size_t count;
    bool more;
} WaitingCards;

enum { CARDS_SHOWN = 100 };

bool list_cards_to_type(Context *context, Arena *arena, WaitingCards *cards, Err *err);

/* What the card says, as a capture; what it leaves open (NULL) is as typed beside the photo, what
 * of that it says otherwise stays in the note, and what it has as "" is left out. `captured` tells
 * whose lead it is now. CONFLICT: it was typed already. */
bool type_card(Context *context, Arena *arena, int64_t lead_id, const Card *card,
               Captured *captured, Err *err);
