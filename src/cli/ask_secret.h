/* A secret of the user's: typed on the terminal without being shown, or a line of standard input.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>

/* On a terminal it is asked for twice. INPUT: the two differ, or there is none. */
bool ask_secret(Arena *arena, const char *what, const char **secret, Err *err);
/* A line that may be seen. INPUT: there is none. */
bool ask_line(Arena *arena, const char *what, const char **line, Err *err);
