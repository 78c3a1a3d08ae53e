/* Text wish: what a text that came in wants of its sender, beside what it says.
 *
 * A keyword is the whole text, in any case, with any blanks and punctuation about it, more than
 * once, with "please", "now", a digit, "all" or "texts" beside it, above a signature or the message
 * that it answers. It is acted on at once:
 *   STOP and kin: 47 CFR 64.1200(a)(10) takes "stop," "quit," "end," "revoke," "opt out," "cancel,"
 *   or "unsubscribe" for a reasonable means to revoke consent, (a)(12) allows one confirmation; the
 *   CTIA's Messaging Principles and Best Practices (§5.1.3) have the same and STOPALL.
 *   START and UNSTOP; HELP and INFO.
 * Those hold everywhere. What operators take for them in another language holds for numbers of a
 * country where it is spoken: elsewhere "Ende" asks a person, "td" is today, and "Alta" a name.
 * Words in another script than Latin are nobody's by chance and hold everywhere.
 *
 * A refusal is in words of one's own (mail/refusal.h): "please stop texting me", not "stop by
 * tomorrow". A machine may misread it, so a person looks; until then nothing goes by itself, for it
 * is an answer.
 */
#pragma once

#include "base/arena.h"

typedef enum TextWish {
    TEXT_WISH_NONE,
    TEXT_WISH_STOP,
    TEXT_WISH_START,
    TEXT_WISH_HELP,
    TEXT_WISH_REFUSES
} TextWish;

enum { TEXT_WISH_LONGEST = 2000 }; /* bytes of their own words; a longer one wants nothing */

/* `country`: ISO 3166-1 alpha-2 of the number that it is from; NULL: not known. */
TextWish text_wish(Arena *arena, const char *words, const char *country);
