/* Log words: the outcome as a person types it, taken apart.
 *
 *     vm                        what happened
 *     left a voicemail          several words, in quotes or not
 *     cell:no_answer            NUMBER:OUTCOME; a number is a kind, digits, or a mailbox
 *     "Jack Hill:talked"        NAME:OUTCOME
 *     "Jack Hill cell:talked"   both
 *
 * Several of them stand one after another. Every outcome is a word of follow/outcome.h, as its
 * aliases are. */
#pragma once

#include "action/log_outcome.h"

/* INPUT names the word that is no outcome, with "did you mean". */
bool log_words_read(Arena *arena, const char *const *words, size_t count,
                    const LogAttempt **attempts, size_t *attempt_count, Err *err);

/* "FIELD=VALUE" each. INPUT: no such field. */
bool log_words_sets(Arena *arena, const char *const *pairs, size_t count, const LogSet **sets,
                    Err *err);
