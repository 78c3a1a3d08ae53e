/* Beside Today: review and send, a promise that comes late, and what was done day by day. */
#include "team.h"

#include "action/access.h"
#include "action/late_promise.h"
#include "action/report.h"
#include "action/review.h"

#include <string.h>

/* Leads with a mailbox alone: their first touch is an e-mail to be looked over. */
static void capture_mail(Team *team, size_t count)
{
    for (size_t i = 0; i < count; i++)
        team_capture(team, "bob",
                     (Card){.name = arena_printf(team->office.arena, "Eve Nr%zu", i),
                            .company = arena_printf(team->office.arena, "Pit %zu", i),
                            .source = "Hannover Messe",
                            .email = arena_printf(team->office.arena, "eve%zu@pit.example", i)});
}

static Review review_of_bob(Team *team)
{
    Err err = {0};
    Review review = {0};
    team_does(list_review(team->office.context, team->office.arena, "bob", 0, &review, &err), &err);
    return review;
}

static void test_review_and_send(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        ReviewLogged logged = {0};
        capture_mail(&team, 3);
        office_days_later(&team.office, 1);
        Review review = review_of_bob(&team);
        assert_int_equal(review.count, 3);
        assert_int_equal(review.total, 3);
        for (size_t i = 0; i < review.count; i++) {
            assert_int_equal(review.at[i].touch.channel, CHANNEL_EMAIL);
            assert_true(review.at[i].script.subject[0] && review.at[i].script.body[0]);
        }
        int64_t call = office_next(&team.office, team.bobs.lead).touch_id;
        const int64_t touches[] = {review.at[0].touch.id, review.at[1].touch.id, 999999, call};
        team_be(&team, team.zoe); /* not hers */
        team_does(log_review(context, arena, touches, 4, &logged, &err), &err);
        assert_int_equal(logged.count, 0);
        assert_int_equal(logged.refused_count, 4);
        team_be(&team, team.bob);
        team_does(log_review(context, arena, touches, 4, &logged, &err), &err);
        assert_int_equal(logged.count, 2);
        assert_int_equal(logged.logged[0].outcome, OUTCOME_SENT);
        assert_int_equal(logged.refused_count, 2);
        assert_non_null(strstr(logged.refused[0].why, "there is no touch 999999"));
        assert_non_null(strstr(logged.refused[1].why, "no message"));
        assert_int_equal(review_of_bob(&team).count, 1);
        Undone *undone;
        size_t count;
        team_does(undo_records(context, arena, 2, &undone, &count, &err), &err);
        assert_int_equal(review_of_bob(&team).count, 3);
        team_refuses(log_review(context, arena, touches, 0, &logged, &err), &err, ERR_INPUT,
                     "messages at once");
        team_refuses(list_review(context, arena, "zoe", 0, &review, &err), &err, ERR_DENIED, "Zoe");
        team_close(&team);
    }
}

static void test_late_promises_have_words(void **state)
{
    Err err = {0};
    Team team = team_open(DB_SQLITE);
    Context *context = team.office.context;
    Arena *arena = team.office.arena;
    LatePromise late = {0};
    Time friday = OFFICE_NOW + 4 * DAY_SECONDS;
    team_does(late_promise(context, arena, team.bobs_promise, &(LateInput){.due_at = friday}, &late,
                           &err),
              &err);
    assert_int_equal(late.promise.due_at, friday);
    assert_int_equal(late.promise.moved, 1);
    assert_non_null(strstr(late.subject, "send the plan"));
    assert_non_null(strstr(late.words, "Hello Dora,"));
    assert_non_null(strstr(late.words, "Fri 6 Mar 10:00"));
    assert_non_null(strstr(late.words, "Bob")); /* whose lead it is, not who pressed the button */
    team_refuses(late_promise(context, arena, team.bobs_promise,
                              &(LateInput){.due_at = OFFICE_NOW - 1}, &late, &err),
                 &err, ERR_INPUT, "lies ahead");
    team_refuses(late_promise(context, arena, 999999, &(LateInput){.due_at = friday}, &late, &err),
                 &err, ERR_MISSING, "no promise");
    PromiseCard theirs = {0};
    team_does(make_promise(context, arena,
                           &(PromiseInput){.lead_id = team.bobs.lead,
                                           .text = "send the drawing",
                                           .due_at = friday,
                                           .theirs = true},
                           &theirs, &err),
              &err);
    team_does(late_promise(context, arena, theirs.id, &(LateInput){.due_at = friday + DAY_SECONDS},
                           &late, &err),
              &err);
    assert_non_null(strstr(late.words, "you said you would: send the drawing"));
    team_close(&team);
}

static void test_activity(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        ActivityReport report = {0};
        office_log(&team.office, team.bobs.lead, false, "voicemail", NULL);
        office_log(&team.office, team.bobs.lead, false, "they_called", NULL);
        office_log(&team.office, team.marys.lead, true, "skipped", NULL);
        office_days_later(&team.office, 1);
        office_log(&team.office, team.zoes.lead, false, "talked", NULL);
        office_log(&team.office, team.zoes.lead, false, "voicemail", NULL);
        Undone *undone;
        size_t count;
        team_does(undo_records(context, arena, 1, &undone, &count, &err), &err);
        team_does(report_activity(context, arena, &(ReportOptions){0}, &report, &err), &err);
        assert_int_equal(report.day_count, REPORT_ACTIVITY_DAYS);
        const ActivityDay *monday = &report.days[28], *tuesday = &report.days[29];
        assert_int_equal(monday->touches[CHANNEL_PHONE], 1); /* theirs is none of ours */
        assert_int_equal(monday->talks, 1);
        assert_int_equal(tuesday->all, 1);
        assert_int_equal(tuesday->talks, 1);
        assert_int_equal(tuesday->minutes_available, 4 * 8 * 60); /* four who work nine to five */
        assert_int_equal(report.days[27].minutes_available, 0);   /* a Sunday */
        assert_int_equal(report.all.all, 2);
        assert_true(report.all.minutes_spent > 0);
        team_be(&team, team.bob);
        team_does(report_activity(context, arena, &(ReportOptions){0}, &report, &err), &err);
        assert_int_equal(report.all.all, 0); /* Ann logged them */
        assert_int_equal(report.days[29].minutes_available, 8 * 60);
        team_refuses(report_activity(context, arena,
                                     &(ReportOptions){.since = OFFICE_NOW - 200 * DAY_SECONDS},
                                     &report, &err),
                     &err, ERR_INPUT, "92 days");
        team_close(&team);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_review_and_send),
        cmocka_unit_test(test_late_promises_have_words),
        cmocka_unit_test(test_activity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
