/* Rank: the order of Today inside its fixed groups; a documented score whose terms are shown. Pure.
 *
 * score = Σ terms; higher comes first. The terms and their weights are one table in rank.c. */
#pragma once

#include "follow/situation.h"

typedef struct RankInput {
    Group group;
    Time due_at;
    Channel channel;
    Temperature temperature;
    LeadStatus status;
    int interest;
    int64_t value_cents;
    Role role;
    Time last_touched_at;
    Time promised_at; /* the promise it is about, or TIME_NONE */
} RankInput;

typedef struct RankTerm {
    const char *name; /* static: "overdue", "temperature", "value", … */
    int points;
} RankTerm;

enum { RANK_TERMS = 8 };

typedef struct Rank {
    int score;
    RankTerm terms[RANK_TERMS]; /* those that count */
    size_t term_count;
} Rank;

Rank rank_touch(const RankInput *input, Time now);

/* The score in two parts, so that many can be ranked by little: what a touch is worth whenever it
 * is looked at, and what changes by the clock, of group, due_at, last_touched_at and promised_at
 * alone. Their sum is the score of rank_touch. */
int rank_worth(const RankInput *input);
int rank_clock(const RankInput *input, Time now);

Group group_of(Concern concern, Channel channel);
