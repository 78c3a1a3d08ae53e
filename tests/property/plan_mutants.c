/* Would the properties notice? Every deliberate fault of plan_mutation.h is put into the planner,
 * and the histories must break a promise; without a fault they must not.
 *
 * Usage: plan_mutants [FAULT]  (by its place in the list: shows what breaks)
 */
#include "follow/plan_mutation.h"

#include "histories.h"

#include <stdio.h>
#include <stdlib.h>

enum { SOUND_HISTORIES = 500, MOST_HISTORIES = 20000 };

PlanMutation plan_mutation = PLAN_MUTATION_NONE;

typedef struct Mutant {
    const char *name, *fault;
} Mutant;

#define MUTANT(name, fault) [PLAN_MUTATION_##name] = {#name, fault},
static const Mutant mutants[PLAN_MUTATIONS_END] = {PLAN_MUTATION_LIST(MUTANT)};

static int caught(PlanMutation mutation, bool quiet)
{
    Tally tally = {.quiet = quiet};
    plan_mutation = mutation;
    bool survived = histories_run(1, MOST_HISTORIES, &tally);
    printf("%s: %-15s %s: %s\n", survived ? "SURVIVED" : "caught", mutants[mutation].name,
           mutants[mutation].fault, survived ? "no property noticed" : tally.broken);
    return !survived;
}

int main(int count, char **arguments)
{
    if (count > 1) {
        unsigned long fault = strtoul(arguments[1], NULL, 10);
        return fault > 0 && fault < PLAN_MUTATIONS_END ? !caught((PlanMutation)fault, false) : 2;
    }
    Tally sound = {0};
    if (!histories_run(1, SOUND_HISTORIES, &sound))
        return 1;
    int all = PLAN_MUTATIONS_END - 1, found = 0;
    for (int mutation = 1; mutation <= all; mutation++)
        found += caught((PlanMutation)mutation, true);
    printf("%d of %d faults caught\n", found, all);
    return found == all ? 0 : 1;
}
