/* Outages: what should send, read or be kept alike and is not, for whoever looks at their day: a
 * mailbox, a sender, a calendar or an address book that is off, or that has failed OUTAGE_FAILURES
 * times and rests longer and longer; and a machine that nobody has armed (action/standing.h). Each
 * with the way out. */
#pragma once

#include "action/context.h"

enum { OUTAGE_FAILURES = 5, OUTAGES_SHOWN = 5 };

typedef struct Outage {
    const char *kind;    /* "sender", "mailbox", "calendar", "contacts", "arming" */
    int64_t id;          /* 0: of arming */
    const char *address; /* what a calendar or a book is called; NULL: of arming */
    const char *state;   /* "off", "rests", "held" */
    const char *why;     /* or NULL */
    Time rests_until;    /* or TIME_NONE */
    const char *page;    /* where it is looked after: "/settings/senders" */
    const char *command; /* … and by which command */
} Outage;

typedef struct Outages {
    Outage at[OUTAGES_SHOWN];
    size_t count;
} Outages;

/* Everybody's and one's own, all with RIGHT_SETTINGS: the first OUTAGES_SHOWN. Arming is asked
 * about where there is a sender. Strings live in `arena`. */
bool outage_list(Context *context, Arena *arena, Outages *outages, Err *err);
