/* The audit: who did what, when, and from which address of the network where it came from one
 * (context_from()). For the action room only; in the act's transaction. Names no contact
 * but by id, so that who is erased is not told of here. */
#pragma once

#include "action/context_inner.h"

/* By the context's user. */
bool audit_own(Context *context, const char *act, const char *detail, Err *err);
/* `user_id` 0: by nobody we know. */
bool audit_add(Context *context, int64_t user_id, const char *act, const char *detail, Err *err);
