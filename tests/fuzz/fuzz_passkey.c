/* Any bytes, as each of the things a browser hands over for a passkey: nothing breaks, and nothing
 * without a signature is taken for one. */
#include "auth/passkey.h"
#include "auth/passkey_data.h"
#include "auth/signin_part.h"
#include "base/digest.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const unsigned char key[64] = {1};
    static const int algorithms[] = {-7, -8, -257, 0};
    auto_arena Arena *arena = arena_new();
    PasskeyAnswer answer = {.id = base64_url(arena, data, size),
                            .client_data = base64_url(arena, data, size)};
    const char *challenge = NULL;
    Bytes id;
    Err err;
    if (passkey_challenge(arena, &answer, &challenge, &err) && !challenge)
        abort();
    passkey_id(arena, &answer, &id, &err);
    PasskeyMade made;
    Bytes inner;
    if (attestation_data((Bytes){data, size}, &inner) && authenticator_data_sound(inner) &&
        fido_read_passkey(inner, &made) &&
        (!made.id_count || !made.key_count || made.id_count > PASSKEY_ID_MOST ||
         made.key_count > PASSKEY_KEY_MOST))
        abort();
    size_t part = size / 2;
    PasskeyProof proof = {.client_data = {data, size},
                          .authenticator_data = {data, part},
                          .signature = {data + part, size - part}};
    uint32_t counter;
    if (!authenticator_data_sound(proof.authenticator_data))
        return 0;
    uint8_t flags;
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++)
        if (fido_check_passkey(algorithms[i], (Bytes){key, sizeof key}, "beck.ford.example", &proof,
                               &counter, &flags))
            abort();
    return 0;
}
