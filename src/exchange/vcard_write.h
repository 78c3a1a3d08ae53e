/* vCard out: the seller's own card, and export of contacts.
 *
 * Version 4.0 (RFC 6350) and 3.0 (RFC 2426, for programs that read no newer); UTF-8, CRLF, lines
 * folded at 75 octets between characters, values escaped. An Outlook-safe card is 3.0.
 */
#pragma once

#include "base/buf.h"
#include "exchange/row.h"

typedef enum VcardVersion { VCARD_3_0, VCARD_4_0 } VcardVersion;

/* Appends one card made of `row`. Fields a card has no place for are left out; extras become lines
 * of the note. FN is required by both versions: the name, else the company, else an address. */
void vcard_write(Buf *out, const ExchangeRow *row, VcardVersion version);
/* One property of text, escaped and folded. */
void vcard_write_text(Buf *out, const char *name, const char *value);
