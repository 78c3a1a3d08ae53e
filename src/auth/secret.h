/* Secrets: what proves a session, a token or a link, being nothing but chance.
 *
 * 256 bits from the kernel, written in base64url (ASVS 5.0, 7.2.3 asks for 128 bits of entropy). A
 * database keeps only the digest, keyed with the workspace's secret: who reads the database cannot
 * sign in with what is there. One reading of an index finds it, so nothing is compared in a time
 * that tells.
 */
#pragma once

#include "base/digest.h"
#include "base/err.h"

#include <stdbool.h>

enum { SECRET_BYTES = 32, SECRET_LENGTH = 43 /* characters */ };

char *secret_new(Arena *arena);
/* What `prefix` and a secret make: "beck_…" of a token, so that scanners of leaked secrets know it.
 */
char *secret_new_with(Arena *arena, const char *prefix);

/* What is kept of it. `use` keeps secrets of different uses apart ("session"), `key` is the
 * workspace's. False: it cannot be one (NULL, too short, too long). */
bool secret_digest(const unsigned char key[DIGEST_KEY_BYTES], const char *use, const char *secret,
                   Digest *digest);

/* Codes to be kept on paper for the day the phone is lost: "2k7d-…", 120 bits each, so that a
 * digest keeps them well enough (ASVS 5.0, 6.5.2). What is typed is read without regard to case,
 * blanks and dashes, o for 0 and l or i for 1. */
enum { RECOVERY_CODES = 10 };
char *recovery_code_new(Arena *arena);
bool recovery_code_digest(const unsigned char key[DIGEST_KEY_BYTES], const char *typed,
                          Digest *digest);
