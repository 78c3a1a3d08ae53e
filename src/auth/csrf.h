/* CSRF tokens: proof that a form was made for this session.
 *
 * A token is bound to its session by a key the session's secret gives (OWASP's signed token), and
 * masked anew in every page, so that compression does not tell it (BREACH). Beside it stands the
 * check of Sec-Fetch-Site and Origin: ASVS 5.0, 3.5.1.
 */
#pragma once

#include "base/digest.h"

#include <stdbool.h>

/* `session` is the digest the session is found by. */
Digest csrf_key(const unsigned char key[DIGEST_KEY_BYTES], Digest session);
char *csrf_token(Arena *arena, Digest csrf);
bool csrf_right(Digest csrf, const char *token);
