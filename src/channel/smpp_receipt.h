/* SmppReceipt: what an SMS centre says of a text, as Kannel hands it on (%A of its dlr-url). For
 * this room only.
 *
 * A receipt (SMPP 3.4, Appendix B) is one line of fields, and its last one, text:, is how the text
 * itself begins: those words are ours and say nothing of what became of it. A refusal is
 * "NACK/0x0000000b/Invalid Destination Address". Any other words stay as they are.
 */
#pragma once

#include "base/arena.h"
#include "follow/terms.h"

#include <stdbool.h>

typedef struct SmppReceipt {
    bool open;           /* stat:UNKNOWN: the centre itself does not know what became of it */
    const char *why;     /* for people, in `arena`; "" where nothing is said */
    TextFailure failure; /* where it was not delivered */
} SmppReceipt;

SmppReceipt smpp_receipt_read(Arena *arena, const char *words);
