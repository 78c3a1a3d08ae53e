/* The digits of authenticator apps, and the QR code they are set up with. */
#include "auth/qr.h"
#include "auth/totp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const unsigned char secret[TOTP_BYTES] = "12345678901234567890";

static bool right_at(Time now, const char *digits, int64_t last_step, int64_t *step)
{
    Err err = {0};
    bool right = false;
    if (!totp_right(secret, now, digits, last_step, step, &right, &err))
        fail_msg("%s", err.message);
    return right;
}

/* RFC 6238, appendix B: the last six of its eight digits. */
static void test_the_digits_of_the_rfc(void **state)
{
    static const struct {
        Time now;
        const char *digits;
    } cases[] = {
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t step = 0;
        if (!right_at(cases[i].now, cases[i].digits, 0, &step))
            fail_msg("%s", cases[i].digits);
        assert_int_equal(step, cases[i].now / TOTP_STEP);
    }
}

static void test_a_step_either_way_and_once(void **state)
{
    int64_t step = 0;
    assert_true(right_at(1111111109 + TOTP_STEP, "081804", 0, &step));
    assert_true(right_at(1111111109 - TOTP_STEP, "081 804", 0, &step));
    assert_false(right_at(1111111109 + 2 * TOTP_STEP, "081804", 0, &step));
    assert_false(right_at(1111111109 - 2 * TOTP_STEP, "081804", 0, &step));
    assert_int_equal(step, 1111111109 / TOTP_STEP);
    assert_false(right_at(1111111109, "081804", step, &step)); /* replayed */
    assert_false(right_at(1111111109 + TOTP_STEP, "081804", step, &step));
    assert_true(right_at(1111111109 + TOTP_STEP, "050471", step, &step)); /* the next one */
}

static void test_what_are_no_digits(void **state)
{
    static const char *const wrong[] = {NULL,       "",       "08180",  "0818044",
                                        "07081804", "08180a", "0818-4", "٠٨١٨٠٤"};
    int64_t step = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(right_at(1111111109, wrong[i], 0, &step));
    assert_int_equal(step, 7);
}

static void test_spelled_for_apps(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char *base32 = NULL, *url = NULL;
    Err err = {0};
    assert_true(
        totp_spelled(arena, secret, "Ford & Söhne", "ann@ford.example", &base32, &url, &err));
    assert_string_equal(base32, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"); /* RFC 4648 */
    assert_string_equal(url, "otpauth://totp/Ford%20%26%20S%C3%B6hne:ann%40ford.example"
                             "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                             "&issuer=Ford%20%26%20S%C3%B6hne");
}

/* The three corner squares every QR code has: 7 by 7, in the first line and the last. */
static void test_drawn_as_a_path(void **state)
{
    auto_arena Arena *arena = arena_new();
    Err err = {0};
    const Doc *code = qr_document(arena, "HELLO", &err);
    assert_non_null(code);
    assert_string_equal(doc_text(code, "box"), "-4 -4 29 29"); /* version 1 has 21 squares */
    const char *path = doc_text(code, "path");
    assert_ptr_equal(strstr(path, "M0 0h7v1h-7z"), path);
    assert_non_null(strstr(path, "M14 0h7v1h-7z"));
    assert_non_null(strstr(path, "M0 20h7v1h-7z"));
    assert_null(strstr(path, "M14 20h7v1h-7z"));
    char endless[4000];
    memset(endless, 'x', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    assert_null(qr_document(arena, endless, &err));
    assert_int_equal(err.kind, ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_digits_of_the_rfc),
        cmocka_unit_test(test_a_step_either_way_and_once),
        cmocka_unit_test(test_what_are_no_digits),
        cmocka_unit_test(test_spelled_for_apps),
        cmocka_unit_test(test_drawn_as_a_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
