#include "follow/plan.h"

#include "follow/certainty.h"
#include "follow/line.h"
#include "follow/plan_mutation.h"
#include "follow/plan_part.h"
#include "follow/post.h"
#include "follow/rank.h"

/* A step so many working days before a promise is merged into it. */
enum { MERGE_DAYS = 2 };
/* A promise or a date that was tried in vain, and not put off, is tried again so much later. */
enum { VAIN_HOURS = 2 };
/* Office hours without a proof until they are asked whether what was promised reached them. */
enum { ASK_HOURS = 4 };

static Time later(Time a, Time b)
{
    return a > b ? a : b;
}

/* --- the concerns, each as a wish --- */

/* What was put off (busy, "wait until") comes again then, whatever it is about. */
static Time put_off(const Situation *situation, Time now, Time wanted)
{
    return later(wanted, plan_retry_at(situation, now));
}

static const Person *person_or_main(const Situation *situation, int64_t contact_id)
{
    const Person *person = plan_person(situation, contact_id);
    return person ? person : plan_main_person(situation);
}

/* By their own way; but who came to see us is called. */
static Wish answer_wish(const Situation *situation, Time now)
{
    const LeadState *state = &situation->state;
    Channel theirs = state->answered_channel;
    return (Wish){
        .concern = CONCERN_ANSWER,
        .wanted = put_off(situation, now, now),
        .channel = theirs && theirs != CHANNEL_VISIT ? theirs : CHANNEL_PHONE,
        .person = person_or_main(situation, state->answered_contact_id),
        .exempt = true,
    };
}

/* A promise and an agreed date stand at their time, until they were tried. */
static Wish stated_wish(const Situation *situation, Time now, Concern concern, Time at,
                        Channel channel, const Person *person)
{
    Wish wish = {
        .concern = concern,
        .wanted = put_off(situation, now, at),
        .channel = channel ? channel : CHANNEL_PHONE,
        .person = person,
        .exempt = true,
        .exact = true,
    };
    Time tried = person ? person->last_tried_at : TIME_NONE;
    if (tried != TIME_NONE && tried >= at && tried <= now &&
        situation->state.retry_at == TIME_NONE && wish.channel == CHANNEL_PHONE) {
        wish.wanted = later(wish.wanted, tried + (Time)VAIN_HOURS * HOUR);
        wish.exact = false;
        wish.vain = true;
    }
    return wish;
}

/* --- what goes by post, to be there when it was said --- */

/* Whether what was said for a date goes by letter to this person. */
static bool by_post(const Situation *situation, const Person *person, bool letter)
{
    return letter && person && plan_way_reaches(situation, person, CHANNEL_LETTER);
}

static bool promise_by_post(const Situation *situation, const OpenPromise *promise)
{
    return promise->ours && post_promised(promise->text) &&
           by_post(situation, person_or_main(situation, promise->contact_id), true);
}

/* When it is to be done. */
static Time promise_at(const Situation *situation, const OpenPromise *promise)
{
    return promise_by_post(situation, promise)
               ? post_by(situation->policy, situation->owner,
                         person_or_main(situation, promise->contact_id), promise->due_at)
               : promise->due_at;
}

static Time agreed_at(const Situation *situation)
{
    const LeadState *state = &situation->state;
    const Person *person = plan_main_person(situation);
    return by_post(situation, person, state->agreed_channel == CHANNEL_LETTER)
               ? post_by(situation->policy, situation->owner, person, state->agreed_at)
               : state->agreed_at;
}

static const OpenPromise *first_promise(const Situation *situation)
{
    const OpenPromise *first = NULL;
    Time first_at = TIME_NONE;
    for (size_t i = 0; i < situation->promise_count && !PLAN_MUTATED(PROMISE_IGNORED); i++) {
        const OpenPromise *promise = &situation->promises[i];
        Time at = promise_at(situation, promise);
        if (!first || at < first_at || (at == first_at && promise->id < first->id)) {
            first = promise;
            first_at = at;
        }
    }
    return first;
}

static Wish promise_wish(const Situation *situation, Time now, const OpenPromise *promise)
{
    Time at = promise_at(situation, promise);
    Time due = PLAN_MUTATED(PROMISE_MOVED) ? at + DAY_SECONDS : at;
    Channel channel = promise_by_post(situation, promise) ? CHANNEL_LETTER : CHANNEL_PHONE;
    return stated_wish(situation, now, CONCERN_PROMISE, due, channel,
                       person_or_main(situation, promise->contact_id));
}

/* From when on a sent promise is asked about: never where the policy has no office hours, nor
 * before it went. */
static Time ask_from(const Situation *situation, Time now, const SentPromise *sent)
{
    Time by = certainty_by(situation->policy, situation->owner,
                           person_or_main(situation, sent->contact_id), sent->sent_at,
                           PLAN_MUTATED(ASKED_AT_ONCE) ? 1 : ASK_HOURS);
    return sent->sent_at > now ? TIME_NONE : by;
}

/* Nobody has named its time: it falls into the owner's hours. */
static Wish ask_wish(const Situation *situation, Time now, const SentPromise *sent, Time from)
{
    Wish wish = stated_wish(situation, now, CONCERN_PROMISE, from, CHANNEL_PHONE,
                            person_or_main(situation, sent->contact_id));
    wish.exact = false;
    return wish;
}

static Wish agreed_wish(const Situation *situation, Time now)
{
    const LeadState *state = &situation->state;
    Wish wish = stated_wish(situation, now, CONCERN_AGREED, agreed_at(situation),
                            state->agreed_channel, plan_main_person(situation));
    wish.desk = state->agreed_desk;
    return wish;
}

static Time wake_at(const Situation *situation, const Wake *wake)
{
    Day day = plan_owner_day(situation, wake->at) - wake->ahead_days;
    return zone_time(plan_owner_zone(situation->owner), day, 0);
}

static const Wake *first_wake(const Situation *situation)
{
    const Wake *first = NULL;
    for (size_t i = 0; i < situation->wake_count; i++) {
        const Wake *wake = &situation->wakes[i];
        if (!first || wake_at(situation, wake) < wake_at(situation, first))
            first = wake;
    }
    return first;
}

static Wish wake_wish(const Situation *situation, Time now, const Wake *wake)
{
    Time wanted = later(wake_at(situation, wake), plan_rest_until(situation, now));
    return (Wish){
        .concern = CONCERN_WAKE,
        .wanted = put_off(situation, now, wanted),
        .channel = CHANNEL_PHONE,
        .person = plan_main_person(situation),
        .fresh_hours = true,
    };
}

/* Levelling may move a call within its step's window; the first call to people met in person over
 * the days the policy gives for it. */
static Wait window_of(const Situation *situation, const Coming *coming, const Person *person)
{
    Wait window = coming->step ? coming->step->window : (Wait){0, WAIT_DAYS};
    bool first_call = person && person->last_tried_at == TIME_NONE &&
                      person->last_talked_at == TIME_NONE && coming->channel == CHANNEL_PHONE;
    Wait spread = {situation->policy->met_spread_days - 1, WAIT_WORKING_DAYS};
    if (plan_met(situation) && first_call && !coming->tail &&
        (window.unit != WAIT_WORKING_DAYS || window.count < spread.count))
        return spread;
    return window;
}

/* Who asked is answered by a quick way, where one reaches them. */
static bool is_slow(const Situation *situation, const Person *person, Channel channel)
{
    static const Channel quick[] = {CHANNEL_PHONE, CHANNEL_EMAIL, CHANNEL_TEXT};
    bool reaches = !person;
    for (size_t i = 0; i < sizeof quick / sizeof *quick; i++) {
        if (channel == quick[i])
            return false;
        reaches = reaches || plan_way_reaches(situation, person, quick[i]);
    }
    return reaches;
}

static Wish step_wish(const Situation *situation, const Coming *coming)
{
    bool put_off = situation->state.retry_at != TIME_NONE;
    const Person *person = plan_main_person(situation);
    Wish wish = {
        .concern = coming->tail ? CONCERN_TAIL : CONCERN_CADENCE,
        .wanted = coming->wanted,
        .channel = coming->channel,
        /* The e-mails to people met are one batch to review. */
        .mode = coming->met ? MODE_PERSON : coming->mode,
        .person = person,
        .fresh_hours = !put_off,
        .released = coming->first && !put_off,
        .queue_place = situation->queue_place,
        .window = window_of(situation, coming, person),
    };
    if (!plan_step_enquiry(situation))
        return wish;
    wish.concern = CONCERN_ENQUIRY;
    if (is_slow(situation, person, wish.channel)) {
        wish.channel = CHANNEL_PHONE;
        wish.mode = MODE_PERSON;
    }
    return wish;
}

/* --- the choice --- */

static void find_way(const Situation *situation, Time now, Choice *choice)
{
    plan_way_find(situation, &choice->wish, now, &choice->way);
}

static void choose_promise(const Situation *situation, Time now, const OpenPromise *promise,
                           Choice *choice)
{
    *choice = (Choice){.wish = promise_wish(situation, now, promise), .promise = promise};
    find_way(situation, now, choice);
}

/* The cadence's step or a wake, whichever is wanted sooner. */
static void choose_sooner(const Situation *situation, Time now, Choice *choice)
{
    *choice = (Choice){.has_step = true};
    plan_step_coming(situation, now, &choice->coming);
    choice->wish = step_wish(situation, &choice->coming);
    const Wake *wake = first_wake(situation);
    if (wake) {
        Wish wish = wake_wish(situation, now, wake);
        bool enquiry = choice->wish.concern == CONCERN_ENQUIRY;
        Time step_from = later(choice->wish.wanted, now);
        Time wake_from = later(wish.wanted, now);
        if (enquiry ? wake_from < step_from : wake_from <= step_from) {
            choice->wish = wish;
            choice->wake = wake;
            choice->has_step = false;
        }
    }
    find_way(situation, now, choice);
}

/* What came forward for want of a proof, and can go by e-mail only, waits for its day after all. */
static void choose_planned(const Situation *situation, Time now, Choice *choice)
{
    choose_sooner(situation, now, choice);
    if (!choice->has_step || !choice->coming.unproved || choice->way.channel != CHANNEL_EMAIL ||
        PLAN_MUTATED(PROOF_BY_MAIL))
        return;
    Situation patient = *situation;
    patient.state.unproved_at = 0;
    choose_sooner(&patient, now, choice);
}

/* A step of the cadence that comes within two working days before a promise is merged into it; what
 * comes after it waits its turn. */
static bool gives_way(const Situation *situation, const Choice *planned, const OpenPromise *promise)
{
    if (planned->way.at >= promise_at(situation, promise))
        return true;
    if (!planned->has_step || planned->wish.concern == CONCERN_ENQUIRY || PLAN_MUTATED(NO_MERGE))
        return false;
    Day promise_day = plan_owner_day(situation, promise_at(situation, promise));
    return line_working_days_between(situation->owner, situation->policy, planned->way.day,
                                     promise_day) <= MERGE_DAYS;
}

/* Only a call to the one it went to asks whether it came: another letter would be one more that may
 * not have arrived. */
static bool can_ask(const Choice *choice)
{
    return choice->wish.person && choice->way.person == choice->wish.person &&
           (choice->way.channel == CHANNEL_PHONE || PLAN_MUTATED(ASKED_BY_MAIL));
}

/* The first of those that can be asked about: one who is not to be reached keeps nobody else's. */
static bool choose_ask(const Situation *situation, Time now, Choice *choice)
{
    Time first = TIME_NONE;
    for (size_t i = 0; i < situation->sent_count && !PLAN_MUTATED(NEVER_ASKED); i++) {
        const SentPromise *sent = &situation->sent[i];
        Time from = ask_from(situation, now, sent);
        if (from == TIME_NONE || (first != TIME_NONE &&
                                  (first < from || (first == from && choice->sent->id < sent->id))))
            continue;
        Choice one = {.wish = ask_wish(situation, now, sent, from), .sent = sent};
        find_way(situation, now, &one);
        if (!can_ask(&one))
            continue;
        *choice = one;
        first = from;
    }
    return first != TIME_NONE;
}

/* What people have said goes first at the same time. */
static bool asks_first(const Choice *ask, const Choice *chosen)
{
    if (ask->way.at == chosen->way.at)
        return chosen->wish.concern > CONCERN_AGREED;
    return ask->way.at < chosen->way.at || PLAN_MUTATED(ASKED_FIRST);
}

/* But for their answer and for what is asked. */
static void choose_due(const Situation *situation, Time now, Choice *chosen)
{
    const LeadState *state = &situation->state;
    const OpenPromise *promise = first_promise(situation);
    /* Before a date that both know nothing else is done but what was promised. */
    bool agreed = state->agreed_at != TIME_NONE && !PLAN_MUTATED(AGREED_IGNORED);
    if (agreed && (!promise ||
                   later(promise_at(situation, promise), now) > later(agreed_at(situation), now))) {
        *chosen = (Choice){.wish = agreed_wish(situation, now)};
        find_way(situation, now, chosen);
        return;
    }
    if (!promise) {
        choose_planned(situation, now, chosen);
        return;
    }
    if (agreed || promise_at(situation, promise) <= now) {
        choose_promise(situation, now, promise, chosen);
        return;
    }
    Choice planned;
    choose_planned(situation, now, &planned);
    if (!gives_way(situation, &planned, promise)) {
        *chosen = planned;
        return;
    }
    choose_promise(situation, now, promise, chosen);
    if (planned.has_step && planned.way.at < promise_at(situation, promise)) {
        chosen->coming = planned.coming;
        chosen->merged = true;
    }
}

static void choose(const Situation *situation, Time now, Choice *chosen)
{
    Choice ask;
    bool answered = situation->state.answered_at != TIME_NONE;
    if (answered && !(PLAN_MUTATED(ANSWER_LAST) && situation->promise_count)) {
        *chosen = (Choice){.wish = answer_wish(situation, now)};
        find_way(situation, now, chosen);
        return;
    }
    choose_due(situation, now, chosen);
    if (choose_ask(situation, now, &ask) && asks_first(&ask, chosen))
        *chosen = ask;
}

/* --- the decision --- */

/* The address that would have been better: of the channel that was wished for, where it fell to
 * another, and of the person, where only the account's door is known. */
static AddressKind missing_address(const Situation *situation, const Choice *chosen)
{
    const Way *way = &chosen->way;
    Channel wished = chosen->wish.channel;
    if (!way->channel)
        return ADDRESS_NONE;
    if (way->reach && way->reach->kind == ADDRESS_SWITCHBOARD && way->person)
        return plan_way_missing(situation, way->person, CHANNEL_PHONE);
    if (way->reach && way->channel == wished)
        return ADDRESS_NONE;
    AddressKind kind = plan_way_missing(situation, way->person, wished);
    return kind || way->reach ? kind : plan_way_missing(situation, way->person, way->channel);
}

static bool answer_escalates(const Situation *situation, Time now)
{
    Time answered = situation->state.answered_at;
    if (answered == TIME_NONE || answered > now)
        return false;
    return line_working_days_between(
               situation->owner, situation->policy, plan_owner_day(situation, answered),
               plan_owner_day(situation, now)) >= situation->policy->answer_escalates_days;
}

/* The step's words are for somebody. Where the main contact is lost and nobody else is known, the
 * step is used up by asking whom to speak with. */
static void use_step(const Situation *situation, const Choice *chosen, Decision *decision)
{
    decision->step = chosen->coming.step;
    decision->step_place = chosen->coming.place;
    decision->ask_whom =
        chosen->way.channel && !chosen->way.person && plan_main_person(situation) != NULL;
    if (chosen->way.channel && !decision->ask_whom)
        plan_news_choose(situation, &chosen->coming, decision);
}

bool plan_next(const Situation *situation, Time now, Decision *decision)
{
    if (!lead_is_open(situation->state.status))
        return false;
    Choice chosen;
    choose(situation, now, &chosen);
    if (PLAN_MUTATED(FORGETS_TAIL) && chosen.wish.concern == CONCERN_TAIL)
        return false;
    const Way *way = &chosen.way;
    *decision = (Decision){
        .concern = chosen.wish.concern,
        .group = group_of(chosen.wish.concern, way->channel),
        .channel = way->channel,
        .mode = way->mode,
        .contact_id = way->person ? way->person->id : 0,
        .address_id = way->reach ? way->reach->id : 0,
        .due_at = way->at,
        .latest_at = way->latest,
        .promise_id = chosen.promise ? chosen.promise->id
                      : chosen.sent  ? chosen.sent->id
                                     : 0,
        .wake_id = chosen.wake ? chosen.wake->id : 0,
        .escalated = chosen.wish.concern == CONCERN_ANSWER && answer_escalates(situation, now),
        .ask = missing_address(situation, &chosen),
    };
    plan_explain(situation, now, &chosen, decision);
    if (chosen.has_step)
        use_step(situation, &chosen, decision);
    return true;
}

Lateness plan_overdue(const Worker *owner, const Policy *policy, Time due_at, Time now)
{
    if (due_at >= now)
        return LATE_FRESH;
    int days = line_working_days_between(owner, policy, zone_day(plan_owner_zone(owner), due_at),
                                         zone_day(plan_owner_zone(owner), now));
    if (days >= policy->manager_days)
        return LATE_MANAGER;
    return days >= policy->overdue_days ? LATE_OVERDUE : LATE_FRESH;
}
