/* Duplicates: found, judged, merged, and merges taken back. */
#include "office.h"

#include "action/content_admin.h"
#include "action/duplicate_set.h"
#include "action/duplicates.h"
#include "action/hold_admin.h"
#include "action/import_leads.h"
#include "follow/alike.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const Card first_ford = {.name = "Annabel Sondergeld",
                                .company = "Acme",
                                .cell = "+1 212 555 0101",
                                .postal = "12 Mill Lane\nOakham, VT 05401",
                                .title = "Buyer",
                                .source = "Show 2026"};
static const Card second_ford = {.name = "Anabel Sondergeld",
                                 .company = "Acme",
                                 .email = "annabel@acme.example",
                                 .office = "+1 212 555 0199",
                                 .postal = "12 Mill Lane\nOakham, VT 05401",
                                 .birthday = "1960-02-10",
                                 .source = "web form"};

static Duplicates find(Office *office)
{
    Err err = {0};
    Duplicates found;
    assert_ok(find_duplicates(office->context, office->arena, &(DuplicateOptions){0}, &found, &err),
              err);
    return found;
}

static struct contact_get_row contact(Office *office, int64_t id)
{
    Err err = {0};
    struct contact_get_row row;
    assert_ok(sql_contact_get(office->context->db, office->arena,
                              &(struct contact_get_in){.workspace = 1, .id = id}, &row, NULL, &err),
              err);
    return row;
}

static void test_finds_and_judges(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive a = office_capture(&office, first_ford), b = office_capture(&office, second_ford);
        office_capture(&office,
                       (Card){.name = "Tom Reed", .company = "Acme", .cell = "+1 617 555 0100"});
        assert_int_not_equal(a.contact, b.contact);
        Duplicates found = find(&office);
        assert_int_equal(found.contacts, 3);
        assert_int_equal(found.accounts, 1);
        assert_int_equal(found.pair_count, 1);
        const DuplicatePair *pair = &found.pairs[0];
        assert_int_equal(pair->kind, DUPLICATE_CONTACTS);
        assert_true(pair->score >= ALIKE_THRESHOLD && pair->why_count > 0);
        assert_string_equal(pair->a.account_name, "Acme");
        assert_int_equal(pair->a.leads, 1);
        assert_true(pair->a.address_count >= 2 && pair->b.address_count >= 2);

        /* The one with history is the one to keep. */
        LogResult logged = office_log(&office, b.lead, false, "talked", "nothing_yet");
        assert_true(logged.open);
        found = find(&office);
        assert_int_equal(found.pairs[0].a.id, b.contact);
        assert_int_equal(found.pairs[0].b.id, a.contact);

        assert_ok(not_duplicates(office.context, b.contact, a.contact, &err), err);
        assert_ok(not_duplicates(office.context, a.contact, b.contact, &err), err);
        assert_int_equal(find(&office).pair_count, 0);
        assert_false(not_duplicates(office.context, a.contact, a.contact, &err));
        assert_error(err, ERR_INPUT, "the same");
        assert_false(not_duplicates(office.context, a.contact, b.account, &err));
        assert_error(err, ERR_INPUT, "an account");
        office_close(&office);
    }
}

static size_t count_addresses(Office *office, int64_t contact_id)
{
    Err err = {0};
    struct address_of_contact_rows rows = {0};
    assert_ok(sql_address_of_contact(
                  office->context->db, office->arena,
                  &(struct address_of_contact_in){.workspace = 1, .contact_id = contact_id}, &rows,
                  &err),
              err);
    return rows.count;
}

static int64_t lead_contact(Office *office, int64_t lead)
{
    Err err = {0};
    struct lead_get_row row;
    assert_ok(sql_lead_get(office->context->db, office->arena,
                           &(struct lead_get_in){.workspace = 1, .id = lead}, &row, NULL, &err),
              err);
    return row.contact_id;
}

static PromiseCard promise_to(Office *office, int64_t lead)
{
    Err err = {0};
    PromiseCard promise;
    assert_ok(make_promise(office->context, office->arena,
                           &(PromiseInput){.lead_id = lead,
                                           .text = "the quote",
                                           .due_at = OFFICE_NOW + 5 * DAY_SECONDS},
                           &promise, &err),
              err);
    return promise;
}

static Undone undo_one(Office *office)
{
    Err err = {0};
    Undone *undone;
    size_t count;
    assert_ok(undo_records(office->context, office->arena, 1, &undone, &count, &err), err);
    return undone[0];
}

static void test_merges_people_and_back(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive a = office_capture(&office, first_ford), b = office_capture(&office, second_ford);
        PromiseCard promise = promise_to(&office, b.lead);
        LogResult logged = office_log(&office, b.lead, false, "voicemail", NULL);
        struct contact_get_row a_before = contact(&office, a.contact);
        struct contact_get_row b_before = contact(&office, b.contact);
        HoldResult held;
        assert_ok(pause_touches(office.context, office.arena,
                                &(PauseInput){.scope = HOLD_CONTACT,
                                              .scope_id = b.contact,
                                              .until = OFFICE_NOW + 3 * DAY_SECONDS,
                                              .machine_only = true,
                                              .reason = "on leave"},
                                &held, &err),
                  err);

        Merged merged;
        assert_ok(merge_any(office.context, office.arena, a.contact, b.contact, &merged, &err),
                  err);
        assert_int_equal(merged.kind, DUPLICATE_CONTACTS);
        assert_int_equal(merged.leads, 1);
        assert_int_equal(merged.promises, 1);
        assert_int_equal(merged.addresses, 2); /* e-mail and office; the postal one both had */
        assert_non_null(strstr(merged.said, "2 open leads"));
        struct contact_get_row kept = contact(&office, a.contact);
        assert_string_equal(kept.birthday, "1960-02-10");
        assert_string_equal(kept.title, "Buyer");
        assert_int_equal(lead_contact(&office, b.lead), a.contact);
        assert_int_equal(count_addresses(&office, a.contact), 4);
        PromiseCards promises;
        assert_ok(list_promises(office.context, office.arena, NULL, false, "open", INT64_MAX, 10,
                                &promises, &err),
                  err);
        assert_int_equal(promises.at[0].contact_id, a.contact);
        HoldsShown holds;
        assert_ok(list_holds(office.context, office.arena, &holds, &err), err);
        assert_int_equal(holds.count, 2);

        /* History still names whom it was with. */
        LeadShown shown;
        assert_ok(show_lead(office.context, office.arena, b.lead, &shown, &err), err);
        assert_int_equal(shown.history[0].id, logged.touch_id);
        assert_string_equal(shown.history[0].contact_name, "Anabel Sondergeld");
        assert_string_equal(shown.people[0].name, "Annabel Sondergeld");

        /* The trace is met by nobody, and cannot be merged once more. */
        assert_int_equal(find(&office).pair_count, 0);
        Captive again = office_capture(&office, second_ford);
        assert_int_equal(again.contact, a.contact);
        Card by_name = {.name = second_ford.name, .company = "Acme"};
        assert_int_equal(office_capture(&office, by_name).contact, a.contact);
        assert_false(
            merge_contacts(office.context, office.arena, a.contact, b.contact, &merged, &err));
        assert_error(err, ERR_CONFLICT, "already");
        office_audit(&office);

        /* And back. */
        Undone undone = undo_one(&office);
        assert_non_null(strstr(undone.said, "merged"));
        struct contact_get_row a_after = contact(&office, a.contact);
        struct contact_get_row b_after = contact(&office, b.contact);
        assert_null(a_after.birthday);
        assert_int_equal(a_after.account_id, a_before.account_id);
        assert_string_equal(b_after.name_key, b_before.name_key);
        assert_int_equal(b_after.account_id, b_before.account_id);
        assert_int_equal(lead_contact(&office, b.lead), b.contact);
        assert_int_equal(count_addresses(&office, b.contact), 3);
        assert_ok(list_promises(office.context, office.arena, NULL, false, "open", INT64_MAX, 10,
                                &promises, &err),
                  err);
        assert_int_equal(promises.at[0].id, promise.id);
        assert_int_equal(promises.at[0].contact_id, b.contact);
        assert_ok(list_holds(office.context, office.arena, &holds, &err), err);
        assert_int_equal(holds.count, 1);
        assert_int_equal(find(&office).pair_count, 1);
        office_close(&office);
    }
}

static void test_a_merge_is_not_undone_below_later_records(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        office_user(&office, "Bob Hill");
        Captive a = office_capture(&office, first_ford), b = office_capture(&office, second_ford);
        /* Bob's record from before the merge. */
        Context *bob;
        assert_ok(context_open(&(ContextOptions){.database = office.database,
                                                 .user = "Bob Hill",
                                                 .now = office.context->now},
                               &bob, &err),
                  err);
        Office at_bobs = {.context = bob, .arena = office.arena, .database = office.database};
        office_log(&at_bobs, b.lead, false, "voicemail", NULL);
        Merged merged;
        assert_ok(merge_contacts(office.context, office.arena, a.contact, b.contact, &merged, &err),
                  err);
        Undone *undone;
        size_t count;
        assert_false(undo_records(bob, office.arena, 1, &undone, &count, &err));
        assert_error(err, ERR_CONFLICT, "after it");
        /* And one from after it. */
        office_log(&at_bobs, b.lead, false, "voicemail", NULL);
        assert_false(undo_records(office.context, office.arena, 1, &undone, &count, &err));
        assert_error(err, ERR_CONFLICT, "after it");
        assert_int_equal(lead_contact(&office, b.lead), a.contact);
        context_close(bob);
        office_close(&office);
    }
}

static void test_the_stricter_opt_out_holds(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive a = office_capture(&office, first_ford), b = office_capture(&office, second_ford);
        office_log(&office, b.lead, false, "talked", "never");
        Merged merged;
        assert_ok(merge_contacts(office.context, office.arena, a.contact, b.contact, &merged, &err),
                  err);
        assert_string_equal(contact(&office, a.contact).state, "never");
        struct next_touch_of_lead_row next = office_next(&office, a.lead);
        assert_int_equal(next.address_id, 0);
        office_close(&office);
    }
}

static void test_nothing_twice_after_a_merge(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive a = office_capture(&office, first_ford), b = office_capture(&office, second_ford);
        ContentRow content;
        assert_ok(add_content(office.context, office.arena,
                              &(ContentInput){.kind = "article", .title = "Pumps that last"},
                              &content, &err),
                  err);
        struct given_add_in given = {.workspace = 1,
                                     .contact_id = b.contact,
                                     .content_id = content.id,
                                     .touch_id = 1,
                                     .now = OFFICE_NOW};
        assert_ok(sql_given_add(office.context->db, &given, &err), err);
        given.contact_id = a.contact;
        Merged merged;
        assert_ok(merge_contacts(office.context, office.arena, a.contact, b.contact, &merged, &err),
                  err);
        assert_false(sql_given_add(office.context->db, &given, &err));
        assert_error(err, ERR_CONFLICT, "");
        undo_one(&office);
        assert_ok(sql_given_add(office.context->db, &given, &err), err);
        /* A clash is no obstacle. */
        assert_ok(merge_contacts(office.context, office.arena, a.contact, b.contact, &merged, &err),
                  err);
        office_close(&office);
    }
}

static void test_merges_firms_and_back(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive a = office_capture(
            &office,
            (Card){.name = "Tom Reed", .company = "Muller Bau", .cell = "+1 617 555 0100"});
        Captive b = office_capture(&office, (Card){.name = "Sue Kern",
                                                   .company = "Mueller Bau International",
                                                   .cell = "+1 617 555 0101"});
        assert_int_not_equal(a.account, b.account);
        Merged merged;
        assert_ok(merge_any(office.context, office.arena, a.account, b.account, &merged, &err),
                  err);
        assert_int_equal(merged.kind, DUPLICATE_ACCOUNTS);
        assert_int_equal(merged.contacts, 1);
        assert_int_equal(merged.leads, 1);
        assert_int_equal(contact(&office, b.contact).account_id, a.account);
        LeadShown shown;
        assert_ok(show_lead(office.context, office.arena, b.lead, &shown, &err), err);
        assert_string_equal(shown.account_name, "Muller Bau");
        assert_int_equal(shown.person_count, 2);
        Captive third = office_capture(
            &office, (Card){.name = "Uwe Wolf", .company = "Mueller Bau International"});
        assert_int_equal(third.account, a.account);
        assert_false(
            merge_accounts(office.context, office.arena, b.account, a.account, &merged, &err));
        assert_error(err, ERR_CONFLICT, "already");
        office_audit(&office);
        undo_one(&office);
        assert_int_equal(contact(&office, b.contact).account_id, b.account);
        assert_int_equal(office_capture(&office, (Card){.name = "Vera Zank",
                                                        .company = "Mueller Bau International"})
                             .account,
                         b.account);
        assert_ok(show_lead(office.context, office.arena, b.lead, &shown, &err), err);
        assert_string_equal(shown.account_name, "Mueller Bau International");
        assert_false(merge_any(office.context, office.arena, a.account, b.contact, &merged, &err));
        assert_error(err, ERR_INPUT, "an account");
        assert_false(merge_any(office.context, office.arena, a.account, 999999, &merged, &err));
        assert_error(err, ERR_MISSING, "999999");
        office_close(&office);
    }
}

/* One after the other: the name of the first leads to the last, until that is taken back. */
static void test_merges_in_a_row(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        static const char *const names[] = {"Acme", "Acme Works", "Acme Group Works"};
        Captive firms[3];
        for (int i = 0; i < 3; i++)
            firms[i] = office_capture(
                &office, (Card){.name = arena_printf(office.arena, "Tom Reed%d", i),
                                .company = names[i],
                                .cell = arena_printf(office.arena, "+1 617 555 010%d", i)});
        Merged merged;
        assert_ok(merge_accounts(office.context, office.arena, firms[1].account, firms[0].account,
                                 &merged, &err),
                  err);
        assert_ok(merge_accounts(office.context, office.arena, firms[2].account, firms[1].account,
                                 &merged, &err),
                  err);
        Card card = {.name = "Vera Zank", .company = "Acme"};
        assert_int_equal(office_capture(&office, card).account, firms[2].account);
        undo_one(&office);
        card.name = "Xaver Yoon";
        assert_int_equal(office_capture(&office, card).account, firms[1].account);
        undo_one(&office);
        card.name = "Ada Beck";
        assert_int_equal(office_capture(&office, card).account, firms[0].account);
        office_close(&office);
    }
}

static void test_cuts_the_place_from_the_street(void **state)
{
    static const struct {
        const char *postal, *city, *region, *postcode, *street;
    } cases[] = {
        {"6 tullaroop street willaroo st james wa 4011", "st james", "wa", "4011",
         "6 tullaroop street willaroo"},
        {"hauptstrasse 5 4020 linz", "linz", NULL, "4020", "hauptstrasse 5"},
        {"12 springfield avenue springfield ca 90001 usa", "springfield", "ca", "90001",
         "12 springfield avenue"},
        {"springfield house of many flats in a very long road 7", "springfield", NULL, NULL,
         "springfield house of many flats in a very long road 7"},
        {"5 mill lane ca 90001", NULL, "ca", "90001", "5 mill lane"},
        {"linz", "linz", NULL, NULL, ""},
        {"", "linz", "x", "y", ""},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(duplicate_street(arena, cases[i].postal, cases[i].city, cases[i].region,
                                             cases[i].postcode),
                            cases[i].street);
    arena_free(arena);
}

/* --- people of whom it is known who is whom --- */

#define FEBRL "../shared/corpora/dedupe-febrl/dataset1.csv"

/* "rec-223-org" and "rec-223-dup-0" are one person. */
static int64_t true_person(Office *office, int64_t contact_id)
{
    Err err = {0};
    struct lead_of_contact_rows leads = {0};
    assert_ok(
        sql_lead_of_contact(office->context->db, office->arena,
                            &(struct lead_of_contact_in){.workspace = 1, .contact_id = contact_id},
                            &leads, &err),
        err);
    return strtoll(leads.at[0].external_id + strlen("rec-"), NULL, 10);
}

static void test_public_set(void **state)
{
    if (access(FEBRL, R_OK) != 0) {
        print_message("no corpora here (%s): skipped\n", FEBRL);
        skip();
    }
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    const char *path = FEBRL;
    ImportResult imported;
    assert_ok(import_leads(office.context, office.arena,
                           &(ImportOptions){.paths = &path,
                                            .path_count = 1,
                                            .rejects_path = trial_path("febrl.rejected.csv")},
                           &imported, &err),
              err);
    assert_int_equal(imported.added, 1000);
    Duplicates found = find(&office);
    size_t right = 0, met = 1000 - (size_t)found.contacts;
    for (size_t i = 0; i < found.pair_count; i++)
        right +=
            true_person(&office, found.pairs[i].a.id) == true_person(&office, found.pairs[i].b.id);
    enum { THERE = 500 };
    double precision = (double)right / (double)found.pair_count;
    double recall = (double)(right + met) / THERE;
    double f1 = 2 * precision * recall / (precision + recall);
    print_message("%zu met at the import, %zu pairs: precision %.4f, recall %.4f, F1 %.4f\n", met,
                  found.pair_count, precision, recall, f1);
    assert_true(precision >= .995);
    assert_true(f1 >= .95);
    office_close(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_and_judges),
        cmocka_unit_test(test_merges_people_and_back),
        cmocka_unit_test(test_a_merge_is_not_undone_below_later_records),
        cmocka_unit_test(test_the_stricter_opt_out_holds),
        cmocka_unit_test(test_nothing_twice_after_a_merge),
        cmocka_unit_test(test_merges_firms_and_back),
        cmocka_unit_test(test_merges_in_a_row),
        cmocka_unit_test(test_cuts_the_place_from_the_street),
        cmocka_unit_test(test_public_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
