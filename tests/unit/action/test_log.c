/* Logging: what it writes beyond the lead, and what undo makes of it. */
#include "office.h"

#include "action/hold_admin.h"
#include "action/list_today.h"
#include "action/plan_lead.h"
#include "base/text.h"

#include <string.h>

static const Card tom = {.name = "Tom Reed",
                         .company = "Acme",
                         .cell = "+1 617 555 0100",
                         .email = "tom@acme.example",
                         .postal = "1 Main Street, Boston, MA 02110"};

static LogInput on_lead(Office *office, int64_t lead, const LogAttempt *attempt)
{
    return (LogInput){.what = arena_printf(office->arena, "lead:%lld", (long long)lead),
                      .attempts = attempt,
                      .attempt_count = 1,
                      .at = TIME_NONE,
                      .until = TIME_NONE,
                      .promise_at = TIME_NONE};
}

static LogResult log_it(Office *office, const LogInput *input)
{
    Err err = {0};
    LogResult result;
    assert_ok(log_outcome(office->context, office->arena, input, &result, &err), err);
    return result;
}

static void undo(Office *office, size_t count)
{
    Err err = {0};
    Undone *undone;
    assert_ok(undo_records(office->context, office->arena, count, &undone, &count, &err), err);
}

/* --- suppression and its ledger --- */

static bool suppressed(Office *office, const char *key, ChannelSet *channels)
{
    Err err = {0};
    bool found;
    Digest hash = suppression_hash(office->context, key);
    struct suppression_get_row row = {0};
    assert_ok(
        sql_suppression_get(office->context->db, office->arena,
                            &(struct suppression_get_in){.workspace = office->context->workspace,
                                                         .hash = {hash.bytes, sizeof hash.bytes}},
                            &row, &found, &err),
        err);
    *channels = (ChannelSet)row.channels;
    return found;
}

typedef struct Ledger {
    size_t rows, ended, taken_back;
} Ledger;

static Ledger read_ledger(Office *office)
{
    Err err = {0};
    Ledger ledger = {0};
    auto_rows Rows *rows = sql_export_consent_open(
        office->context->db, &(struct export_consent_in){.workspace = office->context->workspace},
        &err);
    assert_non_null(rows);
    for (bool more = true; more;) {
        struct export_consent_row row;
        assert_ok(sql_export_consent_next(rows, office->arena, &row, &more, &err), err);
        ledger.rows += more;
        ledger.ended += more && !row.given;
        ledger.taken_back += more && row.given && row.undoes;
    }
    return ledger;
}

static void test_undo_takes_a_suppression_back(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        ChannelSet channels;
        office_log(&office, lead.lead, true, "talked", "never");
        assert_true(suppressed(&office, "tom@acme.example", &channels));
        assert_int_equal(channels, EVERY_CHANNEL);
        assert_int_equal(read_ledger(&office).rows, 3);
        undo(&office, 1);
        assert_false(suppressed(&office, "tom@acme.example", &channels));
        assert_false(suppressed(&office, "+16175550100", &channels));
        Ledger ledger = read_ledger(&office);
        assert_int_equal(ledger.ended, 3);
        assert_int_equal(ledger.taken_back, 3);
        office_close(&office);
    }
}

static void test_undo_leaves_what_was_ended_before(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        ChannelSet channels;
        office_log(&office, lead.lead, false, "stopped", NULL);
        assert_true(suppressed(&office, "+16175550100", &channels));
        assert_int_equal(channels, CHANNEL_BIT(CHANNEL_TEXT));
        office_log(&office, lead.lead, false, "talked", "never");
        undo(&office, 1);
        assert_true(suppressed(&office, "+16175550100", &channels));
        assert_int_equal(channels, CHANNEL_BIT(CHANNEL_TEXT));
        undo(&office, 1);
        assert_false(suppressed(&office, "+16175550100", &channels));
        office_close(&office);
    }
}

/* A firm's postal address and desk number are not one person's to end. */
static void test_a_never_ends_nothing_of_colleagues(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Card sue = {.name = "Sue Kern",
                    .company = tom.company,
                    .email = "sue@acme.example",
                    .postal = tom.postal};
        Captive lead = office_capture(&office, tom);
        Captive colleague = office_capture(&office, sue);
        ChannelSet channels;
        office_log(&office, lead.lead, false, "talked", "never");
        LoadedLead loaded;
        Err err = {0};
        assert_ok(
            lead_load(office.context, office.arena, colleague.lead, LOAD_USUAL, &loaded, &err),
            err);
        size_t postal = 0;
        for (size_t i = 0; i < loaded.situation.people[0].reach_count; i++) {
            const Reach *reach = &loaded.situation.people[0].reaches[i];
            postal += reach->kind == ADDRESS_POSTAL;
            assert_int_equal(reach->suppressed, 0);
        }
        assert_int_equal(postal, 1);
        assert_true(suppressed(&office, "tom@acme.example", &channels));
        office_close(&office);
    }
}

/* --- logged late --- */

static void test_logged_late_moves_nothing_back(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        office_days_later(&office, 10);
        LogInput input =
            on_lead(&office, lead.lead, &(LogAttempt){.outcome = "talked", .number = "cell"});
        log_it(&office, &input);
        input.at = office.context->now - 4 * DAY_SECONDS;
        log_it(&office, &input);
        struct contact_get_row contact;
        struct account_get_row account;
        int64_t workspace = office.context->workspace;
        assert_ok(
            sql_contact_get(office.context->db, office.arena,
                            &(struct contact_get_in){.workspace = workspace, .id = lead.contact},
                            &contact, NULL, &err),
            err);
        assert_ok(
            sql_account_get(office.context->db, office.arena,
                            &(struct account_get_in){.workspace = workspace, .id = lead.account},
                            &account, NULL, &err),
            err);
        assert_int_equal(contact.last_touched_at, office.context->now);
        assert_int_equal(contact.last_talked_at, office.context->now);
        assert_int_equal(account.climb_day, zone_day(office.context->zone, office.context->now));
        assert_int_equal(account.mail_day, TIME_NONE);
        office_close(&office);
    }
}

/* --- people by name --- */

static size_t people_of(Office *office, int64_t lead)
{
    Err err = {0};
    LoadedLead loaded = {0};
    assert_ok(lead_load(office->context, office->arena, lead, LOAD_READ, &loaded, &err), err);
    return loaded.person_count;
}

static void test_a_slip_makes_nobody(void **state)
{
    static const char *const slips[] = {"Tom Reid", "Tmo Reed", "Thomas Reed", "Reed Tom K",
                                        "tom reeds"};
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
            Err err = {0};
            LogResult result;
            LogInput input =
                on_lead(&office, lead.lead, &(LogAttempt){.who = slips[i], .outcome = "talked"});
            assert_false(log_outcome(office.context, office.arena, &input, &result, &err));
            assert_error(err, ERR_INPUT, "did you mean Tom Reed? To add a new person write \"+");
            assert_non_null(strstr(err.message, slips[i]));
            input.attempts = &(LogAttempt){.outcome = "talked"};
            input.spoke_to = slips[i];
            assert_false(log_outcome(office.context, office.arena, &input, &result, &err));
        }
        assert_int_equal(people_of(&office, lead.lead), 1);
        office_close(&office);
    }
}

static void test_somebody_new_is_said_to_be(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        const LogAttempt attempts[] = {{.who = "+Tom Reid", .outcome = "no_answer"},
                                       {.who = "+Tom Reid", .outcome = "talked"},
                                       {.who = "Jack Hill", .outcome = "busy"}};
        LogInput input = on_lead(&office, lead.lead, attempts);
        input.attempt_count = 3;
        input.spoke_to = "+Tom Reid";
        LogResult result = log_it(&office, &input);
        assert_string_equal(result.contact_name, "Tom Reid");
        assert_int_equal(people_of(&office, lead.lead), 3);
        input = on_lead(&office, lead.lead, &(LogAttempt){.who = "jack", .outcome = "talked"});
        assert_string_equal(log_it(&office, &input).contact_name, "Jack Hill");
        assert_int_equal(people_of(&office, lead.lead), 3);
        office_close(&office);
    }
}

/* --- the account's own number --- */

static void test_the_switchboard_has_office_hours(void **state)
{
    enum { TEN_HOURS = 10 * 3600 };
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(&office, (Card){.name = "Tom Reed", .company = "Acme"});
        LogSet number = {.field = "switchboard", .value = "+1 617 555 0199"};
        assert_ok(set_lead_fields(office.context, office.arena, lead.lead, &number, 1, &err), err);
        office_days_later(&office, 1);
        LogAttempt call = {.outcome = "voicemail", .number = "switchboard"};
        LogInput input = on_lead(&office, lead.lead, &call);
        assert_null(log_it(&office, &input).flagged);
        undo(&office, 1);
        office_at(&office, office.context->now + TEN_HOURS);
        assert_string_equal(log_it(&office, &input).flagged, "quiet hours");
        undo(&office, 1);
        call.number = "cell";
        assert_null(log_it(&office, &input).flagged);
        office_close(&office);
    }
}

static void test_a_planned_call_to_the_switchboard_is_told_as_such(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(&office, (Card){.name = "Tom Reed", .company = "Acme"});
        LogSet number = {.field = "switchboard", .value = "+1 617 555 0199"};
        assert_ok(set_lead_fields(office.context, office.arena, lead.lead, &number, 1, &err), err);
        struct next_touch_of_lead_row next = office_next(&office, lead.lead);
        assert_string_equal(next.channel, "phone");
        LogResult result = office_log(&office, lead.lead, true, "no_answer", NULL);
        struct dial_list_rows dials = {0};
        assert_ok(sql_dial_list(office.context->db, office.arena,
                                &(struct dial_list_in){.workspace = office.context->workspace,
                                                       .touch_id = result.touch_id},
                                &dials, &err),
                  err);
        assert_int_equal(dials.count, 1);
        for (size_t i = 0; i < dials.count; i++)
            assert_string_equal(dials.at[i].kind, "switchboard");
        office_close(&office);
    }
}

/* --- what is asked --- */

static bool asks(const LogResult *result, const char *part)
{
    for (size_t i = 0; i < result->question_count; i++)
        if (strstr(result->questions[i], part))
            return true;
    return false;
}

static void test_what_was_just_answered_is_not_asked(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        LogInput input = on_lead(&office, lead.lead, &(LogAttempt){.outcome = "talked"});
        input.result = "sold";
        LogResult result = log_it(&office, &input);
        assert_true(asks(&result, "--set want"));
        assert_true(asks(&result, "--set cycle"));
        const LogSet sets[] = {{"want", "a second pump"}, {"contract_end", "2027-06-01"}};
        input.sets = sets;
        input.set_count = 2;
        result = log_it(&office, &input);
        assert_false(asks(&result, "--set want"));
        assert_false(asks(&result, "--set cycle"));
        assert_true(asks(&result, "referral"));
        office_close(&office);
    }
}

static void test_a_bounce_asks_for_a_mailbox(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        LogInput input = on_lead(&office, lead.lead, &(LogAttempt){.outcome = "bounced"});
        LogResult result = log_it(&office, &input);
        assert_true(asks(&result, "--set email"));
        assert_false(asks(&result, "--set cell"));
        office_close(&office);
    }
}

/* --- ends and counts --- */

static size_t holds_of(Office *office)
{
    Err err = {0};
    HoldsShown holds = {0};
    assert_ok(list_holds(office->context, office->arena, &holds, &err), err);
    return holds.count;
}

static void test_a_close_lifts_the_hold_of_an_answer(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        office_log(&office, lead.lead, false, "they_wrote", NULL);
        assert_int_equal(holds_of(&office), 1);
        assert_ok(close_lead(office.context, office.arena, lead.lead, "a student", &err), err);
        assert_int_equal(holds_of(&office), 0);
        undo(&office, 1);
        assert_int_equal(holds_of(&office), 1);
        assert_string_equal(office_next(&office, lead.lead).concern, "answer");
        office_close(&office);
    }
}

/* Of the person who said never on one lead, the other ends with its answer. */
static void test_a_never_lifts_the_hold_of_another_lead(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        office_log(&office, lead.lead, false, "they_wrote", NULL);
        Captive second = office_capture(&office, (Card){.name = "Sue Kern", .company = "Acme"});
        LogInput input =
            on_lead(&office, second.lead, &(LogAttempt){.who = "Tom Reed", .outcome = "talked"});
        input.result = "never";
        log_it(&office, &input);
        assert_int_equal(office_next(&office, lead.lead).lead_id, 0);
        assert_int_equal(holds_of(&office), 0);
        office_close(&office);
    }
}

static void test_lines_leave_out_what_was_undone(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        Today today;
        office_log(&office, lead.lead, true, "voicemail", NULL);
        assert_ok(list_today(office.context, office.arena, &(TodayOptions){0}, &today, &err), err);
        assert_int_equal(today.lines_touched, 1);
        undo(&office, 1);
        assert_ok(list_today(office.context, office.arena, &(TodayOptions){0}, &today, &err), err);
        assert_int_equal(today.lines_touched, 0);
        office_close(&office);
    }
}

/* --- what lies ahead --- */

static void test_what_lies_ahead_was_agreed(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        LogResult result;
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        Time friday = office.context->now + 4 * DAY_SECONDS;
        LogInput input = on_lead(&office, lead.lead, &(LogAttempt){.outcome = "talked"});
        input.result = "meeting";
        input.at = friday;
        result = log_it(&office, &input);
        assert_int_equal(result.at, office.context->now);
        assert_int_equal(result.next.concern, CONCERN_AGREED);
        assert_int_equal(result.next.due_at, friday);
        input.until = friday + DAY_SECONDS;
        assert_false(log_outcome(office.context, office.arena, &input, &result, &err));
        assert_error(err, ERR_INPUT, "said once");
        office_close(&office);
    }
}

/* --- the touch a name means --- */

static void test_a_name_means_the_touch_that_is_due(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(
            &office, (Card){.name = "Al Boss", .company = "Big Co", .cell = "+1 617 555 0111"});
        struct next_touch_of_lead_row due = office_next(&office, lead.lead);
        assert_string_equal(due.channel, "phone");
        office_at(&office, due.due_at);
        LogInput input = on_lead(&office, lead.lead, &(LogAttempt){.outcome = "they_called"});
        input.what = "boss";
        assert_int_not_equal(log_it(&office, &input).touch_id, due.touch_id);
        undo(&office, 1);
        input = on_lead(&office, lead.lead, &(LogAttempt){.outcome = "vm"});
        assert_int_not_equal(log_it(&office, &input).touch_id, due.touch_id);
        undo(&office, 1);
        input.what = "boss";
        input.channel = "text";
        input.attempts = &(LogAttempt){.outcome = "sent"};
        assert_int_not_equal(log_it(&office, &input).touch_id, due.touch_id);
        undo(&office, 1);
        input.channel = NULL;
        input.attempts = &(LogAttempt){.outcome = "vm"};
        office_at(&office, due.due_at - 3 * DAY_SECONDS); /* not yet due */
        assert_int_not_equal(log_it(&office, &input).touch_id, due.touch_id);
        undo(&office, 1);
        office_at(&office, due.due_at);
        int64_t planned = office_next(&office, lead.lead).touch_id;
        assert_int_equal(log_it(&office, &input).touch_id, planned);
        struct next_touch_of_lead_row after = office_next(&office, lead.lead);
        assert_string_not_equal(after.step_key, due.step_key); /* its words are not said again */
        office_audit(&office);
        office_close(&office);
    }
}

static void test_a_skip_says_why(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        struct next_touch_of_lead_row due = office_next(&office, lead.lead);
        LogInput input = on_lead(&office, lead.lead, &(LogAttempt){.outcome = "skipped"});
        input.what = arena_printf(office.arena, "%lld", (long long)due.touch_id);
        LogResult result;
        assert_false(log_outcome(office.context, office.arena, &input, &result, &err));
        assert_error(err, ERR_INPUT, "no_time, no_script");
        assert_string_equal(err.field, "because");
        assert_int_equal(office_next(&office, lead.lead).touch_id, due.touch_id);
        input.until = office.context->now + 9 * DAY_SECONDS; /* says until when: that is why */
        assert_true(log_it(&office, &input).next.due_at >= input.until);
        office_close(&office);
    }
}

/* A text is no smaller act for somebody who was never talked to. */
static void test_the_smaller_act_can_be_done(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(
            &office, (Card){.name = "Al Boss", .company = "Big Co", .cell = "+1 617 555 0111"});
        struct next_touch_of_lead_row due = office_next(&office, lead.lead);
        TouchCard card;
        assert_ok(touch_card_of_lead(office.context, office.arena, lead.lead, &card, &err), err);
        assert_int_equal(card.smaller, CHANNEL_NONE); /* not overdue */
        office_at(&office, due.due_at + 6 * DAY_SECONDS);
        assert_ok(touch_card_of_lead(office.context, office.arena, lead.lead, &card, &err), err);
        assert_int_equal(card.smaller, CHANNEL_PHONE); /* a voicemail */
        office_close(&office);
    }
}

/* --- planned from what was written, or from the lead asked for again --- */

static void assert_same_text(const char *field, const char *a, const char *b)
{
    if (!text_equal(a, b))
        fail_msg("%s: \"%s\", and planned again \"%s\"", field, a, b);
}

static void assert_same_touch(const struct next_touch_of_lead_row *a,
                              const struct next_touch_of_lead_row *b)
{
    assert_int_equal(a->due_at, b->due_at);
    assert_int_equal(a->latest_at, b->latest_at);
    assert_int_equal(a->contact_id, b->contact_id);
    assert_int_equal(a->address_id, b->address_id);
    assert_int_equal(a->today_group, b->today_group);
    assert_int_equal(a->content_id, b->content_id);
    assert_int_equal(a->worth, b->worth);
    assert_int_equal(a->silent_since, b->silent_since);
    assert_int_equal(a->nothing_new, b->nothing_new);
    assert_int_equal(a->library_dry, b->library_dry);
    assert_same_text("concern", a->concern, b->concern);
    assert_same_text("channel", a->channel, b->channel);
    assert_same_text("mode", a->mode, b->mode);
    assert_same_text("reason", a->reason, b->reason);
    assert_same_text("whys", a->whys, b->whys);
    assert_same_text("step", a->step_key, b->step_key);
    assert_same_text("smaller", a->smaller, b->smaller);
}

/* A lead followed for two months, each touch with what may come of it in turn: after every log the
 * next touch is the one that the lead, asked for again, is planned. */
static void follow_two_months(Office *office)
{
    static const char *const called[] = {"voicemail", "no_answer",  "talked",   "no_voicemail",
                                         "busy",      "gatekeeper", "voicemail"};
    enum { TOUCHES = 40, CALLED = sizeof called / sizeof *called };
    size_t calls = 0, messages = 0;
    int64_t lead = office_capture(office, tom).lead;
    office_capture(office,
                   (Card){.name = "Sue Reed", .company = "Acme", .cell = "+1 617 555 0101"});
    for (size_t i = 0; i < TOUCHES; i++) {
        struct next_touch_of_lead_row touch = office_next(office, lead);
        bool call = text_equal(touch.channel, "phone");
        bool visit = text_equal(touch.channel, "visit") || text_equal(touch.channel, "");
        if (touch.due_at > office->context->now)
            office_at(office, touch.due_at);
        if (visit)
            break;
        office_log(office, lead, true, call ? called[calls++ % CALLED] : "sent", NULL);
        messages += !call;
        struct next_touch_of_lead_row planned = office_next(office, lead);
        auto_txn Txn txn = {0};
        Err err = {0};
        assert_ok(db_begin(&txn, office->context->db, TXN_WRITE, &err), err);
        assert_ok(lead_replan(office->context, office->arena, lead, &err), err);
        assert_ok(db_commit(&txn, &err), err);
        struct next_touch_of_lead_row again = office_next(office, lead);
        assert_same_touch(&planned, &again);
    }
    assert_true(calls >= CALLED && messages > 2);
}

/* Each touch with what may come of it in turn: after every log the next touch is the one that the
 * lead, asked for again, would be planned. */
static void test_a_log_plans_what_the_lead_would_be_planned(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        follow_two_months(&office);
        office_audit(&office);
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_log_plans_what_the_lead_would_be_planned),
        cmocka_unit_test(test_undo_takes_a_suppression_back),
        cmocka_unit_test(test_undo_leaves_what_was_ended_before),
        cmocka_unit_test(test_a_never_ends_nothing_of_colleagues),
        cmocka_unit_test(test_logged_late_moves_nothing_back),
        cmocka_unit_test(test_a_slip_makes_nobody),
        cmocka_unit_test(test_somebody_new_is_said_to_be),
        cmocka_unit_test(test_the_switchboard_has_office_hours),
        cmocka_unit_test(test_a_planned_call_to_the_switchboard_is_told_as_such),
        cmocka_unit_test(test_what_was_just_answered_is_not_asked),
        cmocka_unit_test(test_a_bounce_asks_for_a_mailbox),
        cmocka_unit_test(test_a_close_lifts_the_hold_of_an_answer),
        cmocka_unit_test(test_a_never_lifts_the_hold_of_another_lead),
        cmocka_unit_test(test_lines_leave_out_what_was_undone),
        cmocka_unit_test(test_what_lies_ahead_was_agreed),
        cmocka_unit_test(test_a_name_means_the_touch_that_is_due),
        cmocka_unit_test(test_a_skip_says_why),
        cmocka_unit_test(test_the_smaller_act_can_be_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
