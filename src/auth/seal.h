/* Seal: bytes that are kept but not readable where they lie (XSalsa20-Poly1305, by libsodium).
 *
 * For secrets that must be read again, such as those of authenticator apps. The key comes from the
 * workspace's secret, which lies in the same database: a sealed value is safe in a report, a log or
 * a table by itself, and cannot be moved to another row or changed. It is not safe from somebody
 * who has the whole file; the file's own protection is against that.
 */
#pragma once

#include "base/arena.h"
#include "base/digest.h"

#include <stdbool.h>

/* `place` binds it to where it lies ("totp 12"). */
void *seal_close(Arena *arena, const unsigned char key[DIGEST_KEY_BYTES], const char *place,
                 const void *bytes, size_t count, size_t *sealed_count);
/* NULL: it was not sealed by this key for this place, or was changed. */
void *seal_open(Arena *arena, const unsigned char key[DIGEST_KEY_BYTES], const char *place,
                const void *sealed, size_t sealed_count, size_t *count);
