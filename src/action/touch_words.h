/* Words of a person's own: of a letter before it is printed, of a gift's card, of what is said on a
 * visit. They stand in the place of the step's words, merged, wherever those are shown, printed or
 * looked at; for this touch to this person by this channel, and no other. Those of messages are
 * edited as they are let go (action/outbox.h).
 */
#pragma once

#include "action/next_touch.h"
#include "mail/lint.h"

#define WORDS_CHANNELS                                                                             \
    (CHANNEL_BIT(CHANNEL_LETTER) | CHANNEL_BIT(CHANNEL_GIFT) | CHANNEL_BIT(CHANNEL_VISIT))

enum { TOUCH_WORDS_MOST = 64 * 1024 /* bytes */ };

typedef struct TouchWords {
    NextTouch next; /* its script has the words as they stand */
    size_t sentences;
    Lint lint;
} TouchWords;

/* MISSING: it is not to come, or not the user's to see. INPUT (field "touch"): it is of another
 * channel. */
bool touch_words_of(Context *context, Arena *arena, int64_t touch_id, TouchWords *words, Err *err);

/* Undoable. `words` NULL: as its step has them again; `subject` is a letter's, NULL: as it stands.
 * INPUT (field): empty words, too long, or as touch_words_of(). */
bool touch_words_write(Context *context, Arena *arena, int64_t touch_id, const char *subject,
                       const char *words, TouchWords *shown, Err *err);

/* Inside a transaction of the caller: puts a person's words into the script. For the action room
 * only. */
bool touch_words_fill(Context *context, Arena *arena, NextTouch *next, Err *err);
