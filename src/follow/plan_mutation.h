/* Deliberate faults of the planner, for the test that proves that the properties would catch them.
 *
 * The real build sees the constant 0. The mutant build of tests/property compiles the planner with
 * PLAN_MUTATIONS and chooses one fault at run time. Add a row here and `if (PLAN_MUTATED(NAME))` at
 * the line it spoils; the test takes the list from here.
 */
#pragma once

#define PLAN_MUTATION_LIST(ROW)                                                                    \
    ROW(FORGETS_TAIL, "an open lead beyond its last step gets no touch")                           \
    ROW(PAST, "a wait that ran out stays in the past")                                             \
    ROW(ANSWER_LAST, "a promise comes before their answer")                                        \
    ROW(PROMISE_MOVED, "a promise is put off by a day")                                            \
    ROW(PROMISE_IGNORED, "promises are not looked at")                                             \
    ROW(NO_MERGE, "a step close to a promise is not merged into it")                               \
    ROW(AGREED_IGNORED, "the cadence goes on before an agreed date")                               \
    ROW(ENQUIRY_SLOW, "an enquiry waits like any step")                                            \
    ROW(NO_QUIET, "the line is not asked for the time")                                            \
    ROW(NO_CAPS, "everything is held to be exempt from the caps")                                  \
    ROW(OWNER_HOURS, "the owner's hours and absences do not count")                                \
    ROW(STOPPED_WAY, "a channel the person stopped is used")                                       \
    ROW(BAD_ADDRESS, "a bad address is used")                                                      \
    ROW(SUPPRESSED, "a suppressed address is used")                                                \
    ROW(EARLY_TEXT, "texts go before the first talk")                                              \
    ROW(GONE_PERSON, "a person who is gone is still touched")                                      \
    ROW(GIVEN_TWICE, "content already given is given again")                                       \
    ROW(SILENT_NEWS, "a touch without anything new does not say so")                               \
    ROW(NO_WHY, "the reasons of a decision are left out")                                          \
    ROW(OVER_CAPACITY, "all captured together come on one day")                                    \
    ROW(WINDOW, "levelling leaves the window of a step")                                           \
    ROW(PROOF_AT_ONCE, "nobody gets the time to answer an e-mail")                                 \
    ROW(PROOF_BY_MAIL, "an e-mail that may not have arrived is followed by another")               \
    ROW(NEVER_ASKED, "nobody asks whether what was promised arrived")                              \
    ROW(ASKED_AT_ONCE, "they are asked before it can have been read")                              \
    ROW(ASKED_BY_MAIL, "a letter that may not have arrived is asked about by another")             \
    ROW(ASKED_FIRST, "what was promised waits until it was asked")                                 \
    ROW(PRONG_LATE, "ways not used after the first talk are forgotten")                            \
    ROW(NO_REST, "a no changes nothing")                                                           \
    ROW(NO_RESUME, "the cadence does not wait after our answer")                                   \
    ROW(SAME_BAND, "the next try is on the same weekday at the same hour")                         \
    ROW(CONDITIONS, "the conditions of steps are not looked at")                                   \
    ROW(MACHINE_HOLD, "a machine touch goes under a hold of machines")                             \
    ROW(FUTURE_PAST, "a history in the future makes the lead wait for it")                         \
    ROW(RHYTHM, "signs of interest change nothing")                                                \
    ROW(POST_LATE, "a promised letter is posted on the day it should arrive")                      \
    ROW(POST_DAYS, "the post is thought to work on Sundays and holidays")                          \
    ROW(FLOOR, "the floor of the tail is not kept")

#ifdef PLAN_MUTATIONS
#define PLAN_MUTATION_CODE(name, fault) PLAN_MUTATION_##name,
typedef enum PlanMutation {
    PLAN_MUTATION_NONE,
    PLAN_MUTATION_LIST(PLAN_MUTATION_CODE) PLAN_MUTATIONS_END
} PlanMutation;
extern PlanMutation plan_mutation;
#define PLAN_MUTATED(name) (plan_mutation == PLAN_MUTATION_##name)
#else
#define PLAN_MUTATED(name) 0
#endif

/* The faults that the line would save as well. */
#define PLAN_MUTATED_STANDING                                                                      \
    (PLAN_MUTATED(STOPPED_WAY) || PLAN_MUTATED(BAD_ADDRESS) || PLAN_MUTATED(SUPPRESSED) ||         \
     PLAN_MUTATED(EARLY_TEXT) || PLAN_MUTATED(GONE_PERSON))
