/* Trials: two texts of a step, each person gets one of them (follow/split.h), and what came of
 * each.
 *
 * What is measured are answers, as the history has them: a reply to that very mail, or they wrote,
 * called, texted or came within TRIAL_DAYS. Opens are not looked at. A mail that somebody wrote
 * anew before it went, that bounced or was undone does not count. An edit of either text begins
 * another trial.
 */
#pragma once

#include "action/context.h"
#include "follow/cadence.h"
#include "follow/interval.h"

enum { TRIAL_DAYS = 14 };

/* The subject and body of a step for one person. */
typedef struct TrialTexts {
    const Mustache *subject, *body;
    const char *trial; /* NULL: none is going on */
    char side;         /* 'a' or 'b' of it */
} TrialTexts;
bool trial_texts(Context *context, const Step *step, int64_t contact_id, TrialTexts *texts,
                 Err *err);

typedef struct TrialSide {
    int64_t people, replies;
    Interval share; /* of replies: where the true one lies, 95 % */
    const char *subject, *body;
} TrialSide;

typedef struct Trial {
    const char *trial, *cadence, *step;
    Channel channel;
    TrialSide a, b;
    Interval difference; /* of b less a */
    bool tells;          /* 0 is not within: there is a difference */
    Time first_at;       /* TIME_NONE: nobody got it yet */
    char kept;           /* 'a' or 'b': a manager has ended it; else 0 */
    const char *kept_by;
    Time kept_at;
} Trial;

typedef struct Trials {
    Trial *at;
    size_t count;
} Trials;

/* Those of the cadences as they are now. */
bool trial_list(Context *context, Arena *arena, Trials *trials, Err *err);
/* Ends one: all get this side ('a' or 'b') from now on. Audited. MISSING: there is no such trial
 * now; DENIED: who is neither a manager nor an admin. */
bool trial_keep(Context *context, Arena *arena, const char *trial, char side, Trial *kept,
                Err *err);
/* The same of a step of a cadence, by names. */
bool trial_of_step(Context *context, Arena *arena, const char *cadence, const char *step,
                   const char **trial, Err *err);
