/* The morning mail: sends each user theirs at their hour (action/morning_send.h), rendered from the
 * document that its page shows (view/morning_letter.h).
 *
 * One thread beside those that send and hear, one Context, one mail at a time by a connection of
 * its own: so a server that takes a minute keeps no customer's mail waiting, and the dispatcher's
 * rounds need not know of mails that are no touches.
 */
#pragma once

#include "base/work.h"

/* Only `mornings` and `held` are set. `once`: those that are due now, then end. */
Work morning_run;
