#include "base/zone.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* Zones with unlike rules: none, north, south, half an hour of summer time, Ramadan, a lost day, a
 * change at midnight, rules that ended. */
static const char *const names[] = {
    "UTC",
    "Europe/Berlin",
    "Europe/Dublin",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Gaza",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Pacific/Apia",
    "Europe/Volgograd",
    "EST5EDT",
    "Etc/GMT+5",
};
enum { NAMES = sizeof names / sizeof names[0] };

static Time at(const char *text)
{
    Time time = TIME_NONE;
    Err err;
    assert_true(time_parse_rfc3339(text, &time, &err));
    return time;
}

/* The C library reads the same tzdata by other code. */
static void test_offsets_agree_with_the_c_library(void **state)
{
    const Time first = at("1985-01-01T00:00:00Z");
    for (int i = 0; i < NAMES; i++) {
        bool irish = strcmp(names[i], "Europe/Dublin") == 0; /* base/zone.h says why */
        const Time last = at(irish ? "2038-01-01T00:00:00Z" : "2060-01-01T00:00:00Z");
        const Zone *zone = zone_find(names[i]);
        assert_non_null(zone);
        setenv("TZ", names[i], 1);
        tzset();
        for (Time time = first; time < last; time += 5 * HOUR + 1) {
            time_t instant = time;
            struct tm tm;
            localtime_r(&instant, &tm);
            if (zone_offset(zone, time) != tm.tm_gmtoff)
                fail_msg("%s at %lld: %d, not %ld", names[i], (long long)time,
                         zone_offset(zone, time), tm.tm_gmtoff);
        }
    }
    unsetenv("TZ");
    tzset();
}

static void test_changes_to_the_second(void **state)
{
    const Zone *berlin = zone_find("Europe/Berlin");
    Time spring = at("2026-03-29T01:00:00Z"), autumn = at("2026-10-25T01:00:00Z");
    assert_int_equal(zone_offset(berlin, spring - 1), HOUR);
    assert_int_equal(zone_offset(berlin, spring), 2 * HOUR);
    assert_int_equal(zone_offset(berlin, autumn - 1), 2 * HOUR);
    assert_int_equal(zone_offset(berlin, autumn), HOUR);
}

static void test_reads_the_wall(void **state)
{
    const Zone *kathmandu = zone_find("Asia/Kathmandu"); /* +05:45 */
    Time time = at("2026-12-31T20:00:30Z");
    Civil civil = zone_civil(kathmandu, time);
    assert_int_equal(civil.year, 2027);
    assert_int_equal(civil.month, 1);
    assert_int_equal(civil.day, 1);
    assert_int_equal(civil.hour, 1);
    assert_int_equal(civil.minute, 45);
    assert_int_equal(civil.second, 30);
    assert_int_equal(zone_day(kathmandu, time), day_of_civil(2027, 1, 1));
    assert_int_equal(zone_minute(kathmandu, time), 105);
    assert_int_equal(zone_day(zone_utc(), -1), -1);
    assert_int_equal(zone_minute(zone_utc(), -1), 1439);
}

static void test_finds_the_instant_of_a_wall_time(void **state)
{
    static const struct {
        const char *zone;
        int year, month, day, minute;
        const char *instant;
    } cases[] = {
        {"Europe/Berlin", 2026, 3, 29, 119, "2026-03-29T00:59:00Z"},
        {"Europe/Berlin", 2026, 3, 29, 120, "2026-03-29T01:00:00Z"}, /* in the gap */
        {"Europe/Berlin", 2026, 3, 29, 150, "2026-03-29T01:00:00Z"}, /* in the gap */
        {"Europe/Berlin", 2026, 3, 29, 180, "2026-03-29T01:00:00Z"},
        {"Europe/Berlin", 2026, 10, 25, 119, "2026-10-24T23:59:00Z"},
        {"Europe/Berlin", 2026, 10, 25, 120, "2026-10-25T00:00:00Z"}, /* the first of two */
        {"Europe/Berlin", 2026, 10, 25, 179, "2026-10-25T00:59:00Z"},
        {"Europe/Berlin", 2026, 10, 25, 180, "2026-10-25T02:00:00Z"},
        {"Europe/Berlin", 2026, 12, 31, 1440, "2026-12-31T23:00:00Z"},
        {"America/New_York", 2026, 3, 8, 150, "2026-03-08T07:00:00Z"},
        {"America/New_York", 2026, 11, 1, 90, "2026-11-01T05:30:00Z"},
        {"America/Sao_Paulo", 2018, 11, 4, 0, "2018-11-04T03:00:00Z"},     /* midnight is missing */
        {"Australia/Lord_Howe", 2026, 10, 4, 135, "2026-10-03T15:30:00Z"}, /* half an hour */
        {"Pacific/Apia", 2011, 12, 30, 600, "2011-12-30T10:00:00Z"}, /* the whole day is missing */
        {"UTC", 2026, 1, 1, 0, "2026-01-01T00:00:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Day day = day_of_civil(cases[i].year, cases[i].month, cases[i].day);
        assert_int_equal(zone_time(zone_find(cases[i].zone), day, cases[i].minute),
                         at(cases[i].instant));
    }
}

static void test_walls_come_back(void **state)
{
    for (int i = 0; i < NAMES; i++) {
        const Zone *zone = zone_find(names[i]);
        for (Time time = at("2024-01-01T00:00:00Z"); time < at("2028-01-01T00:00:00Z");
             time += 17 * MINUTE) {
            Time back = zone_time(zone, zone_day(zone, time), zone_minute(zone, time));
            /* Only the second of two equal wall times comes back as the first. */
            if (back != time)
                assert_int_equal(back - time, zone_offset(zone, time) - zone_offset(zone, back));
            assert_true(back <= time);
        }
    }
}

static void test_refuses_unknown_names(void **state)
{
    static const char *const wrong[] = {
        "",
        "Europe/Nowhere",
        "europe/berlin",
        "+01:00",
        "UTC+3",
        "../../../etc/passwd",
        "Europe",
        "/usr/share/zoneinfo/UTC",
        "zone.tab",
        "tzdata.zi",
        "CET-1CEST,M3.5.0,M10.5.0/3",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_null(zone_find(wrong[i]));
    assert_null(zone_find(NULL));
}

static void test_keeps_one_of_each(void **state)
{
    assert_ptr_equal(zone_find("Europe/Berlin"), zone_find("Europe/Berlin"));
    assert_ptr_equal(zone_find("UTC"), zone_utc());
    assert_string_equal(zone_name(zone_find("Asia/Kolkata")), "Asia/Kolkata");
    assert_non_null(zone_local());
    assert_ptr_equal(zone_local(), zone_local());
}

static void test_knows_the_country(void **state)
{
    char country[3] = "??";
    assert_true(zone_country("Europe/Berlin", country));
    assert_string_equal(country, "DE");
    assert_true(zone_country("Europe/Stockholm", country)); /* a link to Berlin in tzdata */
    assert_string_equal(country, "SE");
    assert_true(zone_country("America/New_York", country));
    assert_string_equal(country, "US");
    assert_false(zone_country("UTC", country));
    assert_false(zone_country("Europe", country));
    assert_string_equal(country, "US");
}

/* Run under TSan this proves that first questions may meet. */
static void *ask_all(void *total)
{
    for (Time time = at("2000-01-01T00:00:00Z"); time < at("2040-01-01T00:00:00Z");
         time += 20 * DAY_SECONDS)
        for (int i = 0; i < NAMES; i++)
            *(int64_t *)total += zone_offset(zone_find(names[i]), time);
    return NULL;
}

static void test_threads_agree(void **state)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    int64_t totals[THREADS] = {0};
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_all, &totals[i]), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (int i = 1; i < THREADS; i++)
        assert_int_equal(totals[i], totals[0]);
    assert_int_not_equal(totals[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_agree), /* first, while nothing is known */
        cmocka_unit_test(test_offsets_agree_with_the_c_library),
        cmocka_unit_test(test_changes_to_the_second),
        cmocka_unit_test(test_reads_the_wall),
        cmocka_unit_test(test_finds_the_instant_of_a_wall_time),
        cmocka_unit_test(test_walls_come_back),
        cmocka_unit_test(test_refuses_unknown_names),
        cmocka_unit_test(test_keeps_one_of_each),
        cmocka_unit_test(test_knows_the_country),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
