/* What is written: CSV that runs nothing, cards that others and we can read. */
#include "exchange/csv_write.h"
#include "exchange/vcard_write.h"

#include "exchange_test.h"

#include <string.h>

static void expect_row(const char *const *cells, size_t count, const char *text)
{
    auto_buf Buf out = buf_new(1024);
    csv_write_row(&out, cells, count);
    assert_string_equal(out.at, text);
}

#define ROW(text, ...)                                                                             \
    expect_row((const char *const[]){__VA_ARGS__},                                                 \
               sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), text)

static void test_csv_rows(void **state)
{
    ROW("a,b\r\n", "a", "b");
    ROW("a,,\r\n", "a", NULL, "");
    ROW("\"a, b\",\"say \"\"hi\"\"\",\"one\ntwo\"\r\n", "a, b", "say \"hi\"", "one\ntwo");
    ROW("\" a\",\"b \"\r\n", " a", "b ");
    ROW("\"\"\r\n", "");
    ROW("naïve\r\n", "naïve");
}

static void test_formulas_are_defused(void **state)
{
    ROW("'=1+1\r\n", "=1+1");
    ROW("\"'=HYPERLINK(\"\"http://x.example\"\",\"\"y\"\")\"\r\n",
        "=HYPERLINK(\"http://x.example\",\"y\")");
    ROW("'+cmd|'/C calc'!A0\r\n", "+cmd|'/C calc'!A0");
    ROW("'-2+3+cmd|'\r\n", "-2+3+cmd|'");
    ROW("'@SUM(A1)\r\n", "@SUM(A1)");
    ROW("'=1\r\n", "\t=1");
    ROW("'=1\r\n", " \r\n =1");
    ROW("'\uFF1D1+1\r\n", "\uFF1D1+1");
    ROW("'\uFF201\r\n", "\uFF201");
    /* Where cells are broken at semicolons. */
    ROW("hi;'=cmd|'/C calc'!A0;'@b\r\n", "hi;=cmd|'/C calc'!A0;@b");
    ROW("a\t '-1;x\r\n", "a\t -1;x");
    ROW("a;b; c\r\n", "a;b; c");
    /* Nothing of these runs. */
    ROW("+49 30 123456,-5,(030) 1\r\n", "+49 30 123456", "-5", "(030) 1");
}

/* Written and read again, all is as it was. */
static void test_csv_comes_back(void **state)
{
    static const char *const header[] = {"Name", "Company", "Phone", "Notes"};
    static const char *const cells[] = {"=Kim", "Lee, \"Ray\" & Co.", "+1 202 555 0170",
                                        "one\ntwo"};
    auto_buf Buf out = buf_new(1024);
    csv_write_row(&out, header, 4);
    csv_write_row(&out, cells, 4);
    Rows rows = rows_of(out.at, out.length);
    assert_string_equal(rows.at[0].name, cells[0]);
    assert_string_equal(rows.at[0].company, cells[1]);
    expect_address(&rows.at[0], ROW_OFFICE, 0, cells[2]);
    assert_string_equal(rows.at[0].note, cells[3]);
    rows_free(&rows);
}

/* Whatever a note says, apostrophes of its own too. */
static void test_formulas_come_back(void **state)
{
    static const char *const notes[] = {
        "=1+1",  "'=1+1",         "''=1",      "@x",   "-2+3",       "+a",       "'",
        "''",    "'tis so",       "O'Brien;x", "a;=b", "a;'=b;''@c", "a; -b;+c", "\uFF1Dx;\uFF20y",
        "'x;=y", "=\"x\";=\"y\"", "a;;=b",     ";=",
    };
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        const char *const header[] = {"Name", "E-mail", "Notes"};
        const char *const cells[] = {"Kim Lee", "kim@lee.example", notes[i]};
        auto_buf Buf out = buf_new(1024);
        csv_write_row(&out, header, 3);
        csv_write_row(&out, cells, 3);
        Rows rows = rows_of(out.at, out.length);
        if (!rows.at[0].note || strcmp(rows.at[0].note, notes[i]) != 0)
            fail_msg("%s came back as %s", notes[i], rows.at[0].note ? rows.at[0].note : "nothing");
        rows_free(&rows);
    }
}

static const RowPostal postal = {
    .lines = "Werftstr. 5", .city = "Kiel", .postcode = "24103", .country = "Germany"};

static const RowAddress addresses[] = {
    {ROW_CELL, true, true, NULL, "+491705550101", NULL},
    {ROW_OFFICE, true, false, NULL, "+49305550102", NULL},
    {ROW_SWITCHBOARD, true, false, NULL, "+49305550100", NULL},
    {ROW_FAX, true, false, NULL, "+49305550103", NULL},
    {ROW_EMAIL, true, true, NULL, "ines@pumpenwerk.example", NULL},
    {ROW_URL, true, false, NULL, "https://pumpenwerk.example/?a=1,2;3", NULL},
    {ROW_POSTAL, true, false, NULL, "Werftstr. 5\n24103 Kiel\nGermany", &postal},
    {ROW_OTHER, true, false, "Pager", "5550104", NULL},
};

static const RowExtra extras[] = {{"Spouse", "Jo"}};

static const ExchangeRow ines = {
    .state = ROW_GOOD,
    .name = "Dr. Ines Brückner",
    .given = "Ines",
    .family = "Brückner",
    .prefix = "Dr.",
    .company = "Pumpenwerk; Nord, GmbH",
    .department = "Einkauf",
    .title = "Einkaufsleiterin",
    .birthday = "1979-04-02",
    .tags = "Messe 2026, Pumps",
    .note = "Wants a quote,\nby Friday. Straßenfest äöü äöü äöü äöü äöü äöü äöü äöü äöü äöü äöü.",
    .addresses = addresses,
    .address_count = sizeof addresses / sizeof addresses[0],
    .extras = extras,
    .extra_count = 1,
};

static void test_cards(void **state)
{
    auto_buf Buf out = buf_new(4096);
    vcard_write(&out, &ines, VCARD_4_0);
    assert_string_equal(
        out.at,
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Dr. Ines Brückner\r\nN:Brückner;Ines;;Dr.;\r\n"
        "ORG:Pumpenwerk\\; Nord\\, GmbH;Einkauf\r\nTITLE:Einkaufsleiterin\r\n"
        "TEL;TYPE=cell;PREF=1:+491705550101\r\nTEL;TYPE=\"work,voice\":+49305550102\r\n"
        "TEL;TYPE=main:+49305550100\r\nTEL;TYPE=\"work,fax\":+49305550103\r\n"
        "EMAIL;PREF=1:ines@pumpenwerk.example\r\nURL:https://pumpenwerk.example/?a=1,2;3\r\n"
        "ADR:;;Werftstr. 5;Kiel;;24103;Germany\r\nBDAY:19790402\r\n"
        "CATEGORIES:Messe 2026,Pumps\r\n"
        "NOTE:Wants a quote\\,\\nby Friday. Straßenfest äöü äöü äöü äöü \r\n"
        " äöü äöü äöü äöü äöü äöü äöü.\\nSpouse: Jo\\nPager: 5550\r\n"
        " 104\r\nEND:VCARD\r\n");
    buf_clear(&out);
    vcard_write(&out, &ines, VCARD_3_0);
    assert_non_null(strstr(out.at, "TEL;TYPE=cell,pref:+491705550101\r\n"));
    assert_non_null(strstr(out.at, "TEL;TYPE=work,voice:+49305550102\r\n"));
    assert_non_null(strstr(out.at, "EMAIL;TYPE=internet,pref:ines@pumpenwerk.example\r\n"));
    assert_non_null(strstr(out.at, "BDAY:1979-04-02\r\n"));
}

static void test_no_line_is_longer_than_75_octets(void **state)
{
    auto_buf Buf out = buf_new(4096);
    vcard_write(&out, &ines, VCARD_3_0);
    for (const char *at = out.at; *at;) {
        const char *end = strstr(at, "\r\n");
        assert_non_null(end);
        assert_true(end - at <= 75);
        assert_int_not_equal((unsigned char)end[2] & 0xC0, 0x80);
        at = end + 2;
    }
}

static void test_cards_come_back(void **state)
{
    for (VcardVersion version = VCARD_3_0; version <= VCARD_4_0; version++) {
        auto_buf Buf out = buf_new(4096);
        vcard_write(&out, &ines, version);
        vcard_write(&out, &ines, version);
        Rows rows = rows_of(out.at, out.length);
        assert_int_equal(rows.count, 2);
        const ExchangeRow *row = &rows.at[1];
        assert_string_equal(row->name, ines.name);
        assert_string_equal(row->given, ines.given);
        assert_string_equal(row->prefix, ines.prefix);
        assert_string_equal(row->company, ines.company);
        assert_string_equal(row->department, ines.department);
        assert_string_equal(row->tags, ines.tags);
        assert_string_equal(row->birthday, version == VCARD_4_0 ? "19790402" : "1979-04-02");
        assert_int_equal(row->address_count, 7); /* the pager is in the note */
        for (size_t i = 0; i < 7; i++) {
            const RowAddress *address = address_of(row, addresses[i].kind, 0);
            assert_non_null(address);
            assert_string_equal(address->value, addresses[i].value);
            assert_int_equal(address->preferred, addresses[i].preferred);
        }
        assert_non_null(strstr(row->note, "Pager: 5550104"));
        rows_free(&rows);
    }
}

static void test_cards_of_little(void **state)
{
    static const struct {
        ExchangeRow row;
        const char *lines;
    } cases[] = {
        {{.name = "Kim"}, "FN:Kim\r\nN:;Kim;;;\r\n"},
        {{.name = "Ann Mary Lee"}, "FN:Ann Mary Lee\r\nN:Lee;Ann Mary;;;\r\n"},
        {{.company = "Lee Ltd"}, "FN:Lee Ltd\r\nN:;;;;\r\nORG:Lee Ltd\r\n"},
        {{.addresses = addresses, .address_count = 1}, "FN:+491705550101\r\nN:;;;;\r\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        auto_buf Buf out = buf_new(4096);
        vcard_write(&out, &cases[i].row, VCARD_4_0);
        if (!strstr(out.at, cases[i].lines))
            fail_msg("%s is not in %s", cases[i].lines, out.at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv_rows),
        cmocka_unit_test(test_formulas_are_defused),
        cmocka_unit_test(test_formulas_come_back),
        cmocka_unit_test(test_csv_comes_back),
        cmocka_unit_test(test_cards),
        cmocka_unit_test(test_no_line_is_longer_than_75_octets),
        cmocka_unit_test(test_cards_come_back),
        cmocka_unit_test(test_cards_of_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
