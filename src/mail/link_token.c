#include "mail/link_token.h"

#include <string.h>

/* Kind, workspace, touch and number in seven bits a byte (the lowest first, the last without its
 * top bit), target, proof. */
enum {
    PROOF_BYTES = 10,
    NUMBER_MOST = 9, /* bytes of 63 bits */
    NUMBERS = 3,
    TOKEN_LEAST = 1 + NUMBERS + PROOF_BYTES,
    TOKEN_MOST = 1 + NUMBERS * NUMBER_MOST + LINK_URL_MOST + PROOF_BYTES,
    GROUP_BITS = 7,
    MORE = 1 << GROUP_BITS
};
_Static_assert(LINK_TOKEN_LONGEST >= (TOKEN_MOST * 4 + 2) / 3, "room for the longest");

/* As mark.c: a control character keeps it apart from what else is keyed with the secret. */
static void prove(const unsigned char *secret, const unsigned char *bytes, size_t count,
                  unsigned char proof[PROOF_BYTES])
{
    unsigned char proven[TOKEN_MOST + 1] = {0x03};
    memcpy(proven + 1, bytes, count);
    Digest digest = digest_of(secret, proven, count + 1);
    memcpy(proof, digest.bytes, PROOF_BYTES);
}

static size_t write_number(int64_t number, unsigned char *to)
{
    size_t count = 0;
    uint64_t left = (uint64_t)number;
    for (; left >= MORE; left >>= GROUP_BITS)
        to[count++] = (unsigned char)(left | MORE);
    to[count++] = (unsigned char)left;
    return count;
}

char *link_token_write(Arena *arena, const unsigned char secret[DIGEST_KEY_BYTES],
                       const LinkToken *token)
{
    unsigned char bytes[TOKEN_MOST] = {(unsigned char)token->kind};
    const int64_t numbers[NUMBERS] = {token->workspace, token->touch, token->number};
    size_t count = 1, length = token->url ? strlen(token->url) : 0;
    if (length > LINK_URL_MOST)
        return NULL;
    for (size_t i = 0; i < NUMBERS; i++)
        count += write_number(numbers[i], bytes + count);
    if (length)
        memcpy(bytes + count, token->url, length);
    count += length;
    prove(secret, bytes, count, bytes + count);
    return base64_url(arena, bytes, count + PROOF_BYTES);
}

/* One number has one spelling. Behind its last byte, or NULL. */
static const unsigned char *read_number(const unsigned char *at, const unsigned char *end,
                                        int64_t *number)
{
    uint64_t read = 0;
    for (int group = 0; group < NUMBER_MOST && at < end; group++) {
        unsigned char byte = *at++;
        read |= (uint64_t)(byte & (MORE - 1)) << (group * GROUP_BITS);
        if (byte & MORE)
            continue;
        *number = (int64_t)read;
        return byte || !group ? at : NULL;
    }
    return NULL;
}

bool link_token_read(Arena *arena, const unsigned char secret[DIGEST_KEY_BYTES], char kind,
                     const char *text, LinkToken *token)
{
    const unsigned char *bytes;
    unsigned char proof[PROOF_BYTES];
    size_t count;
    if (!text || strnlen(text, LINK_TOKEN_LONGEST + 1) > LINK_TOKEN_LONGEST ||
        !base64_url_read(arena, text, &bytes, &count) || count < TOKEN_LEAST ||
        count > TOKEN_MOST || bytes[0] != (unsigned char)kind)
        return false;
    const unsigned char *at = bytes + 1, *end = bytes + count - PROOF_BYTES;
    prove(secret, bytes, (size_t)(end - bytes), proof);
    if (!bytes_equal(proof, end, PROOF_BYTES))
        return false;
    LinkToken made = {.kind = kind};
    int64_t *const numbers[NUMBERS] = {&made.workspace, &made.touch, &made.number};
    for (size_t i = 0; i < NUMBERS && at; i++)
        at = read_number(at, end, numbers[i]);
    if (!at)
        return false;
    made.url = arena_strndup(arena, (const char *)at, (size_t)(end - at));
    *token = made;
    return true;
}
