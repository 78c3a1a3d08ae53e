/* Call stages: how far a call that a machine dials has come, and what its end says. Pure.
 *
 *     asked → dialling → ringing → answered → ended
 *                                           → failed: it did not come about
 *
 * A stage is left for a later one only, whatever order a telephone tells them in, and what has
 * ended stays so: what is told twice, too late or by somebody who repeats it changes nothing.
 */
#pragma once

#include "follow/terms.h"

typedef enum CallStage {
    CALL_ASKED,
    CALL_DIALLING, /* the telephone has been told */
    CALL_RINGING,
    CALL_ANSWERED,
    CALL_ENDED,
    CALL_FAILED,
    CALL_STAGES
} CallStage;

const char *call_stage_name(CallStage stage);
bool call_stage_find(const char *name, CallStage *stage);
bool call_stage_is_over(CallStage stage);
bool call_stage_follows(CallStage before, CallStage after);

/* The SIP status that the words of a telephone's end stand for: "486 Busy Here", "no answer"; 0:
 * none. */
int call_code(const char *words);
/* What an end looks like (RFC 3261 §21): only offered, for a machine can pick up, too.
 * OUTCOME_NONE: it says nothing. */
Outcome call_suggests(CallStage stage, bool answered, int code);
