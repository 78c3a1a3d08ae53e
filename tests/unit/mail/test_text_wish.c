/* What texts want: keywords in any dress and many languages, refusals, and what is only like one.
 */
#include "base/arena.h"
#include "mail/text_wish.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops),
        cmocka_unit_test(starts_and_helps),
        cmocka_unit_test(refusals),
        cmocka_unit_test(neither),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
