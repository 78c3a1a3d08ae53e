/* vCard: cards out of lines of text (vCard 2.1 of the Versit Consortium, RFC 2426, RFC 6350, and
 * what phones and mail programs make of them).
 *
 * Internal to exchange. Read are: folded lines, quoted-printable with its soft line ends, CHARSET,
 * grouped properties (item1.EMAIL and its item1.X-ABLabel), bare types of 2.1, escapes, blank lines
 * anywhere. A card ends with END:VCARD, with the BEGIN of the next one, or with the file; what a
 * cut-off file has of its last card is given, but for a line that is itself cut off. A card within
 * a card (AGENT of 2.1) is the agent's: it becomes an extra. Photos, sounds and keys are passed
 * over.
 *
 * Limits: a property 1 MiB (longer ones are passed over), a card 4 MiB of properties (rejected).
 */
#pragma once

#include "exchange/lines.h"
#include "exchange/row.h"

#include "base/arena.h"

typedef struct Vcard Vcard;

/* The lines stay the caller's. */
Vcard *vcard_open(Lines *lines);
void vcard_close(Vcard *vcard); /* NULL is allowed */

/* The next card, ROW_GOOD, ROW_REJECTED or ROW_END; `number` is left to the caller. False: *err. */
bool vcard_next(Vcard *vcard, Arena *arena, ExchangeRow *row, Err *err);
