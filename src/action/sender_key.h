/* Keys of a sender: the signature of its domain on what it sends (DKIM; mail/dkim.h), where the
 * server behind it makes none.
 *
 * A sender has at most one key of each kind; with both, a mail carries two signatures, for not
 * everybody verifies Ed25519. Beck makes the keys and keeps the private halves sealed; the public
 * ones are records that the domain's admin puts into DNS.
 */
#pragma once

#include "action/sender.h"

enum { SENDER_KEYS_MOST = 2 };

typedef struct SenderKey {
    const char *kind;      /* "rsa", "ed25519" */
    const char *name;      /* where it stands: "beck._domainkey.reed.example" */
    const char *record;    /* what is to stand there (TXT) */
    const char *published; /* "yes", "no", "another"; "unknown": no name server answered; NULL: not
                              looked for */
} SenderKey;

typedef struct SenderKeys {
    SenderKey at[SENDER_KEYS_MOST];
    size_t count;
} SenderKeys;

typedef struct SenderKeyInput {
    const char *kind;     /* NULL: "rsa" */
    const char *domain;   /* NULL: the address's */
    const char *selector; /* NULL: "beck", "beck-ed25519" */
    bool anew;            /* another one, although there is one of the kind */
} SenderKeyInput;

/* Makes a key where there is none of the kind, and tells all of them. Audited. INPUT names the
 * field: no kind, no name in DNS, a domain that is not the address's or above it (DMARC would not
 * count the signature). */
bool sender_key_make(Context *context, Arena *arena, int64_t id, const SenderKeyInput *input,
                     SenderKeys *keys, Err *err);
/* `look`: the name servers are asked what stands there; `name_server` as in base/mail_exchange.h,
 * or NULL. Waits a few seconds at most. */
bool sender_key_list(Context *context, Arena *arena, int64_t id, bool look, const char *name_server,
                     SenderKeys *keys, Err *err);
/* All of them: nothing is signed any more. Audited. MISSING: it has none. */
bool sender_key_end(Context *context, Arena *arena, int64_t id, Err *err);
