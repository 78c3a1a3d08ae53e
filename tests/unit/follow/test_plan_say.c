/* Decisions in words: reasons, explanations, their stored form. */
#include "test_plan_scene.h"

static const char *say(Scene *scene, WhyCode code, int64_t number, const char *text)
{
    return plan_say(scene->arena, &scene->situation, (Why){code, number, text}, monday_nine);
}

static const char *reason(Scene *scene, Time now)
{
    return plan_reason(scene->arena, &scene->situation, scene_plan(scene, now), now);
}

static void test_terms_are_sentences(void **state)
{
    Scene *scene = *state;
    assert_string_equal(say(scene, WHY_STEP, 2, "mail"), "Step 2 of the cadence, “mail”.");
    assert_string_equal(say(scene, WHY_PERSON_MAIN, BOB, NULL), "Bob is the one this is about.");
    assert_string_equal(say(scene, WHY_PERSON_MAIN, 999, NULL),
                        "this person is the one this is about.");
    assert_string_equal(say(scene, WHY_WAITED, days_after(monday_nine, -7), NULL),
                        "Its wait runs since Mon 2 Mar.");
    assert_string_equal(say(scene, WHY_WAITED, days_after(monday_nine, -100), NULL),
                        "Its wait runs since 29 Nov 2025.");
    assert_string_equal(say(scene, WHY_OUR_PROMISE, monday_nine + HOUR, "the quote"),
                        "We promised it for today 10:00: the quote.");
}

static void test_every_code_can_be_said(void **state)
{
    Scene *scene = *state;
    for (WhyCode code = WHY_NONE + 1; code < WHY_CODES; code++) {
        const char *sentence = say(scene, code, monday_nine, NULL);
        assert_true(strlen(sentence) > 10);
        assert_null(strpbrk(sentence, "{}"));
        assert_int_equal(sentence[strlen(sentence) - 1], '.');
    }
    assert_string_equal(say(scene, WHY_CODES, 0, NULL), "");
    assert_string_equal(say(scene, WHY_NONE, 0, NULL), "");
}

static void test_a_reason_that_names_a_way_stays_on_it(void **state)
{
    const Step call = {.channel = CHANNEL_PHONE, .reason = "May I ask why I am Calling you?"};
    const Step mail = {.channel = CHANNEL_EMAIL, .reason = "You recall the hall, and its textile."};
    assert_true(cadence_reason_fits(&call, CHANNEL_PHONE));
    assert_false(cadence_reason_fits(&call, CHANNEL_EMAIL));
    assert_true(cadence_reason_fits(&mail, CHANNEL_PHONE));
    /* A deed, in whatever words: nobody came by, where it is a call. */
    const Step visit = {.channel = CHANNEL_VISIT, .reason = "I was next door."};
    assert_true(cadence_reason_fits(&visit, CHANNEL_VISIT));
    assert_false(cadence_reason_fits(&visit, CHANNEL_PHONE));
    assert_false(cadence_news_fits(&visit, CHANNEL_EMAIL));
    assert_true(cadence_news_fits(&mail, CHANNEL_PHONE));
    const Step gift = {.channel = CHANNEL_GIFT, .reason = "A small thing."};
    assert_false(cadence_texts_fit(&gift, CHANNEL_LETTER)); /* what to buy is no letter */
    assert_true(cadence_texts_fit(&mail, CHANNEL_ARTICLE));
    assert_false(cadence_texts_fit(&mail, CHANNEL_PHONE));
}

static void test_a_reason_for_each_concern(void **state)
{
    Scene *scene = *state;
    assert_string_equal(reason(scene, monday_nine), "I promised you the price list.");
    scene->situation.cadence = NULL;
    assert_string_equal(reason(scene, monday_nine),
                        "I would like to find out whether the press is of use to you.");
    scene->situation.source = SOURCE_WEB;
    assert_string_equal(reason(scene, monday_nine),
                        "You asked about the press, and I would like to hear what matters to you.");
    scene->situation.state.first_talked_at = days_after(monday_nine, -9);
    assert_string_equal(reason(scene, monday_nine),
                        "I wanted to hear how things stand with the press.");
    scene->wakes[0] = (Wake){
        .id = 51, .kind = WAKE_CONTRACT_END, .text = "the lease", .at = days_after(monday_nine, 9)};
    scene->situation.wake_count = 1;
    scene->wakes[0].ahead_days = 30;
    assert_string_equal(reason(scene, monday_nine), "Your contract ends on Wed 18 Mar: the lease.");
    scene->situation.state.agreed_at = monday_nine;
    scene->situation.state.agreed = "meeting";
    assert_string_equal(reason(scene, monday_nine), "We have a meeting on Mon 9 Mar.");
    scene->situation.state.agreed = "not now";
    assert_string_equal(reason(scene, monday_nine),
                        "You said it was too early, so I noted Mon 9 Mar.");
    scene->situation.state.agreed = "set the time of the meeting";
    assert_string_equal(reason(scene, monday_nine),
                        "You agreed to meet, and we still need a time for it.");
    scene->situation.state.agreed = "a walk by the lake";
    assert_string_equal(reason(scene, monday_nine), "We agreed on Mon 9 Mar: a walk by the lake.");
    scene_promise(scene, true, monday_nine);
    assert_string_equal(reason(scene, monday_nine), "We promised: the quote.");
    scene->promises[0].ours = false;
    assert_string_equal(reason(scene, monday_nine), "You said: the quote.");
    scene->situation.state.answered_at = days_after(monday_nine, -3);
    scene->situation.state.answered_channel = CHANNEL_EMAIL;
    assert_string_equal(reason(scene, monday_nine),
                        "You wrote to us on Fri 6 Mar, and here is our answer.");
}

static void test_nobody_is_a_reason_too(void **state)
{
    Scene *scene = *state;
    scene->people[0].state = PERSON_NEVER;
    assert_string_equal(reason(scene, monday_nine), "Whom at your company may I speak with?");
    scene->situation.account_stopped = true;
    assert_string_equal(reason(scene, monday_nine),
                        "Nobody there may be touched: find whom else to ask, or close this lead.");
}

static void test_terms_survive_being_stored(void **state)
{
    Scene *scene = *state;
    Decision decision = {
        .whys = {{WHY_STEP, 2, "a;b,c\\d\ne"}, {WHY_WAITED, TIME_NONE, NULL}, {WHY_FLOOR, 0, NULL}},
        .why_count = 3};
    char *packed = plan_whys_pack(scene->arena, &decision);
    assert_null(strchr(packed, '\n'));
    const Why *whys;
    assert_int_equal(plan_whys_unpack(scene->arena, packed, &whys), 3);
    assert_int_equal(whys[0].code, WHY_STEP);
    assert_int_equal(whys[0].number, 2);
    assert_string_equal(whys[0].text, "a;b,c\\d\ne");
    assert_int_equal(whys[1].number, TIME_NONE);
    assert_null(whys[1].text);
    assert_int_equal(whys[2].code, WHY_FLOOR);
}

static void test_what_is_stored_may_be_older_than_the_table(void **state)
{
    static const char *const broken[] = {"", ";", ",", ";;,,;", "STEP", "STEP,", "STEP,x,y", "\\"};
    Scene *scene = *state;
    const Why *whys;
    size_t count = plan_whys_unpack(scene->arena, "NO_LONGER_KNOWN,1,x;STEP,7,mail", &whys);
    assert_int_equal(count, 1);
    assert_int_equal(whys[0].number, 7);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        assert_true(plan_whys_unpack(scene->arena, broken[i], &whys) <= 1);
    char many[2000] = "";
    for (int i = 0; i < 100; i++)
        strcat(many, "FLOOR,0,;");
    assert_int_equal(plan_whys_unpack(scene->arena, many, &whys), DECISION_WHYS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_terms_are_sentences),
        TEST(test_every_code_can_be_said),
        cmocka_unit_test(test_a_reason_that_names_a_way_stays_on_it),
        TEST(test_a_reason_for_each_concern),
        TEST(test_nobody_is_a_reason_too),
        TEST(test_terms_survive_being_stored),
        TEST(test_what_is_stored_may_be_older_than_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
