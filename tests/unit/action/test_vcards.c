/* Contacts as telephones share them. */
/* The office calls what it captures a card, too. */
#define Card OfficeCard
#include "office.h"
#undef Card

#include "action/capture_vcard.h"
#include "action/show_lead.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* As an iPhone (iOS 17) shares a contact: 3.0, labels of its own, and a photo. */
static const char iphone[] = "BEGIN:VCARD\r\n"
                             "VERSION:3.0\r\n"
                             "PRODID:-//Apple Inc.//iPhone OS 17.5.1//EN\r\n"
                             "N:Reed;Tom;;;\r\n"
                             "FN:Tom Reed\r\n"
                             "ORG:Reed Tools;\r\n"
                             "TITLE:Head of Purchasing\r\n"
                             "EMAIL;type=INTERNET;type=WORK;type=pref:tom@reed.example\r\n"
                             "TEL;type=CELL;type=VOICE;type=pref:(617) 555-0100\r\n"
                             "item1.TEL:(617) 555-0155\r\n"
                             "item1.X-ABLabel:Workshop\r\n"
                             "item2.ADR;type=WORK;type=pref:;;12 Mill Road;Boston;MA;02110;United "
                             "States\r\n"
                             "item2.X-ABADR:us\r\n"
                             "NOTE:Met at the fair\\, wants two pumps\r\n"
                             "%s"
                             "END:VCARD\r\n";

/* As Android shares one: 2.1, quoted-printable, bare types; base64 ends at an empty line. */
static const char android[] =
    "BEGIN:VCARD\r\n"
    "VERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=20M=C3=BCll=\r\n"
    "er\r\n"
    "TEL;CELL;PREF:+4915112345678\r\n"
    "TEL;WORK:030 123456\r\n"
    "EMAIL;HOME:juergen@mueller.example\r\n"
    "%s"
    "\r\n"
    "END:VCARD\r\n";

/* A photo of so many bytes of base64, folded as the telephone folds it. */
static const char *with_photo(Office *office, const char *format, const char *head, size_t size)
{
    enum { LINE = 74 };
    Buf card = buf_new(32 << 20);
    Buf photo = buf_new(32 << 20);
    buf_adds(&photo, size ? head : "");
    for (size_t done = 0; done < size; done += LINE) {
        buf_adds(&photo, "\r\n ");
        for (int i = 0; i < LINE; i++)
            buf_addc(&photo, "ABCDefgh0123+/xy"[(done + (size_t)i * 7) % 16]);
    }
    buf_adds(&photo, size ? "\r\n" : "");
    const char *place = strstr(format, "%s");
    buf_add(&card, format, (size_t)(place - format));
    buf_add(&card, photo.at, photo.length);
    buf_adds(&card, place + 2);
    const char *kept = arena_strndup(office->arena, card.at, card.length);
    buf_free(&card);
    buf_free(&photo);
    return kept;
}

static VcardsCaptured take(Office *office, const char *text)
{
    Err err = {0};
    VcardsCaptured cards;
    const Card said = {.source = "Show", .note = "shared", .renews_at = TIME_NONE};
    assert_ok(capture_vcard(office->context, office->arena, text, strlen(text),
                            &(VcardInput){.card = &said}, &cards, &err),
              err);
    return cards;
}

static void test_shared_from_telephones(void **state)
{
    /* None, one as phones make them, one beyond a property's limit, one beyond a card's. */
    static const size_t photos[] = {0, 300 * 1024, 2 * 1024 * 1024, 6 * 1024 * 1024};
    for (size_t i = 0; i < sizeof photos / sizeof *photos; i++) {
        Err err = {0};
        Office office = office_open(DB_SQLITE);
        const char *one =
            with_photo(&office, iphone, "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", photos[i]);
        const char *other =
            with_photo(&office, android, "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ", photos[i]);
        VcardsCaptured cards = take(&office, arena_printf(office.arena, "%s%s", one, other));
        assert_int_equal(cards.count, 2);
        assert_false(cards.more);
        for (size_t k = 0; k < 2; k++)
            if (cards.at[k].reason)
                fail_msg("%zu bytes of photo: %s", photos[i], cards.at[k].reason);
        LeadShown lead;
        assert_ok(
            show_lead(office.context, office.arena, cards.at[0].captured.lead_id, &lead, &err),
            err);
        assert_string_equal(lead.name, "Tom Reed");
        assert_string_equal(lead.account_name, "Reed Tools");
        assert_string_equal(lead.people[0].title, "Head of Purchasing");
        assert_int_equal(lead.source_kind, SOURCE_SHOW);
        assert_non_null(strstr(lead.note, "wants two pumps"));
        assert_non_null(strstr(lead.note, "shared"));
        bool cell = false, workshop = false;
        for (size_t k = 0; k < lead.people[0].address_count; k++) {
            const AddressShown *address = &lead.people[0].addresses[k];
            cell = cell ||
                   (address->kind == ADDRESS_CELL && text_equal(address->value, "+16175550100"));
            workshop = workshop || text_equal(address->value, "+16175550155");
        }
        assert_true(cell && workshop);
        assert_ok(
            show_lead(office.context, office.arena, cards.at[1].captured.lead_id, &lead, &err),
            err);
        assert_string_equal(lead.name, "Jürgen Müller");
        office_close(&office);
    }
}

static void test_what_is_none(void **state)
{
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    VcardsCaptured cards;
    const Card nothing = {.renews_at = TIME_NONE};
    static const char *const wrong[] = {"Name,E-mail\nTom Reed,tom@reed.example\n", "", "hello",
                                        "\x89PNG\r\n\x1a\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        err = (Err){0};
        assert_false(capture_vcard(office.context, office.arena, wrong[i], strlen(wrong[i]),
                                   &(VcardInput){.card = &nothing}, &cards, &err));
        assert_int_equal(err.kind, ERR_INPUT);
    }
    /* One that names nobody costs no neighbour. */
    cards =
        take(&office, "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD\n"
                      "BEGIN:VCARD\nVERSION:3.0\nFN:Jill Hart\nTEL:+1 617 555 0101\nEND:VCARD\n");
    assert_int_equal(cards.count, 2);
    assert_non_null(cards.at[0].reason);
    assert_null(cards.at[1].reason);
    assert_string_equal(cards.at[1].name, "Jill Hart");
    assert_int_equal(cards.at[1].captured.state, CAPTURE_ADDED);
    office_close(&office);
}

static const AddressShown *way(const LeadShown *lead, const char *value)
{
    for (size_t i = 0; i < lead->people[0].address_count; i++)
        if (text_equal(lead->people[0].addresses[i].value, value))
            return &lead->people[0].addresses[i];
    return NULL;
}

/* A photo of the card, what was typed and what the telephone shared are of one person. */
static void test_all_that_came_is_kept(void **state)
{
    static const unsigned char jpeg[] = {0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 2, 3};
    static const char contact[] = "BEGIN:VCARD\nVERSION:3.0\nN:Reed;Tom;;;\nFN:Tom Reed\n"
                                  "ORG:Reed Tools\nTITLE:Buyer\nNOTE:two pumps\n"
                                  "TEL;TYPE=CELL:617 555 0100\nEND:VCARD\n";
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        const char *promise = "send the quote friday";
        CardAddress ways[] = {{ADDRESS_EMAIL, "tom@reed.example"}, {ADDRESS_CELL, "617 555 0111"}};
        const Card typed = {.name = "Thomas Reed",
                            .title = "Head of Purchasing",
                            .source = "Show",
                            .note = "tall",
                            .product = "pumps",
                            .temperature = "hot",
                            .value = "12k",
                            .addresses = ways,
                            .address_count = 2,
                            .promises = &promise,
                            .promise_count = 1,
                            .renews_at = TIME_NONE};
        const FileInput photo = {.name = "card.jpg", .bytes = jpeg, .size = sizeof jpeg};
        const VcardInput all = {.card = &typed, .photo = &photo};
        VcardsCaptured cards;
        assert_ok(capture_vcard(office.context, office.arena, contact, sizeof contact - 1, &all,
                                &cards, &err),
                  err);
        assert_int_equal(cards.count, 1);
        assert_string_equal(cards.at[0].name, "Thomas Reed");
        LeadShown lead;
        FilesShown files;
        int64_t id = cards.at[0].captured.lead_id;
        assert_ok(show_lead(office.context, office.arena, id, &lead, &err), err);
        assert_ok(file_list(office.context, office.arena, id, &files, &err), err);
        assert_int_equal(files.count, 1);
        assert_string_equal(lead.name, "Thomas Reed");
        assert_string_equal(lead.account_name, "Reed Tools");
        assert_string_equal(lead.people[0].title, "Head of Purchasing");
        assert_string_equal(lead.note, "two pumps\n\ntall\nname: Tom Reed\ntitle: Buyer");
        assert_string_equal(lead.product, "pumps");
        assert_int_equal(lead.value_cents, 1200000);
        assert_int_equal(lead.temperature, TEMPERATURE_HOT);
        assert_int_equal(lead.promises.count, 1);
        assert_non_null(way(&lead, "tom@reed.example"));
        assert_non_null(way(&lead, "+16175550111"));
        assert_non_null(way(&lead, "+16175550100"));
        /* What is typed is read or refused, whatever the file brings of its kind. */
        CardAddress bad = {ADDRESS_CELL, "12"};
        const Card wrong = {.addresses = &bad, .address_count = 1, .renews_at = TIME_NONE};
        assert_false(capture_vcard(office.context, office.arena, contact, sizeof contact - 1,
                                   &(VcardInput){.card = &wrong}, &cards, &err));
        assert_string_equal(err.field, "cell");
        /* Nobody knows of which of several a photo is, nor whether one is meant that cannot be. */
        static const char *const unfit[] = {
            "BEGIN:VCARD\nVERSION:3.0\nFN:Jill Hart\nTEL:+1 617 555 0101\nEND:VCARD\n"
            "BEGIN:VCARD\nVERSION:3.0\nFN:Jack Hart\nTEL:+1 617 555 0102\nEND:VCARD\n",
            "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD\n"};
        for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++) {
            assert_false(capture_vcard(office.context, office.arena, unfit[i], strlen(unfit[i]),
                                       &all, &cards, &err));
            assert_int_equal(err.kind, ERR_INPUT);
            assert_string_equal(err.field, "vcard");
        }
        cards = take(&office, unfit[0]);
        assert_int_equal(cards.at[0].captured.state, CAPTURE_ADDED);
        assert_int_equal(cards.at[1].captured.state, CAPTURE_ADDED);
        office_close(&office);
    }
}

static void test_at_most_so_many(void **state)
{
    Office office = office_open(DB_SQLITE);
    Buf text = buf_new(1 << 20);
    for (int i = 0; i <= VCARDS_MOST; i++)
        buf_addf(&text,
                 "BEGIN:VCARD\nVERSION:3.0\nFN:Person N%d\nEMAIL:p%d@x%d.example\nEND:VCARD\n", i,
                 i, i);
    VcardsCaptured cards = take(&office, text.at);
    assert_int_equal(cards.count, VCARDS_MOST);
    assert_true(cards.more);
    buf_free(&text);
    office_close(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shared_from_telephones),
        cmocka_unit_test(test_what_is_none),
        cmocka_unit_test(test_all_that_came_is_kept),
        cmocka_unit_test(test_at_most_so_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
