#include "base/digest.h"

#include <sodium.h>
#include <stdio.h>

_Static_assert(DIGEST_BYTES >= crypto_generichash_BYTES_MIN, "BLAKE2b gives at least 16 bytes");
_Static_assert(DIGEST_KEY_BYTES >= crypto_generichash_KEYBYTES_MIN, "and takes keys of 16 or more");

Digest digest_of(const void *key, const void *bytes, size_t count)
{
    Digest digest;
    crypto_generichash(digest.bytes, sizeof digest.bytes, bytes, count, key,
                       key ? DIGEST_KEY_BYTES : 0);
    return digest;
}

Digest digest_more(Digest before, const void *bytes, size_t count)
{
    crypto_generichash_state state;
    Digest digest;
    crypto_generichash_init(&state, NULL, 0, sizeof digest.bytes);
    crypto_generichash_update(&state, before.bytes, sizeof before.bytes);
    crypto_generichash_update(&state, bytes, count);
    crypto_generichash_final(&state, digest.bytes, sizeof digest.bytes);
    return digest;
}

char *digest_hex(Arena *arena, Digest digest)
{
    char *hex = arena_alloc(arena, 2 * sizeof digest.bytes + 1);
    for (size_t i = 0; i < sizeof digest.bytes; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest.bytes[i]);
    return hex;
}

void random_fill(void *bytes, size_t count)
{
    randombytes_buf(bytes, count);
}
