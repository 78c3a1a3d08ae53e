/* Pace: so many at once, then so many a minute, of each user by themselves. */
#include "web/pace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int taken(Pace *pace, int64_t user, Time now)
{
    int count = 0;
    while (pace_take(pace, user, now))
        count++;
    return count;
}

static void test_pace(void **state)
{
    Pace *pace = pace_new(5, 30);
    assert_int_equal(taken(pace, 1, 1000), 5);
    assert_int_equal(taken(pace, 2, 1000), 5);
    assert_int_equal(taken(pace, 1, 1001), 0); /* half of one */
    assert_int_equal(taken(pace, 1, 1002), 1);
    assert_int_equal(taken(pace, 1, 1006), 2);
    assert_int_equal(taken(pace, 1, 9000), 5);
    assert_int_equal(taken(pace, 1, 8000), 0); /* a clock set back gives nothing */
    pace_free(pace);
    pace_free(NULL);
}

static void test_many_users(void **state)
{
    Pace *pace = pace_new(1, 1);
    for (int64_t user = 1; user <= PACE_USERS; user++)
        assert_true(pace_take(pace, user, 1000 + user));
    assert_false(pace_take(pace, PACE_USERS, 1000 + PACE_USERS));
    assert_true(pace_take(pace, PACE_USERS + 1, 2000)); /* in the place of the first */
    assert_false(pace_take(pace, 2, 1002));
    assert_true(pace_take(pace, 1, 2000));
    pace_free(pace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pace),
        cmocka_unit_test(test_many_users),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
