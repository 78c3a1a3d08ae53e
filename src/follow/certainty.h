/* Certainty: how sure it is that a message reached its reader (DESIGN §6). Pure.
 *
 *     queued → uncertain → accepted → refused → delivered → seen → answered
 *
 * A ladder by the strength of its evidence: a message rises only, so what is weaker never speaks
 * against what is stronger. A bounce outweighs that a server took it, for servers take mail and
 * return it later; once it lay in the mailbox, what bounces is a copy on its way to somebody else.
 * What nobody knows of (uncertain) is settled by anything.
 *
 * Doubt is what the seller sees of it: who e-mailed somebody and has no proof has done nothing
 * sure. Proof is what their side said once it was in the mailbox (delivered), or a human. That a
 * server took it is none: it may lie among the spam.
 */
#pragma once

#include "follow/situation.h"

typedef enum MessageLevel {
    LEVEL_QUEUED,    /* it waits, or is on its way */
    LEVEL_UNCERTAIN, /* the connection ended while their server had it: nobody knows */
    LEVEL_ACCEPTED,  /* their server took it */
    LEVEL_REFUSED,   /* it came back, or never went */
    LEVEL_DELIVERED, /* it lies in the mailbox: a delivery report, an automatic answer */
    LEVEL_SEEN,      /* by a human */
    LEVEL_ANSWERED,
    MESSAGE_LEVELS
} MessageLevel;

const char *message_level_name(MessageLevel level); /* "queued" */
const char *message_level_label(const char *name);  /* for people: "their server has it" */
bool message_level_find(const char *name, MessageLevel *level);
/* Those it rises above, as the statements take them: ",queued,uncertain,". */
const char *message_level_below(MessageLevel level);
/* What is written into the history of its touch when it is learned: "bounced" of refused. */
const char *message_level_event(MessageLevel level);
/* What an outcome that was learned later proves of the message; false: nothing. */
bool message_level_of_outcome(Outcome outcome, MessageLevel *level);

typedef enum Doubt {
    DOUBT_NONE,      /* it waits still; it is proved; or it is known that it did not arrive */
    DOUBT_EARLY,     /* no proof, and none to be expected yet */
    DOUBT_UNPROVED,  /* no proof within policy->proof_hours */
    DOUBT_UNCERTAIN, /* nobody knows whether it went at all */
    DOUBTS
} Doubt;

const char *doubt_name(Doubt doubt);       /* "" "early" "unproved" "uncertain" */
const char *doubt_label(const char *name); /* for people; "" of none */
/* Of a message sent at `sent_at`; what was sent until `proved_before` should have a proof by now
 * (certainty_by()); TIME_NONE: it is not waited for. */
Doubt message_doubt(MessageLevel level, Time sent_at, Time proved_before);
/* When so many office hours (policy->office_hours on working days) have passed at the person's
 * place since `from`; where it is not known, at the owner's. `person` may be NULL. TIME_NONE: with
 * these hours never. */
Time certainty_by(const Policy *policy, const Worker *owner, const Person *person, Time from,
                  int hours);
