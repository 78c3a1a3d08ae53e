/* What the module `beck-signin` gives totp.c, passkey.c and qr.c: the table `beck_module_signin`.
 *
 * Behind it stand liboath, libfido2 and libqrencode, and behind those libcrypto and
 * libudev, which no command but those of sign-in needs. The module calls nothing of the program's;
 * any thread may call it.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PASSKEY_ID_MOST = 1023, PASSKEY_KEY_MOST = 1024, QR_SQUARES_MOST = 177 * 177 };

typedef struct Bytes {
    const unsigned char *at;
    size_t count;
} Bytes;

/* What authenticator data says of a key that was just made. */
typedef struct PasskeyMade {
    unsigned char id[PASSKEY_ID_MOST];
    unsigned char key[PASSKEY_KEY_MOST]; /* as libfido2 spells it, by algorithm */
    unsigned char site[32];              /* SHA-256 of the RP ID */
    size_t id_count, key_count;
    int algorithm; /* COSE: -7 ES256, -8 EdDSA, -257 RS256 */
    uint32_t counter;
    uint8_t flags;
} PasskeyMade;

/* What an authenticator signed. */
typedef struct PasskeyProof {
    Bytes client_data, authenticator_data, signature;
} PasskeyProof;

typedef struct SigninDriver {
    /* The secret in base32; false when there is no room. */
    bool (*totp_spell)(const unsigned char *secret, size_t count, char *base32, size_t size);
    bool (*totp_check)(const unsigned char *secret, size_t count, int64_t now,
                       unsigned step_seconds, const char *digits, uint64_t *step);
    /* Of authenticator data that is whole. False: no key in it, or of no algorithm we take. */
    bool (*passkey_read)(Bytes authenticator_data, PasskeyMade *made);
    /* False: not signed by that key for that site with user presence and verification. */
    bool (*passkey_check)(int algorithm, Bytes key, const char *rp_id, const PasskeyProof *proof,
                          uint32_t *counter, uint8_t *flags);
    /* `size` lines of `size` squares, 1 where it is dark; false when the text is too long. */
    bool (*qr_draw)(const char *text, unsigned char squares[QR_SQUARES_MOST], int *size);
} SigninDriver;

/* NULL: BROKEN, naming what is missing. */
const SigninDriver *signin_driver(Err *err);
