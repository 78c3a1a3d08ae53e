/* The planner, concern by concern (DESIGN §3). What holds always is for tests/property; here stand
 * the cases a seller would recognise. */
#include "test_plan_scene.h"

/* --- the order of concern --- */

static void test_only_open_leads_have_a_touch(void **state)
{
    Scene *scene = *state;
    scene->situation.state.status = LEAD_CLOSED;
    assert_false(plan_next(&scene->situation, monday_nine, &scene->decision));
    scene->situation.state.status = LEAD_NEVER;
    assert_false(plan_next(&scene->situation, monday_nine, &scene->decision));
    scene->situation.state.status = LEAD_CUSTOMER;
    assert_true(plan_next(&scene->situation, monday_nine, &scene->decision));
}

static void test_their_answer_comes_first(void **state)
{
    Scene *scene = *state;
    scene_promise(scene, true, monday_nine - HOUR);
    scene->situation.state.agreed_at = monday_nine;
    scene->situation.state.answered_at = monday_nine + 10 * HOUR; /* in the evening */
    scene->situation.state.answered_channel = CHANNEL_EMAIL;
    scene->situation.state.answered_contact_id = BOB;
    const Decision *decision = scene_plan(scene, monday_nine + 11 * HOUR);
    assert_int_equal(decision->concern, CONCERN_ANSWER);
    assert_int_equal(decision->group, GROUP_ANSWERS);
    assert_int_equal(decision->channel, CHANNEL_EMAIL);
    assert_int_equal(decision->mode, MODE_PERSON);
    assert_int_equal(decision->address_id, BOB_EMAIL);
    assert_due_local(scene, "2026-03-10 09:00");
    assert_false(decision->escalated);
    assert_true(scene_plan(scene, days_after(monday_nine, 2) + HOUR)->escalated);
    assert_true(scene_says(scene, WHY_ANSWER_ESCALATED));
}

static void test_the_one_who_answered_is_answered(void **state)
{
    Scene *scene = *state;
    scene->situation.person_count = 2;
    scene->situation.state.answered_at = monday_nine;
    scene->situation.state.answered_channel = CHANNEL_PHONE;
    scene->situation.state.answered_contact_id = CAROL;
    assert_int_equal(scene_plan(scene, monday_nine)->contact_id, CAROL);
    assert_true(scene_says(scene, WHY_PERSON_ANSWERED));
}

static void test_a_promise_stands_even_on_a_saturday(void **state)
{
    Scene *scene = *state;
    scene_promise(scene, true, days_after(monday_nine, 5) + 2 * HOUR);
    scene->situation.state.step_at = monday_nine;
    scene->steps[1].after = (Wait){1, WAIT_MONTHS};
    const Decision *decision = scene_plan(scene, monday_nine);
    assert_int_equal(decision->concern, CONCERN_PROMISE);
    assert_int_equal(decision->promise_id, 41);
    assert_due_local(scene, "2026-03-14 11:00");
    assert_int_equal(decision->latest_at, decision->due_at);
    /* On Sundays nobody is called in Germany. */
    scene->promises[0].due_at = days_after(monday_nine, 6) + 2 * HOUR;
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-16 09:00");
}

static void test_a_promise_past_its_time_is_due_now(void **state)
{
    Scene *scene = *state;
    scene_promise(scene, false, days_after(monday_nine, -3));
    Time saturday_noon = days_after(monday_nine, 5) + 3 * HOUR;
    assert_int_equal(scene_plan(scene, saturday_noon)->due_at, saturday_noon);
    assert_true(scene_says(scene, WHY_THEIR_PROMISE));
    assert_true(scene_says(scene, WHY_OVERDUE));
}

static void test_a_promise_tried_in_vain_is_put_off(void **state)
{
    Scene *scene = *state;
    scene_promise(scene, true, monday_nine);
    scene->situation.state.retry_at = monday_nine + HOUR;
    assert_int_equal(scene_plan(scene, monday_nine + 5 * MINUTE)->due_at, monday_nine + HOUR);
}

static void test_a_step_close_to_a_promise_is_merged(void **state)
{
    Scene *scene = *state;
    scene_promise(scene, true, days_after(monday_nine, 2) + HOUR);
    assert_int_equal(scene_plan(scene, monday_nine)->concern, CONCERN_PROMISE);
    assert_true(scene_says(scene, WHY_STEP_MERGED));
    assert_null(scene->decision.step);
    scene->promises[0].due_at = days_after(monday_nine, 3) + HOUR;
    assert_int_equal(scene_plan(scene, monday_nine)->concern, CONCERN_CADENCE);
}

static void test_of_two_promises_the_earlier_comes(void **state)
{
    Scene *scene = *state;
    scene_promise(scene, true, monday_nine + 3 * HOUR);
    scene_promise(scene, true, monday_nine + 2 * HOUR);
    assert_int_equal(scene_plan(scene, monday_nine)->promise_id, 42);
}

static void test_before_an_agreed_date_there_is_silence(void **state)
{
    Scene *scene = *state;
    scene->situation.state.agreed_at = days_after(monday_nine, 21);
    scene->situation.state.agreed = "meeting";
    scene->situation.state.agreed_channel = CHANNEL_VISIT;
    scene->wakes[0] = (Wake){.id = 51, .kind = WAKE_WANT, .at = monday_nine};
    scene->situation.wake_count = 1;
    const Decision *decision = scene_plan(scene, monday_nine);
    assert_int_equal(decision->concern, CONCERN_AGREED);
    assert_due_local(scene, "2026-03-30 10:00");        /* the same instant; clocks went forward */
    assert_int_equal(decision->channel, CHANNEL_VISIT); /* where, they know */
    assert_int_equal(decision->ask, ADDRESS_POSTAL);
    scene_promise(scene, true, days_after(monday_nine, 1));
    assert_int_equal(scene_plan(scene, monday_nine)->concern, CONCERN_PROMISE);
}

static void test_what_is_done_at_the_desk_touches_nobody(void **state)
{
    Scene *scene = *state;
    scene->situation.state.agreed_at = days_after(monday_nine, 1);
    scene->situation.state.agreed = "type this card";
    scene->situation.state.agreed_desk = true;
    const Decision *decision = scene_plan(scene, monday_nine);
    assert_int_equal(decision->concern, CONCERN_AGREED);
    assert_int_equal(decision->group, GROUP_AGREED);
    assert_int_equal(decision->channel, CHANNEL_NONE);
    assert_int_equal(decision->mode, MODE_PERSON);
    assert_int_equal(decision->contact_id, 0);
    assert_int_equal(decision->due_at, days_after(monday_nine, 1));
    scene->situation.state.agreed_desk = false;
    assert_int_equal(scene_plan(scene, monday_nine)->channel, CHANNEL_PHONE);
}

static void test_an_enquiry_is_a_matter_of_minutes(void **state)
{
    Scene *scene = *state;
    scene_fresh(scene, SOURCE_WEB, monday_nine + HOUR);
    const Decision *decision = scene_plan(scene, monday_nine + HOUR);
    assert_int_equal(decision->concern, CONCERN_ENQUIRY);
    assert_int_equal(decision->due_at, monday_nine + HOUR + 5 * MINUTE);
    assert_ptr_equal(decision->step, &scene->steps[0]);
    scene_fresh(scene, SOURCE_WEB, monday_nine + 14 * HOUR); /* at night */
    scene_plan(scene, monday_nine + 14 * HOUR);
    assert_due_local(scene, "2026-03-10 09:00");
}

static void test_an_enquiry_does_not_wait_for_the_post(void **state)
{
    Scene *scene = *state;
    scene_fresh(scene, SOURCE_WEB, monday_nine);
    scene->steps[0].channel = CHANNEL_LETTER;
    assert_int_equal(scene_plan(scene, monday_nine)->channel, CHANNEL_PHONE);
    assert_true(scene_says(scene, WHY_CHANNEL_QUICK));
}

static void test_a_wake_comes_so_many_days_ahead(void **state)
{
    Scene *scene = *state;
    scene->wakes[0] = (Wake){.id = 51,
                             .kind = WAKE_CONTRACT_END,
                             .text = "the lease",
                             .at = days_after(monday_nine, 61),
                             .ahead_days = 60};
    scene->situation.wake_count = 1;
    scene->situation.state.step_at = monday_nine;
    const Decision *decision = scene_plan(scene, monday_nine);
    assert_int_equal(decision->concern, CONCERN_WAKE);
    assert_int_equal(decision->wake_id, 51);
    assert_due_local(scene, "2026-03-10 09:00");
}

/* --- load --- */

static void test_met_people_come_the_next_working_day(void **state)
{
    Scene *scene = *state;
    Time friday_evening = days_after(monday_nine, 4) + 10 * HOUR;
    scene_fresh(scene, SOURCE_SHOW, friday_evening);
    scene->steps[0].after = (Wait){9, WAIT_DAYS};
    scene_plan(scene, friday_evening);
    assert_due_local(scene, "2026-03-16 09:00");
    assert_true(scene_says(scene, WHY_MET));
    scene->steps[0] = scene->steps[1]; /* a machine's e-mail: people met are written to by people */
    assert_int_equal(scene_plan(scene, friday_evening)->channel, CHANNEL_EMAIL);
    assert_int_equal(scene->decision.mode, MODE_PERSON);
    assert_due_local(scene, "2026-03-16 09:00");
}

static void test_a_list_is_released_as_capacity_allows(void **state)
{
    static const struct {
        size_t place;
        const char *due;
    } rows[] = {{0, "2026-03-10 09:00"},   {39, "2026-03-10 09:00"},  {40, "2026-03-11 09:00"},
                {159, "2026-03-13 09:00"}, {160, "2026-03-16 09:00"}, {1000, "2026-04-16 09:00"}};
    Scene *scene = *state;
    scene_fresh(scene, SOURCE_LIST, monday_nine);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        scene->situation.queue_place = rows[i].place;
        scene_plan(scene, monday_nine);
        assert_due_local(scene, rows[i].due);
    }
    scene->situation.queue_place = 10000000; /* for one seller; still it is dated */
    assert_true(scene_plan(scene, monday_nine)->due_at < TIME_LIMIT);
}

static void test_a_call_is_levelled_within_its_window(void **state)
{
    Scene *scene = *state;
    scene->situation.state.step = 3;
    scene->steps[3].window = (Wait){2, WAIT_WORKING_DAYS};
    for (size_t i = 0; i < 30; i++)
        scene->dials[i] = 40;
    scene->owner.load = (Load){zone_day(scene->owner.zone, monday_nine), 30, scene->dials};
    scene->dials[1] = 39;
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-10 09:00");
    assert_true(scene_says(scene, WHY_LEVELLED));
    scene->dials[1] = scene->dials[0] = 44;
    scene->dials[2] = 42; /* all are full: the emptiest */
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-11 09:00");
    scene->steps[3].window = (Wait){0, WAIT_DAYS};
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-09 09:00");
    scene_promise(scene, true, monday_nine);
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-09 09:00");
}

static void test_what_fell_due_in_an_absence_is_spread_after_it(void **state)
{
    Scene *scene = *state;
    scene->situation.state.step = 3;
    Day today = zone_day(scene->owner.zone, monday_nine);
    scene->absence = (Absence){today, today + 11};
    scene->owner.absence_count = 1;
    for (size_t i = 0; i < 30; i++)
        scene->dials[i] = i == 17 ? 12 : 40;
    scene->owner.load = (Load){today, 30, scene->dials};
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-26 09:00");
    assert_true(scene_says(scene, WHY_AWAY));
    scene_promise(scene, true, days_after(monday_nine, 3));
    assert_int_equal(scene_plan(scene, monday_nine)->concern, CONCERN_PROMISE);
    assert_due_local(scene, "2026-03-23 09:00"); /* promises first */
}

/* --- channels --- */

static void test_texts_come_after_the_first_talk(void **state)
{
    Scene *scene = *state;
    scene->situation.state.step = 2;
    scene->steps[2].must = 0;
    assert_int_equal(scene_plan(scene, monday_nine)->channel, CHANNEL_PHONE);
    assert_int_equal(scene->decision.mode, MODE_PERSON);
    assert_true(scene_says(scene, WHY_CHANNEL_EARLY));
    scene->situation.state.asked_for_texts = true;
    assert_int_equal(scene_plan(scene, monday_nine)->channel, CHANNEL_TEXT);
    scene->situation.state.asked_for_texts = false;
    scene_talked(scene, days_after(monday_nine, -7));
    assert_int_equal(scene_plan(scene, monday_nine)->channel, CHANNEL_TEXT);
    scene->reaches[0].text_basis = false;
    assert_int_not_equal(scene_plan(scene, monday_nine)->channel, CHANNEL_TEXT);
}

static void test_a_missing_address_becomes_the_thing_to_ask_for(void **state)
{
    Scene *scene = *state;
    scene->reaches[2].state = ADDRESS_BAD; /* it bounced */
    const Decision *decision = scene_plan(scene, monday_nine);
    assert_int_equal(decision->channel, CHANNEL_PHONE);
    assert_int_equal(decision->address_id, BOB_CELL);
    assert_int_equal(decision->ask, ADDRESS_EMAIL);
    assert_ptr_equal(decision->step, &scene->steps[1]);
}

static void test_calls_go_cell_office_switchboard(void **state)
{
    Scene *scene = *state;
    scene->situation.state.step = 3;
    assert_int_equal(scene_plan(scene, monday_nine)->address_id, BOB_CELL);
    scene->reaches[0].suppressed = true;
    assert_int_equal(scene_plan(scene, monday_nine)->address_id, BOB_OFFICE);
    scene->reaches[1].state = ADDRESS_BAD;
    assert_int_equal(scene_plan(scene, monday_nine)->address_id, SWITCHBOARD);
    assert_int_equal(scene->decision.contact_id, BOB);
    assert_int_equal(scene->decision.ask, ADDRESS_CELL);
}

static void test_a_lead_without_any_address_still_gets_a_touch(void **state)
{
    Scene *scene = *state;
    scene->people[0].reach_count = scene->situation.account_reach_count = 0;
    const Decision *decision = scene_plan(scene, monday_nine);
    assert_int_equal(decision->channel, CHANNEL_PHONE);
    assert_int_equal(decision->contact_id, BOB);
    assert_int_equal(decision->address_id, 0);
    assert_int_equal(decision->ask, ADDRESS_EMAIL); /* of the step that is next */
    scene->situation.person_count = 0;
    scene->situation.contact_id = 0;
    scene->situation.state.step = 3;
    assert_int_equal(scene_plan(scene, monday_nine)->channel, CHANNEL_PHONE);
    assert_int_equal(scene->decision.ask, ADDRESS_SWITCHBOARD);
    assert_true(scene_says(scene, WHY_PERSON_UNKNOWN));
}

static void test_who_comes_after_who_left(void **state)
{
    Scene *scene = *state;
    scene->situation.person_count = 2;
    scene->people[0].state = PERSON_GONE;
    assert_int_equal(scene_plan(scene, monday_nine)->contact_id, CAROL);
    assert_int_equal(scene->decision.mode, MODE_PERSON);
    scene->situation.person_count = 1;
    const Decision *decision = scene_plan(scene, monday_nine);
    assert_int_equal(decision->contact_id, 0);
    assert_int_equal(decision->address_id, SWITCHBOARD);
    assert_true(decision->ask_whom);
    assert_string_equal(plan_reason(scene->arena, &scene->situation, decision, monday_nine),
                        "Who came after Bob, and where did they go?");
}

static void test_where_nobody_may_be_touched_it_is_the_owners_to_decide(void **state)
{
    Scene *scene = *state;
    scene->people[0].state = PERSON_DECEASED;
    scene->situation.account_id = 0;
    scene->situation.account_reach_count = 0;
    const Decision *decision = scene_plan(scene, monday_nine - 3 * HOUR);
    assert_int_equal(decision->channel, CHANNEL_NONE);
    assert_int_equal(decision->group, GROUP_REVIEW);
    assert_due_local(scene, "2026-03-09 09:00");
    assert_true(scene_says(scene, WHY_NOBODY));
}

static void test_all_prongs_within_ten_working_days(void **state)
{
    Scene *scene = *state;
    scene_talked(scene, days_after(monday_nine, -7));
    scene->situation.state.prongs |= CHANNEL_BIT(CHANNEL_TEXT);
    scene->situation.state.step = 3;
    scene->situation.state.step_at = days_after(monday_nine, -1);
    scene->steps[3].after = (Wait){1, WAIT_MONTHS};
    const Decision *decision = scene_plan(scene, monday_nine);
    assert_int_equal(decision->channel, CHANNEL_EMAIL);
    assert_int_equal(decision->mode, MODE_PERSON);
    assert_due_local(scene, "2026-03-12 09:00"); /* the eighth day; two are kept for the caps */
    assert_true(scene_says(scene, WHY_PRONG));
}

/* --- rhythm --- */

static void test_after_no_answer_another_weekday_and_hour(void **state)
{
    Scene *scene = *state;
    scene->situation.state.step = 3;
    scene->people[0].last_tried_at = days_after(monday_nine, -7) + HOUR; /* Monday at ten */
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-10 12:00");
    assert_true(scene_says(scene, WHY_TRIED));
    scene->people[0].last_tried_at = days_after(monday_nine, -4) + 7 * HOUR; /* Thursday at four */
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-09 09:00");
}

static void test_a_busy_line_is_tried_again_soon(void **state)
{
    Scene *scene = *state;
    scene->situation.state.step = 3;
    scene->situation.state.retry_at = monday_nine + 15 * MINUTE;
    scene->people[0].last_tried_at = monday_nine;
    assert_int_equal(scene_plan(scene, monday_nine)->due_at, monday_nine + 15 * MINUTE);
}

static void test_interest_shortens_and_coolness_lengthens(void **state)
{
    static const struct {
        int interest;
        const char *due;
    } rows[] = {{3, "2026-03-13 09:00"}, {0, "2026-03-17 09:00"}, {-3, "2026-03-25 09:00"}};
    Scene *scene = *state;
    scene->situation.state.step = 3;
    scene->steps[3].after = (Wait){8, WAIT_DAYS};
    scene->situation.state.step_at = monday_nine;
    for (size_t i = 0; i < 3; i++) {
        scene->situation.state.interest = rows[i].interest;
        scene_plan(scene, monday_nine + HOUR);
        assert_int_equal(scene->decision.step_place, 3);
        assert_due_local(scene, rows[i].due);
    }
}

static void test_a_cool_sign_changes_the_way(void **state)
{
    Scene *scene = *state;
    scene->situation.state.step = 3;
    scene->steps[2].channel = CHANNEL_PHONE;
    scene->situation.state.interest = -1;
    assert_int_equal(scene_plan(scene, monday_nine)->channel, CHANNEL_EMAIL);
    assert_true(scene_says(scene, WHY_CHANNEL_CHANGED));
    scene->situation.state.interest = 0;
    assert_int_equal(scene_plan(scene, monday_nine)->channel, CHANNEL_PHONE);
}

static void test_after_a_no_it_rests(void **state)
{
    Scene *scene = *state;
    scene->situation.state.noes = 3;
    scene->situation.state.ask_close = true;
    scene->situation.state.rest_until = days_after(monday_nine, 30);
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-04-08 10:00");
    assert_true(scene_says(scene, WHY_RESTED));
    assert_true(scene_says(scene, WHY_ASK_CLOSE));
}

static void test_after_our_answer_the_cadence_pauses(void **state)
{
    Scene *scene = *state;
    scene->situation.state.our_answer_at = monday_nine;
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-16 08:00");
    assert_true(scene_says(scene, WHY_RESUMED));
}

static void test_the_tail_slows_down_to_its_floor(void **state)
{
    Scene *scene = *state;
    scene->situation.state.step = 4;
    scene->situation.state.step_at = monday_nine;
    scene_plan(scene, monday_nine + HOUR);
    assert_due_local(scene, "2026-03-16 09:00");
    assert_int_equal(scene->decision.concern, CONCERN_TAIL);
    scene->situation.state.tail_round = 77;
    scene_plan(scene, monday_nine + HOUR);
    assert_due_local(scene, "2026-06-09 09:00");
    scene->cadence.floor = (Wait){7, WAIT_DAYS};
    scene_plan(scene, monday_nine + HOUR);
    assert_due_local(scene, "2026-03-16 09:00");
    assert_true(scene_says(scene, WHY_FLOOR));
}

static void test_steps_whose_conditions_fail_are_passed_over(void **state)
{
    Scene *scene = *state;
    scene->situation.state.step = 2; /* the text needs a talk */
    assert_int_equal(scene_plan(scene, monday_nine)->step_place, 3);
    scene->steps[3].must = FACT_CUSTOMER;
    scene->tail[0].must_not = FACT_CELL;
    assert_int_equal(scene_plan(scene, monday_nine)->step_place, 5);
    scene->tail[1].must = FACT_CUSTOMER; /* none holds: the tail goes on all the same */
    assert_int_equal(scene_plan(scene, monday_nine)->step_place, 4);
}

/* --- holds, clocks, zones --- */

static void test_what_a_machine_may_not_send_a_person_does(void **state)
{
    Scene *scene = *state;
    scene->holds[0] =
        (Hold){.scope = HOLD_ACCOUNT, .machine_only = true, .until = TIME_NONE, .reason = "reply"};
    scene->situation.hold_count = 1;
    assert_int_equal(scene_plan(scene, monday_nine)->channel, CHANNEL_EMAIL);
    assert_int_equal(scene->decision.mode, MODE_PERSON);
}

static void test_a_hold_puts_off_and_an_endless_one_only_says_so(void **state)
{
    Scene *scene = *state;
    scene->holds[0] =
        (Hold){.scope = HOLD_LEAD, .until = days_after(monday_nine, 9), .reason = "x"};
    scene->situation.hold_count = 1;
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-18 09:00");
    assert_true(scene_says(scene, WHY_HELD));
    scene->holds[0].until = TIME_NONE;
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-09 09:00");
    assert_true(scene_says(scene, WHY_HELD_OPEN));
}

static void test_a_clock_set_back_does_not_make_it_wait(void **state)
{
    Scene *scene = *state;
    Time before = days_after(monday_nine, -700);
    scene->situation.state.rest_until = days_after(monday_nine, 30);
    Time due_at = scene_plan(scene, before)->due_at;
    assert_true(due_at >= before && due_at < days_after(before, 100));
}

static void test_hours_are_those_of_the_contact(void **state)
{
    Scene *scene = *state;
    scene->people[0].zones[0] = zone_find("America/New_York");
    scene->people[0].zone_count = 1;
    scene->people[0].country = "US";
    scene->situation.state.step = 3;
    /* The US change their clocks three weeks before Europe does. */
    scene_plan(scene, days_after(monday_nine, -7));
    assert_due_local(scene, "2026-03-04 14:00");
    scene_plan(scene, monday_nine);
    assert_due_local(scene, "2026-03-09 13:00");
    scene_plan(scene, days_after(monday_nine, 21) + 8 * HOUR);
    assert_due_local(scene, "2026-03-31 14:00");
}

static void test_hours_that_never_meet_still_leave_a_time(void **state)
{
    Scene *scene = *state;
    scene->people[0].zones[0] = zone_find("America/Los_Angeles");
    scene->people[0].zone_count = 1;
    scene->people[0].country = "US";
    scene->reaches[0].state = ADDRESS_BAD; /* the office is left: 8:30 there is 16:30 here */
    scene->owner.hours[MONDAY] = scene->owner.hours[TUESDAY] = scene->owner.hours[WEDNESDAY] =
        scene->owner.hours[THURSDAY] = scene->owner.hours[FRIDAY] = (Hours){7 * 60, 15 * 60};
    scene->situation.state.step = 3;
    scene_plan(scene, days_after(monday_nine, 30));
    assert_due_local(scene, "2026-04-08 17:30");
}

static void test_a_zone_unknown_to_this_machine_is_utc(void **state)
{
    Scene *scene = *state;
    scene->situation.state.step = 3;
    scene->owner.zone = NULL;
    assert_int_equal(scene_plan(scene, monday_nine)->due_at, monday_nine + HOUR);
    assert_int_equal(plan_overdue(&scene->owner, &scene->policy, monday_nine, monday_nine),
                     LATE_FRESH);
}

static void test_holidays_and_weekends_are_kept(void **state)
{
    Scene *scene = *state;
    scene->situation.state.step = 3;
    Time thursday_evening = days_after(monday_nine, 24) + 9 * HOUR; /* before Good Friday */
    scene_plan(scene, thursday_evening);
    assert_due_local(scene, "2026-04-07 09:00"); /* after Easter Monday */
}

/* --- what is new --- */

static void test_nothing_is_given_twice(void **state)
{
    Scene *scene = *state;
    scene->steps[1].content_kind = "case-study";
    scene->contents[0] =
        (ContentItem){.id = 61, .kind = "case-study", .title = "Huber", .given = true};
    scene->contents[1] = (ContentItem){.id = 62, .kind = "photo", .title = "the press"};
    scene->situation.content_count = 2;
    assert_int_equal(scene_plan(scene, monday_nine)->content_id, 62);
    assert_false(scene->decision.new_missing);
    scene->contents[1].given = true;
    assert_int_equal(scene_plan(scene, monday_nine)->content_id, 0);
    assert_true(scene->decision.library_dry);
    assert_false(scene->decision.new_missing); /* the step's own words are news */
    scene->situation.state.step = 4;
    scene->situation.state.tail_round = 2; /* said in an earlier round */
    assert_true(scene_plan(scene, monday_nine)->new_missing);
}

/* --- lateness --- */

static void test_dated_is_not_done(void **state)
{
    Scene *scene = *state;
    Time friday = days_after(monday_nine, 4);
    assert_int_equal(plan_overdue(&scene->owner, &scene->policy, friday, friday), LATE_FRESH);
    assert_int_equal(plan_overdue(&scene->owner, &scene->policy, friday, days_after(friday, 3)),
                     LATE_FRESH);
    assert_int_equal(plan_overdue(&scene->owner, &scene->policy, friday, days_after(friday, 4)),
                     LATE_OVERDUE);
    assert_int_equal(plan_overdue(&scene->owner, &scene->policy, friday, days_after(friday, 7)),
                     LATE_MANAGER);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)

/* Mailed by a machine on Friday at noon: with sixteen office hours a proof could be there on
 * Tuesday morning. */
static void test_without_a_proof_the_next_step_goes_another_way(void **state)
{
    Scene *scene = *state;
    LeadState *lead = &scene->situation.state;
    lead->last_touched_at = lead->step_at = monday_nine - 3 * DAY_SECONDS + 3 * HOUR;
    lead->step = 1; /* the e-mail after three days comes */
    scene->steps[1].after = (Wait){30, WAIT_DAYS};
    Time planned = scene_plan(scene, monday_nine)->due_at;
    assert_int_equal(scene->decision.channel, CHANNEL_EMAIL);
    lead->unproved_at = lead->last_touched_at;
    const Decision *decision = scene_plan(scene, monday_nine);
    assert_true(decision->due_at < planned);
    assert_true(decision->due_at >= days_after(monday_nine, 1));
    assert_true(decision->due_at < days_after(monday_nine, 2));
    assert_int_equal(decision->channel, CHANNEL_PHONE);
    assert_ptr_equal(decision->step, &scene->steps[1]);
    /* A step that comes sooner anyway is left as it is. */
    scene->steps[1].after = (Wait){1, WAIT_DAYS};
    assert_int_equal(scene_plan(scene, monday_nine)->channel, CHANNEL_EMAIL);
    /* Nobody waits for a proof where the policy says so, nor where no other way is known. */
    scene->steps[1].after = (Wait){30, WAIT_DAYS};
    scene->policy.proof_hours = 0;
    assert_int_equal(scene_plan(scene, monday_nine)->due_at, planned);
    scene->policy.proof_hours = 16;
    scene->people[0].stopped = CHANNEL_BIT(CHANNEL_PHONE) | CHANNEL_BIT(CHANNEL_TEXT);
    assert_int_equal(scene_plan(scene, monday_nine)->due_at, planned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_only_open_leads_have_a_touch),
        TEST(test_without_a_proof_the_next_step_goes_another_way),
        TEST(test_their_answer_comes_first),
        TEST(test_the_one_who_answered_is_answered),
        TEST(test_a_promise_stands_even_on_a_saturday),
        TEST(test_a_promise_past_its_time_is_due_now),
        TEST(test_a_promise_tried_in_vain_is_put_off),
        TEST(test_a_step_close_to_a_promise_is_merged),
        TEST(test_of_two_promises_the_earlier_comes),
        TEST(test_before_an_agreed_date_there_is_silence),
        TEST(test_what_is_done_at_the_desk_touches_nobody),
        TEST(test_an_enquiry_is_a_matter_of_minutes),
        TEST(test_an_enquiry_does_not_wait_for_the_post),
        TEST(test_a_wake_comes_so_many_days_ahead),
        TEST(test_met_people_come_the_next_working_day),
        TEST(test_a_list_is_released_as_capacity_allows),
        TEST(test_a_call_is_levelled_within_its_window),
        TEST(test_what_fell_due_in_an_absence_is_spread_after_it),
        TEST(test_texts_come_after_the_first_talk),
        TEST(test_a_missing_address_becomes_the_thing_to_ask_for),
        TEST(test_calls_go_cell_office_switchboard),
        TEST(test_a_lead_without_any_address_still_gets_a_touch),
        TEST(test_who_comes_after_who_left),
        TEST(test_where_nobody_may_be_touched_it_is_the_owners_to_decide),
        TEST(test_all_prongs_within_ten_working_days),
        TEST(test_after_no_answer_another_weekday_and_hour),
        TEST(test_a_busy_line_is_tried_again_soon),
        TEST(test_interest_shortens_and_coolness_lengthens),
        TEST(test_a_cool_sign_changes_the_way),
        TEST(test_after_a_no_it_rests),
        TEST(test_after_our_answer_the_cadence_pauses),
        TEST(test_the_tail_slows_down_to_its_floor),
        TEST(test_steps_whose_conditions_fail_are_passed_over),
        TEST(test_what_a_machine_may_not_send_a_person_does),
        TEST(test_a_hold_puts_off_and_an_endless_one_only_says_so),
        TEST(test_a_clock_set_back_does_not_make_it_wait),
        TEST(test_hours_are_those_of_the_contact),
        TEST(test_hours_that_never_meet_still_leave_a_time),
        TEST(test_a_zone_unknown_to_this_machine_is_utc),
        TEST(test_holidays_and_weekends_are_kept),
        TEST(test_nothing_is_given_twice),
        TEST(test_dated_is_not_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
