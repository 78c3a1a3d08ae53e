/* Refusal: whether somebody says, in words of their own, that they want no more texts.
 *
 * "Wrong number, stop" and "I never agreed to these texts", not "stop by tomorrow" or "don't send
 * me the invoice yet". It is read by how such sentences are made, not by a list of them: a text is
 * parted into clauses at its punctuation, a clause into words, and a word belongs to classes
 * (refusal_words.h). An end or a negation refuses only when what it governs is that we reach them:
 *
 *   end       stop, quit, cease …    alone, beside courtesy; or of texting, messages, bothering me
 *   negation  don't, never, no more  of texting, calling, sending me messages
 *   wish      don't want, no longer  of receiving, of texts, of hearing from us
 *             wish, never agreed …
 *   list      take, remove …         me or my number, off a list or off nothing else
 *   consent   revoke, withdraw …
 *   threat    sue, report, block …   of us, for what we write
 *
 * What makes it business: another object ("the blue ones", "Bob", "the cc"), a limit ("after 6",
 * "on Sunday", "yet"), a question why, another's act ("I don't text and drive").
 *
 * Other languages are read more roughly: by a negation or an end, a word for writing or messages,
 * and "me" or "more" in one clause.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>

/* `words`: what they wrote themselves, any bytes, without what their program quoted. Linear in the
 * length of each clause. */
bool refusal_is(Arena *arena, const char *words);
