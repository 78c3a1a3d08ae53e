/* Log: what the edges (cli, web, dispatch) tell the admin, one line each on standard error.
 *
 *     2026-12-01T09:00:00Z warn worker: the sender 7 does not answer
 *
 * Only the edges log (DESIGN §8); everything between passes an Err on. A message is one line
 * whatever is in it: control characters and broken UTF-8 are made harmless. On a terminal the level
 * has a colour unless NO_COLOR is set. Nothing secret belongs here. Any thread; each line is
 * written whole.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>

typedef enum LogLevel { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR, LOG_LEVELS } LogLevel;

/* Where lines go, without the line end. The default writes them to standard error. */
typedef void LogSink(LogLevel level, const char *line);

/* To be called before threads begin. */
void log_set_level(LogLevel least); /* LOG_INFO unless set */
void log_set_sink(LogSink *chosen); /* NULL is the default */

/* "debug", "info", "warn", "error". INPUT for others. */
bool log_level_parse(const char *name, LogLevel *level, Err *err);

/* `part` is what speaks: "web", "worker". */
void log_line(LogLevel level, const char *part, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* An error that reached an edge: BROKEN is an error, BUSY a warning, the others are the user's and
 * told at the level of info. */
void log_err(const char *part, const Err *err);
