/* What columns are taken for, by their names, by context and by their values. */
#include "exchange/columns.h"

#include "base/json.h"
#include "exchange_test.h"

#include <stdio.h>
#include <string.h>

/* A header of these names alone; the fields in their order, NULL for unused. */
static void expect_fields(const char *const *names, const char *const *fields, size_t count)
{
    auto_arena Arena *arena = arena_new();
    Cell cells[80];
    for (size_t i = 0; i < count; i++)
        cells[i] = (Cell){names[i], strlen(names[i])};
    ColumnMap *map;
    Err err = {0};
    if (!columns_map(arena, (CellRow){cells, count}, true, NULL, 0, NULL, 0, &map, &err))
        fail_msg("%s", err.message);
    size_t found;
    const Column *columns = columns_list(map, &found);
    assert_int_equal(found, count);
    for (size_t i = 0; i < count; i++) {
        const char *field = columns[i].field ? columns[i].field : "-";
        if (strcmp(field, fields[i]) != 0)
            fail_msg("%s is %s, not %s", names[i], field, fields[i]);
    }
}

static void test_names_of_addresses(void **state)
{
    static const char *const pairs[][2] = {
        {"Name", "name"}, /* so that the table has a meaning */
        {"E-mail 1 - Value", "email"},
        {"Email Address", "email"},
        {"eMail", "email"},
        {"Courriel", "email"},
        {"Correo electrónico", "email"},
        {"E-Mail 2: Adresse", "email"},
        {"Email ID", "email"},
        {"Email verified", "-"},
        {"Emails opened", "-"},
        {"Email or phone", "-"},
        {"E-mail Display Name", "ignore"},
        {"Phone", "office"},
        {"Telephone number", "office"},
        {"Business Phone 2", "office"},
        {"Tél. bureau", "office"},
        {"Direct Dial", "office"},
        {"Durchwahl", "office"},
        {"Phone country code", "-"},
        {"Mobile", "cell"},
        {"Cell #", "cell"},
        {"Handynummer", "cell"},
        {"Natel", "cell"},
        {"Téléphone portable", "cell"},
        {"Móvil", "cell"},
        {"MobilePhone", "cell"},
        {"Home Phone", "home"},
        {"Telefon (privat)", "home"},
        {"Teléfono particular", "home"},
        {"Company Main Phone", "switchboard"},
        {"Zentrale", "switchboard"},
        {"Fax", "fax"},
        {"Home Fax", "fax"},
        {"Mobile fax", "fax"},
        {"Télécopie", "fax"},
        {"Pager", "other"},
        {"Assistant's Phone", "other"},
        {"TTY/TDD Phone", "other"},
        {"Company Domain Name", "url"},
        {"LinkedIn Profile URL", "url"},
        {"Person Linkedin Url", "url"},
        {"Web Page", "url"},
        {"Street Address", "street"},
        {"Address Line 2", "street"},
        {"Business Address PO Box", "street"},
        {"Hausnummer", "house"},
        {"Mailing Zip/Postal Code", "postcode"},
        {"PLZ", "postcode"},
        {"State/Region", "state"},
        {"Bundesland", "state"},
        {"Billing Country", "country"},
        {"Address 1 - Formatted", "postal"},
        {"Anschrift", "postal"},
        {"Phone city", "-"},
        {"Favourite colour", "-"},
    };
    enum { COUNT = sizeof pairs / sizeof pairs[0] };
    const char *names[COUNT], *fields[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        names[i] = pairs[i][0];
        fields[i] = pairs[i][1];
    }
    expect_fields(names, fields, COUNT);
}

#define NAMES(...)                                                                                 \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

static void test_context(void **state)
{
    /* Outlook: there is a Job Title, so Title is an honorific. */
    expect_fields(NAMES("Title", "First Name", "Last Name", "Job Title"),
                  NAMES("prefix", "given", "family", "title"), 4);
    /* Salesforce: there is a Salutation, so it is not. */
    expect_fields(NAMES("Salutation", "First Name", "Last Name", "Title"),
                  NAMES("prefix", "given", "family", "title"), 4);
    expect_fields(NAMES("Vorname", "Name", "Firma"), NAMES("given", "family", "company"), 3);
    expect_fields(NAMES("Nombre", "Apellidos"), NAMES("given", "family"), 2);
    expect_fields(NAMES("Name", "Given Name", "Family Name"), NAMES("name", "given", "family"), 3);
    expect_fields(NAMES("Name", "Industry", "Number of Employees", "Phone"),
                  NAMES("company", "industry", "extra", "office"), 4);
    expect_fields(NAMES("name", "addr", "city", "phone", "type", "class"),
                  NAMES("name", "postal", "city", "office", "-", "-"), 6);
    expect_fields(NAMES("sales_agent", "manager", "regional_office"), NAMES("name", "manager", "-"),
                  3);
    expect_fields(NAMES("sales_agent", "account", "deal_stage"), NAMES("owner", "company", "stage"),
                  3);
}

static TableKind kind_of(const char *const *names, size_t count)
{
    auto_arena Arena *arena = arena_new();
    Cell cells[16];
    for (size_t i = 0; i < count; i++)
        cells[i] = (Cell){names[i], strlen(names[i])};
    ColumnMap *map;
    Err err = {0};
    if (!columns_map(arena, (CellRow){cells, count}, true, NULL, 0, NULL, 0, &map, &err))
        fail_msg("%s", err.message);
    return columns_kind(map);
}

static void test_kinds_of_tables(void **state)
{
    assert_int_equal(kind_of(NAMES("Name", "Email"), 2), TABLE_PEOPLE);
    assert_int_equal(kind_of(NAMES("account", "sector", "office_location", "subsidiary_of"), 4),
                     TABLE_ACCOUNTS);
    assert_int_equal(kind_of(NAMES("sales_agent", "manager", "regional_office"), 3), TABLE_USERS);
    assert_int_equal(kind_of(NAMES("opportunity_id", "sales_agent", "product", "account",
                                   "deal_stage", "engage_date", "close_date", "close_value"),
                             8),
                     TABLE_OPPORTUNITIES);
    assert_int_equal(kind_of(NAMES("product", "series", "sales_price"), 3), TABLE_PRODUCTS);
    assert_int_equal(kind_of(NAMES("First Name", "Email", "Close Date"), 3), TABLE_PEOPLE);
}

/* Every column of the known exports that is worth something to a seller has a field. */
static void test_headers_of_exports(void **state)
{
    static const char *const wanted[] = {
        "First Name",
        "Last Name",
        "Given Name",
        "Family Name",
        "Name",
        "Company",
        "Position",
        "Organization Name",
        "Organization Title",
        "Organization 1 - Name",
        "Organization 1 - Title",
        "Job Title",
        "E-mail 1 - Value",
        "E-mail 2 - Value",
        "Phone 1 - Value",
        "Address 1 - Formatted",
        "Website 1 - Value",
        "Notes",
        "Labels",
        "Group Membership",
        "Birthday",
        "Business Street",
        "Business Phone",
        "Mobile Phone",
        "Home Phone",
        "Business Fax",
        "Pager",
        "E-mail Address",
        "E-mail 2 Address",
        "Manager's Name",
        "Email Address",
        "URL",
        "Connected On",
        "Record ID",
        "Email",
        "Phone Number",
        "Contact owner",
        "Lead Status",
        "Create Date",
        "Original Source",
    };
    auto_arena Arena *arena = arena_new();
    const char *path = corpus(arena, "csv-contact-exports/headers.json");
    if (!path)
        skip();
    size_t length, seen = 0;
    const char *json = slurp(arena, path, &length);
    Err err = {0};
    const Doc *exports = json_parse(arena, json, length, &err);
    assert_non_null(exports);
    for (const Doc *export = exports->first; export; export = export->next) {
        const char *name = export->name;
        const char *header = doc_text(export, "header");
        const char *text = arena_printf(arena, "%s\n", header);
        Cell cells[128];
        size_t count = 0;
        for (const char *at = text; *at && *at != '\n'; count++) {
            size_t name_length = strcspn(at, ",\n");
            cells[count] = (Cell){at, name_length};
            at += name_length + (at[name_length] == ',');
        }
        ColumnMap *map;
        if (!columns_map(arena, (CellRow){cells, count}, true, NULL, 0, NULL, 0, &map, &err))
            fail_msg("%s: %s", name, err.message);
        const Column *columns = columns_list(map, &count);
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < sizeof wanted / sizeof wanted[0]; j++)
                if (strcmp(columns[i].header, wanted[j]) == 0) {
                    seen++;
                    if (!columns[i].field || strcmp(columns[i].field, "ignore") == 0 ||
                        strcmp(columns[i].field, "extra") == 0)
                        fail_msg("%s: %s has no field", name, wanted[j]);
                }
    }
    assert_true(seen >= sizeof wanted / sizeof wanted[0]);
}

static void expect_map_error(const char *map_text, const char *field, const char *part)
{
    auto_arena Arena *arena = arena_new();
    const Cell cells[] = {{"Who", 3}, {"Handy", 5}};
    ColumnMap *map;
    Err err = {0};
    assert_false(columns_map(arena, (CellRow){cells, 2}, true, NULL, 0, &map_text, 1, &map, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_string_equal(err.field, field);
    if (!strstr(err.message, part))
        fail_msg("says \"%s\", not \"%s\"", err.message, part);
}

static void test_what_the_user_says(void **state)
{
    static const char *const maps[] = {"Who=name", "2=office"};
    auto_arena Arena *arena = arena_new();
    const Cell cells[] = {{"Who", 3}, {"Handy", 5}};
    ColumnMap *map;
    Err err = {0};
    assert_true(columns_map(arena, (CellRow){cells, 2}, true, NULL, 0, maps, 2, &map, &err));
    size_t count;
    const Column *columns = columns_list(map, &count);
    assert_string_equal(columns[0].field, "name");
    assert_string_equal(columns[1].field, "office"); /* though Handy is a cell phone */
    assert_int_equal(columns[1].sure, 100);

    expect_map_error("Handi=cell", "map", "did you mean \"Handy\"?");
    expect_map_error("Handy=cel", "map", "did you mean \"cell\"?");
    expect_map_error("3=cell", "map", "no such column");
    expect_map_error("Handy", "map", "COLUMN=FIELD");
    expect_map_error("Handy=", "map", "COLUMN=FIELD");
    expect_map_error("=cell", "map", "COLUMN=FIELD");
    expect_map_error("Handy=ignore", "", "no column seems to be of a name");

    for (const char *const *name = columns_field_names(); *name; name++)
        assert_non_null(columns_field_about(*name));
    assert_null(columns_field_about("colour"));
}

static void test_values_tell_where_names_do_not(void **state)
{
    Rows rows = rows_of_text("Wie?;Wo?\nKim Lee;kim@lee.example\nJo Ray;jo@ray.example\n");
    assert_string_equal(column_of(&rows, "Wo?")->field, "email");
    assert_int_equal(column_of(&rows, "Wo?")->sure, 60);
    expect_address(&rows.at[0], ROW_EMAIL, 0, "kim@lee.example");
    assert_string_equal(extra_of(&rows.at[0], "Wie?"), "Kim Lee");
    rows_free(&rows);

    /* No header at all. */
    rows = rows_of_text("Kim Lee,Lee Ltd,kim@lee.example,+1 202 555 0140\n"
                        "Jo Ray,Ray Inc.,jo@ray.example,+1 202 555 0141\n");
    assert_int_equal(reader_facts(rows.reader)->header_line, 0);
    assert_int_equal(rows.count, 2);
    assert_string_equal(rows.at[0].name, "Kim Lee");
    assert_string_equal(rows.at[0].company, "Lee Ltd");
    expect_address(&rows.at[1], ROW_EMAIL, 0, "jo@ray.example");
    expect_address(&rows.at[1], ROW_OFFICE, 0, "+1 202 555 0141");
    assert_false(address_of(&rows.at[1], ROW_OFFICE, 0)->kind_known);
    rows_free(&rows);

    static const char nothing[] = "1,2,3\n4,5,6\n";
    expect_refusal(nothing, sizeof nothing - 1, ERR_INPUT, "there is no header");
    static const char strange[] = "colour,size\nred,4\n";
    expect_refusal(strange, sizeof strange - 1, ERR_INPUT, "\"colour\", \"size\"");
}

static void test_opt_outs(void **state)
{
    static const struct {
        const char *value;
        bool yes;
    } cases[] = {
        {"1", true},  {"true", true},   {"TRUE", true},       {"yes", true},   {"x", true},
        {"ja", true}, {"oui", true},    {"2026-01-02", true}, {"on", true},    {"0", false},
        {"", false},  {"false", false}, {"No", false},        {"nein", false}, {"non", false},
        {"-", false}, {"N/A", false},   {"off", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[200];
        snprintf(text, sizeof text, "Name,Do not call,Email Opt Out\nKim,%s,%s\n", cases[i].value,
                 cases[i].value);
        Rows rows = rows_of_text(text);
        assert_int_equal(rows.at[0].do_not_call, cases[i].yes);
        assert_int_equal(rows.at[0].do_not_email, cases[i].yes);
        assert_false(rows.at[0].do_not_text);
        rows_free(&rows);
    }
    Rows rows = rows_of_text("Name,Do Not Contact\nKim,yes\n");
    assert_true(rows.at[0].do_not_call && rows.at[0].do_not_email && rows.at[0].do_not_text &&
                rows.at[0].do_not_fax);
    rows_free(&rows);
    rows = rows_of_text("Name,Opted out of email: One to One\nKim,true\n");
    assert_true(rows.at[0].do_not_email);
    rows_free(&rows);
}

static void test_nothing_is_lost(void **state)
{
    Rows rows = rows_of_text("Name,Company,Account Name,Shoe size,Custom Field 1 - Label,"
                             "Custom Field 1 - Value\n"
                             "Kim,Lee Ltd,Lee Group,42,Pet,Dog,left over\n");
    const ExchangeRow *row = &rows.at[0];
    assert_string_equal(row->company, "Lee Ltd");
    assert_string_equal(extra_of(row, "Account Name"), "Lee Group");
    assert_string_equal(extra_of(row, "Shoe size"), "42");
    assert_string_equal(extra_of(row, "Pet"), "Dog");
    assert_string_equal(extra_of(row, "column 7"), "left over");
    assert_null(column_of(&rows, "Shoe size")->field);
    assert_string_equal(column_of(&rows, "Shoe size")->sample, "42");
    rows_free(&rows);

    /* What is no address of its kind is kept as words. */
    rows = rows_of_text("Name,Phone,Email\nKim,ask Jo,see card\n");
    assert_int_equal(rows.at[0].address_count, 0);
    assert_string_equal(extra_of(&rows.at[0], "Phone"), "ask Jo");
    assert_string_equal(extra_of(&rows.at[0], "Email"), "see card");
    rows_free(&rows);
}

static void test_extensions_join_their_phones(void **state)
{
    Rows rows = rows_of_text("Name,Mobile,Phone,Ext.,Email\n"
                             "Kim,+1 202 555 0147,+1 202 555 0148,45,k@lee.example\n"
                             "Jo,,+1 202 555 0149,,\n");
    expect_address(&rows.at[0], ROW_CELL, 0, "+1 202 555 0147");
    expect_address(&rows.at[0], ROW_OFFICE, 0, "+1 202 555 0148 ext. 45");
    expect_address(&rows.at[1], ROW_OFFICE, 0, "+1 202 555 0149");
    rows_free(&rows);
}

static void test_a_row_that_is_shifted_is_rejected(void **state)
{
    Rows rows = rows_of_text("Name,Company,Email,Phone\n"
                             "Kim,Lee, Inc.,kim@lee.example,+1 202 555 0147\n"
                             "Jo,\"Ray, Inc.\",jo@ray.example,+1 202 555 0148,more\n");
    assert_int_equal(rows.at[0].state, ROW_REJECTED);
    assert_non_null(strstr(rows.at[0].reason, "more cells than the header"));
    assert_int_equal(rows.at[0].cell_count, 5);
    assert_string_equal(rows.at[1].company, "Ray, Inc.");
    assert_string_equal(extra_of(&rows.at[1], "column 5"), "more");
    rows_free(&rows);
}

/* As other systems write them; only what is not seen elsewhere. */
static void test_names_of_other_systems(void **state)
{
    expect_fields(
        NAMES("First Name", "Work Direct Phone", "Corporate Phone", "# Employees",
              "Company Linkedin Url", "Company City", "Email Status", "Departments"),
        NAMES("given", "office", "switchboard", "extra", "url", "city", "-", "department"), 8);
    expect_fields(NAMES("Email Address", "Address", "OPTIN_TIME", "TIMEZONE", "UNSUB_TIME", "TAGS"),
                  NAMES("email", "postal", "-", "time_zone", "do_not_email", "tags"), 6);
    expect_fields(NAMES("Lead Id", "Designation", "No. of Employees", "Secondary Email", "Skype ID",
                        "Zip Code"),
                  NAMES("external_id", "title", "extra", "email", "-", "postcode"), 6);
    expect_fields(NAMES("Attendee First Name", "Attendee Last Name", "Lead Rating", "Scan Date"),
                  NAMES("given", "family", "temperature", "created"), 4);
    expect_fields(NAMES("Name, Vorname", "Straße/Nr.", "PLZ/Ort", "Tel.-Nr.", "Kd.-Nr."),
                  NAMES("name", "street", "street", "office", "external_id"), 5);
    expect_fields(NAMES("Raison sociale", "N° de téléphone", "CP", "Ville"),
                  NAMES("company", "office", "postcode", "city"), 4);
}

static void test_values_are_inert_text(void **state)
{
    Rows rows = rows_of_text("Name,Company,Phone,Notes,Job Title\n"
                             "=HYPERLINK(A1),+cmd|'/C calc'!A0,\"=\"\"00491\"\"\",@SUM(1),'-x\n");
    const ExchangeRow *row = &rows.at[0];
    assert_string_equal(row->name, "=HYPERLINK(A1)");
    assert_string_equal(row->company, "+cmd|'/C calc'!A0");
    expect_address(row, ROW_OFFICE, 0, "00491"); /* ="00491" keeps Excel from counting */
    assert_string_equal(row->note, "@SUM(1)");
    assert_string_equal(row->title, "-x"); /* '-x says that it is text */
    rows_free(&rows);
}

static void test_lists_in_a_cell(void **state)
{
    Rows rows = rows_of_text("Name,Emails,Phone\n"
                             "Kim,\"a@k.example; b@k.example, Kim Lee <c@k.example>\n"
                             "mailto:d@k.example;A@k.example\",+1 202 555 0142; +1 202 555 0143\n");
    const ExchangeRow *row = &rows.at[0];
    assert_int_equal(count_addresses(row, ROW_EMAIL), 4); /* the last is the first once more */
    expect_address(row, ROW_EMAIL, 1, "b@k.example");
    expect_address(row, ROW_EMAIL, 2, "c@k.example");
    expect_address(row, ROW_EMAIL, 3, "d@k.example");
    assert_int_equal(count_addresses(row, ROW_OFFICE), 2);
    rows_free(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_of_addresses),
        cmocka_unit_test(test_context),
        cmocka_unit_test(test_kinds_of_tables),
        cmocka_unit_test(test_headers_of_exports),
        cmocka_unit_test(test_what_the_user_says),
        cmocka_unit_test(test_values_tell_where_names_do_not),
        cmocka_unit_test(test_opt_outs),
        cmocka_unit_test(test_nothing_is_lost),
        cmocka_unit_test(test_extensions_join_their_phones),
        cmocka_unit_test(test_a_row_that_is_shifted_is_rejected),
        cmocka_unit_test(test_names_of_other_systems),
        cmocka_unit_test(test_values_are_inert_text),
        cmocka_unit_test(test_lists_in_a_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
