/* The morning mail: sends each user theirs at their hour (action/morning_send.h), rendered from the
 * document that its page shows (view/morning_letter.h).
 *
 * One thread beside those that send and hear, one Context, one mail at a time (lone.h).
 */
#pragma once

#include "base/work.h"

/* Only `mornings` and `held` are set. `once`: those that are due now, then end. */
Work morning_run;
