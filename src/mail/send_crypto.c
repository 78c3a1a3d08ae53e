/* The module beck-send: OpenSSL's libcrypto. */
#include "mail/send_part.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

/* RFC 8301 §3.2: at least 1024 bits. Beyond 4096 many verifiers give up. */
enum { RSA_BITS_LEAST = 1024, RSA_BITS_MOST = 8192 };

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

bool crypto_sha256(const void *bytes, size_t count, unsigned char sum[DKIM_SHA256_BYTES])
{
    return EVP_Digest(bytes, count, sum, NULL, EVP_sha256(), NULL) == 1;
}
