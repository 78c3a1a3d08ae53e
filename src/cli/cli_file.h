/* Files a command reads or writes as they are. */
#pragma once

#include "cli/cli.h"

/* Without its folders. */
const char *cli_base_name(const char *path);
/* The whole of a file, in the Cli's arena; "-" is standard input. MISSING, DENIED; INPUT: it is
 * larger than any that is kept. */
bool cli_read_file(Cli *cli, const char *path, const void **bytes, size_t *size, Err *err);
/* To a new file, or "-". CONFLICT: it is there. */
bool cli_write_file(Cli *cli, const char *path, const void *bytes, size_t size, Err *err);
