/* What is weak in a mail: each finding where it is, and only there. */
#include "mail_test.h"

#include "base/text.h"
#include "mail/lint.h"

#include <stdio.h>
#include <string.h>

#define GOOD                                                                                       \
    "Subject: Labels on the LP-4\n\n"                                                              \
    "Hello Bob,\n\n"                                                                               \
    "at the show you asked how long a change of labels takes on the LP-4. It takes 40 "            \
    "seconds.\n\n"                                                                                 \
    "Shall I bring one on Thursday at ten?\n\n"                                                    \
    "Alex Reed, 202 555 0100\n"

static const LintField fields[] = {{"first", false, NULL},   {"company", false, NULL},
                                   {"me", true, NULL},       {"my_cell", true, NULL},
                                   {"promise", false, NULL}, {"source", true, NULL}};

static LintFacts plain_facts(void)
{
    return (LintFacts){.cell = "+12025550100", .fields = fields, .field_count = 6};
}

static const LintFinding *finding(const Lint *lint, const char *key)
{
    for (size_t i = 0; i < lint->count; i++)
        if (text_equal(lint->findings[i].key, key))
            return &lint->findings[i];
    return NULL;
}

static void test_good(void **state)
{
    auto_arena Arena *arena = arena_new();
    LintFacts facts = plain_facts();
    facts.to = "bob@acme.example";
    facts.mx = LINT_MX_THERE;
    facts.spam = (LintSpam){true, 0.4, 5, ""};
    Lint lint = lint_words(arena, GOOD, &facts);
    for (size_t i = 0; i < lint.count; i++)
        print_message("%s: %s\n", lint.findings[i].key, lint.findings[i].message);
    assert_int_equal(lint.count, 0);
    assert_int_equal(lint.score, 100);
}

/* A way to spoil the good mail, and the one finding it makes. */
static void test_each(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        const char *replaced, *by;
        const char *key;
        int line;
    } cases[] = {
        {"Thursday at ten?", "some day.", "no_ask", 0},
        {"ten?\n", "ten? Or do you want it by mail?\n", "two_asks", 7},
        {"202 555 0100", "202 555 0101", "no_cell", 0},
        {"202 555 0100", "", "no_cell", 0},
        {"at the show you asked how long", "A question may be how long", "reason_late", 5},
        {"It takes 40 seconds.", "It takes no time.", "no_claim", 0},
        {"It takes 40", "I just wanted to check in. It takes 40", "says_nothing", 5},
        {"It takes 40", "I have not heard back from you. It takes 40", "blames", 5},
        {"Labels on", "Re: Labels on", "fake_reply", 1},
        {"Labels on", "LABELS, LABELS, AND MORE LABELS ON", "subject_shouts", 1},
        {"the LP-4\n", "the LP-4!\n", "subject_shouts", 1},
        {"Labels on", "What you asked me at the show about how long a change of labels takes on",
         "subject_long", 1},
        {"Labels on the LP-4", "", "no_subject", 0},
        {"Bob,", "{{first}},", "merge_hole", 3},
        {"Bob,", "{{fist}},", "unknown_field", 3},
        {"Bob,", "{{first,", "merge_broken", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *at = strstr(GOOD, cases[i].replaced);
        assert_non_null(at);
        const char *words = arena_printf(arena, "%.*s%s%s", (int)(at - GOOD), GOOD, cases[i].by,
                                         at + strlen(cases[i].replaced));
        LintFacts facts = plain_facts();
        Lint lint = lint_words(arena, words, &facts);
        const LintFinding *found = finding(&lint, cases[i].key);
        if (lint.count != 1)
            fail_msg("%s: %zu findings, the first %s", cases[i].key, lint.count,
                     lint.count ? lint.findings[0].key : "none");
        assert_non_null(found);
        assert_int_equal(found->line, cases[i].line);
        assert_int_equal(lint.score, 100 - found->weight);
        assert_true(strlen(found->message) > 10 && strlen(found->way_out) > 10);
    }
}

static void test_facts(void **state)
{
    auto_arena Arena *arena = arena_new();
    LintFacts known = plain_facts();
    static const char *const had[] = {"Something else, an hour ago, about other things.", GOOD};
    static const LintGiven given = {"How Ford did it", "https://example.com/ford"};
    const struct {
        LintFacts facts;
        const char *key;
    } cases[] = {
        {{.to = "info@acme.example"}, "role_address"},
        {{.to = "bob@mailinator.com"}, "disposable_address"},
        {{.to = "bob at acme"}, "address"},
        {{.to = "bob@acme.example", .mx = LINT_MX_NONE}, "no_mx"},
        {{.spam = {true, 7.5, 5, "SUBJ_ALL_CAPS 1.5"}}, "spam"},
        {{.spam = {true, 2.5, 5, ""}}, "spam"},
        {{.had = had, .had_count = 2}, "repeated"},
        {{.had = had + 1, .had_count = 1}, "repeated"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        LintFacts facts = cases[i].facts;
        facts.cell = known.cell;
        Lint lint = lint_words(arena, GOOD, &facts);
        if (lint.count != 1 || !finding(&lint, cases[i].key))
            fail_msg("%s: %zu findings", cases[i].key, lint.count);
    }
    known.had = had;
    known.had_count = 1;
    known.given = &given;
    known.given_count = 1;
    assert_int_equal(lint_words(arena, GOOD, &known).count, 0);
    Lint lint = lint_words(arena, GOOD "See https://example.com/ford\n", &known);
    assert_non_null(finding(&lint, "repeated"));
    assert_int_equal(finding(&lint, "repeated")->line, 10);
}

/* Words as they go: what would have been merged is a fault in itself. */
static void test_merged(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const LintField first = {"first", true, "Bob"};
    static const LintHole holes[] = {{"product", "the price of the ."}, {"city", "Greetings to ,"}};
    LintFacts facts = {.cell = "+12025550100",
                       .fields = &first,
                       .field_count = 1,
                       .merged = true,
                       .gap = "[your ",
                       .holes = holes,
                       .hole_count = 2};
    assert_int_equal(lint_words(arena, GOOD, &facts).count, 0);
    Lint lint = lint_words(arena, GOOD "{{first}} and {{fist}}", &facts);
    assert_int_equal(lint.count, 2);
    assert_string_equal(lint.findings[0].key, "not_merged");
    assert_string_equal(lint.findings[0].way_out, "Write: Bob");
    assert_non_null(strstr(lint.findings[1].message, "{{fist}}"));
    lint = lint_words(arena, GOOD "[your cell number]\nthe price of the .\n", &facts);
    assert_int_equal(lint.count, 2);
    assert_int_equal(finding(&lint, "not_filled")->line, 10);
    assert_int_equal(finding(&lint, "merge_hole")->line, 11);
    lint = lint_words(arena, GOOD "{{", &facts);
    assert_int_equal(lint.count, 0);
}

/* A reason that is known is looked for in any language; fields are reasons, too. */
static void test_reason(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        const char *line, *reason;
        bool late;
    } cases[] = {
        {"You wanted the test of the label change.", NULL, false},
        {"We are the market leader and have offices in the world.", NULL, true},
        {"It is about {{promise}} and what we have to do.", NULL, false},
        {"Sie wollten die Etiketten der LP-4 sehen.", "Etiketten auf der Messe gesehen", false},
        {"Wir sind die Marktführer seit 1950.", "Etiketten auf der Messe gesehen", true},
        {"Wir sind die Marktführer seit 1950.", NULL, false}, /* nobody can tell */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        LintFacts facts = plain_facts();
        facts.reason = cases[i].reason;
        Lint lint = lint_words(arena, arena_printf(arena, "Hi,\n\n%s\n", cases[i].line), &facts);
        if ((finding(&lint, "reason_late") != NULL) != cases[i].late)
            fail_msg("%s", cases[i].line);
    }
}

static void test_languages(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        const char *words;
        bool asks;
    } cases[] = {
        {"Passt Ihnen Donnerstag um zehn?", true},
        {"木曜日の十時はいかがでしょうか？", true},
        {"هل يناسبك يوم الخميس؟", true},
        {"Ich melde mich.", false},
    };
    LintFacts facts = plain_facts();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Lint lint = lint_words(arena, cases[i].words, &facts);
        assert_int_equal(finding(&lint, "no_ask") == NULL, cases[i].asks);
        assert_null(finding(&lint, "no_claim"));
    }
}

static void test_length(void **state)
{
    auto_arena Arena *arena = arena_new();
    LintFacts facts = plain_facts();
    auto_buf Buf words = buf_new(LINT_LONGEST * 2);
    for (int i = 0; i < LINT_WORDS_FIRST; i++)
        buf_adds(&words, "word ");
    Lint lint = lint_words(arena, words.at, &facts);
    assert_null(finding(&lint, "too_long"));
    buf_adds(&words, "more");
    lint = lint_words(arena, words.at, &facts);
    assert_int_equal(finding(&lint, "too_long")->weight, 10);
    facts.later = true;
    facts.language = "en";
    lint = lint_words(arena, words.at, &facts);
    assert_null(finding(&lint, "too_long"));
    while (words.length < LINT_LONGEST + 100)
        buf_adds(&words, "{{nobody}} just checking in ");
    lint = lint_words(arena, words.at, &facts);
    assert_int_equal(lint.score, 0);
    assert_true(lint.count <= LINT_FINDINGS_MOST);
    lint = lint_words(arena, "", &facts);
    assert_non_null(finding(&lint, "no_text"));
}

static void test_files(void **state)
{
    auto_arena Arena *arena = arena_new();
    LintFacts facts = plain_facts();
    const LintFile files[] = {{"small.pdf", 1000, false, true},
                              {"large.mov", 9000000, false, false},
                              {"larger.mov", 90000000, true, false}};
    static const char words[] = "Subject: The plan\n\nHello Bob,\n\nthe plan is attached.\n";
    Lint lint = lint_words(arena, words, &facts);
    assert_null(finding(&lint, "file_missing")); /* nothing is known of files */
    facts.files = (LintFiles){.known = true};
    lint = lint_words(arena, words, &facts);
    assert_int_equal(finding(&lint, "file_missing")->line, 5);
    lint = lint_words(arena, "We are unattached; no attachments.", &facts);
    assert_null(finding(&lint, "file_missing"));
    facts.files =
        (LintFiles){.known = true, .at = files, .count = 3, .weight = 12000000, .most = 11000000};
    lint = lint_words(arena, words, &facts);
    assert_null(finding(&lint, "file_missing"));
    assert_non_null(strstr(finding(&lint, "too_heavy")->way_out, "large.mov"));
    assert_non_null(strstr(finding(&lint, "file_again")->message, "small.pdf"));
    facts.files.weight = 11000000;
    lint = lint_words(arena, words, &facts);
    assert_null(finding(&lint, "too_heavy"));
}

static const char *times(Arena *arena, const char *unit, size_t count)
{
    char *made = arena_alloc(arena, count * strlen(unit) + 1), *to = made;
    for (size_t i = 0; i < count; i++)
        to = stpcpy(to, unit);
    return made;
}

/* A text has no subject, no cell number, no mailbox; it has parts. */
static void test_text(void **state)
{
    auto_arena Arena *arena = arena_new();
    LintFacts facts = {
        .medium = LINT_TEXT, .part_cost = "0.0079 USD", .merged = true, .gap = "[your "};
    Lint lint = lint_words(arena, "Subject: \n\nWhere do yours come off?", &facts);
    assert_int_equal(lint.score, 100);
    assert_true(lint.text->size.gsm);
    assert_int_equal(lint.text->size.parts, 1);
    assert_int_equal(lint.text->size.left, 160 - 24);
    assert_null(lint.text->forced_by);
    assert_string_equal(lint.text->cost, "0.0079 USD");

    lint = lint_words(arena, "one\nit’s ready", &facts);
    assert_string_equal(lint.text->forced_by, "’");
    assert_int_equal(finding(&lint, "text_wide")->line, 2);
    assert_non_null(strstr(finding(&lint, "text_wide")->way_out, "'"));
    lint = lint_words(arena, "您好", &facts); /* nothing plainer says it */
    assert_string_equal(lint.text->forced_by, "您");
    assert_null(finding(&lint, "text_wide"));

    lint = lint_words(arena, times(arena, "a", 306), &facts);
    assert_int_equal(lint.count, 0);
    assert_string_equal(lint.text->cost, "0.0158 USD");
    lint = lint_words(arena, times(arena, "a", 307), &facts);
    assert_non_null(finding(&lint, "text_long"));
    lint = lint_words(arena, times(arena, "a", 1530), &facts);
    assert_null(finding(&lint, "text_too_long"));
    lint = lint_words(arena, times(arena, "a", 1531), &facts);
    assert_non_null(finding(&lint, "text_too_long"));
    lint = lint_words(arena, times(arena, "é", 700), &facts); /* in the alphabet */
    assert_int_equal(lint.text->size.parts, 5);
    lint = lint_words(arena, times(arena, "ê", 671), &facts); /* not */
    assert_non_null(finding(&lint, "text_too_long"));

    facts.part_cost = NULL;
    lint = lint_words(arena, " \n", &facts);
    assert_non_null(finding(&lint, "no_text"));
    assert_null(lint.text->cost);
    lint = lint_words(arena, "Hi {{first}}, [your cell number]", &facts);
    assert_non_null(finding(&lint, "not_merged"));
    assert_non_null(finding(&lint, "not_filled"));
    facts.medium = LINT_MAIL;
    assert_null(lint_words(arena, "Hello", &facts).text);
}

/* What nobody writes by hand; and what of mails is asked of no letter. */
static void test_sentences(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        const char *text;
        size_t sentences;
    } cases[] = {{"", 0},
                 {"Hello Bob,\n\nCall me.\n\nAlex Reed", 1},
                 {"Mr. Hill, Dr. Ford and J. P. Stone pay 3.50 at no. 5. Why?", 2},
                 {"Really?! \"Yes.\" (Never.) Well ...", 4},
                 {"e.g. this, i.e. that", 0},
                 {"一つ。二つ！三つ？", 3},
                 {"Wait... what", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(lint_sentences(cases[i].text), cases[i].sentences);
    LintFacts facts = plain_facts();
    facts.medium = LINT_LETTER;
    const char five[] = "You asked for 40 seconds. It is 40. It was 90. I measured. "
                        "When may I call, or call me: 202 555 0100?";
    Lint lint = lint_words(arena, five, &facts);
    assert_int_equal(finding(&lint, "too_many_sentences")->weight, 10);
    assert_null(finding(&lint, "no_subject"));
    facts.medium = LINT_SAID;
    lint = lint_words(arena, five, &facts);
    assert_int_equal(lint.count, 0);
    lint = lint_words(arena, " \n", &facts);
    assert_non_null(finding(&lint, "no_text"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),   cmocka_unit_test(test_each),
        cmocka_unit_test(test_facts),  cmocka_unit_test(test_merged),
        cmocka_unit_test(test_reason), cmocka_unit_test(test_languages),
        cmocka_unit_test(test_length), cmocka_unit_test(test_files),
        cmocka_unit_test(test_text),   cmocka_unit_test(test_sentences)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
