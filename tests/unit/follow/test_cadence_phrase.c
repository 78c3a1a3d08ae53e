/* Word lists: what blames, threatens and says nothing, and what only looks like it. */
#include "follow/cadence_phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *code_of(Arena *arena, const char *text)
{
    size_t from = 0;
    Phrase phrase;
    return phrase_next(phrase_book(arena), phrase_words(arena, text), &from, &phrase) ? phrase.code
                                                                                      : "";
}

static void assert_codes(const char *code, const char *const *texts)
{
    auto_arena Arena *arena = arena_new();
    for (; *texts; texts++) {
        const char *found = code_of(arena, *texts);
        if (strcmp(found, code) != 0)
            print_error("\"%s\" is found to be \"%s\"\n", *texts, found);
        assert_string_equal(found, code);
    }
}

static void hears_blame(void **state)
{
    static const char *const texts[] = {
        "I haven't heard back from you.",
        "We have not heard anything yet",
        "HAVEN’T HEARD FROM YOU",
        "as I hadn't yet heard back",
        "I never got a reply",
        "Having had no response from you",
        "I've tried several times",
        "I tried to call you a couple of times.",
        "we have been trying to get through to you again",
        "I left you three voicemails",
        "I sent you several\ne-mails",
        "You didn't answer.",
        "you did not call",
        "you have not replied",
        "You've not yet returned my calls",
        "you never called",
        "My mail was ignored",
        "please don't ignore me",
        "I am still waiting for your answer",
        "I'm waiting to hear",
        "we were unable to reach you",
        "I couldn't reach you",
        "you are hard to get hold of",
        "As I already mentioned,",
        "as per my last note",
        "you must be very busy",
        "I'm disappointed",
        "I am surprised that I've not seen it",
        "since you went quiet",
        "it slipped through the cracks",
        "Did you forget about us? You forgot me",
        "this is my third message",
        NULL,
    };
    assert_codes("blames", texts);
}

static void hears_nothing_said(void **state)
{
    static const char *const texts[] = {
        "Just checking in",
        "I wanted to check in with you",
        "just   checking\nin on this",
        "Checking back about the quote",
        "touching base",
        "let us touch base next week",
        "Following up on my last email",
        "following-up on our previous call",
        "I'm just following up",
        "circling back",
        "to circle back on this",
        "looping back",
        "Did you get my letter?",
        "bumping this to the top of your inbox",
        "A gentle reminder",
        "a friendly nudge",
        "in case you missed it",
        "I just wanted to say hello",
        "reaching out",
        "Any update?",
        "any thoughts",
        "I hope this e-mail finds you well",
        "Hope you are doing well",
        "how are things?",
        "where things stand",
        "wondering if you had a chance",
        "to stay on your radar",
        "pick your brain",
        "at your earliest convenience",
        "please do not hesitate",
        "feel free to call",
        "I look forward to hearing",
        "let me know if you have any questions",
        "let me know what you think",
        "are you still interested?",
        "it's been a while",
        "It's me again",
        NULL,
    };
    assert_codes("says_nothing", texts);
}

static void hears_threats(void **state)
{
    static const char *const texts[] = {
        "This is my last attempt",     "my final e-mail unless you answer",
        "I'll close your file",        "before I give up",
        "I will not bother you again", "I assume you are not the one",
        "permission to close?",        NULL,
    };
    assert_codes("gives_up", texts);
}

static void lets_good_words_be(void **state)
{
    static const char *const texts[] = {
        "We talked about the circle. Back then it was red.",
        "Check the label of the pump on Tuesday.",
        "Check with your electrician.",
        "If you do not get it by Friday, call me.",
        "the price list is waiting for you",
        "parts that are hard to find",
        "The last time we met you showed me the press.",
        "I have some news on the price.",
        "How are you set for filters?",
        "Where would it stand?",
        "It is still in stock.",
        "Call me again on Tuesday.",
        "I will try you again on Thursday.",
        "Keep in mind that it is heavy.",
        "before you close the books",
        "We are unable to get parts from them.",
        "The touch screen, base model.",
        "{{first}}, {{me}} here: which hour is the worst?",
        "The follow of the cam is smooth. Up there it wears.",
        "Please assume no changes to the drawing.",
        "I would have time on Tuesday.",
        "",
        "{{",
        "''''",
        "’’ ’ ‘a’’",
        NULL,
    };
    assert_codes("", texts);
}

static void says_where_and_goes_on(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char *text = "Hi {{first}},\nI’m circling\n  back. Any update?";
    const PhraseBook *book = phrase_book(arena);
    PhraseWords words = phrase_words(arena, text);
    size_t from = 0;
    Phrase phrase;
    assert_true(phrase_next(book, words, &from, &phrase));
    assert_int_equal(phrase.offset, strstr(text, "circling") - text);
    assert_int_equal(phrase.end, strstr(text, ". Any") - text);
    assert_true(phrase_next(book, words, &from, &phrase));
    assert_int_equal(phrase.offset, strstr(text, "Any") - text);
    assert_false(phrase_next(book, words, &from, &phrase));
    assert_false(phrase_next(book, words, &from, &phrase));
}

static void cuts_into_words(void **state)
{
    auto_arena Arena *arena = arena_new();
    PhraseWords words = phrase_words(
        arena, "I can't e-mail {{#note}}{{note}}{{/note}} – it’s café-like. You're in!");
    static const char *const expected[] = {"i",    "can",  "not", "email", "",  "it's",
                                           "café", "like", "you", "are",   "in"};
    assert_int_equal(words.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < words.count; i++)
        assert_string_equal(words.at[i].word, expected[i]);
    assert_true(words.at[0].begins);
    assert_false(words.at[7].begins);
    assert_true(words.at[8].begins);
}

static void matches_patterns(void **state)
{
    static const struct {
        const char *pattern, *text;
        size_t after; /* 0: no match */
    } rows[] = {
        {"a b", "a b c", 2},       {"a b", "a c", 0},        {"a|x b", "x b", 2},
        {"a b? c", "a c", 2},      {"a b? c", "a b c", 3},   {"a ~2 d", "a b c d", 4},
        {"a ~2 d", "a d", 2},      {"a ~1 d", "a b c d", 0}, {"a b", "a. b", 0},
        {"a b", "a\n\nb", 0},      {"a b", "a\nb", 2},       {"a ~3 b", "a x. y b", 0},
        {"a ~1 b? c", "a x c", 3}, {"a b", "a {{x}} b", 0},  {"a ~1 b", "a {{x}} b", 3},
    };
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t after = 0;
        bool matched =
            phrase_matches(phrase_words(arena, rows[i].text), 0, rows[i].pattern, &after);
        assert_int_equal(matched, rows[i].after > 0);
        assert_int_equal(after, rows[i].after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hears_blame),
        cmocka_unit_test(hears_nothing_said),
        cmocka_unit_test(hears_threats),
        cmocka_unit_test(lets_good_words_be),
        cmocka_unit_test(says_where_and_goes_on),
        cmocka_unit_test(cuts_into_words),
        cmocka_unit_test(matches_patterns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
