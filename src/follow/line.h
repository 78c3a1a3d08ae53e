/* The line (DESIGN §5): what may be proposed and sent, when. Pure.
 *
 * Asked by the planner when it dates a touch, and again by the transaction that sends. What a person
 * logs is fact and is never refused here.
 */
#pragma once

#include "follow/situation.h"

typedef enum LineRule {
    LINE_OPEN, /* may go */
    LINE_SUPPRESSED,
    LINE_STOPPED,   /* the person, the account or the channel was ended */
    LINE_NO_BASIS,  /* a text without a lawful basis on record */
    LINE_TOO_EARLY, /* text before the first talk */
    LINE_HELD,
    LINE_QUIET,
    LINE_DAY_CAP,
    LINE_WEEK_CAP,
    LINE_RING_CAP,
    LINE_ACCOUNT_CAP,
    LINE_CLOSED_DAY, /* not a working day, a holiday, the owner away */
    LINE_RULES
} LineRule;

typedef struct LineAnswer {
    LineRule rule;
    Time until;         /* LINE_OPEN: until when it stays open; else the next instant worth asking, or
                           TIME_NONE: never by this address */
    const char *source; /* the law or policy, "47 CFR 64.1200(c)(1)"; static */
} LineAnswer;

/* May this touch go at `at`? `exempt`: answers, promises and agreed dates are free of the caps, not
 * of opt-outs and legal hours. `reach` may be NULL for a channel without an address. */
LineAnswer line_ask(const Situation *situation, const Person *person, const Reach *reach,
                    Channel channel, Mode mode, bool exempt, Time at);

/* The first instant ≥ `from` at which line_ask() is open, or TIME_NONE (none within two years). */
Time line_open_after(const Situation *situation, const Person *person, const Reach *reach,
                     Channel channel, Mode mode, bool exempt, Time from);

/* Calling hours at a place; the strictest of the federal, state and policy rule. */
Hours line_call_hours(const Policy *policy, AddressKind kind, const char *country,
                      const char *region, Weekday weekday, const char **source);

/* Working days: no weekend of that country, no public holiday, none of the workspace's own. */
bool line_working_day(const Policy *policy, const char *country, const char *region, Day day);
/* The owner works that day: hours, holidays, no absence. */
bool line_owner_works(const Worker *owner, const Policy *policy, Day day);
Day line_add_working_days(const Worker *owner, const Policy *policy, Day day, int count);
int line_working_days_between(const Worker *owner, const Policy *policy, Day from, Day to);

const char *line_rule_name(LineRule rule);
