/* Post: the last day on which a letter still arrives in time. */
#include "follow/post.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Worker seller(void)
{
    Worker owner = {.zone = zone_utc(), .country = "DE"};
    for (int day = MONDAY; day <= FRIDAY; day++)
        owner.hours[day] = (Hours){9 * 60, 17 * 60};
    return owner;
}

static Time at(int year, int month, int day, int hour)
{
    return (Time)day_of_civil(year, month, day) * DAY_SECONDS + (Time)hour * HOUR;
}

static void test_words(void **state)
{
    static const char *const said[] = {"send the letter", "Send a LETTER friday",
                                       "the plan, by post", "den Brief schicken", "une lettre"};
    static const char *const other[] = {"send the newsletter", "write the lettering", "call",
                                        "send the brochure",   "the price list",      ""};
    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        assert_true(post_promised(said[i]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(post_promised(other[i]));
}

static void test_days(void **state)
{
    Policy policy = policy_default();
    Worker owner = seller();
    Person here = {.country = "DE"}, abroad = {.country = "US"};
    (void)state;
    /* Thursday: posted on Tuesday, at the same hour. */
    assert_int_equal(post_by(&policy, &owner, &here, at(2026, 3, 12, 10)), at(2026, 3, 10, 10));
    /* Monday: over the weekend. */
    assert_int_equal(post_by(&policy, &owner, NULL, at(2026, 3, 16, 10)), at(2026, 3, 12, 10));
    /* Sunday is no day of delivery: it is there on Friday. */
    assert_int_equal(post_by(&policy, &owner, &here, at(2026, 3, 15, 10)), at(2026, 3, 11, 10));
    /* Easter 2026: Good Friday the 3rd and Monday the 6th of April. */
    assert_int_equal(post_by(&policy, &owner, &here, at(2026, 4, 7, 10)), at(2026, 4, 1, 10));
    /* Abroad it takes six. */
    assert_int_equal(post_by(&policy, &owner, &abroad, at(2026, 3, 12, 10)), at(2026, 3, 4, 10));
    assert_int_equal(post_days(&policy, &owner, &abroad), 6);
    policy.post_days[0] = 0;
    assert_int_equal(post_by(&policy, &owner, &here, at(2026, 3, 15, 10)), at(2026, 3, 15, 10));
}

static void test_owner_away(void **state)
{
    Policy policy = policy_default();
    Worker owner = seller();
    Absence away = {day_of_civil(2026, 3, 9), day_of_civil(2026, 3, 11)};
    (void)state;
    owner.absences = &away;
    owner.absence_count = 1;
    assert_int_equal(post_by(&policy, &owner, NULL, at(2026, 3, 12, 10)), at(2026, 3, 6, 10));
    /* Who is away for long posts it when they can. */
    away.first = day_of_civil(2026, 1, 1);
    assert_int_equal(post_by(&policy, &owner, NULL, at(2026, 3, 12, 10)), at(2026, 3, 10, 10));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_owner_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
