/* Completions for shells, out of the table of commands. Scripts that ask Beck nothing while a
 * person types: commands, options, words that are fixed, and files. */
#pragma once

#include "base/buf.h"
#include "cli/command.h"

void completion_bash(Buf *out);
void completion_zsh(Buf *out);
void completion_fish(Buf *out);
