/* Trial: a text as it will read, and what it then lacks. Private to cadence*.c. */
#pragma once

#include "follow/cadence_draft.h"

typedef enum TrialData {
    TRIAL_BARE, /* only what is always known: the fallbacks show */
    TRIAL_FULL  /* every merge field has a value */
} TrialData;

/* The text with the draft's fallbacks; ends at 64 KiB, lives in the scratch. */
const char *trial_render(Draft *draft, const Mustache *text, TrialData data);

size_t trial_words(const char *text);
size_t trial_characters(const char *text);
size_t trial_cells(const char *text); /* how often the sender's cell number is said */

/* Calls to action, by these rules:
 *  - a question counts: a sentence that ends with "?". One in quotation marks or brackets, or in a
 *    line of a list ("- …", "* …", "1. …"), is somebody else's or an item, and does not.
 *  - an ask with a date counts: a sentence with "call me", "reply with", "send us", "pick one" …
 *    and a weekday, month, hour or "tomorrow", "this week", "noon" …
 * `*second` is the byte where the second begins, when there are two. */
size_t trial_asks(Arena *arena, const char *text, size_t *second);

/* Where a text without its values leaves a hole: a blank before a comma or a full stop, two blanks,
 * two commas, empty brackets. NULL: nowhere; else a few words around it, in the scratch. */
const char *trial_gap(Draft *draft, const char *rendered, const char *source);
