/* What so many of something cost, exactly. */
#include "base/price.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void multiplies(void **state)
{
    static const struct {
        const char *typed;
        size_t count;
        const char *cost;
    } rows[] = {
        {"0.0079 USD", 1, "0.0079 USD"},
        {"0.0079 USD", 2, "0.0158 USD"},
        {"0.0079USD", 10000, "79.0000 USD"},
        {"0.1 EUR", 3, "0.30 EUR"},
        {"5 JPY", 3, "15 JPY"},
        {"0.07", 2, "0.14"},
        {".5 GBP", 1, "0.50 GBP"},
        {"12345678901 KRW", 200, "2469135780200 KRW"},
        {"0.0079 USD", 0, "0.0000 USD"},
    };
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Price price;
        assert_true(price_read(rows[i].typed, &price));
        assert_string_equal(price_times(arena, &price, rows[i].count), rows[i].cost);
    }
}

static void adds(void **state)
{
    static const struct {
        const char *one, *other, *sum; /* twice the one, three times the other; NULL: no sum */
    } rows[] = {{"0.0079 USD", "0.02 USD", "0.0758 USD"},
                {"0.02", "1", "3.04"},
                {"1 EUR", "2 EUR", "8 EUR"},
                {"1 EUR", "2 USD", NULL},
                {"99999999999", "0.0000000001", NULL}};
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Price one, other;
        assert_true(price_read(rows[i].one, &one) && price_read(rows[i].other, &other));
        const char *sum = price_sum(arena, &one, 2, &other, 3);
        if (rows[i].sum)
            assert_string_equal(sum, rows[i].sum);
        else
            assert_null(sum);
    }
}

static void refuses(void **state)
{
    static const char *const rows[] = {"",        "dear",        "USD",     "-1 USD",
                                       "1,5 EUR", "1.2.3",       "1 2 USD", "123456789012",
                                       "1 U S",   "1 DUBLOONSS", "0x1 USD"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Price price;
        if (price_read(rows[i], &price))
            fail_msg("\"%s\" is read as a price", rows[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(multiplies), cmocka_unit_test(adds),
                                       cmocka_unit_test(refuses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
