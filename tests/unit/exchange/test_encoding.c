#include "exchange/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_detects(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        Encoding encoding;
        size_t mark;
    } cases[] = {
#define CASE(bytes, encoding, mark) {bytes, sizeof(bytes) - 1, encoding, mark}
        CASE("", ENCODING_UTF8, 0),
        CASE("Name,Mail", ENCODING_UTF8, 0),
        CASE("\xEF\xBB\xBFName", ENCODING_UTF8, 3),
        CASE("Zo\xC3\xAB", ENCODING_UTF8, 0),
        CASE("Zo\xEB", ENCODING_WINDOWS_1252, 0),
        CASE("Zo\xEB and Zo\xC3\xAB", ENCODING_UTF8, 0), /* mixed: see test_decodes */
        CASE("\xFF\xFEN\0a\0", ENCODING_UTF16LE, 2),
        CASE("\xFE\xFF\0N\0a", ENCODING_UTF16BE, 2),
        CASE("N\0a\0m\0e\0,\0", ENCODING_UTF16LE, 0),
        CASE("\0N\0a\0m\0e\0,", ENCODING_UTF16BE, 0),
        CASE("N\0a\0m\0e\0,", ENCODING_UTF16LE, 0), /* cut in half */
        CASE("Name,\0Mail", ENCODING_UTF8, 0),      /* one stray zero */
#undef CASE
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t mark = 99;
        assert_int_equal(encoding_detect(cases[i].bytes, cases[i].length, true, &mark),
                         cases[i].encoding);
        assert_int_equal(mark, cases[i].mark);
    }
    size_t mark;
    assert_int_equal(encoding_detect("Zo\xC3", 3, false, &mark), ENCODING_UTF8);
}

static void test_decodes_what_is_mixed(void **state)
{
    static const struct {
        Encoding encoding;
        const char *bytes;
        const char *text;
    } cases[] = {
        {ENCODING_UTF8, "Zo\xC3\xAB Zo\xEB", "Zoë Zoë"},
        {ENCODING_WINDOWS_1252, "\x93hi\x94 \x80 5", "“hi” € 5"},
        {ENCODING_WINDOWS_1252, "CAF\xC9\xBB", "CAFÉ»"}, /* not U+027B */
        {ENCODING_WINDOWS_1252, "Zo\xC3\xAB", "Zoë"},    /* a row of another export */
        {ENCODING_UTF8, "\xC9\xBB", "\xC9\xBB"},         /* here it is U+027B */
        {ENCODING_WINDOWS_1252, "\x81", "\xEF\xBF\xBD"}, /* in no table */
        {ENCODING_UTF8, "\xF0\x9F\x99\x82", "\xF0\x9F\x99\x82"},
        {ENCODING_UTF8, "\xE2\x82", "â‚"}, /* a letter cut in half is read as two */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[64];
        size_t length =
            encoding_decode(cases[i].encoding, cases[i].bytes, strlen(cases[i].bytes), text);
        text[length] = '\0';
        assert_string_equal(text, cases[i].text);
        assert_true(length <= ENCODING_WIDEST * strlen(cases[i].bytes));
    }
    assert_true(encoding_is_clean(ENCODING_UTF8, "Zo\xC3\xAB", 4));
    assert_false(encoding_is_clean(ENCODING_UTF8, "Zo\xEB", 3));
    assert_false(encoding_is_clean(ENCODING_WINDOWS_1252, "\xC9\xBB", 2));
}

/* Whatever the pieces are, the text is the same. */
static void test_decodes_wide_text_in_pieces(void **state)
{
    static const char bytes[] = "Z\0o\0\xEB\0\x3D\xD8\x42\xDE!\0"; /* Zoë🙂! */
    for (size_t piece = 1; piece < sizeof bytes; piece++) {
        WideDecoder decoder = {.encoding = ENCODING_UTF16LE};
        char text[64];
        size_t length = 0;
        for (size_t at = 0; at < sizeof bytes - 1; at += piece) {
            size_t left = sizeof bytes - 1 - at;
            length += encoding_decode_wide(&decoder, bytes + at, left < piece ? left : piece,
                                           text + length);
        }
        length += encoding_finish_wide(&decoder, text + length);
        text[length] = '\0';
        assert_string_equal(text, "Zoë🙂!");
    }
}

static void test_replaces_halves_of_wide_letters(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *text;
    } cases[] = {
        {"\xD8\x3D\0!", 4, "\xEF\xBF\xBD!"}, /* a high surrogate alone */
        {"\xDE\x42\0!", 4, "\xEF\xBF\xBD!"}, /* a low one */
        {"\0a\xD8\x3D", 4, "a\xEF\xBF\xBD"}, /* the file ends within the pair */
        {"\0a\0", 3, "a\xEF\xBF\xBD"},       /* the file ends within the unit */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        WideDecoder decoder = {.encoding = ENCODING_UTF16BE};
        char text[64];
        size_t length = encoding_decode_wide(&decoder, cases[i].bytes, cases[i].length, text);
        length += encoding_finish_wide(&decoder, text + length);
        text[length] = '\0';
        assert_string_equal(text, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_detects),
        cmocka_unit_test(test_decodes_what_is_mixed),
        cmocka_unit_test(test_decodes_wide_text_in_pieces),
        cmocka_unit_test(test_replaces_halves_of_wide_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
