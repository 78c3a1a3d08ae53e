/* TOTP: the six digits of an authenticator app (RFC 6238; SHA-1, 30 seconds, as all apps do).
 *
 * The digits of one step before and one after now are right too (RFC 6238, 5.2). Each is right once
 * (ASVS 5.0, 6.5.1): the caller keeps the step of the last one and hands it back.
 * liboath lives in the module `beck-signin` and is loaded by the first call. Any thread.
 */
#pragma once

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"

#include <stdbool.h>

enum { TOTP_BYTES = 20, TOTP_DIGITS = 6, TOTP_STEP = 30 };

/* The secret as apps let it be typed (base32), and as the address a QR code holds. BROKEN: the
 * module is missing. `company` and `user` name it in the app. */
bool totp_spelled(Arena *arena, const unsigned char secret[TOTP_BYTES], const char *company,
                  const char *user, const char **base32, const char **url, Err *err);

/* `right` when `digits` are those of a step after `last_step`; then `*step` is that step. Blanks in
 * `digits` do not count. */
bool totp_right(const unsigned char secret[TOTP_BYTES], Time now, const char *digits,
                int64_t last_step, int64_t *step, bool *right, Err *err);
