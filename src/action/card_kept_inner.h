/* What was typed beside the photo of a card that nobody has read yet: there is no person to give it
 * to. It stays in the lead's note, a line a value as an import writes what it cannot read ("cell:
 * 202 555 0177"), and is taken up when the card is typed. For the action room only. */
#pragma once

#include "action/card.h"

typedef struct CardKept {
    Card said;        /* `name` NULL: what the lines say */
    const char *rest; /* the note without them; NULL: nothing */
} CardKept;

/* The note with a line for all of the card that only a person can have; NULL: none. */
const char *card_kept_note(Arena *arena, const Card *card, const char *note);
/* A line counts only while it can be read as what it calls itself; else it is note. */
void card_kept_read(Context *context, Arena *arena, const char *note, CardKept *kept);
/* The card as typed, with what it leaves open (NULL, no address of the kind); what it says
 * otherwise goes to `kept->rest`, and what it has empty ("") was cleared: it is nowhere any more.
 */
void card_kept_fill(Context *context, Arena *arena, CardKept *kept, Card *card);
