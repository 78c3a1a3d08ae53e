/* The exports of other programs, with the traps each of them is known for; persons of our own. */
#include "exchange_test.h"

#include <string.h>

static void expect_facts(const Rows *rows, const char *encoding, char delimiter, TableKind kind)
{
    const ReaderFacts *facts = reader_facts(rows->reader);
    assert_int_equal(facts->kind, FILE_CSV);
    assert_string_equal(facts->encoding, encoding);
    assert_int_equal(facts->delimiter, delimiter);
    assert_int_equal(facts->table, kind);
}

static void test_google(void **state)
{
    Rows rows = rows_of_sample("google_2024.csv");
    expect_facts(&rows, "UTF-8", ',', TABLE_PEOPLE);
    assert_int_equal(rows.count, 6);
    const ExchangeRow *ines = &rows.at[0];
    assert_string_equal(ines->name, "Ines Marie Brückner"); /* not "File As" */
    assert_string_equal(ines->given, "Ines");
    assert_string_equal(ines->family, "Brückner");
    assert_string_equal(ines->prefix, "Dr.");
    assert_string_equal(ines->nickname, "Nessi");
    assert_string_equal(ines->company, "Pumpenwerk Nord GmbH");
    assert_string_equal(ines->title, "Einkaufsleiterin");
    assert_string_equal(ines->department, "Einkauf");
    assert_string_equal(ines->birthday, "1979-04-02");
    assert_string_equal(ines->note, "Met in hall 4.\nWants a quote, by Friday");
    assert_string_equal(ines->tags, "Messe 2026, Pumps");
    expect_address(ines, ROW_EMAIL, 0, "ines@pumpenwerk.example");
    expect_address(ines, ROW_EMAIL, 1, "einkauf@pumpenwerk.example");
    expect_address(ines, ROW_EMAIL, 2, "ines.b@post.example");
    assert_string_equal(address_of(ines, ROW_EMAIL, 2)->label, "Home");
    expect_address(ines, ROW_CELL, 0, "+49 170 5550101");
    assert_true(address_of(ines, ROW_CELL, 0)->preferred);
    assert_string_equal(address_of(ines, ROW_CELL, 0)->label, "Mobile");
    expect_address(ines, ROW_FAX, 0, "+49 30 5550102");
    expect_address(ines, ROW_URL, 0, "https://pumpenwerk.example");
    expect_address(ines, ROW_POSTAL, 0, "Werftstr. 5\n24103 Kiel\nDE");
    assert_int_equal(ines->address_count, 7);
    /* Only a phone; an address where the name belongs; only an address. */
    assert_null(rows.at[1].name);
    expect_address(&rows.at[1], ROW_HOME, 0, "030 5550103");
    assert_null(rows.at[2].name);
    assert_null(rows.at[2].given);
    expect_address(&rows.at[2], ROW_EMAIL, 0, "otto@werft.example");
    expect_address(&rows.at[3], ROW_EMAIL, 0, "lager@werft.example");
    assert_true(address_of(&rows.at[3], ROW_EMAIL, 0)->preferred);
    assert_int_equal(rows.at[4].state, ROW_REJECTED);
    assert_int_equal(rows.at[4].line, 9);
    /* A pager is nothing to text. */
    assert_int_equal(count_addresses(&rows.at[5], ROW_CELL), 0);
    expect_address(&rows.at[5], ROW_OTHER, 0, "555-0104");
    rows_free(&rows);
}

static void test_google_of_old(void **state)
{
    Rows rows = rows_of_sample("google_old_utf16.csv");
    expect_facts(&rows, "UTF-16LE", ',', TABLE_PEOPLE);
    assert_int_equal(rows.count, 2);
    const ExchangeRow *noor = &rows.at[0];
    assert_string_equal(noor->name, "Noor van den Heuvel");
    assert_string_equal(noor->family, "van den Heuvel");
    assert_string_equal(noor->company, "Jachtbouw Heuvel");
    assert_string_equal(noor->title, "Owner");
    assert_string_equal(extra_of(noor, "Occupation"), "buyer");
    assert_string_equal(noor->tags, "Boat show");
    expect_address(noor, ROW_CELL, 0, "+31 6 5550 0105"); /* "Phone  1 - Type", two blanks */
    expect_address(noor, ROW_EMAIL, 0, "noor@jachtbouw.example");
    assert_string_equal(rows.at[1].name, "Łukasz Żak");
    expect_address(&rows.at[1], ROW_OFFICE, 0, "+48 22 555 01 06");
    assert_true(address_of(&rows.at[1], ROW_OFFICE, 0)->kind_known);
    rows_free(&rows);
}

static void test_outlook(void **state)
{
    Rows rows = rows_of_sample("outlook.csv");
    expect_facts(&rows, "Windows-1252", ',', TABLE_PEOPLE);
    const ExchangeRow *zoe = &rows.at[0];
    assert_string_equal(zoe->name, "Zoë O’Brien");
    assert_string_equal(zoe->prefix, "Ms.");
    assert_string_equal(zoe->title, "Facility Manager");
    assert_string_equal(zoe->company, "Café Façade Ltd");
    assert_string_equal(zoe->manager, "R. Hart");
    assert_string_equal(zoe->tags, "Trade show, Key account");
    assert_string_equal(zoe->note, "Price ~ £1,200 – said “call in May”");
    assert_null(zoe->birthday); /* 0/0/00 */
    /* What may be texted is the mobile phone alone. */
    assert_int_equal(count_addresses(zoe, ROW_CELL), 1);
    expect_address(zoe, ROW_CELL, 0, "07700 900114");
    expect_address(zoe, ROW_OFFICE, 0, "01904 555109");
    expect_address(zoe, ROW_OFFICE, 1, "01904 555110");
    expect_address(zoe, ROW_OFFICE, 2, "01904 555115");
    assert_int_equal(count_addresses(zoe, ROW_OFFICE), 3);
    expect_address(zoe, ROW_HOME, 0, "0113 555113");
    expect_address(zoe, ROW_SWITCHBOARD, 0, "01904 555111");
    expect_address(zoe, ROW_FAX, 0, "01904 555108");
    expect_address(zoe, ROW_FAX, 1, "0113 555112");
    expect_address(zoe, ROW_OTHER, 0, "01904 555107"); /* the assistant's */
    expect_address(zoe, ROW_OTHER, 1, "01904 555116"); /* a pager */
    /* Exchange's own kind of address is no e-mail. */
    assert_int_equal(count_addresses(zoe, ROW_EMAIL), 1);
    expect_address(zoe, ROW_EMAIL, 0, "zoe@facade.example");
    assert_string_equal(extra_of(zoe, "E-mail 2 Address"), "/o=ExchangeLabs/ou=Group/cn=zoe");
    expect_address(zoe, ROW_POSTAL, 0,
                   "12 Mill Lane\nUnit 3\nYork, North Yorkshire YO1 7AA\nUnited Kingdom");
    assert_string_equal(address_of(zoe, ROW_POSTAL, 0)->postal->lines, "12 Mill Lane\nUnit 3");
    expect_address(zoe, ROW_POSTAL, 1, "3 Elm Row\nLS1 1AA Leeds");
    assert_string_equal(address_of(zoe, ROW_POSTAL, 1)->label, "home");
    assert_string_equal(zoe->city, "York");
    assert_string_equal(zoe->country, "United Kingdom");
    const ExchangeRow *juergen = &rows.at[1];
    assert_string_equal(juergen->name, "Jürgen Weiß");
    assert_string_equal(juergen->title, "Geschäftsführer");
    assert_int_equal(count_addresses(juergen, ROW_OFFICE), 0); /* "=1+1" */
    rows_free(&rows);
}

static void test_linkedin(void **state)
{
    static const char *const names[] = {"linkedin.csv", "linkedin_new.csv"};
    for (size_t i = 0; i < 2; i++) {
        Rows rows = rows_of_sample(names[i]);
        expect_facts(&rows, "UTF-8", ',', TABLE_PEOPLE);
        assert_int_equal(reader_facts(rows.reader)->header_line, i == 0 ? 4 : 1);
        assert_int_equal(rows.count, 3);
        assert_string_equal(rows.at[0].name, "Amara Nwosu");
        assert_string_equal(rows.at[0].company, "Harbour Tools, Inc.");
        assert_string_equal(rows.at[0].title, "COO");
        assert_string_equal(rows.at[0].created, "12 Mar 2025");
        assert_int_equal(count_addresses(&rows.at[0], ROW_EMAIL), 0);
        expect_address(&rows.at[0], ROW_URL, 0, "https://www.linkedin.com/in/amara-sample");
        assert_int_equal(rows.at[1].state, ROW_REJECTED);
        assert_string_equal(rows.at[1].reason, "the row has no name, company, e-mail or phone");
        assert_int_equal(rows.at[1].number, 2);
        assert_int_equal(rows.at[1].line, i == 0 ? 6 : 3);
        assert_int_equal(rows.at[1].cell_count, 7);
        assert_string_equal(rows.at[1].cells[6], "30 Apr 2026");
        assert_string_equal(rows.at[2].name, "Tomás Ruiz");
        rows_free(&rows);
    }
}

static void test_hubspot(void **state)
{
    Rows rows = rows_of_sample("hubspot.csv");
    const ExchangeRow *priya = &rows.at[0];
    assert_string_equal(priya->external_id, "701");
    assert_string_equal(priya->name, "Priya Raman");
    assert_string_equal(priya->owner, "Sam Seller");
    assert_string_equal(priya->stage, "In progress"); /* Lead Status before Lifecycle Stage */
    assert_string_equal(extra_of(priya, "Lifecycle Stage"), "Opportunity");
    assert_string_equal(priya->created, "2024-03-12 09:14");
    assert_string_equal(priya->source, "Offline Sources");
    expect_address(priya, ROW_EMAIL, 0, "priya@millworks.example");
    expect_address(priya, ROW_EMAIL, 1, "p.raman@millworks.example");
    expect_address(priya, ROW_OFFICE, 0, "+1 202-555-0117");
    assert_false(address_of(priya, ROW_OFFICE, 0)->kind_known);
    assert_string_equal(rows.at[1].name, "Bo");
    assert_string_equal(rows.at[1].stage, "Lead");
    assert_string_equal(rows.at[1].created, "3/15/2024 2:30 PM");
    assert_int_equal(rows.at[2].state, ROW_REJECTED);
    rows_free(&rows);
}

static void test_salesforce(void **state)
{
    Rows rows = rows_of_sample("salesforce_leads_api.csv");
    expect_facts(&rows, "UTF-8", ',', TABLE_PEOPLE);
    const ExchangeRow *hal = &rows.at[0];
    assert_string_equal(hal->external_id, "00Q5e00001AbCdEEAV");
    assert_string_equal(hal->prefix, "Mr.");
    assert_string_equal(hal->title, "VP Operations");
    assert_string_equal(hal->temperature, "Hot");
    assert_string_equal(hal->renews, "2027-06-30");
    assert_string_equal(hal->industry, "Transportation");
    expect_address(hal, ROW_CELL, 0, "(510) 555-0119");
    expect_address(hal, ROW_FAX, 0, "(510) 555-0120");
    expect_address(hal, ROW_POSTAL, 0, "9 Pier Rd\nDock 2\nOakland, CA 94607\nUSA");
    assert_false(hal->do_not_call);
    assert_true(hal->do_not_email);
    assert_false(hal->do_not_fax);
    assert_null(rows.at[1].company); /* "[not provided]" */
    assert_true(rows.at[1].do_not_call);
    rows_free(&rows);

    rows = rows_of_sample("salesforce_contacts_report.csv");
    const ExchangeRow *lena = &rows.at[0];
    assert_string_equal(lena->title, "Buyer");
    assert_string_equal(lena->company, "Delta Mills");
    assert_string_equal(lena->manager, "G. Boss");
    assert_string_equal(lena->state_name, "TX");
    assert_true(lena->do_not_call);
    assert_false(lena->do_not_email);
    rows_free(&rows);

    rows = rows_of_sample("salesforce_opportunities.csv");
    expect_facts(&rows, "UTF-8", ',', TABLE_OPPORTUNITIES);
    const ExchangeRow *deal = &rows.at[0];
    assert_string_equal(deal->external_id, "0065e00000XyZ12AAA");
    assert_string_equal(deal->deal, "Delta Mills - 40 pumps");
    assert_string_equal(deal->value, "12,500.00");
    assert_string_equal(deal->stage, "Negotiation");
    assert_string_equal(deal->closes, "12/31/2026");
    assert_string_equal(deal->owner, "Sam Seller");
    assert_int_equal(rows.at[1].state, ROW_GOOD); /* a deal without an account is one */
    rows_free(&rows);
}

static void test_pipedrive(void **state)
{
    Rows rows = rows_of_sample("pipedrive_people.csv");
    const ExchangeRow *rosa = &rows.at[0];
    assert_string_equal(rosa->name, "Rosa Lind");
    assert_string_equal(rosa->company, "Lind AB");
    assert_string_equal(rosa->tags, "Hot lead");
    expect_address(rosa, ROW_EMAIL, 0, "rosa@lind.example");
    expect_address(rosa, ROW_OFFICE, 0, "+46 8 555 0125");
    expect_address(rosa, ROW_CELL, 0, "+46 70 555 0126");
    expect_address(rosa, ROW_POSTAL, 0, "Storgatan 1, Stockholm");
    assert_null(address_of(rosa, ROW_POSTAL, 0)->postal);
    rows_free(&rows);

    rows = rows_of_sample("pipedrive_deals.csv");
    expect_facts(&rows, "UTF-8", ',', TABLE_OPPORTUNITIES);
    assert_string_equal(rows.at[0].deal, "Lind AB deal");
    assert_string_equal(rows.at[0].name, "Rosa Lind");
    assert_string_equal(rows.at[0].closes, "2026-12-01");
    rows_free(&rows);
}

static void test_other_languages(void **state)
{
    Rows rows = rows_of_sample("deutsch.csv");
    expect_facts(&rows, "Windows-1252", ';', TABLE_PEOPLE);
    const ExchangeRow *kaethe = &rows.at[0];
    assert_string_equal(kaethe->name, "Käthe Groß");
    assert_string_equal(kaethe->family, "Groß");
    assert_string_equal(kaethe->prefix, "Frau Dr.");
    assert_string_equal(kaethe->title, "Geschäftsführerin");
    assert_string_equal(kaethe->referred_by, "H. Klein");
    assert_string_equal(kaethe->renews, "31.12.2027");
    assert_true(kaethe->do_not_call);
    expect_address(kaethe, ROW_POSTAL, 0, "Hauptstr. 5a\n10115 Berlin\nDeutschland");
    expect_address(kaethe, ROW_OFFICE, 0, "030/555 0127");
    expect_address(kaethe, ROW_CELL, 0, "0171/5550128");
    expect_address(kaethe, ROW_HOME, 0, "030 5550129");
    expect_address(kaethe, ROW_FAX, 0, "030 5550130");
    rows_free(&rows);

    rows = rows_of_sample("francais.csv");
    assert_string_equal(rows.at[0].name, "Éloïse Lefèvre");
    assert_string_equal(rows.at[0].title, "Directrice des achats");
    assert_true(rows.at[0].do_not_email);
    expect_address(&rows.at[0], ROW_CELL, 0, "06 55 50 13 20");
    expect_address(&rows.at[0], ROW_POSTAL, 0, "3 rue du Port\n44000 Nantes\nFrance");
    rows_free(&rows);

    rows = rows_of_sample("espanol.csv");
    expect_facts(&rows, "UTF-16BE", '\t', TABLE_PEOPLE);
    assert_string_equal(rows.at[0].given, "Íñigo");
    assert_string_equal(rows.at[0].family, "Muñoz Ibáñez");
    assert_string_equal(rows.at[0].country, "España");
    expect_address(&rows.at[0], ROW_CELL, 0, "+34 655 501 333");
    rows_free(&rows);
}

/* --- tables of others --- */

static Rows rows_of_corpus(Arena *arena, const char *name)
{
    const char *path = corpus(arena, name);
    if (!path)
        skip();
    size_t length;
    char *text = slurp(arena, path, &length);
    return rows_of(text, length);
}

static size_t count_rejected(const Rows *rows)
{
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++)
        count += rows->at[i].state == ROW_REJECTED;
    return count;
}

static void test_crm_maven(void **state)
{
    auto_arena Arena *arena = arena_new();
    Rows rows = rows_of_corpus(arena, "crm-maven/accounts.csv");
    assert_int_equal(reader_facts(rows.reader)->table, TABLE_ACCOUNTS);
    assert_int_equal(rows.count, 85);
    assert_int_equal(count_rejected(&rows), 0);
    assert_string_equal(rows.at[0].company, "Acme Corporation");
    assert_string_equal(rows.at[0].country, "United States");
    assert_string_equal(extra_of(&rows.at[0], "employees"), "2822");
    rows_free(&rows);

    rows = rows_of_corpus(arena, "crm-maven/sales_teams.csv");
    assert_int_equal(reader_facts(rows.reader)->table, TABLE_USERS);
    assert_int_equal(rows.count, 35);
    assert_string_equal(rows.at[0].name, "Anna Snelling");
    assert_string_equal(rows.at[0].manager, "Dustin Brinkmann");
    rows_free(&rows);

    rows = rows_of_corpus(arena, "crm-maven/sales_pipeline.csv");
    assert_int_equal(reader_facts(rows.reader)->table, TABLE_OPPORTUNITIES);
    assert_int_equal(rows.count, 8800);
    assert_int_equal(count_rejected(&rows), 0); /* 1,425 have no account */
    assert_string_equal(rows.at[0].external_id, "1C1I7A6R");
    assert_string_equal(rows.at[0].owner, "Moses Frase");
    assert_string_equal(rows.at[0].stage, "Won");
    rows_free(&rows);

    rows = rows_of_corpus(arena, "crm-maven/products.csv");
    assert_int_equal(reader_facts(rows.reader)->table, TABLE_PRODUCTS);
    assert_int_equal(rows.count, 7);
    assert_string_equal(rows.at[0].product, "GTX Basic");
    assert_string_equal(rows.at[0].value, "550");
    rows_free(&rows);
}

static void test_dedupe_sets(void **state)
{
    auto_arena Arena *arena = arena_new();
    Rows rows = rows_of_corpus(arena, "dedupe-febrl/dataset1.csv");
    assert_int_equal(rows.count, 1000);
    assert_int_equal(count_rejected(&rows), 0);
    const ExchangeRow *second = &rows.at[1];
    assert_string_equal(second->external_id, "rec-122-org");
    assert_string_equal(second->name, "lachlan berry");
    expect_address(second, ROW_POSTAL, 0, "69 giblin street\nkillarney\nbittern, qld 4814");
    assert_string_equal(second->birthday, "19990219");
    assert_null(extra_of(second, "soc_sec_id")); /* nobody's business */
    rows_free(&rows);

    rows = rows_of_corpus(arena, "dedupe-febrl042/data/secondstring/restaurant.csv");
    assert_int_equal(rows.count, 864);
    assert_int_equal(count_rejected(&rows), 0);
    assert_string_equal(rows.at[0].name, "arnie morton's of chicago");
    expect_address(&rows.at[0], ROW_OFFICE, 0, "310/246-1501");
    assert_string_equal(rows.at[0].city, "los angeles");
    rows_free(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_google),    cmocka_unit_test(test_google_of_old),
        cmocka_unit_test(test_outlook),   cmocka_unit_test(test_linkedin),
        cmocka_unit_test(test_hubspot),   cmocka_unit_test(test_salesforce),
        cmocka_unit_test(test_pipedrive), cmocka_unit_test(test_other_languages),
        cmocka_unit_test(test_crm_maven), cmocka_unit_test(test_dedupe_sets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
