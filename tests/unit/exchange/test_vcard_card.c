/* One card at a server: read, and ours laid over theirs. */
#include "exchange/vcard_card.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Ford\r\n" lines "END:VCARD\r\n"

static const char *merged(Arena *arena, const char *theirs, const char *said, const char *ours)
{
    const char *text;
    assert_true(vcard_card_merge(arena, theirs, said, ours, &text));
    return text;
}

static void test_theirs_stays_and_ours_is_as_it_is_now(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    const char *said =
        CARD("TITLE:Buyer\r\nTEL;TYPE=work:+12025550143\r\nEMAIL:a@ford.example\r\n");
    const char *ours =
        CARD("TITLE:Owner\r\nTEL;TYPE=work:+12025550150\r\nEMAIL:a@ford.example\r\n");
    const char *theirs =
        CARD("TITLE:Buyer\r\nPHOTO;ENCODING=b:QUJD\r\n REVG\r\nitem1.TEL:+1 (202) 555-0143\r\n"
             "item1.X-ABLabel:Desk\r\nitem2.TEL:202 555 0188\r\nitem2.X-ABLabel:Boat\r\n"
             "EMAIL;TYPE=work:A@Ford.example\r\nREV:20261101T000000Z\r\n");
    assert_string_equal(
        CARD("TITLE:Owner\r\nPHOTO;ENCODING=b:QUJD\r\n REVG\r\nitem2.TEL:202 555 0188\r\n"
             "item2.X-ABLabel:Boat\r\nEMAIL;TYPE=work:A@Ford.example\r\n"
             "TEL;TYPE=work:+12025550150\r\n"),
        merged(arena, theirs, said, ours));
    const char *again = merged(arena, merged(arena, theirs, said, ours), ours, ours);
    assert_string_equal(merged(arena, theirs, said, ours), again);
}

static void test_what_they_changed_or_took_away_is_theirs(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    const char *ours = CARD("TITLE:Buyer\r\nTEL:+12025550143\r\nEMAIL:a@ford.example\r\n");
    const char *theirs = CARD("TITLE:Queen\r\nTEL:+12025550143\r\n");
    assert_string_equal(theirs, merged(arena, theirs, ours, ours));
    assert_string_equal(CARD("TITLE:Queen\r\nTEL:+12025550143\r\nEMAIL:a@ford.example\r\n"),
                        merged(arena, theirs, NULL, ours));
}

static void test_groups_are_no_persons(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    VcardGroup group;
    const char *apple =
        CARD("X-ADDRESSBOOKSERVER-KIND:group\r\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:AB-12\r\n"
             "UID:g\r\nX-ADDRESSBOOKSERVER-MEMBER:kim\r\n");
    const char *merged_so;
    assert_true(vcard_card_group(arena, apple, &group));
    assert_string_equal("Ann Ford", group.name);
    assert_int_equal(2, group.count);
    assert_string_equal(vcard_card_uid(arena, "URN:UUID:ab-12"), group.members[0]);
    assert_string_equal("kim", group.members[1]);
    assert_false(vcard_card_merge(arena, apple, NULL, CARD("TITLE:Buyer\r\n"), &merged_so));
    assert_true(vcard_card_group(arena, CARD("KIND:Group\r\nMEMBER:urn:uuid:1\r\n"), &group));
    assert_string_equal("1", group.members[0]);
    assert_false(vcard_card_group(arena, CARD("KIND:individual\r\nMEMBER:urn:uuid:1\r\n"), &group));
    assert_false(vcard_card_group(arena, "KIND:group", &group));
}

static void test_what_a_card_is_known_by_stays(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    assert_string_equal(CARD("UID:one\r\n"), merged(arena, CARD("UID:one\r\n"), CARD("UID:one\r\n"),
                                                    CARD("UID:two\r\n")));
    assert_string_equal(CARD("UID:two\r\n"), merged(arena, CARD(""), NULL, CARD("UID:two\r\n")));
    assert_int_equal(VCARD_3_0, vcard_card_version(CARD("NOTE:no VERSION:4\r\n")));
}

static void test_a_note_keeps_their_lines(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    assert_string_equal(CARD("NOTE:Likes tea\\nBeck: new\r\n"),
                        merged(arena, CARD("NOTE:Likes tea\\nBeck: old\r\n"),
                               CARD("NOTE:Beck: old\r\n"), CARD("NOTE:Beck: new\r\n")));
    assert_string_equal(CARD("NOTE:Beck: new\r\n"),
                        merged(arena, CARD("NOTE:Beck: old\r\n"), CARD("NOTE:Beck: old\r\n"),
                               CARD("NOTE:Beck: new\r\n")));
    assert_string_equal(
        CARD("NOTE;LANGUAGE=en:Tea\r\nNOTE:Cake\r\n"),
        merged(arena, CARD("NOTE;LANGUAGE=en:Tea\r\nNOTE:Cake\r\n"), NULL, CARD("")));
    assert_string_equal(CARD("NOTE:Tea\\nBeck: new\r\nNOTE:Cake\r\n"),
                        merged(arena, CARD("NOTE:Tea\r\nNOTE:Cake\\nBeck: old\r\n"), NULL,
                               CARD("NOTE:Beck: new\r\n")));
}

static void test_what_cannot_be_read_is_left_alone(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    static const char *const strange[] = {
        "",
        "no card",
        "BEGIN:VCARD\r\nFN:Ann\r\n",
        CARD("") CARD(""),
        CARD("BEGIN:VCARD\r\n"),
        CARD("FN;ENCODING=QUOTED-PRINTABLE:Ann=\r\n Ford\r\n"),
        CARD("a line of none\r\n"),
    };
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        const char *text;
        ExchangeRow row;
        assert_false(vcard_card_merge(arena, strange[i], NULL, CARD(""), &text));
        vcard_card_row(arena, strange[i], &row);
        assert_int_equal(row.state, ROW_REJECTED);
    }
    ExchangeRow row;
    vcard_card_row(arena, CARD("CATEGORIES:Golf,Beck\r\nTEL;TYPE=ce\r\n ll:202 555 0143\r\n"),
                   &row);
    assert_int_equal(row.state, ROW_GOOD);
    assert_string_equal(row.tags, "Golf, Beck");
    assert_int_equal(row.addresses[0].kind, ROW_CELL);
    assert_int_equal(vcard_card_version("BEGIN:VCARD\nVERSION:4.0\n"), VCARD_4_0);
    assert_int_equal(vcard_card_version(CARD("")), VCARD_3_0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_theirs_stays_and_ours_is_as_it_is_now),
        cmocka_unit_test(test_what_they_changed_or_took_away_is_theirs),
        cmocka_unit_test(test_groups_are_no_persons),
        cmocka_unit_test(test_what_a_card_is_known_by_stays),
        cmocka_unit_test(test_a_note_keeps_their_lines),
        cmocka_unit_test(test_what_cannot_be_read_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
