/* Files a command reads or writes as they are. */
#pragma once

#include "cli/cli.h"

/* Without its folders. */
const char *cli_base_name(const char *path);
/* How the file's name ends: "pdf" of "out/Letters.PDF"; NULL: it does not say what it is. */
const char *cli_file_ending(Cli *cli, const char *path);
/* Whether what is written fits the file's name; one that does not say it fits all. INPUT: it says
 * otherwise. */
bool cli_file_is_pdf(Cli *cli, const char *path, Err *err);
/* The whole of a file, in the Cli's arena; "-" is standard input. MISSING, DENIED; INPUT: it is
 * larger than any that is kept. */
bool cli_read_file(Cli *cli, const char *path, const void **bytes, size_t *size, Err *err);
/* To a new file, or "-". CONFLICT: it is there. */
bool cli_write_file(Cli *cli, const char *path, const void *bytes, size_t size, Err *err);
