/* Visit: who asked for a link of ours: a human, or a machine that looks at mails?
 *
 * What is told of a message must be sure, so that whatever a machine may be is none: a human who
 * is not believed costs nothing, a scanner that is taken for one sends a seller the wrong way.
 * A machine is who asks for the head alone (HEAD), who fetches ahead (Purpose, Sec-Purpose, X-Moz),
 * who does not say that it is a browser or says that it is none (words of crawlers, of programs, of
 * the gateways of mail), who is there within VISIT_EARLY_SECONDS of the dot, and a browser of today
 * that does not behave as one (Fetch Metadata, where there is TLS). That all links of a mail are
 * asked for together is seen by who keeps them (action/track.h).
 *
 * Nobody is known by this: neither address nor agent is kept. Pure; any thread; any bytes.
 */
#pragma once

#include "base/clock.h"

#include <stdbool.h>

enum {
    VISIT_EARLY_SECONDS = 30,
    VISIT_AGENT_MOST = 1000 /* bytes; a longer one is no browser's */
};

typedef struct Visit {
    bool head;           /* the method was not GET */
    bool secure;         /* over TLS */
    bool image;          /* of a mail that is looked at; else somewhere one goes to */
    const char *agent;   /* User-Agent; each header may be NULL */
    const char *purpose; /* Purpose, X-Purpose or Sec-Purpose */
    const char *moz;     /* X-Moz */
    const char *mode;    /* Sec-Fetch-Mode */
    const char *dest;    /* Sec-Fetch-Dest */
    Time at, sent_at;    /* sent_at TIME_NONE: not known */
} Visit;

typedef enum Visitor {
    VISITOR_MACHINE,
    VISITOR_PROXY, /* fetches the images of a mailbox for whoever has it: no human, but a mailbox */
    VISITOR_HUMAN  /* as far as one request can tell */
} Visitor;

/* `why` (may be NULL): half a sentence, of a machine. */
Visitor visit_judge(const Visit *visit, const char **why);
