/* Intervals, against the values printed in Newcombe's two papers of 1998, and the split of trials.
 */
#include "base/digest.h"
#include "follow/interval.h"
#include "follow/split.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_near(double value, double printed)
{
    if (fabs(value - printed) > 0.00005001)
        fail_msg("%f is not %f", value, printed);
}

/* Statistics in Medicine 17, 857-872, table I: Wilson's score interval. */
static void test_shares(void **state)
{
    static const struct {
        int64_t hits, count;
        double low, high;
    } printed[] = {{81, 263, 0.2553, 0.3662},
                   {15, 148, 0.0624, 0.1605},
                   {0, 20, 0.0000, 0.1611},
                   {1, 29, 0.0061, 0.1718}};
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        Interval interval = interval_of_share(printed[i].hits, printed[i].count);
        assert_near(interval.low, printed[i].low);
        assert_near(interval.high, printed[i].high);
    }
    assert_near(interval_of_share(29, 29).high, 1);
    assert_near(interval_of_share(0, 0).low, 0);
    assert_near(interval_of_share(0, 0).high, 1);
}

/* 873-890, table II: method 10. */
static void test_differences(void **state)
{
    static const struct {
        int64_t hits, count, other_hits, other_count;
        double low, high;
    } printed[] = {{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090},
                   {6, 7, 2, 7, 0.0582, 0.8062},     {5, 56, 0, 29, -0.0381, 0.1926},
                   {0, 10, 0, 20, -0.1611, 0.2775},  {0, 10, 0, 10, -0.2775, 0.2775},
                   {10, 10, 0, 20, 0.6791, 1.0000},  {10, 10, 0, 10, 0.6075, 1.0000}};
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        Interval interval = interval_of_difference(printed[i].hits, printed[i].count,
                                                   printed[i].other_hits, printed[i].other_count);
        assert_near(interval.low, printed[i].low);
        assert_near(interval.high, printed[i].high);
        assert_int_equal(interval_tells(interval), printed[i].low > 0);
    }
    assert_false(interval_tells(interval_of_difference(3, 4, 0, 0)));
    assert_true(interval_tells(interval_of_difference(0, 20, 10, 10)));
}

/* Of 20,000 people each half gets one text, in each of 40 trials, within what chance allows: five
 * standard deviations of the binomial; two trials of the same people have nothing to do with each
 * other. */
static void test_the_split_is_fair(void **state)
{
    enum { PEOPLE = 20000, TRIALS = 40 };
    static const unsigned char key[DIGEST_KEY_BYTES] = "a brook that never stops, secret";
    const double bound = 5 * sqrt(PEOPLE * 0.25);
    for (int trial = 0; trial < TRIALS; trial++) {
        char name[2] = {(char)('A' + trial), 0}, other[2] = {(char)('a' + trial), 0};
        int second = 0, both = 0;
        for (int64_t person = 1; person <= PEOPLE; person++) {
            bool side = split_other(key, person, name);
            assert_int_equal(side, split_other(key, person, name));
            second += side;
            both += side == split_other(key, person, other);
        }
        assert_true(fabs(second - PEOPLE / 2.0) < bound);
        assert_true(fabs(both - PEOPLE / 2.0) < bound);
    }
}

/* Another secret splits otherwise; and what it was stays what it was. */
static void test_the_split_is_stable(void **state)
{
    static const unsigned char key[DIGEST_KEY_BYTES] = "a brook that never stops, secret";
    static const unsigned char second[DIGEST_KEY_BYTES] = "another brook that stops, secret";
    char sides[33] = {0};
    int differ = 0;
    for (int64_t person = 1; person <= 32; person++) {
        sides[person - 1] = split_other(key, person, "first-mail") ? 'b' : 'a';
        differ +=
            split_other(key, person, "first-mail") != split_other(second, person, "first-mail");
    }
    assert_string_equal(sides, "baaabbabbaaabaabababaaaaabbaaaba");
    assert_in_range(differ, 4, 28);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_differences),
        cmocka_unit_test(test_the_split_is_fair),
        cmocka_unit_test(test_the_split_is_stable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
