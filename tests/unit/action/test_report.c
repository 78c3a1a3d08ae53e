/* Reports: what was done in the office, counted. */
#include "office.h"

#include "action/late_promise.h"
#include "action/report.h"

#include <string.h>

#define ALL_TIME ((ReportOptions){0})

static Captive lead_named(Office *office, const char *name, const char *source)
{
    static int number;
    number++;
    return office_capture(
        office, (Card){.name = name,
                       .cell = arena_printf(office->arena, "+1 212 555 %04d", number % 10000),
                       .email = arena_printf(office->arena, "p%d@firm.example", number),
                       .source = source});
}

/* A second seller's context on the same database, at the same time. */
static Context *as_user(Office *office, const char *name)
{
    Err err = {0};
    Context *other;
    assert_ok(context_open(&(ContextOptions){.database = office->database,
                                             .user = name,
                                             .now = office->context->now},
                           &other, &err),
              err);
    return other;
}

static void test_silence(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive old = lead_named(&office, "Old Touch", "show");
        lead_named(&office, "Never Touched", "show");
        office_log(&office, old.lead, false, "voicemail", NULL);
        office_days_later(&office, 8);
        Captive fresh = lead_named(&office, "Fresh Touch", "show");
        office_log(&office, fresh.lead, false, "voicemail", NULL);
        Captive closed = lead_named(&office, "Closed One", "show");
        assert_ok(close_lead(office.context, office.arena, closed.lead, "bankrupt", &err), err);

        SilenceReport report;
        assert_ok(report_silence(office.context, office.arena, &ALL_TIME, &report, &err), err);
        assert_int_equal(report.seller_count, 1);
        assert_int_equal(report.all.open, 3);
        assert_int_equal(report.all.bands[SILENCE_WEEK], 1);
        assert_int_equal(report.all.bands[SILENCE_FORTNIGHT], 1);
        assert_int_equal(report.all.bands[SILENCE_NEVER], 1);
        assert_int_equal(report.worst_count, 3);
        assert_string_equal(report.worst[2].lead_name, "Fresh Touch");
        assert_int_equal(report.worst[0].days, 8);
        assert_int_equal(report.worst[2].days, 0);

        /* A touch nobody answers is no real one. */
        office_days_later(&office, 30);
        office_log(&office, old.lead, false, "no_answer", NULL);
        assert_ok(report_silence(office.context, office.arena, &ALL_TIME, &report, &err), err);
        assert_int_equal(report.all.bands[SILENCE_SEASON], 1);
        assert_int_equal(report.all.bands[SILENCE_MONTH], 1);
        office_close(&office);
    }
}

static void test_monday(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        int64_t bob = office_user(&office, "Bob Hill");
        Captive silent = lead_named(&office, "Silent One", "show");
        Captive talked = lead_named(&office, "Talked To", "show");
        Captive asked = lead_named(&office, "Asked Us", "web form");
        office_log(&office, talked.lead, false, "talked", "nothing_yet");
        PromiseCard promise;
        assert_ok(make_promise(office.context, office.arena,
                               &(PromiseInput){.lead_id = talked.lead,
                                               .text = "send the price list",
                                               .due_at = OFFICE_NOW + DAY_SECONDS},
                               &promise, &err),
                  err);
        /* The Monday after next: everything is late. */
        office_days_later(&office, 7);
        office_log(&office, talked.lead, false, "talked", "nothing_yet");
        office_days_later(&office, 7);

        MondayReport report;
        assert_ok(report_monday(office.context, office.arena, &ALL_TIME, &report, &err), err);
        assert_int_equal(report.week, day_of_civil(2026, 3, 16));
        assert_int_equal(report.seller_count, 2);
        const MondaySeller *ann = &report.sellers[0];
        assert_string_equal(ann->name, "Ann Ford");
        assert_int_equal(ann->open, 3);
        assert_int_equal(ann->broken_promises, 1);
        assert_int_equal(ann->late_enquiries, 1);
        assert_int_equal(ann->talks, 0);
        assert_int_equal(ann->talks_last_week, 1);
        assert_true(ann->silent >= 2);
        assert_int_equal(ann->gave_up[0], 2);
        assert_int_equal(ann->gives_up_after, 0);
        assert_int_equal(report.sellers[1].gives_up_after, -1);
        assert_true(report.late_count >= 2);
        assert_int_equal(report.late_total, (int64_t)report.late_count);
        for (size_t i = 0; i < report.late_count; i++) {
            assert_true(report.late[i].working_days >= 5);
            assert_int_equal(report.late[i].offer_id, bob);
        }
        assert_int_equal(report.late[0].lead_id, asked.lead);

        /* A skip with an excuse is giving up, too; one before the second try counts as such. */
        office_log(&office, silent.lead, true, "voicemail", NULL);
        office_log(&office, silent.lead, true, "skipped", NULL);
        assert_ok(report_monday(office.context, office.arena, &ALL_TIME, &report, &err), err);
        assert_int_equal(report.sellers[0].gave_up[1], 1);
        office_close(&office);
    }
}

static void test_persistence(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive thrice = lead_named(&office, "Reached At Third", "show");
        office_log(&office, thrice.lead, false, "no_answer", NULL);
        office_log(&office, thrice.lead, false, "voicemail", NULL);
        office_log(&office, thrice.lead, false, "talked", "nothing_yet");
        office_at(&office, OFFICE_NOW + MINUTE);
        office_log(&office, thrice.lead, false, "talked", "nothing_yet"); /* no try any more */
        Captive came = lead_named(&office, "Came To Us", "show");
        office_log(&office, came.lead, false, "they_called", "nothing_yet");
        Captive never = lead_named(&office, "Never Reached", "show");
        office_log(&office, never.lead, false, "voicemail", NULL);
        office_log(&office, never.lead, false, "voicemail", NULL);
        Captive undone = lead_named(&office, "Undone", "show");
        office_log(&office, undone.lead, false, "voicemail", NULL);
        office_log(&office, undone.lead, false, "talked", "nothing_yet");
        Undone *taken;
        size_t count;
        assert_ok(undo_records(office.context, office.arena, 1, &taken, &count, &err), err);
        office_log(&office, undone.lead, false, "talked", "nothing_yet");
        Captive ended = lead_named(&office, "Given Up", "show");
        office_log(&office, ended.lead, false, "no_answer", NULL);
        assert_ok(close_lead(office.context, office.arena, ended.lead, "no answer", &err), err);
        office_at(&office, OFFICE_NOW + HOUR);

        PersistenceReport report;
        assert_ok(report_persistence(office.context, office.arena, &ALL_TIME, &report, &err), err);
        const PersistenceSeller *all = &report.all;
        assert_int_equal(all->leads, 5);
        assert_int_equal(all->talked_leads, 3);
        assert_int_equal(all->talked[0], 1);
        assert_int_equal(all->talked[2], 1);
        assert_int_equal(all->talked[3], 1);
        assert_int_equal(all->tries[1], 1);
        assert_int_equal(all->tries[2], 2);
        assert_int_equal(all->gave_up[1], 1);
        assert_int_equal(all->gave_up[2], 0);
        assert_int_equal(all->tries_before_talk, 5);

        /* Months later nobody has done anything for the one never reached. */
        office_days_later(&office, 60);
        assert_ok(report_persistence(office.context, office.arena, &ALL_TIME, &report, &err), err);
        assert_int_equal(report.all.gave_up[2], 1);
        /* And nobody was captured in the last days. */
        ReportOptions lately = {.since = office.context->now - 30 * DAY_SECONDS};
        assert_ok(report_persistence(office.context, office.arena, &lately, &report, &err), err);
        assert_int_equal(report.all.leads, 0);
        office_close(&office);
    }
}

static void test_promises(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = lead_named(&office, "Ann Mason", "show");
        PromiseCard on_time, late, broken, theirs;
        LatePromise moved;
        PromiseInput input = {
            .lead_id = lead.lead, .text = "the quote", .due_at = OFFICE_NOW + 3600};
        assert_ok(make_promise(office.context, office.arena, &input, &on_time, &err), err);
        assert_ok(make_promise(office.context, office.arena, &input, &late, &err), err);
        assert_ok(make_promise(office.context, office.arena, &input, &broken, &err), err);
        input.theirs = true;
        input.due_at = OFFICE_NOW + 30 * DAY_SECONDS;
        assert_ok(make_promise(office.context, office.arena, &input, &theirs, &err), err);
        assert_ok(
            keep_promise(office.context, office.arena, on_time.id, CHANNEL_NONE, &on_time, &err),
            err);
        office_days_later(&office, 2);
        assert_ok(keep_promise(office.context, office.arena, late.id, CHANNEL_NONE, &late, &err),
                  err);
        assert_ok(late_promise(office.context, office.arena, broken.id,
                               &(LateInput){.due_at = OFFICE_NOW + 3 * DAY_SECONDS}, &moved, &err),
                  err);
        office_days_later(&office, 2);

        PromiseReport report;
        assert_ok(report_promises(office.context, office.arena, &ALL_TIME, &report, &err), err);
        assert_int_equal(report.all.ours.kept_on_time, 1);
        assert_int_equal(report.all.ours.kept_late, 1);
        assert_int_equal(report.all.ours.broken, 1);
        assert_int_equal(report.all.ours.moved, 1);
        assert_int_equal(report.all.theirs.open, 1);
        assert_int_equal(report.sellers[0].ours.broken, 1);
        office_close(&office);
    }
}

static void test_lines(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive first = lead_named(&office, "First Line", "show");
        Captive second = lead_named(&office, "Second Line", "show");
        office_log(&office, first.lead, false, "voicemail", NULL);
        office_log(&office, first.lead, false, "sent", NULL);
        office_days_later(&office, 1);
        office_log(&office, first.lead, false, "voicemail", NULL);
        office_log(&office, second.lead, false, "no_answer", NULL); /* no real touch */

        LinesReport report;
        assert_ok(report_lines(office.context, office.arena, &(ReportOptions){.since = TIME_NONE},
                               &report, &err),
                  err);
        assert_int_equal(report.day_count, REPORT_LINE_DAYS);
        assert_int_equal(report.sellers[0].touched, 1);
        assert_int_equal(report.sellers[0].target, 100);
        assert_int_equal(report.sellers[0].days[REPORT_LINE_DAYS - 1], 1);
        assert_int_equal(report.sellers[0].days[REPORT_LINE_DAYS - 2], 1);
        assert_int_equal(report.sellers[0].days[0], 0);
        office_log(&office, second.lead, false, "voicemail", NULL);
        assert_ok(report_lines(office.context, office.arena, &(ReportOptions){.since = TIME_NONE},
                               &report, &err),
                  err);
        assert_int_equal(report.sellers[0].touched, 2);
        office_days_later(&office, 20);
        assert_ok(report_lines(office.context, office.arena, &(ReportOptions){.since = TIME_NONE},
                               &report, &err),
                  err);
        assert_int_equal(report.sellers[0].touched, 0);
        assert_false(report_lines(office.context, office.arena,
                                  &(ReportOptions){.since = OFFICE_NOW - 200 * DAY_SECONDS},
                                  &report, &err));
        assert_error(err, ERR_INPUT, "92 days");
        office_close(&office);
    }
}

static void test_excuses_are_private(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        office_user(&office, "Bob Hill");
        Captive mine = lead_named(&office, "Ann Mason", "show");
        Captive his = lead_named(&office, "Tom Reed", "show");
        office_log(&office, mine.lead, true, "skipped", NULL);
        Context *bob = as_user(&office, "Bob Hill");
        Office at_bobs = {.context = bob, .arena = office.arena, .database = office.database};
        office_log(&at_bobs, his.lead, true, "skipped", NULL);
        office_log(&at_bobs, his.lead, true, "skipped", NULL);

        ExcuseReport report;
        assert_ok(report_excuses(office.context, office.arena, &ALL_TIME, &report, &err), err);
        assert_true(report.everyone);
        assert_int_equal(report.row_count, 1);
        assert_int_equal(report.rows[0].excuse, EXCUSE_NO_TIME);
        assert_int_equal(report.rows[0].count, 3);
        assert_int_equal(report.own_count, 1);
        assert_string_equal(report.own[0].lead_name, "Ann Mason");

        assert_ok(report_excuses(bob, office.arena, &ALL_TIME, &report, &err), err);
        assert_false(report.everyone);
        assert_int_equal(report.rows[0].count, 2);
        assert_int_equal(report.own_count, 2);

        ReportOptions of_bob = {.owner = "Bob Hill"};
        assert_false(report_excuses(office.context, office.arena, &of_bob, &report, &err));
        assert_error(err, ERR_DENIED, "private");
        context_close(bob);
        office_close(&office);
    }
}

static void test_channels(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = lead_named(&office, "Ann Mason", "show");
        office_log(&office, lead.lead, false, "voicemail", NULL);
        office_log(&office, lead.lead, false, "voicemail", NULL);
        office_log(&office, lead.lead, false, "talked", "nothing_yet");
        office_log(&office, lead.lead, false, "replied", "nothing_yet");
        office_log(&office, lead.lead, true, "skipped", NULL);

        ChannelReport report;
        assert_ok(report_channels(office.context, office.arena, &ALL_TIME, &report, &err), err);
        assert_int_equal(report.row_count, 2);
        assert_int_equal(report.rows[0].channel, CHANNEL_PHONE);
        assert_int_equal(report.rows[0].touches, 3);
        assert_int_equal(report.rows[0].reached, 1);
        assert_int_equal(report.rows[0].replied, 0);
        assert_int_equal(report.rows[0].outcomes[0].outcome, OUTCOME_VOICEMAIL);
        assert_int_equal(report.rows[0].outcomes[0].touches, 2);
        assert_int_equal(report.rows[1].channel, CHANNEL_EMAIL);
        assert_int_equal(report.rows[1].replied, 1);
        assert_int_equal(report.touches, 4);
        assert_int_equal(report.reached, 2);
        office_close(&office);
    }
}

static void test_speed(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive leads[3];
        static const char *const names[] = {"Quick One", "Slow One", "Waiting One"};
        for (int i = 0; i < 3; i++)
            leads[i] = lead_named(&office, names[i], "web form");
        lead_named(&office, "No Enquiry", "show");
        office_at(&office, OFFICE_NOW + 4 * MINUTE);
        office_log(&office, leads[0].lead, true, "no_answer", NULL);
        office_at(&office, OFFICE_NOW + 3 * HOUR);
        office_log(&office, leads[1].lead, true, "talked", "nothing_yet");
        office_log(&office, leads[0].lead, false, "voicemail", NULL); /* not its first */

        SpeedReport report;
        assert_ok(report_speed(office.context, office.arena, &ALL_TIME, &report, &err), err);
        assert_int_equal(report.all.enquiries, 3);
        assert_int_equal(report.all.touched, 2);
        assert_int_equal(report.all.waiting, 1);
        assert_int_equal(report.all.within_5_minutes, 1);
        assert_int_equal(report.all.within_1_hour, 1);
        assert_int_equal(report.all.within_1_day, 2);
        assert_int_equal(report.all.median_minutes, 4);
        assert_int_equal(report.all.ninetieth_minutes, 180);
        office_close(&office);
    }
}

static void test_periods(void **state)
{
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    ChannelReport report;
    ReportOptions backwards = {.since = OFFICE_NOW, .until = OFFICE_NOW - 1};
    assert_false(report_channels(office.context, office.arena, &backwards, &report, &err));
    assert_error(err, ERR_INPUT, "ends before it begins");
    ReportOptions of_nobody = {.owner = "Zoe"};
    assert_false(report_channels(office.context, office.arena, &of_nobody, &report, &err));
    assert_error(err, ERR_MISSING, "Zoe");
    ReportOptions usual = {.since = TIME_NONE};
    assert_ok(report_channels(office.context, office.arena, &usual, &report, &err), err);
    assert_int_equal(report.until - report.since, (Time)REPORT_DAYS * DAY_SECONDS);
    office_close(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_silence),     cmocka_unit_test(test_monday),
        cmocka_unit_test(test_persistence), cmocka_unit_test(test_promises),
        cmocka_unit_test(test_lines),       cmocka_unit_test(test_excuses_are_private),
        cmocka_unit_test(test_channels),    cmocka_unit_test(test_speed),
        cmocka_unit_test(test_periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
