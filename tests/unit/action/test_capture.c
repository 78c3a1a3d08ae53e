/* Capture: whom a card or a row of a list meets. */
#include "office.h"

#include "action/cadence_admin.h"
#include "action/find_leads.h"
#include "action/list_promises.h"
#include "action/load_lead.h"
#include "action/next_touch.h"
#include "action/setting.h"
#include "action/user_admin.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const Card ann = {
    .name = "Ann Ford", .company = "Acme", .cell = "+1 617 555 0100", .source = "Show 2025"};

static struct lead_get_row lead_of(Office *office, int64_t id)
{
    Err err = {0};
    struct lead_get_row lead = {0};
    assert_ok(sql_lead_get(office->context->db, office->arena,
                           &(struct lead_get_in){.workspace = office->context->workspace, .id = id},
                           &lead, NULL, &err),
              err);
    return lead;
}

static size_t found(Office *office, const char *words)
{
    Err err = {0};
    FoundLeads leads = {0};
    assert_ok(find_leads(office->context, office->arena, words, 20, &leads, &err), err);
    return leads.count;
}

static LogResult set_on(Office *office, int64_t lead, LogSet set)
{
    Err err = {0};
    LogResult result = {0};
    LogInput input = {.what = arena_printf(office->arena, "lead:%lld", (long long)lead),
                      .attempts = &(LogAttempt){.outcome = "talked"},
                      .attempt_count = 1,
                      .at = TIME_NONE,
                      .until = TIME_NONE,
                      .promise_at = TIME_NONE,
                      .sets = &set,
                      .set_count = 1};
    assert_ok(log_outcome(office->context, office->arena, &input, &result, &err), err);
    return result;
}

static void close_it(Office *office, int64_t lead)
{
    Err err = {0};
    assert_ok(close_lead(office->context, office->arena, lead, "a test", &err), err);
}

/* A list does not move anybody: it may be older. The lead stays with the person's firm, and says
 * what the list says. */
static void test_known_at_another_firm(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Card elsewhere = ann;
        elsewhere.company = "Beta Pumps";
        elsewhere.source = "Show 2026";
        Captive first = office_capture(&office, ann);
        Captive again = office_capture(&office, elsewhere);
        assert_int_equal(again.lead, first.lead);
        assert_int_equal(again.account, first.account);
        const char *note = lead_of(&office, first.lead).note;
        assert_string_equal(note, "Show 2026 has them at Beta Pumps: moved, or both?");
        office_capture(&office, elsewhere);
        assert_string_equal(lead_of(&office, first.lead).note, note);
        assert_int_equal(found(&office, "beta"), 0);

        close_it(&office, first.lead);
        elsewhere.note = "wants a pump";
        Captive second = office_capture(&office, elsewhere);
        assert_int_not_equal(second.lead, first.lead);
        struct lead_get_row lead = lead_of(&office, second.lead);
        assert_int_equal(lead.account_id, first.account);
        assert_int_equal(lead.contact_id, first.contact);
        assert_non_null(strstr(lead.note, "wants a pump\nShow 2026 has them at Beta Pumps"));
        assert_int_equal(found(&office, "ford acme"), 2);
        office_close(&office);
    }
}

static void test_nobody_of_a_firm_that_said_never(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(&office, ann);
        LogResult result;
        LogInput input = {.what = arena_printf(office.arena, "lead:%lld", (long long)lead.lead),
                          .attempts = &(LogAttempt){.outcome = "talked"},
                          .attempt_count = 1,
                          .result = "never",
                          .whole_company = true,
                          .at = TIME_NONE,
                          .until = TIME_NONE,
                          .promise_at = TIME_NONE};
        assert_ok(log_outcome(office.context, office.arena, &input, &result, &err), err);
        Captive other = office_capture(
            &office, (Card){.name = "Sue Kern", .company = "Acme", .cell = "+1 617 555 0101"});
        assert_int_equal(other.lead, 0);
        assert_int_equal(other.contact, 0);
        LoadedLead loaded = {0};
        assert_ok(lead_load(office.context, office.arena, lead.lead, LOAD_READ, &loaded, &err),
                  err);
        assert_int_equal(loaded.person_count, 1);
        office_close(&office);
    }
}

/* Of a large firm the main contact is loaded, whichever, and those that have been there longest,
 * each once and in this order. */
static void test_people_of_a_large_firm(void **state)
{
    enum { STAFF = LOADED_PEOPLE + 3 };
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive staff[STAFF];
        for (int i = 0; i < STAFF; i++) /* named backwards: no order of names is meant */
            staff[i] = office_capture(
                &office, (Card){.name = arena_printf(office.arena, "Kim Nr%02d", STAFF - i),
                                .company = "Acme",
                                .cell = arena_printf(office.arena, "+1 617 555 1%03d", i)});
        for (int who = LOADED_PEOPLE - 1; who < STAFF; who++) {
            LoadedLead loaded = {0};
            bool is_first = who < LOADED_PEOPLE;
            assert_ok(
                lead_load(office.context, office.arena, staff[who].lead, LOAD_READ, &loaded, &err),
                err);
            assert_int_equal(loaded.person_count, LOADED_PEOPLE + !is_first);
            assert_int_equal(loaded.people[0].contact.id, staff[who].contact);
            for (size_t i = 1; i < loaded.person_count; i++)
                assert_int_equal(loaded.people[i].contact.id, staff[i - 1].contact);
        }
        office_close(&office);
    }
}

/* --- words of leads beside the one in hand --- */

static void test_other_leads_are_found_by_what_was_learned(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive first = office_capture(&office, ann);
        close_it(&office, first.lead);
        Card again = ann;
        again.source = "web form";
        Captive second = office_capture(&office, again);
        Captive colleague = office_capture(
            &office, (Card){.name = "Sue Kern", .company = "Acme", .cell = "+1 617 555 0101"});
        set_on(&office, second.lead, (LogSet){"email", "ann@acme.example"});
        assert_int_equal(found(&office, "ann@acme.example"), 2);
        set_on(&office, colleague.lead, (LogSet){"switchboard", "+1 617 555 0199"});
        assert_int_equal(found(&office, "5550199"), 3);
        Undone *undone;
        size_t count;
        assert_ok(undo_records(office.context, office.arena, 2, &undone, &count, &err), err);
        assert_int_equal(found(&office, "ann@acme.example"), 0);
        assert_int_equal(found(&office, "5550199"), 0);
        again.email = "ann.ford@acme.example";
        office_capture(&office, again);
        assert_int_equal(found(&office, "ann.ford@acme.example"), 2);
        office_close(&office);
    }
}

/* --- words that fit the way --- */

static NextTouch next_of(Office *office, int64_t lead)
{
    Err err = {0};
    NextTouch next = {0};
    assert_ok(next_touch_of(office->context, office->arena, lead, &next, &err), err);
    return next;
}

static void test_a_call_step_by_mail_speaks_of_no_call(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(
            &office, (Card){.name = "Tom Reed", .email = "tom@reed.example", .source = "list"});
        NextTouch next = next_of(&office, lead.lead);
        assert_int_equal(next.touch.channel, CHANNEL_EMAIL);
        assert_string_equal(next.touch.step, "right-call");
        assert_null(strstr(next.script.reason, "calling"));
        assert_null(strstr(next.script.body, "calling"));
        assert_non_null(strstr(next.script.body, next.script.reason));
        assert_string_equal(next.script.words, "");
        office_close(&office);
    }
}

static void test_a_mail_step_by_phone_speaks_of_no_mail(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(
            &office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100", .source = "list"});
        office_log(&office, lead.lead, true, "voicemail", NULL);
        NextTouch next = next_of(&office, lead.lead);
        assert_int_equal(next.touch.channel, CHANNEL_PHONE);
        assert_string_equal(next.touch.step, "first-mail");
        assert_null(strstr(next.script.reason, "wrote"));
        assert_non_null(strstr(next.script.words, next.script.reason));
        office_close(&office);
    }
}

/* --- merge fields --- */

/* `source` with the first `old` in it as `new`. */
static char *changed(Office *office, const char *source, const char *old, const char *new)
{
    const char *at = strstr(source, old);
    assert_non_null(at);
    return arena_printf(office->arena, "%.*s%s%s", at ? (int)(at - source) : 0, source, new,
                        at ? at + strlen(old) : "");
}

static void use_own_cadence(Office *office, int64_t lead)
{
    Err err = {0};
    CadenceShown show;
    CadenceAdded added;
    TouchCard next;
    assert_ok(show_cadence(office->context, office->arena, "list", &show, &err), err);
    char *source = changed(office, show.source, "name: list", "name: own");
    source = changed(office, source, "Hi {{first}}, we do not know each other.",
                     "{{first}}: “{{last_words}}”, {{product}}, {{my_title}}.");
    const char *path = arena_strdup(office->arena, trial_path("own.yaml"));
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(source, file);
    fclose(file);
    assert_ok(add_cadence(office->context, office->arena, path, &added, &err), err);
    assert_ok(use_cadence(office->context, office->arena, lead, "own", &next, &err), err);
}

static void test_fields_are_filled(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(
            &office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100", .source = "list"});
        UserShown user;
        UserField title = {"title", "Pump Doctor"};
        assert_ok(set_user(office.context, office.arena, "ann", &title, 1, &user, &err), err);
        assert_ok(setting_put(office.context, "product", "pumps", &err), err);
        LogResult logged;
        LogInput input = {.what = arena_printf(office.arena, "lead:%lld", (long long)lead.lead),
                          .attempts = &(LogAttempt){.outcome = "talked"},
                          .attempt_count = 1,
                          .note = "ours leak",
                          .at = TIME_NONE,
                          .until = TIME_NONE,
                          .promise_at = TIME_NONE};
        assert_ok(log_outcome(office.context, office.arena, &input, &logged, &err), err);
        use_own_cadence(&office, lead.lead);
        NextTouch next = next_of(&office, lead.lead);
        assert_non_null(strstr(next.script.words, "Tom: “ours leak”, pumps, Pump Doctor."));
        LogSet product = {.field = "product", .value = "valves"};
        assert_ok(set_lead_fields(office.context, office.arena, lead.lead, &product, 1, &err), err);
        next = next_of(&office, lead.lead);
        assert_non_null(strstr(next.script.words, "valves"));
        office_close(&office);
    }
}

/* Met again at a show: what is promised now is the promise of whoever captures. */
static void test_somebody_known_is_promised_something(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Card again = ann;
        PromiseCards promises = {0};
        Captive first = office_capture(&office, ann);
        again.promise = "send the quote";
        assert_int_equal(office_capture(&office, again).lead, first.lead);
        assert_ok(list_promises(office.context, office.arena, NULL, false, "open",
                                office.context->now + 2 * DAY_SECONDS, 10, &promises, &err),
                  err);
        assert_int_equal(promises.count, 1);
        assert_int_equal(promises.at[0].lead_id, first.lead);
        assert_string_equal(promises.at[0].text, "send the quote");
        assert_string_equal(promises.at[0].owner_name, "Ann Ford");
        office_audit(&office);
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_at_another_firm),
        cmocka_unit_test(test_somebody_known_is_promised_something),
        cmocka_unit_test(test_fields_are_filled),
        cmocka_unit_test(test_nobody_of_a_firm_that_said_never),
        cmocka_unit_test(test_people_of_a_large_firm),
        cmocka_unit_test(test_other_leads_are_found_by_what_was_learned),
        cmocka_unit_test(test_a_call_step_by_mail_speaks_of_no_call),
        cmocka_unit_test(test_a_mail_step_by_phone_speaks_of_no_mail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
