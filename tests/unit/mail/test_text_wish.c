/* What texts want: keywords in any dress and many languages, refusals, and what is only like one.
 *
 * Sentences of both kinds, KIND|WORDS a line, in tests/samples/text_wish, read as from the USA:
 *   audit     168 by whom the reading before this one was found wanting (of its 106 refusals 77
 *             missed, of its 62 others 28 flagged): 0 missed, 0 flagged
 *   learned   215 written when the code was done: 7 of 110 missed (6.4 %), 3 of 105 flagged
 *             (2.9 %); then the code learned from them: 0 and 1
 *   held_out  152 written after that: 2 of 75 missed (2.7 %), 1 of 77 flagged (1.3 %); the code
 *             has not learned from them, so that they tell how it reads what nobody foresaw
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
#include <string.h>

#include <cmocka.h>

static void check_from(const char *country, const char *const *texts, size_t count, TextWish wish)
{
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        TextWish read = text_wish(arena, texts[i], country);
        if (read != wish)
            print_message("%s: \"%s\" is read as %d\n", country ? country : "?", texts[i],
                          (int)read);
        assert_int_equal(read, wish);
    }
}

#define CHECK(texts, wish) check_from("US", (texts), sizeof(texts) / sizeof *(texts), (wish))

static void stops(void **state)
{
    static const char *const texts[] = {
        "STOP",
        "stop",
        " Stop. ",
        "stop!!!",
        "*STOP*",
        "S T O P",
        "s.t.o.p.",
        "STOPALL",
        "stop all",
        "END",
        "end.",
        "CANCEL",
        "Cancel ",
        "UNSUBSCRIBE",
        "QUIT",
        "revoke",
        "OPT OUT",
        "opt-out",
        "OptOut",
        "opt/out",
        "OPT_OUT",
        "Stop\n",
        "\"stop\"",
        "please stop",
        "Stop please",
        "ＳＴＯＰ",
        "STOP STOP STOP STOP",
        "stop.stop",
        "UNSUBCRIBE",
        "unsuscribe",
        "ST0P",
        "STOP 1",
        "1 STOP",
        "end all",
        "cancel all",
        "REVOKE CONSENT",
        "STOP - Bob",
        "Stop\nAnn Lee",
        "stop texts",
        "STOP ALL MESSAGES",
        "Stop.\nSent from my iPhone",
        "STOP\n\nOn Mon, Nov 2, 2026 at 3:00 PM Mary Beck <mary@labels.example> wrote:\n> Hello\n",
        "Baja",
        "СТОП",
        "Стоп!",
        "отписаться",
        "停止",
        "退订",
        "配信停止",
        "수신거부",
        "बंद",
        "הסר",
        "إلغاء",
        "توقف",
    };
    (void)state;
    CHECK(texts, TEXT_WISH_STOP);
}

/* Another language's word holds where it is spoken, by numbers of there. */
static void words_of_a_country(void **state)
{
    static const struct {
        const char *country, *text;
        TextWish there, elsewhere;
    } words[] = {
        {"FR", "Arrêt", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"CA", "ARRET", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"MX", "Alto", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"BR", "sair", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"IT", "cancella", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"DE", "Ende", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"AT", "Abmelden", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"NL", "uitschrijven", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"SE", "avsluta", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"PL", "REZYGNUJĘ", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"CZ", "Konec", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"TR", "iptal", TEXT_WISH_STOP, TEXT_WISH_REFUSES},
        {"TR", "dur", TEXT_WISH_STOP, TEXT_WISH_NONE},
        {"TR", "ret", TEXT_WISH_STOP, TEXT_WISH_NONE},
        {"CN", "td", TEXT_WISH_STOP, TEXT_WISH_NONE},
        {"ES", "Alta", TEXT_WISH_START, TEXT_WISH_NONE},
        {"FR", "reprendre", TEXT_WISH_START, TEXT_WISH_NONE},
        {"MX", "Ayuda", TEXT_WISH_HELP, TEXT_WISH_NONE},
        {"DE", "Hilfe!", TEXT_WISH_HELP, TEXT_WISH_NONE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        check_from(words[i].country, &words[i].text, 1, words[i].there);
        check_from("GB", &words[i].text, 1, words[i].elsewhere);
        check_from(NULL, &words[i].text, 1, words[i].elsewhere);
    }
    check_from("US", (const char *const[]){"Alta"}, 1, TEXT_WISH_NONE); /* a name; "baja" holds */
}

static void starts_and_helps(void **state)
{
    static const char *const starts[] = {"START",   "unstop", "Start!", "UN STOP",
                                         "un-stop", "старт",  "开始",   "Yes start"};
    static const char *const helps[] = {"HELP",    "help?",        "Info",
                                        "H E L P", "who is this?", "помощь"};
    static const char *const neither[] = {"resume", "Start on Monday"};
    (void)state;
    CHECK(starts, TEXT_WISH_START);
    CHECK(helps, TEXT_WISH_HELP);
    CHECK(neither, TEXT_WISH_NONE);
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
        "Please don't text me before 8",
        "Don't message me on Sunday, Monday is fine",
        "don't send me the invoice yet",
        "don't contact Bob, contact me",
        "Don't call me, text me",
        "remove me from the cc, add Jim",
        "I don't text and drive",
        "I don't text",
        "why did you stop texting me? still want the quote",
        "no me mande la factura",
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
        TextWish read = text_wish(arena, text.at, "US");
        if (read != keywords[which].wish)
            fail_msg("%s: \"%s\" is read as %d", keywords[which].word, text.at, (int)read);
    }
}

static const char *const keywords_of_talk[] = {"stop", "quit", "end", "cancel", "start", "help"};
static const char *const words_of_talk[] = {"by",  "Monday", "the",  "order", "at",
                                            "our", "with",   "when", "June",  "truck",
                                            "for", "then",   "here"};
enum { KEYWORDS = 6, WORDS = 13 };

/* With one more word behind it is no keyword. */
static void keywords_beside_a_word(void **state)
{
    auto_buf Buf text = buf_new(64);
    (void)state;
    for (size_t i = 0; i < KEYWORDS; i++)
        for (size_t j = 0; j < WORDS; j++) {
            buf_cut(&text, 0);
            buf_addf(&text, "%s %s", keywords_of_talk[i], words_of_talk[j]);
            check_from("US", (const char *const *)&text.at, 1, TEXT_WISH_NONE);
        }
}

/* Nor in any dress, on either side: nothing is ended by itself. "Then stop", "stop - truck" may ask
 * a person. */
static void keywords_within_words(void **state)
{
    enum { TRIES = 5000 };
    uint64_t seed = 65;
    auto_buf Buf text = buf_new(4096);
    auto_buf Buf dressed = buf_new(4096);
    for (int i = 0; i < TRIES; i++) {
        auto_arena Arena *arena = arena_new();
        const char *word = words_of_talk[below(&seed, WORDS)];
        dress_up(&dressed, &seed, keywords_of_talk[below(&seed, KEYWORDS)]);
        buf_cut(&text, 0);
        if (below(&seed, 2))
            buf_addf(&text, "%s %s", word, dressed.at);
        else
            buf_addf(&text, "%s %s", dressed.at, word);
        TextWish read = text_wish(arena, text.at, "US");
        if (read != TEXT_WISH_NONE && read != TEXT_WISH_REFUSES)
            fail_msg("\"%s\" is read as %d", text.at, (int)read);
    }
}

/* --- sentences --- */

typedef struct Tally {
    int refusals, missed, others, flagged;
} Tally;

static void tally_line(Tally *tally, char *line)
{
    auto_arena Arena *arena = arena_new();
    char *words = strchr(line, '|');
    if (!words)
        return;
    *words++ = '\0';
    words[strcspn(words, "\n")] = '\0';
    TextWish read = text_wish(arena, words, "US");
    bool refuses = strcmp(line, "refuses") == 0;
    bool read_so = read == TEXT_WISH_REFUSES || read == TEXT_WISH_STOP;
    if (refuses != read_so)
        print_message("%s: %s\n", refuses ? "missed" : "flagged", words);
    tally->refusals += refuses;
    tally->others += !refuses;
    tally->missed += refuses && !read_so;
    tally->flagged += !refuses && read != TEXT_WISH_NONE;
}

/* At most 3 of 100 refusals are missed, 5 of 100 others flagged. */
static void sentences(void **state)
{
    static const char *const files[] = {"audit", "learned", "held_out"};
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        Tally tally = {0};
        char path[4096], line[1000];
        (void)snprintf(path, sizeof path, "%s/%s.txt", TEXT_WISH_SAMPLES, files[i]);
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        while (fgets(line, sizeof line, file))
            tally_line(&tally, line);
        (void)fclose(file);
        assert_true(tally.refusals >= 75 && tally.others >= 60);
        assert_true(tally.missed * 100 <= tally.refusals * 3);
        assert_true(tally.flagged * 100 <= tally.others * 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops),
        cmocka_unit_test(words_of_a_country),
        cmocka_unit_test(starts_and_helps),
        cmocka_unit_test(refusals),
        cmocka_unit_test(neither),
        cmocka_unit_test(keywords_in_any_dress),
        cmocka_unit_test(keywords_beside_a_word),
        cmocka_unit_test(keywords_within_words),
        cmocka_unit_test(sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
