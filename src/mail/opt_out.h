/* Opt-out: a person says by words that he wants no more mail, in a few of them and about that.
 *
 * "Please take me off your list", "STOP", and the empty mail that List-Unsubscribe makes programs
 * send (RFC 2369). Not "stop by tomorrow", and no long letter in which the word occurs.
 */
#pragma once

#include "mail/mime.h"

#include <stdbool.h>

/* Whether words of a few lines, as text_fold() gives them, ask for it in their midst, in another
 * language than English (whose texts refusal.h reads). */
bool opt_out_says_foreign(const char *folded);
/* `text` is what the writer himself wrote. */
bool opt_out_is(Arena *arena, const MimeMail *mail, const char *text);
