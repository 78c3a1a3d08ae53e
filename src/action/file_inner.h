/* Files inside a transaction of the caller: for the action room only. */
#pragma once

#include "action/file.h"
#include "action/journal.h"

/* `card`: it waits to be typed. The journal may be NULL. */
bool file_put(Context *context, Arena *arena, const FileInput *input, bool card, Journal *journal,
              int64_t *id, Err *err);
