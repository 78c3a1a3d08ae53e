/* Users: added, changed, away, gone; and their leads with them. */
#include "office.h"

#include "action/holiday_admin.h"
#include "action/list_today.h"
#include "action/user_admin.h"
#include "base/text.h"

#include <string.h>

static const UserFieldFacts *field_named(const char *name)
{
    for (const UserFieldFacts *field = user_fields(); field->name; field++)
        if (strcmp(field->name, name) == 0)
            return field;
    return NULL;
}

static void test_added_and_changed(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        UserShown user;
        UserField fields[] = {
            {"cell", "(0151) 123 456 78"},   {"country", "germany"}, {"zone", "Europe/Berlin"},
            {"hours", "mon-thu 8:00-16:00"}, {"manager", "ann"},     {"role", "manager"}};
        assert_ok(add_user(office.context, office.arena, "  Bob   Hill ", fields, 6, &user, &err),
                  err);
        assert_string_equal(user.name, "Bob Hill");
        assert_string_equal(user.cell, "+4915112345678"); /* read by the country */
        assert_string_equal(user.country, "DE");
        assert_string_equal(user.manager_name, "Ann Ford");
        assert_false(add_user(office.context, office.arena, "BOB HILL", NULL, 0, &user, &err));
        assert_error(err, ERR_CONFLICT, "Bob Hill already");
        UserField more[] = {
            {"email", "bob@ford.example"}, {"cell", ""}, {"title", "Sales Manager"}};
        assert_ok(set_user(office.context, office.arena, "bob", more, 3, &user, &err), err);
        assert_string_equal(user.title, "Sales Manager");
        assert_string_equal(user.email, "bob@ford.example");
        assert_null(user.cell);
        UsersShown users;
        assert_ok(list_users(office.context, office.arena, false, &users, &err), err);
        assert_int_equal(users.count, 2);
        assert_string_equal(users.at[1].name, "Bob Hill");
        assert_non_null(field_named("hours"));
        office_close(&office);
    }
}

static void test_refused(void **state)
{
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    UserShown user;
    office_user(&office, "Bob Hill");
    static const struct {
        UserField field;
        ErrKind kind;
        const char *part;
    } cases[] = {
        {{"cel", "1"}, ERR_INPUT, "did you mean cell"},
        {{"role", "boss"}, ERR_INPUT, "rep, manager or admin"},
        {{"zone", "Mars/Base"}, ERR_INPUT, "no time zone"},
        {{"country", "Narnia"}, ERR_INPUT, "no country"},
        {{"hours", "always"}, ERR_INPUT, "hours"},
        {{"email", "nobody"}, ERR_INPUT, "nobody"},
        {{"name", " . "}, ERR_INPUT, "a letter"},
        {{"name", "ann ford"}, ERR_CONFLICT, "Ann Ford already"},
        {{"manager", "bob"}, ERR_INPUT, "report to themselves"},
        {{"manager", "zoe"}, ERR_MISSING, "zoe"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(
            set_user(office.context, office.arena, "Bob Hill", &cases[i].field, 1, &user, &err));
        assert_error(err, cases[i].kind, cases[i].part);
    }
    UserField demoted = {"role", "rep"};
    assert_false(set_user(office.context, office.arena, "Ann Ford", &demoted, 1, &user, &err));
    assert_error(err, ERR_CONFLICT, "only admin");
    office_close(&office);
}

static void capture_many(Office *office, int count)
{
    for (int i = 0; i < count; i++)
        office_capture(office,
                       (Card){.name = arena_printf(office->arena, "Given%d Family%d", i, i),
                              .cell = arena_printf(office->arena, "+1 312 555 %04d", i),
                              .email = arena_printf(office->arena, "p%d@firm%d.example", i, i),
                              .source = "Show 2026"});
}

static int64_t leads_of(Office *office, const char *name)
{
    Err err = {0};
    UsersShown users;
    assert_ok(list_users(office->context, office->arena, true, &users, &err), err);
    for (size_t i = 0; i < users.count; i++)
        if (strcmp(users.at[i].name, name) == 0)
            return users.at[i].open_leads;
    return -1;
}

static void test_leaves_when_nothing_is_theirs(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        office_user(&office, "Bob Hill");
        office_user(&office, "Cleo Kern");
        capture_many(&office, 12);
        Reassigned reassigned;
        UserShown user;
        assert_ok(reassign_leads(office.context, office.arena, "ann", "bob", &reassigned, &err),
                  err);
        assert_int_equal(reassigned.leads, 12);
        assert_string_equal(reassigned.to_name, "Bob Hill");
        office_audit(&office);
        assert_false(deactivate_user(office.context, office.arena, "bob", &user, &err));
        assert_error(err, ERR_CONFLICT, "12 open leads");

        /* To all others: Ann has the better office, Cleo the leads. */
        assert_ok(reassign_leads(office.context, office.arena, "bob", NULL, &reassigned, &err),
                  err);
        assert_string_equal(reassigned.to_name, "Cleo Kern");
        assert_int_equal(leads_of(&office, "Cleo Kern"), 12);
        office_user(&office, "Dan Reed");
        assert_ok(reassign_leads(office.context, office.arena, "cleo", NULL, &reassigned, &err),
                  err);
        assert_null(reassigned.to_name);
        assert_int_equal(leads_of(&office, "Bob Hill"), 6);
        assert_int_equal(leads_of(&office, "Dan Reed"), 6);
        assert_ok(deactivate_user(office.context, office.arena, "cleo", &user, &err), err);
        assert_string_equal(user.state, "inactive");
        assert_false(
            reassign_leads(office.context, office.arena, "bob", "cleo", &reassigned, &err));
        assert_error(err, ERR_INPUT, "not active");
        assert_false(reassign_leads(office.context, office.arena, "bob", "bob", &reassigned, &err));
        assert_error(err, ERR_INPUT, "already");
        assert_ok(activate_user(office.context, office.arena, "cleo", &user, &err), err);
        assert_false(deactivate_user(office.context, office.arena, "ann", &user, &err));
        assert_error(err, ERR_CONFLICT, "only admin");
        office_close(&office);
    }
}

static void test_promises_go_with_their_leads(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        int64_t bob = office_user(&office, "Bob Hill");
        Captive lead =
            office_capture(&office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100"});
        PromiseCard promise;
        assert_ok(make_promise(office.context, office.arena,
                               &(PromiseInput){.lead_id = lead.lead,
                                               .text = "the quote",
                                               .due_at = OFFICE_NOW + DAY_SECONDS},
                               &promise, &err),
                  err);
        Reassigned reassigned;
        assert_ok(reassign_leads(office.context, office.arena, "ann", "bob", &reassigned, &err),
                  err);
        assert_int_equal(reassigned.promises, 1);
        PromiseCards promises;
        assert_ok(list_promises(office.context, office.arena, "Bob Hill", false, "open", INT64_MAX,
                                10, &promises, &err),
                  err);
        assert_int_equal(promises.count, 1);
        assert_int_equal(promises.at[0].owner_id, bob);
        office_close(&office);
    }
}

static int64_t due_between(Office *office, Day first, Day last)
{
    int64_t count = 0;
    Err err = {0};
    struct replan_owner_rows rows = {0};
    assert_ok(sql_replan_owner(
                  office->context->db, office->arena,
                  &(struct replan_owner_in){.workspace = 1, .owner_id = office->context->user},
                  &rows, &err),
              err);
    for (size_t i = 0; i < rows.count; i++) {
        Day day = zone_day(office->context->zone, rows.at[i].due_at);
        count += day >= first && day <= last;
    }
    return count;
}

static void test_absence_is_planned(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        capture_many(&office, 30);
        Captive promised = office_capture(
            &office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100", .source = "Show 2026"});
        PromiseCard promise;
        Day first = day_of_civil(2026, 3, 3), last = day_of_civil(2026, 3, 6);
        assert_ok(make_promise(office.context, office.arena,
                               &(PromiseInput){
                                   .lead_id = promised.lead,
                                   .text = "the quote",
                                   .due_at = zone_time(office.context->zone, first + 1, 11 * 60)},
                               &promise, &err),
                  err);
        int64_t before = due_between(&office, first, last);
        assert_true(before > 10);

        AbsenceResult away;
        AbsenceInput input = {.first = first, .last = last, .reason = "skiing"};
        assert_ok(add_absence(office.context, office.arena, &input, &away, &err), err);
        assert_string_equal(away.absence.user_name, "Ann Ford");
        assert_int_equal(away.moved, before);
        assert_int_equal(due_between(&office, first, last), 0);
        assert_int_equal(away.standing.count, 0);
        /* The promise was for the second of these days: somebody else has to keep it. */
        assert_int_equal(away.promises.count, 1);
        assert_int_equal(away.promises.at[0].id, promise.id);
        office_audit(&office);

        UsersShown users;
        assert_ok(list_users(office.context, office.arena, false, &users, &err), err);
        assert_int_equal(users.at[0].absence_count, 1);
        assert_string_equal(users.at[0].absences[0].reason, "skiing");

        AbsenceResult other;
        input.first = input.last = last;
        assert_false(add_absence(office.context, office.arena, &input, &other, &err));
        assert_error(err, ERR_CONFLICT, "2026-03-03 to 2026-03-06");
        input.last = first - 10;
        assert_false(add_absence(office.context, office.arena, &input, &other, &err));
        assert_error(err, ERR_INPUT, "before it begins");
        input.first = input.last = first - 10;
        assert_false(add_absence(office.context, office.arena, &input, &other, &err));
        assert_error(err, ERR_INPUT, "over already");

        /* Who stays after all has the days back. */
        assert_ok(remove_absence(office.context, office.arena, away.absence.id, &other, &err), err);
        assert_true(other.moved > 0);
        assert_true(due_between(&office, first, last) > 10);
        assert_false(remove_absence(office.context, office.arena, away.absence.id, &other, &err));
        assert_error(err, ERR_MISSING, "no absence");
        office_close(&office);
    }
}

/* --- holidays --- */

static void test_a_closed_day_is_planned_around(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead =
            office_capture(&office, (Card){.name = "Al Boss", .cell = "+1 617 555 0111"});
        const Zone *zone = context_zone(office.context);
        Day day = zone_day(zone, office_next(&office, lead.lead).due_at);
        HolidayResult result;
        HolidaysShown shown;
        assert_false(add_holiday(office.context, office.arena,
                                 zone_day(zone, office.context->now) - 1, NULL, &result, &err));
        assert_error(err, ERR_INPUT, "is past");
        assert_ok(add_holiday(office.context, office.arena, day, "Stock\ttaking", &result, &err),
                  err);
        assert_int_equal(result.moved, 1);
        assert_true(zone_day(zone, office_next(&office, lead.lead).due_at) > day);
        assert_ok(list_holidays(office.context, office.arena, &shown, &err), err);
        size_t own = 0, common = 0;
        for (size_t i = 0; i < shown.count; i++) {
            own += shown.at[i].own && shown.at[i].day == day &&
                   text_equal(shown.at[i].name, "Stock taking");
            common += !shown.at[i].own && text_equal(shown.at[i].name, "Memorial Day");
        }
        assert_int_equal(own, 1);
        assert_int_equal(common, 1);
        office_audit(&office);
        assert_ok(remove_holiday(office.context, office.arena, day, &result, &err), err);
        assert_false(remove_holiday(office.context, office.arena, day, &result, &err));
        assert_error(err, ERR_MISSING, "no holiday of your own");
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_added_and_changed),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_leaves_when_nothing_is_theirs),
        cmocka_unit_test(test_promises_go_with_their_leads),
        cmocka_unit_test(test_absence_is_planned),
        cmocka_unit_test(test_a_closed_day_is_planned_around),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
