/* Reply: what a person wrote, without what the mail program put around it.
 *
 * Left out: the mail that is answered, below or above the answer, quoted or not, with the line that
 * introduces it ("On Monday … wrote:", an Outlook block of headers, "-----Original Message-----")
 * in some twenty languages; a signature behind "-- "; "Sent from my iPhone". Kept: quotes that
 * somebody answers below them, for "yes" alone says nothing; a forwarded mail when nothing was
 * written above it. When in doubt, text stays.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>

/* Never empty where somebody wrote something. Linear in time. */
char *reply_visible(Arena *arena, const char *text);

/* Whether the text brings the mail along that it answers. */
bool reply_has_original(Arena *arena, const char *text);

/* "Re: ", "AW: ", "RV: " and kin, but not "Fwd: " (RFC 5322 §3.6.5, and what programs made of it).
 */
bool reply_is_subject(const char *subject);
