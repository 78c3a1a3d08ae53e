/* Forms on web sites: who comes in by them, and what does not. */
#include "office.h"

#include "action/lead_form.h"
#include "action/show_lead.h"
#include "base/text.h"
#include "view/view_lead_form.h"

#include <stdlib.h>
#include <string.h>

static LeadFormShown new_form(Office *office, LeadFormInput input)
{
    Err err = {0};
    LeadFormShown form;
    if (!input.title)
        input.title = "Contact <us>";
    assert_ok(lead_form_new(office->context, office->arena, &input, &form, &err), err);
    assert_int_equal(strlen(form.token), 16);
    return form;
}

typedef struct Filled {
    const char *name, *company, *email, *cell, *note, *trap, *stamp, *address;
    bool consent;
} Filled;

static bool submit(Office *office, const LeadFormShown *form, Filled filled, LeadFormTaken *taken,
                   Err *err)
{
    const LeadFormValue values[] = {
        {"name", filled.name}, {"company", filled.company}, {"email", filled.email},
        {"cell", filled.cell}, {"note", filled.note},       {"unasked", "=1+1"},
    };
    const LeadFormSent sent = {.address = text_or(filled.address, "198.51.100.7"),
                               .trap = filled.trap,
                               .stamp = filled.stamp,
                               .consent = filled.consent,
                               .values = values,
                               .value_count = sizeof values / sizeof *values};
    return lead_form_submit(office->context, office->arena, form->token, &sent, taken, err);
}

static LeadFormTaken take(Office *office, const LeadFormShown *form, Filled filled)
{
    Err err = {0};
    LeadFormTaken taken;
    assert_ok(submit(office, form, filled, &taken, &err), err);
    return taken;
}

static LeadFormShown again(Office *office, const LeadFormShown *form)
{
    Err err = {0};
    LeadFormShown shown;
    assert_ok(lead_form_show(office->context, office->arena, form->token, &shown, &err), err);
    return shown;
}

static void test_an_enquiry_comes_in(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        int64_t mary = office_user(&office, "Mary Poe");
        LeadFormShown form = new_form(
            &office, (LeadFormInput){.owner = "Mary", .product = "Pumps", .consent = "Yes, call"});
        assert_int_equal(form.owner_id, mary);
        assert_int_equal(form.ask_count, 5);
        LeadFormTaken taken = take(&office, &form,
                                   (Filled){.name = "Tom Reed",
                                            .company = "Reed Tools",
                                            .email = "tom@reed.example",
                                            .cell = "(617) 555-0100",
                                            .note = "Two pumps,\r\nplease <b>soon</b>",
                                            .consent = true});
        assert_false(taken.trapped);
        LeadShown lead;
        assert_ok(show_lead(office.context, office.arena, taken.lead_id, &lead, &err), err);
        assert_string_equal(lead.name, "Tom Reed");
        assert_string_equal(lead.source, "Web: Contact <us>");
        assert_int_equal(lead.source_kind, SOURCE_WEB);
        assert_string_equal(lead.product, "Pumps");
        assert_int_equal(lead.owner_id, mary);
        assert_non_null(strstr(lead.note, "please <b>soon</b>"));
        struct next_touch_of_lead_row next = office_next(&office, taken.lead_id);
        assert_string_equal(next.concern, "enquiry");
        assert_true(next.due_at - office.context->now <= 10 * MINUTE);
        assert_int_equal(again(&office, &form).taken, 1);
        assert_string_equal(context_user_name(office.context), "Ann Ford");

        /* What was agreed to stands in the ledger, for the mailbox and the cell. */
        struct export_consent_in in = {.workspace = office.context->workspace};
        auto_rows Rows *rows = sql_export_consent_open(office.context->db, &in, &err);
        assert_non_null(rows);
        size_t count = 0;
        for (bool more = true; more;) {
            struct export_consent_row row;
            assert_ok(sql_export_consent_next(rows, office.arena, &row, &more, &err), err);
            if (!more)
                break;
            assert_int_equal(row.given, 1);
            assert_string_equal(row.how, "ticked on the form \"Contact <us>\": Yes, call");
            assert_int_equal(row.user_id, mary);
            count++;
        }
        assert_int_equal(count, 2);
        rows_close(rows);
        rows = NULL;
        office_close(&office);
    }
}

static void test_somebody_known_answers(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(&office, (Card){.name = "Tom Reed",
                                                      .email = "tom@reed.example",
                                                      .cell = "+1 617 555 0100",
                                                      .source = "Show"});
        LeadFormShown form = new_form(&office, (LeadFormInput){0});
        LeadFormTaken taken =
            take(&office, &form,
                 (Filled){.name = "Tom Reed", .email = "Tom@Reed.example", .note = "call me"});
        assert_int_equal(taken.lead_id, lead.lead);
        struct next_touch_of_lead_row next = office_next(&office, lead.lead);
        assert_string_equal(next.concern, "answer");
        LeadShown shown;
        assert_ok(show_lead(office.context, office.arena, lead.lead, &shown, &err), err);
        assert_string_equal(shown.history[0].note, "By the form \"Contact <us>\": call me");

        /* Never is never, whoever types the name into a form. */
        office_log(&office, lead.lead, false, "they_called", "never");
        taken = take(&office, &form,
                     (Filled){.name = "Tom Reed", .email = "tom@reed.example", .note = "changed"});
        assert_int_equal(taken.lead_id, 0);
        assert_int_equal(office_next(&office, lead.lead).lead_id, 0);
        office_close(&office);
    }
}

static void test_traps(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        LeadFormShown form = new_form(&office, (LeadFormInput){0});
        const char *stamp = lead_form_stamp(office.context, office.arena, &form);
        Filled filled = {.name = "Tom Reed", .email = "tom@reed.example", .stamp = stamp};
        assert_true(take(&office, &form, filled).trapped); /* too quick */
        office_at(&office, OFFICE_NOW + LEAD_FORM_SECONDS);
        filled.trap = "http://spam.example";
        assert_true(take(&office, &form, filled).trapped);
        filled.trap = "";
        filled.stamp = "AAAA";
        assert_true(take(&office, &form, filled).trapped);
        LeadFormShown other = new_form(&office, (LeadFormInput){.title = "Another"});
        filled.stamp = lead_form_stamp(office.context, office.arena, &other);
        office_at(&office, OFFICE_NOW + 3 * LEAD_FORM_SECONDS);
        assert_true(take(&office, &form, filled).trapped); /* of another form */
        filled.stamp = stamp;
        assert_false(take(&office, &form, filled).trapped);
        assert_true(take(&office, &form, filled).trapped); /* the same once more */
        LeadFormShown now = again(&office, &form);
        assert_int_equal(now.taken, 1);
        assert_int_equal(now.trapped, 4);

        /* Left open over night: people do. */
        office_at(&office, OFFICE_NOW + 3 * (Time)DAY_SECONDS);
        filled.name = "Jill Hart";
        filled.email = "jill@hart.example";
        assert_false(take(&office, &form, filled).trapped);
        office_close(&office);
    }
}

static void test_limits(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        LeadFormTaken taken;
        LeadFormShown form = new_form(&office, (LeadFormInput){0});
        for (int i = 0; i < LEAD_FORM_SENDER_HOUR; i++)
            take(&office, &form,
                 (Filled){.name = arena_printf(office.arena, "Person Number%d", i),
                          .email = arena_printf(office.arena, "p%d@firm%d.example", i, i),
                          .address = arena_printf(office.arena, "2001:db8:1:2::%x", i + 1)});
        Filled next = {.name = "One More", .email = "more@more.example"};
        next.address = "2001:db8:1:2:ffff::1"; /* the same customer's */
        assert_false(submit(&office, &form, next, &taken, &err));
        assert_int_equal(err.kind, ERR_BUSY);
        assert_string_equal(err.field, "form");
        next.address = "2001:db8:1:3::1";
        assert_false(take(&office, &form, next).trapped);
        office_at(&office, OFFICE_NOW + HOUR + 1);
        next.address = "2001:db8:1:2::1";
        next.name = "And Another";
        next.email = "another@more.example";
        assert_false(take(&office, &form, next).trapped);

        /* Nothing is left of them after a day but a hash of the last. */
        office_at(&office, OFFICE_NOW + 3 * (Time)DAY_SECONDS);
        next.name = "The Last";
        next.email = "last@more.example";
        take(&office, &form, next);
        struct form_sender_count_row row;
        assert_ok(sql_form_sender_count(
                      office.context->db, office.arena,
                      &(struct form_sender_count_in){.workspace = office.context->workspace,
                                                     .form_id = form.id,
                                                     .hash = {"", 0},
                                                     .words = {"", 0}},
                      &row, NULL, &err),
                  err);
        assert_int_equal(row.all_of_them, 1);
        office_close(&office);
    }
}

static void test_what_cannot_be_read_is_named(void **state)
{
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    LeadFormTaken taken;
    LeadFormShown form = new_form(&office, (LeadFormInput){0});
    char longer[300];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    const struct {
        Filled filled;
        const char *field;
    } cases[] = {
        {{.email = "tom@reed.example"}, "name"},
        {{.name = "  \t ", .email = "tom@reed.example"}, "name"},
        {{.name = "Tom Reed"}, "email"},
        {{.name = "Tom Reed", .email = "tom at reed"}, "email"},
        {{.name = "Tom Reed", .email = "tom@reed.example\nBcc: x@y.example"}, "email"},
        {{.name = "Tom Reed", .email = "tom@reed.example", .cell = "12"}, "cell"},
        {{.name = longer, .email = "tom@reed.example"}, "name"},
        {{.name = "Tom Reed", .email = longer}, "email"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        err = (Err){0};
        assert_false(submit(&office, &form, cases[i].filled, &taken, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(err.field, cases[i].field);
    }
    LeadFormShown phones =
        new_form(&office, (LeadFormInput){.title = "Phones",
                                          .fields = (const char *const[]){"name", "cell", "office"},
                                          .field_count = 3});
    assert_false(submit(&office, &phones, (Filled){.name = "Tom Reed"}, &taken, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_non_null(strstr(err.message, "reach you"));
    office_close(&office);
}

static void test_forms_as_they_are_made(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        LeadFormShown form;
        const char *nothing[] = {"name", "city"}, *unknown[] = {"name", "emial"},
                   *origin[] = {"https://example.com/page"}, *twice[] = {"name", "email", "email*"};
        const struct {
            LeadFormInput input;
            const char *field;
        } cases[] = {
            {{.title = ""}, "title"},
            {{.title = "A", .fields = nothing, .field_count = 2}, "fields"},
            {{.title = "A", .fields = unknown, .field_count = 2}, "fields"},
            {{.title = "A", .fields = twice, .field_count = 3}, "fields"},
            {{.title = "A", .redirect = "javascript:alert(1)"}, "redirect"},
            {{.title = "A", .origins = origin, .origin_count = 1}, "origins"},
            {{.title = "A", .owner = "Nobody"}, "user"},
        };
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            err = (Err){0};
            assert_false(lead_form_new(office.context, office.arena, &cases[i].input, &form, &err));
            assert_string_equal(err.field, cases[i].field);
        }
        origin[0] = "https://example.com";
        form = new_form(&office, (LeadFormInput){.title = "Fair",
                                                 .redirect = "https://example.com/thanks?a=1",
                                                 .origins = origin,
                                                 .origin_count = 1,
                                                 .consent = "\"Yes\" <you> may"});
        const char *html =
            doc_text(view_lead_form(office.arena, &form, "https://beck.example"), "snippet");
        assert_non_null(strstr(
            html, arena_printf(office.arena, "action=\"https://beck.example/f/%s\"", form.token)));
        assert_non_null(strstr(html, "&quot;Yes&quot; &lt;you&gt; may"));
        assert_non_null(strstr(html, "name=\"email\" type=\"email\" maxlength=\"254\" "
                                     "autocomplete=\"email\" required>"));
        assert_non_null(strstr(html, "name=\"website\""));

        /* Off is not there. */
        assert_ok(lead_form_switch(office.context, office.arena, "fair", false, &form, &err), err);
        LeadFormTaken taken;
        assert_false(submit(&office, &form,
                            (Filled){.name = "Tom Reed", .email = "tom@reed.example"}, &taken,
                            &err));
        assert_int_equal(err.kind, ERR_MISSING);
        assert_false(lead_form_open(office.context, office.arena, form.token, &form, &err));
        assert_ok(lead_form_switch(office.context, office.arena, "fair", true, &form, &err), err);
        assert_ok(lead_form_open(office.context, office.arena, form.token, &form, &err), err);
        assert_false(lead_form_show(office.context, office.arena, "none", &form, &err));
        assert_int_equal(err.kind, ERR_MISSING);

        int64_t mary = office_user(&office, "Mary Poe");
        LeadFormsShown forms;
        context_guard(office.context, true);
        assert_ok(context_begin(office.context, mary, office.context->now, &err), err);
        assert_false(lead_form_list(office.context, office.arena, &forms, &err));
        assert_int_equal(err.kind, ERR_DENIED);
        context_guard(office.context, false);
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_enquiry_comes_in),
        cmocka_unit_test(test_somebody_known_answers),
        cmocka_unit_test(test_traps),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_what_cannot_be_read_is_named),
        cmocka_unit_test(test_forms_as_they_are_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
