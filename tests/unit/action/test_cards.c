/* Photographed cards, files, and what is expected of a lead. */
/* The office calls what it captures a card, too. */
#define Card OfficeCard
#include "team.h"
#undef Card

#include "action/access.h"
#include "action/card_photo.h"
#include "action/consent.h"
#include "action/erase_person.h"
#include "action/expect_lead.h"
#include "action/show_lead.h"
#include "base/text.h"

#include <string.h>

static const char jpeg[] = "\xFF\xD8\xFF\xE0 a photo of a card";
static const char other_jpeg[] = "\xFF\xD8\xFF\xE0 a photo of another card";

static FileInput photo_of(const char *bytes, size_t size)
{
    return (FileInput){.name = "card.jpg", .bytes = bytes, .size = size};
}

static int64_t photograph(Team *team, const Card *card, const char *bytes, size_t size)
{
    Err err = {0};
    Captured captured = {0};
    FileInput photo = photo_of(bytes, size);
    team_does(capture_photo(team->office.context, team->office.arena, card, &(CaptureOptions){0},
                            &photo, &captured, &err),
              &err);
    assert_int_equal(captured.state, CAPTURE_ADDED);
    return captured.lead_id;
}

static struct lead_get_row lead_row(Team *team, int64_t id)
{
    Err err = {0};
    struct lead_get_row row = {0};
    team_does(sql_lead_read(team->office.context->db, team->office.arena,
                            &(struct lead_read_in){.workspace = 1, .id = id}, &row, NULL, &err),
              &err);
    return row;
}

static size_t files_of(Team *team, int64_t lead)
{
    Err err = {0};
    FilesShown files = {0};
    team_does(file_list(team->office.context, team->office.arena, lead, &files, &err), &err);
    return files.count;
}

static const Card at_the_show = {
    .renews_at = TIME_NONE, .source = "Hannover Messe", .note = "asked for prices"};

static void test_a_photo_alone_is_enough(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        int64_t lead = photograph(&team, &at_the_show, jpeg, sizeof jpeg);
        struct next_touch_of_lead_row next = office_next(&team.office, lead);
        assert_string_equal(lead_row(&team, lead).name, "Card of 2 Mar, 10:00");
        assert_string_equal(next.concern, "agreed");
        assert_string_equal(next.reason, "Type this card.");
        assert_string_equal(next.channel, "");
        assert_string_equal(next.mode, "person");
        assert_int_equal(next.due_at, OFFICE_NOW + 23 * HOUR); /* Tuesday, 9:00 */
        WaitingCards cards = {0};
        team_does(list_cards_to_type(team.office.context, team.office.arena, &cards, &err), &err);
        assert_int_equal(cards.count, 1);
        assert_int_equal(cards.at[0].lead_id, lead);
        assert_string_equal(cards.at[0].note, "asked for prices");
        assert_true(cards.at[0].photo.image);
        office_audit(&team.office);
        team_be(&team, team.zoe); /* Ann's */
        team_does(list_cards_to_type(team.office.context, team.office.arena, &cards, &err), &err);
        assert_int_equal(cards.count, 0);
        team_close(&team);
    }
}

static Captured type(Team *team, int64_t lead, const Card *card)
{
    Err err = {0};
    Captured captured = {0};
    team_does(type_card(team->office.context, team->office.arena, lead, card, &captured, &err),
              &err);
    return captured;
}

static void test_typed(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        const char *promise = "send the quote friday";
        Card said = {.renews_at = TIME_NONE,
                     .source = "Hannover Messe",
                     .promises = &promise,
                     .promise_count = 1};
        int64_t lead = photograph(&team, &said, jpeg, sizeof jpeg);
        CardAddress cell = {ADDRESS_CELL, "202 555 0177"};
        Card card = {.renews_at = TIME_NONE,
                     .name = "Una Feld",
                     .company = "Feld Works",
                     .note = "tall",
                     .addresses = &cell,
                     .address_count = 1};
        Captured captured = type(&team, lead, &card);
        assert_int_equal(captured.lead_id, lead);
        struct lead_get_row row = lead_row(&team, lead);
        assert_string_equal(row.name, "Una Feld");
        assert_string_equal(row.name_key, "una feld");
        assert_string_equal(row.source, "Hannover Messe");
        assert_string_equal(row.note, "tall");
        assert_int_equal(row.agreed_at, TIME_NONE);
        assert_int_equal(row.contact_id, captured.contact_id);
        assert_string_equal(office_next(&team.office, lead).concern, "cadence");
        LeadShown shown = {0};
        team_does(show_lead(team.office.context, team.office.arena, lead, &shown, &err), &err);
        assert_string_equal(shown.people[0].addresses[0].value, "+12025550177");
        assert_int_equal(shown.promises.count, 1);
        assert_int_equal(shown.promises.at[0].contact_id, captured.contact_id);
        assert_int_equal(files_of(&team, lead), 1);
        WaitingCards cards = {0};
        team_does(list_cards_to_type(team.office.context, team.office.arena, &cards, &err), &err);
        assert_int_equal(cards.count, 0);
        team_refuses(
            type_card(team.office.context, team.office.arena, lead, &card, &captured, &err), &err,
            ERR_CONFLICT, "typed already");
        team_close(&team);
    }
}

/* Somebody who is known with an open lead: the leads become one, the photo goes along. */
static void test_typed_and_known(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        const char *promise = "call monday";
        Card said = {
            .renews_at = TIME_NONE, .note = "met again", .promises = &promise, .promise_count = 1};
        int64_t lead = photograph(&team, &said, jpeg, sizeof jpeg);
        CardAddress cell = {ADDRESS_CELL, "202 555 0102"};
        Card dora = {.renews_at = TIME_NONE,
                     .name = "Dora Quarry",
                     .company = "Quarry",
                     .addresses = &cell,
                     .address_count = 1};
        Captured captured = type(&team, lead, &dora);
        assert_int_equal(captured.lead_id, team.bobs.lead);
        assert_int_equal(files_of(&team, team.bobs.lead), 1);
        assert_int_equal(files_of(&team, lead), 0);
        assert_string_equal(lead_row(&team, lead).status, "closed");
        assert_string_equal(lead_row(&team, team.bobs.lead).note, "met again");
        LeadShown shown = {0};
        team_does(show_lead(team.office.context, team.office.arena, team.bobs.lead, &shown, &err),
                  &err);
        assert_int_equal(shown.promises.count, 2);
        /* Never again, says who is on another card. */
        office_log(&team.office, team.zoes.lead, false, "talked", "never");
        int64_t other = photograph(&team, &said, other_jpeg, sizeof other_jpeg);
        CardAddress kims = {ADDRESS_CELL, "202 555 0103"};
        Card kim = {
            .renews_at = TIME_NONE, .name = "Kim Shore", .addresses = &kims, .address_count = 1};
        captured = type(&team, other, &kim);
        assert_int_equal(captured.lead_id, 0);
        assert_string_equal(lead_row(&team, other).status, "closed");
        team_close(&team);
    }
}

/* What is typed beside a photo without a name is the person's, once there is one. */
static void test_typed_beside_the_photo(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        CardAddress ways[] = {{ADDRESS_CELL, "202 555 0177"},
                              {ADDRESS_EMAIL, "una@feld.example"},
                              {ADDRESS_OFFICE, "202 555 0178"},
                              {ADDRESS_POSTAL, "1 Main St\nSpringfield"}};
        Card said = {.renews_at = TIME_NONE,
                     .note = "tall: very\ncell: ask his wife",
                     .title = "Buyer",
                     .zone = "America/Chicago",
                     .addresses = ways,
                     .address_count = 4};
        int64_t lead = photograph(&team, &said, jpeg, sizeof jpeg);
        assert_string_equal(lead_row(&team, lead).name, "Card of 2 Mar, 10:00");
        WaitingCards cards = {0};
        team_does(list_cards_to_type(context, arena, &cards, &err), &err);
        assert_string_equal(cards.at[0].note, "tall: very\ncell: ask his wife");
        const Card *kept = &cards.at[0].typed;
        assert_string_equal(kept->title, "Buyer");
        assert_int_equal(kept->address_count, 4);
        assert_string_equal(kept->addresses[3].value, "1 Main St, Springfield");
        /* The office number was mistyped. */
        CardAddress office = {ADDRESS_OFFICE, "202 555 0179"},
                    same = {ADDRESS_EMAIL, "Una@Feld.example"};
        CardAddress now[] = {office, same};
        Card card = {
            .renews_at = TIME_NONE, .name = "Una Feld", .addresses = now, .address_count = 2};
        assert_int_equal(type(&team, lead, &card).lead_id, lead);
        assert_string_equal(lead_row(&team, lead).note,
                            "tall: very\ncell: ask his wife\noffice: 202 555 0178");
        LeadShown shown = {0};
        team_does(show_lead(context, arena, lead, &shown, &err), &err);
        assert_int_equal(shown.people[0].address_count, 4);
        assert_string_equal(shown.people[0].title, "Buyer");
        assert_string_equal(shown.people[0].zone, "America/Chicago");
        office_audit(&team.office);
        /* Somebody known is known by the number that was kept. */
        CardAddress doras = {ADDRESS_CELL, "202 555 0102"};
        Card met = {
            .renews_at = TIME_NONE, .product = "pumps", .addresses = &doras, .address_count = 1};
        int64_t other = photograph(&team, &met, other_jpeg, sizeof other_jpeg);
        Captured captured =
            type(&team, other, &(Card){.renews_at = TIME_NONE, .name = "Dora Quarry"});
        assert_int_equal(captured.lead_id, team.bobs.lead);
        assert_null(lead_row(&team, team.bobs.lead).note);
        assert_string_equal(lead_row(&team, team.bobs.lead).product, "pumps");
        /* What cannot be read is said at once. */
        CardAddress bad = {ADDRESS_CELL, "12"};
        Card wrong = {.renews_at = TIME_NONE, .addresses = &bad, .address_count = 1};
        FileInput photo = photo_of(jpeg, sizeof jpeg);
        team_refuses(
            capture_photo(context, arena, &wrong, &(CaptureOptions){0}, &photo, &captured, &err),
            &err, ERR_INPUT, "12");
        team_close(&team);
    }
}

/* What was said of texts and of their contract goes to whom the card names, as of when it was said
 * and by whom. */
/* What was misread beside the photo and is cleared when the card is typed does not come back. */
static void test_cleared_stays_cleared(void **state)
{
    each_engine(engine)
    {
        Team team = team_open(engine);
        CardAddress ways[] = {{ADDRESS_CELL, "202 555 0177"},
                              {ADDRESS_CELL, "202 555 0178"},
                              {ADDRESS_OFFICE, "202 555 0179"},
                              {ADDRESS_EMAIL, "una@feld.example"}};
        const Card said = {.renews_at = TIME_NONE,
                           .note = "tall",
                           .title = "Buyer",
                           .zone = "America/Chicago",
                           .addresses = ways,
                           .address_count = 4};
        int64_t lead = photograph(&team, &said, jpeg, sizeof jpeg);
        CardAddress now[] = {{ADDRESS_CELL, ""}, {ADDRESS_EMAIL, ""}, {ADDRESS_HOME, ""}};
        const Card card = {.renews_at = TIME_NONE,
                           .name = "Una Feld",
                           .title = "",
                           .role = "",
                           .addresses = now,
                           .address_count = 3};
        type(&team, lead, &card);
        Err err = {0};
        LeadShown shown = {0};
        team_does(show_lead(team.office.context, team.office.arena, lead, &shown, &err), &err);
        assert_string_equal(shown.note, "tall");
        assert_null(shown.people[0].title);
        assert_string_equal(shown.people[0].zone, "America/Chicago");
        assert_int_equal(shown.people[0].address_count, 2);
        for (size_t i = 0; i < 2; i++)
            assert_true(text_equal(shown.people[0].addresses[i].value, "+12025550178") ||
                        text_equal(shown.people[0].addresses[i].value, "+12025550179"));
        office_audit(&team.office);
        team_close(&team);
    }
}

static void test_texts_and_dates_of_a_photo(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        const Time renews = OFFICE_NOW + 200 * DAY_SECONDS;
        const Card said = {.renews_at = renews, .asked_for_texts = true};
        team_be(&team, team.bob);
        int64_t lead = photograph(&team, &said, jpeg, sizeof jpeg);
        team_be(&team, team.mary);
        office_at(&team.office, OFFICE_NOW + 2 * DAY_SECONDS);
        CardAddress cell = {ADDRESS_CELL, "202 555 0102"};
        const Card dora = {
            .renews_at = TIME_NONE, .name = "Dora Quarry", .addresses = &cell, .address_count = 1};
        assert_int_equal(type(&team, lead, &dora).lead_id, team.bobs.lead);
        ConsentLedger ledger = {0};
        team_does(consent_of_lead(context, arena, team.bobs.lead, &ledger, &err), &err);
        assert_int_equal(ledger.count, 1);
        assert_true(ledger.at[0].given);
        assert_int_equal(ledger.at[0].at, OFFICE_NOW);
        assert_string_equal(ledger.at[0].how, "asked to be texted");
        assert_string_equal(ledger.at[0].user, "Bob Stone");
        assert_int_equal(lead_row(&team, team.bobs.lead).asked_for_texts, 1);
        struct cycle_of_lead_rows cycles = {0};
        team_does(sql_cycle_of_lead(context->db, arena,
                                    &(struct cycle_of_lead_in){.workspace = context->workspace,
                                                               .lead_id = team.bobs.lead},
                                    &cycles, &err),
                  &err);
        assert_int_equal(cycles.count, 1);
        assert_int_equal(zone_day(context_zone(context), cycles.at[0].at),
                         zone_day(context_zone(context), renews));
        /* The same without a photo; what was said before says nothing new. */
        Draft draft;
        Captured captured = {0};
        Card again = dora;
        again.note = "wants it in May";
        again.asked_for_texts = true;
        again.renews_at = renews;
        static const CaptureState states[] = {CAPTURE_UPDATED, CAPTURE_DUPLICATE};
        for (size_t i = 0; i < 2; i++) {
            team_does(card_draft(context, arena, &again, &draft, &err), &err);
            team_does(capture_lead(context, arena, &draft, &(CaptureOptions){0}, &captured, &err),
                      &err);
            assert_int_equal(captured.state, states[i]);
        }
        again.renews_at = renews + 30 * DAY_SECONDS;
        again.note = "in June";
        team_does(card_draft(context, arena, &again, &draft, &err), &err);
        team_does(capture_lead(context, arena, &draft, &(CaptureOptions){0}, &captured, &err),
                  &err);
        assert_int_equal(captured.state, CAPTURE_UPDATED);
        assert_string_equal(lead_row(&team, team.bobs.lead).note, "wants it in May\nin June");
        team_does(consent_of_lead(context, arena, team.bobs.lead, &ledger, &err), &err);
        assert_int_equal(ledger.count, 2);
        assert_string_equal(ledger.at[0].user, "Mary Hill");
        team_does(sql_cycle_of_lead(context->db, arena,
                                    &(struct cycle_of_lead_in){.workspace = context->workspace,
                                                               .lead_id = team.bobs.lead},
                                    &cycles, &err),
                  &err);
        assert_int_equal(cycles.count, 2);
        /* Somebody new has it on record from the first. */
        CardAddress evas = {ADDRESS_CELL, "202 555 0199"};
        const Card eva = {.renews_at = TIME_NONE,
                          .name = "Eva Pit",
                          .asked_for_texts = true,
                          .addresses = &evas,
                          .address_count = 1};
        team_does(card_draft(context, arena, &eva, &draft, &err), &err);
        team_does(capture_lead(context, arena, &draft, &(CaptureOptions){0}, &captured, &err),
                  &err);
        team_does(consent_of_lead(context, arena, captured.lead_id, &ledger, &err), &err);
        assert_int_equal(ledger.count, 1);
        office_audit(&team.office);
        team_close(&team);
    }
}

static void test_files(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        FileInput input = photo_of(jpeg, sizeof jpeg);
        FileShown file = {0}, again = {0};
        const void *bytes;
        Undone *undone;
        size_t count;
        input.lead_id = team.bobs.lead;
        team_does(file_keep(context, arena, &input, &file, &err), &err);
        team_does(file_keep(context, arena, &input, &again, &err), &err);
        assert_int_equal(again.id, file.id); /* the same bytes */
        team_does(file_read(context, arena, file.id, &file, &bytes, &err), &err);
        assert_memory_equal(bytes, jpeg, sizeof jpeg);
        assert_string_equal(file.type, "image/jpeg");
        team_be(&team, team.zoe);
        team_refuses(access_need(context, ACCESS_FILE, file.id, &err), &err, ERR_MISSING,
                     "no file");
        team_be(&team, team.mary);
        team_does(access_need(context, ACCESS_FILE, file.id, &err), &err);
        team_be(&team, team.ann);
        team_does(undo_records(context, arena, 2, &undone, &count, &err), &err);
        assert_int_equal(files_of(&team, team.bobs.lead), 0);
        team_refuses(file_read(context, arena, file.id, &file, &bytes, &err), &err, ERR_MISSING,
                     "no file");
        team_does(file_keep(context, arena, &input, &file, &err), &err);
        team_does(file_remove(context, file.id, &err), &err);
        team_refuses(file_remove(context, file.id, &err), &err, ERR_MISSING, "no file");
        team_does(file_keep(context, arena, &input, &file, &err), &err);
        Erased erased;
        team_does(erase_person(context, arena,
                               &(EraseOptions){.contact_id = team.bobs.contact, .sure = true},
                               &erased, &err),
                  &err);
        assert_int_equal(files_of(&team, team.bobs.lead), 0);
        team_close(&team);
    }
}

static void test_types_and_refusals(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *type;
    } types[] = {
        {"\x89PNG\r\n\x1A\n....", 12, "image/png"},
        {"GIF89a", 6, "image/gif"},
        {"RIFF....WEBPVP8 ", 16, "image/webp"},
        {"....ftypheic", 12, "image/heic"},
        {"%PDF-1.7", 8, "application/pdf"},
        {"<html><script>", 14, "text/plain"},
        {"<svg xmlns='http://www.w3.org/2000/svg'>", 40, "text/plain"},
        {"\xFF\xFE\x00\x01", 4, "application/octet-stream"},
        {"\xFF\xD8", 2, "application/octet-stream"},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        assert_string_equal(file_type(types[i].bytes, types[i].size), types[i].type);
    Err err = {0};
    Team team = team_open(DB_SQLITE);
    Context *context = team.office.context;
    Arena *arena = team.office.arena;
    Captured captured;
    FileShown file;
    FileInput page = {.name = "card.jpg", .bytes = "<html>", .size = 6};
    team_refuses(
        capture_photo(context, arena, &at_the_show, &(CaptureOptions){0}, &page, &captured, &err),
        &err, ERR_INPUT, "no picture");
    team_refuses(file_keep(context, arena, &page, &file, &err), &err, ERR_INPUT,
                 "of a lead or of a content");
    page.lead_id = 999999;
    team_refuses(file_keep(context, arena, &page, &file, &err), &err, ERR_MISSING, "no such lead");
    page.lead_id = team.bobs.lead;
    page.size = 0;
    team_refuses(file_keep(context, arena, &page, &file, &err), &err, ERR_INPUT, "empty");
    page.size = 11 * 1024 * 1024;
    page.bytes = arena_alloc(arena, page.size);
    team_refuses(file_keep(context, arena, &page, &file, &err), &err, ERR_INPUT,
                 "larger than 10 MB");
    page.size = 10;
    page.name = "../../etc/passwd";
    team_does(file_keep(context, arena, &page, &file, &err), &err);
    assert_string_equal(file.name, "file");
    CardAddress bad = {ADDRESS_CELL, "12"};
    Card card = {.renews_at = TIME_NONE, .name = "Una", .addresses = &bad, .address_count = 1};
    int64_t lead = photograph(&team, &at_the_show, jpeg, sizeof jpeg);
    team_refuses(type_card(context, arena, lead, &card, &captured, &err), &err, ERR_INPUT, "12");
    team_refuses(type_card(context, arena, team.bobs.lead,
                           &(Card){.renews_at = TIME_NONE, .name = "Una"}, &captured, &err),
                 &err, ERR_CONFLICT, "typed already");
    team_close(&team);
}

/* With a name it is a capture as any, and the photo stays with it. */
static void test_photo_of_a_named_card(void **state)
{
    Team team = team_open(DB_SQLITE);
    CardAddress cell = {ADDRESS_CELL, "202 555 0188"};
    Card card = {.renews_at = TIME_NONE, .name = "Eve Pit", .addresses = &cell, .address_count = 1};
    int64_t lead = photograph(&team, &card, jpeg, sizeof jpeg);
    Err err = {0};
    WaitingCards cards = {0};
    assert_string_equal(lead_row(&team, lead).name, "Eve Pit");
    assert_int_equal(files_of(&team, lead), 1);
    team_does(list_cards_to_type(team.office.context, team.office.arena, &cards, &err), &err);
    assert_int_equal(cards.count, 0);
    team_close(&team);
}

static void test_expected(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Team team = team_open(engine);
        Context *context = team.office.context;
        Arena *arena = team.office.arena;
        ExpectedTouches expected = {0};
        struct next_touch_of_lead_row next = office_next(&team.office, team.bobs.lead);
        team_does(expect_lead(context, arena, team.bobs.lead, 0, &expected, &err), &err);
        assert_int_equal(expected.days, EXPECTED_DAYS);
        assert_true(expected.count >= 3);
        assert_true(expected.at[0].next);
        assert_int_equal(expected.at[0].at, next.due_at);
        assert_string_equal(expected.at[0].reason, next.reason);
        for (size_t i = 1; i < expected.count; i++) {
            assert_false(expected.at[i].next);
            assert_true(expected.at[i].at > expected.at[i - 1].at);
            assert_true(expected.at[i].at < OFFICE_NOW + 31 * DAY_SECONDS);
            assert_non_null(expected.at[i].reason);
        }
        /* Looking changes nothing. */
        struct next_touch_of_lead_row after = office_next(&team.office, team.bobs.lead);
        assert_int_equal(after.due_at, next.due_at);
        size_t month = expected.count;
        team_does(expect_lead(context, arena, team.bobs.lead, 90, &expected, &err), &err);
        assert_true(expected.count > month);
        team_refuses(expect_lead(context, arena, team.bobs.lead, 400, &expected, &err), &err,
                     ERR_INPUT, "days");
        team_refuses(expect_lead(context, arena, 999999, 0, &expected, &err), &err, ERR_MISSING,
                     "no lead");
        team_does(close_lead(context, arena, team.bobs.lead, "no budget", &err), &err);
        team_does(expect_lead(context, arena, team.bobs.lead, 0, &expected, &err), &err);
        assert_int_equal(expected.count, 0);
        team_close(&team);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_photo_alone_is_enough),
        cmocka_unit_test(test_typed),
        cmocka_unit_test(test_typed_and_known),
        cmocka_unit_test(test_typed_beside_the_photo),
        cmocka_unit_test(test_cleared_stays_cleared),
        cmocka_unit_test(test_texts_and_dates_of_a_photo),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_types_and_refusals),
        cmocka_unit_test(test_photo_of_a_named_card),
        cmocka_unit_test(test_expected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
