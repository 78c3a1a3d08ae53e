/* log, skip, undo */
#include "cli/commands.h"

#include "base/said_when.h"
#include "cli/text_touch.h"
#include "view/log_words.h"
#include "view/view_log.h"
#include "view/view_words.h"

#include <stdlib.h>
#include <string.h>

/* "--promise TEXT", "--they-promise TEXT" */
static bool read_promise(Cli *cli, LogInput *input, Err *err)
{
    const char *ours = options_text(&cli->given, "promise");
    const char *theirs = options_text(&cli->given, "they-promise");
    SaidWhen said;
    if (ours && theirs)
        return cli_wrong(cli, err, "promise",
                         "one promise a log: note the other one by `beck promise`");
    if (!ours && !theirs)
        return true;
    if (!cli_said_when(cli, ours ? "--promise" : "--they-promise", ours ? ours : theirs, &said,
                       err))
        return false;
    input->promise = said.text;
    input->promise_at = said.at;
    input->promise_theirs = theirs;
    return true;
}

static bool read_times(Cli *cli, LogInput *input, Err *err)
{
    return cli_time_option(cli, "at", MORNING_MINUTE, &input->at, err) &&
           cli_time_option(cli, "until", MORNING_MINUTE, &input->until, err);
}

static bool read_lasted(Cli *cli, LogInput *input, Err *err)
{
    const char *typed = options_text(&cli->given, "lasted");
    if (!typed || log_words_seconds(typed, &input->seconds))
        return true;
    return cli_wrong(cli, err, "lasted",
                     "--lasted takes minutes and seconds, like 3:25 or 40s, not “%s”", typed);
}

/* What the outcome's words told beside it: an option may not say it again. */
static bool take_words(Cli *cli, const LogWords *said, LogInput *input, Err *err)
{
    input->attempts = said->attempts;
    input->attempt_count = said->attempt_count;
    if (said->result && input->result)
        return cli_wrong(cli, err, "result", "“%s” and --result %s: say it once", said->result,
                         input->result);
    if (said->result)
        input->result = said->result;
    if (said->channel && !input->channel)
        input->channel = said->channel;
    return true;
}

/* The outcome begins behind `touches` words. */
static bool read_input(Cli *cli, size_t touches, LogInput *input, Err *err)
{
    const Given *given = &cli->given;
    const char *const *pairs;
    LogWords said = {0};
    *input = (LogInput){.what = cli_argument(cli, 0),
                        .channel = options_text(given, "channel"),
                        .result = options_text(given, "result"),
                        .excuse = options_text(given, "because"),
                        .note = options_text(given, "note"),
                        .spoke_to = options_text(given, "spoke-to"),
                        .follow_by = options_text(given, "follow-by"),
                        .words = options_text(given, "words"),
                        .recording = options_text(given, "recording"),
                        .whole_company = options_flag(given, "whole-company"),
                        .promise_at = TIME_NONE};
    input->gave_count = options_all(cli->arena, given, "gave", &input->gave);
    input->set_count = options_all(cli->arena, given, "set", &pairs);
    return cli_understood(cli, log_words_read(cli->arena, given->arguments + touches,
                                              given->argument_count - touches, &said, err)) &&
           take_words(cli, &said, input, err) &&
           (!input->result || cli_understood(cli, view_words_is_result(input->result, err))) &&
           (!input->excuse || cli_understood(cli, view_words_is_excuse(input->excuse, err))) &&
           cli_understood(cli, log_words_sets(cli->arena, pairs, input->set_count, &input->sets,
                                              &input->set_count, err)) &&
           read_times(cli, input, err) && read_lasted(cli, input, err) &&
           read_promise(cli, input, err);
}

static bool is_touch(const char *word)
{
    return *word && word[strspn(word, "0123456789")] == '\0';
}

/* "12 14 15 sent": how many touches stand before the outcome, which is never a number. */
static size_t count_touches(const Given *given)
{
    size_t count = 0;
    while (count < given->argument_count && is_touch(given->arguments[count]))
        count++;
    return count ? count : 1;
}

/* What is learned or promised is of one of them. */
static bool check_several(Cli *cli, Err *err)
{
    static const char *const of_one[] = {"promise", "they-promise", "set",       "spoke-to",
                                         "words",   "lasted",       "recording", NULL};
    for (const char *const *name = of_one; *name; name++)
        if (options_text(&cli->given, *name))
            return cli_wrong(cli, err, *name, "--%s is of one touch: log that one by itself",
                             *name);
    return true;
}

static bool log_several(Cli *cli, LogInput *input, size_t touches, Err *err)
{
    LogResult *results = arena_array(cli->arena, touches, sizeof *results);
    if (!check_several(cli, err))
        return false;
    for (size_t i = 0; i < touches; i++) {
        input->what = cli_argument(cli, i);
        if (!log_outcome(cli->context, cli->arena, input, &results[i], err))
            return err_at(err, "touch %s (before it %zu of %zu were logged)", input->what, i,
                          touches);
    }
    cli_show(cli, view_logs(cli->arena, results, touches), text_logs);
    return true;
}

bool cmd_log(Cli *cli, Err *err)
{
    LogInput input;
    LogResult result;
    size_t touches = count_touches(&cli->given);
    if (!read_input(cli, touches, &input, err))
        return false;
    if (touches > 1)
        return log_several(cli, &input, touches, err);
    if (!log_outcome(cli->context, cli->arena, &input, &result, err))
        return false;
    cli_show(cli, view_log(cli->arena, &result), text_log);
    return true;
}

bool cmd_skip(Cli *cli, Err *err)
{
    static const LogAttempt skipped = {.outcome = "skipped"};
    LogInput input = {.what = cli_argument(cli, 0),
                      .attempts = &skipped,
                      .attempt_count = 1,
                      .excuse = options_text(&cli->given, "because"),
                      .note = options_text(&cli->given, "note"),
                      .at = TIME_NONE,
                      .promise_at = TIME_NONE};
    LogResult result;
    if (input.excuse && !cli_understood(cli, view_words_is_excuse(input.excuse, err)))
        return false;
    if (!cli_time_option(cli, "until", MORNING_MINUTE, &input.until, err) ||
        !log_outcome(cli->context, cli->arena, &input, &result, err))
        return false;
    cli_show(cli, view_log(cli->arena, &result), text_log);
    return true;
}

bool cmd_undo(Cli *cli, Err *err)
{
    const char *typed = cli_argument(cli, 0);
    size_t count = typed ? (size_t)strtol(typed, NULL, 10) : 1, undone_count;
    Undone *undone;
    TouchCard next;
    if (!undo_records(cli->context, cli->arena, count, &undone, &undone_count, err))
        return false;
    const Undone *last = &undone[undone_count - 1];
    Err closed;
    bool open = last->lead_id &&
                touch_card_of_lead(cli->context, cli->arena, last->lead_id, &next, &closed);
    cli_show(cli, view_undone(cli->arena, undone, undone_count, open ? &next : NULL), text_undone);
    return true;
}
