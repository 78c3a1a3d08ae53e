/* A seller in Munich, Bob at Huber with cell, office and e-mail, and a small cadence: what the
 * tests of the planner start from and change. Monday 2026-03-09, 9:00 in Munich, is `monday_nine`.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "follow/plan.h"

#include <string.h>

static const Time monday_nine = 1773043200;

enum { BOB = 5, CAROL = 6, BOB_CELL = 11, BOB_OFFICE = 12, BOB_EMAIL = 13, SWITCHBOARD = 21 };

typedef struct Scene {
    Policy policy;
    Worker owner;
    uint16_t dials[30];
    Absence absence;
    Reach reaches[4];
    Reach carol_reaches[2];
    Person people[3];
    Reach account_reaches[2];
    Step steps[4], tail[2];
    Wait rhythm[3];
    Cadence cadence;
    Hold holds[2];
    OpenPromise promises[2];
    Wake wakes[1];
    ContentItem contents[2];
    Situation situation;
    Decision decision;
    Arena *arena;
} Scene;

static inline Time days_after(Time at, int days)
{
    return at + (Time)days * DAY_SECONDS;
}

static inline Step scene_step(const char *key, Channel channel, Wait after, Mode mode)
{
    return (Step){.key = key,
                  .channel = channel,
                  .after = after,
                  .mode = mode,
                  .reason = "I promised you the price list.",
                  .news = "the price list"};
}

static inline void scene_cadence(Scene *scene)
{
    scene->steps[0] = scene_step("hello", CHANNEL_PHONE, (Wait){1, WAIT_WORKING_DAYS}, MODE_PERSON);
    scene->steps[1] = scene_step("mail", CHANNEL_EMAIL, (Wait){3, WAIT_DAYS}, MODE_MACHINE);
    scene->steps[2] = scene_step("text", CHANNEL_TEXT, (Wait){1, WAIT_DAYS}, MODE_PERSON);
    scene->steps[2].must = FACT_TALKED;
    scene->steps[3] = scene_step("again", CHANNEL_PHONE, (Wait){2, WAIT_WORKING_DAYS}, MODE_PERSON);
    scene->tail[0] = scene_step("news", CHANNEL_PHONE, (Wait){0, WAIT_DAYS}, MODE_PERSON);
    scene->tail[1] = scene_step("case", CHANNEL_EMAIL, (Wait){0, WAIT_DAYS}, MODE_MACHINE);
    scene->rhythm[0] = (Wait){7, WAIT_DAYS};
    scene->rhythm[1] = (Wait){1, WAIT_MONTHS};
    scene->rhythm[2] = (Wait){3, WAIT_MONTHS};
    scene->cadence = (Cadence){.name = "small",
                               .steps = scene->steps,
                               .step_count = 4,
                               .rhythm = scene->rhythm,
                               .rhythm_count = 3,
                               .tail = scene->tail,
                               .tail_count = 2};
}

static inline Person scene_person(int64_t id, const char *name, const Reach *reaches, size_t count)
{
    return (Person){.id = id,
                    .name = name,
                    .country = "DE",
                    .reaches = reaches,
                    .reach_count = count,
                    .last_touched_at = TIME_NONE,
                    .last_talked_at = TIME_NONE,
                    .last_tried_at = TIME_NONE};
}

/* Touched last on the Monday before, the step `hello` done and nothing else: the mail is next. */
static inline void scene_set(Scene *scene)
{
    Arena *arena = scene->arena;
    *scene = (Scene){.policy = policy_default(), .arena = arena};
    scene->owner = (Worker){.id = 1,
                            .name = "Ann",
                            .zone = zone_find("Europe/Berlin"),
                            .country = "DE",
                            .region = "BY",
                            .absences = &scene->absence};
    for (int day = MONDAY; day <= FRIDAY; day++)
        scene->owner.hours[day] = (Hours){9 * 60, 17 * 60};
    scene->reaches[0] =
        (Reach){.id = BOB_CELL, .kind = ADDRESS_CELL, .text_basis = true, .value = "+491511"};
    scene->reaches[1] = (Reach){.id = BOB_OFFICE, .kind = ADDRESS_OFFICE, .value = "+49891"};
    scene->reaches[2] = (Reach){.id = BOB_EMAIL, .kind = ADDRESS_EMAIL, .value = "bob@huber.de"};
    scene->carol_reaches[0] = (Reach){.id = 31, .kind = ADDRESS_OFFICE, .value = "+49892"};
    scene->people[0] = scene_person(BOB, "Bob", scene->reaches, 3);
    scene->people[1] = scene_person(CAROL, "Carol", scene->carol_reaches, 1);
    scene->account_reaches[0] =
        (Reach){.id = SWITCHBOARD, .kind = ADDRESS_SWITCHBOARD, .value = "+49890"};
    scene_cadence(scene);
    scene->situation = (Situation){
        .lead_id = 3,
        .account_id = 2,
        .contact_id = BOB,
        .source = SOURCE_REFERRAL,
        .account_name = "Huber",
        .product = "the press",
        .people = scene->people,
        .person_count = 1,
        .account_reaches = scene->account_reaches,
        .account_reach_count = 1,
        .account_climb_day = DAY_NONE,
        .account_mail_day = DAY_NONE,
        .cadence = &scene->cadence,
        .holds = scene->holds,
        .promises = scene->promises,
        .wakes = scene->wakes,
        .contents = scene->contents,
        .owner = &scene->owner,
        .policy = &scene->policy,
        .state = {.status = LEAD_WORKING,
                  .captured_at = days_after(monday_nine, -10),
                  .first_talked_at = TIME_NONE,
                  .last_talked_at = TIME_NONE,
                  .last_touched_at = days_after(monday_nine, -7),
                  .answered_at = TIME_NONE,
                  .our_answer_at = TIME_NONE,
                  .agreed_at = TIME_NONE,
                  .retry_at = TIME_NONE,
                  .rest_until = TIME_NONE,
                  .step_at = days_after(monday_nine, -7),
                  .step = 1},
    };
}

/* A lead just captured: nothing has been yet, the call is next. */
static inline void scene_fresh(Scene *scene, SourceKind source, Time captured_at)
{
    scene_set(scene);
    scene->situation.source = source;
    scene->situation.state.status = LEAD_NEW;
    scene->situation.state.captured_at = scene->situation.state.step_at = captured_at;
    scene->situation.state.last_touched_at = TIME_NONE;
    scene->situation.state.step = 0;
}

static inline void scene_talked(Scene *scene, Time at)
{
    scene->situation.state.first_talked_at = scene->situation.state.last_talked_at = at;
    scene->situation.state.prongs = CHANNEL_BIT(CHANNEL_PHONE);
    scene->people[0].last_talked_at = at;
}

static inline void scene_promise(Scene *scene, bool ours, Time due_at)
{
    size_t place = scene->situation.promise_count++;
    scene->promises[place] = (OpenPromise){.id = (int64_t)place + 41,
                                           .contact_id = BOB,
                                           .ours = ours,
                                           .text = "the quote",
                                           .due_at = due_at};
}

static inline const Decision *scene_plan(Scene *scene, Time now)
{
    assert_true(plan_next(&scene->situation, now, &scene->decision));
    return &scene->decision;
}

static inline bool scene_says(const Scene *scene, WhyCode code)
{
    for (size_t i = 0; i < scene->decision.why_count; i++)
        if (scene->decision.whys[i].code == code)
            return true;
    return false;
}

/* The due time on the owner's wall, "2026-03-09 09:00", stands in the assertion. */
static inline void assert_due_local(Scene *scene, const char *expected)
{
    Civil at = zone_civil(scene->owner.zone, scene->decision.due_at);
    assert_string_equal(arena_printf(scene->arena, "%04d-%02d-%02d %02d:%02d", at.year, at.month,
                                     at.day, at.hour, at.minute),
                        expected);
}

static inline int scene_open(void **state)
{
    static Scene scene;
    scene.arena = arena_new();
    scene_set(&scene);
    *state = &scene;
    return 0;
}

static inline int scene_close(void **state)
{
    Scene *scene = *state;
    arena_free(scene->arena);
    return 0;
}
