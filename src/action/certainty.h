/* Certainty of a message (follow/certainty.h), written down: the one way a level is raised, whoever
 * learned what: the worker's verdict, a bounce, a delivery report, a copy in the Sent folder, a
 * person who looked. */
#pragma once

#include "action/context.h"
#include "follow/certainty.h"

/* What was sent until this instant should have a proof by now, by the office hours of who asks;
 * TIME_NONE: proof is not waited for. */
bool certainty_proved_before(Context *context, Time *before, Err *err);
/* Of a message as the statements give it: "" where there is none, "early", "unproved",
 * "uncertain". */
const char *certainty_doubt(const char *level, Time sent_at, Time proved_before);

/* `touch_id`'s message rises to `level`, and `evidence` (what the server or a person said, with its
 * source, for people: "delivered, says mx.example.com"; or NULL) is written into the touch's
 * history. Inside the caller's transaction.
 *
 * `raised` (may be NULL) is false, and nothing is written, where the touch has no message, or it is
 * known as well as that already: nothing is told twice. Where the lead's next touch was brought
 * forward for want of proof, it is planned anew.
 *
 * Only what is not an outcome of the touch comes here; log_learned() of a bounce, a reply and kin
 * raises by itself. */
bool message_raise(Context *context, Arena *arena, int64_t touch_id, MessageLevel level,
                   const char *evidence, bool *raised, Err *err);
