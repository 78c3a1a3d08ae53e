/* SHA-1 and HMAC-SHA1 (FIPS 180-4, RFC 2104): for signatures whose form others have fixed, where a
 * key keeps its weakness harmless; nothing of our own is built on it. Any thread.
 */
#pragma once

#include <stddef.h>

enum { SHA1_BYTES = 20 };

void sha1_of(const void *bytes, size_t count, unsigned char sum[SHA1_BYTES]);
/* `key` of any length. */
void hmac_sha1(const void *key, size_t key_count, const void *bytes, size_t count,
               unsigned char sum[SHA1_BYTES]);
