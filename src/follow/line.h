/* The line (DESIGN §5): what may be proposed and sent, when. Pure.
 *
 * Asked by the planner when it dates a touch, and again by the transaction that sends. What a
 * person logs is fact and is never refused here.
 *
 * What binds a touch, by channel:
 * - phone and text to a cell or a home: the hours of the law at the place and of
 *   policy->call_hours, and no public holiday of the place;
 * - phone to an office or a switchboard: policy->office_hours on working days of the place;
 * - text, besides: a lawful basis on record, not before the first talk, and by a machine only on
 *   working days of the place;
 * - email by a machine, and fax: policy->mail_hours on working days of the place (a person may
 *   write an e-mail at any hour);
 * - fax, besides: they have had to do with us (line_fax_basis());
 * - visit: policy->office_hours on working days of the place;
 * - letter, gift, article: no hours.
 *
 * A person's touch is proposed on days its owner works (the hours of such a day are the planner's
 * concern); days, moves and rings are counted on the owner's calendar. Hours are wall hours at the
 * place: DST is the zone's. Several possible zones: the hours allowed in all of them. None known:
 * the owner's. Country unknown: for the hours of the law the one the number is of, else the
 * owner's. A number by whose area code somebody may be in another state of that country than the
 * one that is known binds as both do: it rings in the hours allowed in both, each by its own wall,
 * and on no day that the law of either closes. States presume that who is called by their area
 * codes is theirs, and there (Fla. Stat. § 501.059(8)(d)); an address elsewhere may be an old one
 * as well.
 *
 * An exempt touch (answer, promise, agreed date) is free of caps, working days, holidays the law
 * does not name, office hours and "not before the first talk". It is bound by opt-outs, legal hours
 * and policy->call_hours. Done by a person it is also free of holds on the lead, the account and
 * the contact: they answered, or we promised.
 *
 * What the law closes binds everyone, and what our policy closes does not: LINE_LAW_DAY and
 * LINE_QUIET hold for a person who goes beyond what is proposed, LINE_CLOSED_DAY does not. The
 * line says LINE_CLOSED_DAY only at an instant at which an exempt touch may go.
 *
 * A climb (plan_climb) is one touch: it asks once with its caps, then asks for each of its numbers
 * as exempt.
 */
#pragma once

#include "follow/situation.h"

typedef enum LineRule {
    LINE_OPEN, /* may go */
    LINE_SUPPRESSED,
    LINE_BAD,       /* the address is known to be bad */
    LINE_STOPPED,   /* the person, the account or the channel was ended */
    LINE_NO_BASIS,  /* a text without a lawful basis on record, a fax to strangers */
    LINE_TOO_EARLY, /* text before the first talk */
    LINE_HELD,
    LINE_QUIET,   /* out of the hours of the law, of policy->call_hours or of the office */
    LINE_LAW_DAY, /* the law of their place lets nobody call or text there that day */
    LINE_DAY_CAP,
    LINE_WEEK_CAP,
    LINE_RING_CAP,
    LINE_ACCOUNT_CAP,
    LINE_CLOSED_DAY, /* by policy alone: not a working day, a holiday, the owner away */
    LINE_RULES
} LineRule;

typedef struct LineAnswer {
    LineRule rule;
    Time until; /* LINE_OPEN: until when it stays open; else the next instant worth asking, or
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

/* Whether they may be faxed at all: we met, talked, were answered, or they asked. An unsolicited
 * fax is forbidden without such a relationship, and a number that they gave (47 CFR
 * 64.1200(a)(4)(i) and (ii)); in the EU without consent (Directive 2002/58/EC art. 13). */
bool line_fax_basis(const Situation *situation);

/* Calling hours at a place on a day: the strictest of the national law, the state's and the policy.
 * For ADDRESS_OFFICE and ADDRESS_SWITCHBOARD the office hours; closed when it is no working day. */
typedef struct LineHours {
    Hours windows[2];   /* France has two; ascending */
    size_t count;       /* 0: closed all day */
    LineRule closed;    /* count 0: LINE_LAW_DAY, LINE_CLOSED_DAY, LINE_QUIET (no call hours) */
    const char *source; /* static; the law where it is stricter than the policy */
} LineHours;
LineHours line_call_hours(const Policy *policy, AddressKind kind, const char *country,
                          const char *region, Day day);

/* Working days: no weekend of that country, no public holiday, none of the workspace's own. */
bool line_working_day(const Policy *policy, const char *country, const char *region, Day day);
/* The owner works that day: hours, holidays, no absence. An owner for whom no hours were ever set
 * works the week of the country. */
bool line_owner_works(const Worker *owner, const Policy *policy, Day day);
/* The count-th day after `day` that the owner works; count 0: `day` itself, or the next one
 * worked. */
Day line_add_working_days(const Worker *owner, const Policy *policy, Day day, int count);
/* How many days d with from < d ≤ to the owner works. */
int line_working_days_between(const Worker *owner, const Policy *policy, Day from, Day to);

/* "quiet hours", "one move a day": for people. */
const char *line_rule_name(LineRule rule);
