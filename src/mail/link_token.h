/* Link tokens: what stands behind the links of our mails, texts and letters but unsubscribe's.
 *
 *     d  a file, as a download                        /d/TOKEN
 *     r  a link of a mail, on its way to its target   /r/TOKEN
 *     o  the invisible image that tells of an opening /o/TOKEN
 *
 * A token names the workspace, the touch whose message it stood in (0: none) and one number (the
 * file, or which link of the message it is); that of a link has its target in it as well, so that
 * it goes there and nowhere else, also when the message is long erased, and nothing is kept for it.
 * A proof of 80 bits, keyed with the workspace's secret, makes it ours: nobody guesses one, and no
 * target can be put into one by others. It never expires; a file's ends with the file. Some 30
 * letters of base64url, of a link some 30 and four thirds of its target. Pure; any thread.
 */
#pragma once

#include "base/arena.h"
#include "base/digest.h"

#include <stdbool.h>
#include <stdint.h>

#define LINK_FILE   'd'
#define LINK_TARGET 'r'
#define LINK_OPENED 'o'

enum {
    LINK_URL_MOST = 700,     /* bytes of a target; a longer one stays as it is */
    LINK_TOKEN_LONGEST = 990 /* letters */
};

typedef struct LinkToken {
    char kind;
    int64_t workspace; /* 1 or more */
    int64_t touch;     /* 0: of none */
    int64_t number;    /* of the file; which link of the message, from 0 */
    const char *url;   /* LINK_TARGET's target; else "" */
} LinkToken;

/* NULL: the target is longer than LINK_URL_MOST. */
char *link_token_write(Arena *arena, const unsigned char secret[DIGEST_KEY_BYTES],
                       const LinkToken *token);
/* False, `token` untouched: none of ours, or of another kind. `url` lives in `arena`. */
bool link_token_read(Arena *arena, const unsigned char secret[DIGEST_KEY_BYTES], char kind,
                     const char *text, LinkToken *token);
