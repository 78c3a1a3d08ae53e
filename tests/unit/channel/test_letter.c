/* Letters: how addresses are written, in which order they go, and that what cannot be printed
 * leaves its neighbours alone. How the sheets look is held by tests/story/letters.py. */
#include "base/text.h"
#include "channel/letter/letter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *written(Arena *arena, const PostalAddress *address, const char *home)
{
    PostalLines lines;
    Err err;
    if (!postal_lines(arena, address, home, &lines, &err))
        return arena_printf(arena, "refused: %s", err.message);
    const char *text = "";
    for (size_t i = 0; i < lines.count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? "|" : "", lines.lines[i]);
    return text;
}

static void test_lines(void **state)
{
    static const struct {
        PostalAddress address;
        const char *home, *lines;
    } rows[] = {
        {{.name = "Bob", .text = "12 Main St\nSpringfield, IL 62704"},
         "US",
         "Bob|12 Main St|Springfield, IL 62704"},
        {{.name = "Bob", .text = "12 Main St, Springfield, IL 62704, USA"},
         "US",
         "Bob|12 Main St|Springfield, IL 62704"},
        {{.name = "Bob", .text = "12 Main St, Springfield, IL, 62704"},
         "US",
         "Bob|12 Main St|Springfield, IL 62704"},
        {{.name = "Bob", .text = "12 Main St, Springfield, IL 62704", .country = "US"},
         "DE",
         "Bob|12 Main St|Springfield, IL 62704|UNITED STATES"},
        /* Two letters are a state before they are a country. */
        {{.name = "Bob", .text = "1 Pier, Venice, CA"}, "US", "Bob|1 Pier|Venice|CA"},
        {{.name = "Eva", .company = "Ried GmbH", .text = "Hauptstr. 5, 10115 Berlin, Deutschland"},
         "US",
         "Eva|Ried GmbH|Hauptstr. 5|10115 Berlin|GERMANY"},
        {{.name = "Eva", .company = "Ried GmbH", .text = "Ried GmbH\nHauptstr. 5\n10115 Berlin"},
         "DE",
         "Eva|Ried GmbH|Hauptstr. 5|10115 Berlin"},
        /* An import wrote the code first; the British write it last, on a line of its own. */
        {{.name = "Ann",
          .text = "10 Downing St\nSW1A 2AA London\nUnited Kingdom",
          .city = "London",
          .postcode = "SW1A 2AA",
          .country = "GB"},
         "US",
         "Ann|10 Downing St|London|SW1A 2AA|UNITED KINGDOM"},
        {{.name = "Joe",
          .text = "24 Sussex Drive\nOttawa, Ontario K1M 1M4",
          .city = "Ottawa",
          .region = "Ontario",
          .postcode = "K1M 1M4",
          .country = "CA"},
         "US",
         "Joe|24 Sussex Drive|Ottawa Ontario  K1M 1M4|CANADA"},
        /* A town that is known and was left out. */
        {{.name = "Bob",
          .text = "12 Main St",
          .city = "Springfield",
          .region = "IL",
          .postcode = "62704",
          .country = "US"},
         "US",
         "Bob|12 Main St|Springfield, IL 62704"},
        {{.name = "Bob", .text = "1 Atoll Rd, Funafuti", .country = "Tuvalu"},
         "US",
         "Bob|1 Atoll Rd|Funafuti|TUVALU"},
        {{.name = "佐藤", .text = "〒100-0001 東京都千代田区千代田1-1", .country = "JP"},
         "JP",
         "佐藤|〒100-0001 東京都千代田区千代田1-1"},
        {{.name = "Bob", .text = "1 Pier, Springfield, IL 62704, 39.78170, -89.65010"},
         "US",
         "Bob|1 Pier|Springfield, IL 62704"},
        {{.name = "Bob", .text = "1 Pier, Springfield, IL 62704 (39.78170, -89.65010)"},
         "US",
         "Bob|1 Pier|Springfield, IL 62704"},
        {{.name = "Bob", .text = NULL}, "US", "refused: has no postal address"},
        {{.name = "Bob", .text = "12 Main St"},
         "US",
         "refused: has a postal address without a street or a town: \"12 Main St\""},
        {{.name = "Bob", .text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10"},
         "US",
         "refused: has a postal address of more than 9 lines"},
    };
    auto_arena Arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(written(arena, &rows[i].address, rows[i].home), rows[i].lines);
}

static Letter letter_to(const char *name, const char *country, const char *code, bool abroad)
{
    static const char *const sender[] = {"Ann Ford", "Ford Ltd", "1 Oak St",
                                         "Springfield, IL 62704"};
    return (Letter){.sender = {.lines = sender, .count = 4},
                    .to = {.lines = {name, "1 Road", "Town"},
                           .count = 3,
                           .country = country,
                           .postcode = code,
                           .abroad = abroad},
                    .date = "23 November 2026",
                    .body = "Hello,\n\nHere is an idea.\n\nAnn"};
}

static void test_order(void **state)
{
    Letter letters[] = {
        letter_to("a", "FR", "75001", true),  letter_to("b", "US", "90210", false),
        letter_to("c", "DE", "99999", true),  letter_to("d", "US", "10001", false),
        letter_to("e", "US", "90210", false),
    };
    enum { COUNT = sizeof letters / sizeof *letters };
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        letters[i].place = i;
    letters_sort(letters, COUNT);
    char names[COUNT + 1] = "";
    for (size_t i = 0; i < COUNT; i++)
        names[i] = letters[i].to.lines[0][0];
    assert_string_equal(names, "dbeca");
    letters_sort(NULL, 0);
}

static const Stationery *usual(Paper paper)
{
    const Stationery *stationery = NULL;
    Err err;
    assert_true(stationery_find(NULL, paper, &stationery, &err));
    return stationery;
}

static LettersDone print(LetterForm form, Letter *letters, size_t count, Buf *out)
{
    LettersDone done;
    Err err = {0};
    LetterStyle style = {.form = form,
                         .stationery = usual(PAPER_A4),
                         .list = true,
                         .title = "Letters",
                         .made_at = 0};
    if (!letters_pdf(&style, letters, count, out, &done, &err))
        fail_msg("%s", err.message);
    return done;
}

/* An address that fits nowhere, and a character no font has, cost no neighbour. */
static void test_refused(void **state)
{
    static char long_line[4000];
    (void)state;
    memset(long_line, 'W', sizeof long_line - 1);
    for (LetterForm form = 0; form < LETTER_FORMS; form++) {
        Letter letters[] = {letter_to("Bob", "US", "1", false),
                            letter_to(long_line, "US", "2", false),
                            letter_to("Jack", "US", "3", false)};
        auto_buf Buf out = buf_new(LETTER_PDF_MOST);
        LettersDone done = print(form, letters, 3, &out);
        assert_int_equal(done.printed, 2);
        assert_int_equal(done.refused, 1);
        assert_non_null(letters[1].refused);
        assert_int_equal(letters[1].sheets, 0);
        assert_null(letters[0].refused);
        assert_null(letters[2].refused);
        assert_true(text_starts(out.at, "%PDF-"));
        /* One PDF, not two behind each other. */
        assert_null(strstr(out.at + 1, "%PDF-"));
    }
    Letter unwritable = letter_to("Bob", "US", "1", false);
    unwritable.body = "\U000F0000"; /* for private use: no font has it */
    auto_buf Buf out = buf_new(LETTER_PDF_MOST);
    LettersDone done = print(FORM_PRINTED, &unwritable, 1, &out);
    assert_int_equal(done.printed, 0);
    assert_int_equal(out.length, 0);
    assert_non_null(strstr(unwritable.refused, "no font"));
}

static void test_long(void **state)
{
    (void)state;
    Letter letter = letter_to("Bob", "US", "1", false);
    auto_buf Buf body = buf_new(1 << 20);
    for (int i = 0; i < 300; i++)
        buf_addf(&body, "%d. A sentence that says something new to the one who reads it.\n", i);
    letter.body = body.at;
    auto_buf Buf out = buf_new(LETTER_PDF_MOST);
    assert_int_equal(print(FORM_PRINTED, &letter, 1, &out).printed, 1);
    assert_in_range(letter.sheets, 5, 9);
    /* Nobody writes that by hand. */
    buf_clear(&out);
    assert_int_equal(print(FORM_BY_HAND, &letter, 1, &out).printed, 0);
    assert_non_null(strstr(letter.refused, "too long to write by hand"));
    /* Nor is a book a letter. */
    for (int i = 0; i < 20000; i++)
        buf_adds(&body, "One more of very many.\n");
    letter.body = body.at;
    letter.refused = NULL;
    assert_int_equal(print(FORM_PRINTED, &letter, 1, &out).printed, 0);
    assert_non_null(strstr(letter.refused, "200 sheets"));
}

static void test_same_bytes(void **state)
{
    (void)state;
    Letter letter = letter_to("Bob", "US", "1", false);
    auto_buf Buf once = buf_new(LETTER_PDF_MOST), again = buf_new(LETTER_PDF_MOST);
    print(FORM_PRINTED, &letter, 1, &once);
    print(FORM_PRINTED, &letter, 1, &again);
    assert_int_equal(once.length, again.length);
    assert_memory_equal(once.at, again.at, once.length);
}

static void test_stationery(void **state)
{
    const Stationery *found = NULL;
    Err err;
    (void)state;
    assert_int_equal(paper_of_country("US"), PAPER_LETTER);
    assert_int_equal(paper_of_country("DE"), PAPER_A4);
    assert_int_equal(paper_of_country(NULL), PAPER_A4);
    assert_string_equal(usual(PAPER_A4)->name, "din5008b");
    assert_string_equal(usual(PAPER_LETTER)->name, "us10");
    assert_false(stationery_find("us10", PAPER_A4, &found, &err));
    assert_string_equal(err.field, "window");
    /* What stands in a window lies on its paper, left of who writes or below them. */
    for (const Stationery *at = stationery_table(); at->name; at++) {
        const Sheet *sheet = sheet_of(at->paper);
        assert_true(at->address.y + at->address.height <= at->subject);
        assert_true(at->sender.x + at->sender.width <= sheet->width);
        assert_true(at->code.x + at->code.width <= sheet->width);
        assert_true(at->folds[1] < sheet->height);
    }
}

static void test_fax(void **state)
{
    static const char *const sender[] = {"Ann Ford", "Ford Ltd"};
    Fax fax = {.sender = {.lines = sender, .count = 2},
               .to_name = "Bob",
               .to_number = "+1 212 555 0100",
               .date = "23 November 2026",
               .reason = "You asked for the price list.",
               .call = "Call me on +1 212 555 0199.",
               .made_at = 0};
    auto_buf Buf out = buf_new(LETTER_PDF_MOST);
    int sheets = 0;
    Err err = {0};
    (void)state;
    assert_true(fax_pdf(&fax, &out, &sheets, &err));
    assert_int_equal(sheets, 1);
    assert_true(text_starts(out.at, "%PDF-"));
    buf_clear(&out);
    fax.text = "The price list.\n";
    assert_true(fax_pdf(&fax, &out, &sheets, &err));
    assert_int_equal(sheets, 2);
    fax.text = "\U000F0000";
    assert_false(fax_pdf(&fax, &out, &sheets, &err));
    assert_int_equal(err.kind, ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),      cmocka_unit_test(test_order),
        cmocka_unit_test(test_refused),    cmocka_unit_test(test_long),
        cmocka_unit_test(test_same_bytes), cmocka_unit_test(test_stationery),
        cmocka_unit_test(test_fax),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
