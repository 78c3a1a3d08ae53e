/* The parts of outcome_apply(), for outcome*.c alone: outcome.c does what the table says of every
 * outcome, outcome_follow.c what follows from one outcome, outcome_result.c what follows from what
 * they said.
 */
#pragma once

#include "follow/outcome.h"

/* One outcome while it is applied. */
typedef struct Applying {
    const Situation *situation;
    const OutcomeInput *input;
    const OutcomeFacts *facts;
    Channel channel; /* the input's, or the outcome's usual one */
    Result result;   /* never RESULT_NONE where one was to be asked for */
    bool now;        /* of the touch itself; false: learned later of an earlier one */
    bool done;       /* the touch is used up */
    LeadState *state;
    Effects *effects;
} Applying;

/* The touch was the cadence's own, so its step goes on. */
static inline bool outcome_of_cadence(const OutcomeInput *input)
{
    return input->concern == CONCERN_ENQUIRY || input->concern == CONCERN_CADENCE ||
           input->concern == CONCERN_TAIL;
}
/* The touch stands at its own time: an answer, a promise, an agreed date. */
static inline bool outcome_of_people(const OutcomeInput *input)
{
    return input->concern == CONCERN_ANSWER || input->concern == CONCERN_PROMISE ||
           input->concern == CONCERN_AGREED;
}
static inline Time outcome_days_later(const Applying *applying, int days)
{
    return applying->input->at + (Time)days * DAY_SECONDS;
}
static inline bool outcome_has_date(const Applying *applying)
{
    return applying->input->until != TIME_NONE && applying->input->until > applying->input->at;
}

void outcome_add_address(Applying *applying, AddressState state, const char *why);
/* Of the address used: it keeps its state, and takes no texts. */
void outcome_end_texts(Applying *applying, const char *why);
void outcome_add_suppression(Applying *applying, SuppressionEffect suppression);
void outcome_add_hold(Applying *applying, Hold hold);
void outcome_agree(Applying *applying, Time at, const char *what, Channel channel);
/* Their answer waits no longer: the hold it laid on machines ends. */
void outcome_forget_answer(Applying *applying);
/* The same wall time on the owner's next working day. */
Time outcome_next_working_day(const Applying *applying);
/* Whom it is about: the contact used, else the main contact; 0 when nobody is known. */
int64_t outcome_contact(const Applying *applying);
const Person *outcome_person(const Situation *situation, int64_t contact_id); /* or NULL */
/* Goes on from the step at `place`. */
void outcome_advance(const Situation *situation, LeadState *state, size_t place, Time at);

/* outcome_follow.c, outcome_result.c */
void outcome_follow(Applying *applying);
void outcome_result(Applying *applying);
int outcome_result_interest(Result result);
