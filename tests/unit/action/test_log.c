/* Logging: what it writes beyond the lead, and what undo makes of it. */
#include "office.h"

#include "action/load_lead.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_undo_takes_a_suppression_back),
        cmocka_unit_test(test_undo_leaves_what_was_ended_before),
        cmocka_unit_test(test_a_never_ends_nothing_of_colleagues),
        cmocka_unit_test(test_logged_late_moves_nothing_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
