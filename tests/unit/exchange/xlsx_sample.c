#include "xlsx_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <cmocka.h>

static char *read_all(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*length + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *length, file), *length);
    fclose(file);
    return bytes;
}

static void temporary_path(char path[32])
{
    snprintf(path, 32, "/tmp/exchange-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
}

char *xlsx_zip_of(const XlsxPartText *parts, size_t count, size_t *length)
{
    char path[32];
    int error;
    temporary_path(path);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    for (size_t i = 0; i < count; i++) {
        zip_source_t *source = zip_source_buffer(zip, parts[i].text, strlen(parts[i].text), 0);
        assert_true(zip_file_add(zip, parts[i].path, source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    char *bytes = read_all(path, length);
    unlink(path);
    return bytes;
}

static const char package_rels[] =
    "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/>"
    "</Relationships>";
static const char workbook_rels[] =
    "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/one.xml'/>"
    "<Relationship Id='r2' Type='x/sharedStrings' Target='/xl/strings.xml'/></Relationships>";
static const char workbook[] =
    "<x:workbook xmlns:x='u' xmlns:r='v'><x:workbookPr date1904='1'/>"
    "<x:sheets><x:sheet name='One &amp; only' sheetId='1' r:id='r1'/></x:sheets></x:workbook>";

static char *workbook_of(const char *sheet, const char *strings, size_t *length)
{
    const XlsxPartText parts[] = {
        {"_rels/.rels", package_rels},
        {"xl/workbook.xml", workbook},
        {"xl/_rels/workbook.xml.rels", workbook_rels},
        {"xl/worksheets/one.xml", sheet},
        {"xl/strings.xml", strings},
    };
    return xlsx_zip_of(parts, sizeof parts / sizeof parts[0], length);
}

char *xlsx_of_rows(const char *rows, size_t *length)
{
    size_t room = strlen(rows) + 100;
    char *sheet = malloc(room);
    snprintf(sheet, room, "<worksheet><sheetData>%s</sheetData></worksheet>", rows);
    char *bytes = workbook_of(sheet,
                              "<sst><si><t>Name</t></si><si><r><t>Ki</t></r><r><t>m</t></r>"
                              "<rPh><t>spoken</t></rPh></si></sst>",
                              length);
    free(sheet);
    return bytes;
}

char *xlsx_of_a_program(size_t *length)
{
    char path[32];
    temporary_path(path);
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *cover = workbook_add_worksheet(book, "Cover");
    worksheet_write_string(cover, 1, 1, "Leads of the fair", NULL);
    lxw_worksheet *hidden = workbook_add_worksheet(book, "Lists");
    worksheet_write_string(hidden, 0, 0, "Name", NULL);
    worksheet_write_string(hidden, 0, 1, "Email", NULL);
    worksheet_hide(hidden);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Leads");
    static const char *const header[] = {"Name",        "Company",  "Mobile Phone", "Postal Code",
                                         "Captured at", "Birthday", "Value",        "Do not call",
                                         "Notes",       "Email"};
    for (lxw_col_t i = 0; i < 10; i++)
        worksheet_write_string(sheet, 2, i, header[i], NULL);
    lxw_format *date = workbook_add_format(book);
    format_set_num_format(date, "dd/mm/yyyy");
    lxw_format *moment = workbook_add_format(book);
    format_set_num_format(moment, "d. mmm yyyy hh:mm");
    lxw_format *padded = workbook_add_format(book);
    format_set_num_format(padded, "00000");
    lxw_format *money = workbook_add_format(book);
    format_set_num_format(money, "#,##0.00 [$€-407]");
    worksheet_write_string(sheet, 3, 0, "Zoë Lee", NULL);
    worksheet_write_string(sheet, 3, 1, "=cmd|'/C calc'!A0", NULL);
    worksheet_write_number(sheet, 3, 2, 4917055501010.0, NULL);
    worksheet_write_number(sheet, 3, 3, 1067, padded);
    worksheet_write_number(sheet, 3, 4, 46348.385416666664, moment);
    worksheet_write_number(sheet, 3, 5, 25000, date);
    worksheet_write_number(sheet, 3, 6, 1234.5, money);
    worksheet_write_boolean(sheet, 3, 7, 1, NULL);
    worksheet_write_string(sheet, 3, 8, "one\ntwo", NULL);
    worksheet_write_formula_str(sheet, 3, 9, "=LOWER(\"ZOE@LEE.EXAMPLE\")", NULL,
                                "zoe@lee.example");
    /* A row with a gap, behind empty ones. */
    worksheet_write_string(sheet, 8, 0, "Jo Ray", NULL);
    worksheet_write_string(sheet, 8, 9, "jo@ray.example", NULL);
    worksheet_write_number(sheet, 9, 6, 5, NULL);
    worksheet_activate(sheet);
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    char *bytes = read_all(path, length);
    unlink(path);
    return bytes;
}

static char *fill(const char *before, const char *piece, size_t mebibytes, const char *behind)
{
    size_t room = (mebibytes << 20) + strlen(before) + strlen(piece) + strlen(behind) + 1;
    char *text = malloc(room);
    assert_non_null(text);
    size_t length = strlen(before), one = strlen(piece);
    memcpy(text, before, length);
    while (length < mebibytes << 20) {
        memcpy(text + length, piece, one);
        length += one;
    }
    memcpy(text + length, behind, strlen(behind) + 1);
    return text;
}

char *xlsx_bomb_of_rows(size_t mebibytes, size_t *length)
{
    char *sheet = fill("<worksheet><sheetData><row><c t='s'><v>0</v></c></row>",
                       "<row><c t='inlineStr'><is><t>Kim Lee</t></is></c></row>", mebibytes,
                       "</sheetData></worksheet>");
    char *bytes = workbook_of(sheet, "<sst><si><t>Name</t></si></sst>", length);
    free(sheet);
    return bytes;
}

char *xlsx_bomb_of_strings(size_t mebibytes, size_t *length)
{
    char *strings =
        fill("<sst><si><t>", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", mebibytes, "</t></si></sst>");
    char *bytes = workbook_of("<worksheet/>", strings, length);
    free(strings);
    return bytes;
}
