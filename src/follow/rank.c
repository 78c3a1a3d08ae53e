/* The order of Today inside its groups. Points are chosen so that what was promised and is late
 * beats what is merely large or warm, and nothing is buried for ever: every hour it waits adds. */
#include "follow/rank.h"

enum { CENTS = 100 };

static int most(int64_t points, int limit)
{
    return points > limit ? limit : points < 0 ? 0 : (int)points;
}

/* An enquiry loses its worth in minutes, the rest in hours. */
static int overdue(const RankInput *input, Time now)
{
    if (input->due_at == TIME_NONE)
        return 0;
    int64_t late = now - input->due_at;
    return input->group == GROUP_ENQUIRIES ? most(late / MINUTE, 60) : most(late / HOUR, 60);
}

static int promised(const RankInput *input, Time now)
{
    if (input->promised_at == TIME_NONE)
        return 0;
    if (input->promised_at < now)
        return 40;
    return input->promised_at - now < DAY_SECONDS ? 20 : 0;
}

static int temperature(const RankInput *input, Time now)
{
    static const int points[TEMPERATURES] = {[TEMPERATURE_HOT] = 30, [TEMPERATURE_LATER] = -15};
    return points[input->temperature];
}

static int interest(const RankInput *input, Time now)
{
    return 6 * input->interest;
}

/* Each factor of ten from a thousand on: 1,000 is 6, a million 24. */
static int value(const RankInput *input, Time now)
{
    int points = 0;
    for (int64_t whole = input->value_cents / CENTS; whole >= 1000 && points < 30; whole /= 10)
        points += 6;
    return points;
}

static int role(const RankInput *input, Time now)
{
    static const int points[ROLES] = {
        [ROLE_DECIDES] = 10, [ROLE_INFLUENCES] = 5, [ROLE_GUARDS] = -5};
    return points[input->role];
}

static int customer(const RankInput *input, Time now)
{
    return input->status == LEAD_CUSTOMER ? 8 : 0;
}

/* Days of silence, one point for two; never touched counts as twenty days. */
static int silence(const RankInput *input, Time now)
{
    if (input->last_touched_at == TIME_NONE)
        return 10;
    return most((now - input->last_touched_at) / (2 * DAY_SECONDS), 20);
}

typedef struct TermRow {
    const char *name;
    int (*points)(const RankInput *input, Time now);
    bool clock; /* changes by the clock */
} TermRow;

static const TermRow terms[RANK_TERMS] = {
    {"overdue", overdue, true},   /* 0 … 60: a minute each for enquiries, an hour for the rest */
    {"promised", promised, true}, /* 40 when the promise is late, 20 when it is due within a day */
    {"temperature", temperature, false}, /* hot 30, later −15 */
    {"interest", interest, false},       /* 6 for each sign, −18 … 18 */
    {"value", value, false},             /* 6 for each factor of ten from 1,000 on, at most 30 */
    {"role", role, false},               /* decides 10, influences 5, guards −5 */
    {"customer", customer, false},       /* 8 */
    {"silence", silence, true},          /* 0 … 20: one for two days; never touched 10 */
};

Rank rank_touch(const RankInput *input, Time now)
{
    Rank rank = {.score = 0};
    for (size_t at = 0; at < RANK_TERMS; at++) {
        int points = terms[at].points(input, now);
        if (!points)
            continue;
        rank.score += points;
        rank.terms[rank.term_count++] = (RankTerm){terms[at].name, points};
    }
    return rank;
}

static int sum(const RankInput *input, Time now, bool clock)
{
    int points = 0;
    for (size_t at = 0; at < RANK_TERMS; at++)
        points += terms[at].clock == clock ? terms[at].points(input, now) : 0;
    return points;
}

int rank_worth(const RankInput *input)
{
    return sum(input, TIME_NONE, false);
}

int rank_clock(const RankInput *input, Time now)
{
    return sum(input, now, true);
}

Group group_of(Concern concern, Channel channel)
{
    switch (concern) {
    case CONCERN_ANSWER:
        return GROUP_ANSWERS;
    case CONCERN_PROMISE:
        return GROUP_PROMISES;
    case CONCERN_AGREED:
        return GROUP_AGREED;
    case CONCERN_ENQUIRY:
        return GROUP_ENQUIRIES;
    default:
        return channel == CHANNEL_PHONE ? GROUP_CALLS : GROUP_REVIEW;
    }
}
