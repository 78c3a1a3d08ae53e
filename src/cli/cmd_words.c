/* cadence, content */
#include "cli/cli_file.h"
#include "cli/commands.h"

#include "action/find_leads.h"
#include "action/log_outcome.h"
#include "action/trial.h"
#include "cli/text_file.h"
#include "cli/text_touch.h"
#include "cli/text_trial.h"
#include "cli/text_words.h"
#include "view/view_cadence.h"
#include "view/view_file.h"
#include "view/view_log.h"
#include "view/view_trial.h"

bool cmd_cadences(Cli *cli, Err *err)
{
    CadenceRows cadences;
    if (!list_cadences(cli->context, cli->arena, &cadences, err))
        return false;
    cli_show(cli, view_cadences(cli->arena, &cadences), text_cadences);
    return true;
}

bool cmd_cadence_show(Cli *cli, Err *err)
{
    CadenceShown shown;
    if (!show_cadence(cli->context, cli->arena, cli_argument(cli, 0), &shown, err))
        return false;
    cli_show(cli, view_cadence(cli->arena, &shown),
             options_flag(&cli->given, "source") ? text_cadence_source : text_cadence);
    return true;
}

bool cmd_cadence_check(Cli *cli, Err *err)
{
    size_t count = cli->given.argument_count;
    CadenceChecked *checked = arena_array(cli->arena, count, sizeof *checked);
    for (size_t i = 0; i < count; i++) {
        if (!check_cadence_file(cli->arena, cli_argument(cli, i), &checked[i], err))
            return false;
        if (checked[i].findings.count)
            cli->exit_code = EXIT_FOUND;
    }
    cli_show(cli, view_cadence_checked(cli->arena, checked, count), text_cadence_checked);
    return true;
}

bool cmd_cadence_add(Cli *cli, Err *err)
{
    CadenceAdded added = {0};
    if (!add_cadence(cli->context, cli->arena, cli_argument(cli, 0), &added, err))
        return false;
    cli_show(cli, view_cadence_added(cli->arena, &added), text_cadence_added);
    return true;
}

bool cmd_cadence_use(Cli *cli, Err *err)
{
    int64_t lead_id;
    TouchCard next;
    if (!find_one_lead(cli->context, cli->arena, cli_argument(cli, 0), &lead_id, err) ||
        !use_cadence(cli->context, cli->arena, lead_id, cli_argument(cli, 1), &next, err))
        return false;
    cli_show(cli, view_changed(cli->arena, &next), text_changed);
    return true;
}

bool cmd_cadence_fields(Cli *cli, Err *err)
{
    Doc *doc = doc_object(cli->arena);
    doc_set(doc, "fields", view_cadence_fields(cli->arena));
    cli_show(cli, doc, text_cadence_fields);
    return true;
}

/* --- contents --- */

bool cmd_contents(Cli *cli, Err *err)
{
    ContentRows contents;
    if (!list_contents(cli->context, cli->arena, options_flag(&cli->given, "all"), &contents, err))
        return false;
    cli_show(cli, view_contents(cli->arena, &contents), text_contents);
    return true;
}

bool cmd_content_add(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    const char *kind = options_text(given, "kind"), *const * channels;
    ContentRow content;
    ContentInput input = {.kind = kind ? kind : "article",
                          .title = cli_arguments_from(cli, 0),
                          .url = options_text(given, "url"),
                          .body = options_text(given, "body")};
    size_t count = options_all(cli->arena, given, "channel", &channels);
    for (size_t i = 0; i < count; i++) {
        Channel channel;
        if (channel_find(channels[i], &channel))
            input.channels |= CHANNEL_BIT(channel);
    }
    if (!add_content(cli->context, cli->arena, &input, &content, err))
        return false;
    cli_show(cli, view_content(cli->arena, &content), text_content);
    return true;
}

bool cmd_content_files(Cli *cli, Err *err)
{
    int64_t id;
    FilesShown files;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !file_list_of_content(cli->context, cli->arena, id, &files, err))
        return false;
    cli_show(cli, view_files(cli->arena, &files), text_files);
    return true;
}

bool cmd_content_attach(Cli *cli, Err *err)
{
    const char *path = cli_argument(cli, 1), *instead = options_text(&cli->given, "instead");
    FileInput input = {.name = cli_base_name(path)};
    FileShown file;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &input.content_id, err) ||
        (instead && !cli_id(cli, "--instead", instead, &input.instead, err)) ||
        !cli_read_file(cli, path, &input.bytes, &input.size, err) ||
        !file_keep(cli->context, cli->arena, &input, &file, err))
        return false;
    cli_show(cli, view_file(cli->arena, &file), text_file);
    return true;
}

bool cmd_content_retire(Cli *cli, Err *err)
{
    int64_t id;
    ContentRow content;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !retire_content(cli->context, cli->arena, id, &content, err))
        return false;
    cli_show(cli, view_content(cli->arena, &content), text_content);
    return true;
}

bool cmd_trials(Cli *cli, Err *err)
{
    Trials trials;
    if (!trial_list(cli->context, cli->arena, &trials, err))
        return false;
    cli_show(cli, view_trials(cli->arena, &trials), text_trials);
    return true;
}

bool cmd_trial_keep(Cli *cli, Err *err)
{
    const char *trial;
    Trial kept;
    if (!trial_of_step(cli->context, cli->arena, cli_argument(cli, 0), cli_argument(cli, 1), &trial,
                       err) ||
        !trial_keep(cli->context, cli->arena, trial, cli_argument(cli, 2)[0], &kept, err))
        return false;
    cli_show(cli, view_trial(cli->arena, &kept), text_trial);
    return true;
}
