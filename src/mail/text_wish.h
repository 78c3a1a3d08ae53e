/* Text wish: what a text that came in wants of its sender, beside what it says.
 *
 * A keyword is the whole text, in any case, with any blanks and punctuation about it: STOP and kin
 * (47 CFR 64.1200(a)(10), (a)(12): "stop," "quit," "end," "revoke," "opt out," "cancel," or
 * "unsubscribe"; the CTIA's STOPALL), START and UNSTOP, HELP and INFO, and what operators take for
 * them in other languages. It is acted on at once.
 *
 * A refusal is in words of one's own: "please stop texting me", not "stop by tomorrow". A machine
 * may misread it, so a person looks; until then nothing goes by itself, for it is an answer.
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

TextWish text_wish(Arena *arena, const char *words);
