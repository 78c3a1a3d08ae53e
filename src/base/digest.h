/* Digests and random bytes, by libsodium.
 *
 * BLAKE2b (RFC 7693) for what stays within: keyed for what must not be guessed (suppression hashes
 * outlive an erased person, so nobody may try mailboxes against them without the workspace's
 * secret), plain for telling whether two files are the same bytes. Any thread.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIGEST_BYTES = 16, DIGEST_KEY_BYTES = 32 };

typedef struct Digest {
    unsigned char bytes[DIGEST_BYTES];
} Digest;

/* `key` has DIGEST_KEY_BYTES, or is NULL for a plain digest. */
Digest digest_of(const void *key, const void *bytes, size_t count);
char *digest_hex(Arena *arena, Digest digest);

/* Continues a digest over further bytes: digest_of(previous digest + bytes). */
Digest digest_more(Digest before, const void *bytes, size_t count);

/* HMAC-SHA256 (RFC 2104, FIPS 180-4), for what others verify: webhooks. `key` of any length. */
enum { HMAC_BYTES = 32 };
typedef struct Hmac {
    unsigned char bytes[HMAC_BYTES];
} Hmac;
Hmac hmac_sha256(const void *key, size_t key_count, const void *bytes, size_t count);

/* The same bytes, told in a time that does not depend on where they differ. */
bool bytes_equal(const void *a, const void *b, size_t count);

/* RFC 4648 §4, with its padding; and §5 ("URL-safe"), without. */
char *base64(Arena *arena, const void *bytes, size_t count);
char *base64_url(Arena *arena, const void *bytes, size_t count);
/* Strict, so that one value has one spelling: no padding, no other characters, no bits set behind
 * the last byte. False otherwise, and for NULL; outputs are untouched then. */
bool base64_url_read(Arena *arena, const char *text, const unsigned char **bytes, size_t *count);

enum { SHA256_BYTES = 32 };
/* SHA-256 (FIPS 180-4), where the formats of others ask for it. */
void sha256_of(const void *bytes, size_t count, unsigned char sum[SHA256_BYTES]);

void random_fill(void *bytes, size_t count); /* from the kernel; cannot fail */
/* 1 or more: by which one run of a program, and its leases, are told from another's. */
int64_t random_number(void);
