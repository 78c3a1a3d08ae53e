/* Signatures of DKIM: the vector of RFC 8463, relaxing, and what is signed. Whether others verify
 * them is asked in tests/property/dkim_many.py. */
#include "mail_test.h"

#include "base/digest.h"
#include "mail/dkim_part.h"

#include <string.h>

/* RFC 8463, appendix A.1, its 32 bytes in the frame of PKCS #8 (RFC 8410). */
static const char rfc_key[] = "-----BEGIN PRIVATE KEY-----\n"
                              "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                              "-----END PRIVATE KEY-----\n";

static DkimKey *key_of(const char *pem)
{
    DkimKey *key;
    Err err = {0};
    if (!dkim_key_open(pem, strlen(pem), &key, &err))
        fail_msg("%s", err.message);
    return key;
}

static void test_rfc_8463(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const char body[] = "Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";
    auto_buf Buf relaxed = buf_new(4096);
    dkim_relax_body(body, sizeof body - 1, &relaxed);
    unsigned char sum[SHA256_BYTES];
    sha256_of(relaxed.at, relaxed.length, sum);
    assert_string_equal(base64(arena, sum, sizeof sum),
                        "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
    static const char *const fields[] = {
        "From: Joe SixPack <joe@football.example.com>",
        "To: Suzie Q <suzie@shopping.example.net>",
        "Subject: Is dinner ready?",
        "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)",
        "Message-ID: <20030712040037.46341.5F8J@football.example.com>",
        "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
        " d=football.example.com; i=@football.example.com;\r\n"
        " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n"
        " subject : date : message-id : from : subject : date;\r\n"
        " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
        " b=",
    };
    buf_clear(&relaxed);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        buf_adds(&relaxed, i ? "\r\n" : "");
        dkim_relax_field(fields[i], strlen(fields[i]), &relaxed);
    }
    DkimKey *key = key_of(rfc_key);
    unsigned char signature[DKIM_SIGNATURE_MOST];
    size_t length = dkim_signature(key, &relaxed, signature);
    dkim_key_close(key);
    assert_string_equal(base64(arena, signature, length),
                        "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus"
                        "Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==");
}

static void test_relaxing(void **state)
{
    static const struct {
        const char *body, *relaxed;
    } bodies[] = {
        {"", ""},
        {"\r\n\r\n", ""},
        {" \t\r\n", ""},
        {"a", "a\r\n"},
        {" C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n"}, /* RFC 6376 §3.4.5 */
        {"a\r\n \r\nb", "a\r\n\r\nb\r\n"},
        {"a\nb\r", "a\nb\r\r\n"},
    };
    static const struct {
        const char *field, *relaxed;
    } fields[] = {
        {"A: X", "a:X"},
        {"B : Y\t\r\n\tZ  ", "b:Y Z"}, /* the same */
        {"Subject:", "subject:"},
        {"Subject:\r\n long\r\n\r\n ", "subject:long"},
    };
    auto_buf Buf out = buf_new(4096);
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        buf_clear(&out);
        dkim_relax_body(bodies[i].body, strlen(bodies[i].body), &out);
        assert_string_equal(out.at, bodies[i].relaxed);
    }
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        buf_clear(&out);
        dkim_relax_field(fields[i].field, strlen(fields[i].field), &out);
        assert_string_equal(out.at, fields[i].relaxed);
    }
}

static void test_header(void **state)
{
    static const char mail[] =
        "To: b@example.com\r\nFrom: a@example.com\r\nReceived: x\r\n"
        "Subject: s\r\nList-Unsubscribe:\r\n <https://a.example>\r\n\r\nhi\r\n";
    DkimKey *key = key_of(rfc_key);
    const DkimSigner signer = {"example.com", "beck", key};
    auto_buf Buf out = buf_new(4096);
    Err err = {0};
    assert_true(dkim_sign(&signer, mail, sizeof mail - 1, 1795428600, &out, &err));
    static const char expected[] =
        "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=example.com;\r\n"
        " s=beck; t=1795428600; h=from :from :reply-to :to :to :cc :subject :subject\r\n"
        " :date :list-unsubscribe :content-type;\r\n"
        " bh=";
    assert_memory_equal(out.at, expected, sizeof expected - 1);
    assert_string_equal(out.at + out.length - 2, "\r\n");
    dkim_key_close(key);
}

static void test_refused(void **state)
{
    static const char mail[] = "From: a@example.com\r\n\r\nhi\r\n";
    DkimKey *key = key_of(rfc_key);
    const struct {
        DkimSigner signer;
        const char *mail;
    } wrong[] = {
        {{"", "beck", key}, mail},
        {{"example.com; l=0", "beck", key}, mail},
        {{"example.com", "a b", key}, mail},
        {{"example.com", NULL, key}, mail},
        {{"example.com", "beck", key}, ""},
        {{"example.com", "beck", key}, "To: b@example.com\r\n\r\nhi\r\n"},
        {{"example.com", "beck", key}, "no field\r\nFrom: a@example.com\r\n\r\n"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        auto_buf Buf out = buf_new(4096);
        buf_adds(&out, "kept");
        Err err = {0};
        assert_false(
            dkim_sign(&wrong[i].signer, wrong[i].mail, strlen(wrong[i].mail), 1, &out, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(out.at, "kept");
    }
    auto_buf Buf small = buf_new(100);
    Err err = {0};
    assert_false(dkim_sign(&wrong[0].signer, mail, sizeof mail - 1, 1, &small, &err));
    dkim_key_close(key);
}

static void test_keys(void **state)
{
    /* nothing, a passphrase, a key of a curve that DKIM does not know */
    static const char *const wrong[] = {
        "", "no key",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMA==\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\n"
        "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgevZzL1gdAFr88hb2\n"
        "OF/2NxApJCzGCEDdfSp6VQO30hyhRANCAAQRWz+jn65BtOMvdyHKcvjBeBSDZH2r\n"
        "1RTwjmYSi9R/zpBnuQ4EiMnCqfMPWiZqB4QdbAd0E7oH50VpuZ1P087G\n"
        "-----END PRIVATE KEY-----\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        DkimKey *key;
        Err err = {0};
        assert_false(dkim_key_open(wrong[i], strlen(wrong[i]), &key, &err));
        assert_int_equal(err.kind, ERR_INPUT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rfc_8463), cmocka_unit_test(test_relaxing),
        cmocka_unit_test(test_header), cmocka_unit_test(test_refused), cmocka_unit_test(test_keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
