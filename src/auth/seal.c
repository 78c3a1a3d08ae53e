#include "auth/seal.h"

#include <sodium.h>
#include <string.h>

enum { NONCE = crypto_secretbox_NONCEBYTES, TAG = crypto_secretbox_MACBYTES };

static void key_of(const unsigned char key[DIGEST_KEY_BYTES], const char *place,
                   unsigned char derived[crypto_secretbox_KEYBYTES])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, key, DIGEST_KEY_BYTES, crypto_secretbox_KEYBYTES);
    crypto_generichash_update(&state, (const unsigned char *)"seal:", 5);
    crypto_generichash_update(&state, (const unsigned char *)place, strlen(place));
    crypto_generichash_final(&state, derived, crypto_secretbox_KEYBYTES);
}

void *seal_close(Arena *arena, const unsigned char key[DIGEST_KEY_BYTES], const char *place,
                 const void *bytes, size_t count, size_t *sealed_count)
{
    unsigned char derived[crypto_secretbox_KEYBYTES];
    unsigned char *sealed = arena_alloc(arena, NONCE + TAG + count);
    key_of(key, place, derived);
    randombytes_buf(sealed, NONCE);
    crypto_secretbox_easy(sealed + NONCE, bytes, count, sealed, derived);
    sodium_memzero(derived, sizeof derived);
    *sealed_count = NONCE + TAG + count;
    return sealed;
}

void *seal_open(Arena *arena, const unsigned char key[DIGEST_KEY_BYTES], const char *place,
                const void *sealed, size_t sealed_count, size_t *count)
{
    if (!sealed || sealed_count < NONCE + TAG)
        return NULL;
    unsigned char derived[crypto_secretbox_KEYBYTES];
    unsigned char *opened = arena_alloc(arena, sealed_count - NONCE - TAG);
    const unsigned char *from = sealed;
    key_of(key, place, derived);
    bool whole =
        crypto_secretbox_open_easy(opened, from + NONCE, sealed_count - NONCE, from, derived) == 0;
    sodium_memzero(derived, sizeof derived);
    *count = whole ? sealed_count - NONCE - TAG : *count;
    return whole ? opened : NULL;
}
