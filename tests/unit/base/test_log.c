#include "base/clock.h"
#include "base/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char last_line[5000];
static LogLevel last_level;
static int lines;

static void keep(LogLevel level, const char *line)
{
    last_level = level;
    snprintf(last_line, sizeof last_line, "%s", line);
    lines++;
}

static int set_up(void **state)
{
    log_set_sink(keep);
    log_set_level(LOG_INFO);
    lines = 0;
    return 0;
}

/* What follows the time, which is checked to be one. */
static const char *told(void)
{
    char time_text[21];
    Time time;
    Err err;
    snprintf(time_text, sizeof time_text, "%.20s", last_line);
    assert_true(time_parse_rfc3339(time_text, &time, &err));
    assert_in_range(time, clock_now() - 5, clock_now());
    return last_line + 21;
}

static void test_writes_one_line(void **state)
{
    log_line(LOG_WARN, "worker", "sender %d says\n \"%s\"\033[2J \xFF", 7, "no");
    assert_int_equal(lines, 1);
    assert_int_equal(last_level, LOG_WARN);
    assert_string_equal(told(), "warn worker: sender 7 says \"no\" [2J \uFFFD");
}

static void test_cuts_endless_messages(void **state)
{
    char text[10000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    log_line(LOG_ERROR, "web", "%s", text);
    assert_in_range(strlen(last_line), 4000, 4100);
}

static void test_keeps_to_the_level(void **state)
{
    log_line(LOG_DEBUG, "web", "quiet");
    assert_int_equal(lines, 0);
    log_set_level(LOG_DEBUG);
    log_line(LOG_DEBUG, "web", "loud");
    assert_string_equal(told(), "debug web: loud");
    log_set_level(LOG_ERROR);
    log_line(LOG_WARN, "web", "quiet");
    assert_int_equal(lines, 1);
}

static void test_parses_levels(void **state)
{
    LogLevel level = LOG_INFO;
    Err err = {0};
    assert_true(log_level_parse("Error", &level, &err));
    assert_int_equal(level, LOG_ERROR);
    assert_false(log_level_parse("chatty", &level, &err));
    assert_false(log_level_parse(NULL, &level, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_int_equal(level, LOG_ERROR);
}

static void test_tells_errors_by_kind(void **state)
{
    Err err = {0};
    err_set(&err, ERR_BROKEN, "the disk is full");
    log_err("worker", &err);
    assert_int_equal(last_level, LOG_ERROR);
    assert_string_equal(told(), "error worker: the disk is full (broken)");
    err_set(&err, ERR_BUSY, "later");
    log_err("worker", &err);
    assert_int_equal(last_level, LOG_WARN);
    err_set(&err, ERR_INPUT, "what?");
    log_err("worker", &err);
    assert_int_equal(last_level, LOG_INFO);
}

/* The default sink, into a file: no colour, one line end. */
static void test_writes_to_standard_error(void **state)
{
    char path[] = "/tmp/beck-log-XXXXXX", text[200] = "";
    int file = mkstemp(path), kept = dup(STDERR_FILENO);
    assert_true(file >= 0);
    unlink(path);
    dup2(file, STDERR_FILENO);
    log_set_sink(NULL);
    log_line(LOG_INFO, "web", "listening");
    dup2(kept, STDERR_FILENO);
    close(kept);
    ssize_t length = pread(file, text, sizeof text - 1, 0);
    close(file);
    assert_int_equal(length, 21 + strlen("info web: listening\n"));
    assert_string_equal(text + 21, "info web: listening\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_writes_one_line, set_up),
        cmocka_unit_test_setup(test_cuts_endless_messages, set_up),
        cmocka_unit_test_setup(test_keeps_to_the_level, set_up),
        cmocka_unit_test_setup(test_parses_levels, set_up),
        cmocka_unit_test_setup(test_tells_errors_by_kind, set_up),
        cmocka_unit_test_setup(test_writes_to_standard_error, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
