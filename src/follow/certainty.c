#include "follow/certainty.h"

#include "follow/line.h"

#include <string.h>

/* In the order of the ladder: what stands lower gives way to what stands higher. */
static const struct {
    const char *name, *event, *label;
    const char *below;
} levels[MESSAGE_LEVELS] = {
    [LEVEL_QUEUED] = {"queued", "queued", "waits to go", ","},
    [LEVEL_UNCERTAIN] = {"uncertain", "uncertain", "nobody knows whether it went", ",queued,"},
    [LEVEL_ACCEPTED] = {"accepted", "accepted", "their server has it", ",queued,uncertain,"},
    [LEVEL_REFUSED] = {"refused", "bounced", "it did not arrive", ",queued,uncertain,accepted,"},
    [LEVEL_DELIVERED] = {"delivered", "delivered", "it arrived",
                         ",queued,uncertain,accepted,refused,"},
    [LEVEL_SEEN] = {"seen", "seen", "somebody saw it",
                    ",queued,uncertain,accepted,refused,delivered,"},
    [LEVEL_ANSWERED] = {"answered", "replied", "answered",
                        ",queued,uncertain,accepted,refused,delivered,seen,"},
};

const char *message_level_name(MessageLevel level)
{
    return levels[(unsigned)level < MESSAGE_LEVELS ? level : LEVEL_QUEUED].name;
}

bool message_level_find(const char *name, MessageLevel *level)
{
    for (int i = 0; name && i < MESSAGE_LEVELS; i++)
        if (!strcmp(levels[i].name, name)) {
            *level = (MessageLevel)i;
            return true;
        }
    return false;
}

const char *message_level_below(MessageLevel level)
{
    return levels[(unsigned)level < MESSAGE_LEVELS ? level : LEVEL_QUEUED].below;
}

const char *message_level_event(MessageLevel level)
{
    return levels[(unsigned)level < MESSAGE_LEVELS ? level : LEVEL_QUEUED].event;
}

const char *message_level_label(const char *name)
{
    MessageLevel level;
    return message_level_find(name, &level) ? levels[level].label : name;
}

/* An absence is told by the mailbox itself; a complaint and an opt-out by who held the mail in
 * hands. */
bool message_level_of_outcome(Outcome outcome, MessageLevel *level)
{
    static const MessageLevel proved[OUTCOMES] = {
        [OUTCOME_DELIVERED] = LEVEL_DELIVERED, [OUTCOME_AUTO_REPLY] = LEVEL_DELIVERED,
        [OUTCOME_BOUNCED] = LEVEL_REFUSED,     [OUTCOME_COMPLAINED] = LEVEL_SEEN,
        [OUTCOME_FAILED] = LEVEL_REFUSED,      [OUTCOME_UNSUBSCRIBED] = LEVEL_SEEN,
        [OUTCOME_STOPPED] = LEVEL_SEEN,        [OUTCOME_REPLIED] = LEVEL_ANSWERED,
    };
    if ((unsigned)outcome >= OUTCOMES || !proved[outcome])
        return false;
    *level = proved[outcome];
    return true;
}

static const struct {
    const char *name, *label;
} doubts[DOUBTS] = {
    [DOUBT_NONE] = {"", ""},
    [DOUBT_EARLY] = {"early", "no proof yet"},
    [DOUBT_UNPROVED] = {"unproved", "no sign that it arrived"},
    [DOUBT_UNCERTAIN] = {"uncertain", "did it go at all?"},
};

const char *doubt_name(Doubt doubt)
{
    return doubts[(unsigned)doubt < DOUBTS ? doubt : DOUBT_NONE].name;
}

const char *doubt_label(const char *name)
{
    for (int i = 0; name && i < DOUBTS; i++)
        if (!strcmp(doubts[i].name, name))
            return doubts[i].label;
    return "";
}

Doubt message_doubt(MessageLevel level, Time sent_at, Time proved_before)
{
    if (level == LEVEL_UNCERTAIN)
        return DOUBT_UNCERTAIN;
    if (level != LEVEL_ACCEPTED || sent_at == TIME_NONE || proved_before == TIME_NONE)
        return DOUBT_NONE;
    return sent_at > proved_before ? DOUBT_EARLY : DOUBT_UNPROVED;
}

/* Where the person's clock hangs, and whose holidays count there. */
static const Zone *zone_of(const Worker *owner, const Person *person)
{
    return person && person->zone_count && person->zones[0] ? person->zones[0] : owner->zone;
}

Time certainty_by(const Policy *policy, const Worker *owner, const Person *person, Time from,
                  int hours)
{
    enum { DAYS_MOST = 400 };
    const Zone *zone = zone_of(owner, person);
    bool placed = person && person->country;
    const char *country = placed ? person->country : owner->country;
    const char *region = placed ? person->region : owner->region;
    int64_t left = (int64_t)hours * 3600;
    if (!zone || policy->office_hours.from >= policy->office_hours.to)
        return TIME_NONE;
    Day first = zone_day(zone, from);
    for (Day day = first; day < first + DAYS_MOST; day++) {
        if (!line_working_day(policy, country, region, day))
            continue;
        Time opens = zone_time(zone, day, policy->office_hours.from);
        Time closes = zone_time(zone, day, policy->office_hours.to);
        if (opens < from)
            opens = from;
        if (closes <= opens)
            continue;
        if (left <= closes - opens)
            return opens + left;
        left -= closes - opens;
    }
    return TIME_NONE;
}
