/* Oracle: what DESIGN §2, §3 and §5 promise of one decision, said again without the planner's code.
 *
 * It counts moves from the world's own log, takes hours and days from the zones, and knows the
 * order of concern by itself. Where a promise is about a difference (levelling, merging) it plans a
 * changed copy of the situation and compares.
 */
#pragma once

#include "world.h"

/* Plans the world and judges the decision. NULL: all promises are kept; else the one that is
 * broken, a static sentence. *decision is what was planned; *open tells whether there was one. */
const char *oracle_judge(const World *world, Arena *arena, Decision *decision, bool *open);

/* --- restated rules that walks use as well --- */

bool oracle_works(const World *world, Day day);
/* The count-th day after `day` that the owner works. */
Day oracle_add_working_days(const World *world, Day day, int count);
/* An address by which this person could be reached on that channel stands on their card. */
bool oracle_reachable(const World *world, const Person *person, Channel channel);
