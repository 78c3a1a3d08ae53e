#include "authenticator.h"

#include "base/buf.h"
#include "base/digest.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

Authenticator authenticator_new(AuthenticatorKey kind, const char *origin, const char *rp_id)
{
    Authenticator made = {.kind = kind, .rp_id = rp_id, .origin = origin, .flags = 0x05};
    made.key = kind == KEY_ES256 ? EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256")
                                 : EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    if (!made.key)
        abort();
    random_fill(made.id, sizeof made.id);
    return made;
}

void authenticator_free(Authenticator *authenticator)
{
    EVP_PKEY_free(authenticator->key);
}

/* The public key as COSE (RFC 9052), in CTAP2's canonical CBOR. */
static void add_cose_key(const Authenticator *authenticator, Buf *out)
{
    unsigned char point[65];
    size_t count = sizeof point;
    if (authenticator->kind == KEY_EDDSA) {
        if (EVP_PKEY_get_raw_public_key(authenticator->key, point, &count) != 1)
            abort();
        buf_add(out, "\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20", 10);
        buf_add(out, point, 32);
        return;
    }
    if (EVP_PKEY_get_octet_string_param(authenticator->key, "pub", point, sizeof point, &count) !=
        1)
        abort();
    buf_add(out, "\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20", 10);
    buf_add(out, point + 1, 32);
    buf_add(out, "\x22\x58\x20", 3);
    buf_add(out, point + 33, 32);
}

/* §6.1: hash of the site, flags, counter; of a new one its id and key. */
static void add_data(const Authenticator *authenticator, bool made, Buf *out)
{
    unsigned char sum[SHA256_BYTES];
    uint32_t counter = authenticator->counter;
    sha256_of(authenticator->rp_id, strlen(authenticator->rp_id), sum);
    buf_add(out, sum, sizeof sum);
    buf_addc(out, (char)(authenticator->flags | (made ? 0x40 : 0)));
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_addc(out, (char)(counter >> shift));
    if (!made)
        return;
    static const char no_make[16];
    buf_add(out, no_make, sizeof no_make);
    buf_add(out, "\0\x10", 2);
    buf_add(out, authenticator->id, sizeof authenticator->id);
    add_cose_key(authenticator, out);
}

static const char *client_data(const Authenticator *authenticator, Arena *arena, const char *type,
                               const char *challenge)
{
    return arena_printf(arena, "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"%s}",
                        authenticator->type ? authenticator->type : type, challenge,
                        authenticator->origin, authenticator->extra ? authenticator->extra : "");
}

PasskeyAnswer authenticator_create(const Authenticator *authenticator, Arena *arena,
                                   const char *challenge)
{
    const char *client = client_data(authenticator, arena, "webauthn.create", challenge);
    auto_buf Buf data = buf_new(4096), object = buf_new(8192);
    add_data(authenticator, true, &data);
    buf_add(&object, "\xa3\x63\x66mt\x64none\x67\x61ttStmt\xa0\x68\x61uthData\x59", 29);
    buf_addc(&object, (char)(data.length >> 8));
    buf_addc(&object, (char)data.length);
    buf_add(&object, data.at, data.length);
    return (PasskeyAnswer){.id = base64_url(arena, authenticator->id, sizeof authenticator->id),
                           .client_data = base64_url(arena, client, strlen(client)),
                           .attestation = base64_url(arena, object.at, object.length)};
}

PasskeyAnswer authenticator_get(const Authenticator *authenticator, Arena *arena,
                                const char *challenge)
{
    const char *client = client_data(authenticator, arena, "webauthn.get", challenge);
    unsigned char signature[256], client_sum[SHA256_BYTES];
    size_t count = sizeof signature;
    auto_buf Buf data = buf_new(4096), signed_bytes = buf_new(4096);
    add_data(authenticator, false, &data);
    sha256_of(client, strlen(client), client_sum);
    buf_add(&signed_bytes, data.at, data.length);
    buf_add(&signed_bytes, client_sum, sizeof client_sum);
    EVP_MD_CTX *signing = EVP_MD_CTX_new();
    const char *sum = authenticator->kind == KEY_ES256 ? "SHA256" : NULL;
    if (EVP_DigestSignInit_ex(signing, NULL, sum, NULL, NULL, authenticator->key, NULL) != 1 ||
        EVP_DigestSign(signing, signature, &count, (const unsigned char *)signed_bytes.at,
                       signed_bytes.length) != 1)
        abort();
    EVP_MD_CTX_free(signing);
    return (PasskeyAnswer){.id = base64_url(arena, authenticator->id, sizeof authenticator->id),
                           .client_data = base64_url(arena, client, strlen(client)),
                           .authenticator_data = base64_url(arena, data.at, data.length),
                           .signature = base64_url(arena, signature, count),
                           .user_handle = authenticator->user_handle};
}

static size_t read_base32(const char *base32, unsigned char *bytes)
{
    uint32_t bits = 0;
    int held = 0;
    size_t count = 0;
    for (; *base32 && *base32 != '='; base32++) {
        bits = bits << 5 | (uint32_t)(*base32 >= 'A' ? *base32 - 'A' : *base32 - '2' + 26);
        held += 5;
        if (held >= 8)
            bytes[count++] = (unsigned char)(bits >> (held -= 8));
    }
    return count;
}

char *authenticator_digits(Arena *arena, const char *base32, int64_t now)
{
    unsigned char secret[64], sum[64], step[8];
    size_t sum_count = 0, secret_count = read_base32(base32, secret);
    for (int i = 0; i < 8; i++)
        step[i] = (unsigned char)(now / 30 >> (8 * (7 - i)));
    if (!EVP_Q_mac(NULL, "HMAC", NULL, "SHA1", NULL, secret, secret_count, step, sizeof step, sum,
                   sizeof sum, &sum_count))
        abort();
    const unsigned char *at = sum + (sum[sum_count - 1] & 15);
    uint32_t number =
        (uint32_t)(at[0] & 0x7f) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    return arena_printf(arena, "%06u", number % 1000000);
}
