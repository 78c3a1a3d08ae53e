/* High mark: a number that only rises, kept in a small file outside of what it counts, so that what
 * it counts can be told from an older copy of itself. Beside the number stands the place of what is
 * counted: only that one may raise it.
 *
 * The files lie in $BECK_STATE, else $XDG_STATE_HOME/beck, else ~/.local/state/beck, of this user
 * alone. A raise is on the disk when it returns (two tenths of a millisecond). Several processes
 * may raise one mark.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct HighMark {
    bool there;
    int64_t number;
    const char *place; /* in the arena */
} HighMark;

/* The file of this name; its folder is made. BROKEN: it cannot be, or not be written. */
bool high_mark_path(Arena *arena, const char *name, const char **path, Err *err);
/* BROKEN: it is there and cannot be read. */
bool high_mark_read(Arena *arena, const char *path, HighMark *mark, Err *err);
/* Anew, whatever was there. `place` has no line ends. */
bool high_mark_write(const char *path, int64_t number, const char *place, Err *err);
/* To `number`, where it is less. CONFLICT: it is the mark of another place, or gone. */
bool high_mark_raise(const char *path, int64_t number, const char *place, Err *err);
