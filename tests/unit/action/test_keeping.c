/* What an office keeps: cadences, things to give, holds, backups. */
#include "office.h"

#include "action/backup.h"
#include "action/cadence_admin.h"
#include "action/content_admin.h"
#include "action/hold_admin.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *write_file(Office *office, const char *name, const char *text)
{
    const char *path = arena_strdup(office->arena, trial_path(name));
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return path;
}

/* A cadence of the test's own: the one for shows under another name, whose second step has another
 * key, or is as it was. */
static const char *cadence_text(Office *office, const char *name, const char *old, const char *new)
{
    Err err = {0};
    CadenceShown show;
    assert_ok(show_cadence(office->context, office->arena, "show", &show, &err), err);
    Buf text = buf_new(1 << 20);
    const char *line = strstr(show.source, "\nname: show\n");
    size_t head = line ? (size_t)(line - show.source) + 1 : 0;
    buf_add(&text, show.source, head);
    buf_addf(&text, "name: %s\n", name);
    for (const char *at = show.source + head + strlen("name: show\n"); *at;) {
        if (old && text_starts(at, old)) {
            buf_adds(&text, new);
            at += strlen(old);
        } else {
            buf_addc(&text, *at++);
        }
    }
    const char *kept = arena_strndup(office->arena, text.at, text.length);
    buf_free(&text);
    return kept;
}

static void test_cadences_listed_and_shown(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        office_capture(&office,
                       (Card){.name = "Tom Reed", .cell = "+1 617 555 0100", .source = "Show"});
        CadenceRows rows;
        assert_ok(list_cadences(office.context, office.arena, &rows, &err), err);
        assert_true(rows.count >= 11);
        for (size_t i = 0; i < rows.count; i++)
            if (text_equal(rows.at[i].name, "show")) {
                assert_true(rows.at[i].builtin);
                assert_int_equal(rows.at[i].leads, 1);
                assert_int_equal(rows.at[i].sources, 1u << SOURCE_SHOW);
            }
        for (size_t i = 0; i < rows.count; i++) {
            CadenceShown shown;
            assert_ok(show_cadence(office.context, office.arena, rows.at[i].name, &shown, &err),
                      err);
            assert_int_equal(shown.findings.errors, 0);
            assert_true(shown.day_count > 3);
            for (size_t k = 0; k < shown.day_count; k++) {
                assert_true(k == 0 || shown.days[k].at >= shown.days[k - 1].at);
                assert_non_null(shown.days[k].step);
            }
            assert_true(shown.days[shown.day_count - 1].tail);
        }
        CadenceShown shown;
        assert_false(show_cadence(office.context, office.arena, "none", &shown, &err));
        assert_error(err, ERR_MISSING, "none");
        office_close(&office);
    }
}

static void test_cadences_added_and_replaced(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        CadenceShown show;
        assert_ok(show_cadence(office.context, office.arena, "show", &show, &err), err);
        const char *first_key = show.cadence->steps[0].key;
        const char *path =
            write_file(&office, "mine.yaml", cadence_text(&office, "mine", NULL, NULL));
        CadenceAdded added;
        assert_ok(add_cadence(office.context, office.arena, path, &added, &err), err);
        assert_false(added.replaced);
        Captive lead = office_capture(
            &office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100", .source = "list"});
        TouchCard next;
        assert_ok(use_cadence(office.context, office.arena, lead.lead, "mine", &next, &err), err);
        assert_string_equal(next.step, first_key);

        /* The same again: everything goes on, nothing is planned anew. */
        assert_ok(add_cadence(office.context, office.arena, path, &added, &err), err);
        assert_true(added.replaced);
        assert_int_equal(added.leads, 1);
        assert_int_equal(added.replanned, 0);

        /* The coming step has another key: the lead goes on at the same place. */
        path = write_file(&office, "mine.yaml",
                          cadence_text(&office, "mine",
                                       arena_printf(office.arena, "key: %s\n", first_key),
                                       "key: renamed-by-test\n"));
        assert_ok(add_cadence(office.context, office.arena, path, &added, &err), err);
        assert_int_equal(added.replanned, 1);
        assert_string_equal(office_next(&office, lead.lead).step_key, "renamed-by-test");
        CadenceRows rows;
        assert_ok(list_cadences(office.context, office.arena, &rows, &err), err);
        for (size_t i = 0; i < rows.count; i++)
            if (text_equal(rows.at[i].name, "mine"))
                assert_false(rows.at[i].builtin);
        office_close(&office);
    }
}

static void test_cadences_with_errors_change_nothing(void **state)
{
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    const char *path =
        write_file(&office, "bad.yaml", "name: show\ntitle: Ends\nfor: [show]\nsteps: []\n");
    CadenceChecked checked;
    assert_ok(check_cadence_file(office.arena, path, &checked, &err), err);
    assert_null(checked.cadence);
    assert_true(checked.findings.errors > 0);
    CadenceAdded added;
    assert_false(add_cadence(office.context, office.arena, path, &added, &err));
    assert_error(err, ERR_INPUT, "bad.yaml: line ");
    assert_int_equal(added.checked.findings.errors, checked.findings.errors);
    CadenceShown shown;
    assert_ok(show_cadence(office.context, office.arena, "show", &shown, &err), err);
    assert_true(shown.row.builtin);

    path = write_file(&office, "text.yaml", "just words");
    assert_false(check_cadence_file(office.arena, path, &checked, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_false(check_cadence_file(office.arena, "/nonexistent/x.yaml", &checked, &err));
    assert_error(err, ERR_MISSING, "/nonexistent/x.yaml");
    office_close(&office);
}

static void test_contents(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        ContentRow content;
        ContentInput input = {.kind = "articel", .title = "Pumps"};
        assert_false(add_content(office.context, office.arena, &input, &content, &err));
        assert_error(err, ERR_INPUT, "did you mean article");
        input.kind = "article";
        input.url = "ftp://x";
        assert_false(add_content(office.context, office.arena, &input, &content, &err));
        assert_error(err, ERR_INPUT, "https://");
        input.url = "https://ford.example/pumps";
        input.title = "  ";
        assert_false(add_content(office.context, office.arena, &input, &content, &err));
        assert_error(err, ERR_INPUT, "title");
        input.title = "Pumps that last";
        assert_ok(add_content(office.context, office.arena, &input, &content, &err), err);
        assert_int_equal(content.wear, CONTENT_FRESH);

        Captive a = office_capture(&office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100"});
        Captive b = office_capture(&office, (Card){.name = "Sue Kern", .cell = "+1 617 555 0101"});
        struct given_add_in given = {.workspace = 1,
                                     .contact_id = a.contact,
                                     .content_id = content.id,
                                     .touch_id = 1,
                                     .now = OFFICE_NOW};
        assert_ok(sql_given_add(office.context->db, &given, &err), err);
        ContentRows rows;
        assert_ok(list_contents(office.context, office.arena, false, &rows, &err), err);
        assert_int_equal(rows.at[0].wear, CONTENT_USED);
        assert_int_equal(rows.at[0].given, 1);
        assert_int_equal(rows.at[0].left, 1);
        given.contact_id = b.contact;
        assert_ok(sql_given_add(office.context->db, &given, &err), err);
        assert_ok(list_contents(office.context, office.arena, false, &rows, &err), err);
        assert_int_equal(rows.at[0].wear, CONTENT_WORN);

        assert_ok(retire_content(office.context, office.arena, content.id, &content, &err), err);
        assert_int_equal(content.wear, CONTENT_RETIRED);
        assert_false(retire_content(office.context, office.arena, content.id, &content, &err));
        assert_error(err, ERR_CONFLICT, "retired already");
        assert_ok(list_contents(office.context, office.arena, false, &rows, &err), err);
        assert_int_equal(rows.count, 0);
        assert_ok(list_contents(office.context, office.arena, true, &rows, &err), err);
        assert_int_equal(rows.count, 1);
        office_close(&office);
    }
}

static void test_holds(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(&office, (Card){.name = "Tom Reed",
                                                      .company = "Acme",
                                                      .cell = "+1 617 555 0100",
                                                      .source = "Show 2026"});
        Captive other = office_capture(
            &office, (Card){.name = "Sue Kern", .cell = "+1 617 555 0101", .source = "Show 2026"});
        Time until = OFFICE_NOW + 20 * DAY_SECONDS;
        HoldResult held;
        PauseInput input = {.scope = HOLD_ACCOUNT,
                            .scope_id = lead.account,
                            .until = until,
                            .reason = "their plant is shut"};
        assert_ok(pause_touches(office.context, office.arena, &input, &held, &err), err);
        assert_int_equal(held.replanned, 1);
        assert_string_equal(held.hold.scope_name, "Acme");
        assert_true(office_next(&office, lead.lead).due_at >= until);
        assert_true(office_next(&office, other.lead).due_at < until);
        office_audit(&office);

        assert_ok(resume_touches(office.context, office.arena, held.hold.id, &held, &err), err);
        assert_true(office_next(&office, lead.lead).due_at < until);
        assert_false(resume_touches(office.context, office.arena, held.hold.id, &held, &err));
        assert_error(err, ERR_MISSING, "or it is over");
        assert_false(resume_touches(office.context, office.arena, 0, &held, &err));
        assert_error(err, ERR_MISSING, "no hold 0");

        input.scope = HOLD_WORKSPACE;
        assert_ok(pause_touches(office.context, office.arena, &input, &held, &err), err);
        assert_int_equal(held.replanned, 2);
        assert_true(office_next(&office, other.lead).due_at >= until);
        HoldsShown holds;
        assert_ok(list_holds(office.context, office.arena, &holds, &err), err);
        assert_int_equal(holds.count, 1);
        assert_null(holds.at[0].scope_name);
        office_at(&office, until + 1);
        assert_ok(list_holds(office.context, office.arena, &holds, &err), err);
        assert_int_equal(holds.count, 0);
        office_at(&office, OFFICE_NOW);

        input.reason = "";
        assert_false(pause_touches(office.context, office.arena, &input, &held, &err));
        assert_error(err, ERR_INPUT, "a reason");
        input.reason = "x";
        input.until = OFFICE_NOW;
        assert_false(pause_touches(office.context, office.arena, &input, &held, &err));
        assert_error(err, ERR_INPUT, "over already");
        input = (PauseInput){.scope = HOLD_LEAD, .scope_id = 999999, .until = until, .reason = "x"};
        assert_false(pause_touches(office.context, office.arena, &input, &held, &err));
        assert_error(err, ERR_MISSING, "no lead 999999");
        input.scope = HOLD_SENDER;
        assert_false(pause_touches(office.context, office.arena, &input, &held, &err));
        assert_error(err, ERR_INPUT, "can be paused");
        HoldScope scope;
        assert_true(hold_scope_find("contact", &scope));
        assert_int_equal(scope, HOLD_CONTACT);
        assert_false(hold_scope_find("world", &scope));
        office_close(&office);
    }
}

static void test_backups(void **state)
{
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    Captive lead = office_capture(&office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100"});
    office_log(&office, lead.lead, true, "voicemail", NULL);
    BackupOptions options = {.path = arena_strdup(office.arena, trial_path("copy.db"))};
    BackupResult result;
    assert_ok(backup_database(office.context, office.arena, &options, &result, &err), err);
    assert_int_equal(result.leads, 1);
    assert_int_equal(result.open, 1);
    assert_int_equal(result.touches, 1);
    assert_true(result.bytes > 0);
    assert_false(backup_database(office.context, office.arena, &options, &result, &err));
    assert_error(err, ERR_CONFLICT, "there already");
    options.path = "";
    assert_false(backup_database(office.context, office.arena, &options, &result, &err));
    assert_error(err, ERR_INPUT, "where");
    Context *copy;
    assert_ok(
        context_open(&(ContextOptions){.database = result.path, .now = OFFICE_NOW}, &copy, &err),
        err);
    context_close(copy);
    office_close(&office);
}

static void test_backups_of_postgres_name_its_own_tool(void **state)
{
    if (trial_engines() < DB_ENGINES)
        skip();
    Err err = {0};
    Office office = office_open(DB_POSTGRES);
    BackupOptions options = {.path = trial_path("postgres-copy.db")};
    BackupResult result;
    assert_false(backup_database(office.context, office.arena, &options, &result, &err));
    assert_error(err, ERR_INPUT, "pg_dump");
    office_close(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cadences_listed_and_shown),
        cmocka_unit_test(test_cadences_added_and_replaced),
        cmocka_unit_test(test_cadences_with_errors_change_nothing),
        cmocka_unit_test(test_contents),
        cmocka_unit_test(test_holds),
        cmocka_unit_test(test_backups),
        cmocka_unit_test(test_backups_of_postgres_name_its_own_tool),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
