/* Out-of-office mails: until when, and who stands in. */
#include "mail_test.h"

#include "base/text.h"
#include "mail/away.h"

#include <stdio.h>
#include <string.h>

/* Dates as they are said; the mail is of Monday, 2 March 2026. */
static void test_dates(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        const char *text, *until;
    } cases[] = {
        {"I am back on Monday.", "2026-03-09"},
        {"I am back next Monday, March 16.", "2026-03-16"},
        {"I am out of office until 3 March.", "2026-03-03"},
        {"I will return on March 3rd, 2026.", "2026-03-03"},
        {"Away from 5 to 8 March, back on the 9th.", "2026-03-09"},
        {"On leave May 1-5.", "2026-05-05"},
        {"I'm away 1st-5th of May.", "2026-05-05"},
        {"Out through 3/20/2026.", "2026-03-20"},
        {"Out until 2026-03-20.", "2026-03-20"},
        {"I return tomorrow.", "2026-03-03"},
        {"I am back next week.", "2026-03-09"},
        {"Back on 5 January.", "2027-01-05"},
        {"I am away on Friday, 6 March.", "2026-03-06"},
        {"I'm on leave until Friday and will be back on Monday.", "2026-03-09"},
        {"ich bin vom 1. bis 5. Mai nicht da", "2026-05-05"},
        {"Ab dem 6. März bin ich wieder da.", "2026-03-06"},
        {"bis zum 20.3. im Urlaub", "2026-03-20"},
        {"du 1er au 5 mai", "2026-05-05"},
        {"de retour lundi prochain", "2026-03-09"},
        {"hasta el 3 de abril", "2026-04-03"},
        {"vuelvo el lunes", "2026-03-09"},
        {"torno il 3 aprile", "2026-04-03"},
        {"até o dia 3 de abril", "2026-04-03"},
        {"t/m 3 april", "2026-04-03"},
        {"t.o.m. 3 april", "2026-04-03"},
        {"do 3 kwietnia", "2026-04-03"},
        {"do 3. dubna", "2026-04-03"},
        {"до 3 апреля", "2026-04-03"},
        {"3月5日まで不在です", "2026-03-05"},
        {"３月６日（金）から出社します", "2026-03-06"},
        {"starting 03/02/2026, and will not return until 03/16/2026", "2026-03-16"},
        {"unavailable between 3 and 10 March", "2026-03-10"},
        {"Meine Rückkehr ist am Mittwoch, 11. März.", "2026-03-11"},
        {"Je suis en vacances du 2 au 13 mars. Je serai de retour le 16 mars.", "2026-03-16"},
        {"Regresaré a la oficina el próximo lunes.", "2026-03-09"},
        {"Sarò di nuovo in ufficio lunedì 9 marzo.", "2026-03-09"},
        {"de férias entre 2 e 13 de março, regressando no dia 16 de março", "2026-03-16"},
        {"van 2 tot 13 maart, vanaf maandag 16 maart weer bereikbaar", "2026-03-16"},
        {"borta 2-13 mars och åter den 16 mars", "2026-03-16"},
        {"Będę nieobecny od 2.03.2026 do 13.03.2026.", "2026-03-13"},
        {"V kanceláři budu opět 10. března.", "2026-03-10"},
        {"3月2日（月）～3月13日（金）まで休暇です", "2026-03-13"},
        {"3月16日以降にご返信いたします", "2026-03-16"},
        {"Меня не будет до понедельника, 9 марта.", "2026-03-09"},
        {"Jeg er tilbake mandag 9. mars.", "2026-03-09"},
        /* no dates of an absence */
        {"Thank you for your mail of 2 March.", NULL},
        {"I am away. Call +49 30 5550144.", NULL},
        {"Back soon, in March or so.", NULL},
        {"I was away until 3 March 2024.", NULL},
        {"Version 1.2 of our terms holds.", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Day until = away_until(arena, "", cases[i].text, day_of_civil(2026, 3, 2));
        const char *said = day_iso(arena, until);
        if (!text_equal(said, cases[i].until))
            fail_msg("%s: %s", cases[i].text, said ? said : "none");
    }
    assert_int_equal(away_until(arena, "Away until May 5", "", day_of_civil(2026, 3, 2)),
                     day_of_civil(2026, 5, 5));
    assert_int_equal(away_until(arena, "", "until 3 March", DAY_NONE), DAY_NONE);
}

/* Each sample says what is to be read in headers of its own. */
static void expect_absence(Arena *arena, const char *path, void *with)
{
    size_t length;
    const char *bytes = slurp(arena, path, &length);
    const MimeMail *mail = mail_of(arena, bytes, length);
    Reading reading;
    reading_of(arena, mail, &reading);
    if (reading.kind != MAIL_AUTO_REPLY)
        fail_msg("%s: %s", path, reading_kind_name(reading.kind));
    const char *until = text_or(day_iso(arena, reading.until), "none");
    if (!text_equal(until, mime_header(&mail->headers, "X-Expect-Until")))
        fail_msg("%s: until %s", path, until);
    const char *who = reading.stand_in_count
                          ? arena_printf(arena, "%s|%s|%s", reading.stand_ins[0].name,
                                         reading.stand_ins[0].address, reading.stand_ins[0].phone)
                          : "";
    if (!text_equal(who, mime_header(&mail->headers, "X-Expect-Stand-In")))
        fail_msg("%s: %s", path, who);
    assert_string_equal(reading.recipients[0].address, "away@pumps.example");
    assert_string_equal(reading.ids.at[0], "touch-12@seller.example");
    *(int *)with += 1;
}

static void test_languages(void **state)
{
    int mails = 0;
    each_file(MAIL_SAMPLES "/away", ".eml", expect_absence, &mails);
    assert_int_equal(mails, 28);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
