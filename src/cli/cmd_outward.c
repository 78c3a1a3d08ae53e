/* form, webhook, job, calendar */
#include "cli/commands.h"

#include "base/net.h"
#include "base/text.h"
#include "cli/text_outward.h"
#include "view/view_calendar.h"
#include "view/view_job.h"
#include "view/view_lead_form.h"
#include "view/view_webhook.h"

/* --- forms --- */

/* The command line does not know where this Beck is reached. */
static const char *origin_of(Cli *cli)
{
    return text_or(options_text(&cli->given, "at"), "https://beck.example.com");
}

bool cmd_forms(Cli *cli, Err *err)
{
    LeadFormsShown forms;
    if (!lead_form_list(cli->context, cli->arena, &forms, err))
        return false;
    cli_show(cli, view_lead_forms(cli->arena, &forms, ""), text_forms);
    return true;
}

static void show_form(Cli *cli, const LeadFormShown *form)
{
    cli_show(cli, view_lead_form(cli->arena, form, origin_of(cli)), text_form);
}

bool cmd_form_new(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    LeadFormShown form;
    LeadFormInput input = {.title = cli_arguments_from(cli, 0),
                           .owner = options_text(given, "owner"),
                           .source = options_text(given, "source"),
                           .product = options_text(given, "product"),
                           .cadence = options_text(given, "cadence"),
                           .consent = options_text(given, "consent"),
                           .redirect = options_text(given, "redirect")};
    input.field_count = options_all(cli->arena, given, "field", &input.fields);
    input.origin_count = options_all(cli->arena, given, "origin", &input.origins);
    if (!lead_form_new(cli->context, cli->arena, &input, &form, err)) {
        cli->wrong_use = err->kind == ERR_INPUT;
        return false;
    }
    show_form(cli, &form);
    return true;
}

bool cmd_form_show(Cli *cli, Err *err)
{
    LeadFormShown form;
    if (!lead_form_show(cli->context, cli->arena, cli_argument(cli, 0), &form, err))
        return false;
    show_form(cli, &form);
    return true;
}

static bool switch_form(Cli *cli, bool on, Err *err)
{
    LeadFormShown form;
    if (!lead_form_switch(cli->context, cli->arena, cli_argument(cli, 0), on, &form, err))
        return false;
    cli_show(cli, view_lead_form(cli->arena, &form, ""), text_form_switched);
    return true;
}

bool cmd_form_on(Cli *cli, Err *err)
{
    return switch_form(cli, true, err);
}

bool cmd_form_off(Cli *cli, Err *err)
{
    return switch_form(cli, false, err);
}

/* --- webhooks --- */

bool cmd_webhooks(Cli *cli, Err *err)
{
    WebhooksShown webhooks;
    if (!webhook_list(cli->context, cli->arena, &webhooks, err))
        return false;
    cli_show(cli, view_webhooks(cli->arena, &webhooks), text_webhooks);
    return true;
}

bool cmd_webhook_add(Cli *cli, Err *err)
{
    const char *const *events;
    size_t count = options_all(cli->arena, &cli->given, "event", &events);
    WebhookShown webhook;
    if (!webhook_add(cli->context, cli->arena, cli_argument(cli, 0), events, count, &webhook,
                     err)) {
        cli->wrong_use = err->kind == ERR_INPUT;
        return false;
    }
    cli_show(cli, view_webhook(cli->arena, &webhook), text_webhook);
    return true;
}

static bool show_webhook(Cli *cli, bool done, const WebhookShown *webhook)
{
    if (done)
        cli_show(cli, view_webhook(cli->arena, webhook), text_webhook);
    return done;
}

bool cmd_webhook_remove(Cli *cli, Err *err)
{
    int64_t id;
    WebhookShown webhook;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !webhook_remove(cli->context, cli->arena, id, &webhook, err))
        return false;
    cli_show(cli, view_webhook(cli->arena, &webhook), text_webhook_removed);
    return true;
}

static bool switch_webhook(Cli *cli, bool on, Err *err)
{
    int64_t id;
    WebhookShown webhook;
    return cli_id(cli, "ID", cli_argument(cli, 0), &id, err) &&
           show_webhook(cli, webhook_switch(cli->context, cli->arena, id, on, &webhook, err),
                        &webhook);
}

bool cmd_webhook_on(Cli *cli, Err *err)
{
    return switch_webhook(cli, true, err);
}

bool cmd_webhook_off(Cli *cli, Err *err)
{
    return switch_webhook(cli, false, err);
}

bool cmd_webhook_log(Cli *cli, Err *err)
{
    int64_t id = 0;
    WebhookDeliveries deliveries;
    if ((cli_argument(cli, 0) && !cli_id(cli, "ID", cli_argument(cli, 0), &id, err)) ||
        !webhook_log(cli->context, cli->arena, id, &deliveries, err))
        return false;
    cli_show(cli, view_deliveries(cli->arena, &deliveries), text_deliveries);
    return true;
}

bool cmd_webhook_redeliver(Cli *cli, Err *err)
{
    int64_t id;
    WebhookDelivery delivery;
    if (!cli_id(cli, "DELIVERY", cli_argument(cli, 0), &id, err) ||
        !webhook_redeliver(cli->context, cli->arena, id, &delivery, err))
        return false;
    cli_show(cli, view_delivery(cli->arena, &delivery), text_delivery);
    return true;
}

bool cmd_webhook_test(Cli *cli, Err *err)
{
    int64_t id;
    WebhookDelivery delivery;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !webhook_test(cli->context, cli->arena, id, net_send, &delivery, err))
        return false;
    if (!text_equal(delivery.state, "done"))
        cli->exit_code = EXIT_FAILED;
    cli_show(cli, view_delivery(cli->arena, &delivery), text_delivery);
    return true;
}

/* --- jobs --- */

bool cmd_jobs(Cli *cli, Err *err)
{
    JobsShown jobs;
    if (!job_list(cli->context, cli->arena, &jobs, err))
        return false;
    cli_show(cli, view_jobs(cli->arena, &jobs), text_jobs);
    return true;
}

typedef bool JobAct(Context *context, Arena *arena, int64_t id, JobShown *job, Err *err);

static bool act_on_job(Cli *cli, JobAct *act, Err *err)
{
    int64_t id;
    JobShown job;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !act(cli->context, cli->arena, id, &job, err))
        return false;
    cli_show(cli, view_job(cli->arena, &job), text_job);
    return true;
}

bool cmd_job_show(Cli *cli, Err *err)
{
    return act_on_job(cli, job_show, err);
}

bool cmd_job_cancel(Cli *cli, Err *err)
{
    return act_on_job(cli, job_cancel, err);
}

/* --- the calendar --- */

bool cmd_calendar(Cli *cli, Err *err)
{
    IcalCalendar calendar;
    const char *text, *typed = options_text(&cli->given, "touch");
    bool invites = options_flag(&cli->given, "invite");
    int64_t touch;
    size_t length;
    if (invites && !typed)
        return cli_wrong(cli, err, "invite", "--invite takes --touch: who is invited to what");
    bool drawn =
        typed ? cli_id(cli, "touch", typed, &touch, err) &&
                    calendar_touch(cli->context, cli->arena, touch, NULL, invites, &calendar, err)
              : calendar_events(cli->context, cli->arena, context_user(cli->context), NULL,
                                &calendar, err);
    if (!drawn || !calendar_text(cli->arena, &calendar, &text, &length, err))
        return false;
    if (cli->json)
        cli_show(cli, view_calendar(cli->arena, &calendar, text), NULL);
    else
        cli_print(cli, text);
    return true;
}
