/* Workbooks: as a program writes them, as the standard allows them, and as nobody should. */
#include "exchange_test.h"
#include "xlsx_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Rows rows_of_workbook(char *bytes, size_t length)
{
    Rows rows = rows_of(bytes, length);
    assert_int_equal(reader_facts(rows.reader)->kind, FILE_XLSX);
    free(bytes);
    return rows;
}

static Rows rows_of_sheet(const char *xml)
{
    size_t length;
    char *bytes = xlsx_of_rows(xml, &length);
    return rows_of_workbook(bytes, length);
}

static void test_what_a_program_writes(void **state)
{
    size_t length;
    char *bytes = xlsx_of_a_program(&length);
    Rows piped = rows_of_fd(pipe_of(bytes, length), &(ReaderOptions){0});
    assert_int_equal(piped.count, 3);
    rows_free(&piped);
    Rows rows = rows_of_workbook(bytes, length);
    assert_string_equal(reader_facts(rows.reader)->sheet, "Leads"); /* not the cover, not hidden */
    assert_int_equal(reader_facts(rows.reader)->header_line, 3);
    assert_int_equal(rows.count, 3);
    const ExchangeRow *zoe = &rows.at[0];
    assert_int_equal(zoe->line, 4);
    assert_string_equal(zoe->name, "Zoë Lee");
    assert_string_equal(zoe->company, "=cmd|'/C calc'!A0"); /* inert */
    expect_address(zoe, ROW_CELL, 0, "4917055501010");
    assert_string_equal(zoe->postcode, "01067");
    assert_string_equal(zoe->created, "2026-11-22T09:15");
    assert_string_equal(zoe->birthday, "1968-06-11");
    assert_string_equal(zoe->value, "1234.5");
    assert_true(zoe->do_not_call);
    assert_string_equal(zoe->note, "one\ntwo");
    expect_address(zoe, ROW_EMAIL, 0, "zoe@lee.example"); /* the value beside the formula */
    assert_string_equal(rows.at[1].name, "Jo Ray");
    assert_int_equal(rows.at[1].line, 9);
    assert_int_equal(rows.at[1].number, 2);
    expect_address(&rows.at[1], ROW_EMAIL, 0, "jo@ray.example");
    assert_int_equal(rows.at[2].state, ROW_REJECTED);
    assert_int_equal(rows.at[2].line, 10);
    ReaderProgress progress = reader_progress(rows.reader);
    assert_true(progress.total > 0 && progress.bytes == progress.total);
    rows_free(&rows);
}

static void test_reading_goes_on_behind_a_row(void **state)
{
    size_t length;
    char *bytes = xlsx_of_a_program(&length);
    Rows rest = rows_of_fd(file_of(bytes, length), &(ReaderOptions){.skip = 1});
    assert_int_equal(rest.count, 2);
    assert_string_equal(rest.at[0].name, "Jo Ray");
    assert_int_equal(rest.at[0].number, 2);
    rows_free(&rest);
    free(bytes);
}

/* The note of a row whose cells are these. */
static void test_cells(void **state)
{
    static const struct {
        const char *cell;
        const char *value;
    } cases[] = {
        {"<c t='s'><v>1</v></c>", "Kim"}, /* rich text, without how it is spoken */
        {"<c t='inlineStr'><is><r><t>a</t></r><r><t> b</t></r></is></c>", "a b"},
        {"<c t='str'><f>A1</f><v>a&amp;b</v></c>", "a&b"},
        {"<c t='inlineStr'><is><t>a_x000A_b_x0041_ _xZZ_</t></is></c>", "a\nbA _xZZ_"},
        {"<c t='b'><v>1</v></c>", "true"},
        {"<c t='b'><v>0</v></c>", "false"},
        {"<c t='d'><v>2026-11-22T00:00:00</v></c>", "2026-11-22T00:00:00"},
        {"<c><v>0012.50</v></c>", "0012.50"},
        {"<c><v>4.930123456E9</v></c>", "4930123456"},
        {"<c><v>-1.5e-1</v></c>", "-0.15"},
        {"<c><v>0.10000000000000001</v></c>", "0.1"},
        {"<c><v>nonsense</v></c>", "nonsense"},
        {"<c t='s'><v>77</v></c>", NULL}, /* there is no such string */
        {"<c t='e'><v>#N/A</v></c>", NULL},
        {"<c t='future'><v>1</v></c>", NULL},
        {"<c/>", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char xml[1000];
        snprintf(xml, sizeof xml,
                 "<row><c t='s'><v>0</v></c><c t='inlineStr'><is><t>Notes</t></is></c></row>"
                 "<row><c t='inlineStr'><is><t>Jo</t></is></c>%s</row>",
                 cases[i].cell);
        Rows rows = rows_of_sheet(xml);
        assert_int_equal(rows.count, 1);
        const char *note = rows.at[0].note;
        if (cases[i].value ? !note || strcmp(note, cases[i].value) != 0 : note != NULL)
            fail_msg("%s gives %s, not %s", cases[i].cell, note ? note : "nothing",
                     cases[i].value ? cases[i].value : "nothing");
        rows_free(&rows);
    }
}

static void test_places(void **state)
{
    /* Cells in any order and with gaps; rows without numbers, with numbers that jump. */
    Rows rows = rows_of_sheet("<row r='5'><c r='C5' t='inlineStr'><is><t>Email</t></is></c>"
                              "<c r='A5' t='s'><v>0</v></c></row>"
                              "<row><c r='C6' t='inlineStr'><is><t>a@b.example</t></is></c></row>"
                              "<row r='1048576'><c r='A1048576' t='s'><v>1</v></c>"
                              "<c r='XFD1048576' t='s'><v>1</v></c></row>"
                              "<row><c t='s'><v>1</v></c></row>");
    assert_string_equal(reader_facts(rows.reader)->sheet, "One & only");
    assert_int_equal(rows.count, 3);
    assert_int_equal(rows.at[0].line, 6);
    expect_address(&rows.at[0], ROW_EMAIL, 0, "a@b.example");
    assert_string_equal(rows.at[1].reason, "more than 1,000 columns");
    assert_int_equal(rows.at[1].line, 1048576);
    assert_string_equal(rows.at[2].name, "Kim");
    rows_free(&rows);
}

/* --- what is no workbook, or one to be refused --- */

static void refuse(char *bytes, size_t length, const char *part)
{
    expect_refusal(bytes, length, ERR_INPUT, part);
    free(bytes);
}

static void refuse_parts(const XlsxPartText *parts, size_t count, const char *part)
{
    size_t length;
    char *bytes = xlsx_zip_of(parts, count, &length);
    refuse(bytes, length, part);
}

static void test_other_archives(void **state)
{
    refuse_parts(&(XlsxPartText){"readme.txt", "hello"}, 1, "a ZIP archive");
    const XlsxPartText word[] = {{"_rels/.rels", "<R><Relationship Id='a' Type='x/officeDocument' "
                                                 "Target='word/document.xml'/></R>"},
                                 {"word/document.xml", "<w/>"}};
    refuse_parts(word, 2, "a Word document");
    refuse_parts(&(XlsxPartText){"content.xml", "<office/>"}, 1, "an OpenDocument file");
    const XlsxPartText lacking[] = {{"_rels/.rels", "<R><Relationship Id='a' "
                                                    "Type='x/officeDocument' Target='xl/w.xml'/>"
                                                    "</R>"}};
    refuse_parts(lacking, 1, "lacks its part xl/_rels/w.xml.rels");
    const XlsxPartText broken[] = {{"_rels/.rels", "<R><unclosed></R>"}};
    refuse_parts(broken, 1, "the workbook is damaged");
}

static void test_torn_files(void **state)
{
    size_t length;
    char *bytes = xlsx_of_a_program(&length);
    for (size_t cut = 5; cut < length; cut += 97)
        expect_refusal(bytes, cut, ERR_INPUT, "damaged or incomplete");
    free(bytes);
    bytes = xlsx_of_rows("<row><c t='s'><v>0</v></c></row>", &length);
    /* The first byte of the deflated sheet. */
    char *name = memmem(bytes, length, "xl/worksheets/one.xml", 21);
    assert_non_null(name);
    memset(name + 25, 0xFF, 8);
    refuse(bytes, length, "sample");
}

static void test_xml_bombs(void **state)
{
    size_t length;
    char *bytes = xlsx_zip_of(
        (const XlsxPartText[]){{"_rels/.rels", "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
                                               "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
                                               "<R>&b;</R>"}},
        1, &length);
    refuse(bytes, length, "has a DTD");
}

static void test_zip_bombs(void **state)
{
    size_t length;
    char *bytes = xlsx_bomb_of_strings(80, &length);
    assert_true(length < 2 * 1024 * 1024);
    refuse(bytes, length, "unpacks to more than 200 times the file");

    /* A sheet is found to be one while it is read: what was read until then stands. */
    bytes = xlsx_bomb_of_rows(80, &length);
    assert_true(length < 1024 * 1024);
    Reader *reader;
    Err err = {0};
    assert_true(
        reader_open_fd(file_of(bytes, length), "sample", &(ReaderOptions){0}, &reader, &err));
    auto_arena Arena *arena = arena_new();
    ExchangeRow row;
    size_t count = 0;
    while (reader_next(reader, arena, &row, &err)) {
        assert_int_equal(row.state, ROW_GOOD);
        arena_reset(arena);
        count++;
    }
    assert_true(count > 1000);
    assert_int_equal(err.kind, ERR_INPUT);
    assert_non_null(strstr(err.message, "200 times"));
    reader_close(reader);
    free(bytes);
}

static void test_nothing_in_it(void **state)
{
    size_t length;
    char *bytes = xlsx_of_rows("", &length);
    refuse(bytes, length, "has no sheet with rows");
    bytes = xlsx_of_rows("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>", &length);
    refuse(bytes, length, "there is no header");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_program_writes),
        cmocka_unit_test(test_reading_goes_on_behind_a_row),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_other_archives),
        cmocka_unit_test(test_torn_files),
        cmocka_unit_test(test_xml_bombs),
        cmocka_unit_test(test_zip_bombs),
        cmocka_unit_test(test_nothing_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
