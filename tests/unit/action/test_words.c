/* Words: what the merge fields say is true when it is said. */
#include "office.h"

#include "action/plan_lead.h"
#include "action/setting.h"
#include "base/text.h"

#include <string.h>

static const Card ann = {.name = "Ann Ford",
                         .company = "Ford Pumps",
                         .cell = "+1 303 555 0142",
                         .email = "ann@ford.example",
                         .source = "show: Pack Expo"};
static const Card bob = {.name = "Bob Lee", .company = "Ford Pumps", .cell = "+1 303 555 0143"};

static const char *field(Office *office, int64_t lead, Time said_at, const char *name)
{
    Err err = {0};
    LoadedLead loaded;
    assert_ok(lead_load(office->context, office->arena, lead, LOAD_USUAL, &loaded, &err), err);
    return doc_text(
        merge_fields(office->context, office->arena, &loaded, &loaded.people[0], said_at), name);
}

static const char *said_field(Office *office, int64_t lead, const char *name)
{
    return field(office, lead, office->context->now, name);
}

static void test_the_source_is_said_without_its_kind(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        assert_string_equal(said_field(&office, office_capture(&office, ann).lead, "source"),
                            "Pack Expo");
        Card card = {.name = "Cid Ray", .cell = "+1 303 555 0150", .source = "Networking"};
        assert_null(said_field(&office, office_capture(&office, card).lead, "source"));
        office_close(&office);
    }
}

/* What waits for a month is not said to have been "on Monday". */
static void test_the_day_we_met_holds_until_it_is_said(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        int64_t lead = office_capture(&office, ann).lead;
        assert_string_equal(said_field(&office, lead, "captured"), "Monday");
        assert_string_equal(field(&office, lead, OFFICE_NOW + 30 * (Time)DAY_SECONDS, "captured"),
                            "2 March");
        office_log(&office, lead, false, "talked", "no");
        assert_non_null(strstr(office_next(&office, lead).reason, "2 March"));
        office_close(&office);
    }
}

/* "I left word with Bob" is said when that was the last try there, and only then. */
static void test_who_was_tried_before(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        int64_t lead = office_capture(&office, ann).lead;
        int64_t other = office_capture(&office, bob).lead;
        assert_null(said_field(&office, lead, "before"));
        office_log(&office, other, false, "voicemail", NULL);
        assert_string_equal(said_field(&office, lead, "before"), "Bob Lee");
        assert_null(said_field(&office, other, "before"));
        office_days_later(&office, 1);
        office_log(&office, lead, false, "voicemail", NULL);
        assert_null(said_field(&office, lead, "before"));
        assert_string_equal(said_field(&office, other, "before"), "Ann Ford");
        office_close(&office);
    }
}

/* The company's name can be mended after `init`. */
static void test_the_company_is_called_as_set(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        int64_t lead = office_capture(&office, ann).lead;
        const char *at_init = said_field(&office, lead, "my_company");
        assert_ok(setting_put(office.context, "company", "Reed Labels", &err), err);
        assert_string_equal(said_field(&office, lead, "my_company"), "Reed Labels");
        assert_ok(setting_put(office.context, "company", NULL, &err), err);
        assert_string_equal(said_field(&office, lead, "my_company"), at_init);
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_source_is_said_without_its_kind),
        cmocka_unit_test(test_the_day_we_met_holds_until_it_is_said),
        cmocka_unit_test(test_who_was_tried_before),
        cmocka_unit_test(test_the_company_is_called_as_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
