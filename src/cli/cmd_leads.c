/* leads: the list, its saved views, and what is done to many at once */
#include "cli/commands.h"

#include "base/text.h"
#include "cli/text_leads.h"
#include "view/view_leads.h"

/* A saved view's fields, and over them those given here. */
static bool read_filter(Cli *cli, LeadFilter *filter, Err *err)
{
    const char *view_name = options_text(&cli->given, "view");
    SavedView view = {0};
    if (view_name && !find_saved_view(cli->context, cli->arena, view_name, &view, err))
        return false;
    *filter = view.filter;
    for (const LeadFilterField *field = lead_filter_fields(); field->name; field++) {
        const char *value = text_equal(field->name, "q") ? cli_arguments_from(cli, 0)
                                                         : options_text(&cli->given, field->name);
        if (!text_empty(value) && !lead_filter_set(filter, field->name, value, err))
            return false;
    }
    return true;
}

static bool do_to_all(Cli *cli, const BatchInput *input, Err *err)
{
    BatchResult batch;
    if (!manage_leads(cli->context, cli->arena, input, &batch, err))
        return false;
    cli_show(cli, view_batch(cli->arena, &batch), text_batch);
    return true;
}

static bool save(Cli *cli, const LeadFilter *filter, const char *name, Err *err)
{
    SavedView view;
    if (!save_view(cli->context, cli->arena, name, filter, options_flag(&cli->given, "everybody"),
                   &view, err))
        return false;
    cli_show(cli, view_saved_view(cli->arena, &view), text_saved_view);
    return true;
}

bool cmd_leads(Cli *cli, Err *err)
{
    LeadFilter filter;
    LeadPage page;
    const Given *given = &cli->given;
    const char *cadence = options_text(given, "enrol"), *to = options_text(given, "assign"),
               *because = options_text(given, "close"), *name = options_text(given, "save");
    bool spread = options_flag(given, "spread");
    if ((cadence != NULL) + (to != NULL) + (because != NULL) + (name != NULL) + spread > 1)
        return cli_wrong(cli, err, "leads",
                         "one thing at a time: --enrol, --assign, --spread, --close or --save");
    if (!read_filter(cli, &filter, err))
        return false;
    if (name)
        return save(cli, &filter, name, err);
    if (cadence || to || because || spread)
        return do_to_all(cli,
                         &(BatchInput){.act = cadence   ? BATCH_ENROL
                                              : because ? BATCH_CLOSE
                                                        : BATCH_ASSIGN,
                                       .filter = &filter,
                                       .cadence = cadence,
                                       .to = to,
                                       .because = because},
                         err);
    if (!list_leads(cli->context, cli->arena, &filter, options_text(given, "cursor"),
                    (size_t)options_count(given, "limit", LIST_SHOWN), &page, err))
        return false;
    cli_show(cli, view_leads(cli->arena, &page), text_leads);
    return true;
}

bool cmd_leads_views(Cli *cli, Err *err)
{
    SavedViews views;
    if (!list_saved_views(cli->context, cli->arena, &views, err))
        return false;
    cli_show(cli, view_saved_views(cli->arena, &views), text_saved_views);
    return true;
}

bool cmd_leads_forget(Cli *cli, Err *err)
{
    SavedView view;
    if (!find_saved_view(cli->context, cli->arena, cli_arguments_from(cli, 0), &view, err) ||
        !remove_view(cli->context, view.id, err))
        return false;
    cli_show(cli, view_saved_view(cli->arena, &view), text_view_forgotten);
    return true;
}
