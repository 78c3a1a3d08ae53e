/* Man: the table of commands as manual pages, in mdoc(7). */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "cli/command.h"

/* beck(1) */
void man_overview(Arena *arena, Buf *out);
/* beck-NAME(1), its subcommands included. */
void man_command(Arena *arena, const Command *command, Buf *out);
/* The names of all pages, a line each: "beck", "beck-today", … */
void man_list(Buf *out);
