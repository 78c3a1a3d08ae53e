#include "auth/signin_part.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <string.h>

/* libfido2 reads authenticator data only of the algorithm it was told before, so each is tried. */
static const int algorithms[] = {COSE_ES256, COSE_EDDSA, COSE_RS256};

static bool copy(unsigned char *to, size_t most, const unsigned char *from, size_t count)
{
    if (!from || !count || count > most)
        return false;
    memcpy(to, from, count);
    return true;
}

static bool read_as(int algorithm, Bytes data, PasskeyMade *made)
{
    fido_cred_t *credential = fido_cred_new();
    bool read = credential && fido_cred_set_type(credential, algorithm) == FIDO_OK &&
                fido_cred_set_authdata_raw(credential, data.at, data.count) == FIDO_OK;
    if (read) {
        made->algorithm = algorithm;
        made->id_count = fido_cred_id_len(credential);
        made->key_count = fido_cred_pubkey_len(credential);
        made->counter = fido_cred_sigcount(credential);
        made->flags = fido_cred_flags(credential);
        memcpy(made->site, data.at, sizeof made->site);
        read = copy(made->id, sizeof made->id, fido_cred_id_ptr(credential), made->id_count) &&
               copy(made->key, sizeof made->key, fido_cred_pubkey_ptr(credential), made->key_count);
    }
    fido_cred_free(&credential);
    return read;
}

bool fido_read_passkey(Bytes authenticator_data, PasskeyMade *made)
{
    PasskeyMade read = {0};
    if (authenticator_data.count < sizeof read.site)
        return false;
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++)
        if (read_as(algorithms[i], authenticator_data, &read)) {
            *made = read;
            return true;
        }
    return false;
}

/* --- the keys of the three algorithms --- */

static bool verify_es256(const fido_assert_t *assertion, Bytes key)
{
    es256_pk_t *public = es256_pk_new();
    bool right = public && es256_pk_from_ptr(public, key.at, key.count) == FIDO_OK &&
                 fido_assert_verify(assertion, 0, COSE_ES256, public) == FIDO_OK;
    es256_pk_free(&public);
    return right;
}

static bool verify_eddsa(const fido_assert_t *assertion, Bytes key)
{
    eddsa_pk_t *public = eddsa_pk_new();
    bool right = public && eddsa_pk_from_ptr(public, key.at, key.count) == FIDO_OK &&
                 fido_assert_verify(assertion, 0, COSE_EDDSA, public) == FIDO_OK;
    eddsa_pk_free(&public);
    return right;
}

static bool verify_rs256(const fido_assert_t *assertion, Bytes key)
{
    rs256_pk_t *public = rs256_pk_new();
    bool right = public && rs256_pk_from_ptr(public, key.at, key.count) == FIDO_OK &&
                 fido_assert_verify(assertion, 0, COSE_RS256, public) == FIDO_OK;
    rs256_pk_free(&public);
    return right;
}

static bool verify(const fido_assert_t *assertion, int algorithm, Bytes key)
{
    switch (algorithm) {
    case COSE_ES256:
        return verify_es256(assertion, key);
    case COSE_EDDSA:
        return verify_eddsa(assertion, key);
    case COSE_RS256:
        return verify_rs256(assertion, key);
    default:
        return false;
    }
}

bool fido_check_passkey(int algorithm, Bytes key, const char *rp_id, const PasskeyProof *proof,
                        uint32_t *counter, uint8_t *flags)
{
    fido_assert_t *assertion = fido_assert_new();
    bool right =
        assertion &&
        fido_assert_set_clientdata(assertion, proof->client_data.at, proof->client_data.count) ==
            FIDO_OK &&
        fido_assert_set_rp(assertion, rp_id) == FIDO_OK &&
        fido_assert_set_count(assertion, 1) == FIDO_OK &&
        fido_assert_set_up(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_uv(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_authdata_raw(assertion, 0, proof->authenticator_data.at,
                                     proof->authenticator_data.count) == FIDO_OK &&
        fido_assert_set_sig(assertion, 0, proof->signature.at, proof->signature.count) == FIDO_OK &&
        verify(assertion, algorithm, key);
    if (right) {
        *counter = fido_assert_sigcount(assertion, 0);
        *flags = fido_assert_flags(assertion, 0);
    }
    fido_assert_free(&assertion);
    return right;
}
