/* SHA-1 by the vectors of FIPS 180-4's examples, HMAC by those of RFC 2202. */
#include "base/sha1.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *hex(const unsigned char sum[SHA1_BYTES])
{
    static char text[2 * SHA1_BYTES + 1];
    for (size_t i = 0; i < SHA1_BYTES; i++)
        snprintf(text + 2 * i, 3, "%02x", sum[i]);
    return text;
}

static void sums(void **state)
{
    static const struct {
        const char *bytes, *sum;
    } rows[] = {
        {"", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
        {"abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
    };
    unsigned char sum[SHA1_BYTES];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sha1_of(rows[i].bytes, strlen(rows[i].bytes), sum);
        assert_string_equal(hex(sum), rows[i].sum);
    }
    static char million[1000000];
    memset(million, 'a', sizeof million);
    sha1_of(million, sizeof million, sum);
    assert_string_equal(hex(sum), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

static void keyed(void **state)
{
    unsigned char sum[SHA1_BYTES], key[80];
    (void)state;
    memset(key, 0x0b, 20);
    hmac_sha1(key, 20, "Hi There", 8, sum);
    assert_string_equal(hex(sum), "b617318655057264e28bc0b6fb378c8ef146be00");
    hmac_sha1("Jefe", 4, "what do ya want for nothing?", 28, sum);
    assert_string_equal(hex(sum), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    memset(key, 0xaa, sizeof key);
    hmac_sha1(key, 80, "Test Using Larger Than Block-Size Key - Hash Key First", 54, sum);
    assert_string_equal(hex(sum), "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sums), cmocka_unit_test(keyed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
