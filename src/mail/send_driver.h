/* What the module `beck-send` gives address.c and dkim.c: the table `beck_module_send`.
 *
 * Behind it stand libidn2 and OpenSSL's libcrypto, which only what sends needs, and only for what
 * is rare. The module calls nothing of the program's; any thread may call it.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum DkimAlgorithm { DKIM_RSA, DKIM_ED25519 } DkimAlgorithm;
typedef struct DkimSecret DkimSecret; /* a private key of libcrypto's */

enum { DKIM_SHA256_BYTES = 32, DKIM_SIGNATURE_MOST = 1024 /* RSA with 8192 bits */ };

typedef struct SendDriver {
    /* A domain of any script as A-labels (IDNA 2008, UTS 46 non-transitional), NUL-terminated;
     * false when it cannot be a domain or there is no room. */
    bool (*domain_to_ascii)(const char *domain, char *ascii, size_t size);

    /* A private key in PEM. NULL: `why` says what is wrong. Signing with one key is for any
     * threads at once. */
    DkimSecret *(*dkim_open)(const char *pem, size_t length, DkimAlgorithm *algorithm,
                             const char **why);
    void (*dkim_close)(DkimSecret *secret);
    /* RSA signs the bytes by way of SHA-256 (PKCS#1 v1.5), Ed25519 as they are. How long the
     * signature is; 0 when libcrypto fails. */
    size_t (*dkim_sign)(DkimSecret *secret, const void *bytes, size_t count,
                        unsigned char signature[DKIM_SIGNATURE_MOST]);
    /* A new key in PEM, NUL-terminated (RSA: 2048 bits); and the public half as DNS has it in p=:
     * of RSA a SubjectPublicKeyInfo in DER, of Ed25519 its 32 bytes (RFC 8463 §4). How long it is;
     * 0 when libcrypto fails or there is no room. */
    size_t (*dkim_make)(DkimAlgorithm algorithm, char *pem, size_t room);
    size_t (*dkim_public)(DkimSecret *secret, unsigned char *bytes, size_t room);
    bool (*sha256)(const void *bytes, size_t count, unsigned char sum[DKIM_SHA256_BYTES]);
} SendDriver;

/* BROKEN: the module is missing. */
const SendDriver *send_driver(Err *err);
