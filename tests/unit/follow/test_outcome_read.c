/* What people type: names, aliases, prefixes; nothing means two things; refusals help. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "follow/outcome.h"

#include <string.h>

static void outcomes_are_read(void **state)
{
    static const struct {
        const char *typed;
        Channel channel;
        Outcome outcome;
    } rows[] = {
        {"talked", CHANNEL_PHONE, OUTCOME_TALKED},
        {"Talked", CHANNEL_NONE, OUTCOME_TALKED},
        {"vm", CHANNEL_PHONE, OUTCOME_VOICEMAIL},
        {"VM", CHANNEL_NONE, OUTCOME_VOICEMAIL},
        {"left message", CHANNEL_PHONE, OUTCOME_VOICEMAIL},
        {"left_message", CHANNEL_PHONE, OUTCOME_VOICEMAIL},
        {"left-message", CHANNEL_PHONE, OUTCOME_VOICEMAIL},
        {"  Left   Message ", CHANNEL_PHONE, OUTCOME_VOICEMAIL},
        {"left message with", CHANNEL_PHONE, OUTCOME_MESSAGE_TAKEN},
        {"n/a", CHANNEL_PHONE, OUTCOME_NO_ANSWER},
        {"no answer", CHANNEL_PHONE, OUTCOME_NO_ANSWER},
        {"no-answer", CHANNEL_NONE, OUTCOME_NO_ANSWER},
        {"didn't answer", CHANNEL_PHONE, OUTCOME_NO_ANSWER},
        {"didn’t answer", CHANNEL_PHONE, OUTCOME_NO_ANSWER},
        {"bus", CHANNEL_PHONE, OUTCOME_BUSY},
        {"gk", CHANNEL_PHONE, OUTCOME_GATEKEEPER},
        {"gate", CHANNEL_PHONE, OUTCOME_GATEKEEPER},
        {"callback", CHANNEL_PHONE, OUTCOME_CALL_ME},
        {"wrong", CHANNEL_PHONE, OUTCOME_WRONG_NUMBER},
        {"answered", CHANNEL_PHONE, OUTCOME_TALKED},
        {"answered", CHANNEL_EMAIL, OUTCOME_REPLIED},
        {"ooo", CHANNEL_EMAIL, OUTCOME_AUTO_REPLY},
        {"auto reply", CHANNEL_EMAIL, OUTCOME_AUTO_REPLY},
        {"undelivered", CHANNEL_EMAIL, OUTCOME_BOUNCED},
        {"undelivered", CHANNEL_TEXT, OUTCOME_FAILED},
        {"unsubscribed", CHANNEL_TEXT, OUTCOME_STOPPED},
        {"delivered", CHANNEL_LETTER, OUTCOME_ARRIVED},
        {"delivered", CHANNEL_NONE, OUTCOME_DELIVERED},
        {"returned to sender", CHANNEL_GIFT, OUTCOME_RETURNED},
        {"not there", CHANNEL_VISIT, OUTCOME_NOT_IN},
        {"they called", CHANNEL_EMAIL, OUTCOME_THEY_CALLED},
        {"quit", CHANNEL_PHONE, OUTCOME_GONE},
        {"skip", CHANNEL_VISIT, OUTCOME_SKIPPED},
    };
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        Outcome outcome = OUTCOME_NONE;
        Err err;
        if (!outcome_read(rows[at].typed, rows[at].channel, &outcome, &err))
            fail_msg("%s: %s", rows[at].typed, err.message);
        if (outcome != rows[at].outcome)
            fail_msg("%s: %s", rows[at].typed, outcome_name(outcome));
    }
}

static void refusals_help(void **state)
{
    static const struct {
        const char *typed;
        Channel channel;
        const char *says; /* part of the message */
    } rows[] = {
        {"voicemial", CHANNEL_PHONE, "did you mean “voicemail”"},
        {"bounced", CHANNEL_PHONE, "is no outcome of a call"},
        {"they", CHANNEL_PHONE, "they_called, they_texted"},
        {"left", CHANNEL_PHONE, "voicemail"},
        {"answered", CHANNEL_NONE, "may be talked, replied"},
        {"t", CHANNEL_PHONE, "is no outcome"},
        {"", CHANNEL_VISIT, "met, not_in, no_show"},
        {NULL, CHANNEL_NONE, "it may be talked"},
        {"_", CHANNEL_PHONE, "it may be"},
        {"a word that is far too long to be any of those that are known to the program at all",
         CHANNEL_PHONE, "is no outcome of a call; it may be talked"},
    };
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        Outcome outcome = OUTCOME_MET;
        Err err = {0};
        assert_false(outcome_read(rows[at].typed, rows[at].channel, &outcome, &err));
        assert_int_equal(outcome, OUTCOME_MET);
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(err.field, "outcome");
        if (!strstr(err.message, rows[at].says))
            fail_msg("%s: %s", rows[at].typed, err.message);
    }
}

/* Every name and alias of an outcome, typed on each channel it can come of, reads as that outcome:
 * so none means two things, and none is hidden by another's name. */
static void no_alias_means_two_things(void **state)
{
    for (unsigned of = 1; of < OUTCOMES; of++) {
        const OutcomeFacts *facts = outcome_facts((Outcome)of);
        assert_int_equal(facts->outcome, of);
        assert_true(strlen(facts->label) > 2);
        for (int channel = CHANNEL_PHONE; channel < CHANNELS; channel++) {
            if (facts->channels && !(facts->channels & CHANNEL_BIT(channel)))
                continue;
            Outcome outcome = OUTCOME_NONE;
            Err err;
            assert_true(outcome_read(outcome_name((Outcome)of), (Channel)channel, &outcome, &err));
            assert_int_equal(outcome, of);
            for (const char *const *alias = facts->aliases; *alias; alias++) {
                if (!outcome_read(*alias, (Channel)channel, &outcome, &err))
                    fail_msg("%s on %s: %s", *alias, channel_name((Channel)channel), err.message);
                if (outcome != (Outcome)of)
                    fail_msg("%s on %s: %s, not %s", *alias, channel_name((Channel)channel),
                             outcome_name(outcome), outcome_name((Outcome)of));
            }
        }
    }
}

static void results_and_excuses_are_read(void **state)
{
    static const struct {
        const char *typed;
        Result result;
    } results[] = {
        {"meeting", RESULT_MEETING},
        {"appt", RESULT_MEETING},
        {"not now", RESULT_NOT_NOW},
        {"later", RESULT_NOT_NOW},
        {"no", RESULT_NO},
        {"not interested", RESULT_NO},
        {"never", RESULT_NEVER},
        {"dnc", RESULT_NEVER},
        {"won", RESULT_SOLD},
        {"lost", RESULT_LOST},
        {"nothing", RESULT_NOTHING_YET},
        {"ref", RESULT_REFERRED},
        {"promised", RESULT_PROMISED},
    };
    for (size_t at = 0; at < sizeof results / sizeof *results; at++) {
        Result result = RESULT_NONE;
        Err err;
        if (!result_read(results[at].typed, &result, &err))
            fail_msg("%s", err.message);
        assert_int_equal(result, results[at].result);
    }
    for (unsigned of = 1; of < RESULTS; of++) {
        Result result = RESULT_NONE;
        Err err;
        assert_true(result_read(result_name((Result)of), &result, &err));
        assert_int_equal(result, of);
        assert_true(strlen(result_label((Result)of)) > 1);
    }
    for (unsigned of = 1; of < EXCUSES; of++) {
        Excuse excuse = EXCUSE_NONE;
        Err err;
        assert_true(excuse_read(excuse_name((Excuse)of), &excuse, &err));
        assert_int_equal(excuse, of);
        assert_true(strlen(excuse_label((Excuse)of)) > 1);
    }
    Excuse excuse = EXCUSE_NONE;
    Err err;
    assert_true(excuse_read("too busy", &excuse, &err));
    assert_int_equal(excuse, EXCUSE_NO_TIME);
    assert_false(excuse_read("weather", &excuse, &err));
    assert_string_equal(err.field, "because");
    Result result = RESULT_SOLD;
    assert_false(result_read("not", &result, &err)); /* not now, or not interested */
    assert_non_null(strstr(err.message, "not_now, no"));
    assert_int_equal(result, RESULT_SOLD);
    assert_string_equal(result_label((Result)99), "?");
    assert_string_equal(excuse_label((Excuse)99), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_are_read),
        cmocka_unit_test(refusals_help),
        cmocka_unit_test(no_alias_means_two_things),
        cmocka_unit_test(results_and_excuses_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
