/* Passkeys, against an authenticator of our own: what is right passes, each thing bent is refused.
 */
#include "authenticator.h"

#include "base/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const PasskeySite site = {"https://beck.ford.example", "beck.ford.example", "Ford Pumps"};
static const char challenge[] = "c2VjcmV0LWNoYWxsZW5nZS1vZi0zMi1ieXRlcy4uLi4";
static const Bytes handle = {(const unsigned char *)"handle of ann", 13};

static Passkey made_by(const Authenticator *authenticator, Arena *arena)
{
    Passkey made = {0};
    Err err = {0};
    PasskeyAnswer answer = authenticator_create(authenticator, arena, challenge);
    if (!passkey_created(arena, &site, challenge, &answer, &made, &err))
        fail_msg("%s", err.message);
    return made;
}

static void test_made_and_used(void **state)
{
    for (int kind = KEY_ES256; kind <= KEY_EDDSA; kind++) {
        auto_arena Arena *arena = arena_new();
        Authenticator phone = authenticator_new((AuthenticatorKey)kind, site.origin, site.rp_id);
        phone.flags |= 0x18; /* it may live elsewhere too, and does */
        Passkey made = made_by(&phone, arena);
        assert_int_equal(made.algorithm, kind == KEY_ES256 ? -7 : -8);
        assert_int_equal(made.id.count, sizeof phone.id);
        assert_memory_equal(made.id.at, phone.id, sizeof phone.id);
        assert_true(made.synced);
        phone.counter = 7;
        phone.user_handle = base64_url(arena, handle.at, handle.count);
        PasskeyAnswer answer = authenticator_get(&phone, arena, challenge);
        const char *said = NULL;
        Bytes id;
        uint32_t counter = 0;
        Err err = {0};
        assert_true(passkey_challenge(arena, &answer, &said, &err));
        assert_string_equal(said, challenge);
        assert_true(passkey_id(arena, &answer, &id, &err));
        assert_memory_equal(id.at, phone.id, sizeof phone.id);
        if (!passkey_proved(arena, &site, challenge, &answer, &made, handle, &counter, &err))
            fail_msg("%s", err.message);
        assert_int_equal(counter, 7);
        authenticator_free(&phone);
    }
}

typedef void Bend(Authenticator *authenticator);

static void bend_origin(Authenticator *authenticator)
{
    authenticator->origin = "https://beck.ford.example.evil.example";
}
static void bend_site(Authenticator *authenticator)
{
    authenticator->rp_id = "ford.example";
}
static void bend_type(Authenticator *authenticator)
{
    authenticator->type = "webauthn.other";
}
static void bend_present(Authenticator *authenticator)
{
    authenticator->flags = 0x04;
}
static void bend_verified(Authenticator *authenticator)
{
    authenticator->flags = 0x01;
}
static void bend_frame(Authenticator *authenticator)
{
    authenticator->extra = ",\"crossOrigin\":true";
}
static void bend_top(Authenticator *authenticator)
{
    authenticator->extra = ",\"crossOrigin\":false,\"topOrigin\":\"https://evil.example\"";
}

static Bend *const bends[] = {bend_origin,   bend_site,  bend_type, bend_present,
                              bend_verified, bend_frame, bend_top};

static void test_each_thing_bent_is_refused(void **state)
{
    auto_arena Arena *arena = arena_new();
    Authenticator phone = authenticator_new(KEY_ES256, site.origin, site.rp_id);
    Passkey known = made_by(&phone, arena);
    for (size_t i = 0; i < sizeof bends / sizeof *bends; i++) {
        Authenticator bent = phone;
        bends[i](&bent);
        Err err = {0};
        Passkey made;
        uint32_t counter;
        PasskeyAnswer created = authenticator_create(&bent, arena, challenge);
        PasskeyAnswer got = authenticator_get(&bent, arena, challenge);
        if (passkey_created(arena, &site, challenge, &created, &made, &err) ||
            err.kind != ERR_DENIED)
            fail_msg("made though bent, %zu: %s", i, err.message);
        if (passkey_proved(arena, &site, challenge, &got, &known, handle, &counter, &err) ||
            err.kind != ERR_DENIED)
            fail_msg("used though bent, %zu: %s", i, err.message);
    }
    authenticator_free(&phone);
}

static void assert_denied(const Authenticator *phone, const char *asked, const Passkey *known,
                          const char *because)
{
    auto_arena Arena *arena = arena_new();
    Err err = {0};
    uint32_t counter = 99;
    PasskeyAnswer answer = authenticator_get(phone, arena, challenge);
    assert_false(passkey_proved(arena, &site, asked, &answer, known, handle, &counter, &err));
    assert_int_equal(err.kind, ERR_DENIED);
    assert_int_equal(counter, 99);
    if (!strstr(err.message, because))
        fail_msg("%s", err.message);
}

static void test_another_key_question_person_or_copy(void **state)
{
    auto_arena Arena *arena = arena_new();
    Authenticator phone = authenticator_new(KEY_ES256, site.origin, site.rp_id);
    Authenticator thief = authenticator_new(KEY_ES256, site.origin, site.rp_id);
    Passkey known = made_by(&phone, arena);
    assert_denied(&thief, challenge, &known, "signature");
    assert_denied(&phone, "YW5vdGhlci1jaGFsbGVuZ2U", &known, "another question");
    known.counter = 8;
    phone.counter = 8; /* not grown */
    assert_denied(&phone, challenge, &known, "a copy");
    phone.counter = 0;
    assert_denied(&phone, challenge, &known, "a copy");
    phone.counter = 9;
    phone.user_handle = "Ym9i";
    assert_denied(&phone, challenge, &known, "another person");
    authenticator_free(&phone);
    authenticator_free(&thief);
}

static void test_what_cannot_be_read(void **state)
{
    auto_arena Arena *arena = arena_new();
    Authenticator phone = authenticator_new(KEY_ES256, site.origin, site.rp_id);
    PasskeyAnswer whole = authenticator_create(&phone, arena, challenge);
    static const char *const broken[] = {NULL, "", "!", "AAAA", "oA", "_____w", "ow"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        PasskeyAnswer answer = whole;
        Passkey made;
        Err err = {0};
        answer.attestation = broken[i];
        assert_false(passkey_created(arena, &site, challenge, &answer, &made, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(err.field, "attestation");
        answer = whole;
        answer.client_data = broken[i];
        assert_false(passkey_created(arena, &site, challenge, &answer, &made, &err));
        assert_int_equal(err.kind, ERR_INPUT);
    }
    authenticator_free(&phone);
}

static void test_sites(void **state)
{
    auto_arena Arena *arena = arena_new();
    PasskeySite read = {0};
    Err err = {0};
    assert_true(passkey_site(arena, "https://beck.ford.example:8443", "Ford", &read, &err));
    assert_string_equal(read.rp_id, "beck.ford.example");
    assert_string_equal(read.origin, "https://beck.ford.example:8443");
    assert_true(passkey_site(arena, "http://localhost:2325", "Ford", &read, &err));
    assert_string_equal(read.rp_id, "localhost");
    static const char *const wrong[] = {
        "http://beck.ford.example",
        "https://192.168.1.7",
        "https://[::1]:2325",
        "https://",
        "https://beck.ford.example/",
        "beck.ford.example",
        "https://a b",
        "http://127.0.0.1:2325",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (passkey_site(arena, wrong[i], "Ford", &read, &err))
            fail_msg("%s was taken", wrong[i]);
}

static void test_options(void **state)
{
    auto_arena Arena *arena = arena_new();
    auto_buf Buf out = buf_new(4096);
    PasskeyPerson person = {handle, "Ann Ford"};
    Bytes known = {(const unsigned char *)"foo", 3};
    doc_write_json(passkey_creation_options(arena, &site, &person, "Y2hhbGxlbmdl", &known, 1), &out,
                   0);
    assert_string_equal(
        out.at,
        "{\"challenge\":\"Y2hhbGxlbmdl\",\"rp\":{\"id\":\"beck.ford.example\",\"name\":\"Ford "
        "Pumps\"},\"user\":{\"id\":\"aGFuZGxlIG9mIGFubg\",\"name\":\"Ann Ford\",\"displayName\":"
        "\"Ann Ford\"},\"pubKeyCredParams\":[{\"type\":\"public-key\",\"alg\":-8},{\"type\":"
        "\"public-key\",\"alg\":-7},{\"type\":\"public-key\",\"alg\":-257}],\"timeout\":300000,"
        "\"excludeCredentials\":[{\"type\":\"public-key\",\"id\":\"Zm9v\"}],"
        "\"authenticatorSelection\":{\"residentKey\":\"required\",\"requireResidentKey\":true,"
        "\"userVerification\":\"required\"},\"attestation\":\"none\"}");
    buf_clear(&out);
    doc_write_json(passkey_request_options(arena, &site, "Y2hhbGxlbmdl"), &out, 0);
    assert_string_equal(out.at, "{\"challenge\":\"Y2hhbGxlbmdl\",\"rpId\":\"beck.ford.example\","
                                "\"timeout\":300000,\"userVerification\":\"required\"}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_made_and_used),
        cmocka_unit_test(test_each_thing_bent_is_refused),
        cmocka_unit_test(test_another_key_question_person_or_copy),
        cmocka_unit_test(test_what_cannot_be_read),
        cmocka_unit_test(test_sites),
        cmocka_unit_test(test_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
