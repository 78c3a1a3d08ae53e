/* vCard card: one card as a server keeps it (RFC 6352), in memory: read, and written over without
 * losing what others have put on it.
 *
 * The bytes are foreign. Not read: vCard 2.1 with its quoted-printable, a card within a card, more
 * than one, more than CARD_LINES_MOST properties.
 */
#pragma once

#include "exchange/row.h"
#include "exchange/vcard_write.h"

#include "base/arena.h"

enum { CARD_LINES_MOST = 2000 };

/* ROW_GOOD or ROW_REJECTED. */
void vcard_card_row(Arena *arena, const char *text, ExchangeRow *row);
/* A card that stands for a group of others (KIND of RFC 6350 §6.1.4; X-ADDRESSBOOKSERVER-KIND, as
 * Apple writes it in vCard 3.0), and no person. */
typedef struct VcardGroup {
    const char *name;           /* or "" */
    const char *const *members; /* their UIDs: urn:uuid: taken off, folded */
    size_t count;
} VcardGroup;

/* False: it is none. */
bool vcard_card_group(Arena *arena, const char *text, VcardGroup *group);
/* A UID as members name it. */
const char *vcard_card_uid(Arena *arena, const char *uid);

/* In which version ours is to be written for it. */
VcardVersion vcard_card_version(const char *text);

/* `ours` on the card that is there, `theirs`; `said` is what ours was the last time (NULL: there
 * was none). What they changed since stays: a name, a title, a firm of their own; numbers,
 * mailboxes, addresses they added, and that they took one of ours away. What is ours alone (of
 * names, numbers, mailboxes, addresses, links) is as it is now; all else, photos and labels among
 * it, is left byte for byte, and the UID, by which groups know it. A note keeps their lines; ours
 * begin with "Beck: ". False: `theirs` cannot be read or is a group, and is to be left alone. */
bool vcard_card_merge(Arena *arena, const char *theirs, const char *said, const char *ours,
                      const char **merged);
