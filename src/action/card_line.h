/* Card line: a business card typed into one line, taken apart.
 *
 *     Ann Ford, Head of Purchasing, Ford Pumps, cell 202 555 0123, ann@ford.example
 *
 * Parted by commas, semicolons or bars. The name comes first; mailbox, phone and page are known by
 * what they look like, a phone also by the word before it (cell, mobile, office, direct, home,
 * fax); a street and a town by the house's number and the postal code; of the words left, one is
 * the company, two are title and company. A line with no such address in it is a name and no card:
 * "Ford, Ann" stays what it is. */
#pragma once

#include "action/draft.h"

enum { CARD_PARTS = 16 };

typedef struct CardLine {
    const char *name, *title, *company;
    RowAddress addresses[CARD_PARTS];
    size_t address_count;
} CardLine;

/* A line that is a name only is the card's name. INPUT on "name": more words than name, title and
 * company beside addresses, or too many parts. */
bool card_line_read(Arena *arena, const char *line, CardLine *card, Err *err);
