#include "auth/csrf.h"

#include "base/digest.h"

#include <string.h>

Digest csrf_key(const unsigned char key[DIGEST_KEY_BYTES], Digest session)
{
    unsigned char bytes[sizeof session.bytes + 5] = "csrf:";
    memcpy(bytes + 5, session.bytes, sizeof session.bytes);
    return digest_of(key, bytes, sizeof bytes);
}

char *csrf_token(Arena *arena, Digest csrf)
{
    unsigned char bytes[2 * DIGEST_BYTES];
    random_fill(bytes, DIGEST_BYTES);
    for (size_t i = 0; i < DIGEST_BYTES; i++)
        bytes[DIGEST_BYTES + i] = bytes[i] ^ csrf.bytes[i];
    return base64_url(arena, bytes, sizeof bytes);
}

bool csrf_right(Digest csrf, const char *token)
{
    auto_arena Arena *arena = arena_new();
    const unsigned char *bytes;
    size_t count;
    Digest said;
    if (!token || strlen(token) > 64 || !base64_url_read(arena, token, &bytes, &count) ||
        count != 2 * DIGEST_BYTES)
        return false;
    for (size_t i = 0; i < DIGEST_BYTES; i++)
        said.bytes[i] = bytes[i] ^ bytes[DIGEST_BYTES + i];
    return bytes_equal(said.bytes, csrf.bytes, sizeof said.bytes);
}
