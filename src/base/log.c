#include "base/log.h"
#include "base/clock.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const level_names[LOG_LEVELS + 1] = {
    [LOG_DEBUG] = "debug",
    [LOG_INFO] = "info",
    [LOG_WARN] = "warn",
    [LOG_ERROR] = "error",
};

/* One write a line, so that lines of threads and processes do not mix. */
static void to_standard_error(LogLevel level, const char *line)
{
    dprintf(STDERR_FILENO, "%s\n", line);
}

static LogLevel least_level = LOG_INFO;
static LogSink *sink = to_standard_error;

void log_set_level(LogLevel least)
{
    least_level = least;
}

void log_set_sink(LogSink *chosen)
{
    sink = chosen ? chosen : to_standard_error;
}

bool log_level_parse(const char *name, LogLevel *level, Err *err)
{
    for (int i = 0; i < LOG_LEVELS; i++)
        if (text_equal_nocase(name, level_names[i])) {
            *level = (LogLevel)i;
            return true;
        }
    return err_set(err, ERR_INPUT, "\"%.40s\" is no log level: there are debug, info, warn, error",
                   text_or(name, ""));
}

static bool has_colour(void)
{
    return sink == to_standard_error && text_empty(getenv("NO_COLOR")) && isatty(STDERR_FILENO);
}

static char *coloured(Arena *arena, LogLevel level)
{
    static const char *const colours[LOG_LEVELS] = {
        [LOG_DEBUG] = "2", [LOG_INFO] = "32", [LOG_WARN] = "33", [LOG_ERROR] = "31"};
    return arena_printf(arena, "\033[%sm%s\033[0m", colours[level], level_names[level]);
}

void log_line(LogLevel level, const char *part, const char *format, ...)
{
    enum { LONGEST = 4000 };
    if (level < least_level)
        return;
    auto_arena Arena *arena = arena_new();
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    message = text_clean(arena, message, strlen(message), LONGEST);
    const char *name = has_colour() ? coloured(arena, level) : level_names[level];
    sink(level, arena_printf(arena, "%s %s %s: %s", time_rfc3339(arena, clock_now()), name, part,
                             message));
}

void log_err(const char *part, const Err *err)
{
    static const LogLevel levels[ERR_KINDS] = {
        [ERR_NONE] = LOG_DEBUG,    [ERR_INPUT] = LOG_INFO,  [ERR_MISSING] = LOG_INFO,
        [ERR_CONFLICT] = LOG_INFO, [ERR_DENIED] = LOG_INFO, [ERR_BUSY] = LOG_WARN,
        [ERR_BROKEN] = LOG_ERROR,
    };
    LogLevel level = err->kind < ERR_KINDS ? levels[err->kind] : LOG_ERROR;
    log_line(level, part, "%s (%s)", err->message, err_kind_facts(err->kind)->name);
}
