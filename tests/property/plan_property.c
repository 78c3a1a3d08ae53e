/* The promises of DESIGN §2 and §3, put to the planner over random histories.
 *
 * Usage: plan_property [COUNT [FIRST_SEED]]
 * Each history is a world of its own, made from its seed and moved on by random events; after each
 * the oracle judges the next decision. A failure prints the seed, and `plan_property 1 SEED` shows
 * it again. Some worlds are walked for five years, some from the first talk on. BECK_TEST_LONG runs
 * twenty times as many.
 */
#include "histories.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { HISTORIES = SANITIZED ? 10000 : 100000, LONG_TIMES = 20 };

int main(int count, char **arguments)
{
    uint64_t histories = getenv("BECK_TEST_LONG") ? (uint64_t)HISTORIES * LONG_TIMES : HISTORIES;
    if (count > 1)
        histories = strtoull(arguments[1], NULL, 10);
    Tally tally = {0};
    if (!histories_run(count > 2 ? strtoull(arguments[2], NULL, 10) : 1, histories, &tally))
        return 1;
    printf("%" PRIu64 " histories, %" PRIu64 " decisions judged:", histories, tally.decisions);
    for (Concern concern = CONCERN_ANSWER; concern < CONCERNS; concern++) {
        printf(" %" PRIu64 " %s,", tally.concerns[concern], concern_name(concern));
        if (histories >= HISTORIES && !tally.concerns[concern])
            return 1; /* the worlds must reach every concern */
    }
    printf(" %" PRIu64 " touches in tails of five years, %" PRIu64 " after first talks\n",
           tally.walked, tally.prongs);
    return 0;
}
