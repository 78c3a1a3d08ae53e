/* The parts of the planner, for plan*.c alone.
 *
 * A touch is found in four questions, one file each: which step and when it is wanted
 * (plan_step.c), to whom (plan_people.c), by which way (plan_way.c), at what time (plan_slot.c).
 * plan.c asks them for each concern, in order. A Wish is what is asked for, a Way what was found.
 * Nothing here allocates, and no text is made.
 */
#pragma once

#include "follow/plan.h"

/* What is wanted, before anyone has looked at people, addresses or hours. */
typedef struct Wish {
    Concern concern;
    Time wanted;          /* not before it; may be past: then now */
    Channel channel;      /* the way that fits best */
    Mode mode;            /* of that channel; every other way is done by a person */
    const Person *person; /* whom it is for, or NULL: whom the lead is about */
    bool exempt;          /* from the caps */
    bool exact;           /* given by people: stands at its time, whatever hours the owner keeps */
    bool vain;            /* it was tried since its time, and nobody was there */
    bool fresh_hours;     /* a call: another weekday and two-hour band than the last vain one */
    bool desk;            /* nothing goes out: it is done at the owner's desk */
    bool released;      /* a first touch: people are called, and lists worked, as capacity allows */
    size_t queue_place; /* of a released one */
    Wait window;        /* levelling may move a call so much later */
} Wish;

/* What was found. */
typedef struct Way {
    const Person *person; /* NULL: the account itself */
    const Reach *reach;   /* NULL: no address known, or the channel needs none */
    Channel channel;      /* CHANNEL_NONE: nobody may be touched */
    Mode mode;
    Time at;
    Day day; /* of the owner, with `at` in it */
    Time latest;
    Day levelled_from; /* the day it would have been without levelling, or DAY_NONE */
} Way;

/* Met in person: at a show, at an evening of people. */
static inline bool plan_met(const Situation *situation)
{
    return situation->source == SOURCE_SHOW || situation->source == SOURCE_NETWORKING;
}

/* The cadence's coming step. */
typedef struct Coming {
    const Step *step; /* NULL: the lead has no cadence that can be used */
    size_t place;
    bool tail;
    Time since; /* the wait runs since */
    Time wanted;
    int percent;     /* of the usual wait, by the signs of interest */
    bool floored;    /* the floor brought it forward */
    bool rested;     /* it waits for the end of a rest */
    bool resumed;    /* it waits some days after our answer */
    bool first;      /* nothing has been yet: the first touch */
    bool met;        /* the first touch after a meeting in person */
    bool cooled;     /* steps by the same channel as the last were passed over */
    bool unproved;   /* brought forward, for nothing proves that the last message arrived */
    bool prong;      /* goes by a way not yet used since the first talk */
    Channel channel; /* the step's, or the prong's */
    Mode mode;
} Coming;

/* One concern worked out: what is wished, what was found, what it came from. */
typedef struct Choice {
    Wish wish;
    Way way;
    const OpenPromise *promise;
    const SentPromise *sent; /* it is asked whether it arrived */
    const Wake *wake;
    Coming coming;
    bool has_step; /* `coming` is set and used */
    bool merged;   /* a step of the cadence is merged into this promise: `coming` tells which */
} Choice;

/* --- plan_step.c --- */

/* StepFacts of the lead at that moment. */
unsigned plan_step_facts(const Situation *situation, Time now);
void plan_step_coming(const Situation *situation, Time now, Coming *coming);
/* The day a wait of days ends that began on this one, scaled to so many percent. Waits of minutes
 * end on the same day. */
Day plan_wait_day(const Situation *situation, Day since, Wait wait, int percent);
/* When a touch that was put off comes again, and when a rest ends; TIME_NONE: neither. */
Time plan_retry_at(const Situation *situation, Time now);
Time plan_rest_until(const Situation *situation, Time now);
/* A first touch after an enquiry is owed. */
bool plan_step_enquiry(const Situation *situation);

/* --- plan_people.c --- */

enum { PLAN_PEOPLE = 32 }; /* the most the planner looks at, the main contact among them */

/* Those who are there, in the order to try them: `first`, who works under them (nearest first),
 * then the rest; the longest-untouched first among equals, those who guard the door last. */
size_t plan_people_order(const Situation *situation, const Person *first,
                         const Person *order[PLAN_PEOPLE]);
const Person *plan_person(const Situation *situation, int64_t contact_id); /* NULL: not there */
const Person *plan_main_person(const Situation *situation);

/* --- plan_way.c --- */

/* The best way to reach somebody there for this wish. `channel` is CHANNEL_NONE when nobody may be
 * touched; then only `at` and `latest` are set. */
void plan_way_find(const Situation *situation, const Wish *wish, Time now, Way *way);
/* The channel could reach this person: a usable address, nothing stopped (hours aside). */
bool plan_way_reaches(const Situation *situation, const Person *person, Channel channel);
/* The kind of address to ask for where a channel has none, or ADDRESS_NONE. */
AddressKind plan_way_missing(const Situation *situation, const Person *person, Channel channel);
/* The usable address of this kind, or NULL. */
const Reach *plan_way_reach(const Situation *situation, const Person *person, Channel channel,
                            AddressKind kind);

/* --- plan_slot.c --- */

/* The time for a way (person, reach, channel and mode are set); false: never by this way. */
bool plan_slot_find(const Situation *situation, const Wish *wish, Time now, Way *way);
/* Levelling: moves the found time of a cadence's step to a day with room for it. */
void plan_slot_level(const Situation *situation, const Wish *wish, Time now, Way *way);
/* The owner's next working hour. */
Time plan_slot_desk(const Situation *situation, Time from);
Day plan_owner_day(const Situation *situation, Time at);
/* Where the owner's clock hangs; UTC when their zone is not known to this machine. */
const Zone *plan_owner_zone(const Worker *owner);

/* --- plan_news.c --- */

/* What is new about this touch: content_id, new_missing, library_dry, and why. */
void plan_news_choose(const Situation *situation, const Coming *coming, Decision *decision);

/* --- plan_explain.c --- */

void plan_explain(const Situation *situation, Time now, const Choice *chosen, Decision *decision);

static inline void why_add(Decision *decision, WhyCode code, int64_t number, const char *text)
{
    if (decision->why_count < DECISION_WHYS)
        decision->whys[decision->why_count++] = (Why){code, number, text};
}
