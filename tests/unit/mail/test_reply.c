/* What of an answer is the writer's own. */
#include "mail_test.h"

#include "base/text.h"
#include "mail/reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_visible(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        const char *text, *visible;
    } cases[] = {
        {"", ""},
        {"Yes.\n\n\n", "Yes."},
        /* above, below, within */
        {"Yes.\n\nOn Mon, 2 Mar 2026 at 10:00, Mary <m@own.example> wrote:\n> Shall we?\n", "Yes."},
        {"On 2 March 2026, Mary wrote:\n> Shall we?\n\nYes.\n", "Yes."},
        {"> Shall we?\n\nYes.\n", "> Shall we?\n\nYes."},
        {"See below.\n\nOn 2 March 2026, Mary wrote:\n> When?\n\nMonday.\n\n> Where?\n\nHere.\n\n> "
         "Bye\n",
         "See below.\n\n> When?\n\nMonday.\n\n> Where?\n\nHere."},
        /* the mail below is not marked */
        {"Yes.\n\nAm 02.03.2026 um 10:00 schrieb Mary:\n\nWollen wir?\n", "Yes."},
        {"Yes.\n\n________________________________\nFrom: Mary\nSent: Monday\nTo: Bob\n"
         "Subject: Shall we\n\nShall we?\n",
         "Yes."},
        {"Ja.\n\nVon: Mary\nGesendet: Montag\nAn: Bob\nBetreff: Wollen wir\n\nWollen wir?\n",
         "Ja."},
        {"Yes.\n\n-----Original Message-----\nShall we?\n", "Yes."},
        {"Ja.\n\n-----Ursprüngliche Nachricht-----\nWollen wir?\n", "Ja."},
        /* languages */
        {"Oui.\n\nLe lun. 2 mars 2026 à 10:00, Mary <m@own.example> a écrit :\n> On y va ?\n",
         "Oui."},
        {"Sí.\n\nEl lun, 2 mar 2026 a las 10:00, Mary (<m@own.example>) escribió:\n> x\n", "Sí."},
        {"Sì.\n\nIl giorno lun 2 mar 2026 alle ore 10:00 Mary <m@own.example> ha scritto:\n> x\n",
         "Sì."},
        {"Sim.\n\nEm seg., 2 de mar. de 2026 às 10:00, Mary <m@own.example> escreveu:\n> x\n",
         "Sim."},
        {"Ja.\n\nOp ma 2 mrt 2026 om 10:00 schreef Mary <m@own.example>:\n> x\n", "Ja."},
        {"Ja.\n\nDen mån 2 mars 2026 kl 10:00 skrev Mary <m@own.example>:\n> x\n", "Ja."},
        {"Tak.\n\npon., 2 mar 2026 o 10:00 Mary <m@own.example> napisał(a):\n> x\n", "Tak."},
        {"Ano.\n\npo 2. 3. 2026 v 10:00 odesílatel Mary <m@own.example> napsal:\n> x\n", "Ano."},
        {"Да.\n\nпн, 2 мар. 2026 г. в 10:00, Mary <m@own.example> пишет:\n> x\n", "Да."},
        {"はい。\n\n2026年3月2日(月) 10:00 Mary <m@own.example>:\n> x\n", "はい。"},
        /* broken introductions */
        {"Yes.\n\nOn Monday, 2 March 2026 at 10:00, Mary of a very long name <\nm@own.example> "
         "wrote:\n> x\n",
         "Yes."},
        {"My number is 5.\nOn 2 March 2026, Mary wrote:\n> x\n", "My number is 5."},
        /* signatures */
        {"Yes.\n\n-- \nBob\nPumps Ltd.\n", "Yes."},
        {"Yes.\n\nSent from my iPhone\n", "Yes."},
        {"Ja.\n\nVon meinem iPhone gesendet\n", "Ja."},
        {"Sent from my desk, which is much easier than my telephone.\n",
         "Sent from my desk, which is much easier than my telephone."},
        {"-- \nBob\n", "Bob"}, /* never nothing where somebody wrote */
        /* looks like more than it is */
        {"As I wrote:\n\nno.\n", "As I wrote:\n\nno."},
        {"On this day\n\nwe begin.\n", "On this day\n\nwe begin."},
        {"Prices:\n-----\n5 each -- or 4.\n", "Prices:\n-----\n5 each -- or 4."},
        /* handed on */
        {"---------- Forwarded message ---------\nFrom: Eve <e@x.example>\nDate: Monday\n"
         "Subject: Pumps\nTo: Bob\n\nBuy pumps.\n",
         "Buy pumps."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(reply_visible(arena, cases[i].text), cases[i].visible);
}

static void test_subjects(void **state)
{
    assert_true(reply_is_subject("Re: x"));
    assert_true(reply_is_subject("AW: x"));
    assert_true(reply_is_subject("Odp: x"));
    assert_false(reply_is_subject("Fwd: x"));
    assert_false(reply_is_subject("Regarding x"));
}

/* --- corpora --- */

typedef struct Score {
    int replies, exact;
} Score;

/* Without blanks at the ends of lines and empty lines at both ends. */
static char *tidied(Arena *arena, const char *text)
{
    auto_buf Buf out = buf_new(1 << 20);
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n"), kept = length;
        while (kept && strchr(" \t\r", line[kept - 1]))
            kept--;
        if (kept || out.length) {
            buf_add(&out, line, kept);
            buf_addc(&out, '\n');
        }
        line += length + (line[length] == '\n');
    }
    while (out.length && out.at[out.length - 1] == '\n')
        out.at[--out.length] = '\0';
    return arena_strndup(arena, out.at, out.length);
}

static void score_one(Arena *arena, const char *path, void *with)
{
    Score *score = with;
    const char *name = strrchr(path, '/') + 1, *folder = strstr(path, "/emails/");
    if (!folder)
        return;
    size_t length;
    const char *text = slurp(arena, path, &length);
    const char *wanted = slurp(
        arena, arena_printf(arena, "%.*s/trimmed/%s", (int)(folder - path), path, name), &length);
    assert_non_null(wanted);
    const char *visible = reply_visible(arena, text);
    wanted = tidied(arena, wanted);
    score->replies++;
    score->exact += text_equal(tidied(arena, visible), wanted);
    if (wanted[0] && !visible[0])
        fail_msg("%s: nothing is left", path);
}

static void test_discourse(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char *folder = corpus(arena, "reply-discourse");
    if (!folder) {
        puts("skip: ../shared/corpora/reply-discourse is not here");
        skip();
    }
    Score score = {0};
    each_file(folder, ".txt", score_one, &score);
    printf("reply-discourse: %d of %d exact\n", score.exact, score.replies);
    assert_true(score.replies >= 20);
    assert_true(score.exact >= 0.75 * score.replies);
}

/* Answers as eleven mail programs send them. */
static void expect_hello(Arena *arena, const char *path, void *with)
{
    size_t length;
    const char *bytes = slurp(arena, path, &length);
    const char *visible = reply_visible(arena, mail_of(arena, bytes, length)->text);
    if (!text_starts(visible, "Hello") || strlen(visible) > strlen("Hello\n\nSent from my iPhone"))
        fail_msg("%s: %s", path, visible);
    *(int *)with += 1;
}

static void test_programs(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char *folder = corpus(arena, "reply-talon/standard_replies");
    if (!folder) {
        puts("skip: ../shared/corpora/reply-talon is not here");
        skip();
    }
    int mails = 0;
    each_file(folder, ".eml", expect_hello, &mails);
    assert_true(mails >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_visible),
        cmocka_unit_test(test_subjects),
        cmocka_unit_test(test_discourse),
        cmocka_unit_test(test_programs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
