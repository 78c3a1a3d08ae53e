/* The list of leads: its orders, filters, pages and scope; saved views; many changed at once. */
#include "team.h"

#include "action/access.h"
#include "action/list_leads.h"
#include "action/manage_leads.h"
#include "action/saved_view.h"
#include "base/text.h"

#include <string.h>

enum { MANY = 60 };

static const char *const sorts[] = {"due", "captured", "name", "touched"};

/* Sixty leads of Bob and Zoe in turn, captured an hour apart, every third touched. */
static void capture_many(Team *team)
{
    Office *office = &team->office;
    Time now = office->context->now;
    for (int i = 0; i < MANY; i++) {
        office_at(office, now + i * HOUR);
        Captive lead =
            team_capture(team, i % 2 ? "bob" : "zoe",
                         (Card){.name = arena_printf(office->arena, "Kim Nr%02d", (i * 37) % MANY),
                                .company = i % 5 ? "Acme" : "Beta Works",
                                .source = i % 4 ? "Hannover Messe" : "web form",
                                .cell = arena_printf(office->arena, "+1 202 555 1%03d", i)});
        if (i % 3 == 0)
            office_log(office, lead.lead, false, "voicemail", NULL);
    }
}

static LeadPage list(Team *team, const LeadFilter *filter, const char *cursor, size_t limit)
{
    Err err = {0};
    LeadPage page = {0};
    team_does(
        list_leads(team->office.context, team->office.arena, filter, cursor, limit, &page, &err),
        &err);
    return page;
}

static size_t count(Team *team, LeadFilter filter)
{
    LeadPage page = list(team, &filter, NULL, LIST_SHOWN_MOST);
    assert_null(page.cursor);
    assert_int_equal(page.total, page.count);
    return page.count;
}

static bool in_order(const char *sort, const LeadRow *a, const LeadRow *b)
{
    if (strcmp(sort, "due") == 0)
        return a->due_at <= b->due_at;
    if (strcmp(sort, "captured") == 0)
        return a->captured_at >= b->captured_at;
    if (strcmp(sort, "name") == 0)
        return strcmp(a->name, b->name) <= 0;
    Time left = a->last_touched_at == TIME_NONE ? 0 : a->last_touched_at;
    return left <= (b->last_touched_at == TIME_NONE ? 0 : b->last_touched_at);
}

/* Every lead once, in order, whatever the size of the pages. */
static void test_orders_and_pages(void **state)
{
    each_engine(engine)
    {
        Team team = team_open(engine);
        capture_many(&team);
        for (size_t s = 0; s < sizeof sorts / sizeof *sorts; s++) {
            LeadFilter filter = {.sort = sorts[s]};
            LeadPage whole = list(&team, &filter, NULL, LIST_SHOWN_MOST);
            assert_int_equal(whole.count, MANY + 3);
            assert_int_equal(whole.total, MANY + 3);
            assert_string_equal(whole.sort, sorts[s]);
            size_t seen = 0;
            const char *cursor = NULL;
            do {
                LeadPage page = list(&team, &filter, cursor, 7);
                assert_true(page.count == 7 || !page.cursor);
                assert_true(page.counted == !cursor);
                for (size_t i = 0; i < page.count; i++, seen++) {
                    assert_int_equal(page.at[i].id, whole.at[seen].id);
                    assert_true(!seen || in_order(sorts[s], &whole.at[seen - 1], &page.at[i]));
                }
                cursor = page.cursor;
            } while (cursor);
            assert_int_equal(seen, whole.count);
        }
        team_close(&team);
    }
}

static void test_filters(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        capture_many(&team);
        assert_int_equal(count(&team, (LeadFilter){.owner = "bob"}), MANY / 2 + 1);
        assert_int_equal(count(&team, (LeadFilter){.source = "hannover"}), MANY * 3 / 4);
        assert_int_equal(count(&team, (LeadFilter){.source = "web"}), MANY / 4);
        assert_int_equal(count(&team, (LeadFilter){.source = "show"}), MANY * 3 / 4);
        assert_int_equal(count(&team, (LeadFilter){.q = "beta kim"}), MANY / 5);
        assert_int_equal(count(&team, (LeadFilter){.q = "beta", .source = "web"}), MANY / 20);
        assert_int_equal(count(&team, (LeadFilter){.temperature = "hot"}), 0);
        office_days_later(&team.office, 40);
        assert_int_equal(count(&team, (LeadFilter){.silent = "30"}), MANY + 3);
        office_log(&team.office, team.bobs.lead, false, "voicemail", NULL);
        assert_int_equal(count(&team, (LeadFilter){.silent = "30"}), MANY + 2);
        team_does(close_lead(context, team.office.arena, team.zoes.lead, "no budget", &err), &err);
        assert_int_equal(count(&team, (LeadFilter){0}), MANY + 2);
        assert_int_equal(count(&team, (LeadFilter){.status = "closed"}), 1);
        assert_int_equal(count(&team, (LeadFilter){.status = "any", .sort = "name"}), MANY + 3);
        LeadPage phone = list(&team, &(LeadFilter){.channel = "phone"}, NULL, LIST_SHOWN_MOST);
        assert_true(phone.count > 0 && phone.count <= MANY + 3);
        for (size_t i = 0; i < phone.count; i++)
            assert_int_equal(phone.at[i].channel, CHANNEL_PHONE);
        team_close(&team);
    }
}

static void test_refused(void **state)
{
    static const struct {
        LeadFilter filter;
        const char *cursor, *part;
        ErrKind kind;
    } cases[] = {
        {{.status = "ajar"}, NULL, "no status", ERR_INPUT},
        {{.sort = "size"}, NULL, "no order", ERR_INPUT},
        {{.status = "closed", .sort = "due"}, NULL, "no next touch", ERR_INPUT},
        {{.silent = "-3"}, NULL, "number of days", ERR_INPUT},
        {{.silent = "3 weeks"}, NULL, "number of days", ERR_INPUT},
        {{.temperature = "cold"}, NULL, "hot, warm or later", ERR_INPUT},
        {{.channel = "pigeon"}, NULL, "no channel", ERR_INPUT},
        {{.cadence = "nosuch"}, NULL, "no cadence", ERR_MISSING},
        {{.owner = "nobody"}, NULL, "no user", ERR_MISSING},
        {{.q = "?!"}, NULL, "no word", ERR_INPUT},
        {{0}, "", "begin without", ERR_INPUT},
        {{0}, "d12", "begin without", ERR_INPUT},
        {{0}, "d-7", "begin without", ERR_INPUT},
        {{0}, "d12-", "begin without", ERR_INPUT},
        {{0}, "d12-7x", "begin without", ERR_INPUT},
        {{0}, "c12-7", "begin without", ERR_INPUT},
        {{.sort = "name"}, "nff-7", "begin without", ERR_INPUT},
        {{.sort = "name"}, "n00-7", "begin without", ERR_INPUT},
        {{.sort = "name"}, "n6-7", "begin without", ERR_INPUT},
        {{.sort = "name"}, "nxy-7", "begin without", ERR_INPUT},
    };
    Err err = {0};
    Team team = team_open(DB_SQLITE);
    LeadPage page;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        team_refuses(list_leads(team.office.context, team.office.arena, &cases[i].filter,
                                cases[i].cursor, 0, &page, &err),
                     &err, cases[i].kind, cases[i].part);
    }
    team_refuses(list_leads(team.office.context, team.office.arena, &(LeadFilter){0}, NULL,
                            LIST_SHOWN_MOST + 1, &page, &err),
                 &err, ERR_INPUT, "500");
    team_close(&team);
}

static void test_scope(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        LeadShares shares;
        LeadPage page;
        team_be(&team, team.bob);
        for (size_t s = 0; s < sizeof sorts / sizeof *sorts; s++) {
            LeadPage own = list(&team, &(LeadFilter){.sort = sorts[s]}, NULL, 0);
            assert_int_equal(own.count, 1);
            assert_int_equal(own.at[0].id, team.bobs.lead);
        }
        assert_int_equal(count(&team, (LeadFilter){.q = "shore"}), 0);
        team_refuses(list_leads(context, team.office.arena, &(LeadFilter){.owner = "zoe"}, NULL, 0,
                                &page, &err),
                     &err, ERR_DENIED, "Zoe Lake");
        team_be(&team, team.zoe);
        team_does(share_lead(context, team.office.arena, team.zoes.lead, "bob", &shares, &err),
                  &err);
        team_does(share_lead(context, team.office.arena, team.zoes.lead, NULL, &shares, &err),
                  &err);
        team_be(&team, team.bob);
        for (size_t s = 0; s < sizeof sorts / sizeof *sorts; s++)
            assert_int_equal(count(&team, (LeadFilter){.sort = sorts[s]}), 2);
        assert_int_equal(count(&team, (LeadFilter){.q = "shore"}), 1);
        LeadPage first = list(&team, &(LeadFilter){.sort = "name"}, NULL, 1);
        assert_int_equal(first.at[0].id, team.bobs.lead);
        LeadPage second = list(&team, &(LeadFilter){.sort = "name"}, first.cursor, 1);
        assert_int_equal(second.at[0].id, team.zoes.lead);
        assert_null(second.cursor);
        team_be(&team, team.mary);
        assert_int_equal(count(&team, (LeadFilter){0}), 3); /* hers, Bob's, and everybody's */
        team_close(&team);
    }
}

static void test_saved_views(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        SavedView view;
        SavedViews views;
        team_be(&team, team.bob);
        LeadFilter quiet = {.silent = "30", .sort = "touched"};
        team_does(save_view(context, arena, " Quiet  ones ", &quiet, false, &view, &err), &err);
        assert_string_equal(view.name, "Quiet ones");
        quiet.silent = "60";
        team_does(save_view(context, arena, "QUIET ONES", &quiet, true, &view, &err), &err);
        team_does(list_saved_views(context, arena, &views, &err), &err);
        assert_int_equal(views.count, 1);
        assert_string_equal(views.at[0].filter.silent, "60");
        assert_string_equal(views.at[0].filter.sort, "touched");
        assert_null(views.at[0].filter.q);
        team_be(&team, team.zoe);
        team_does(find_saved_view(context, arena, "quiet ones", &view, &err), &err);
        assert_false(view.own);
        team_refuses(remove_view(context, view.id, &err), &err, ERR_DENIED, "Bob Stone");
        team_does(save_view(context, arena, "Quiet ones", &(LeadFilter){.silent = "7"}, false,
                            &view, &err),
                  &err);
        team_does(find_saved_view(context, arena, "quiet ones", &view, &err), &err);
        assert_string_equal(view.filter.silent, "7"); /* one's own comes first */
        team_does(remove_view(context, view.id, &err), &err);
        team_refuses(remove_view(context, view.id, &err), &err, ERR_MISSING, "no view");
        team_refuses(save_view(context, arena, " . ", &quiet, false, &view, &err), &err, ERR_INPUT,
                     "has a name");
        team_refuses(
            save_view(context, arena, "x", &(LeadFilter){.status = "ajar"}, false, &view, &err),
            &err, ERR_INPUT, "no status");
        team_close(&team);
    }
}

/* As one record, and back as one. */
static void test_batch(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        BatchResult batch;
        Undone *undone;
        size_t undone_count;
        capture_many(&team);
        size_t of_bob = count(&team, (LeadFilter){.owner = "bob"});
        team_does(close_lead(context, arena, team.zoes.lead, "no budget", &err), &err);
        const int64_t three[] = {team.bobs.lead, team.zoes.lead, team.marys.lead, 999999};
        team_does(
            manage_leads(context, arena,
                         &(BatchInput){
                             .act = BATCH_CLOSE, .ids = three, .count = 4, .because = "moved away"},
                         &batch, &err),
            &err);
        assert_int_equal(batch.done, 2);
        assert_int_equal(batch.refused_count, 2);
        assert_int_equal(batch.refused[0].lead_id, team.zoes.lead);
        assert_non_null(strstr(batch.refused[0].why, "closed already"));
        assert_non_null(strstr(batch.refused[1].why, "no lead"));
        assert_string_equal(batch.said, "2 leads: closed");
        office_audit(&team.office);
        team_does(undo_records(context, arena, 1, &undone, &undone_count, &err), &err);
        assert_string_equal(undone[0].said, "2 leads: closed");
        assert_int_equal(count(&team, (LeadFilter){.status = "closed"}), 1);
        struct promise_get_row promise; /* it was cancelled with the lead, and is back */
        team_does(sql_promise_get(context->db, arena,
                                  &(struct promise_get_in){.workspace = context->workspace,
                                                           .id = team.bobs_promise},
                                  &promise, NULL, &err),
                  &err);
        assert_string_equal(promise.state, "open");
        office_audit(&team.office);

        team_does(manage_leads(context, arena,
                               &(BatchInput){.act = BATCH_ASSIGN,
                                             .filter = &(LeadFilter){.owner = "bob"},
                                             .to = "mary"},
                               &batch, &err),
                  &err);
        assert_int_equal(batch.done, of_bob);
        assert_int_equal(count(&team, (LeadFilter){.owner = "bob"}), 0);
        team_does(undo_records(context, arena, 1, &undone, &undone_count, &err), &err);
        assert_int_equal(count(&team, (LeadFilter){.owner = "bob"}), of_bob);
        office_audit(&team.office);

        team_does(manage_leads(context, arena,
                               &(BatchInput){.act = BATCH_ENROL,
                                             .filter = &(LeadFilter){.source = "web"},
                                             .cadence = "whale"},
                               &batch, &err),
                  &err);
        assert_int_equal(batch.done, MANY / 4);
        LeadPage whales = list(&team, &(LeadFilter){.cadence = "whale"}, NULL, 0);
        assert_int_equal(whales.count, MANY / 4);
        /* What came later on one of them stands on it. */
        office_log(&team.office, whales.at[0].id, false, "voicemail", NULL);
        team_does(undo_records(context, arena, 1, &undone, &undone_count, &err), &err);
        team_be(&team, team.bob);
        context_guard(context, false);
        office_log(&team.office, whales.at[1].id, false, "voicemail", NULL);
        team_be(&team, team.ann);
        team_refuses(undo_records(context, arena, 1, &undone, &undone_count, &err), &err,
                     ERR_CONFLICT, "after it");
        office_audit(&team.office);
        team_close(&team);
    }
}

static void test_batch_spread(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        BatchResult batch;
        capture_many(&team);
        team_does(manage_leads(
                      team.office.context, team.office.arena,
                      &(BatchInput){.act = BATCH_ASSIGN, .filter = &(LeadFilter){.owner = "zoe"}},
                      &batch, &err),
                  &err);
        assert_true(batch.done > 0);
        assert_int_equal(batch.done + batch.refused_count, MANY / 2 + 1);
        assert_true(count(&team, (LeadFilter){.owner = "mary"}) > 10);
        /* A rep gives away what is theirs, and nothing else. */
        team_be(&team, team.bob);
        const int64_t two[] = {team.bobs.lead, team.marys.lead};
        team_does(
            manage_leads(team.office.context, team.office.arena,
                         &(BatchInput){.act = BATCH_ASSIGN, .ids = two, .count = 2, .to = "zoe"},
                         &batch, &err),
            &err);
        assert_int_equal(batch.done, 1);
        assert_non_null(strstr(batch.refused[0].why, "no lead"));
        team_close(&team);
    }
}

static void test_batch_refused(void **state)
{
    Team team = team_open(DB_SQLITE);
    LeadFilter all = {0}, none = {.owner = "ann"};
    const int64_t one[] = {team.bobs.lead};
    const struct {
        BatchInput input;
        ErrKind kind;
        const char *part;
    } cases[] = {
        {{.act = BATCH_CLOSE, .ids = one, .count = 1}, ERR_INPUT, "with a reason"},
        {{.act = BATCH_ENROL, .ids = one, .count = 1}, ERR_INPUT, "which cadence"},
        {{.act = BATCH_ENROL, .ids = one, .count = 1, .cadence = "x"}, ERR_MISSING, "no cadence"},
        {{.act = BATCH_ASSIGN, .ids = one, .count = 1, .to = "x"}, ERR_MISSING, "no user"},
        {{.act = BATCH_CLOSE, .ids = one, .count = BATCH_MOST + 1, .because = "x"},
         ERR_INPUT,
         "500"},
        {{.act = BATCH_CLOSE, .ids = one, .count = 0, .because = "x"}, ERR_INPUT, "no lead"},
        {{.act = BATCH_CLOSE, .filter = &none, .because = "x"}, ERR_INPUT, "no lead"},
        {{.act = BATCH_ACTS, .filter = &all}, ERR_INPUT, "enrolled, assigned or closed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Err err = {0};
        BatchResult batch;
        team_refuses(
            manage_leads(team.office.context, team.office.arena, &cases[i].input, &batch, &err),
            &err, cases[i].kind, cases[i].part);
    }
    assert_int_equal(count(&team, all), 3);
    team_close(&team);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_orders_and_pages), cmocka_unit_test(test_filters),
        cmocka_unit_test(test_refused),          cmocka_unit_test(test_scope),
        cmocka_unit_test(test_saved_views),      cmocka_unit_test(test_batch),
        cmocka_unit_test(test_batch_spread),     cmocka_unit_test(test_batch_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
