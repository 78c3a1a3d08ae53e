/* Access: a rep, a manager, an admin; tried from the side. Mary manages Bob; Zoe is nobody's. */
#include "team.h"

#include "action/access.h"
#include "action/duplicates.h"
#include "action/export_data.h"
#include "action/find_leads.h"
#include "action/forecast_leads.h"
#include "action/list_today.h"
#include "action/next_touch.h"
#include "action/report.h"
#include "action/user_admin.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool sees(Team *team, AccessKind kind, int64_t id)
{
    Err err = {0};
    bool allowed;
    team_does(access_thing(team->office.context, kind, id, &allowed, &err), &err);
    return allowed;
}

/* Everything that hangs on a lead, at once. */
static bool sees_all_of(Team *team, const Captive *captive)
{
    bool lead = sees(team, ACCESS_LEAD, captive->lead);
    bool touch = sees(team, ACCESS_TOUCH, office_next(&team->office, captive->lead).touch_id);
    assert_int_equal(touch, lead);
    assert_int_equal(sees(team, ACCESS_CONTACT, captive->contact), lead);
    assert_int_equal(sees(team, ACCESS_ACCOUNT, captive->account), lead);
    return lead;
}

static void test_who_sees_what(void **state)
{
    each_engine(engine)
    {
        Team team = team_open(engine);
        team_be(&team, team.bob);
        assert_true(sees_all_of(&team, &team.bobs));
        assert_false(sees_all_of(&team, &team.marys)); /* not those above */
        assert_false(sees_all_of(&team, &team.zoes));
        assert_true(sees(&team, ACCESS_PROMISE, team.bobs_promise));
        assert_false(access_user(team.office.context, team.mary));
        team_be(&team, team.mary);
        assert_true(sees_all_of(&team, &team.bobs));
        assert_true(sees_all_of(&team, &team.marys));
        assert_false(sees_all_of(&team, &team.zoes));
        assert_true(sees(&team, ACCESS_PROMISE, team.bobs_promise));
        team_be(&team, team.zoe);
        assert_false(sees_all_of(&team, &team.bobs));
        assert_false(sees(&team, ACCESS_PROMISE, team.bobs_promise));
        assert_false(sees(&team, ACCESS_LEAD, 999999)); /* what is not there is not seen */
        team_be(&team, team.ann);
        assert_true(sees_all_of(&team, &team.zoes));
        team_be(&team, team.zoe);
        context_guard(team.office.context, false); /* the owner of the file */
        assert_true(sees_all_of(&team, &team.bobs));
        team_close(&team);
    }
}

/* A chain of managers, and a ring of them as only a damaged file has it. */
static void test_chain(void **state)
{
    Err err = {0};
    Team team = team_open(DB_SQLITE);
    UserShown user;
    UserField under_bob = {"manager", "bob"};
    team_does(set_user(team.office.context, team.office.arena, "zoe", &under_bob, 1, &user, &err),
              &err);
    team_be(&team, team.mary);
    assert_true(sees_all_of(&team, &team.zoes));
    team_be(&team, team.bob);
    assert_false(sees_all_of(&team, &team.zoes)); /* above her, and no manager */
    struct user_list_row *mary = &team.office.context->users.at[1];
    assert_int_equal(mary->id, team.mary);
    mary->manager_id = team.zoe;
    team_be(&team, team.ann);
    assert_true(access_user(team.office.context, team.zoe));
    team_be(&team, team.mary);
    assert_true(access_user(team.office.context, team.bob));
    mary->manager_id = 0;
    team_close(&team);
}

static void test_shared(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        LeadShares shares;
        team_be(&team, team.zoe);
        team_refuses(share_lead(context, arena, team.bobs.lead, "zoe", &shares, &err), &err,
                     ERR_MISSING, "no lead"); /* not even that it is there */
        team_be(&team, team.bob);
        team_does(share_lead(context, arena, team.bobs.lead, "zoe", &shares, &err), &err);
        assert_int_equal(shares.count, 1);
        assert_string_equal(shares.names[0], "Zoe Lake");
        team_refuses(share_lead(context, arena, team.bobs.lead, "zoe", &shares, &err), &err,
                     ERR_CONFLICT, "shared already");
        team_be(&team, team.zoe);
        assert_true(sees_all_of(&team, &team.bobs));
        assert_true(sees(&team, ACCESS_PROMISE, team.bobs_promise));
        TouchCard next; /* shared is not given */
        team_refuses(assign_lead(context, arena, team.bobs.lead, "zoe", &next, &err), &err,
                     ERR_DENIED, "shared with you");
        team_refuses(share_lead(context, arena, team.bobs.lead, NULL, &shares, &err), &err,
                     ERR_DENIED, "shared with you");
        FoundLeads found;
        team_does(find_leads(context, arena, "quarry", 10, &found, &err), &err);
        assert_int_equal(found.count, 1);
        team_be(&team, team.bob);
        Undone *undone;
        size_t count;
        team_does(undo_records(context, arena, 1, &undone, &count, &err), &err);
        team_be(&team, team.zoe);
        assert_false(sees_all_of(&team, &team.bobs));
        team_be(&team, team.bob);
        team_does(share_lead(context, arena, team.bobs.lead, NULL, &shares, &err), &err);
        assert_true(shares.everybody);
        team_be(&team, team.zoe);
        assert_true(sees_all_of(&team, &team.bobs));
        team_be(&team, team.mary); /* she may, too: he is hers */
        team_does(unshare_lead(context, arena, team.bobs.lead, NULL, &shares, &err), &err);
        team_refuses(unshare_lead(context, arena, team.bobs.lead, NULL, &shares, &err), &err,
                     ERR_CONFLICT, "not shared");
        team_be(&team, team.zoe);
        assert_false(sees_all_of(&team, &team.bobs));
        team_close(&team);
    }
}

/* Lists keep to the scope by themselves. */
static void test_lists(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        FoundLeads found;
        Today today;
        PromiseCards promises;
        team_be(&team, team.zoe);
        team_does(find_leads(context, arena, "202555", 10, &found, &err), &err);
        assert_int_equal(found.count, 1);
        assert_int_equal(found.at[0].lead_id, team.zoes.lead);
        int64_t lead;
        team_refuses(find_one_lead(context, arena, "quarry", &lead, &err), &err, ERR_MISSING,
                     "quarry");
        team_refuses(find_one_lead(context, arena,
                                   arena_printf(arena, "lead:%lld", (long long)team.bobs.lead),
                                   &lead, &err),
                     &err, ERR_MISSING, "no lead");
        office_days_later(&team.office, 30);
        team_does(list_today(context, arena, &(TodayOptions){.everyone = true}, &today, &err),
                  &err);
        for (size_t i = 0; i < today.touches.count; i++)
            assert_int_equal(today.touches.at[i].owner_id, team.zoe);
        assert_true(today.touches.count > 0);
        assert_int_equal(today.promises.count, 0);
        team_refuses(list_today(context, arena, &(TodayOptions){.owner = "bob"}, &today, &err),
                     &err, ERR_DENIED, "Bob Stone");
        Time later = context->now + 300 * DAY_SECONDS;
        team_does(list_promises(context, arena, NULL, true, "open", later, 10, &promises, &err),
                  &err);
        assert_int_equal(promises.count, 0);
        team_refuses(
            list_promises(context, arena, "bob", false, "open", later, 10, &promises, &err), &err,
            ERR_DENIED, "Bob Stone");
        NextTouch next;
        team_refuses(next_touch(context, arena, "bob", &next, &err), &err, ERR_DENIED, "Bob Stone");
        ForecastResult forecast;
        team_does(forecast_leads(context, arena, &(ForecastOptions){0}, &forecast, &err), &err);
        assert_int_equal(forecast.leads, 1);
        SilenceReport silence;
        team_does(report_silence(context, arena, &(ReportOptions){0}, &silence, &err), &err);
        assert_int_equal(silence.all.open, 1);
        assert_int_equal(silence.seller_count, 1);
        assert_int_equal(silence.worst_count, 1);
        PromiseReport kept;
        team_does(report_promises(context, arena, &(ReportOptions){0}, &kept, &err), &err);
        assert_int_equal(kept.all.ours.open + kept.all.ours.broken, 0);
        team_refuses(
            report_silence(context, arena, &(ReportOptions){.owner = "mary"}, &silence, &err), &err,
            ERR_DENIED, "Mary Hill");
        team_be(&team, team.mary);
        team_does(list_promises(context, arena, NULL, true, "open", later, 10, &promises, &err),
                  &err);
        assert_int_equal(promises.count, 1);
        team_does(report_silence(context, arena, &(ReportOptions){0}, &silence, &err), &err);
        assert_int_equal(silence.all.open, 2);
        MondayReport monday;
        team_does(report_monday(context, arena, &(ReportOptions){0}, &monday, &err), &err);
        assert_int_equal(monday.seller_count, 2);
        for (size_t i = 0; i < monday.late_count; i++)
            assert_true(!monday.late[i].offer_id || access_user(context, monday.late[i].offer_id));
        team_close(&team);
    }
}

static void test_acts(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        TouchCard next;
        Reassigned reassigned;
        LogResult logged;
        LogInput input = {.attempts = &(LogAttempt){.outcome = "voicemail"},
                          .attempt_count = 1,
                          .at = TIME_NONE,
                          .until = TIME_NONE,
                          .promise_at = TIME_NONE};
        long long touch = (long long)office_next(&team.office, team.bobs.lead).touch_id;
        team_be(&team, team.zoe);
        input.what = arena_printf(arena, "%lld", touch);
        team_refuses(log_outcome(context, arena, &input, &logged, &err), &err, ERR_MISSING,
                     "no touch");
        input.what = arena_printf(arena, "lead:%lld", (long long)team.bobs.lead);
        team_refuses(log_outcome(context, arena, &input, &logged, &err), &err, ERR_MISSING,
                     "no lead");
        team_refuses(assign_lead(context, arena, team.bobs.lead, "zoe", &next, &err), &err,
                     ERR_MISSING, "no lead");
        team_refuses(reassign_leads(context, arena, "bob", "zoe", &reassigned, &err), &err,
                     ERR_DENIED, "Bob Stone");
        team_refuses(reassign_leads(context, arena, "zoe", NULL, &reassigned, &err), &err,
                     ERR_DENIED, "a manager");
        Merged merged;
        team_refuses(merge_any(context, arena, team.zoes.contact, team.bobs.contact, &merged, &err),
                     &err, ERR_MISSING, "no person");
        team_refuses(not_duplicates(context, team.zoes.account, team.bobs.account, &err), &err,
                     ERR_MISSING, "no account");
        team_be(&team, team.mary);
        team_refuses(reassign_leads(context, arena, "zoe", "bob", &reassigned, &err), &err,
                     ERR_DENIED, "Zoe Lake");
        team_does(reassign_leads(context, arena, "bob", "mary", &reassigned, &err), &err);
        assert_int_equal(reassigned.leads, 1);
        team_close(&team);
    }
}

static int64_t rows_exported(Team *team, ExportForm form, Err *err)
{
    Exported exported = {0};
    char path[] = "/tmp/beck-access-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    bool done =
        export_data(team->office.context, team->office.arena,
                    &(ExportOptions){.form = form, .path = path, .replace = true}, &exported, err);
    unlink(path);
    return done ? exported.rows : -1;
}

static void test_export_and_duplicates(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        team_capture(
            &team, "bob",
            (Card){.name = "Tom Reed", .company = "Muller Bau", .email = "tom@reed.example"});
        team_capture(
            &team, "zoe",
            (Card){.name = "Tom Reed", .company = "Mueller Bau", .office = "202 555 0104"});
        Duplicates found;
        team_be(&team, team.ann);
        team_does(find_duplicates(team.office.context, team.office.arena,
                                  &(DuplicateOptions){.least = 0.2}, &found, &err),
                  &err);
        size_t of_all = found.total;
        assert_true(of_all > 0);
        assert_true(rows_exported(&team, EXPORT_JSON, &err) > 0);
        team_be(&team, team.zoe);
        team_does(find_duplicates(team.office.context, team.office.arena,
                                  &(DuplicateOptions){.least = 0.2}, &found, &err),
                  &err);
        assert_int_equal(found.total, 0);
        assert_int_equal(rows_exported(&team, EXPORT_JSON, &err), -1);
        assert_error(err, ERR_DENIED, "admin");
        assert_int_equal(rows_exported(&team, EXPORT_VCARD, &err), 2);
        assert_int_equal(rows_exported(&team, EXPORT_CSV, &err), 2);
        team_close(&team);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_sees_what), cmocka_unit_test(test_chain),
        cmocka_unit_test(test_shared),        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_acts),          cmocka_unit_test(test_export_and_duplicates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
