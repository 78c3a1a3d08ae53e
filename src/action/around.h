/* The leads around a lead: those of the same person or account. What becomes bad, ended or held for
 * one of them does so for all, and what was planned for them may not stand. For the action room
 * only.
 */
#pragma once

#include "action/journal.h"
#include "follow/outcome.h"

/* Whether an outcome does anything beyond the lead it was logged on. */
bool around_touched(const Effects *effects);

/* Ends the hold that an answer on this lead laid on machines: it was answered, or ends unanswered.
 */
bool around_lift_reply_hold(Context *context, const Situation *situation, Journal *journal,
                            Err *err);

/* Plans the open leads around `lead_id` anew, those of somebody who said never, or who died, become
 * `never` (kept in the journal, which may be NULL after an undo: then nothing ends). */
bool around_settle(Context *context, int64_t lead_id, const Effects *effects, int64_t contact_id,
                   Journal *journal, Err *err);
