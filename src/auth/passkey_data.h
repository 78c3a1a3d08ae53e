/* The bytes of authenticators: CBOR (RFC 8949) as CTAP2 writes it, and what is in it. For passkey.c
 * alone.
 *
 * libfido2 reads the same bytes after us, by libcbor, which allocates what a length claims (2 GB
 * for five bytes). So nothing goes there that was not walked through here: definite lengths only,
 * none beyond its bytes, at most 4 levels, as CTAP2's canonical form has it. Nothing is allocated.
 */
#pragma once

#include "auth/signin_driver.h"

/* The authenticator data of an attestation object (WebAuthn §6.5), a part of it. False: it is none,
 * or something follows it. */
bool attestation_data(Bytes attestation, Bytes *authenticator_data);

/* Authenticator data is whole (§6.1): hash, flags, counter; key and extensions where the flags say
 * so, and nothing else. */
bool authenticator_data_sound(Bytes data);
