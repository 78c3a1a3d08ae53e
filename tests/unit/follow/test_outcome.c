/* Outcomes: each on every channel, accepted or refused; and what follows from each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "follow/outcome.h"

#include <string.h>

/* Monday 2026-11-23 10:00 in New York. */
static const Time monday = 1795446000;

typedef struct Scene {
    Policy policy;
    Worker owner;
    Reach reaches[3];
    Person people[3];
    Reach switchboard;
    Step steps[3], tail[2];
    Wait rhythm[3];
    Cadence cadence;
    Hold hold;
    Situation situation;
    OutcomeInput input;
    Effects effects;
    Err err;
} Scene;

static void set_scene(Scene *scene, Channel channel, Outcome outcome)
{
    *scene = (Scene){.policy = policy_default()};
    scene->owner = (Worker){.id = 1, .zone = zone_find("America/New_York"), .country = "US"};
    for (int weekday = MONDAY; weekday <= FRIDAY; weekday++)
        scene->owner.hours[weekday] = (Hours){9 * 60, 17 * 60};
    scene->reaches[0] = (Reach){.id = 11, .kind = ADDRESS_CELL, .text_basis = true, .value = "+1"};
    scene->reaches[1] = (Reach){.id = 12, .kind = ADDRESS_EMAIL, .value = "bob@example.com"};
    scene->reaches[2] = (Reach){.id = 13, .kind = ADDRESS_HOME, .value = "+2"};
    scene->people[0] =
        (Person){.id = 5, .name = "Bob", .reaches = scene->reaches, .reach_count = 3};
    scene->people[1] = (Person){.id = 6, .name = "Ann"};
    scene->cadence = (Cadence){.steps = scene->steps,
                               .step_count = 3,
                               .tail = scene->tail,
                               .tail_count = 2,
                               .rhythm = scene->rhythm,
                               .rhythm_count = 3};
    scene->switchboard = (Reach){.id = 21, .kind = ADDRESS_SWITCHBOARD, .value = "+3"};
    scene->situation = (Situation){
        .lead_id = 3,
        .account_id = 2,
        .contact_id = 5,
        .people = scene->people,
        .person_count = 2,
        .account_reaches = &scene->switchboard,
        .account_reach_count = 1,
        .owner = &scene->owner,
        .policy = &scene->policy,
        .cadence = &scene->cadence,
        .account_climb_day = DAY_NONE,
        .account_mail_day = DAY_NONE,
        .state = {.status = LEAD_WORKING,
                  .captured_at = monday - 30 * DAY_SECONDS,
                  .first_talked_at = TIME_NONE,
                  .last_talked_at = TIME_NONE,
                  .last_touched_at = TIME_NONE,
                  .answered_at = TIME_NONE,
                  .our_answer_at = TIME_NONE,
                  .agreed_at = TIME_NONE,
                  .retry_at = TIME_NONE,
                  .rest_until = TIME_NONE,
                  .step_at = monday - 7 * DAY_SECONDS,
                  .step = 1},
    };
    scene->input = (OutcomeInput){
        .channel = channel,
        .outcome = outcome,
        .concern = CONCERN_CADENCE,
        .contact_id = 5,
        .address_id = 11,
        .step_place = 1,
        .planned = true,
        .at = monday,
        .until = TIME_NONE,
    };
}

static const LeadState *apply(Scene *scene)
{
    if (!outcome_apply(&scene->situation, &scene->input, &scene->effects, &scene->err))
        fail_msg("%s", scene->err.message);
    return &scene->effects.state;
}

/* Goes on from what came of it: the next outcome meets the state the last one left. */
static void go_on(Scene *scene, Outcome outcome)
{
    scene->situation.state = scene->effects.state;
    scene->input.outcome = outcome;
    scene->input.step_place = scene->effects.state.step;
    scene->input.at += HOUR;
}

/* --- what can happen where --- */

static const char *const by_channel[CHANNELS] = {
    [CHANNEL_PHONE] = " talked voicemail no_voicemail no_answer busy gatekeeper message_taken "
                      "call_me wrong_number ",
    [CHANNEL_EMAIL] = " sent delivered bounced replied auto_reply complained unsubscribed ",
    [CHANNEL_TEXT] = " sent delivered failed replied stopped ",
    [CHANNEL_FAX] = " sent delivered failed ",
    [CHANNEL_VISIT] = " met not_in no_show moved ",
    [CHANNEL_LETTER] = " sent arrived returned ",
    [CHANNEL_GIFT] = " sent arrived returned ",
    [CHANNEL_ARTICLE] = " sent arrived returned ",
};
static const char anywhere[] =
    " they_called they_texted they_wrote they_came gone deceased skipped ";
/* With these somebody said something. */
static const char heard[] = " talked gatekeeper message_taken call_me replied complained "
                            "unsubscribed stopped met they_called they_texted they_wrote "
                            "they_came ";

static bool lists(const char *list, Outcome outcome)
{
    char word[40] = " ";
    strcat(word, outcome_name(outcome));
    strcat(word, " ");
    return list && strstr(list, word);
}

/* The table of DESIGN §4, held against all outcomes by all channels by all results. */
static void outcomes_happen_where_they_can(void **state)
{
    for (int channel = CHANNEL_NONE; channel < CHANNELS; channel++)
        for (int outcome = OUTCOME_NONE; outcome <= OUTCOMES; outcome++)
            for (int result = RESULT_NONE; result < RESULTS; result++) {
                Scene scene;
                set_scene(&scene, (Channel)channel, (Outcome)outcome);
                scene.input.result = (Result)result;
                bool known = outcome > OUTCOME_NONE && outcome < OUTCOMES;
                bool can = known && (channel == CHANNEL_NONE || lists(anywhere, (Outcome)outcome) ||
                                     lists(by_channel[channel], (Outcome)outcome));
                bool may = can && (result == RESULT_NONE || lists(heard, (Outcome)outcome));
                memset(&scene.effects, 0x5a, sizeof scene.effects);
                Effects untouched = scene.effects;
                bool done =
                    outcome_apply(&scene.situation, &scene.input, &scene.effects, &scene.err);
                if (done != may)
                    fail_msg("%s by %s with %s", outcome_name((Outcome)outcome),
                             channel_name((Channel)channel), result_name((Result)result));
                if (!done) {
                    assert_int_equal(scene.err.kind, ERR_INPUT);
                    assert_string_equal(scene.err.field, can ? "result" : "outcome");
                    assert_memory_equal(&untouched, &scene.effects, sizeof untouched);
                }
            }
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_TALKED);
    scene.input.excuse = EXCUSE_NO_TIME;
    assert_false(outcome_apply(&scene.situation, &scene.input, &scene.effects, &scene.err));
    assert_string_equal(scene.err.field, "because");
}

/* --- the columns of the table, row by row --- */

typedef struct Row {
    Channel channel;
    Outcome outcome;
    bool move, ring, done, real, talk;
    AddressState address;
} Row;

static const Row rows[] = {
    {CHANNEL_PHONE, OUTCOME_TALKED, true, false, true, true, true, ADDRESS_GOOD},
    {CHANNEL_PHONE, OUTCOME_VOICEMAIL, true, false, true, true, false, ADDRESS_UNKNOWN},
    {CHANNEL_PHONE, OUTCOME_NO_VOICEMAIL, false, true, false, false, false, ADDRESS_UNKNOWN},
    {CHANNEL_PHONE, OUTCOME_NO_ANSWER, false, true, false, false, false, ADDRESS_UNKNOWN},
    {CHANNEL_PHONE, OUTCOME_BUSY, false, true, false, false, false, ADDRESS_UNKNOWN},
    {CHANNEL_PHONE, OUTCOME_GATEKEEPER, true, false, false, true, false, ADDRESS_GOOD},
    {CHANNEL_PHONE, OUTCOME_MESSAGE_TAKEN, true, false, true, true, false, ADDRESS_GOOD},
    {CHANNEL_PHONE, OUTCOME_CALL_ME, true, false, true, true, true, ADDRESS_GOOD},
    {CHANNEL_PHONE, OUTCOME_WRONG_NUMBER, false, false, false, false, false, ADDRESS_BAD},
    {CHANNEL_EMAIL, OUTCOME_SENT, true, false, true, true, false, ADDRESS_UNKNOWN},
    {CHANNEL_EMAIL, OUTCOME_DELIVERED, true, false, true, true, false, ADDRESS_GOOD},
    {CHANNEL_EMAIL, OUTCOME_BOUNCED, false, false, false, false, false, ADDRESS_BAD},
    {CHANNEL_EMAIL, OUTCOME_REPLIED, false, false, true, true, true, ADDRESS_GOOD},
    {CHANNEL_EMAIL, OUTCOME_AUTO_REPLY, false, false, true, false, false, ADDRESS_GOOD},
    {CHANNEL_EMAIL, OUTCOME_COMPLAINED, false, false, true, false, false, ADDRESS_UNKNOWN},
    {CHANNEL_EMAIL, OUTCOME_UNSUBSCRIBED, false, false, true, false, false, ADDRESS_UNKNOWN},
    {CHANNEL_TEXT, OUTCOME_FAILED, false, false, false, false, false, ADDRESS_UNKNOWN},
    {CHANNEL_FAX, OUTCOME_FAILED, false, false, false, false, false, ADDRESS_BAD},
    {CHANNEL_TEXT, OUTCOME_STOPPED, false, false, true, false, false, ADDRESS_UNKNOWN},
    {CHANNEL_VISIT, OUTCOME_MET, true, false, true, true, true, ADDRESS_GOOD},
    {CHANNEL_VISIT, OUTCOME_NOT_IN, false, false, false, false, false, ADDRESS_UNKNOWN},
    {CHANNEL_VISIT, OUTCOME_NO_SHOW, false, false, true, false, false, ADDRESS_UNKNOWN},
    {CHANNEL_VISIT, OUTCOME_MOVED, false, false, false, false, false, ADDRESS_BAD},
    {CHANNEL_LETTER, OUTCOME_ARRIVED, true, false, true, true, false, ADDRESS_GOOD},
    {CHANNEL_GIFT, OUTCOME_RETURNED, false, false, false, false, false, ADDRESS_BAD},
    {CHANNEL_PHONE, OUTCOME_THEY_CALLED, false, false, true, true, true, ADDRESS_GOOD},
    {CHANNEL_EMAIL, OUTCOME_THEY_TEXTED, false, false, true, true, true, ADDRESS_GOOD},
    {CHANNEL_EMAIL, OUTCOME_THEY_WROTE, false, false, true, true, true, ADDRESS_GOOD},
    {CHANNEL_PHONE, OUTCOME_THEY_CAME, false, false, true, true, true, ADDRESS_UNKNOWN},
    {CHANNEL_PHONE, OUTCOME_GONE, false, false, false, false, false, ADDRESS_UNKNOWN},
    {CHANNEL_PHONE, OUTCOME_DECEASED, false, false, false, false, false, ADDRESS_UNKNOWN},
    {CHANNEL_PHONE, OUTCOME_SKIPPED, false, false, false, false, false, ADDRESS_UNKNOWN},
};

static void rows_do_what_they_say(void **state)
{
    bool seen[OUTCOMES] = {[OUTCOME_NONE] = true};
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        const Row *row = &rows[at];
        Scene scene;
        set_scene(&scene, row->channel, row->outcome);
        const LeadState *after = apply(&scene);
        bool proves = row->address != ADDRESS_UNKNOWN;
        bool same = scene.effects.counts_move == row->move &&
                    scene.effects.counts_ring == row->ring && (after->step == 2) == row->done &&
                    (after->last_touched_at == monday) == row->real &&
                    (after->first_talked_at == monday) == row->talk &&
                    (after->last_talked_at == monday) == row->talk &&
                    (after->status == LEAD_ENGAGED) == row->talk &&
                    (scene.effects.address_count == 1) == proves;
        if (proves && same)
            same = scene.effects.addresses[0].address_id == 11 &&
                   scene.effects.addresses[0].state == row->address &&
                   scene.effects.addresses[0].why != NULL;
        if (!same)
            fail_msg("%s by %s", outcome_name(row->outcome), channel_name(row->channel));
        seen[row->outcome] = true;
    }
    for (int outcome = 0; outcome < OUTCOMES; outcome++)
        if (!seen[outcome])
            fail_msg("no row for %s", outcome_name((Outcome)outcome));
}

/* --- steps, tries, the tail --- */

static void steps_go_on_into_the_tail(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_VOICEMAIL);
    static const size_t places[] = {2, 3, 4, 3, 4};
    static const int rounds[] = {0, 0, 1, 2, 3};
    for (size_t at = 0; at < 5; at++) {
        const LeadState *after = apply(&scene);
        assert_int_equal(after->step, places[at]);
        assert_int_equal(after->tail_round, rounds[at]);
        assert_int_equal(after->step_at, scene.input.at);
        assert_int_equal(after->status, at < 1 ? LEAD_WORKING : LEAD_NURTURE);
        assert_int_equal(after->voicemails, at + 1);
        assert_int_equal(after->tries, at + 1);
        assert_true(after->voicemail_last);
        go_on(&scene, OUTCOME_VOICEMAIL);
    }
    scene.situation.cadence = NULL;
    scene.input.step_place = 7;
    assert_int_equal(apply(&scene)->step, 8);
}

static void third_vain_try_moves_on(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_NO_ANSWER);
    Time step_at = scene.situation.state.step_at;
    assert_int_equal(apply(&scene)->step, 1);
    assert_int_equal(scene.effects.state.step_at, step_at); /* the wait is not begun anew */
    go_on(&scene, OUTCOME_BUSY);
    assert_int_equal(apply(&scene)->step, 1);
    assert_int_equal(scene.effects.state.step_tries, 2);
    go_on(&scene, OUTCOME_NO_VOICEMAIL);
    assert_int_equal(apply(&scene)->step, 2);
    assert_int_equal(scene.effects.state.step_tries, 0);
    assert_int_equal(scene.effects.state.tries, 3);
    go_on(&scene, OUTCOME_TALKED);
    assert_int_equal(apply(&scene)->tries, 0);
}

static void busy_comes_back_in_minutes(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_BUSY);
    assert_int_equal(apply(&scene)->retry_at, monday + 15 * MINUTE);
    go_on(&scene, OUTCOME_VOICEMAIL);
    assert_true(apply(&scene)->retry_at == TIME_NONE);
}

/* A call that stands at its time is tried again within the hour, then the next working day. */
static void what_stands_at_its_time_is_tried_again(void **state)
{
    static const Concern concerns[] = {CONCERN_ANSWER, CONCERN_PROMISE, CONCERN_AGREED,
                                       CONCERN_ENQUIRY};
    for (size_t at = 0; at < sizeof concerns / sizeof *concerns; at++) {
        Scene scene;
        set_scene(&scene, CHANNEL_PHONE, OUTCOME_NO_ANSWER);
        scene.situation.state.agreed_at = monday;
        scene.input.concern = concerns[at];
        assert_int_equal(apply(&scene)->retry_at, monday + HOUR);
        assert_int_equal(scene.effects.state.agreed_at, monday);
        go_on(&scene, OUTCOME_NO_ANSWER);
        assert_int_equal(apply(&scene)->retry_at, monday + 2 * HOUR);
        go_on(&scene, OUTCOME_NO_ANSWER);
        assert_int_equal(apply(&scene)->retry_at, monday + 2 * HOUR + DAY_SECONDS);
        /* An agreed date is over then; a promise and an answer never are. */
        assert_int_equal(scene.effects.state.agreed_at == TIME_NONE,
                         concerns[at] == CONCERN_AGREED);
        assert_int_equal(scene.effects.state.step, concerns[at] == CONCERN_ENQUIRY ? 2 : 1);
    }
}

static void promise_uses_up_no_step(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_EMAIL, OUTCOME_SENT);
    scene.input.concern = CONCERN_PROMISE;
    assert_int_equal(apply(&scene)->step, 1);
    assert_int_equal(scene.effects.state.step_at, monday);
    scene.input.concern = CONCERN_WAKE;
    assert_int_equal(apply(&scene)->step, 1);
    scene.input.concern = CONCERN_NONE;
    scene.input.planned = false;
    assert_int_equal(apply(&scene)->step, 1);
    assert_true(scene.effects.counts_move);
}

static void voicemail_and_its_mail_are_one_move(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_VOICEMAIL);
    assert_true(apply(&scene)->voicemail_last && scene.effects.counts_move);
    go_on(&scene, OUTCOME_SENT);
    scene.input.channel = CHANNEL_EMAIL;
    assert_false(apply(&scene)->voicemail_last);
    assert_false(scene.effects.counts_move);
    scene.input.at += DAY_SECONDS; /* the next day it would be a move of its own */
    apply(&scene);
    assert_true(scene.effects.counts_move);
}

/* --- learned later --- */

static void bounce_brings_the_step_back(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_EMAIL, OUTCOME_SENT);
    apply(&scene);
    go_on(&scene, OUTCOME_BOUNCED);
    scene.input.step_place = 1;
    scene.input.planned = false;
    const LeadState *after = apply(&scene);
    assert_int_equal(after->step, 1);
    assert_int_equal(after->retry_at, scene.input.at);
    assert_false(scene.effects.counts_move);
    assert_int_equal(scene.effects.addresses[0].state, ADDRESS_BAD);
    assert_true(scene.effects.ask_number);
    /* Once something else was done, what is done stays done. */
    scene.situation.state.step = 3;
    assert_int_equal(apply(&scene)->step, 3);
    assert_true(scene.effects.state.retry_at == TIME_NONE);
    /* Beyond the tail's last step too. */
    scene.input.step_place = 4;
    scene.input.concern = CONCERN_TAIL;
    scene.situation.state.tail_round = 2;
    assert_int_equal(apply(&scene)->step, 4);
    assert_int_equal(scene.effects.state.tail_round, 1);
}

static void evidence_counts_once(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_EMAIL, OUTCOME_DELIVERED);
    scene.input.planned = false;
    scene.situation.state.voicemail_last = true;
    const LeadState *after = apply(&scene);
    assert_false(scene.effects.counts_move);
    assert_int_equal(after->step, 1);
    assert_int_equal(after->tries, 0);
    assert_true(after->last_touched_at == TIME_NONE);
    assert_true(after->voicemail_last);
    assert_int_equal(scene.effects.addresses[0].state, ADDRESS_GOOD);
}

static void failed_text_rests_texts(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_TEXT, OUTCOME_FAILED);
    apply(&scene);
    assert_int_equal(scene.effects.address_count, 0); /* it may still ring */
    assert_int_equal(scene.effects.hold_count, 1);
    assert_int_equal(scene.effects.holds[0].scope, HOLD_CONTACT);
    assert_int_equal(scene.effects.holds[0].channels, CHANNEL_BIT(CHANNEL_TEXT));
}

/* --- they answered, we answer --- */

static void reply_holds_machines_until_we_answer(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_EMAIL, OUTCOME_REPLIED);
    scene.input.planned = false;
    const LeadState *after = apply(&scene);
    assert_int_equal(after->answered_at, monday);
    assert_int_equal(after->answered_channel, CHANNEL_EMAIL);
    assert_int_equal(after->answered_contact_id, 5);
    assert_int_equal(after->interest, 2);
    assert_int_equal(after->status, LEAD_ENGAGED);
    assert_int_equal(after->step, 1); /* it came of no planned touch */
    assert_int_equal(scene.effects.hold_count, 1);
    const Hold *hold = &scene.effects.holds[0];
    assert_int_equal(hold->scope, HOLD_ACCOUNT);
    assert_int_equal(hold->scope_id, 2);
    assert_true(hold->machine_only && hold->until == TIME_NONE && hold->channels == 0);
    assert_string_equal(hold->reason, REPLY_HOLD_REASON);

    /* They write again: since when they wait stays, the hold is there. */
    scene.hold = *hold;
    scene.situation.holds = &scene.hold;
    scene.situation.hold_count = 1;
    go_on(&scene, OUTCOME_THEY_WROTE);
    assert_int_equal(apply(&scene)->answered_at, monday);
    assert_int_equal(scene.effects.hold_count, 0);

    /* A ring is no answer of ours; a letter the cadence had planned is none; a call is. */
    go_on(&scene, OUTCOME_NO_ANSWER);
    scene.input.channel = CHANNEL_PHONE;
    scene.input.planned = true;
    scene.input.concern = CONCERN_ANSWER;
    assert_int_equal(apply(&scene)->answered_at, monday);
    scene.input.outcome = OUTCOME_SENT;
    scene.input.channel = CHANNEL_LETTER;
    scene.input.concern = CONCERN_CADENCE;
    assert_false((apply(&scene), scene.effects.lift_reply_hold));
    scene.input.outcome = OUTCOME_TALKED;
    scene.input.channel = CHANNEL_PHONE;
    after = apply(&scene);
    assert_true(after->answered_at == TIME_NONE && after->answered_channel == CHANNEL_NONE);
    assert_int_equal(after->our_answer_at, scene.input.at);
    assert_true(scene.effects.lift_reply_hold);
}

static void answers_without_an_account_hold_the_lead(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_TEXT, OUTCOME_REPLIED);
    scene.situation.account_id = 0;
    apply(&scene);
    assert_int_equal(scene.effects.holds[0].scope, HOLD_LEAD);
    assert_int_equal(scene.effects.holds[0].scope_id, 3);
    assert_true(scene.effects.state.asked_for_texts);
}

static void mail_as_our_answer(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_EMAIL, OUTCOME_SENT);
    scene.situation.state.answered_at = monday - DAY_SECONDS;
    scene.input.concern = CONCERN_ANSWER;
    assert_int_equal(apply(&scene)->our_answer_at, monday);
    assert_true(scene.effects.lift_reply_hold);
    assert_int_equal(scene.effects.state.step, 1);
    scene.input.concern = CONCERN_NONE; /* an extra one, by hand */
    scene.input.planned = false;
    assert_int_equal(apply(&scene)->our_answer_at, monday);
}

static void who_calls_and_says_something_was_answered(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_NONE, OUTCOME_THEY_CALLED);
    scene.input.planned = false;
    scene.input.concern = CONCERN_NONE;
    assert_int_equal(apply(&scene)->answered_at, monday);
    assert_int_equal(scene.effects.state.answered_channel, CHANNEL_PHONE);
    assert_int_equal(scene.effects.state.step_at, monday);
    scene.input.result = RESULT_NOTHING_YET;
    assert_int_equal(apply(&scene)->answered_at, monday);
    scene.input.result = RESULT_MEETING;
    assert_true(apply(&scene)->answered_at == TIME_NONE);
    assert_int_equal(scene.effects.state.our_answer_at, monday);
    assert_int_equal(scene.effects.hold_count, 0);
    scene.input.outcome = OUTCOME_THEY_WROTE; /* what is written waits for an answer */
    assert_int_equal(apply(&scene)->answered_at, monday);
}

static void who_comes_back_opens_the_lead(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_NONE, OUTCOME_THEY_CALLED);
    scene.situation.state.status = LEAD_CLOSED;
    assert_int_equal(apply(&scene)->status, LEAD_ENGAGED);
    scene.situation.state.status = LEAD_NEVER; /* for ever */
    assert_int_equal(apply(&scene)->status, LEAD_NEVER);
    scene.situation.state.status = LEAD_CUSTOMER;
    assert_int_equal(apply(&scene)->status, LEAD_CUSTOMER);
    scene.situation.state.status = LEAD_NEW;
    scene.input.outcome = OUTCOME_NO_ANSWER;
    assert_int_equal(apply(&scene)->status, LEAD_WORKING);
    scene.input.outcome = OUTCOME_SKIPPED;
    assert_int_equal(apply(&scene)->status, LEAD_NEW);
}

static void prongs_are_kept_since_the_first_talk(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_EMAIL, OUTCOME_SENT);
    assert_int_equal(apply(&scene)->prongs, 0); /* before it nothing counts */
    go_on(&scene, OUTCOME_TALKED);
    scene.input.channel = CHANNEL_PHONE;
    assert_int_equal(apply(&scene)->prongs, CHANNEL_BIT(CHANNEL_PHONE));
    go_on(&scene, OUTCOME_SENT);
    scene.input.channel = CHANNEL_TEXT;
    assert_int_equal(apply(&scene)->prongs, CHANNEL_BIT(CHANNEL_PHONE) | CHANNEL_BIT(CHANNEL_TEXT));
}

/* --- dates --- */

static void dates_they_gave(void **state)
{
    Time march = monday + 100 * DAY_SECONDS;
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_CALL_ME);
    scene.input.until = march;
    assert_int_equal(apply(&scene)->agreed_at, march);
    assert_string_equal(scene.effects.state.agreed, "call them back");
    assert_int_equal(scene.effects.state.agreed_channel, CHANNEL_PHONE);
    scene.input.until = TIME_NONE; /* the next working day at the same hour */
    assert_int_equal(apply(&scene)->agreed_at, monday + DAY_SECONDS);
    scene.input.until = monday - DAY_SECONDS; /* a date that is past is none */
    assert_int_equal(apply(&scene)->agreed_at, monday + DAY_SECONDS);

    set_scene(&scene, CHANNEL_EMAIL, OUTCOME_AUTO_REPLY);
    scene.input.planned = false;
    apply(&scene);
    assert_int_equal(scene.effects.hold_count, 0); /* no return stated */
    assert_true(scene.effects.state.agreed_at == TIME_NONE);
    scene.input.until = march;
    const LeadState *after = apply(&scene);
    assert_int_equal(scene.effects.holds[0].scope, HOLD_CONTACT);
    assert_int_equal(scene.effects.holds[0].scope_id, 5);
    assert_int_equal(scene.effects.holds[0].until, march);
    assert_false(scene.effects.holds[0].machine_only);
    assert_int_equal(after->agreed_at, march);
    assert_string_equal(after->agreed, "back from leave");
    assert_true(after->first_talked_at == TIME_NONE && after->answered_at == TIME_NONE);
    scene.situation.state.agreed_at = march + DAY_SECONDS; /* a date of theirs stands */
    assert_int_equal(apply(&scene)->agreed_at, march + DAY_SECONDS);
    scene.situation.state.agreed_at = TIME_NONE;
    scene.input.contact_id = 6; /* a colleague is away: only they are held */
    assert_true(apply(&scene)->agreed_at == TIME_NONE);
    assert_int_equal(scene.effects.holds[0].scope_id, 6);
}

static void agreed_date_is_used_up(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_VISIT, OUTCOME_MET);
    scene.situation.state.agreed_at = monday;
    scene.situation.state.agreed = "meeting";
    scene.input.concern = CONCERN_AGREED;
    assert_true(apply(&scene)->agreed_at == TIME_NONE && !scene.effects.state.agreed);
    assert_int_equal(scene.effects.state.step, 1);
    scene.input.result = RESULT_MEETING; /* the next one */
    scene.input.until = monday + 7 * DAY_SECONDS;
    assert_int_equal(apply(&scene)->agreed_at, monday + 7 * DAY_SECONDS);
    assert_string_equal(scene.effects.state.agreed, "meeting");
    scene.input.until = TIME_NONE;
    apply(&scene);
    assert_string_equal(scene.effects.state.agreed, "set the time of the meeting");

    scene.input.outcome = OUTCOME_NO_SHOW;
    scene.input.result = RESULT_NONE;
    assert_true(apply(&scene)->agreed_at == TIME_NONE);
    assert_int_equal(scene.effects.state.retry_at, monday + DAY_SECONDS);
    assert_int_equal(scene.effects.state.interest, -2);
}

/* --- what they said --- */

static void noes_wait_longer_each_time(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_TALKED);
    scene.input.result = RESULT_NO;
    static const int days[] = {30, 90, 90, 90};
    for (int at = 0; at < 4; at++) {
        const LeadState *after = apply(&scene);
        assert_int_equal(after->noes, at + 1);
        assert_int_equal(after->rest_until, scene.input.at + days[at] * DAY_SECONDS);
        assert_int_equal(after->ask_close, at >= 2);
        assert_int_equal(scene.effects.ask_close, at >= 2);
        assert_int_equal(after->status, LEAD_NURTURE);
        go_on(&scene, OUTCOME_TALKED);
    }
    assert_int_equal(scene.effects.state.interest, -3);
    scene.input.result = RESULT_PROMISED;
    const LeadState *after = apply(&scene);
    assert_false(after->ask_close);
    assert_true(after->rest_until == TIME_NONE);
    assert_int_equal(after->status, LEAD_ENGAGED);
}

static void rest_after_a_no_outlives_what_we_do(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_EMAIL, OUTCOME_SENT);
    scene.situation.state.rest_until = monday + 20 * DAY_SECONDS;
    scene.input.planned = false;
    assert_int_equal(apply(&scene)->rest_until, monday + 20 * DAY_SECONDS);
    scene.input.planned = true;
    scene.input.concern = CONCERN_PROMISE;
    assert_int_equal(apply(&scene)->rest_until, monday + 20 * DAY_SECONDS);
    scene.input.concern = CONCERN_CADENCE;
    assert_true(apply(&scene)->rest_until == TIME_NONE);
}

static void not_now_takes_a_date(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_TALKED);
    scene.input.result = RESULT_NOT_NOW;
    const LeadState *after = apply(&scene);
    assert_int_equal(after->agreed_at, monday + 90 * DAY_SECONDS);
    assert_string_equal(after->agreed, "not now");
    assert_int_equal(after->status, LEAD_NURTURE);
    assert_int_equal(after->interest, 0);
    assert_string_equal(scene.effects.cadence, "not-now");
    scene.input.until = monday + 10 * DAY_SECONDS;
    assert_int_equal(apply(&scene)->agreed_at, scene.input.until);
}

static void never_is_for_ever(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_EMAIL, OUTCOME_REPLIED);
    scene.input.result = RESULT_NEVER;
    scene.situation.state.agreed_at = monday + DAY_SECONDS;
    const LeadState *after = apply(&scene);
    assert_int_equal(after->status, LEAD_NEVER);
    assert_true(after->agreed_at == TIME_NONE && after->answered_at == TIME_NONE);
    assert_int_equal(scene.effects.hold_count, 0);
    assert_true(scene.effects.changed_person && scene.effects.person == PERSON_NEVER);
    assert_int_equal(scene.effects.suppression_count, 1);
    assert_int_equal(scene.effects.suppressions[0].contact_id, 5);
    assert_int_equal(scene.effects.suppressions[0].channels, EVERY_CHANNEL);
    assert_false(scene.effects.account_stopped);

    scene.input.contact_id = 6; /* a colleague ends it for themselves */
    assert_int_equal(apply(&scene)->status, LEAD_ENGAGED);
    assert_int_equal(scene.effects.suppressions[0].contact_id, 6);

    scene.input.whole_company = true; /* "our company" */
    assert_int_equal(apply(&scene)->status, LEAD_NEVER);
    assert_true(scene.effects.account_stopped);
    assert_int_equal(scene.effects.suppression_count, 2);
    assert_true(scene.effects.suppressions[1].account);
}

static void sold_and_lost(void **state)
{
    Time next_year = monday + 365 * DAY_SECONDS;
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_TALKED);
    scene.input.result = RESULT_SOLD;
    scene.situation.state.noes = 2;
    scene.situation.state.agreed_at = next_year;
    const LeadState *after = apply(&scene);
    assert_int_equal(after->status, LEAD_CUSTOMER);
    assert_true(after->agreed_at == TIME_NONE);
    assert_int_equal(after->noes, 0);
    assert_string_equal(scene.effects.cadence, "after-sale");
    assert_true(scene.effects.ask_cycle && scene.effects.ask_want && scene.effects.ask_referral);
    assert_false(scene.effects.wakes);
    scene.input.until = next_year;
    apply(&scene);
    assert_true(scene.effects.wakes && scene.effects.wake.kind == WAKE_RENEWAL);

    scene.input.result = RESULT_LOST;
    after = apply(&scene);
    assert_int_equal(after->status, LEAD_NURTURE); /* stays open */
    assert_true(scene.effects.wakes && scene.effects.wake.kind == WAKE_CONTRACT_END);
    assert_int_equal(scene.effects.wake.at, next_year);
    assert_int_equal(scene.effects.wake.ahead_days, 60);
    assert_false(scene.effects.ask_cycle);
    assert_int_equal(after->step, 3); /* the tail, in its slowest rhythm */
    assert_int_equal(after->tail_round, 2);
    scene.input.until = TIME_NONE;
    apply(&scene);
    assert_true(scene.effects.ask_cycle && !scene.effects.wakes);
    scene.situation.state.status = LEAD_CUSTOMER; /* a customer who lost interest in one deal */
    assert_int_equal(apply(&scene)->status, LEAD_CUSTOMER);
}

static void newest_sign_weighs_most(void **state)
{
    static const struct {
        int before;
        Outcome outcome;
        Result result;
        int after;
    } signs[] = {
        {0, OUTCOME_TALKED, RESULT_NOTHING_YET, 0}, {3, OUTCOME_TALKED, RESULT_NOTHING_YET, 3},
        {0, OUTCOME_TALKED, RESULT_MEETING, 2},     {2, OUTCOME_TALKED, RESULT_MEETING, 3},
        {3, OUTCOME_TALKED, RESULT_MEETING, 3},     {3, OUTCOME_TALKED, RESULT_NO, -1},
        {0, OUTCOME_TALKED, RESULT_NO, -2},         {-2, OUTCOME_TALKED, RESULT_NO, -3},
        {-3, OUTCOME_TALKED, RESULT_SOLD, 1},       {0, OUTCOME_THEY_CALLED, RESULT_NONE, 2},
        {0, OUTCOME_THEY_CALLED, RESULT_NO, -2},    {-3, OUTCOME_THEY_CALLED, RESULT_NO, -3},
    };
    for (size_t at = 0; at < sizeof signs / sizeof *signs; at++) {
        Scene scene;
        set_scene(&scene, CHANNEL_PHONE, signs[at].outcome);
        scene.situation.state.interest = signs[at].before;
        scene.input.result = signs[at].result;
        if (apply(&scene)->interest != signs[at].after)
            fail_msg("row %zu: %d", at, scene.effects.state.interest);
    }
}

/* A result heard from the one at the door counts, without being a talk. */
static void gatekeeper_may_say_something(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_GATEKEEPER);
    scene.input.result = RESULT_NOT_NOW;
    scene.input.until = monday + 10 * DAY_SECONDS;
    const LeadState *after = apply(&scene);
    assert_int_equal(after->agreed_at, scene.input.until);
    assert_true(after->first_talked_at == TIME_NONE);
    assert_int_equal(after->tries, 1);
}

/* --- ends --- */

static void opt_outs_end_one_channel_and_rest_machines(void **state)
{
    static const struct {
        Channel channel;
        Outcome outcome;
        size_t suppressions;
    } ends[] = {{CHANNEL_EMAIL, OUTCOME_UNSUBSCRIBED, 1},
                {CHANNEL_TEXT, OUTCOME_STOPPED, 1},
                {CHANNEL_EMAIL, OUTCOME_COMPLAINED, 2}};
    for (size_t at = 0; at < sizeof ends / sizeof *ends; at++) {
        Scene scene;
        set_scene(&scene, ends[at].channel, ends[at].outcome);
        scene.input.planned = false;
        apply(&scene);
        assert_int_equal(scene.effects.suppression_count, ends[at].suppressions);
        const SuppressionEffect *ended = &scene.effects.suppressions[0];
        assert_int_equal(ended->contact_id, 5);
        assert_int_equal(ended->address_id, 0); /* every address of theirs */
        assert_int_equal(ended->channels, CHANNEL_BIT(ends[at].channel));
        assert_false(ended->account);
        if (ends[at].suppressions > 1)
            assert_int_equal(scene.effects.suppressions[1].address_id, 11);
        const Hold *hold = &scene.effects.holds[0];
        assert_int_equal(scene.effects.hold_count, 1);
        assert_true(hold->machine_only);
        assert_int_equal(hold->scope_id, 5);
        assert_int_equal(hold->channels, MACHINE_CHANNELS & ~CHANNEL_BIT(ends[at].channel));
        assert_int_equal(hold->until, monday + 30 * DAY_SECONDS);
        assert_int_equal(scene.effects.state.interest, -2);
        assert_true(lead_is_open(scene.effects.state.status));

        scene.input.contact_id = scene.situation.contact_id = 0; /* only the address is known */
        apply(&scene);
        assert_int_equal(scene.effects.suppressions[0].address_id, 11);
        assert_int_equal(scene.effects.holds[0].scope, HOLD_LEAD);
    }
}

static void gone_asks_who_came_after(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_GONE);
    scene.situation.state.agreed_at = monday + DAY_SECONDS;
    scene.situation.state.answered_at = monday - DAY_SECONDS;
    const LeadState *after = apply(&scene);
    assert_true(scene.effects.changed_person && scene.effects.person == PERSON_GONE);
    assert_true(scene.effects.ask_replacement && scene.effects.lift_reply_hold);
    assert_true(after->agreed_at == TIME_NONE && after->answered_at == TIME_NONE);
    assert_int_equal(after->status, LEAD_WORKING);
    assert_int_equal(after->step, 1);
    scene.input.contact_id = 6; /* a colleague's going ends nothing of Bob's */
    scene.situation.state.answered_contact_id = 5;
    after = apply(&scene);
    assert_int_equal(after->agreed_at, monday + DAY_SECONDS);
    assert_int_equal(after->answered_at, monday - DAY_SECONDS);
}

static void death_stops_the_household(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_DECEASED);
    const LeadState *after = apply(&scene); /* at a company: Ann is still there */
    assert_int_equal(after->status, LEAD_WORKING);
    assert_true(scene.effects.household_stopped && scene.effects.ask_replacement);
    assert_int_equal(scene.effects.person, PERSON_DECEASED);
    assert_int_equal(scene.effects.suppression_count, 1);
    assert_int_equal(scene.effects.suppressions[0].channels, EVERY_CHANNEL);

    scene.people[1].reaches = &scene.reaches[2]; /* the same number at home */
    scene.people[1].reach_count = 1;
    scene.situation.account_reach_count = 0;
    after = apply(&scene);
    assert_int_equal(after->status, LEAD_CLOSED);
    assert_false(scene.effects.ask_replacement);
    assert_int_equal(scene.effects.suppression_count, 2);
    assert_int_equal(scene.effects.suppressions[1].contact_id, 6);

    /* The same postal address is a home only where nobody has an office. */
    scene.reaches[2].kind = ADDRESS_POSTAL;
    assert_int_equal((apply(&scene), scene.effects.suppression_count), 2);
    scene.reaches[0].kind = ADDRESS_OFFICE;
    assert_int_equal((apply(&scene), scene.effects.suppression_count), 1);
    assert_int_equal(scene.effects.state.status, LEAD_WORKING);
}

/* --- skips --- */

static void skips_and_their_excuses(void **state)
{
    static const struct {
        Excuse excuse;
        Concern concern;
        bool asks, smaller;
        size_t step;
        int rest_days, retry_days; /* 0: none */
    } skips[] = {
        {EXCUSE_NONE, CONCERN_CADENCE, true, true, 1, 1, 0},
        {EXCUSE_NO_TIME, CONCERN_CADENCE, false, true, 1, 1, 0},
        {EXCUSE_SEEM_DESPERATE, CONCERN_TAIL, false, true, 1, 1, 0},
        {EXCUSE_NO_TIME, CONCERN_PROMISE, false, true, 1, 0, 1},
        {EXCUSE_NOT_READY, CONCERN_ANSWER, false, true, 1, 0, 1},
        {EXCUSE_DONE_ALREADY, CONCERN_CADENCE, false, false, 2, 0, 0},
        {EXCUSE_NOT_MINE, CONCERN_CADENCE, false, false, 1, 1, 0},
        {EXCUSE_WAIT_UNTIL, CONCERN_CADENCE, false, false, 1, 7, 0},
        {EXCUSE_WAIT_UNTIL, CONCERN_AGREED, false, false, 1, 0, 7},
    };
    for (size_t at = 0; at < sizeof skips / sizeof *skips; at++) {
        Scene scene;
        set_scene(&scene, CHANNEL_PHONE, OUTCOME_SKIPPED);
        scene.input.excuse = skips[at].excuse;
        scene.input.concern = skips[at].concern;
        const LeadState *after = apply(&scene);
        Time rest = skips[at].rest_days ? monday + skips[at].rest_days * DAY_SECONDS : TIME_NONE;
        Time retry = skips[at].retry_days ? monday + skips[at].retry_days * DAY_SECONDS : TIME_NONE;
        if (scene.effects.excuse_needed != skips[at].asks ||
            (scene.effects.smaller != CHANNEL_NONE) != skips[at].smaller ||
            after->step != skips[at].step || after->rest_until != rest || after->retry_at != retry)
            fail_msg("row %zu", at);
        assert_int_equal(after->tries, 0);
        assert_false(scene.effects.counts_move || scene.effects.counts_ring);
    }
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_SKIPPED);
    scene.input.excuse = EXCUSE_WAIT_UNTIL;
    scene.input.until = monday + 3 * DAY_SECONDS;
    assert_int_equal(apply(&scene)->rest_until, monday + 3 * DAY_SECONDS);
    scene.situation.state.rest_until = monday + 20 * DAY_SECONDS; /* never cut short */
    assert_int_equal(apply(&scene)->rest_until, monday + 20 * DAY_SECONDS);
}

static void smaller_acts_can_be_done(void **state)
{
    Scene scene;
    set_scene(&scene, CHANNEL_PHONE, OUTCOME_SKIPPED);
    const Situation *situation = &scene.situation;
    assert_int_equal(outcome_smaller(situation, 5, CHANNEL_PHONE), CHANNEL_EMAIL);
    scene.situation.state.first_talked_at = monday; /* now a text will do */
    assert_int_equal(outcome_smaller(situation, 0, CHANNEL_PHONE), CHANNEL_TEXT);
    assert_int_equal(outcome_smaller(situation, 5, CHANNEL_EMAIL), CHANNEL_TEXT);
    scene.reaches[0].text_basis = false;
    assert_int_equal(outcome_smaller(situation, 5, CHANNEL_EMAIL), CHANNEL_NONE);
    assert_int_equal(outcome_smaller(situation, 5, CHANNEL_VISIT), CHANNEL_PHONE);
    scene.reaches[1].suppressed = true;
    assert_int_equal(outcome_smaller(situation, 5, CHANNEL_PHONE), CHANNEL_PHONE); /* voicemail */
    assert_int_equal(outcome_smaller(situation, 5, CHANNEL_LETTER), CHANNEL_NONE);
    scene.people[0].stopped = CHANNEL_BIT(CHANNEL_PHONE);
    assert_int_equal(outcome_smaller(situation, 5, CHANNEL_VISIT), CHANNEL_NONE);
    assert_int_equal(outcome_smaller(situation, 99, CHANNEL_GIFT), CHANNEL_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_happen_where_they_can),
        cmocka_unit_test(rows_do_what_they_say),
        cmocka_unit_test(steps_go_on_into_the_tail),
        cmocka_unit_test(third_vain_try_moves_on),
        cmocka_unit_test(busy_comes_back_in_minutes),
        cmocka_unit_test(what_stands_at_its_time_is_tried_again),
        cmocka_unit_test(promise_uses_up_no_step),
        cmocka_unit_test(voicemail_and_its_mail_are_one_move),
        cmocka_unit_test(bounce_brings_the_step_back),
        cmocka_unit_test(evidence_counts_once),
        cmocka_unit_test(failed_text_rests_texts),
        cmocka_unit_test(reply_holds_machines_until_we_answer),
        cmocka_unit_test(answers_without_an_account_hold_the_lead),
        cmocka_unit_test(mail_as_our_answer),
        cmocka_unit_test(who_calls_and_says_something_was_answered),
        cmocka_unit_test(who_comes_back_opens_the_lead),
        cmocka_unit_test(prongs_are_kept_since_the_first_talk),
        cmocka_unit_test(dates_they_gave),
        cmocka_unit_test(agreed_date_is_used_up),
        cmocka_unit_test(noes_wait_longer_each_time),
        cmocka_unit_test(rest_after_a_no_outlives_what_we_do),
        cmocka_unit_test(not_now_takes_a_date),
        cmocka_unit_test(never_is_for_ever),
        cmocka_unit_test(sold_and_lost),
        cmocka_unit_test(newest_sign_weighs_most),
        cmocka_unit_test(gatekeeper_may_say_something),
        cmocka_unit_test(opt_outs_end_one_channel_and_rest_machines),
        cmocka_unit_test(gone_asks_who_came_after),
        cmocka_unit_test(death_stops_the_household),
        cmocka_unit_test(skips_and_their_excuses),
        cmocka_unit_test(smaller_acts_can_be_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
