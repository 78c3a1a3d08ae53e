/* Utf8: one code point after another out of foreign bytes (RFC 3629).
 *
 * Ill-formed bytes are handed out as UTF8_BAD, one for each maximal subpart (Unicode 15, §3.9,
 * the practice of WHATWG too), so that a reader always moves on and never past the end.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { UTF8_BAD = -1, UTF8_REPLACEMENT = 0xFFFD, UTF8_LONGEST = 4 };

/* The code point at `*at`, which must lie before `end`, or UTF8_BAD; moves `*at` behind it. */
int32_t utf8_next(const char **at, const char *end);

/* Writes 1 to UTF8_LONGEST bytes; returns how many. `point` must be a scalar value. */
size_t utf8_put(char *to, int32_t point);
