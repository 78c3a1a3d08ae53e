/* What a text costs: alphabets, parts, and what no part separates. */
#include "base/arena.h"
#include "base/sms.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char *repeated(Arena *arena, const char *unit, size_t times, const char *end)
{
    size_t length = strlen(unit);
    char *text = arena_alloc(arena, length * times + strlen(end) + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * length, unit, length);
    memcpy(text + length * times, end, strlen(end) + 1);
    return text;
}

static void counts_parts(void **state)
{
    static const struct {
        const char *unit, *end;
        size_t times, parts, units;
    } rows[] = {
        {"a", "", 0, 1, 0},
        {"a", "", 160, 1, 160},
        {"a", "", 161, 2, 161},
        {"a", "", 306, 2, 306},
        {"a", "", 307, 3, 307},
        {"ü", "", 160, 1, 160},
        {"€", "", 80, 1, 160},
        {"€", "", 81, 2, 162},
        {"[", "", 81, 2, 162},
        {"a", "’", 69, 1, 70},
        {"a", "’", 70, 2, 71},
        {"a", "’", 133, 2, 134},
        {"a", "’", 134, 3, 135},
        {"a", "😀", 68, 1, 70},
        {"a", "😀", 69, 2, 71},
        {"a", "`", 70, 2, 71},
        {"ç", "", 70, 1, 70},
        {"ç", "", 71, 2, 71},
        {"Ç", "", 160, 1, 160},
        {"Ω", "", 160, 1, 160},
        {"\n", "", 160, 1, 160},
        /* An escape pair, or a pair of surrogates, that a part would separate begins the next. */
        {"€", "", 153, 3, 306},
        {"😀", "", 67, 3, 134},
        {"😀", "", 33, 1, 66},
        {"世", "", 70, 1, 70},
        {"世", "", 134, 2, 134},
        {"世", "", 135, 3, 135},
    };
    auto_arena Arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SmsParts parts = sms_parts(repeated(arena, rows[i].unit, rows[i].times, rows[i].end));
        assert_int_equal(parts.parts, rows[i].parts);
        assert_int_equal(parts.units, rows[i].units);
    }
}

static void says_what_is_left_and_what_is_in_the_way(void **state)
{
    auto_arena Arena *arena = arena_new();
    (void)state;
    assert_int_equal(sms_parts("").left, SMS_SEPTETS);
    assert_int_equal(sms_parts(repeated(arena, "a", 160, "")).left, 0);
    assert_int_equal(sms_parts(repeated(arena, "a", 161, "")).left, 2 * SMS_SEPTETS_OF_PART - 161);
    SmsParts parts = sms_parts("it’s");
    assert_false(parts.gsm);
    assert_string_equal(parts.other, "’s");
    assert_int_equal(parts.left, SMS_UNITS - 4);
    assert_null(sms_parts("it's").other);
}

/* The alphabet of TS 23.038 §6.2.1, as its table has it, and the extension of §6.2.1.1. */
static void knows_the_alphabet(void **state)
{
    static const char once[] = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                               "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    static const char twice[] = "\f^{}\\[~]|€";
    size_t ones = 0, twos = 0;
    (void)state;
    for (const char *at = once; *at; ones++)
        assert_int_equal(sms_septets(utf8_next(&at, once + sizeof once - 1)), 1);
    for (const char *at = twice; *at; twos++)
        assert_int_equal(sms_septets(utf8_next(&at, twice + sizeof twice - 1)), 2);
    assert_int_equal(ones, 127); /* of 128: one is the escape */
    assert_int_equal(twos, 10);
    size_t all = 0;
    for (int32_t point = 0; point < 0x110000; point++)
        all += sms_septets(point) != 0;
    assert_int_equal(all, ones + twos);
}

static void bytes_that_are_no_characters(void **state)
{
    (void)state;
    SmsParts parts = sms_parts("a\xff\xc3");
    assert_false(parts.gsm);
    assert_int_equal(parts.units, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_parts),
        cmocka_unit_test(says_what_is_left_and_what_is_in_the_way),
        cmocka_unit_test(knows_the_alphabet),
        cmocka_unit_test(bytes_that_are_no_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
