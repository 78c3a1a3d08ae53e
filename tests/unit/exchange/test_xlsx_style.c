/* Numbers and dates of workbooks. */
#include "exchange/xlsx_style.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_formats(void **state)
{
    static const struct {
        const char *code;
        XlsxStyle style;
    } cases[] = {
        {"General", XLSX_PLAIN},
        {"0", XLSX_PLAIN},
        {"00000", 5},
        {"#,##0.00", XLSX_PLAIN},
        {"0.00E+00", XLSX_PLAIN},
        {"@", XLSX_PLAIN},
        {"dd/mm/yyyy", XLSX_DATE},
        {"[$-409]d. mmm yy", XLSX_DATE},
        {"h:mm AM/PM", XLSX_DATE},
        {"[h]:mm", XLSX_DATE},
        {"[ss]", XLSX_DATE},
        {"yyyy\\-mm\\-dd", XLSX_DATE},
        {"#,##0.00 [$€-407]", XLSX_PLAIN},
        {"0.0 \"days\"", XLSX_PLAIN},
        {"0 \\d", XLSX_PLAIN},
        {"[Red]0.00;[Blue]-0.00", XLSX_PLAIN},
        {"_-* #,##0_-", XLSX_PLAIN},
        {"\"unclosed", XLSX_PLAIN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (xlsx_style_of_code(cases[i].code) != cases[i].style)
            fail_msg("%s is %d", cases[i].code, xlsx_style_of_code(cases[i].code));
    assert_int_equal(xlsx_style_of_id(14), XLSX_DATE);
    assert_int_equal(xlsx_style_of_id(22), XLSX_DATE);
    assert_int_equal(xlsx_style_of_id(4), XLSX_PLAIN);
    assert_int_equal(xlsx_style_of_id(23), XLSX_PLAIN);
}

static void expect(const char *raw, XlsxStyle style, bool from_1904, const char *text)
{
    auto_buf Buf out = buf_new(100);
    xlsx_style_write(&out, raw, style, from_1904);
    assert_string_equal(out.at, text);
}

static void test_dates(void **state)
{
    expect("46348", XLSX_DATE, false, "2026-11-22");
    expect("44886", XLSX_DATE, true, "2026-11-22"); /* the same day on an old Mac */
    expect("46348.5", XLSX_DATE, false, "2026-11-22T12:00");
    expect("46348.99999999", XLSX_DATE, false, "2026-11-23");
    expect("46348.000694444", XLSX_DATE, false, "2026-11-22T00:01");
    expect("46348.000706", XLSX_DATE, false, "2026-11-22T00:01:01");
    expect("0.375", XLSX_DATE, false, "09:00");
    expect("0", XLSX_DATE, false, "00:00");
    expect("1", XLSX_DATE, false, "1900-01-01");
    expect("59", XLSX_DATE, false, "1900-02-28");
    expect("61", XLSX_DATE, false, "1900-03-01"); /* 60 is a day that never was */
    expect("0", XLSX_DATE, true, "1904-01-01");
    expect("2958465", XLSX_DATE, false, "9999-12-31");
    expect("99999999", XLSX_DATE, false, "99999999"); /* no date */
    expect("-1", XLSX_DATE, false, "-1");
}

static void test_numbers(void **state)
{
    expect("4930123456", XLSX_PLAIN, false, "4930123456");
    expect("4.930123456E9", XLSX_PLAIN, false, "4930123456");
    expect("1.7e1", XLSX_PLAIN, false, "17");
    expect("1234.5", XLSX_PLAIN, false, "1234.5");
    expect("0.30000000000000004", XLSX_PLAIN, false, "0.3");
    expect("1067", 5, false, "01067");
    expect("1234567", 5, false, "1234567");
    expect("1.5", 5, false, "1.5");
    expect("1e999", XLSX_PLAIN, false, "1e999");
    expect("", XLSX_DATE, false, "");
    expect("1.2.3", XLSX_DATE, false, "1.2.3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
