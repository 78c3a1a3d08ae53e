#include "base/sha1.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64, ROUNDS = 80, LENGTH_AT = 56 };

typedef struct Sha1 {
    uint32_t state[5];
    unsigned char block[BLOCK];
    size_t filled;
    uint64_t bytes;
} Sha1;

static uint32_t rotated(uint32_t word, unsigned bits)
{
    return word << bits | word >> (32 - bits);
}

static void spread(const unsigned char *block, uint32_t words[ROUNDS])
{
    for (size_t i = 0; i < BLOCK / 4; i++)
        words[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
                   (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (size_t i = BLOCK / 4; i < ROUNDS; i++)
        words[i] = rotated(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
}

/* FIPS 180-4 §6.1.2. */
static void mix(Sha1 *sha)
{
    static const uint32_t constants[4] = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6};
    uint32_t words[ROUNDS];
    uint32_t a = sha->state[0], b = sha->state[1], c = sha->state[2], d = sha->state[3],
             e = sha->state[4];
    spread(sha->block, words);
    for (size_t i = 0; i < ROUNDS; i++) {
        uint32_t choice = (b & c) | (~b & d), parity = b ^ c ^ d,
                 majority = (b & c) | (b & d) | (c & d);
        size_t quarter = i / (ROUNDS / 4);
        uint32_t function = quarter == 0 ? choice : quarter == 2 ? majority : parity;
        uint32_t next = rotated(a, 5) + function + e + constants[quarter] + words[i];
        e = d;
        d = c;
        c = rotated(b, 30);
        b = a;
        a = next;
    }
    sha->state[0] += a;
    sha->state[1] += b;
    sha->state[2] += c;
    sha->state[3] += d;
    sha->state[4] += e;
    sha->filled = 0;
}

static Sha1 begin(void)
{
    return (Sha1){.state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}};
}

static void add(Sha1 *sha, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;
    sha->bytes += count;
    for (size_t i = 0; i < count; i++) {
        sha->block[sha->filled++] = at[i];
        if (sha->filled == BLOCK)
            mix(sha);
    }
}

static void finish(Sha1 *sha, unsigned char sum[SHA1_BYTES])
{
    static const unsigned char one = 0x80, zero = 0;
    uint64_t bits = sha->bytes * 8;
    unsigned char length[8];
    for (size_t i = 0; i < sizeof length; i++)
        length[i] = (unsigned char)(bits >> (56 - 8 * i));
    add(sha, &one, 1);
    while (sha->filled != LENGTH_AT)
        add(sha, &zero, 1);
    add(sha, length, sizeof length);
    for (size_t i = 0; i < SHA1_BYTES; i++)
        sum[i] = (unsigned char)(sha->state[i / 4] >> (24 - 8 * (i % 4)));
}

void sha1_of(const void *bytes, size_t count, unsigned char sum[SHA1_BYTES])
{
    Sha1 sha = begin();
    add(&sha, bytes, count);
    finish(&sha, sum);
}

void hmac_sha1(const void *key, size_t key_count, const void *bytes, size_t count,
               unsigned char sum[SHA1_BYTES])
{
    enum { INNER = 0x36, OUTER = 0x5C };
    unsigned char own[BLOCK] = {0}, inner[BLOCK], outer[BLOCK];
    if (key_count > BLOCK)
        sha1_of(key, key_count, own);
    else if (key_count)
        memcpy(own, key, key_count);
    for (size_t i = 0; i < BLOCK; i++) {
        inner[i] = own[i] ^ INNER;
        outer[i] = own[i] ^ OUTER;
    }
    Sha1 sha = begin();
    add(&sha, inner, BLOCK);
    add(&sha, bytes, count);
    finish(&sha, sum);
    sha = begin();
    add(&sha, outer, BLOCK);
    add(&sha, sum, SHA1_BYTES);
    finish(&sha, sum);
}
