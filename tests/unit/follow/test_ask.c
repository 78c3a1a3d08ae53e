/* The one unknown to ask for, in the order of its worth; and the groups and points of Today. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "follow/ask.h"
#include "follow/rank.h"

#include <string.h>

static const Time now = 1800000000;

typedef struct Known {
    Reach reaches[2];
    Person people[2];
    Wake wakes[2];
    Situation situation;
} Known;

/* Somebody of whom everything is known, and a colleague who decides. */
static void know_all(Known *known)
{
    *known = (Known){
        .reaches = {{.id = 1, .kind = ADDRESS_CELL}, {.id = 2, .kind = ADDRESS_EMAIL}},
        .people = {{.id = 5}, {.id = 6, .role = ROLE_DECIDES}},
        .wakes = {{.kind = WAKE_RENEWAL, .at = now + 1}, {.kind = WAKE_WANT, .at = now + 1}},
    };
    known->people[0].reaches = known->reaches;
    known->people[0].reach_count = 2;
    known->situation = (Situation){.contact_id = 5,
                                   .people = known->people,
                                   .person_count = 2,
                                   .wakes = known->wakes,
                                   .wake_count = 2};
}

static void assert_asks(const Known *known, AskKind kind, const char *field)
{
    Ask ask = ask_next(&known->situation, now);
    assert_int_equal(ask.kind, kind);
    assert_string_equal(ask.field, field);
    assert_int_equal(ask.question[0] != '\0', kind != ASK_NOTHING);
}

static void asks_for_the_first_unknown(void **state)
{
    Known known;
    know_all(&known);
    assert_asks(&known, ASK_REFERRAL, "referral");
    known.wakes[1].at = now; /* what has passed is not known */
    assert_asks(&known, ASK_WANT, "want");
    known.wakes[0].kind = WAKE_WANT;
    assert_asks(&known, ASK_CYCLE, "cycle");
    known.reaches[1].kind = ADDRESS_URL;
    assert_asks(&known, ASK_EMAIL, "email");
    known.people[1].role = ROLE_USES;
    assert_asks(&known, ASK_DECIDER, "decides");
    known.reaches[0].state = ADDRESS_BAD;
    assert_asks(&known, ASK_CELL, "cell");
    known.people[0].state = PERSON_GONE;
    assert_asks(&known, ASK_REPLACEMENT, "replacement");
}

static void asks_whom_there_is(void **state)
{
    Known known;
    know_all(&known);
    known.people[1].state = PERSON_GONE; /* who decided has left */
    assert_asks(&known, ASK_DECIDER, "decides");
    know_all(&known);
    known.people[0].state = PERSON_DECEASED; /* the colleague is asked, and has no cell here */
    assert_asks(&known, ASK_CELL, "cell");
    known.situation.person_count = 1;
    assert_asks(&known, ASK_NOTHING, "");
    known.situation.person_count = 0;
    assert_asks(&known, ASK_DECIDER, "decides");
    known.situation.state.status = LEAD_CLOSED;
    assert_asks(&known, ASK_NOTHING, "");
    know_all(&known);
    known.situation.account_stopped = true;
    assert_asks(&known, ASK_NOTHING, "");
}

static void groups_are_fixed(void **state)
{
    assert_int_equal(group_of(CONCERN_ANSWER, CHANNEL_PHONE), GROUP_ANSWERS);
    assert_int_equal(group_of(CONCERN_PROMISE, CHANNEL_EMAIL), GROUP_PROMISES);
    assert_int_equal(group_of(CONCERN_AGREED, CHANNEL_VISIT), GROUP_AGREED);
    assert_int_equal(group_of(CONCERN_ENQUIRY, CHANNEL_PHONE), GROUP_ENQUIRIES);
    assert_int_equal(group_of(CONCERN_CADENCE, CHANNEL_PHONE), GROUP_CALLS);
    assert_int_equal(group_of(CONCERN_TAIL, CHANNEL_PHONE), GROUP_CALLS);
    assert_int_equal(group_of(CONCERN_WAKE, CHANNEL_EMAIL), GROUP_REVIEW);
    assert_int_equal(group_of(CONCERN_CADENCE, CHANNEL_NONE), GROUP_REVIEW);
}

static int points_of(const RankInput *input, const char *name)
{
    Rank rank = rank_touch(input, now);
    int sum = 0, found = 0;
    for (size_t at = 0; at < rank.term_count; at++) {
        assert_int_not_equal(rank.terms[at].points, 0);
        sum += rank.terms[at].points;
        if (strcmp(rank.terms[at].name, name) == 0)
            found = rank.terms[at].points;
    }
    assert_int_equal(sum, rank.score); /* what is shown is all there is */
    RankInput by_clock = {.group = input->group,
                          .due_at = input->due_at,
                          .last_touched_at = input->last_touched_at,
                          .promised_at = input->promised_at};
    assert_int_equal(rank_worth(input) + rank_clock(&by_clock, now), rank.score);
    return found;
}

static void points_are_documented(void **state)
{
    RankInput plain = {.group = GROUP_CALLS,
                       .due_at = now,
                       .channel = CHANNEL_PHONE,
                       .last_touched_at = now,
                       .promised_at = TIME_NONE};
    assert_int_equal(rank_touch(&plain, now).score, 0);
    assert_int_equal(rank_touch(&plain, now).term_count, 0);

    RankInput input = plain;
    input.due_at = now - 3 * HOUR;
    assert_int_equal(points_of(&input, "overdue"), 3);
    input.group = GROUP_ENQUIRIES;
    assert_int_equal(points_of(&input, "overdue"), 60);
    input.due_at = now + HOUR;
    assert_int_equal(points_of(&input, "overdue"), 0);
    input = plain;
    input.promised_at = now - 1;
    assert_int_equal(points_of(&input, "promised"), 40);
    input.promised_at = now + HOUR;
    assert_int_equal(points_of(&input, "promised"), 20);
    input.promised_at = now + 2 * DAY_SECONDS;
    assert_int_equal(points_of(&input, "promised"), 0);
    input = plain;
    input.temperature = TEMPERATURE_HOT;
    assert_int_equal(points_of(&input, "temperature"), 30);
    input.interest = -3;
    assert_int_equal(points_of(&input, "interest"), -18);
    input.value_cents = 1000 * 100;
    assert_int_equal(points_of(&input, "value"), 6);
    input.value_cents = 1000000 * 100;
    assert_int_equal(points_of(&input, "value"), 24);
    input.value_cents = INT64_MAX;
    assert_int_equal(points_of(&input, "value"), 30);
    input.role = ROLE_GUARDS;
    assert_int_equal(points_of(&input, "role"), -5);
    input.status = LEAD_CUSTOMER;
    assert_int_equal(points_of(&input, "customer"), 8);
    input.last_touched_at = now - 10 * DAY_SECONDS;
    assert_int_equal(points_of(&input, "silence"), 5);
    input.last_touched_at = TIME_NONE;
    assert_int_equal(points_of(&input, "silence"), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_for_the_first_unknown),
        cmocka_unit_test(asks_whom_there_is),
        cmocka_unit_test(groups_are_fixed),
        cmocka_unit_test(points_are_documented),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
