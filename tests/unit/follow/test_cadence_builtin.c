/* The cadences that come with Beck: nothing is weak in them, and they do what they are for. */
#include "follow/cadence_builtin.h"
#include "follow/cadence_field.h"
#include "follow/cadence_trial.h"
#include "follow/cadence_value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef void EachCadence(Arena *arena, const Cadence *cadence);

static void for_each(EachCadence *each)
{
    auto_arena Arena *arena = arena_new();
    size_t count;
    const CadenceBuiltin *builtin = cadence_builtin(&count);
    for (size_t i = 0; i < count; i++) {
        const Cadence *cadence = NULL;
        Findings findings;
        Err err = {0};
        assert_true(
            cadence_read(arena, builtin[i].source, builtin[i].length, &cadence, &findings, &err));
        for (size_t j = 0; j < findings.count; j++)
            print_error("%s.yaml:%d:%d: %s: %s\n", builtin[i].name, findings.at[j].line,
                        findings.at[j].column, findings.at[j].code, findings.at[j].message);
        assert_int_equal(findings.count, 0);
        assert_string_equal(cadence->name, builtin[i].name);
        each(arena, cadence);
    }
}

static const Step *step_at(const Cadence *cadence, size_t place)
{
    return place < cadence->step_count ? &cadence->steps[place]
                                       : &cadence->tail[place - cadence->step_count];
}

static size_t place_count(const Cadence *cadence)
{
    return cadence->step_count + cadence->tail_count;
}

static void are_the_eleven(void **state)
{
    static const char *const names[] = {"after-sale", "list",  "networking", "not-now",
                                        "quiet",      "quote", "referral",   "show",
                                        "visit",      "web",   "whale"};
    size_t count;
    const CadenceBuiltin *builtin = cadence_builtin(&count);
    assert_int_equal(count, sizeof names / sizeof *names);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(builtin[i].name, names[i]);
        assert_int_equal(strlen(builtin[i].source), builtin[i].length);
    }
}

/* Whether a text claims that somebody was there, or that something was handed over. */
static bool claims_a_deed(const char *text)
{
    static const char *const claims[] = {"came by", "by hand", "in person", "face",      "parcel",
                                         "invited", "card",    "letter",    "next door", "sheet of",
                                         "I sent",  "hand ",   "I wrote",   "on paper"};
    for (size_t i = 0; text && i < sizeof claims / sizeof *claims; i++)
        if (strstr(text, claims[i]))
            return true;
    return false;
}

/* A step of a visit, a letter, a gift or a fax, said by each of the ways it may fall to. */
static void assert_true_elsewhere(Arena *arena, const Cadence *cadence)
{
    static const Channel deeds[] = {CHANNEL_VISIT, CHANNEL_LETTER, CHANNEL_GIFT, CHANNEL_FAX};
    for (size_t place = 0; place < place_count(cadence); place++)
        for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
            for (Channel way = CHANNEL_NONE + 1; way < CHANNELS; way++) {
                const Step *step = step_at(cadence, place);
                if (step->channel != deeds[i] || step->channel == way)
                    continue;
                bool said = cadence_reason_fits(step, way) && claims_a_deed(step->reason);
                bool given = cadence_news_fits(step, way) && claims_a_deed(step->news);
                bool worded = cadence_texts_fit(step, way) &&
                              (claims_a_deed(step->subject) || claims_a_deed(step->body));
                if (said || given || worded)
                    print_error("%s, %s, by %s: %s\n", cadence->name, step->key, channel_name(way),
                                step->reason);
                assert_false(said || given || worded);
            }
}

static void a_deed_is_told_where_it_was_done(void **state)
{
    for_each(assert_true_elsewhere);
}

static unsigned sources;

static void take_sources(Arena *arena, const Cadence *cadence)
{
    assert_int_equal(sources & cadence->for_sources, 0);
    sources |= cadence->for_sources;
}

static void every_source_has_one_default(void **state)
{
    sources = 0;
    for_each(take_sources);
    assert_int_equal(sources, (1u << SOURCE_KINDS) - 1);
}

static void assert_ways(Arena *arena, const Cadence *cadence)
{
    ChannelSet steps = 0, tail = 0;
    for (size_t i = 0; i < cadence->step_count; i++)
        steps |= CHANNEL_BIT(cadence->steps[i].channel);
    for (size_t i = 0; i < cadence->tail_count; i++)
        tail |= CHANNEL_BIT(cadence->tail[i].channel);
    ChannelSet prongs =
        CHANNEL_BIT(CHANNEL_PHONE) | CHANNEL_BIT(CHANNEL_EMAIL) | CHANNEL_BIT(CHANNEL_TEXT);
    assert_int_equal(steps & prongs, prongs);
    assert_int_equal(tail & prongs, prongs);
    assert_true(steps & CHANNEL_BIT(CHANNEL_LETTER));
}

static void go_by_all_prongs_in_steps_and_tail(void **state)
{
    for_each(assert_ways);
}

/* How often the tail comes in a year, against how many steps it has before the first returns. */
static void assert_no_soon_repeat(Arena *arena, const Cadence *cadence)
{
    double days = 0, floor = cadence_value_days(cadence->floor);
    size_t touches = 0;
    for (; days < 365; touches++) {
        size_t last = cadence->rhythm_count - 1;
        double wait = cadence_value_days(cadence->rhythm[touches < last ? touches : last]);
        days += floor > 0 && floor < wait ? floor : wait;
    }
    bool weekly = floor > 0;
    assert_true(weekly ? cadence->tail_count >= 16 : touches <= cadence->tail_count + 1);
}

static void do_not_repeat_soon(void **state)
{
    for_each(assert_no_soon_repeat);
}

static size_t whale_voicemails, whale_gatekeepers;

static void count_whale(Arena *arena, const Cadence *cadence)
{
    if (strcmp(cadence->name, "whale") != 0)
        return;
    assert_int_equal(cadence->floor.count, 7);
    assert_int_equal(cadence->floor.unit, WAIT_DAYS);
    for (size_t i = 0; i < cadence->tail_count; i++)
        whale_voicemails += cadence->tail[i].voicemail != NULL;
    for (size_t i = 0; i < place_count(cadence); i++)
        whale_gatekeepers += step_at(cadence, i)->gatekeeper != NULL;
}

static void whale_has_twelve_voicemails(void **state)
{
    whale_voicemails = whale_gatekeepers = 0;
    for_each(count_whale);
    assert_int_equal(whale_voicemails, 12);
    assert_true(whale_gatekeepers >= 12);
}

static void assert_first_wait(Arena *arena, const Cadence *cadence)
{
    if (!strcmp(cadence->name, "web"))
        assert_true(cadence_value_days(cadence->steps[0].after) * 24 * 60 <= 5);
    if (!strcmp(cadence->name, "show"))
        assert_true(cadence->steps[0].after.unit == WAIT_WORKING_DAYS &&
                    cadence->steps[0].after.count == 1);
    if (!strcmp(cadence->name, "after-sale"))
        assert_string_equal(cadence->steps[1].key, "wish-call");
}

static void begin_when_they_should(void **state)
{
    for_each(assert_first_wait);
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* A fallback must not stand where a sentence begins, nor repeat the word before it. */
static bool reads_well(const char *text)
{
    static const char *const bad[] = {"{{",  "  ", " ,", " .", " ?",     ",,",  ", .",
                                      "\n ", "()", "..", "?.", "\n\n\n", " a a"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (strstr(text, bad[i]))
            return false;
    const char *word = text;
    for (const char *at = text; *at; at++) {
        if (at[0] != ' ')
            continue;
        size_t length = (size_t)(at - word);
        bool spoken = length && (is_small(*word) || (*word >= 'A' && *word <= 'Z'));
        if (spoken && !strncmp(word, at + 1, length) && strchr(" .,\n", at[1 + length]))
            return false;
        if (at > text && strchr(".?!", at[-1]) && is_small(at[1]))
            return false;
        word = at + 1;
    }
    return true;
}

/* With no value at all and with every value, each text reads as a person would write it. */
static void assert_reads_well(Arena *arena, const Cadence *cadence)
{
    for (size_t i = 0; i < place_count(cadence); i++) {
        const Step *step = step_at(cadence, i);
        const Mustache *texts[] = {step->reason_text,    step->news_text,       step->words_text,
                                   step->voicemail_text, step->gatekeeper_text, step->subject_text,
                                   step->body_text};
        for (size_t text = 0; text < sizeof texts / sizeof *texts; text++)
            for (int full = 0; texts[text] && full < 2; full++) {
                auto_buf Buf out = buf_new(64 * 1024);
                mustache_render(texts[text], cadence_field_trial(arena, full), cadence->fallbacks,
                                MUSTACHE_PLAIN, NULL, NULL, &out);
                bool well =
                    reads_well(out.at) && (texts[text] == step->news_text || !is_small(out.at[0]));
                if (!well)
                    print_error("%s, %s: \"%s\"\n", cadence->name, step->key, out.at);
                assert_true(well);
            }
    }
}

static void read_well_with_and_without_values(void **state)
{
    for_each(assert_reads_well);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(are_the_eleven),
        cmocka_unit_test(every_source_has_one_default),
        cmocka_unit_test(a_deed_is_told_where_it_was_done),
        cmocka_unit_test(go_by_all_prongs_in_steps_and_tail),
        cmocka_unit_test(do_not_repeat_soon),
        cmocka_unit_test(whale_has_twelve_voicemails),
        cmocka_unit_test(begin_when_they_should),
        cmocka_unit_test(read_well_with_and_without_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
