/* Mark: the number of a touch with a proof that we wrote it, in letters that survive any server.
 *
 * "29c.4k0m8xv2p7qd": base 32 in lower case (Crockford's letters), because local parts are folded
 * by some on their way; the number in as few letters as it needs, then 60 bits of a digest keyed
 * with the workspace's secret. Who does not know the secret finds a valid mark once in 2^60 tries,
 * and the number tells nothing but how many touches there were.
 *
 * One number has one spelling (but for case), so nothing counts twice. Pure; any thread. Of mails
 * by message_id.c and return_path.c alone, of texts by action/text_hook.c.
 */
#pragma once

#include "base/digest.h"

enum { MARK_NUMBER_MOST = 13, MARK_PROOF = 12, MARK_LONGEST = MARK_NUMBER_MOST + 1 + MARK_PROOF };

/* A workspace, and the secret its marks are keyed with; it may have had several. */
typedef struct MailKey {
    int64_t workspace;
    const unsigned char *secret; /* DIGEST_KEY_BYTES */
} MailKey;

typedef struct MailKeys {
    const MailKey *at;
    size_t count;
} MailKeys;

/* Whose touch a mail belongs to. */
typedef struct MailTouch {
    int64_t workspace, touch;
} MailTouch;

/* `use` keeps marks of different places apart ("message-id"). `number` is 1 or more. */
void mark_write(const unsigned char secret[DIGEST_KEY_BYTES], const char *use, int64_t number,
                char separator, char mark[MARK_LONGEST + 1]);
/* `text` of `length` is a mark and nothing else; false, outputs untouched, when it is none of ours.
 */
bool mark_read(const MailKeys *keys, const char *use, char separator, const char *text,
               size_t length, MailTouch *touch);
