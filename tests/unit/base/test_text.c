#include "base/text.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;

static int set_up(void **state)
{
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(arena);
    return 0;
}

static void test_compares_without_case(void **state)
{
    assert_true(text_equal(NULL, ""));
    assert_false(text_equal("a", NULL));
    assert_true(text_equal_nocase("Reply-To", "REPLY-to"));
    assert_false(text_equal_nocase("Reply", "Reply-To"));
    assert_true(text_starts("beck-phone", "beck-"));
    assert_false(text_starts("bec", "beck-"));
    assert_true(text_starts_nocase("RE: offer", "re:"));
    assert_false(text_starts_nocase("R", "re:"));
    assert_true(text_ends_nocase("list.XLSX", ".xlsx"));
    assert_false(text_ends_nocase("xlsx", ".xlsx"));
    const char *line = "Content-Type: TEXT/plain";
    assert_ptr_equal(text_find_nocase(line, "text/"), line + 14);
    assert_ptr_equal(text_find_nocase(line, ""), line);
    assert_null(text_find_nocase(line, "html"));
    assert_null(text_find_nocase(NULL, "html"));
}

/* The bytes of Unicode 15's table 3-7 and those just beside them. */
static void test_knows_utf8(void **state)
{
    static const struct {
        const char *bytes;
        bool good;
    } cases[] = {
        {"plain", true},
        {"Müller", true},
        {"\xED\x9F\xBF", true},      /* U+D7FF */
        {"\xED\xA0\x80", false},     /* a surrogate */
        {"\xEE\x80\x80", true},      /* U+E000 */
        {"\xF4\x8F\xBF\xBF", true},  /* U+10FFFF */
        {"\xF4\x90\x80\x80", false}, /* one more */
        {"\xC0\xAF", false},         /* overlong */
        {"\xE0\x9F\xBF", false},     /* overlong */
        {"\xF0\x8F\xBF\xBF", false}, /* overlong */
        {"\xC3", false},             /* cut */
        {"\x80", false},
        {"\xFF", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(text_is_utf8(cases[i].bytes, strlen(cases[i].bytes)), cases[i].good);
    assert_true(text_is_utf8("\0x", 2));
}

static void test_knows_a_line(void **state)
{
    static const char *const lines[] = {"", "application/json", "Bearer a b", "Müller – \u4e16"};
    static const char *const none[] = {"a\r\nX-Evil: 1", "a\n",        "\ta",       "a\x7f",
                                       "a\x1b[31m",      "a\302\205b", "a\xc2\x9f", "a\xff"};
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_true(text_is_line(lines[i]));
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(text_is_line(none[i]));
}

static void test_reads_back_what_it_writes(void **state)
{
    for (int32_t point = 1; point <= 0x10FFFF; point++) {
        if (point >= 0xD800 && point <= 0xDFFF)
            continue;
        char bytes[UTF8_LONGEST];
        size_t length = utf8_put(bytes, point);
        const char *at = bytes;
        assert_int_equal(utf8_next(&at, bytes + length), point);
        assert_ptr_equal(at, bytes + length);
    }
}

static void cleans(const char *from, size_t maximum, const char *to)
{
    assert_string_equal(text_clean(arena, from, strlen(from), maximum), to);
}

static void test_cleans_one_line(void **state)
{
    cleans("  Ann\t\tLee \r\n", 100, "Ann Lee");
    cleans("Ann\xC2\xA0\xE3\x80\x80Lee", 100, "Ann Lee"); /* no-break and ideographic space */
    cleans("\xEF\xBB\xBFName", 100, "Name");              /* byte order mark */
    cleans("a\x01\x7F\xC2\x85z", 100, "a z");
    cleans("abc\xE2\x80\xAE"
           "fdp.exe",
           100, "abc fdp.exe"); /* right-to-left override */
    cleans("M\xFCller", 100, "M\xEF\xBF\xBDller");
    cleans("\xF0\x9F\x98", 100, "\xEF\xBF\xBD"); /* one maximal subpart */
    cleans("\xE2\x82\xE2\x82\xAC", 100, "\xEF\xBF\xBD€");
    cleans(" \n ", 100, "");
    cleans("Müller", 2, "M");
    cleans("Müller", 3, "Mü");
    cleans("Ann Lee", 4, "Ann");
    cleans("\xFF\xFF", 5, "\xEF\xBF\xBD");
    cleans("Ann", 0, "");
    assert_string_equal(text_clean(arena, "a\0b", 3, SIZE_MAX), "a b");
}

static void test_cleans_lines(void **state)
{
    const char *from = "\r\n Dear  Ann, \r\n\r\n\r\n\titem\ttwo\rbye \n";
    assert_string_equal(text_clean_lines(arena, from, strlen(from), 100),
                        "Dear Ann,\n\n\titem\ttwo\nbye");
}

static void folds(const char *from, const char *to)
{
    assert_string_equal(text_fold(arena, from), to);
}

static void test_folds(void **state)
{
    folds("  Müller & Söhne GmbH ", "muller sohne gmbh");
    folds("ACME, Inc.", "acme inc");
    folds("...", "");
    folds("", "");
    folds(NULL, "");
    folds("Straße", "strasse");
    folds("Mu\xCC\x88ller", "muller"); /* decomposed */
    folds("ＡＣＭＥ　１２", "acme 12");
    folds("ﬁne Ⅳ x²", "fine iv x2");
    folds("Łukasz Øster Đorđe Æon Œuvre Þór", "lukasz oster dorde aeon oeuvre thor");
    folds("İstanbul ılık", "istanbul ilik");
    folds("ΣΊΣΥΦΟΣ", "σισυφοσ");
    folds("Йод Ёлка", "иод елка");
    folds("so\u00ADft", "soft"); /* soft hyphen */
    folds("👍 ok", "ok");
    folds("bad\xFFzte", "bad zte");
    assert_string_equal(text_fold(arena, "שָׁלוֹם"), text_fold(arena, "שלום"));
    assert_string_equal(text_fold(arena, "ガ"), text_fold(arena, "ｶﾞ"));
    assert_string_not_equal(text_fold(arena, "ガ"), text_fold(arena, "カ"));
    assert_string_not_equal(text_fold(arena, "कि"), text_fold(arena, "की"));
    assert_string_equal(text_fold(arena, "한국"), "한국");
}

static void test_folds_long_text(void **state)
{
    enum { WORDS = 500 };
    char long_text[WORDS * 4 + 1], key[WORDS * 2 + 1];
    for (size_t i = 0; i < WORDS; i++) {
        memcpy(long_text + i * 4, "É- ", 5);
        memcpy(key + i * 2, "e ", 3);
    }
    key[WORDS * 2 - 1] = '\0';
    folds(long_text, key);
}

static void test_measures_columns(void **state)
{
    assert_int_equal(text_columns("Ann"), 3);
    assert_int_equal(text_columns("Mu\xCC\x88ller"), 6);
    assert_int_equal(text_columns("山田"), 4);
    assert_int_equal(text_columns("\xFF"), 1);
    assert_string_equal(text_cut(arena, "Ann Lee", 7), "Ann Lee");
    assert_string_equal(text_cut(arena, "Ann Lee", 6), "Ann L…");
    assert_string_equal(text_cut(arena, "山田太郎", 5), "山田…");
    assert_string_equal(text_cut(arena, "山田太郎", 4), "山…");
    assert_string_equal(text_cut(arena, "Mu\xCC\x88ller", 3), "Mu\xCC\x88…");
    assert_string_equal(text_cut(arena, "Ann", 1), "…");
    assert_string_equal(text_cut(arena, "Ann", 0), "");
}

static void test_wraps(void **state)
{
    assert_string_equal(text_wrap(arena, "call Ann about the new offer", 12, 2),
                        "call Ann\n  about the\n  new offer");
    assert_string_equal(text_wrap(arena, "one\n\ntwo  three ", 8, 1), "one\n\n two\n three");
    assert_string_equal(text_wrap(arena, "see https://beck.example/long now", 10, 0),
                        "see\nhttps://beck.example/long\nnow");
    assert_string_equal(text_wrap(arena, "山田太郎 ok", 5, 0), "山田\n太郎\nok");
    assert_string_equal(text_wrap(arena, "", 5, 0), "");
}

static void test_finds_the_nearest(void **state)
{
    static const char *const words[] = {"today", "next", "log", "undo", "report", NULL};
    assert_string_equal(text_nearest("tday", words), "today");
    assert_string_equal(text_nearest("nxet", words), "next");
    assert_string_equal(text_nearest("REPROT", words), "report");
    assert_string_equal(text_nearest("lgo", words), "log");
    assert_null(text_nearest("cadence", words));
    assert_null(text_nearest("", words));
    assert_null(text_nearest("x", words));
}

static void calls(const char *name, const char *first)
{
    assert_string_equal(text_first_name(arena, name), first);
}

static void test_finds_the_first_name(void **state)
{
    calls("Dr. Ann-Marie van der Berg", "Ann-Marie");
    calls("Berg, Ann-Marie", "Ann-Marie");
    calls("Bob Smith, Jr.", "Bob");
    calls("Bob Smith PhD", "Bob");
    calls("Prof. Dr. Eva Lang", "Eva");
    calls("Mr. Smith", "Mr. Smith");
    calls("  Bob  ", "Bob");
    calls("Dr.", "Dr.");
    calls("", "");
    calls(NULL, "");
    calls(",", "");
}

static void test_says_sizes(void **state)
{
    assert_string_equal(text_size(arena, 0), "0 bytes");
    assert_string_equal(text_size(arena, 999), "999 bytes");
    assert_string_equal(text_size(arena, 1000), "1 kB");
    assert_string_equal(text_size(arena, 999499), "999 kB");
    assert_string_equal(text_size(arena, 999500), "1.0 MB");
    assert_string_equal(text_size(arena, 3140000), "3.1 MB");
    assert_string_equal(text_size(arena, 9960000), "10 MB");
    assert_string_equal(text_size(arena, 25000000), "25 MB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compares_without_case),
        cmocka_unit_test(test_knows_utf8),
        cmocka_unit_test(test_knows_a_line),
        cmocka_unit_test(test_reads_back_what_it_writes),
        cmocka_unit_test(test_cleans_one_line),
        cmocka_unit_test(test_cleans_lines),
        cmocka_unit_test(test_folds),
        cmocka_unit_test(test_folds_long_text),
        cmocka_unit_test(test_measures_columns),
        cmocka_unit_test(test_wraps),
        cmocka_unit_test(test_finds_the_nearest),
        cmocka_unit_test(test_says_sizes),
        cmocka_unit_test(test_finds_the_first_name),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
