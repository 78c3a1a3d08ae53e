#include "base/digest.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

_Static_assert(DIGEST_BYTES >= crypto_generichash_BYTES_MIN, "BLAKE2b gives at least 16 bytes");
_Static_assert(SHA256_BYTES == crypto_hash_sha256_BYTES, "256 bits");
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

Hmac hmac_sha256(const void *key, size_t key_count, const void *bytes, size_t count)
{
    crypto_auth_hmacsha256_state state;
    Hmac hmac;
    crypto_auth_hmacsha256_init(&state, key, key_count);
    crypto_auth_hmacsha256_update(&state, bytes, count);
    crypto_auth_hmacsha256_final(&state, hmac.bytes);
    return hmac;
}

bool bytes_equal(const void *a, const void *b, size_t count)
{
    return sodium_memcmp(a, b, count) == 0;
}

static char *base64_of(Arena *arena, const void *bytes, size_t count, int variant)
{
    size_t size = sodium_base64_encoded_len(count, variant);
    return sodium_bin2base64(arena_alloc(arena, size), size, bytes, count, variant);
}

char *base64(Arena *arena, const void *bytes, size_t count)
{
    return base64_of(arena, bytes, count, sodium_base64_VARIANT_ORIGINAL);
}

char *base64_url(Arena *arena, const void *bytes, size_t count)
{
    return base64_of(arena, bytes, count, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool base64_url_read(Arena *arena, const char *text, const unsigned char **bytes, size_t *count)
{
    /* libsodium takes some bytes above 127 for letters, so ours are named. */
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t length = text ? strlen(text) : 0, most = length / 4 * 3 + 3, read_count;
    unsigned char *read = arena_alloc(arena, most);
    if (!text || strspn(text, letters) != length ||
        sodium_base642bin(read, most, text, length, NULL, &read_count, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return false;
    *bytes = read;
    *count = read_count;
    return true;
}

void sha256_of(const void *bytes, size_t count, unsigned char sum[SHA256_BYTES])
{
    crypto_hash_sha256(sum, bytes, count);
}

void random_fill(void *bytes, size_t count)
{
    randombytes_buf(bytes, count);
}

int64_t random_number(void)
{
    int64_t number = 0;
    random_fill(&number, sizeof number);
    return (number & INT64_MAX) | 1;
}
