/* Log words: the outcome as a person types it, taken apart.
 *
 *     vm                        what happened
 *     left a voicemail          several words, in quotes or not
 *     cell:no_answer            NUMBER:OUTCOME; a number is a kind, digits, or a mailbox
 *     letter:sent               CHANNEL:OUTCOME
 *     "Jack Hill:talked"        NAME:OUTCOME
 *     "Jack Hill cell:talked"   both
 *     "Jack Hill 202 555 0123:vm"  the same; a number that nobody knew is theirs from then on
 *     "+Jack Hill:talked"       somebody new, though a name there is nearly the same
 *     cell:no_answer/25s        how long it took; also 3:25, 3m25s
 *     sold                      what they said, which takes a talk for granted
 *     emailed                   what the seller did, with its channel
 *
 * Several of them stand one after another. Every outcome is a word of follow/outcome.h, as its
 * aliases are. */
#pragma once

#include "action/log_outcome.h"

typedef struct LogWords {
    const LogAttempt *attempts;
    size_t attempt_count;
    const char *result;  /* NULL: none was among the words */
    const char *channel; /* NULL: no word told it */
} LogWords;

/* INPUT names the word that is no outcome, with "did you mean". */
bool log_words_read(Arena *arena, const char *const *words, size_t count, LogWords *said, Err *err);

/* "3:25", "3m25s", "205", "1h": one second to a day; false: it is no such time. */
bool log_words_seconds(const char *typed, int64_t *seconds);

/* "FIELD=VALUE" each. What can be reached and called of a person that stands behind the one who was
 * named by person=, decides=, under= or replaced_by= is that one's: it becomes part of their card
 * ("Ken Ito, planner, cell 202 555 0123"). INPUT: no such field; one of a person that no card has,
 * behind another one. */
bool log_words_sets(Arena *arena, const char *const *pairs, size_t count, const LogSet **sets,
                    size_t *set_count, Err *err);
