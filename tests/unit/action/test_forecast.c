/* The forecast: what it loads in blocks is what planning loads lead by lead; what it sums is what
 * it walked. */
#include "office.h"

#include "action/content_admin.h"
#include "action/forecast_leads.h"
#include "action/forecast_load.h"
#include "action/hold_admin.h"
#include "action/list_promises.h"
#include "action/user_admin.h"

#include <string.h>

/* Leads of every kind: alone, with colleagues, with promises, ended channels, holds, wants. */
static void fill(Office *office)
{
    Err err = {0};
    PromiseCard promise;
    HoldResult held;
    ContentRow content;
    int64_t kept = 0, mute = 0;
    assert_ok(add_content(office->context, office->arena,
                          &(ContentInput){.kind = "article",
                                          .title = "Pumps that last",
                                          .url = "https://ford.example/pumps"},
                          &content, &err),
              err);
    for (int i = 0; i < 40; i++) {
        Captive lead = office_capture(
            office,
            (Card){.name = arena_printf(office->arena, "Given%d Family%d", i, i),
                   .company = i % 3 ? arena_printf(office->arena, "Firm %d", i / 4) : NULL,
                   .cell = i % 5 ? arena_printf(office->arena, "+1 312 555 %04d", i) : NULL,
                   .office = i % 4 ? arena_printf(office->arena, "+1 415 555 %04d", i) : NULL,
                   .email = arena_printf(office->arena, "p%d@firm%d.example", i, i / 4),
                   .source = i % 4 == 0   ? "web form"
                             : i % 4 == 1 ? "Show 2026"
                                          : "list"});
        if (i % 6 == 0)
            office_log(office, lead.lead, true, "voicemail", NULL);
        if (i % 7 == 0)
            office_log(office, lead.lead, false, "talked", i % 2 ? "nothing_yet" : "not_now");
        if (i % 11 == 0)
            office_log(office, lead.lead, false, "replied", "nothing_yet");
        if (i % 8 == 0)
            assert_ok(make_promise(office->context, office->arena,
                                   &(PromiseInput){.lead_id = lead.lead,
                                                   .text = "send a sample",
                                                   .due_at = OFFICE_NOW + (3 + i) * DAY_SECONDS},
                                   &promise, &err),
                      err);
        kept = i == 13 ? lead.lead : kept;
        mute = i == 17 ? lead.contact : mute;
    }
    LogSet want = {.field = "want", .value = "spare seals"};
    assert_ok(set_lead_fields(office->context, office->arena, kept, &want, 1, &err), err);
    office_log(office, kept, false, "unsubscribed", NULL);
    assert_ok(pause_touches(office->context, office->arena,
                            &(PauseInput){.scope = HOLD_CONTACT,
                                          .scope_id = mute,
                                          .until = OFFICE_NOW + 9 * DAY_SECONDS,
                                          .reason = "on leave"},
                            &held, &err),
              err);
}

static void assert_same_plan(const Decision *a, const Decision *b)
{
    assert_int_equal(a->due_at, b->due_at);
    assert_int_equal(a->latest_at, b->latest_at);
    assert_int_equal(a->concern, b->concern);
    assert_int_equal(a->channel, b->channel);
    assert_int_equal(a->mode, b->mode);
    assert_int_equal(a->contact_id, b->contact_id);
    assert_int_equal(a->address_id, b->address_id);
    assert_int_equal(a->promise_id, b->promise_id);
    assert_int_equal(a->wake_id, b->wake_id);
    assert_int_equal(a->content_id, b->content_id);
    assert_int_equal(a->ask, b->ask);
}

static void test_blocks_are_what_planning_loads(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        fill(&office);
        office_days_later(&office, 1);
        ForecastLoader *loader;
        ForecastLead *leads;
        size_t count;
        Time now = office.context->now;
        assert_ok(forecast_loader_open(office.context, office.arena, 0, 0, &loader, &err), err);
        assert_ok(forecast_loader_next(loader, office.arena, &leads, &count, &err), err);
        assert_int_equal(count, 40);
        for (size_t i = 0; i < count; i++) {
            LoadedLead loaded;
            Decision ours, theirs;
            assert_ok(lead_load(office.context, office.arena, leads[i].situation.lead_id,
                                LOAD_USUAL, &loaded, &err),
                      err);
            assert_true(plan_next(&leads[i].situation, now, &ours));
            assert_true(plan_next(&loaded.situation, now, &theirs));
            assert_same_plan(&ours, &theirs);
            assert_int_equal(leads[i].situation.hold_count, loaded.situation.hold_count);
            assert_int_equal(leads[i].situation.wake_count, loaded.situation.wake_count);
        }
        assert_ok(forecast_loader_next(loader, office.arena, &leads, &count, &err), err);
        assert_int_equal(count, 0);
        office_at(&office, OFFICE_NOW);
        office_close(&office);
    }
}

static void test_sums(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        fill(&office);
        ForecastResult result;
        assert_ok(forecast_leads(office.context, office.arena, &(ForecastOptions){.days = 14},
                                 &result, &err),
                  err);
        assert_int_equal(result.leads, 40);
        assert_int_equal(result.owners, 1);
        assert_int_equal(result.day_count, 14);
        int64_t all = 0, capacity = 0;
        for (size_t i = 0; i < result.day_count; i++) {
            const ForecastDay *day = &result.days[i];
            int64_t channels = 0;
            for (int channel = 0; channel < CHANNELS; channel++)
                channels += day->touches[channel];
            assert_int_equal(channels, day->all);
            assert_true(day->machine <= day->all);
            all += day->all;
            capacity += day->calls_capacity;
        }
        assert_true(all > 40);
        assert_int_equal(all, result.all.all);
        /* Two weeks from a Monday: ten working days of forty dials and eight hours, the first one
         * begun an hour ago. */
        assert_int_equal(capacity, 400);
        assert_int_equal(result.all.minutes_available, 10 * 8 * 60 - 60);
        assert_int_equal(result.days[5].calls_capacity, 0);
        assert_true(result.all.utilisation > 0);
        /* The same again gives the same. */
        ForecastResult again;
        assert_ok(forecast_leads(office.context, office.arena, &(ForecastOptions){.days = 14},
                                 &again, &err),
                  err);
        assert_memory_equal(&result.all, &again.all, sizeof result.all);
        office_close(&office);
    }
}

static void test_narrowed(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        fill(&office);
        office_user(&office, "Bob Hill");
        Captive lead = office_capture(
            &office,
            (Card){.name = "Tom Reed", .cell = "+1 617 555 0100", .source = "referral: Jo"});
        TouchCard next;
        assert_ok(assign_lead(office.context, office.arena, lead.lead, "Bob Hill", &next, &err),
                  err);
        ForecastResult result;
        assert_ok(forecast_leads(office.context, office.arena,
                                 &(ForecastOptions){.owner = "Bob Hill"}, &result, &err),
                  err);
        assert_int_equal(result.leads, 1);
        assert_int_equal(result.owners, 1);
        assert_int_equal(result.day_count, FORECAST_DAYS);
        assert_ok(forecast_leads(office.context, office.arena,
                                 &(ForecastOptions){.cadence = "referral"}, &result, &err),
                  err);
        assert_int_equal(result.leads, 1);
        assert_false(forecast_leads(office.context, office.arena,
                                    &(ForecastOptions){.cadence = "none-such"}, &result, &err));
        assert_error(err, ERR_MISSING, "none-such");
        assert_false(forecast_leads(office.context, office.arena, &(ForecastOptions){.days = 367},
                                    &result, &err));
        assert_error(err, ERR_INPUT, "366");
        office_close(&office);
    }
}

static void test_an_empty_office(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        ForecastResult result;
        assert_ok(
            forecast_leads(office.context, office.arena, &(ForecastOptions){0}, &result, &err),
            err);
        assert_int_equal(result.leads, 0);
        assert_int_equal(result.all.all, 0);
        assert_true(result.all.utilisation == 0);
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_are_what_planning_loads),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_narrowed),
        cmocka_unit_test(test_an_empty_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
