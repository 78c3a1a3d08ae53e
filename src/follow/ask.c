#include "follow/ask.h"

/* In the order of their worth (promise 8): the first that is not known is asked for. */
static const Ask asks[ASK_KINDS] = {
    [ASK_NOTHING] = {ASK_NOTHING, "", ""},
    [ASK_REPLACEMENT] = {ASK_REPLACEMENT, "replacement",
                         "Who has taken over, and where can I reach the one who left?"},
    [ASK_CELL] = {ASK_CELL, "cell", "Where can I text this to you?"},
    [ASK_DECIDER] = {ASK_DECIDER, "decides", "Besides you, who else has a say in this?"},
    [ASK_EMAIL] = {ASK_EMAIL, "email", "Where shall I send it, so that you have it in writing?"},
    [ASK_CYCLE] = {ASK_CYCLE, "cycle", "When will you next decide about this?"},
    [ASK_WANT] = {ASK_WANT, "want", "What else could you use that you do not have yet?"},
    [ASK_REFERRAL] = {ASK_REFERRAL, "referral", "Who else should we call?"},
};

static const Person *main_contact(const Situation *situation)
{
    for (size_t at = 0; at < situation->person_count; at++)
        if (situation->people[at].id == situation->contact_id)
            return &situation->people[at];
    return NULL;
}

/* Whom one talks with: the main contact, or whoever is still there. */
static const Person *talked_with(const Situation *situation)
{
    const Person *other = NULL;
    for (size_t at = 0; at < situation->person_count; at++) {
        const Person *person = &situation->people[at];
        if (person->state != PERSON_HERE)
            continue;
        if (person->id == situation->contact_id)
            return person;
        if (!other)
            other = person;
    }
    return other;
}

static bool has_address(const Person *person, AddressKind kind)
{
    for (size_t at = 0; at < person->reach_count; at++)
        if (person->reaches[at].kind == kind && person->reaches[at].state != ADDRESS_BAD)
            return true;
    return false;
}

static bool knows_decider(const Situation *situation)
{
    for (size_t at = 0; at < situation->person_count; at++)
        if (situation->people[at].role == ROLE_DECIDES &&
            situation->people[at].state == PERSON_HERE)
            return true;
    return false;
}

/* What has passed is no longer known. */
static bool knows_wake(const Situation *situation, bool want, Time now)
{
    for (size_t at = 0; at < situation->wake_count; at++) {
        const Wake *wake = &situation->wakes[at];
        if ((wake->kind == WAKE_WANT) == want && wake->at > now)
            return true;
    }
    return false;
}

Ask ask_next(const Situation *situation, Time now)
{
    const Person *contact = main_contact(situation);
    const Person *person = talked_with(situation);
    bool ended = !lead_is_open(situation->state.status) || situation->account_stopped;
    bool gone = contact && contact->state == PERSON_GONE;
    bool nobody = !person && situation->person_count; /* all have died or ended it */
    AskKind kind = ASK_REFERRAL;
    if (ended || (nobody && !gone))
        kind = ASK_NOTHING;
    else if (gone)
        kind = ASK_REPLACEMENT;
    else if (!person)
        kind = ASK_DECIDER;
    else if (!has_address(person, ADDRESS_CELL))
        kind = ASK_CELL;
    else if (!knows_decider(situation))
        kind = ASK_DECIDER;
    else if (!has_address(person, ADDRESS_EMAIL))
        kind = ASK_EMAIL;
    else if (!knows_wake(situation, false, now))
        kind = ASK_CYCLE;
    else if (!knows_wake(situation, true, now))
        kind = ASK_WANT;
    return asks[kind];
}
