/* Exports: what goes out can come in again, nothing is left out or overwritten. */
#include "office.h"

#include "action/duplicates.h"
#include "action/export_data.h"
#include "action/import_leads.h"
#include "base/json.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char *read_whole(Office *office, const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    enum { MOST = 4 * 1024 * 1024 };
    char *text = arena_alloc(office->arena, MOST + 1);
    size_t length = fread(text, 1, MOST, file);
    assert_true(length < MOST);
    fclose(file);
    return text;
}

static const char *path_of(Office *office, const char *name)
{
    return arena_strdup(office->arena, trial_path(name));
}

static Exported export(Office *office, ExportForm form, const char *path)
{
    Err err = {0};
    Exported exported;
    assert_ok(export_data(office->context, office->arena,
                          &(ExportOptions){.form = form, .path = path, .replace = true}, &exported,
                          &err),
              err);
    return exported;
}

static void fill(Office *office)
{
    Captive lead;
    office_capture(office, (Card){.name = "Ann Mason",
                                  .company = "Acme, Inc.",
                                  .title = "Buyer",
                                  .cell = "+1 212 555 0101",
                                  .office = "+1 212 555 0199 ext 12",
                                  .email = "ann@acme.example",
                                  .postal = "12 Mill Lane\nOakham, VT 05401",
                                  .birthday = "1960-02-10",
                                  .source = "Show 2026",
                                  .note = "likes \"mornings\", not noon\nand tea"});
    office_capture(office, (Card){.name = "José Núñez", .email = "jose@nunez.example"});
    office_capture(office,
                   (Card){.name = "Tom Reed", .cell = "+1 617 555 0100", .source = "web form"});
    lead = office_capture(office, (Card){.name = "=cmd()", .email = "cmd@reed.example"});
    office_log(office, lead.lead, false, "unsubscribed", NULL);
}

static void test_leads_come_in_again(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        fill(&office);
        const char *path = path_of(&office, "leads.csv");
        Exported exported = export(&office, EXPORT_CSV, path);
        assert_int_equal(exported.rows, 4);
        const char *text = read_whole(&office, path);
        assert_int_equal(exported.bytes, strlen(text));
        assert_non_null(strstr(text, "\"Acme, Inc.\""));
        assert_null(strstr(text, ",=cmd"));
        assert_non_null(strstr(text, "+12125550199 ext 12"));

        Office other = office_open(engine);
        ImportResult imported;
        assert_ok(import_leads(other.context, other.arena,
                               &(ImportOptions){.paths = &path,
                                                .path_count = 1,
                                                .rejects_path = path_of(&other, "rejects.csv")},
                               &imported, &err),
                  err);
        assert_int_equal(imported.rejected, 0);
        assert_int_equal(imported.added, 4);
        const char *second = path_of(&other, "again.csv");
        export(&other, EXPORT_CSV, second);
        assert_string_equal(read_whole(&other, second), text);
        office_close(&other);
        office_close(&office);
    }
}

static void test_a_never_stays_one(void **state)
{
    Office office = office_open(DB_SQLITE);
    Captive lead = office_capture(&office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100"});
    office_log(&office, lead.lead, true, "talked", "never");
    const char *path = path_of(&office, "never.csv");
    export(&office, EXPORT_CSV, path);
    const char *text = read_whole(&office, path);
    assert_non_null(strstr(text, ",closed,"));
    assert_non_null(strstr(text, ",yes,yes,yes,yes\r\n"));
    office_close(&office);
}

static void test_people_as_cards(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        fill(&office);
        const char *path = path_of(&office, "people.vcf");
        assert_int_equal(export(&office, EXPORT_VCARD, path).rows, 4);
        const char *text = read_whole(&office, path);
        assert_non_null(strstr(text, "FN:José Núñez\r\n"));
        assert_non_null(strstr(text, "ORG:Acme\\, Inc.\r\n"));
        assert_non_null(strstr(text, "BDAY:19600210\r\n"));
        Office other = office_open(engine);
        ImportResult imported;
        assert_ok(import_leads(other.context, other.arena,
                               &(ImportOptions){.paths = &path,
                                                .path_count = 1,
                                                .rejects_path = path_of(&other, "rejects.csv")},
                               &imported, &err),
                  err);
        assert_int_equal(imported.added, 4);
        office_close(&other);
        office_close(&office);
    }
}

static void test_everything_is_json(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        fill(&office);
        const char *path = path_of(&office, "all.json");
        Exported exported = export(&office, EXPORT_JSON, path);
        const char *text = read_whole(&office, path);
        int64_t lines = 0, leads = 0, touches = 0;
        for (const char *line = text; *line; lines++) {
            size_t length = strcspn(line, "\n");
            Doc *doc = json_parse(office.arena, line, length, &err);
            assert_ok(doc, err);
            const char *table = doc_text(doc, "table");
            assert_non_null(table);
            if (text_equal(table, "lead")) {
                leads++;
                assert_string_equal(doc_text(doc, "captured_at"), "2026-03-02T15:00:00Z");
            }
            if (text_equal(table, "touch")) {
                touches++;
                assert_null(doc_get(doc, "excuse"));
            }
            line += length + 1;
        }
        assert_int_equal(lines, exported.rows);
        assert_int_equal(leads, 4);
        assert_int_equal(touches, 1);
        assert_null(strstr(text, "secret"));
        office_close(&office);
    }
}

/* As the last migration leaves it. */
static const char *name_by_now(Arena *arena, const char *schema, const char *table)
{
    const char *said = arena_printf(arena, "\nALTER TABLE %s RENAME TO ", table);
    const char *at = strstr(schema, said);
    return at ? arena_strndup(arena, at + strlen(said), strcspn(at + strlen(said), ";")) : table;
}

/* A column that a later migration adds has to be exported, too. */
static void test_no_column_is_forgotten(void **state)
{
    Arena *arena = arena_new();
    const char *schema = "";
    for (size_t i = 0; i < sql_book.migration_count; i++)
        schema = arena_printf(arena, "%s\n%s", schema, sql_book.migrations[DB_SQLITE][i].text);
    size_t tables = 0;
    for (const char *at = schema; (at = strstr(at, "\nCREATE TABLE ")); at++) {
        const char *name = at + strlen("\nCREATE TABLE ");
        name += *name == '"';
        size_t length = strcspn(name, "\" ");
        const char *table = name_by_now(arena, schema, arena_strndup(arena, name, length));
        /* What undo keeps, what is counted twice for speed, what only helps to find, what
         * somebody could sign in with, and what is dropped by itself within days. */
        static const char *const left_out[] = {
            "counter",        "user_day",         "record",        "record_row",    "search_text",
            "answered",       "session",          "token",         "passkey",       "credential",
            "recovery_code",  "ticket",           "throttle",      "form_sender",   "job",
            "job_file",       "webhook_delivery", "webhook_event", "file_bytes",    "sending",
            "mailbox_folder", "mailbox_aside",    "sent_copy",     "sending_count", "oauth_client",
            "oauth_grant",    "morning",          "mail_visit"};
        bool left = false;
        for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
            left |= text_equal(table, left_out[i]);
        if (left)
            continue;
        const char *wanted = arena_printf(arena, "export_%s", table);
        const SqlStatement *statement = NULL;
        for (size_t i = 0; i < sql_book.statement_count; i++)
            if (text_equal(sql_book.statements[i].name, wanted))
                statement = &sql_book.statements[i];
        if (!statement)
            fail_msg("the table %s is not exported", table);
        tables++;
        const char *end = strstr(name, "\n)");
        for (const char *line = strchr(name, '\n'); line && line < end;
             line = strchr(line + 1, '\n')) {
            const char *column = line + 1 + strspn(line + 1, " ");
            size_t letters = strspn(column, "abcdefghijklmnopqrstuvwxyz_");
            const char *type = column + letters + strspn(column + letters, " ");
            bool is_column = letters && (text_starts(type, "INTEGER") ||
                                         text_starts(type, "TEXT") || text_starts(type, "BLOB"));
            const char *called = arena_strndup(arena, column, letters);
            if (!is_column || text_equal(called, "workspace_id") || text_equal(called, "secret") ||
                text_equal(called, "house") || text_equal(called, "open_id") ||
                text_equal(called, "excuse"))
                continue;
            bool there = false;
            for (unsigned i = 0; i < statement->output_count; i++)
                there |= text_equal(statement->outputs[i].name, called);
            if (!there)
                fail_msg("the column %s of %s is not exported", called, table);
        }
    }
    assert_true(tables >= 25);
    arena_free(arena);
}

static void test_overwrites_nothing(void **state)
{
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    fill(&office);
    const char *path = path_of(&office, "there.csv");
    FILE *file = fopen(path, "wb");
    fputs("mine", file);
    fclose(file);
    ExportOptions options = {.form = EXPORT_CSV, .path = path};
    Exported exported;
    assert_false(export_data(office.context, office.arena, &options, &exported, &err));
    assert_error(err, ERR_CONFLICT, "there already");
    assert_string_equal(read_whole(&office, path), "mine");
    options.replace = true;
    assert_ok(export_data(office.context, office.arena, &options, &exported, &err), err);
    assert_string_not_equal(read_whole(&office, path), "mine");
    options.path = path_of(&office, "no/such/folder.csv");
    assert_false(export_data(office.context, office.arena, &options, &exported, &err));
    assert_error(err, ERR_INPUT, "No such file");
    options = (ExportOptions){.form = EXPORT_JSON, .path = "-", .owner = "Ann Ford"};
    assert_false(export_data(office.context, office.arena, &options, &exported, &err));
    assert_error(err, ERR_INPUT, "everything");
    office_close(&office);
}

static void test_of_one_seller_and_without_traces(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        office_user(&office, "Bob Hill");
        Captive a = office_capture(&office, (Card){.name = "Ann Mason", .email = "a@x.example"});
        Captive b =
            office_capture(&office, (Card){.name = "Anne Mason", .cell = "+1 617 555 0100"});
        TouchCard next;
        assert_ok(assign_lead(office.context, office.arena, b.lead, "Bob Hill", &next, &err), err);
        ExportOptions options = {.form = EXPORT_CSV,
                                 .path = path_of(&office, "bob.csv"),
                                 .owner = "Bob Hill",
                                 .replace = true};
        Exported exported;
        assert_ok(export_data(office.context, office.arena, &options, &exported, &err), err);
        assert_int_equal(exported.rows, 1);
        options.form = EXPORT_VCARD;
        assert_ok(export_data(office.context, office.arena, &options, &exported, &err), err);
        assert_int_equal(exported.rows, 1);
        Merged merged;
        assert_ok(merge_contacts(office.context, office.arena, a.contact, b.contact, &merged, &err),
                  err);
        options.owner = NULL;
        assert_ok(export_data(office.context, office.arena, &options, &exported, &err), err);
        assert_int_equal(exported.rows, 1);
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_leads_come_in_again),
        cmocka_unit_test(test_a_never_stays_one),
        cmocka_unit_test(test_people_as_cards),
        cmocka_unit_test(test_everything_is_json),
        cmocka_unit_test(test_no_column_is_forgotten),
        cmocka_unit_test(test_overwrites_nothing),
        cmocka_unit_test(test_of_one_seller_and_without_traces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
