#include "follow/certainty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static bool rises(MessageLevel from, MessageLevel to)
{
    char word[24];
    snprintf(word, sizeof word, ",%s,", message_level_name(from));
    return strstr(message_level_below(to), word) != NULL;
}

/* Each rung gives way to those above it, and to no other. */
static void test_ladder(void **state)
{
    (void)state;
    for (int from = 0; from < MESSAGE_LEVELS; from++)
        for (int to = 0; to < MESSAGE_LEVELS; to++)
            assert_int_equal(rises((MessageLevel)from, (MessageLevel)to), to > from);
    assert_true(rises(LEVEL_ACCEPTED, LEVEL_REFUSED));   /* servers take mail and return it */
    assert_true(rises(LEVEL_REFUSED, LEVEL_ANSWERED));   /* they got it all the same */
    assert_false(rises(LEVEL_DELIVERED, LEVEL_REFUSED)); /* what bounces is a copy */
}

static void test_names(void **state)
{
    (void)state;
    for (int i = 0; i < MESSAGE_LEVELS; i++) {
        MessageLevel level = MESSAGE_LEVELS;
        assert_true(message_level_find(message_level_name((MessageLevel)i), &level));
        assert_int_equal(level, i);
    }
    MessageLevel level;
    assert_false(message_level_find("sent", &level));
}

static void test_outcomes(void **state)
{
    (void)state;
    MessageLevel level;
    assert_true(message_level_of_outcome(OUTCOME_REPLIED, &level));
    assert_int_equal(level, LEVEL_ANSWERED);
    assert_true(message_level_of_outcome(OUTCOME_AUTO_REPLY, &level));
    assert_int_equal(level, LEVEL_DELIVERED);
    assert_true(message_level_of_outcome(OUTCOME_BOUNCED, &level));
    assert_int_equal(level, LEVEL_REFUSED);
    assert_true(message_level_of_outcome(OUTCOME_FAILED, &level));
    assert_int_equal(level, LEVEL_REFUSED);
    assert_false(message_level_of_outcome(OUTCOME_SENT, &level));
    assert_false(message_level_of_outcome(OUTCOME_TALKED, &level));
}

static void test_doubt(void **state)
{
    (void)state;
    assert_int_equal(message_doubt(LEVEL_UNCERTAIN, 100, TIME_NONE), DOUBT_UNCERTAIN);
    assert_int_equal(message_doubt(LEVEL_ACCEPTED, 100, 99), DOUBT_EARLY);
    assert_int_equal(message_doubt(LEVEL_ACCEPTED, 100, 100), DOUBT_UNPROVED);
    assert_int_equal(message_doubt(LEVEL_ACCEPTED, 100, TIME_NONE), DOUBT_NONE);
    assert_int_equal(message_doubt(LEVEL_DELIVERED, 100, 300), DOUBT_NONE);
    assert_int_equal(message_doubt(LEVEL_REFUSED, 100, 300), DOUBT_NONE);
    assert_int_equal(message_doubt(LEVEL_QUEUED, TIME_NONE, 300), DOUBT_NONE);
}

/* Office hours are 8:30 to 17:30 where the person is. */
static void test_hours(void **state)
{
    (void)state;
    const Policy policy = policy_default();
    const Zone *york = zone_find("America/New_York");
    const Worker owner = {.zone = zone_find("Europe/Berlin"), .country = "DE"};
    const Person person = {.zones = {york}, .zone_count = 1, .country = "US"};
    Day monday = day_of_civil(2026, 3, 2), friday = day_of_civil(2026, 3, 6);
    assert_int_equal(certainty_by(&policy, &owner, &person, zone_time(york, monday, 10 * 60), 4),
                     zone_time(york, monday, 14 * 60));
    /* What goes in the evening is not read before the morning. */
    assert_int_equal(certainty_by(&policy, &owner, &person, zone_time(york, monday, 20 * 60), 4),
                     zone_time(york, monday + 1, 12 * 60 + 30));
    /* Over the weekend, on which their clocks change too. */
    assert_int_equal(certainty_by(&policy, &owner, &person, zone_time(york, friday, 16 * 60), 4),
                     zone_time(york, friday + 3, 11 * 60));
    /* Nobody known: the owner's place. */
    assert_int_equal(certainty_by(&policy, &owner, NULL, zone_time(owner.zone, monday, 10 * 60), 4),
                     zone_time(owner.zone, monday, 14 * 60));
    /* Never, where nobody works. */
    Policy closed = policy;
    closed.office_hours = (Hours){0};
    assert_int_equal(certainty_by(&closed, &owner, &person, 0, 4), TIME_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ladder),   cmocka_unit_test(test_names),
        cmocka_unit_test(test_outcomes), cmocka_unit_test(test_doubt),
        cmocka_unit_test(test_hours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
