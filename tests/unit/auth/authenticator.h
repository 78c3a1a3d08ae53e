/* An authenticator as a phone or a stick has one: makes a key and signs with it, in the formats of
 * WebAuthn, by OpenSSL. Everything it says can be bent, for the tests of what is refused. */
#pragma once

#include "auth/passkey.h"

#include <stdint.h>

typedef enum AuthenticatorKey { KEY_ES256, KEY_EDDSA } AuthenticatorKey;

typedef struct Authenticator {
    void *key; /* EVP_PKEY */
    AuthenticatorKey kind;
    const char *rp_id;
    const char *origin;
    const char *type;  /* NULL: what it should be */
    const char *extra; /* further members of the client data: ",\"crossOrigin\":true" */
    uint8_t flags;     /* user present and verified: 0x05 */
    uint32_t counter;
    unsigned char id[16];
    const char *user_handle;
} Authenticator;

Authenticator authenticator_new(AuthenticatorKey kind, const char *origin, const char *rp_id);
void authenticator_free(Authenticator *authenticator);

/* The app on it: the six digits of a secret in base32 at a time (RFC 6238). */
char *authenticator_digits(Arena *arena, const char *base32, int64_t now);

PasskeyAnswer authenticator_create(const Authenticator *authenticator, Arena *arena,
                                   const char *challenge);
PasskeyAnswer authenticator_get(const Authenticator *authenticator, Arena *arena,
                                const char *challenge);
