/* Erasing: nothing names the person any more, what counts stays, and who asked to be left alone is
 * left alone. */
#include "office.h"

#include "action/duplicates.h"
#include "action/erase_person.h"
#include "action/export_data.h"
#include "action/find_leads.h"
#include "action/list_promises.h"
#include "action/report.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Card quill = {.name = "Zebulon Quillfeather",
                           .cell = "+1 212 555 0147",
                           .email = "zebulon@quillfeather.example",
                           .postal = "9 Feather Row, Albany, NY 12207",
                           .title = "Chief Plumber",
                           .birthday = "1971-04-05",
                           .source = "Show 2026",
                           .note = "Zebulon keeps ferrets"};

static void talk(Office *office, int64_t lead, const char *result)
{
    Err err = {0};
    LogResult logged;
    LogInput input = {.what = arena_printf(office->arena, "lead:%lld", (long long)lead),
                      .attempts = &(LogAttempt){.outcome = "talked"},
                      .attempt_count = 1,
                      .result = result,
                      .note = "Zebulon asked about ferrets",
                      .at = TIME_NONE,
                      .until = TIME_NONE,
                      .promise = "send Zebulon the catalogue",
                      .promise_at = OFFICE_NOW + 2 * DAY_SECONDS};
    assert_ok(log_outcome(office->context, office->arena, &input, &logged, &err), err);
}

/* Everything there is, as the export has it. */
static char *everything(Office *office)
{
    Err err = {0};
    Exported exported;
    const char *path = arena_strdup(office->arena, trial_path("everything.json"));
    assert_ok(export_data(office->context, office->arena,
                          &(ExportOptions){.form = EXPORT_JSON, .path = path, .replace = true},
                          &exported, &err),
              err);
    char *text = arena_alloc(office->arena, exported.bytes + 1);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(text, 1, exported.bytes, file), exported.bytes);
    fclose(file);
    return text;
}

static void assert_forgotten(Office *office)
{
    static const char *const traces[] = {"Zebulon",      "zebulon",       "Quillfeather",
                                         "quillfeather", "ferret",        "2125550147",
                                         "Feather Row",  "Chief Plumber", "1971-04-05"};
    char *text = everything(office);
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++)
        if (strstr(text, traces[i]))
            fail_msg("\"%s\" is still there: %.200s", traces[i], strstr(text, traces[i]) - 80);
    Err err = {0};
    FoundLeads found;
    assert_ok(find_leads(office->context, office->arena, "quillfeather", 10, &found, &err), err);
    assert_int_equal(found.count, 0);
    assert_ok(find_leads(office->context, office->arena, "5550147", 10, &found, &err), err);
    assert_int_equal(found.count, 0);
}

static Erased erase(Office *office, EraseOptions options)
{
    Err err = {0};
    Erased erased;
    assert_ok(erase_person(office->context, office->arena, &options, &erased, &err), err);
    return erased;
}

static void test_only_when_sure(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, quill);
        talk(&office, lead.lead, "nothing_yet");
        char *before = everything(&office);
        Erased erased = erase(&office, (EraseOptions){.contact_id = lead.contact});
        assert_false(erased.done);
        assert_string_equal(erased.name, "Zebulon Quillfeather");
        assert_int_equal(erased.addresses, 3);
        assert_int_equal(erased.leads_closed, 1);
        assert_int_equal(erased.touches, 1);
        assert_int_equal(erased.promises, 1);
        assert_string_equal(everything(&office), before);
        office_close(&office);
    }
}

static void test_forgets_and_still_counts(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(&office, quill);
        talk(&office, lead.lead, "nothing_yet");
        LogSet want = {.field = "want", .value = "a ferret cage"};
        assert_ok(set_lead_fields(office.context, office.arena, lead.lead, &want, 1, &err), err);
        Captive friend =
            office_capture(&office, (Card){.name = "Tom Reed",
                                           .cell = "+1 617 555 0100",
                                           .source = "referral: Zebulon Quillfeather"});
        office_log(&office, friend.lead, true, "voicemail", NULL);
        Erased erased = erase(&office, (EraseOptions){.contact_id = lead.contact, .sure = true});
        assert_true(erased.done);
        assert_false(erased.suppressed);
        assert_forgotten(&office);
        assert_int_equal(office_next(&office, lead.lead).lead_id, 0);
        assert_int_equal(office_next(&office, friend.lead).lead_id, friend.lead);

        ChannelReport report;
        office_at(&office, OFFICE_NOW + 1);
        assert_ok(report_channels(office.context, office.arena, &(ReportOptions){0}, &report, &err),
                  err);
        assert_int_equal(report.touches, 2);
        assert_int_equal(report.reached, 1);
        /* Nothing of it can be taken back. */
        Undone *undone;
        size_t count;
        assert_false(undo_records(office.context, office.arena, 2, &undone, &count, &err));
        EraseOptions again = {.contact_id = lead.contact, .sure = true};
        assert_false(erase_person(office.context, office.arena, &again, &erased, &err));
        assert_error(err, ERR_MISSING, "erased");
        again.contact_id = 999999;
        assert_false(erase_person(office.context, office.arena, &again, &erased, &err));
        assert_error(err, ERR_MISSING, "999999");
        /* Who did not ask to be left alone may come in again. */
        assert_int_not_equal(office_capture(&office, quill).contact, 0);
        office_close(&office);
    }
}

static void test_never_outlives_the_person(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, quill);
        talk(&office, lead.lead, "never");
        Erased erased = erase(&office, (EraseOptions){.contact_id = lead.contact, .sure = true});
        assert_true(erased.suppressed);
        assert_forgotten(&office);
        Captive again = office_capture(&office, quill);
        assert_int_equal(again.lead, 0);
        assert_int_equal(again.contact, 0);
        assert_forgotten(&office);
        office_close(&office);
    }
}

static void test_asked_to_be_left_alone_when_erased(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, quill);
        Erased erased =
            erase(&office, (EraseOptions){.contact_id = lead.contact, .sure = true, .never = true});
        assert_true(erased.suppressed);
        assert_int_equal(office_capture(&office, quill).lead, 0);
        office_close(&office);
    }
}

/* The firm's postal address stays good for who is still there. */
static void test_what_colleagues_share_is_not_ended(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Card card = quill;
        card.company = "Acme";
        Captive lead = office_capture(&office, card);
        office_capture(&office,
                       (Card){.name = "Sue Kern", .company = "Acme", .postal = card.postal});
        erase(&office, (EraseOptions){.contact_id = lead.contact, .sure = true, .never = true});
        char *text = everything(&office);
        size_t ended = 0;
        for (const char *at = text; (at = strstr(at, "\"table\":\"suppression\"")); at++)
            ended++;
        assert_int_equal(ended, 2);
        assert_int_equal(office_capture(&office, card).lead, 0);
        office_close(&office);
    }
}

static void test_a_lead_goes_on_with_others(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Card card = quill;
        card.company = "Acme";
        card.email = "z@acme.example";
        Captive lead = office_capture(&office, card);
        Captive colleague = office_capture(
            &office, (Card){.name = "Sue Kern", .company = "Acme", .cell = "+1 617 555 0101"});
        talk(&office, lead.lead, "nothing_yet");
        Erased erased = erase(&office, (EraseOptions){.contact_id = lead.contact, .sure = true});
        assert_int_equal(erased.leads_kept, 1);
        assert_int_equal(erased.leads_closed, 0);
        assert_forgotten(&office);
        struct next_touch_of_lead_row next = office_next(&office, lead.lead);
        assert_int_equal(next.lead_id, lead.lead);
        assert_int_equal(next.contact_id, colleague.contact);
        FoundLeads found;
        assert_ok(find_leads(office.context, office.arena, "acme", 10, &found, &err), err);
        assert_int_equal(found.count, 2);
        office_close(&office);
    }
}

static void test_the_traces_of_merges_go_too(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive a = office_capture(&office, quill);
        Captive b = office_capture(&office, (Card){.name = "Zeb Quillfeather",
                                                   .email = "zeb@quillfeather.example",
                                                   .source = "web form"});
        Merged merged;
        assert_ok(merge_contacts(office.context, office.arena, a.contact, b.contact, &merged, &err),
                  err);
        Erased erased;
        EraseOptions of_trace = {.contact_id = b.contact, .sure = true};
        assert_false(erase_person(office.context, office.arena, &of_trace, &erased, &err));
        assert_error(err, ERR_CONFLICT, "merged into");
        erase(&office, (EraseOptions){.contact_id = a.contact, .sure = true});
        assert_forgotten(&office);
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_when_sure),
        cmocka_unit_test(test_forgets_and_still_counts),
        cmocka_unit_test(test_never_outlives_the_person),
        cmocka_unit_test(test_asked_to_be_left_alone_when_erased),
        cmocka_unit_test(test_what_colleagues_share_is_not_ended),
        cmocka_unit_test(test_a_lead_goes_on_with_others),
        cmocka_unit_test(test_the_traces_of_merges_go_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
