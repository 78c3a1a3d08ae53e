/* A story: two hundred people met at a show, imported on Friday evening, give a Monday that a
 * person can work: promises and hot ones first, nothing over capacity, the rest spread over five
 * days.
 *
 * The leads are planned one after the other as the action does: hot ones first, each dial counted
 * into the owner's load before the next is planned.
 */
#include "test_plan_scene.h"

#include "follow/cadence.h"
#include "follow/cadence_builtin.h"
#include "follow/rank.h"

#include <stdlib.h>

enum { LEADS = 200, HOT = 12, PROMISED = 5, DAYS = 30, CAPACITY = 40 };

typedef struct Lead {
    Reach reaches[3];
    Person person;
    OpenPromise promise;
    Situation situation;
    Decision decision;
    int score;
} Lead;

typedef struct Story {
    Scene *scene;
    Lead leads[LEADS];
    Time friday_evening;
    Day monday;
} Story;

/* Every third has no e-mail address on the card: those are called first. */
static void meet(Story *story, size_t i)
{
    Lead *lead = &story->leads[i];
    const Scene *scene = story->scene;
    int64_t id = (int64_t)i * 10 + 1000;
    lead->reaches[0] = (Reach){.id = id + 1, .kind = ADDRESS_CELL, .value = "+4915112345678"};
    lead->reaches[1] = (Reach){.id = id + 2, .kind = ADDRESS_OFFICE, .value = "+498912345678"};
    lead->reaches[2] = (Reach){.id = id + 3, .kind = ADDRESS_EMAIL, .value = "x@example.com"};
    lead->person = scene_person(id, "Bob", lead->reaches, i % 3 ? 3 : 2);
    lead->situation = scene->situation;
    lead->situation.lead_id = lead->situation.contact_id = id;
    lead->situation.account_id = 0;
    lead->situation.account_reach_count = 0;
    lead->situation.people = &lead->person;
    lead->situation.source = SOURCE_SHOW;
    lead->situation.temperature = i < HOT ? TEMPERATURE_HOT : TEMPERATURE_WARM;
    lead->situation.promises = &lead->promise;
    lead->situation.promise_count = i >= HOT && i < HOT + PROMISED;
    lead->promise = (OpenPromise){.id = 41, .contact_id = id, .ours = true, .text = "the quote"};
    lead->promise.due_at = zone_time(scene->owner.zone, story->monday, 10 * 60);
    LeadState *state = &lead->situation.state;
    state->status = LEAD_NEW;
    state->captured_at = state->step_at = story->friday_evening;
    state->last_touched_at = TIME_NONE;
    state->step = 0;
}

static void plan_all(Story *story)
{
    Scene *scene = story->scene;
    scene->owner.load = (Load){story->monday, DAYS, scene->dials};
    for (size_t i = 0; i < LEADS; i++) {
        Lead *lead = &story->leads[i];
        assert_true(plan_next(&lead->situation, story->friday_evening, &lead->decision));
        Day day = zone_day(scene->owner.zone, lead->decision.due_at);
        assert_true(day >= story->monday && day < story->monday + DAYS);
        if (lead->decision.channel == CHANNEL_PHONE)
            scene->dials[day - story->monday]++;
    }
}

static void begin(Story *story, Scene *scene, const Cadence *cadence)
{
    story->scene = scene;
    story->friday_evening = days_after(monday_nine, 4) + 10 * HOUR;
    story->monday = zone_day(scene->owner.zone, days_after(monday_nine, 7));
    scene->situation.cadence = cadence;
    for (size_t i = 0; i < LEADS; i++)
        meet(story, i);
    plan_all(story);
}

static const Cadence *show_cadence(Scene *scene)
{
    size_t count;
    const CadenceBuiltin *builtin = cadence_builtin(&count);
    for (size_t i = 0; i < count; i++) {
        const Cadence *cadence = NULL;
        Findings findings;
        Err err;
        if (strcmp(builtin[i].name, "show") == 0)
            assert_true(cadence_read(scene->arena, builtin[i].source, builtin[i].length, &cadence,
                                     &findings, &err));
        if (cadence)
            return cadence;
    }
    fail_msg("the cadence for shows comes with Beck");
    return NULL;
}

static void test_a_monday_a_person_can_work(void **state)
{
    static Story story;
    Scene *scene = *state;
    begin(&story, scene, show_cadence(scene));
    size_t mails = 0;
    for (size_t i = 0; i < LEADS; i++) {
        const Lead *lead = &story.leads[i];
        const Decision *decision = &lead->decision;
        Day day = zone_day(scene->owner.zone, decision->due_at);
        if (lead->situation.promise_count) {
            assert_int_equal(decision->concern, CONCERN_PROMISE);
            assert_int_equal(decision->due_at, lead->promise.due_at);
        } else if (lead->person.reach_count == 3) {
            /* One batch to review on Monday morning. */
            assert_int_equal(decision->channel, CHANNEL_EMAIL);
            assert_int_equal(decision->group, GROUP_REVIEW);
            assert_int_equal(decision->due_at, zone_time(scene->owner.zone, story.monday, 9 * 60));
            mails++;
        } else {
            assert_int_equal(decision->channel, CHANNEL_PHONE);
            assert_in_range(day - story.monday, 0, 4);
            if (i < HOT)
                assert_int_equal(day, story.monday);
        }
    }
    assert_true(mails > 100);
    for (size_t day = 0; day < DAYS; day++)
        assert_true(scene->dials[day] <= CAPACITY);
    assert_int_equal(scene->dials[5] + scene->dials[6], 0); /* the weekend */
}

static void test_two_hundred_calls_fill_five_days(void **state)
{
    static Story story;
    Scene *scene = *state;
    begin(&story, scene, &scene->cadence); /* its first step is the call */
    for (size_t day = 0; day < 5; day++)
        assert_int_equal(scene->dials[day], CAPACITY);
    for (size_t i = 0; i < HOT + PROMISED; i++)
        assert_int_equal(zone_day(scene->owner.zone, story.leads[i].decision.due_at), story.monday);
}

/* The same without counting each into the load: by the places of the queue. */
static void test_the_queue_levels_an_import(void **state)
{
    static Story story;
    Scene *scene = *state;
    begin(&story, scene, &scene->cadence);
    size_t on_day[7] = {0};
    scene->owner.load = (Load){0};
    for (size_t i = 0; i < LEADS; i++) {
        Lead *lead = &story.leads[i];
        lead->situation.promise_count = 0;
        lead->situation.queue_place = i;
        plan_next(&lead->situation, story.friday_evening, &lead->decision);
        on_day[zone_day(scene->owner.zone, lead->decision.due_at) - story.monday]++;
    }
    for (size_t day = 0; day < 5; day++)
        assert_int_equal(on_day[day], CAPACITY);
}

static int by_score(const void *a, const void *b)
{
    const Lead *left = a, *right = b;
    if (left->decision.group != right->decision.group)
        return left->decision.group < right->decision.group ? -1 : 1;
    return right->score - left->score;
}

static void test_promises_and_hot_ones_stand_first(void **state)
{
    static Story story;
    Scene *scene = *state;
    begin(&story, scene, &scene->cadence);
    Time morning = zone_time(scene->owner.zone, story.monday, 8 * 60);
    size_t today = 0;
    for (size_t i = 0; i < LEADS; i++) {
        Lead *lead = &story.leads[i];
        const Decision *decision = &lead->decision;
        if (zone_day(scene->owner.zone, decision->due_at) != story.monday)
            continue;
        RankInput input = {.group = decision->group,
                           .due_at = decision->due_at,
                           .channel = decision->channel,
                           .temperature = lead->situation.temperature,
                           .status = LEAD_NEW,
                           .last_touched_at = TIME_NONE,
                           .promised_at =
                               lead->situation.promise_count ? lead->promise.due_at : TIME_NONE};
        lead->score = rank_touch(&input, morning).score;
        story.leads[today++] = *lead;
    }
    assert_int_equal(today, CAPACITY);
    qsort(story.leads, today, sizeof *story.leads, by_score);
    for (size_t i = 0; i < PROMISED; i++)
        assert_int_equal(story.leads[i].decision.concern, CONCERN_PROMISE);
    for (size_t i = PROMISED; i < PROMISED + HOT; i++)
        assert_int_equal(story.leads[i].situation.temperature, TEMPERATURE_HOT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_monday_a_person_can_work),
        TEST(test_two_hundred_calls_fill_five_days),
        TEST(test_the_queue_levels_an_import),
        TEST(test_promises_and_hot_ones_stand_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
