#include "auth/stamp.h"

#include <string.h>

typedef struct Stamp {
    unsigned char random[16];
    int64_t subject, ends_at;
    Digest proof;
} Stamp;
_Static_assert(sizeof(Stamp) == 48, "no holes");

static Digest proof_of(const unsigned char key[DIGEST_KEY_BYTES], const char *use,
                       const Stamp *stamp)
{
    auto_arena Arena *arena = arena_new();
    size_t head = offsetof(Stamp, proof), length = strlen(use);
    unsigned char *bytes = arena_alloc(arena, head + length);
    memcpy(bytes, stamp, head);
    memcpy(bytes + head, use, length);
    return digest_of(key, bytes, head + length);
}

char *stamp_new(Arena *arena, const unsigned char key[DIGEST_KEY_BYTES], const char *use,
                int64_t subject, Time ends_at)
{
    Stamp stamp = {.subject = subject, .ends_at = ends_at};
    random_fill(stamp.random, sizeof stamp.random);
    stamp.proof = proof_of(key, use, &stamp);
    return base64_url(arena, &stamp, sizeof stamp);
}

bool stamp_read(const unsigned char key[DIGEST_KEY_BYTES], const char *use, const char *text,
                Time now, int64_t *subject)
{
    auto_arena Arena *arena = arena_new();
    const unsigned char *bytes;
    size_t count;
    Stamp stamp;
    if (!text || strlen(text) > 2 * sizeof stamp || !base64_url_read(arena, text, &bytes, &count) ||
        count != sizeof stamp)
        return false;
    memcpy(&stamp, bytes, sizeof stamp);
    Digest proof = proof_of(key, use, &stamp);
    if (!bytes_equal(proof.bytes, stamp.proof.bytes, sizeof proof.bytes) || stamp.ends_at <= now)
        return false;
    *subject = stamp.subject;
    return true;
}
