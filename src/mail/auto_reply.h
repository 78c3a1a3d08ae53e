/* Auto-reply: a machine answers for a person who is away, or that a mail was received.
 *
 * By RFC 3834 ("Auto-Submitted") and the headers that programs had before it; else by subject and
 * words, in thirteen languages. A person who writes that he is on holiday has written himself:
 * words alone count only where no mail is answered below them.
 */
#pragma once

#include "mail/mime.h"

#include <stdbool.h>

/* `text` is what would be visible of it. */
bool auto_reply_is(Arena *arena, const MimeMail *mail, const char *text);

/* Of an automatic reply: whether somebody is away, in so many words; else it may be a receipt. */
bool auto_reply_says_away(Arena *arena, const char *subject, const char *text);
