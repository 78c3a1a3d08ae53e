/* Cards of all versions, as phones and mail programs write them; persons of our own. */
#include "exchange_test.h"

#include <stdio.h>
#include <string.h>

/* The rows of one card with these lines. */
static Rows card(const char *version, const char *lines)
{
    char text[8192];
    snprintf(text, sizeof text, "BEGIN:VCARD\r\nVERSION:%s\r\n%s\r\nEND:VCARD\r\n", version, lines);
    return rows_of_text(text);
}

static void test_names(void **state)
{
    Rows rows = card("3.0", "N:Lee;Kim;Ann,Mary;Dr.;Jr.,M.A.\r\nFN:Dr. Kim Lee\r\n"
                            "NICKNAME:Kimmy\r\nORG:Lee\\, Ray & Co.;Sales;West\r\n"
                            "TITLE:Buyer\r\nROLE:Guards the door");
    const ExchangeRow *row = &rows.at[0];
    assert_string_equal(row->name, "Dr. Kim Lee");
    assert_string_equal(row->family, "Lee");
    assert_string_equal(row->given, "Kim");
    assert_string_equal(row->middle, "Ann Mary");
    assert_string_equal(row->prefix, "Dr.");
    assert_string_equal(row->suffix, "Jr. M.A.");
    assert_string_equal(row->nickname, "Kimmy");
    assert_string_equal(row->company, "Lee, Ray & Co.");
    assert_string_equal(row->department, "Sales, West");
    assert_string_equal(row->title, "Buyer");
    assert_string_equal(row->role, "Guards the door");
    rows_free(&rows);

    rows = card("2.1", "N:Lee;Kim");
    assert_string_equal(rows.at[0].name, "Kim Lee");
    rows_free(&rows);

    /* A company's card names no person. */
    rows = card("3.0", "N:;;;;\r\nFN:Lee Ltd\r\nORG:Lee Ltd\r\nTEL:+1 202 555 0150");
    assert_null(rows.at[0].name);
    assert_string_equal(rows.at[0].company, "Lee Ltd");
    rows_free(&rows);
    rows = card("4.0", "KIND:org\r\nFN:Lee Ltd");
    assert_null(rows.at[0].name);
    assert_string_equal(rows.at[0].company, "Lee Ltd");
    rows_free(&rows);
    rows = card("4.0", "KIND:group\r\nFN:Friends\r\nMEMBER:urn:uuid:1");
    assert_string_equal(rows.at[0].reason, "the card is of a group, not of a person");
    rows_free(&rows);
    rows = card("3.0", "FN:kim@lee.example\r\nN:;;;;");
    assert_null(rows.at[0].name);
    expect_address(&rows.at[0], ROW_EMAIL, 0, "kim@lee.example");
    rows_free(&rows);
    rows = card("3.0", "NOTE:nothing else");
    assert_string_equal(rows.at[0].reason, "the card has no name, company, e-mail or phone");
    assert_int_equal(rows.at[0].line, 1);
    rows_free(&rows);
}

static void test_phones(void **state)
{
    static const struct {
        const char *line;
        RowAddressKind kind;
        bool known;
        const char *value;
    } cases[] = {
        {"TEL:1234567", ROW_OFFICE, false, "1234567"},
        {"TEL;CELL:1234567", ROW_CELL, true, "1234567"},
        {"TEL;HOME;VOICE:1234567", ROW_HOME, true, "1234567"},
        {"TEL;type=WORK;type=pref:1234567", ROW_OFFICE, true, "1234567"},
        {"TEL;TYPE=WORK,FAX:1234567", ROW_FAX, true, "1234567"},
        {"TEL;TYPE=\"work,cell\":1234567", ROW_CELL, true, "1234567"},
        {"tel;home;fax:1234567", ROW_FAX, true, "1234567"},
        {"TEL;PAGER:1234567", ROW_OTHER, true, "1234567"},
        {"TEL;TYPE=MAIN:1234567", ROW_SWITCHBOARD, true, "1234567"},
        {"TEL;TYPE=textphone:1234567", ROW_OTHER, true, "1234567"},
        {"TEL;X-EVOLUTION-UI-SLOT=1;TYPE=CELL:1234567", ROW_CELL, true, "1234567"},
        {"TEL;VALUE=uri;TYPE=work:tel:+1-202-555-0151;ext=42", ROW_OFFICE, true,
         "+1-202-555-0151 ext. 42"},
        {"item1.TEL:1234567\r\nitem1.X-ABLabel:_$!<Mobile>!$_", ROW_CELL, true, "1234567"},
        {"item1.TEL:1234567\r\nitem1.X-ABLabel:_$!<WorkFAX>!$_", ROW_FAX, true, "1234567"},
        {"item1.TEL:1234567\r\nitem1.X-ABLabel:_$!<AssistantPhone>!$_", ROW_OTHER, true, "1234567"},
        {"item1.TEL;type=pref:1234567\r\nitem1.X-ABLabel:Ferienhaus", ROW_OFFICE, false, "1234567"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char lines[200];
        snprintf(lines, sizeof lines, "FN:Kim\r\n%s", cases[i].line);
        Rows rows = card("3.0", lines);
        if (rows.at[0].address_count != 1)
            fail_msg("%s: %zu addresses", cases[i].line, rows.at[0].address_count);
        const RowAddress *address = &rows.at[0].addresses[0];
        if (address->kind != cases[i].kind || address->kind_known != cases[i].known)
            fail_msg("%s is %s", cases[i].line, row_address_kind_name(address->kind));
        assert_string_equal(address->value, cases[i].value);
        rows_free(&rows);
    }
    Rows rows = card("3.0", "FN:Kim\r\nitem1.TEL;type=pref:1234567\r\n"
                            "item1.X-ABLabel:Ferienhaus\r\nTEL:BusinessPhone");
    assert_string_equal(rows.at[0].addresses[0].label, "Ferienhaus");
    assert_true(rows.at[0].addresses[0].preferred);
    assert_int_equal(rows.at[0].address_count, 1);
    assert_string_equal(extra_of(&rows.at[0], "Phone"), "BusinessPhone");
    rows_free(&rows);
}

static void test_other_addresses(void **state)
{
    Rows rows = card("3.0", "FN:Kim\r\nEMAIL;TYPE=INTERNET,PREF:kim@lee.example\r\n"
                            "EMAIL;X400:C=us;A=x\r\nEMAIL:mailto:jo@ray.example\r\n"
                            "ADR;TYPE=HOME:PO 7;Floor 2;1 Main St;Austin;TX;78701;USA\r\n"
                            "ADR;TYPE=WORK:;;Werftstr. 5;Kiel;;24103;DE\r\n"
                            "URL:http\\://lee.example\r\nBDAY:1979-04-02\r\nTZ:-0500\r\n"
                            "X-SOCIALPROFILE;type=linkedin:https://linkedin.example/kim\r\n"
                            "CATEGORIES:Pumps,My Contacts,Fairs\r\nUID:abc\r\n"
                            "NOTE:one\\ntwo\\, three\\; four\\\\five\r\nNOTE:six\r\n"
                            "X-MS-MANAGER:G. Boss\r\nX-SPOUSE:Jo\r\nX-ANDROID-CUSTOM:junk");
    const ExchangeRow *row = &rows.at[0];
    assert_int_equal(count_addresses(row, ROW_EMAIL), 2);
    expect_address(row, ROW_EMAIL, 0, "kim@lee.example");
    expect_address(row, ROW_EMAIL, 1, "jo@ray.example");
    expect_address(row, ROW_POSTAL, 0, "1 Main St\nFloor 2\nPO 7\nAustin, TX 78701\nUSA");
    expect_address(row, ROW_POSTAL, 1, "Werftstr. 5\n24103 Kiel\nDE");
    assert_string_equal(row->city, "Austin");
    expect_address(row, ROW_URL, 0, "http://lee.example");
    expect_address(row, ROW_URL, 1, "https://linkedin.example/kim");
    assert_string_equal(row->birthday, "1979-04-02");
    assert_string_equal(row->time_zone, "-0500");
    assert_string_equal(row->tags, "Pumps, Fairs");
    assert_string_equal(row->external_id, "abc");
    assert_string_equal(row->note, "one\ntwo, three; four\\five\n\nsix");
    assert_string_equal(row->manager, "G. Boss");
    assert_string_equal(extra_of(row, "Spouse"), "Jo");
    assert_int_equal(row->extra_count, 2); /* the X.400 address, the spouse; no junk */
    rows_free(&rows);
}

static void test_folding_and_quoted_printable(void **state)
{
    Rows rows = card("3.0", "FN:Kim\r\n  Lee\r\nNOTE:one wo\r\n rd");
    assert_string_equal(rows.at[0].name, "Kim Lee");
    assert_string_equal(rows.at[0].note, "one word");
    rows_free(&rows);

    rows = card("2.1", "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;K=C3=A4=\r\nthe\r\n"
                       "NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=\r\nb=3Dc\r\n"
                       "TITLE;ENCODING=QUOTED-PRINTABLE:Buyer=\r\n\r\nORG:Lee\\;Ray\r\n"
                       "URL:http://lee.example/?a=\r\nROLE;QUOTED-PRINTABLE:=zz=4");
    const ExchangeRow *row = &rows.at[0];
    assert_string_equal(row->name, "Käthe Müller");
    assert_string_equal(row->note, "a\nb=c");
    assert_string_equal(row->title, "Buyer"); /* a blank line ends it, whatever its last sign */
    assert_string_equal(row->company, "Lee;Ray");
    expect_address(row, ROW_URL, 0, "http://lee.example/?a="); /* no soft line end */
    assert_string_equal(row->role, "=zz=4");
    rows_free(&rows);

    /* CR CR LF: each line has a blank one behind it. */
    rows = rows_of_text("BEGIN:VCARD\r\r\nVERSION:2.1\r\r\nFN:Kim\r\r\n"
                        "NOTE;ENCODING=QUOTED-PRINTABLE:one =\r\r\ntwo\r\r\nTEL;CELL:12345\r\r\n"
                        "END:VCARD\r\r\n");
    assert_int_equal(rows.count, 1);
    assert_string_equal(rows.at[0].note, "one two");
    expect_address(&rows.at[0], ROW_CELL, 0, "12345");
    rows_free(&rows);
}

static void test_charsets(void **state)
{
    static const struct {
        const char *line;
        const char *name;
    } cases[] = {
        {"FN:Zo\xC3\xAB", "Zoë"},
        {"FN:Zo\xEB", "Zoë"}, /* ANSI, unannounced */
        {"FN;CHARSET=ISO-8859-1:Zo\xEB", "Zoë"},
        {"FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:=93Zo=EB=94", "“Zoë”"},
        {"FN;CHARSET=KOI8-R:\xE9\xD7\xC1\xCE", "Иван"},
        {"FN;CHARSET=SHIFT_JIS:\x8E\x52\x93\x63", "山田"},
        {"FN;CHARSET=UTF-8:Zo\xEB", "Zoë"}, /* not what it says */
        {"FN;CHARSET=X-UNKNOWN:Zo\xC3\xAB", "Zoë"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Rows rows = card("2.1", cases[i].line);
        assert_string_equal(rows.at[0].name, cases[i].name);
        rows_free(&rows);
    }
    static const char wide[] = "\xFF\xFE"
                               "B\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0\n\0F\0N\0:\0Z\0o\0\xEB\0\n\0"
                               "E\0N\0D\0:\0V\0C\0A\0R\0D\0";
    Rows rows = rows_of(wide, sizeof wide - 1);
    assert_string_equal(reader_facts(rows.reader)->encoding, "UTF-16LE");
    assert_string_equal(rows.at[0].name, "Zoë");
    rows_free(&rows);
}

static void test_an_agent_is_somebody_else(void **state)
{
    Rows rows = card("2.1", "N:Lee;Kim\r\nTEL;CELL:1234567\r\nAGENT:\r\nBEGIN:VCARD\r\n"
                            "VERSION:2.1\r\nN:Ray;Jo\r\nTEL;WORK:7654321\r\nEND:VCARD\r\n"
                            "EMAIL:kim@lee.example");
    assert_int_equal(rows.count, 1);
    assert_string_equal(rows.at[0].name, "Kim Lee");
    assert_int_equal(rows.at[0].address_count, 2);
    expect_address(&rows.at[0], ROW_EMAIL, 0, "kim@lee.example");
    assert_string_equal(extra_of(&rows.at[0], "Assistant"), "Jo Ray, 7654321");
    rows_free(&rows);
}

static void test_photos_are_passed_over(void **state)
{
    Rows rows = card("2.1", "N:Lee;Kim\r\nPHOTO;JPEG;ENCODING=BASE64:/9j/4AAQ\r\n QkZJ=\r\n\r\n"
                            "TEL:1234567");
    assert_int_equal(rows.at[0].extra_count, 0);
    expect_address(&rows.at[0], ROW_OFFICE, 0, "1234567");
    rows_free(&rows);
}

static void test_broken_cards_cost_no_neighbour(void **state)
{
    /* An END is missing; there is junk between cards; a line is no property. */
    Rows rows = rows_of_text("BEGIN:VCARD\nFN:Kim\nBEGIN:VCARD\nFN:Jo\nthis is no property\n"
                             "END:VCARD\njunk\n\nBEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:Max\n"
                             "END:VCARD\n");
    assert_int_equal(rows.count, 4);
    assert_string_equal(rows.at[0].name, "Kim");
    assert_string_equal(rows.at[1].name, "Jo");
    assert_int_equal(rows.at[1].line, 3);
    assert_int_equal(rows.at[2].state, ROW_REJECTED);
    assert_int_equal(rows.at[2].line, 9);
    assert_string_equal(rows.at[3].name, "Max");
    assert_int_equal(rows.at[3].number, 4);
    rows_free(&rows);
}

static void test_a_card_cut_off(void **state)
{
    /* What is there counts, but no half of a phone number. */
    Rows rows = rows_of_text("BEGIN:VCARD\nFN:Kim\nEND:VCARD\nBEGIN:VCARD\nFN:Jo\n"
                             "TEL;CELL:+1 202 555 0152\nTEL;HOME:+1 202 5");
    assert_int_equal(rows.count, 2);
    assert_string_equal(rows.at[1].name, "Jo");
    assert_int_equal(rows.at[1].address_count, 1);
    expect_address(&rows.at[1], ROW_CELL, 0, "+1 202 555 0152");
    assert_non_null(extra_of(&rows.at[1], "Note of the import"));
    rows_free(&rows);

    rows = rows_of_text("BEGIN:VCARD\nFN:Kim\nEND:VCARD\nBEGIN:VCARD\nVERSI");
    assert_int_equal(rows.count, 2);
    assert_string_equal(rows.at[1].reason, "the file ended within this card");
    rows_free(&rows);
}

/* Every prefix of a file is read without an end: the file may be cut anywhere. */
static void test_every_beginning_is_read(void **state)
{
    auto_arena Arena *arena = arena_new();
    size_t length;
    char *bytes = slurp(arena, EXCHANGE_SAMPLES "/phone.vcf", &length);
    assert_non_null(bytes);
    Rows all = rows_of(bytes, length);
    for (size_t cut = strlen("BEGIN:VCARD"); cut < length; cut++) {
        Rows rows = rows_of(bytes, cut);
        assert_in_range(rows.count, 1, all.count);
        rows_free(&rows);
    }
    rows_free(&all);
}

/* --- what others wrote --- */

static Rows rows_of_corpus(Arena *arena, const char *name)
{
    const char *path = corpus(arena, arena_printf(arena, "vcard-ezvcard/%s", name));
    if (!path)
        skip();
    size_t length;
    char *text = slurp(arena, path, &length);
    return rows_of(text, length);
}

typedef struct Wanted {
    const char *file;
    size_t card;
    const char *name;
    const char *addresses; /* "kind value" of all phones and mails, each with a line end */
} Wanted;

/* Read in the files by eye. */
static const Wanted wanted[] = {
    {"io/text/John_Doe_ANDROID.vcf", 0, NULL, "email john.doe@company.com\n"},
    {"io/text/John_Doe_ANDROID.vcf", 1, NULL, "email jane.doe@company.com\n"},
    {"io/text/John_Doe_ANDROID.vcf", 2, "Ñ Ñ Ñ Ñ Ñ", "cell 123456789\n"},
    {"io/text/John_Doe_ANDROID.vcf", 3, "Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ",
     "cell 123456\nhome 234567\ncell 3456789\nhome 45678901\n"},
    {"io/text/John_Doe_ANDROID.vcf", 4, "Ñ Ñ Ñ Ñ",
     "cell 123456\noffice 123456\nfax 123456\nemail bob@company.com\n"},
    {"io/text/John_Doe_ANDROID.vcf", 5, "ÑÑÑÑ", "cell 55556666\nemail henry@company.com\n"},
    {"io/text/John_Doe_BLACK_BERRY.vcf", 0, "John Doe", "cell +96123456789\n"},
    {"io/text/John_Doe_EVOLUTION.vcf", 0, "Mr. John Richter, James Doe Sr.",
     "cell 905-666-1234\noffice 905-555-1234\nemail john.doe@ibm.com\n"},
    {"io/text/John_Doe_GMAIL.vcf", 0, "Mr. John Richter, James Doe Sr.",
     "email john.doe@ibm.com\ncell 905-555-1234\nhome 905-666-1234\n"},
    {"io/text/John_Doe_IPHONE.vcf", 0, "Mr. John Richter James Doe Sr.",
     "email john.doe@ibm.com\ncell 905-555-1234\nhome 905-666-1234\noffice 905-777-1234\n"
     "fax 905-888-1234\nfax 905-999-1234\nother 905-111-1234\nother 905-222-1234\n"},
    {"io/text/John_Doe_LOTUS_NOTES.vcf", 0, "Mr. Doe John I Johny",
     "email john.doe@ibm.com\nemail billy_bob@gmail.com\ncell +1 (212) 204-34456\n"
     "fax 00-1-212-555-7777\n"},
    {"io/text/John_Doe_MAC_ADDRESS_BOOK.vcf", 0, "Mr. John Richter,James Doe Sr.",
     "email john.doe@ibm.com\noffice 905-777-1234\nhome 905-666-1234\ncell 905-555-1234\n"
     "fax 905-888-1234\nfax 905-999-1234\nother 905-111-1234\nother 905-222-1234\n"},
    {"io/text/John_Doe_MS_OUTLOOK.vcf", 0, "Mr. John Richter James Doe Sr.",
     "office (905) 555-1234\nhome (905) 666-1234\nemail john.doe@ibm.cm\n"},
    {"io/text/fullcontact.vcf", 0, "Prefix FirstName MiddleName LastName Suffix",
     "home 555-555-1111\noffice 555-555-1112\ncell 555-555-1113\ncell 555-555-1114\n"
     "office 555-555-1115\nfax 555-555-1116\nfax 555-555-1117\noffice 555-555-1118\n"
     "office 555-555-1119\nemail home@example.com\nemail work@example.com\n"
     "email school@example.com\nemail other@example.com\nemail custom@example.com\n"},
    {"io/text/gmail-list.vcf", 0, "Arnold Smith", "email asmithk@gmail.com\n"},
    {"io/text/gmail-list.vcf", 1, "Chris Beatle", "email chrisy55d@yahoo.com\n"},
    {"io/text/gmail-list.vcf", 2, "Doug White", "email dwhite@gmail.com\n"},
    {"io/text/gmail-single.vcf", 0, "Greg Dartmouth",
     "email gdartmouth@hotmail.com\ncell 555 555 1111\noffice 555 555 2222\n"},
    {"io/text/gmail-single2.vcf", 0, "VCard Test",
     "email email@example.com\nemail homeemail@example.com\nemail workemail@example.com\n"
     "email otheremail@example.com\nemail customcategory@example.com\noffice 5555551111\n"
     "home 5555551112\noffice 5555551113\noffice 5555551114\ncell 5555551115\n"
     "switchboard 5555551116\nfax 5555551117\nfax 5555551118\noffice 5555551119\n"
     "other 5555551120\noffice 5555551121\n"},
    {"io/text/outlook-2003.vcf", 0, "John Doe III", "email jdoe@hotmail.com\n"},
    {"io/text/outlook-2007.vcf", 0, "Mr. Michael Angstadt Jr.",
     "office (111) 555-1111\nhome (111) 555-2222\ncell (111) 555-4444\nfax (111) 555-3333\n"
     "office (111) 555-4444\nemail mike.angstadt@gmail.com\n"},
    {"io/text/rfc2426-example.vcf", 0, "Frank Dawson",
     "office +1-919-676-9515\nfax +1-919-676-9564\nemail Frank_Dawson@Lotus.com\n"
     "email fdawson@earthlink.net\n"},
    {"io/text/rfc2426-example.vcf", 1, "Tim Howes",
     "office +1-415-937-3419\nfax +1-415-528-4164\nemail howes@netscape.com\n"},
    {"io/text/rfc6350-example.vcf", 0, "Simon Perreault",
     "office +1-418-656-9254 ext. 102\ncell +1-418-262-6501\n"
     "email simon.perreault@viagenie.ca\n"},
    {"io/text/thunderbird-MoreFunctionsForAddressBook-extension.vcf", 0, "John Doe",
     "office 555-555-1111\nhome 555-555-2222\ncell 555-555-5555\nfax 555-555-3333\n"
     "other 555-555-4444\nemail doe.john@hotmail.com\nemail additional-email@company.com\n"
     "email additional-email1@company.com\nemail additional-email2@company.com\n"
     "email additional-email3@company.com\n"},
    {"issue/issue114.vcf", 0, "Dummy, Dummy",
     "cell +49 1234 56789\noffice +49 9876 54321\nemail dummy.dummy@dummy.com\n"},
};

static const char *list_addresses(Arena *arena, const ExchangeRow *row)
{
    const char *list = "";
    for (size_t i = 0; i < row->address_count; i++) {
        const RowAddress *address = &row->addresses[i];
        if (address->kind != ROW_POSTAL && address->kind != ROW_URL)
            list = arena_printf(arena, "%s%s %s\n", list, row_address_kind_name(address->kind),
                                address->value);
    }
    return list;
}

static void test_cards_of_others(void **state)
{
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        const Wanted *want = &wanted[i];
        Rows rows = rows_of_corpus(arena, want->file);
        assert_true(rows.count > want->card);
        const ExchangeRow *row = &rows.at[want->card];
        if (want->name)
            assert_string_equal(row->name, want->name);
        else
            assert_null(row->name);
        assert_string_equal(list_addresses(arena, row), want->addresses);
        rows_free(&rows);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_phones),
        cmocka_unit_test(test_other_addresses),
        cmocka_unit_test(test_folding_and_quoted_printable),
        cmocka_unit_test(test_charsets),
        cmocka_unit_test(test_an_agent_is_somebody_else),
        cmocka_unit_test(test_photos_are_passed_over),
        cmocka_unit_test(test_broken_cards_cost_no_neighbour),
        cmocka_unit_test(test_a_card_cut_off),
        cmocka_unit_test(test_every_beginning_is_read),
        cmocka_unit_test(test_cards_of_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
