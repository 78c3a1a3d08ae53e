/* Where what is not there could be looked for: "there is no gift 99" is an error of both faces, and
 * at the command line it ends with the command that lists gifts. */
#pragma once

#include "base/arena.h"
#include "base/err.h"

/* The error's message, with the list behind it where the thing has one and none is named yet. In
 * `arena`. */
const char *lists_named(Arena *arena, const Err *err);
