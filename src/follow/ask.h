/* Ask: the one most valuable unknown to ask for on this talk (promise 8): cell number first, then
 * who decides, when they buy again, what else, who else we should call. Pure. */
#pragma once

#include "follow/situation.h"

typedef enum AskKind {
    ASK_NOTHING,
    ASK_CELL,
    ASK_EMAIL,
    ASK_DECIDER,
    ASK_CYCLE,
    ASK_WANT,
    ASK_REFERRAL,
    ASK_REPLACEMENT, /* the contact is gone: who came, where did they go */
    ASK_KINDS
} AskKind;

typedef struct Ask {
    AskKind kind;
    const char *field;    /* the --set name the answer goes to: "cell", "decides", … */
    const char *question; /* the words: "Where can I text this to you?"; static */
} Ask;

Ask ask_next(const Situation *situation, Time now);
