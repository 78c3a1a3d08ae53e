/* The module beck-send: OpenSSL's libcrypto. */
#include "mail/send_part.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

/* RFC 8301 §3.2: at least 1024 bits. Beyond 4096 many verifiers give up. */
enum { RSA_BITS_LEAST = 1024, RSA_BITS_MOST = 8192, RSA_BITS_MADE = 2048 };

/* Nobody is asked on a terminal. */
static int no_passphrase(char *to, int size, int writing, void *with)
{
    return -1;
}

static const char *unfit(EVP_PKEY *key, DkimAlgorithm *algorithm)
{
    int bits = EVP_PKEY_get_bits(key);
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_ED25519:
        *algorithm = DKIM_ED25519;
        return NULL;
    case EVP_PKEY_RSA:
        *algorithm = DKIM_RSA;
        return bits < RSA_BITS_LEAST || bits > RSA_BITS_MOST
                   ? "an RSA key of DKIM has 1024 to 8192 bits, best 2048"
                   : NULL;
    default:
        return "DKIM knows keys of RSA and Ed25519 only";
    }
}

DkimSecret *crypto_open(const char *pem, size_t length, DkimAlgorithm *algorithm, const char **why)
{
    *why = "it is no private key in PEM without a passphrase";
    BIO *bytes = length <= INT_MAX ? BIO_new_mem_buf(pem, (int)length) : NULL;
    EVP_PKEY *key = bytes ? PEM_read_bio_PrivateKey(bytes, NULL, no_passphrase, NULL) : NULL;
    BIO_free(bytes);
    if (!key)
        return NULL;
    const char *wrong = unfit(key, algorithm);
    if (wrong) {
        EVP_PKEY_free(key);
        *why = wrong;
        return NULL;
    }
    return (DkimSecret *)key;
}

void crypto_close(DkimSecret *secret)
{
    EVP_PKEY_free((EVP_PKEY *)secret);
}

size_t crypto_sign(DkimSecret *secret, const void *bytes, size_t count,
                   unsigned char signature[DKIM_SIGNATURE_MOST])
{
    EVP_PKEY *key = (EVP_PKEY *)secret;
    const EVP_MD *digest = EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519 ? NULL : EVP_sha256();
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t length = DKIM_SIGNATURE_MOST;
    bool done = context && EVP_DigestSignInit(context, NULL, digest, NULL, key) == 1 &&
                EVP_DigestSign(context, signature, &length, bytes, count) == 1;
    EVP_MD_CTX_free(context);
    return done ? length : 0;
}

size_t crypto_make(DkimAlgorithm algorithm, char *pem, size_t room)
{
    EVP_PKEY *key = algorithm == DKIM_ED25519 ? EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")
                                              : EVP_PKEY_Q_keygen(NULL, NULL, "RSA", RSA_BITS_MADE);
    BIO *bytes = key ? BIO_new(BIO_s_mem()) : NULL;
    int length = 0;
    if (bytes && PEM_write_bio_PKCS8PrivateKey(bytes, key, NULL, NULL, 0, NULL, NULL) == 1 &&
        room <= INT_MAX)
        length = BIO_read(bytes, pem, (int)room - 1);
    bool whole = length > 0 && BIO_pending(bytes) == 0;
    BIO_free(bytes);
    EVP_PKEY_free(key);
    if (whole)
        pem[length] = '\0';
    return whole ? (size_t)length : 0;
}

size_t crypto_public(DkimSecret *secret, unsigned char *bytes, size_t room)
{
    EVP_PKEY *key = (EVP_PKEY *)secret;
    size_t length = room;
    if (EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519)
        return EVP_PKEY_get_raw_public_key(key, bytes, &length) == 1 ? length : 0;
    unsigned char *der = NULL;
    int made = i2d_PUBKEY(key, &der);
    bool fits = made > 0 && (size_t)made <= room;
    if (fits)
        memcpy(bytes, der, (size_t)made);
    OPENSSL_free(der);
    return fits ? (size_t)made : 0;
}

bool crypto_sha256(const void *bytes, size_t count, unsigned char sum[DKIM_SHA256_BYTES])
{
    return EVP_Digest(bytes, count, sum, NULL, EVP_sha256(), NULL) == 1;
}
