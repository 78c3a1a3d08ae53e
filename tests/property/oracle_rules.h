/* The parts of the oracle, for oracle*.c alone: one function a promise. */
#pragma once

#include "follow/line.h"

#include "oracle.h"

/* A decision with what the rules need to judge it. */
typedef struct Case {
    const World *world;
    const Situation *situation;
    const LeadState *state;
    const Decision *decision;
    Time now;
    const Person *person; /* to be touched, NULL: the account */
    const Person *main;
    const Reach *reach;
    const OpenPromise *promise; /* the one to be done first */
    Time promise_at;            /* and when: a letter days before it is to be there */
    const SentPromise *sent;    /* that the decision asks about, or NULL */
    Day due_day;
    bool exempt;
    bool untouched, enquiry;
    bool clear;         /* nothing puts a touch off */
    bool ahead;         /* the clock was set back: history lies in the future */
    bool away_for_good; /* the owner does not come back */
    bool held_for_good;
} Case;

/* NULL: kept; else the promise that is broken. */
typedef const char *OracleRule(const Case *at, Arena *arena);
extern OracleRule *const oracle_rules[];
extern const size_t oracle_rule_count;

/* oracle_who.c: persons, addresses, channels, content. */
OracleRule rule_person, rule_address, rule_channel, rule_text, rule_desk, rule_content;
/* oracle_when.c: hours, caps, holds, waits. */
OracleRule rule_dated, rule_line, rule_hours, rule_owner, rule_caps, rule_holds, rule_fresh_hours,
    rule_not_before, rule_not_too_late, rule_level, rule_release;
/* oracle_what.c: the order of concern, steps, explanations. */
OracleRule rule_answer, rule_promise, rule_asked, rule_merge, rule_agreed, rule_enquiry, rule_wake,
    rule_step, rule_explained, rule_reason, rule_climb, rule_aside;

bool oracle_endless(const Case *at, const Hold *hold);
int oracle_working_days(const World *world, Day from, Day to);
Day oracle_day(const World *world, Time at);
/* Concerns that follow the cadence. */
static inline bool is_cadence(const Case *at)
{
    return at->decision->concern == CONCERN_CADENCE || at->decision->concern == CONCERN_TAIL;
}
static inline Time oracle_later(Time a, Time b)
{
    return a > b ? a : b;
}
