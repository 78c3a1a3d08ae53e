/* An account with its tree of people: shown, added to, moved about in; and seen by whom. */
#include "team.h"

#include "action/access.h"
#include "action/account.h"

#include <string.h>

static AccountShown shown(Team *team, int64_t account)
{
    Err err = {0};
    AccountShown made = {0};
    team_does(show_account(team->office.context, team->office.arena, account, &made, &err), &err);
    return made;
}

static int64_t add(Team *team, const char *name, int64_t under)
{
    Err err = {0};
    int64_t id = 0;
    PersonInput input = {.account_id = team->bobs.account, .name = name, .reports_to = under};
    team_does(add_person(team->office.context, team->office.arena, &input, &id, &err), &err);
    return id;
}

static bool set(Team *team, int64_t person, const char *field, const char *value, Err *err)
{
    return set_person(team->office.context, team->office.arena, person,
                      &(PersonField){field, value}, 1, err);
}

/* "Dora>Max>Ida, Lea": names in order, a > for each level. */
static const char *tree(Team *team)
{
    AccountShown account = shown(team, team->bobs.account);
    char *said = arena_strdup(team->office.arena, "");
    for (size_t i = 0; i < account.person_count; i++)
        said = arena_printf(team->office.arena, "%s%s%.*s%s", said, i ? " " : "",
                            account.people[i].depth, ">>>>>", account.people[i].shown.name);
    return said;
}

static void test_tree(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        int64_t dora = team.bobs.contact;
        int64_t max = add(&team, "Max", dora), lea = add(&team, "Lea", dora);
        int64_t ida = add(&team, "Ida", max);
        assert_string_equal(tree(&team), "Dora Quarry >Max >>Ida >Lea");
        /* Who was touched comes after who never was. */
        LogInput input = {
            .what = arena_printf(team.office.arena, "lead:%lld", (long long)team.bobs.lead),
            .attempts = &(LogAttempt){.who = "Max", .outcome = "voicemail"},
            .attempt_count = 1,
            .at = TIME_NONE,
            .until = TIME_NONE,
            .promise_at = TIME_NONE};
        LogResult logged;
        team_does(log_outcome(team.office.context, team.office.arena, &input, &logged, &err), &err);
        assert_string_equal(tree(&team), "Dora Quarry >Lea >Max >>Ida");
        /* With all under them. */
        team_does(set(&team, max, "under", "lea", &err), &err);
        assert_string_equal(tree(&team), "Dora Quarry >Lea >>Max >>>Ida");
        team_does(set(&team, lea, "under", "", &err), &err);
        assert_string_equal(tree(&team), "Dora Quarry Lea >Max >>Ida");
        team_refuses(set(&team, lea, "under", "ida", &err), &err, ERR_INPUT, "by way of others");
        team_refuses(set(&team, lea, "under", "lea", &err), &err, ERR_INPUT, "to oneself");
        team_refuses(set(&team, ida, "under", "nobody", &err), &err, ERR_MISSING, "nobody");
        assert_string_equal(tree(&team), "Dora Quarry Lea >Max >>Ida");
        team_close(&team);
    }
}

/* An answer to "who is under …?" makes no ring either. */
static void test_no_ring_by_log(void **state)
{
    Err err = {0};
    Team team = team_open(DB_SQLITE);
    int64_t max = add(&team, "Max", team.bobs.contact);
    team_refuses(set(&team, team.bobs.contact, "under", "max", &err), &err, ERR_INPUT, "by way of");
    LogSet under = {"under", "max"};
    team_does(
        set_lead_fields(team.office.context, team.office.arena, team.bobs.lead, &under, 1, &err),
        &err);
    team_does(set(&team, max, "under", "", &err), &err);
    team_does(set(&team, team.bobs.contact, "under", "max", &err), &err);
    team_refuses(
        set_lead_fields(team.office.context, team.office.arena, team.bobs.lead, &under, 1, &err),
        &err, ERR_INPUT, "by way of");
    team_close(&team);
}

static void test_undone(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        Undone *undone;
        size_t count;
        PersonAddress ways[] = {{ADDRESS_CELL, "202 555 0155"},
                                {ADDRESS_EMAIL, "max@quarry.example"}};
        PersonInput input = {.account_id = team.bobs.account,
                             .reports_to = team.bobs.contact,
                             .name = "Max  Field",
                             .title = "Buyer",
                             .role = "uses",
                             .addresses = ways,
                             .address_count = 2};
        int64_t max = 0;
        team_does(add_person(context, arena, &input, &max, &err), &err);
        AccountShown account = shown(&team, team.bobs.account);
        assert_int_equal(account.person_count, 2);
        assert_string_equal(account.people[1].shown.name, "Max Field");
        assert_string_equal(account.people[1].shown.reports_to, "Dora Quarry");
        assert_int_equal(account.people[1].shown.role, ROLE_USES);
        assert_int_equal(account.people[1].shown.address_count, 2);
        assert_string_equal(account.people[1].shown.addresses[0].value, "+12025550155");
        team_refuses(add_person(context, arena, &input, &max, &err), &err, ERR_CONFLICT,
                     "there already");
        team_does(set(&team, max, "title", "Head of Buying", &err), &err);
        team_does(undo_records(context, arena, 2, &undone, &count, &err), &err);
        assert_string_equal(undone[1].said, "Max Field: added");
        assert_int_equal(shown(&team, team.bobs.account).person_count, 1);
        office_audit(&team.office);
        /* What was logged since stands on it. */
        team_does(add_person(context, arena, &input, &max, &err), &err);
        context->user = team.bob;
        context->me = context_find_user(context, team.bob);
        office_log(&team.office, team.bobs.lead, true, "voicemail", NULL);
        team_be(&team, team.ann);
        team_refuses(undo_records(context, arena, 1, &undone, &count, &err), &err, ERR_CONFLICT,
                     "after it");
        team_close(&team);
    }
}

static void test_refused(void **state)
{
    Team team = team_open(DB_SQLITE);
    Err err = {0};
    int64_t id;
    PersonAddress bad = {ADDRESS_EMAIL, "nobody"};
    const struct {
        PersonInput input;
        ErrKind kind;
        const char *part;
    } cases[] = {
        {{.account_id = team.bobs.account, .name = " . "}, ERR_INPUT, "a letter in it"},
        {{.account_id = team.bobs.account, .name = "Max", .role = "boss"}, ERR_INPUT, "no role"},
        {{.account_id = 999999, .name = "Max"}, ERR_MISSING, "no account"},
        {{.account_id = team.bobs.account, .name = "Max", .reports_to = 999999},
         ERR_MISSING,
         "no person"},
        {{.account_id = team.bobs.account, .name = "Max", .reports_to = team.zoes.contact},
         ERR_INPUT,
         "another company"},
        {{.account_id = team.bobs.account, .name = "Max", .addresses = &bad, .address_count = 1},
         ERR_INPUT,
         "nobody"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        team_refuses(add_person(team.office.context, team.office.arena, &cases[i].input, &id, &err),
                     &err, cases[i].kind, cases[i].part);
    team_refuses(set(&team, team.bobs.contact, "age", "40", &err), &err, ERR_INPUT, "no field");
    team_refuses(set(&team, team.bobs.contact, "zone", "Mars", &err), &err, ERR_INPUT, "time zone");
    team_refuses(set(&team, 999999, "title", "x", &err), &err, ERR_MISSING, "no person");
    AccountShown account;
    team_refuses(show_account(team.office.context, team.office.arena, 999999, &account, &err), &err,
                 ERR_MISSING, "no account");
    assert_string_equal(tree(&team), "Dora Quarry");
    team_close(&team);
}

static void test_found_and_seen(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        int64_t id;
        Captive second = team_capture(&team, "zoe", (Card){.name = "Eve Pit", .company = "Quarry"});
        assert_int_equal(second.account, team.bobs.account);
        team_does(find_one_account(context, arena, "quarry", &id, &err), &err);
        assert_int_equal(id, team.bobs.account);
        team_does(find_one_account(context, arena,
                                   arena_printf(arena, "lead:%lld", (long long)team.zoes.lead), &id,
                                   &err),
                  &err);
        assert_int_equal(id, team.zoes.account);
        team_refuses(find_one_account(context, arena, "202555", &id, &err), &err, ERR_INPUT,
                     "several accounts");
        team_refuses(find_one_account(context, arena, "nobody", &id, &err), &err, ERR_MISSING,
                     "no account");
        assert_int_equal(shown(&team, team.bobs.account).lead_count, 2);
        team_be(&team, team.zoe); /* the people, but not the other seller's lead */
        AccountShown account = shown(&team, team.bobs.account);
        assert_int_equal(account.lead_count, 1);
        assert_int_equal(account.leads[0].id, second.lead);
        assert_int_equal(account.leads_of_others, 1);
        assert_int_equal(account.person_count, 2);
        team_refuses(
            find_one_account(context, arena,
                             arena_printf(arena, "account:%lld", (long long)team.marys.account),
                             &id, &err),
            &err, ERR_MISSING, "no account");
        team_close(&team);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree),           cmocka_unit_test(test_no_ring_by_log),
        cmocka_unit_test(test_undone),         cmocka_unit_test(test_refused),
        cmocka_unit_test(test_found_and_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
