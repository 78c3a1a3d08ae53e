/* Stamps: a few words of ours that come back from outside, and how one knows them for ours.
 *
 * For what many may ask for before they are anybody, so that nothing is stored: a passkey's
 * challenge, the cookie of a device that has signed in before. 16 random bytes, a subject, an end,
 * and a digest of all keyed with the workspace's secret. Whether it served already is the caller's
 * to keep.
 */
#pragma once

#include "base/clock.h"
#include "base/digest.h"

#include <stdbool.h>

char *stamp_new(Arena *arena, const unsigned char key[DIGEST_KEY_BYTES], const char *use,
                int64_t subject, Time ends_at);
/* False: not ours, of another use, or over. */
bool stamp_read(const unsigned char key[DIGEST_KEY_BYTES], const char *use, const char *stamp,
                Time now, int64_t *subject);
