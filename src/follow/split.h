/* Split: who gets which of two texts that are tried against each other.
 *
 * By a keyed hash of the trial and the person: the same person always gets the same text of it,
 * wherever it is asked, nothing is kept for that, and nobody can tell or steer it. Another trial,
 * such as that of a text that was edited, splits the same people anew.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* `key` has DIGEST_KEY_BYTES. True: the other text; else the first. */
bool split_other(const void *key, int64_t person, const char *trial);
