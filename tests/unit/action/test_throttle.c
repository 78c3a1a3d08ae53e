/* Throttling of sign-ins: strangers wait, longer and longer; nobody else does. */
#include "office.h"

#include "action/credential.h"

#include <string.h>

static const Caller stranger = {.address = "192.0.2.66"};
static const char password[] = "three green pumps";

static Office office_with_password(DbEngine engine)
{
    Err err = {0};
    const char *name = NULL;
    Office office = office_open(engine);
    office_user(&office, "Bob Hill");
    assert_ok(set_user_password(office.context, office.arena, "ann", password, &name, &err), err);
    return office;
}

static SignedIn sign_in(Office *office, Caller caller, const char *name, const char *said)
{
    Err err = {0};
    SignedIn result = {0};
    assert_ok(sign_in_password(office->context, office->arena, &caller, name, said, &result, &err),
              err);
    return result;
}

static void fail_often(Office *office, Caller caller, const char *name, int times)
{
    for (int i = 0; i < times; i++) {
        SignedIn result = sign_in(office, caller, name, "a wrong password");
        assert_int_equal(result.state, SIGN_IN_WRONG);
    }
}

/* After five free ones the wait doubles, to a quarter of an hour; a day without one forgets. */
static void test_one_who_tries_one_user(void **state)
{
    each_engine(engine)
    {
        Office office = office_with_password(engine);
        fail_often(&office, stranger, "Ann Ford", 6);
        int64_t waits[12] = {0};
        for (size_t i = 0; i < 12; i++) {
            SignedIn result = sign_in(&office, stranger, "Ann Ford", password);
            assert_int_equal(result.state, SIGN_IN_WAIT); /* not even the right one is tried */
            waits[i] = result.wait_seconds;
            office_at(&office, office.context->now + result.wait_seconds);
            fail_often(&office, stranger, "ann@ford.example", 1); /* another name of hers */
        }
        assert_int_equal(waits[0], 1);
        assert_int_equal(waits[1], 2);
        assert_int_equal(waits[9], 512);
        assert_int_equal(waits[10], 900);
        assert_int_equal(waits[11], 900);
        office_days_later(&office, 2);
        fail_often(&office, stranger, "Ann Ford", 6);
        office_close(&office);
    }
}

static void test_others_come_in_meanwhile(void **state)
{
    each_engine(engine)
    {
        Office office = office_with_password(engine);
        Caller desk = {.address = "198.51.100.7"};
        SignedIn before = sign_in(&office, desk, "Ann Ford", password);
        assert_int_equal(before.state, SIGN_IN_DONE);
        fail_often(&office, stranger, "Ann Ford", 6);
        assert_int_equal(sign_in(&office, stranger, "Ann Ford", password).state, SIGN_IN_WAIT);
        /* from elsewhere, and from the same network on a device that was there before */
        assert_int_equal(sign_in(&office, desk, "Ann Ford", password).state, SIGN_IN_DONE);
        Caller known = {.address = stranger.address, .device = before.device};
        assert_int_equal(sign_in(&office, known, "Ann Ford", password).state, SIGN_IN_DONE);
        /* which is of no use for another user, nor when it was made up */
        Caller forged = {.address = stranger.address, .device = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
        assert_int_equal(sign_in(&office, forged, "Ann Ford", password).state, SIGN_IN_WAIT);
        fail_often(&office, known, "Bob Hill", 6);
        assert_int_equal(sign_in(&office, known, "Bob Hill", password).state, SIGN_IN_WAIT);
        office_close(&office);
    }
}

static void test_a_device_is_counted_too(void **state)
{
    Office office = office_with_password(DB_SQLITE);
    SignedIn before = sign_in(&office, stranger, "Ann Ford", password);
    Caller known = {.address = "203.0.113.5", .device = before.device};
    fail_often(&office, known, "Ann Ford", 11);
    assert_int_equal(sign_in(&office, known, "Ann Ford", password).state, SIGN_IN_WAIT);
    Caller elsewhere = {.address = "198.51.100.7"};
    assert_int_equal(sign_in(&office, elsewhere, "Ann Ford", password).state, SIGN_IN_DONE);
    office_close(&office);
}

/* One who tries many names, from a network of IPv6 with all its addresses. */
static void test_one_who_tries_many(void **state)
{
    Office office = office_with_password(DB_SQLITE);
    for (int i = 0; i < 31; i++) {
        Caller one = {.address = arena_printf(office.arena, "2001:db8:1:2:%x::1", i + 1)};
        fail_often(&office, one, arena_printf(office.arena, "nobody %d", i), 1);
    }
    Caller same = {.address = "2001:db8:1:2::ffff"}, next = {.address = "2001:db8:1:3::1"};
    assert_int_equal(sign_in(&office, same, "Ann Ford", password).state, SIGN_IN_WAIT);
    assert_int_equal(sign_in(&office, next, "Ann Ford", password).state, SIGN_IN_DONE);
    office_close(&office);
}

/* Many who try one user: strangers wait half a minute at most. */
static void test_many_who_try_one_user(void **state)
{
    Office office = office_with_password(DB_SQLITE);
    SignedIn before = sign_in(&office, stranger, "Ann Ford", password);
    for (int i = 0; i < 108; i++) {
        Caller one = {.address = arena_printf(office.arena, "203.0.113.%d", i)};
        SignedIn result = sign_in(&office, one, "Ann Ford", "a wrong password");
        if (result.state == SIGN_IN_WAIT) {
            assert_true(i > 100 && result.wait_seconds <= 30);
            office_at(&office, office.context->now + result.wait_seconds);
            fail_often(&office, one, "Ann Ford", 1);
        }
    }
    Caller elsewhere = {.address = "198.51.100.7"};
    SignedIn result = sign_in(&office, elsewhere, "Ann Ford", password);
    assert_int_equal(result.state, SIGN_IN_WAIT);
    assert_int_equal(result.wait_seconds, 30);
    Caller known = {.address = "198.51.100.7", .device = before.device};
    assert_int_equal(sign_in(&office, known, "Ann Ford", password).state, SIGN_IN_DONE);
    office_close(&office);
}

/* A success forgets what one mistyped (of the address, only itself: that stays under its 30). */
static void test_a_success_forgets(void **state)
{
    Office office = office_with_password(DB_SQLITE);
    for (int i = 0; i < 7; i++) {
        fail_often(&office, stranger, "Ann Ford", 4);
        assert_int_equal(sign_in(&office, stranger, "Ann Ford", password).state, SIGN_IN_DONE);
        office_at(&office, office.context->now + 1);
    }
    office_close(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_who_tries_one_user),
        cmocka_unit_test(test_others_come_in_meanwhile),
        cmocka_unit_test(test_a_device_is_counted_too),
        cmocka_unit_test(test_one_who_tries_many),
        cmocka_unit_test(test_many_who_try_one_user),
        cmocka_unit_test(test_a_success_forgets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
