/* Values of a cadence file that are more than a word: durations and conditions. Private to
 * cadence*.c. */
#pragma once

#include "follow/cadence_draft.h"

/* "10 minutes", "2 hours", "1 day", "3 working days", "2 weeks", "1 month", "1 season", "0"; at
 * most ten years. False when it is none of these: `*wait` is untouched. */
bool cadence_value_wait(const char *text, Wait *wait);

/* How long that is, near enough to compare: a working day counts 7/5 days, a month a twelfth of a
 * year. */
double cadence_value_days(Wait wait);

/* "not talked, has email": adds to the sets of the step. False names the word that is no fact
 * (those before it are added), or says "" when the words are not well put. */
bool cadence_value_facts(Arena *arena, const char *text, unsigned *must, unsigned *must_not,
                         const char **word);

/* The words for facts; ends with NULL. */
const char *const *cadence_value_fact_words(void);
