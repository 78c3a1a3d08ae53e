/* Passwords: which are good enough, and how one is kept.
 *
 * The policy is that of OWASP ASVS 5.0, 6.2: at least 8 characters and room for passphrases (6.2.1,
 * 6.2.9), no rules about kinds of characters (6.2.5), taken exactly as typed (6.2.8), none of the
 * commonest (6.2.4) and none made of the words that anybody would try here first: the person's name
 * and mailbox, the company's name, ours (6.2.11).
 *
 * Kept as Argon2id at 19 MiB and two passes, one lane (OWASP Password Storage Cheat Sheet; RFC
 * 9106), by libsodium, as a PHC string that names its parameters: 25 ms and 19 MiB while it runs.
 * Any thread.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>

enum {
    PASSWORD_LEAST = 8,  /* characters */
    PASSWORD_MOST = 256, /* characters; a bound on work, not on secrets */
    PASSWORD_HASH_BYTES = 128
};

/* Whether one may be chosen. `words` are names of the person and of the company, mailboxes too;
 * ends with NULL. INPUT, field "password", with a sentence for the person who chose it. */
bool password_check(const char *password, const char *const *words, Err *err);

/* BROKEN when there is no memory for it. */
bool password_hash(Arena *arena, const char *password, const char **hash, Err *err);
/* With `hash` NULL a hash of nothing is tried and false returned, so that the time does not tell
 * who has a password. Longer than PASSWORD_MOST is false. */
bool password_right(const char *hash, const char *password);
/* It was made with other parameters: at the next sign-in it is made anew. */
bool password_is_old(const char *hash);
