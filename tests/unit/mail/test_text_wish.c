/* What texts want: keywords in any dress and many languages, refusals, and what is only like one.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "mail/text_wish.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void check(const char *const *texts, size_t count, TextWish wish)
{
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        TextWish read = text_wish(arena, texts[i]);
        if (read != wish)
            print_message("\"%s\" is read as %d\n", texts[i], (int)read);
        assert_int_equal(read, wish);
    }
}

#define CHECK(texts, wish) check((texts), sizeof(texts) / sizeof *(texts), (wish))

static void stops(void **state)
{
    static const char *const texts[] = {
        "STOP",     "stop",        " Stop. ",  "stop!!!",     "*STOP*",       "S T O P",
        "s.t.o.p.", "STOPALL",     "stop all", "END",         "end.",         "CANCEL",
        "Cancel ",  "UNSUBSCRIBE", "QUIT",     "revoke",      "OPT OUT",      "opt-out",
        "OptOut",   "Stop\n",      "\"stop\"", "please stop", "Stop please",  "ＳＴＯＰ",
        "Arrêt",    "ARRET",       "baja",     "Alto",        "parar",        "sair",
        "cancella", "stopp",       "Abmelden", "afmelden",    "uitschrijven", "avsluta",
        "wypisz",   "REZYGNUJĘ",   "odhlásit", "СТОП",        "Стоп!",        "отписаться",
        "iptal",    "停止",        "退订",     "配信停止",    "수신거부",     "बंद",
        "הסר",      "إلغاء",       "توقف",
    };
    (void)state;
    CHECK(texts, TEXT_WISH_STOP);
}

static void starts_and_helps(void **state)
{
    static const char *const starts[] = {"START", "unstop", "Start!", "resume", "старт", "开始"};
    static const char *const helps[] = {"HELP", "help?",  "Info",  "Ayuda",
                                        "aide", "Hilfe!", "помощь"};
    (void)state;
    CHECK(starts, TEXT_WISH_START);
    CHECK(helps, TEXT_WISH_HELP);
}

static void refusals(void **state)
{
    static const char *const texts[] = {
        "please stop texting me", "Stop sending me these messages!",
        "Don't text me again",    "DO NOT CONTACT me any more",
        "Take me off your list",  "Could you please remove my number from this",
        "no more texts thanks",   "I'd like to opt out",
        "Leave me alone.",        "lose my number",
        "Bitte keine SMS mehr",   "Ne m'envoyez plus de SMS",
        "No me escriban más",     "не пишите мне больше",
    };
    (void)state;
    CHECK(texts, TEXT_WISH_REFUSES);
}

static void neither(void **state)
{
    static const char *const texts[] = {
        "",
        "stop by tomorrow",
        "I'll stop in on Friday",
        "The end of the month works",
        "can we cancel the order of May?",
        "Start on Monday, please",
        "I need some help with the labels",
        "We quit using those in 2019",
        "Don't stop texting, I like it",
        "Yes",
        "no",
        "The bus stop is closed, I am late",
        "info@firm.example is my mail",
        "ok 👍",
        "\xff\xfe",
    };
    (void)state;
    CHECK(texts, TEXT_WISH_NONE);
}

/* --- any dress --- */

/* splitmix64 (Vigna): the same dresses in each run. */
static unsigned below(uint64_t *state, unsigned count)
{
    uint64_t bits = *state += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (unsigned)((bits ^ (bits >> 31)) % count);
}

static const char *trimming(uint64_t *state)
{
    static const char *const all[] = {"",   "",     " ",  "  ", ".", "!", "!!!", "?",
                                      "\n", "\r\n", "\t", "\"", "'", "*", "-",   "…",
                                      "“",  "”",    "(",  ")",  ",", "¡", "¿",   "\u00A0",
                                      "_",  "~",    "👍",  "#",  ":", ";", "/"};
    return all[below(state, sizeof all / sizeof *all)];
}

static void add_letter(Buf *out, uint64_t *state, char letter)
{
    unsigned dress = below(state, 8);
    if (dress == 0 && letter >= 'a' && letter <= 'z') /* full width, as Asian keyboards have it */
        buf_addf(out, "\xEF\xBD%c", 0x81 + letter - 'a' <= 0xBF ? 0x81 + letter - 'a' : '?');
    else
        buf_addf(out, "%c", dress % 2 ? letter : (char)toupper((unsigned char)letter));
}

/* A keyword in any case, with anything about it that is no letter; its letters apart, or not. */
static void dress_up(Buf *out, uint64_t *state, const char *keyword)
{
    static const char *const between[] = {" ", ".", "-", "_", "*", " . ", ", "};
    const char *gap = below(state, 4) ? "" : between[below(state, 7)];
    buf_cut(out, 0);
    for (unsigned i = below(state, 4); i; i--)
        buf_addf(out, "%s", trimming(state));
    for (const char *at = keyword; *at; at++) {
        if (*at == ' ' && *gap)
            continue;
        if (*at == ' ')
            buf_addf(out, "%s", between[below(state, 7)]);
        else
            add_letter(out, state, *at);
        if (*gap && at[1])
            buf_addf(out, "%s", gap);
    }
    for (unsigned i = below(state, 4); i; i--)
        buf_addf(out, "%s", trimming(state));
}

static void keywords_in_any_dress(void **state)
{
    static const struct {
        const char *word; /* 47 CFR 64.1200(a)(10), the CTIA's handbook §5.1.3 */
        TextWish wish;
    } keywords[] = {
        {"stop", TEXT_WISH_STOP},    {"quit", TEXT_WISH_STOP},        {"end", TEXT_WISH_STOP},
        {"revoke", TEXT_WISH_STOP},  {"opt out", TEXT_WISH_STOP},     {"cancel", TEXT_WISH_STOP},
        {"stopall", TEXT_WISH_STOP}, {"unsubscribe", TEXT_WISH_STOP}, {"start", TEXT_WISH_START},
        {"unstop", TEXT_WISH_START}, {"help", TEXT_WISH_HELP},        {"info", TEXT_WISH_HELP},
    };
    enum { DRESSES = 20000 };
    uint64_t seed = 64;
    auto_buf Buf text = buf_new(4096);
    for (int i = 0; i < DRESSES; i++) {
        auto_arena Arena *arena = arena_new();
        unsigned which = below(&seed, sizeof keywords / sizeof *keywords);
        dress_up(&text, &seed, keywords[which].word);
        TextWish read = text_wish(arena, text.at);
        if (read != keywords[which].wish)
            fail_msg("%s: \"%s\" is read as %d", keywords[which].word, text.at, (int)read);
    }
}

/* With one more word it is no keyword: nothing is ended by itself. */
static void keywords_within_words(void **state)
{
    static const char *const keywords[] = {"stop", "quit", "end", "cancel", "start", "help"};
    static const char *const words[] = {"by",   "Monday", "the",   "order", "at",   "our",  "with",
                                        "when", "June",   "truck", "for",   "then", "here", "5"};
    enum { TRIES = 5000 };
    uint64_t seed = 65;
    auto_buf Buf text = buf_new(4096);
    auto_buf Buf dressed = buf_new(4096);
    for (int i = 0; i < TRIES; i++) {
        auto_arena Arena *arena = arena_new();
        const char *word = words[below(&seed, sizeof words / sizeof *words)];
        dress_up(&dressed, &seed, keywords[below(&seed, 6)]);
        buf_cut(&text, 0);
        if (below(&seed, 2))
            buf_addf(&text, "%s %s", word, dressed.at);
        else
            buf_addf(&text, "%s %s", dressed.at, word);
        TextWish read = text_wish(arena, text.at);
        if (read != TEXT_WISH_NONE)
            fail_msg("\"%s\" is read as %d", text.at, (int)read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops),
        cmocka_unit_test(starts_and_helps),
        cmocka_unit_test(refusals),
        cmocka_unit_test(neither),
        cmocka_unit_test(keywords_in_any_dress),
        cmocka_unit_test(keywords_within_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
