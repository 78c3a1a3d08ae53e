/* The scope of lists: for the action room only. */
#pragma once

#include "action/access.h"
#include "action/context_inner.h"

/* The owners whose leads are seen, as statements take them (",3,17,"); NULL: all. */
const char *access_owners(const Context *context, Arena *arena);

/* A user by name whose leads are asked for. DENIED when they are not to be seen. */
bool access_owner_named(Context *context, const char *name, int64_t *id, Err *err);
