/* Figures: what is counted, and how it is told. */
#include "office.h"

#include "action/list_promises.h"
#include "action/metrics.h"
#include "base/text.h"
#include "view/view_metrics.h"

#include <string.h>

static int64_t value(Office *office, const char *name)
{
    Err err = {0};
    Metrics metrics;
    assert_ok(metrics_read(office->context, office->arena, &metrics, &err), err);
    for (size_t i = 0; i < metrics.count; i++)
        if (text_equal(metrics.at[i].name, name))
            return metrics.at[i].value;
    fail_msg("no metric %s", name);
    return -1;
}

static void test_what_is_counted(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        assert_int_equal(value(&office, "beck_leads_open"), 0);
        Captive lead = office_capture(
            &office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100", .source = "Show"});
        Captive other = office_capture(
            &office, (Card){.name = "Jill Hart", .cell = "+1 617 555 0101", .source = "Show"});
        PromiseCard promise;
        assert_ok(make_promise(office.context, office.arena,
                               &(PromiseInput){.lead_id = lead.lead,
                                               .text = "send the quote",
                                               .due_at = OFFICE_NOW + HOUR},
                               &promise, &err),
                  err);
        assert_int_equal(value(&office, "beck_leads_open"), 2);
        assert_int_equal(value(&office, "beck_touches_overdue"), 0);
        assert_int_equal(value(&office, "beck_promises_late"), 0);
        office_at(&office, OFFICE_NOW + 2 * HOUR);
        assert_int_equal(value(&office, "beck_promises_late"), 1);
        assert_int_equal(value(&office, "beck_touches_overdue"), 1);
        assert_int_equal(value(&office, "beck_leads_silent"), 0);
        office_days_later(&office, 14);
        assert_int_equal(value(&office, "beck_leads_silent"), 2);
        assert_ok(close_lead(office.context, office.arena, other.lead, "no money", &err), err);
        assert_int_equal(value(&office, "beck_leads_open"), 1);
        assert_true(value(&office, "beck_database_bytes") > 100 * 1024);
        assert_int_equal(value(&office, "beck_users_active"), 1);

        office_close(&office);
    }
}

static void test_the_text(void **state)
{
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    Metrics metrics;
    assert_ok(metrics_read(office.context, office.arena, &metrics, &err), err);
    Buf text = buf_new(1 << 16);
    view_metrics_text(view_metrics(office.arena, &metrics), &text);
    assert_true(text_starts(text.at, "# HELP beck_leads_open Open leads; 100000 means that many "
                                     "or more\n"
                                     "# TYPE beck_leads_open gauge\n"
                                     "beck_leads_open 0\n"));
    assert_int_equal(text.at[text.length - 1], '\n');
    buf_free(&text);
    office_close(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_counted),
        cmocka_unit_test(test_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
