/* Reading: what the file says is what the planner gets. */
#include "follow/cadence.h"
#include "follow/cadence_value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char whole[] =
    "name: fair-2026\n"
    "title: Met at a fair\n"
    "target: first-talk\n"
    "for: [show, networking]\n"
    "fallbacks:\n"
    "  first: there\n"
    "  company: your company\n"
    "steps:\n"
    "  - key: call\n"
    "    channel: phone\n"
    "    when: not talked and has cell\n"
    "    window: 2 working days\n"
    "    reason: We met at {{source}}.\n"
    "    new: none\n"
    "    personal: yes\n"
    "    content: case-study\n"
    "    words: |\n"
    "      One.\n"
    "      Two.\n"
    "\n"
    "    voicemail: Hi\n"
    "    gatekeeper: Who decides?\n"
    "  - key: mail\n"
    "    channel: email\n"
    "    after: 2 hours\n"
    "    by: person\n"
    "    reason: The list came out.\n"
    "    new: the list\n"
    "    subject: The list\n"
    "    body: Which page?\n"
    "  - {key: text, channel: text, after: 1 season, reason: A text., body: Hi}\n"
    "tail:\n"
    "  rhythm: [2 weeks, 1 month]\n"
    "  floor: 3 weeks\n"
    "  steps:\n"
    "    - {key: again, channel: phone, reason: Once more.}\n";

static const Cadence *must_read(Arena *arena, const char *source, Findings *findings)
{
    const Cadence *cadence = NULL;
    Err err = {0};
    assert_true(cadence_read(arena, source, strlen(source), &cadence, findings, &err));
    return cadence;
}

static void assert_wait(Wait wait, int count, WaitUnit unit)
{
    assert_int_equal(wait.count, count);
    assert_int_equal(wait.unit, unit);
}

static void reads_the_head(void **state)
{
    auto_arena Arena *arena = arena_new();
    Findings findings;
    const Cadence *cadence = must_read(arena, whole, &findings);
    assert_non_null(cadence);
    assert_string_equal(cadence->name, "fair-2026");
    assert_string_equal(cadence->title, "Met at a fair");
    assert_string_equal(cadence->target, "first-talk");
    assert_int_equal(cadence->for_sources, 1u << SOURCE_SHOW | 1u << SOURCE_NETWORKING);
    assert_string_equal(doc_text(cadence->fallbacks, "company"), "your company");
    assert_int_equal(cadence->fallbacks->count, 2);
    assert_int_equal(cadence->id, 0);
}

static void reads_the_steps(void **state)
{
    auto_arena Arena *arena = arena_new();
    Findings findings;
    const Cadence *cadence = must_read(arena, whole, &findings);
    assert_int_equal(cadence->step_count, 3);

    const Step *call = &cadence->steps[0];
    assert_string_equal(call->key, "call");
    assert_int_equal(call->channel, CHANNEL_PHONE);
    assert_int_equal(call->mode, MODE_PERSON);
    assert_int_equal(call->must, FACT_CELL);
    assert_int_equal(call->must_not, FACT_TALKED);
    assert_wait(call->after, 0, WAIT_MINUTES);
    assert_wait(call->window, 2, WAIT_WORKING_DAYS);
    assert_true(call->personal);
    assert_null(call->news);
    assert_string_equal(call->content_kind, "case-study");
    assert_string_equal(call->words, "One.\nTwo.");
    assert_string_equal(call->voicemail, "Hi");
    assert_string_equal(call->gatekeeper, "Who decides?");
    assert_null(call->body);
    assert_null(call->body_text);
    assert_int_equal(call->line, 9);

    const Step *mail = &cadence->steps[1];
    assert_int_equal(mail->mode, MODE_PERSON);
    assert_wait(mail->after, 120, WAIT_MINUTES);
    assert_string_equal(mail->news, "the list");
    assert_string_equal(mail->subject, "The list");
    assert_non_null(mail->subject_text);

    assert_int_equal(cadence->steps[2].mode, MODE_MACHINE);
    assert_wait(cadence->steps[2].after, 3, WAIT_MONTHS);
}

static void reads_the_tail(void **state)
{
    auto_arena Arena *arena = arena_new();
    Findings findings;
    const Cadence *cadence = must_read(arena, whole, &findings);
    assert_int_equal(cadence->rhythm_count, 2);
    assert_wait(cadence->rhythm[0], 14, WAIT_DAYS);
    assert_wait(cadence->rhythm[1], 1, WAIT_MONTHS);
    assert_wait(cadence->floor, 21, WAIT_DAYS);
    assert_int_equal(cadence->tail_count, 1);
    assert_string_equal(cadence->tail[0].reason, "Once more.");
}

static void parses_the_texts(void **state)
{
    auto_arena Arena *arena = arena_new();
    Findings findings;
    const Cadence *cadence = must_read(arena, whole, &findings);
    Doc *data = doc_object(arena);
    doc_set_text(arena, data, "source", "the Tool Fair");
    auto_buf Buf out = buf_new(1000);
    mustache_render(cadence->steps[0].reason_text, data, cadence->fallbacks, MUSTACHE_PLAIN, NULL,
                    NULL, &out);
    assert_string_equal(out.at, "We met at the Tool Fair.");
}

static void finds_a_step_by_its_key(void **state)
{
    auto_arena Arena *arena = arena_new();
    Findings findings;
    const Cadence *cadence = must_read(arena, whole, &findings);
    size_t index = 99;
    assert_ptr_equal(cadence_step(cadence, "text", &index), &cadence->steps[2]);
    assert_int_equal(index, 2);
    assert_ptr_equal(cadence_step(cadence, "again", &index), &cadence->tail[0]);
    assert_int_equal(index, 3);
    assert_null(cadence_step(cadence, "gone", &index));
    assert_int_equal(index, 3);
}

static void gives_none_while_there_are_errors(void **state)
{
    auto_arena Arena *arena = arena_new();
    Findings findings;
    assert_null(must_read(arena, "name: x\n", &findings));
    assert_true(findings.errors > 0);
    assert_true(findings.count >= findings.errors);
}

static void loads_without_a_look_at_the_wording(void **state)
{
    auto_arena Arena *arena = arena_new();
    Err err = {0};
    const Cadence *cadence = NULL;
    char *source = arena_strdup(arena, whole);
    assert_true(cadence_load(arena, source, strlen(source), &cadence, &err));
    memset(source, '?', strlen(source)); /* nothing points into the file */
    assert_string_equal(cadence->name, "fair-2026");
    assert_int_equal(cadence->step_count, 3);
    assert_string_equal(cadence->steps[0].words, "One.\nTwo.");
    assert_string_equal(doc_text(cadence->fallbacks, "first"), "there");

    static const char endless[] =
        "name: x\ntitle: x\nsteps:\n  - {key: a, channel: fone, reason: r}\n";
    const Cadence *none = NULL;
    assert_false(cadence_load(arena, endless, strlen(endless), &none, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_string_equal(err.message,
                        "line 1, column 1: the cadence could end: add \"tail:\" with a "
                        "rhythm and steps that repeat");
    assert_null(none);
}

static void refuses_what_is_no_map(void **state)
{
    static const struct {
        const char *source, *says;
    } rows[] = {
        {"- a\n- b\n", "line 1, column 1: a cadence is a map"},
        {"just words\n", "line 1, column 1: a cadence is a map"},
        {"name: [\n", "line "},
        {"name: a\nname: b\n", "line 2, column 1"},
        {"name: \xff\n", "UTF-8"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        auto_arena Arena *arena = arena_new();
        const Cadence *cadence = NULL;
        Findings findings = {0};
        Err err = {0};
        assert_false(
            cadence_read(arena, rows[i].source, strlen(rows[i].source), &cadence, &findings, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_non_null(strstr(err.message, rows[i].says));
        assert_null(cadence);
    }
}

static void stops_counting_findings_nobody_reads(void **state)
{
    auto_arena Arena *arena = arena_new();
    auto_buf Buf source = buf_new(1 << 20);
    buf_adds(&source, "name: x\n");
    for (int i = 0; i < 900; i++)
        buf_addf(&source, "key%d: 1\n", i);
    Findings findings;
    assert_null(must_read(arena, source.at, &findings));
    assert_int_equal(findings.count, DRAFT_FINDINGS);
    assert_true(findings.errors > 900);
}

static void reads_durations(void **state)
{
    static const struct {
        const char *text;
        int count;
        WaitUnit unit;
    } rows[] = {
        {"0", 0, WAIT_MINUTES},
        {"1 minute", 1, WAIT_MINUTES},
        {"10 minutes", 10, WAIT_MINUTES},
        {"2 hours", 120, WAIT_MINUTES},
        {"1 day", 1, WAIT_DAYS},
        {"3 working days", 3, WAIT_WORKING_DAYS},
        {"1 working day", 1, WAIT_WORKING_DAYS},
        {"2 weeks", 14, WAIT_DAYS},
        {"6 months", 6, WAIT_MONTHS},
        {"1 season", 3, WAIT_MONTHS},
        {"120 months", 120, WAIT_MONTHS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Wait wait;
        assert_true(cadence_value_wait(rows[i].text, &wait));
        assert_wait(wait, rows[i].count, rows[i].unit);
    }
    static const char *const bad[] = {"",         "1",       "day",          "-1 day",    "1 dayss",
                                      "1.5 days", "2 years", "121 months",   "1 working", "soon",
                                      "1 day ",   "1\tday",  "99999999 days"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Wait wait = {7, WAIT_MONTHS};
        assert_false(cadence_value_wait(bad[i], &wait));
        assert_wait(wait, 7, WAIT_MONTHS);
    }
}

static void reads_conditions(void **state)
{
    static const struct {
        const char *text;
        unsigned must, must_not;
    } rows[] = {
        {"talked", FACT_TALKED, 0},
        {"met", FACT_TALKED, 0},
        {"not talked", 0, FACT_TALKED},
        {"no cell, has email", FACT_EMAIL, FACT_CELL},
        {"customer and hot", FACT_CUSTOMER | FACT_HOT, 0},
        {"voicemail late", FACT_VOICEMAIL_LEFT | FACT_LATE, 0},
        {"has postal,fax,replied", FACT_POSTAL | FACT_FAX | FACT_REPLIED, 0},
    };
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned must = 0, must_not = 0;
        const char *word;
        assert_true(cadence_value_facts(arena, rows[i].text, &must, &must_not, &word));
        assert_int_equal(must, rows[i].must);
        assert_int_equal(must_not, rows[i].must_not);
    }
    static const char *const bad[][2] = {{"", ""},
                                         {"not", ""},
                                         {"and", ""},
                                         {"not not talked", "not"},
                                         {"Talked", "Talked"},
                                         {"talked, rich", "rich"},
                                         {"has and cell", "and"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        unsigned must = 0, must_not = 0;
        const char *word;
        assert_false(cadence_value_facts(arena, bad[i][0], &must, &must_not, &word));
        assert_string_equal(word, bad[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_head),
        cmocka_unit_test(reads_the_steps),
        cmocka_unit_test(reads_the_tail),
        cmocka_unit_test(parses_the_texts),
        cmocka_unit_test(finds_a_step_by_its_key),
        cmocka_unit_test(gives_none_while_there_are_errors),
        cmocka_unit_test(loads_without_a_look_at_the_wording),
        cmocka_unit_test(refuses_what_is_no_map),
        cmocka_unit_test(stops_counting_findings_nobody_reads),
        cmocka_unit_test(reads_durations),
        cmocka_unit_test(reads_conditions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
