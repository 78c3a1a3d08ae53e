#include "mail/unsubscribe.h"

#include <string.h>

/* Channel, hash, workspace in as few bytes as it needs (the highest first), proof. */
enum {
    PROOF_BYTES = 10,
    WORKSPACE_MOST = 8,
    HEAD = 1 + DIGEST_BYTES,
    TOKEN_LEAST = HEAD + 1 + PROOF_BYTES,
    TOKEN_MOST = HEAD + WORKSPACE_MOST + PROOF_BYTES
};
_Static_assert(UNSUBSCRIBE_LONGEST >= (TOKEN_MOST * 4 + 2) / 3, "room for the longest");

/* As mark.c: a control character keeps it apart from the hashes of addresses. */
static void prove(const unsigned char *secret, const unsigned char *bytes, size_t count,
                  unsigned char proof[PROOF_BYTES])
{
    unsigned char proven[TOKEN_MOST + 1] = {0x02};
    memcpy(proven + 1, bytes, count);
    Digest digest = digest_of(secret, proven, count + 1);
    memcpy(proof, digest.bytes, PROOF_BYTES);
}

char *unsubscribe_token(Arena *arena, const unsigned char secret[DIGEST_KEY_BYTES],
                        const Unsubscribe *what)
{
    unsigned char bytes[TOKEN_MOST] = {(unsigned char)what->channel};
    memcpy(bytes + 1, what->address.bytes, DIGEST_BYTES);
    size_t count = HEAD;
    for (int shift = 8 * (WORKSPACE_MOST - 1); shift >= 0; shift -= 8)
        if ((uint64_t)what->workspace >> shift)
            bytes[count++] = (unsigned char)((uint64_t)what->workspace >> shift);
    prove(secret, bytes, count, bytes + count);
    return base64_url(arena, bytes, count + PROOF_BYTES);
}

/* The token's bytes; their count, or 0 when it is none. */
static size_t read_bytes(const char *token, unsigned char bytes[TOKEN_MOST], int64_t *workspace)
{
    auto_arena Arena *arena = arena_new();
    const unsigned char *read;
    size_t count;
    if (!token || strnlen(token, UNSUBSCRIBE_LONGEST + 1) > UNSUBSCRIBE_LONGEST ||
        !base64_url_read(arena, token, &read, &count) || count < TOKEN_LEAST || count > TOKEN_MOST)
        return 0;
    uint64_t number = 0;
    for (size_t i = HEAD; i < count - PROOF_BYTES; i++)
        number = number << 8 | read[i];
    if (!read[HEAD] || number > INT64_MAX)
        return 0;
    memcpy(bytes, read, count);
    *workspace = (int64_t)number;
    return count;
}

bool unsubscribe_workspace(const char *token, int64_t *workspace)
{
    unsigned char bytes[TOKEN_MOST];
    return read_bytes(token, bytes, workspace) > 0;
}

bool unsubscribe_read(const unsigned char secret[DIGEST_KEY_BYTES], const char *token,
                      Unsubscribe *what)
{
    unsigned char bytes[TOKEN_MOST], proof[PROOF_BYTES];
    int64_t workspace;
    size_t count = read_bytes(token, bytes, &workspace);
    if (!count)
        return false;
    prove(secret, bytes, count - PROOF_BYTES, proof);
    if (!bytes_equal(proof, bytes + count - PROOF_BYTES, PROOF_BYTES))
        return false;
    what->workspace = workspace;
    what->channel = (char)bytes[0];
    memcpy(what->address.bytes, bytes + 1, DIGEST_BYTES);
    return true;
}
