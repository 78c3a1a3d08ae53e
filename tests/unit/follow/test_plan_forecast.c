/* The forecast: the same planner, walked ahead. */
#include "test_plan_scene.h"

#include "follow/forecast.h"

enum { MOST = 400 };

typedef struct Seen {
    size_t count;
    Time due_at[MOST];
    Day day[MOST];
    Channel channel[MOST];
    Concern concern[MOST];
} Seen;

static void see(void *context, const Decision *touch, Day day)
{
    Seen *seen = context;
    assert_true(seen->count < MOST);
    seen->due_at[seen->count] = touch->due_at;
    seen->day[seen->count] = day;
    seen->channel[seen->count] = touch->channel;
    seen->concern[seen->count++] = touch->concern;
}

static size_t walk(Scene *scene, int days, ForecastOdds odds, Seen *seen)
{
    *seen = (Seen){0};
    return forecast_walk(scene->arena, &scene->situation, monday_nine,
                         days_after(monday_nine, days), odds, see, seen);
}

static void test_the_first_touch_is_the_plan_of_today(void **state)
{
    Scene *scene = *state;
    Seen seen;
    size_t count = walk(scene, 30, forecast_odds_default(), &seen);
    assert_int_equal(count, seen.count);
    assert_true(count >= 3);
    const Decision *decision = scene_plan(scene, monday_nine);
    assert_int_equal(seen.due_at[0], decision->due_at);
    assert_int_equal(seen.channel[0], decision->channel);
    for (size_t i = 1; i < count; i++)
        assert_true(seen.day[i] >= seen.day[i - 1] && seen.due_at[i] > seen.due_at[i - 1]);
    assert_true(seen.due_at[count - 1] < days_after(monday_nine, 30));
}

static void test_the_same_twice_and_nothing_is_changed(void **state)
{
    Scene *scene = *state;
    Seen first, second;
    Situation before = scene->situation;
    Person bob = scene->people[0];
    size_t used = arena_used(scene->arena);
    walk(scene, 90, forecast_odds_default(), &first);
    walk(scene, 90, forecast_odds_default(), &second);
    assert_memory_equal(&first, &second, sizeof first);
    assert_memory_equal(&before, &scene->situation, sizeof before);
    assert_memory_equal(&bob, &scene->people[0], sizeof bob);
    assert_int_equal(arena_used(scene->arena), used);
}

static void test_voicemails_follow_the_cadence_to_its_tail(void **state)
{
    Scene *scene = *state;
    Seen seen;
    walk(scene, 365, (ForecastOdds){.talked = 0, .voicemail = 100}, &seen);
    assert_int_equal(seen.channel[0], CHANNEL_EMAIL);
    assert_int_equal(seen.channel[1], CHANNEL_PHONE); /* no text before a talk */
    assert_int_equal(seen.concern[1], CONCERN_CADENCE);
    for (size_t i = 2; i < seen.count; i++)
        assert_int_equal(seen.concern[i], CONCERN_TAIL);
    assert_in_range(seen.count, 5, 8); /* a week, a month, then every season */
}

static void test_a_talk_brings_the_text(void **state)
{
    Scene *scene = *state;
    Seen seen;
    walk(scene, 30, (ForecastOdds){.talked = 100}, &seen);
    size_t texts = 0;
    for (size_t i = 0; i < seen.count; i++)
        texts += seen.channel[i] == CHANNEL_TEXT;
    assert_true(texts > 0);
}

static void test_promises_and_wakes_are_kept_once(void **state)
{
    Scene *scene = *state;
    scene_promise(scene, true, days_after(monday_nine, 1));
    scene_promise(scene, false, days_after(monday_nine, 8));
    scene->wakes[0] = (Wake){.id = 51, .at = days_after(monday_nine, 20), .ahead_days = 5};
    scene->situation.wake_count = 1;
    Seen seen;
    walk(scene, 60, forecast_odds_default(), &seen);
    size_t promises = 0, wakes = 0;
    for (size_t i = 0; i < seen.count; i++) {
        promises += seen.concern[i] == CONCERN_PROMISE;
        wakes += seen.concern[i] == CONCERN_WAKE;
    }
    assert_int_equal(promises, 2);
    assert_int_equal(wakes, 1);
}

static void test_a_closed_lead_and_a_desk_have_no_future(void **state)
{
    Scene *scene = *state;
    Seen seen;
    scene->situation.account_stopped = true;
    assert_int_equal(walk(scene, 30, forecast_odds_default(), &seen), 1);
    scene->situation.state.status = LEAD_CLOSED;
    assert_int_equal(walk(scene, 30, forecast_odds_default(), &seen), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_first_touch_is_the_plan_of_today),
        TEST(test_the_same_twice_and_nothing_is_changed),
        TEST(test_voicemails_follow_the_cadence_to_its_tail),
        TEST(test_a_talk_brings_the_text),
        TEST(test_promises_and_wakes_are_kept_once),
        TEST(test_a_closed_lead_and_a_desk_have_no_future),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
