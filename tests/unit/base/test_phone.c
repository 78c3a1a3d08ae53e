#include "base/module.h"
#include "base/phone.h"
#include "base/phone_driver.h"
#include "base/zone.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_reads_what_people_write(void **state)
{
    static const struct {
        const char *text, *region;
        Phone phone;
    } cases[] = {
        {"(202) 555-0123", "US", {"+12025550123", "", "US", PHONE_FIXED_OR_MOBILE}},
        {"(202) 555-0123 ext. 45", "US", {"+12025550123", "45", "US", PHONE_FIXED_OR_MOBILE}},
        {"202.555.0123 x45", "US", {"+12025550123", "45", "US", PHONE_FIXED_OR_MOBILE}},
        {"1-202-555-0123", "US", {"+12025550123", "", "US", PHONE_FIXED_OR_MOBILE}},
        {"011 49 30 123456", "US", {"+4930123456", "", "DE", PHONE_FIXED}},
        {"0049 30 123456", "US", {"+4930123456", "", "DE", PHONE_FIXED}},
        {"(0049) 30 123456", "US", {"+4930123456", "", "DE", PHONE_FIXED}},
        {"0049 30 123456", "DE", {"+4930123456", "", "DE", PHONE_FIXED}},
        {"+49 30 1234-0", "US", {"+493012340", "", "DE", PHONE_FIXED}},
        {"030/1234567", "DE", {"+49301234567", "", "DE", PHONE_FIXED}},
        {"0171 1234567", "DE", {"+491711234567", "", "DE", PHONE_MOBILE}},
        {"+49 (0)171 1234567", "", {"+491711234567", "", "DE", PHONE_MOBILE}},
        {"07400 123456", "GB", {"+447400123456", "", "GB", PHONE_MOBILE}},
        {"Tel.: +44 20 7946 0018", "US", {"+442079460018", "", "GB", PHONE_FIXED}},
        {"tel:+44-20-7946-0018", "US", {"+442079460018", "", "GB", PHONE_FIXED}},
        {"1-800-FLOWERS", "US", {"+18003569377", "", "US", PHONE_TOLL_FREE}},
        {"+1 900 555 0123", "US", {"+19005550123", "", "US", PHONE_PREMIUM}},
        {"+39 06 1234 5678", "", {"+390612345678", "", "IT", PHONE_FIXED}},
        {"+800 1234 5678", "", {"+80012345678", "", "", PHONE_TOLL_FREE}},
        {"(416) 555-0123", "US", {"+14165550123", "", "CA", PHONE_FIXED_OR_MOBILE}},
        {"888 888 8888", "US", {"+18888888888", "", "US", PHONE_TOLL_FREE}},
        {"+86 111 1111 1112", "", {"+8611111111112", "", "CN", PHONE_UNKNOWN}},
        {"٠١٧١ ١٢٣٤٥٦٧", "DE", {"+491711234567", "", "DE", PHONE_MOBILE}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Phone phone;
        Err err = {0};
        if (!phone_parse(cases[i].text, cases[i].region, &phone, &err))
            fail_msg("%s: %s", cases[i].text, err.message);
        assert_string_equal(phone.e164, cases[i].phone.e164);
        assert_string_equal(phone.extension, cases[i].phone.extension);
        assert_string_equal(phone.region, cases[i].phone.region);
        assert_int_equal(phone.kind, cases[i].phone.kind);
    }
}

static void test_refuses_what_is_no_number(void **state)
{
    static const struct {
        const char *text, *region, *because;
    } cases[] = {
        {"n/a", "US", "no phone number"},
        {"", "US", "no phone number"},
        {NULL, "US", "no phone number"},
        {"2025550123", "", "country code"},
        {"2025550123", NULL, "country code"},
        {"555-0123", "US", "area code"},
        {"12", "US", "few digits"},
        {"+1 202 555 012", "US", "few digits"},
        {"+1 202 555 0123 4567 8901 2345", "US", "many digits"},
        {"+999 123 456 789", "US", "country code"},
        {"0000000000", "US", "nobody's"},
        {"1111111111", "US", "nobody's"},
        {"9999999999", "US", "nobody's"},
        {"123 456 7890", "US", "nobody's"},
        {"+10000000000", "US", "nobody's"},
        {"+1 011 555 0123", "", "nobody's"},
        {"+49 0000000000", "US", "nobody's"},
        {"0000 0000000", "DE", "nobody's"},
        {"+44 1111111111", "US", "nobody's"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Phone phone = {.e164 = "untouched"};
        Err err = {0};
        assert_false(phone_parse(cases[i].text, cases[i].region, &phone, &err));
        assert_string_equal(phone.e164, "untouched");
        assert_int_equal(err.kind, ERR_INPUT);
        if (!strstr(err.message, cases[i].because))
            fail_msg("%s: %s", cases[i].text, err.message);
    }
}

static void test_refuses_endless_text(void **state)
{
    char text[5000];
    memset(text, '1', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    Phone phone;
    Err err;
    assert_false(phone_parse(text, "US", &phone, &err));
    memcpy(text, "00", 2);
    assert_false(phone_parse(text, "US", &phone, &err));
}

static void test_formats_for_reading(void **state)
{
    auto_arena Arena *arena = arena_new();
    assert_string_equal(phone_format(arena, "+12025550123", "US"), "(202) 555-0123");
    assert_string_equal(phone_format(arena, "+12025550123", "CA"), "(202) 555-0123");
    assert_string_equal(phone_format(arena, "+12025550123", "DE"), "+1 202-555-0123");
    assert_string_equal(phone_format(arena, "+4930123456", "US"), "+49 30 123456");
    assert_string_equal(phone_format(arena, "+4930123456", "DE"), "030 123456");
    assert_string_equal(phone_format(arena, "+4930123456", NULL), "+49 30 123456");
    assert_string_equal(phone_format(arena, "nothing", "US"), "nothing");
}

/* What is formatted without the library is what it would have said. */
static void test_formats_north_america_as_the_library(void **state)
{
    static const char *const regions[] = {"US", "CA", "DO", "VI", "DE", "MX", "CU", "HT", "", "XX"};
    static const char *const numbers[] = {"+12025550123", "+14165550123", "+18095550123",
                                          "+18005550123", "+19995550123", "+12000000000",
                                          "+11234567890", "+1202555012",  "+10345678901"};
    auto_arena Arena *arena = arena_new();
    Err err = {0};
    const PhoneDriver *driver = module_table("phone", &err);
    assert_non_null(driver);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        for (size_t j = 0; j < sizeof regions / sizeof regions[0]; j++) {
            char text[64];
            assert_true(driver->format(numbers[i], regions[j], text, sizeof text));
            assert_string_equal(phone_format(arena, numbers[i], regions[j]), text);
        }
}

static bool rings_in(const char *e164, const char *name)
{
    const char *const *zones;
    size_t count = phone_zones(e164, &zones);
    for (size_t i = 0; i < count; i++)
        if (strcmp(zones[i], name) == 0)
            return true;
    return false;
}

static void test_knows_where_a_number_rings(void **state)
{
    const char *const *zones;
    assert_int_equal(phone_zones("+12025550123", &zones), 1);
    assert_string_equal(zones[0], "America/New_York");
    assert_int_equal(phone_zones("+493012345", &zones), 1);
    assert_string_equal(zones[0], "Europe/Berlin");
    assert_true(rings_in("+447400123456", "Europe/London"));
    assert_true(phone_zones("+447400123456", &zones) > 1);
    assert_true(rings_in("+18005550123", "Pacific/Honolulu")); /* toll free: all of them */
    assert_true(rings_in("+18005550123", "America/New_York"));
    assert_int_equal(phone_zones("+19075550123", &zones), 2);
    assert_true(rings_in("18085550123", "Pacific/Honolulu")); /* without the plus */
    assert_int_equal(phone_zones("+999123", &zones), 0);
    assert_int_equal(phone_zones("", &zones), 0);
    assert_int_equal(phone_zones("+", &zones), 0);
    assert_int_equal(phone_zones("+0123456789", &zones), 0);
}

static void test_knows_where_a_number_is_of(void **state)
{
    static const struct {
        const char *number, *country, *region;
    } rows[] = {
        {"+12025550123", "US", "DC"},  {"+13055550123", "US", "FL"}, {"+17025550123", "US", "NV"},
        {"+14165550123", "CA", "ON"},  {"+33612345678", "FR", NULL}, {"+4915112345678", "DE", NULL},
        {"+353861234567", "IE", NULL}, {"+18765550123", NULL, NULL}, {"+18005550123", NULL, NULL},
        {"+999123", NULL, NULL},       {"+1", NULL, NULL},           {"", NULL, NULL},
        {"3055550123", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *country = NULL, *region = NULL;
        assert_int_equal(phone_place(rows[i].number, &country, &region), rows[i].country != NULL);
        if (!rows[i].country)
            continue;
        assert_string_equal(country, rows[i].country);
        if (rows[i].region)
            assert_string_equal(region, rows[i].region);
        else
            assert_null(region);
    }
    assert_true(rings_in("+61412345678", "Australia/Perth")); /* cells are of the whole country */
}

static void test_every_zone_of_the_table_is_known(void **state)
{
    char number[8];
    for (int prefix = 1; prefix < 10000; prefix++) {
        const char *const *zones;
        snprintf(number, sizeof number, "+%d", prefix);
        size_t count = phone_zones(number, &zones);
        for (size_t i = 0; i < count; i++)
            if (!zone_find(zones[i]))
                fail_msg("%s rings in %s, which tzdata does not know", number, zones[i]);
    }
}

static void *parse_many(void *failed)
{
    for (int i = 0; i < 200; i++) {
        Phone phone;
        Err err;
        if (!phone_parse("(202) 555-0123", "US", &phone, &err) ||
            strcmp(phone.e164, "+12025550123") != 0)
            *(bool *)failed = true;
    }
    return NULL;
}

static void test_threads_may_begin_together(void **state)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    bool failed[THREADS] = {false};
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, parse_many, &failed[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_false(failed[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_may_begin_together), /* first: it loads the module */
        cmocka_unit_test(test_reads_what_people_write),
        cmocka_unit_test(test_refuses_what_is_no_number),
        cmocka_unit_test(test_refuses_endless_text),
        cmocka_unit_test(test_formats_for_reading),
        cmocka_unit_test(test_formats_north_america_as_the_library),
        cmocka_unit_test(test_knows_where_a_number_rings),
        cmocka_unit_test(test_knows_where_a_number_is_of),
        cmocka_unit_test(test_every_zone_of_the_table_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
