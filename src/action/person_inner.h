/* Who reports to whom: for the action room only. */
#pragma once

#include "action/context_inner.h"

/* INPUT when the person would come to report to themselves, however long the way. */
bool person_check_boss(Context *context, int64_t contact_id, int64_t boss_id, Err *err);
