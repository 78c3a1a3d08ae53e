/* The climb of a call: whom to dial in which order. */
#include "test_plan_scene.h"

enum { DAVE = 7 };

static size_t climb(Scene *scene, Time now, const Dial **dials)
{
    return plan_climb(scene->arena, &scene->situation, now, dials);
}

/* Carol works under Bob, Dave for nobody; both have an office number. */
static void set_people(Scene *scene)
{
    static const Reach dave_reaches[] = {
        {.id = 32, .kind = ADDRESS_CELL, .value = "+49893"},
        {.id = 33, .kind = ADDRESS_OFFICE, .value = "+49890"}, /* the switchboard's */
    };
    scene->situation.state.step = 3;
    scene->people[1].reports_to = BOB;
    scene->people[1].last_touched_at = monday_nine;
    scene->people[2] = scene_person(DAVE, "Dave", dave_reaches, 2);
    scene->situation.person_count = 3;
}

static void test_cell_office_switchboard_then_who_works_under_them(void **state)
{
    Scene *scene = *state;
    set_people(scene);
    const Dial *dials;
    assert_int_equal(climb(scene, monday_nine, &dials), 5);
    static const struct {
        int64_t contact_id, address_id, before_id;
    } rows[] = {{BOB, BOB_CELL, 0},
                {BOB, BOB_OFFICE, 0},
                {0, SWITCHBOARD, BOB},
                {CAROL, 31, BOB},
                {DAVE, 32, CAROL}};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(dials[i].contact_id, rows[i].contact_id);
        assert_int_equal(dials[i].address_id, rows[i].address_id);
        assert_int_equal(dials[i].before_id, rows[i].before_id);
    }
}

static void test_the_longest_untouched_first_and_guards_last(void **state)
{
    Scene *scene = *state;
    set_people(scene);
    scene->people[1].reports_to = 0;
    const Dial *dials;
    climb(scene, monday_nine, &dials);
    assert_int_equal(dials[3].contact_id, DAVE); /* never touched */
    scene->people[2].role = ROLE_GUARDS;
    climb(scene, monday_nine, &dials);
    assert_int_equal(dials[3].contact_id, CAROL);
}

static void test_at_most_eight_dials(void **state)
{
    Scene *scene = *state;
    static Reach many[12];
    set_people(scene);
    for (size_t i = 0; i < 12; i++)
        many[i] = (Reach){.id = 100 + (int64_t)i,
                          .kind = ADDRESS_CELL,
                          .value = arena_printf(scene->arena, "+4915%zu", i)};
    scene->people[0].reaches = many;
    scene->people[0].reach_count = 12;
    const Dial *dials;
    assert_int_equal(climb(scene, monday_nine, &dials), 8);
}

static void test_only_numbers_that_may_be_dialled_now(void **state)
{
    Scene *scene = *state;
    set_people(scene);
    const Dial *dials;
    /* Ten hours after nine the offices are closed: only cells. */
    assert_int_equal(climb(scene, monday_nine + 10 * HOUR, &dials), 2);
    assert_int_equal(dials[0].address_id, BOB_CELL);
    assert_int_equal(climb(scene, monday_nine + 14 * HOUR, &dials), 0); /* at night */
    scene->people[0].stopped = CHANNEL_BIT(CHANNEL_PHONE);
    climb(scene, monday_nine, &dials);
    assert_int_equal(dials[0].address_id, SWITCHBOARD);
    assert_int_equal(dials[0].before_id, 0); /* he was not tried */
    assert_int_equal(dials[1].contact_id, CAROL);
    scene->situation.account_stopped = true;
    assert_int_equal(climb(scene, monday_nine, &dials), 0);
}

static void test_a_climb_goes_on_when_the_first_dial_was_logged(void **state)
{
    Scene *scene = *state;
    set_people(scene);
    Day today = zone_day(scene->owner.zone, monday_nine);
    scene->situation.account_climb_day = today;
    scene->people[0].moves[0] = (MoveDay){.day = today, .moves = 1};
    const Dial *dials;
    assert_int_equal(climb(scene, monday_nine, &dials), 5);
}

static void test_the_promised_one_comes_first(void **state)
{
    Scene *scene = *state;
    set_people(scene);
    scene_promise(scene, true, monday_nine);
    scene->promises[0].contact_id = CAROL;
    const Dial *dials;
    climb(scene, monday_nine, &dials);
    assert_int_equal(dials[0].contact_id, CAROL);
}

static void test_who_reports_in_a_circle_does_no_harm(void **state)
{
    Scene *scene = *state;
    set_people(scene);
    scene->people[1].reports_to = DAVE;
    scene->people[2].reports_to = CAROL;
    const Dial *dials;
    assert_int_equal(climb(scene, monday_nine, &dials), 5);
}

static void test_without_people_the_switchboard(void **state)
{
    Scene *scene = *state;
    scene->situation.person_count = 0;
    scene->situation.contact_id = 0;
    scene->situation.state.step = 3;
    const Dial *dials;
    assert_int_equal(climb(scene, monday_nine, &dials), 1);
    assert_int_equal(dials[0].kind, ADDRESS_SWITCHBOARD);
    scene->situation.state.status = LEAD_CLOSED;
    assert_int_equal(climb(scene, monday_nine, &dials), 0);
}

/* A cell at which nobody ever is stands behind the office; the planned touch goes there, too. */
static void test_what_rings_in_vain_stands_behind(void **state)
{
    Scene *scene = *state;
    set_people(scene);
    Reach reaches[] = {scene->people[0].reaches[0], scene->people[0].reaches[1]};
    scene->people[0].reaches = reaches;
    scene->people[0].reach_count = 2;
    const Dial *dials;
    reaches[0].unanswered = REACH_TIRED - 1;
    climb(scene, monday_nine, &dials);
    assert_int_equal(dials[0].address_id, BOB_CELL);
    reaches[0].unanswered = REACH_TIRED;
    assert_int_equal(climb(scene, monday_nine, &dials), 5);
    assert_int_equal(dials[0].address_id, BOB_OFFICE);
    assert_int_equal(dials[1].address_id, BOB_CELL);
    Decision decision;
    assert_true(plan_next(&scene->situation, monday_nine, &decision));
    assert_int_equal(decision.address_id, BOB_OFFICE);
}

static void test_the_one_before_is_named(void **state)
{
    Scene *scene = *state;
    const char *left = plan_climb_opening(scene->arena, "Bob", true);
    assert_ptr_equal(strstr(left, "I just left Bob a voicemail"), left);
    const char *missed = plan_climb_opening(scene->arena, "Bob", false);
    assert_ptr_equal(strstr(missed, "I just tried to reach Bob"), missed);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_cell_office_switchboard_then_who_works_under_them),
        TEST(test_the_longest_untouched_first_and_guards_last),
        TEST(test_at_most_eight_dials),
        TEST(test_only_numbers_that_may_be_dialled_now),
        TEST(test_a_climb_goes_on_when_the_first_dial_was_logged),
        TEST(test_the_promised_one_comes_first),
        TEST(test_who_reports_in_a_circle_does_no_harm),
        TEST(test_without_people_the_switchboard),
        TEST(test_what_rings_in_vain_stands_behind),
        TEST(test_the_one_before_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
