/* Unsubscribe: the token of the link that ends mails (or texts) to an address, for ever.
 *
 * It names the workspace, the channel and the address's hash, so that it works when the contact,
 * the touch and the whole lead are long erased, and says nothing to who reads it; it never expires
 * and is the same for every mail to one address. A proof of 80 bits, keyed with the workspace's
 * secret, makes it ours. Some 40 letters of base64url. Pure; any thread.
 */
#pragma once

#include "base/digest.h"
#include "mail/mark.h"

typedef struct Unsubscribe {
    int64_t workspace; /* 1 or more */
    char channel;      /* a letter that never changes its meaning: 'e' mails, 't' texts */
    Digest address;    /* as suppressions keep it */
} Unsubscribe;

enum { UNSUBSCRIBE_LONGEST = 51 }; /* letters */

char *unsubscribe_token(Arena *arena, const unsigned char secret[DIGEST_KEY_BYTES],
                        const Unsubscribe *what);
/* Which workspace it says it is of, so that its secret can be fetched; proves nothing. False when
 * it is no token. */
bool unsubscribe_workspace(const char *token, int64_t *workspace);
/* False, `what` untouched: not ours. */
bool unsubscribe_read(const unsigned char secret[DIGEST_KEY_BYTES], const char *token,
                      Unsubscribe *what);
