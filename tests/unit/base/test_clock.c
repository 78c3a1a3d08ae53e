#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void test_days_agree_with_the_c_library(void **state)
{
    const Day first = day_of_civil(1600, 1, 1), last = day_of_civil(2500, 1, 1);
    for (Day day = first; day < last; day++) {
        time_t instant = (time_t)day * DAY_SECONDS;
        struct tm tm;
        assert_non_null(gmtime_r(&instant, &tm));
        Civil civil = civil_of_day(day);
        assert_int_equal(civil.year, tm.tm_year + 1900);
        assert_int_equal(civil.month, tm.tm_mon + 1);
        assert_int_equal(civil.day, tm.tm_mday);
        assert_int_equal(day_weekday(day), (tm.tm_wday + 6) % 7);
        assert_int_equal(day_of_civil(civil.year, civil.month, civil.day), day);
    }
}

static void test_days_run_over(void **state)
{
    assert_int_equal(day_of_civil(1970, 1, 1), 0);
    assert_int_equal(day_of_civil(2026, 14, 1), day_of_civil(2027, 2, 1));
    assert_int_equal(day_of_civil(2026, 0, 31), day_of_civil(2025, 12, 31));
    assert_int_equal(day_of_civil(2026, -11, 1), day_of_civil(2025, 1, 1));
    assert_int_equal(day_of_civil(2028, 3, 0), day_of_civil(2028, 2, 29));
}

static void test_knows_valid_dates(void **state)
{
    static const struct {
        Civil civil;
        bool valid;
    } cases[] = {
        {{2028, 2, 29, 0, 0, 0}, true},     {{2026, 2, 29, 0, 0, 0}, false},
        {{1900, 2, 29, 0, 0, 0}, false},    {{2000, 2, 29, 0, 0, 0}, true},
        {{2026, 4, 31, 0, 0, 0}, false},    {{2026, 13, 1, 0, 0, 0}, false},
        {{2026, 0, 1, 0, 0, 0}, false},     {{2026, 1, 0, 0, 0, 0}, false},
        {{2026, 12, 31, 23, 59, 59}, true}, {{2026, 1, 1, 24, 0, 0}, false},
        {{2026, 1, 1, 0, 60, 0}, false},    {{10000, 1, 1, 0, 0, 0}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(civil_valid(cases[i].civil), cases[i].valid);
}

static void test_reads_and_writes_rfc3339(void **state)
{
    static const struct {
        const char *text;
        const char *utc;
    } cases[] = {
        {"2026-12-01T09:00:00Z", "2026-12-01T09:00:00Z"},
        {"2026-12-01t09:00:00z", "2026-12-01T09:00:00Z"},
        {"2026-12-01 09:00:00+01:00", "2026-12-01T08:00:00Z"},
        {"2026-12-31T23:30:00.987-01:30", "2027-01-01T01:00:00Z"},
        {"1990-12-31T23:59:60Z", "1991-01-01T00:00:00Z"},
        {"1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00Z"},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
        {"0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"},
        {"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"},
    };
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Time time = TIME_NONE;
        Err err;
        assert_true(time_parse_rfc3339(cases[i].text, &time, &err));
        assert_string_equal(time_rfc3339(arena, time), cases[i].utc);
    }
    assert_null(time_rfc3339(arena, TIME_NONE));
}

static void test_refuses_what_is_no_time(void **state)
{
    static const char *const cases[] = {
        "",
        "2026-12-01",
        "2026-12-01T09:00Z",
        "2026-12-01T09:00:00",
        "2026-12-01T09:00:00+0100",
        "2026-12-01T24:00:00Z",
        "2026-02-29T09:00:00Z",
        "2026-12-01T09:00:00.Z",
        "2026-12-01T09:00:00Z ",
        " 2026-12-01T09:00:00Z",
        "+026-12-01T09:00:00Z",
        "2026-12-01T09:00:00+24:00",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00:00+01:00",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Time time = 7;
        Err err = {0};
        assert_false(time_parse_rfc3339(cases[i], &time, &err));
        assert_int_equal(time, 7);
        assert_int_equal(err.kind, ERR_INPUT);
        assert_non_null(strstr(err.message, "2026-12-01T09:00:00Z"));
    }
}

static void test_reads_and_writes_days(void **state)
{
    auto_arena Arena *arena = arena_new();
    Day day = 0;
    Err err;
    assert_true(day_parse_iso("2028-02-29", &day, &err));
    assert_int_equal(day, day_of_civil(2028, 2, 29));
    assert_string_equal(day_iso(arena, day), "2028-02-29");
    assert_null(day_iso(arena, DAY_NONE));
    assert_false(day_parse_iso("2026-02-29", &day, &err));
    assert_false(day_parse_iso("2026-2-9", &day, &err));
    assert_false(day_parse_iso("2026-02-09x", &day, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_int_equal(day, day_of_civil(2028, 2, 29));
}

static void test_the_clock_goes(void **state)
{
    Time before = time(NULL), now = clock_now(), after = time(NULL);
    assert_in_range(now, before, after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_agree_with_the_c_library),
        cmocka_unit_test(test_days_run_over),
        cmocka_unit_test(test_knows_valid_dates),
        cmocka_unit_test(test_reads_and_writes_rfc3339),
        cmocka_unit_test(test_refuses_what_is_no_time),
        cmocka_unit_test(test_reads_and_writes_days),
        cmocka_unit_test(test_the_clock_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
