/* Card line: a business card typed into one line, taken apart.
 *
 *     Ann Ford, Head of Purchasing, Ford Pumps, cell 202 555 0123, ann@ford.example
 *
 * Parted by commas, semicolons or bars. The name comes first; mailbox, phone and page are known by
 * what they look like, a phone also by the word before it (cell, mobile, office, direct, home,
 * fax); of the words left, one is the company, two are title and company. A line with no such
 * address in it is a name and no card: "Ford, Ann" stays what it is. */
#pragma once

#include "action/draft.h"

enum { CARD_ADDRESSES = 8 };

typedef struct CardLine {
    const char *name, *title, *company;
    RowAddress addresses[CARD_ADDRESSES];
    size_t address_count;
} CardLine;

/* False when the line is a name only. */
bool card_line_read(Arena *arena, const char *line, CardLine *card);
