/* Passkeys: signing in with a key that never leaves the phone, the laptop or the stick (W3C Web
 * Authentication Level 3; section numbers below are its).
 *
 * Beck asks for discoverable credentials with user verification (a finger, a face, a PIN), so that
 * one is two factors in one and needs no name typed. Attestation is not asked for ("none") and the
 * statement not looked at: which make of key somebody has is none of our concern (§7.1, step 21).
 * A challenge is a secret (auth/secret.h) that the caller keeps as a digest, finds again by
 * passkey_challenge(), and takes away when it is used (§13.4.3).
 *
 * What is checked: type, challenge, origin, that no other site's frame asked (§7.1 and §7.2, steps
 * 7–11), the site's hash, user present and user verified, the algorithm is one of those we asked
 * for, the signature, and that the counter grew where there is one (§6.1.1): a copied key is
 * DENIED. libfido2 lives in the module `beck-signin`. Any thread.
 */
#pragma once

#include "auth/signin_driver.h"
#include "base/doc.h"
#include "base/err.h"

/* Where Beck is, as the browser sees it. */
typedef struct PasskeySite {
    const char *origin; /* "https://beck.ford.example", with a port that is not the usual one */
    const char *rp_id;  /* its host: "beck.ford.example" */
    const char *name;   /* the company */
} PasskeySite;

/* Of an origin; INPUT when it is none, is an address of numbers, or is neither https nor
 * http://localhost: browsers make no passkeys there. */
bool passkey_site(Arena *arena, const char *origin, const char *name, PasskeySite *site, Err *err);

typedef struct PasskeyPerson {
    Bytes
        handle; /* who, without saying so to anybody: random-looking, at most 64 bytes (§14.6.1) */
    const char *name; /* as one tells one's accounts apart */
} PasskeyPerson;

/* navigator.credentials.create({publicKey}) and .get({publicKey}); binary members in base64url, as
 * PublicKeyCredential.parseCreationOptionsFromJSON() takes them (§5.1.8, §5.1.9). `known` are the
 * person's own, not to be made twice on one authenticator. */
Doc *passkey_creation_options(Arena *arena, const PasskeySite *site, const PasskeyPerson *person,
                              const char *challenge, const Bytes *known, size_t known_count);
Doc *passkey_request_options(Arena *arena, const PasskeySite *site, const char *challenge);

/* What the browser answers (PublicKeyCredential.toJSON()), each in base64url. */
typedef struct PasskeyAnswer {
    const char *id;
    const char *client_data;        /* response.clientDataJSON */
    const char *attestation;        /* response.attestationObject: of a new one */
    const char *authenticator_data; /* response.authenticatorData … */
    const char *signature;
    const char *user_handle; /* or NULL */
} PasskeyAnswer;

/* The challenge an answer is to. INPUT: not readable. */
bool passkey_challenge(Arena *arena, const PasskeyAnswer *answer, const char **challenge, Err *err);
/* The credential's id, by which the caller finds the key. INPUT. */
bool passkey_id(Arena *arena, const PasskeyAnswer *answer, Bytes *id, Err *err);

typedef struct Passkey {
    Bytes id, key;
    int algorithm;    /* COSE */
    uint32_t counter; /* 0: it does not count */
    bool synced;      /* lives on more than one machine (backup state, §6.1.3) */
} Passkey;

/* §7.1. INPUT: not readable; DENIED: not for us, or not verified. The caller refuses an id that it
 * knows already. `made` lives in the arena. */
bool passkey_created(Arena *arena, const PasskeySite *site, const char *challenge,
                     const PasskeyAnswer *answer, Passkey *made, Err *err);
/* §7.2. `handle`: of the person the key is of. `counter` is to be kept. */
bool passkey_proved(Arena *arena, const PasskeySite *site, const char *challenge,
                    const PasskeyAnswer *answer, const Passkey *passkey, Bytes handle,
                    uint32_t *counter, Err *err);
