/* call: Beck dials */
#include "cli/commands.h"

#include "action/find_leads.h"
#include "action/phone_call.h"
#include "action/phone_line.h"
#include "base/text.h"
#include "cli/ask_secret.h"
#include "cli/given_settings.h"
#include "cli/text_phone.h"
#include "view/view_phone.h"

#include <stdio.h>

bool cmd_call(Cli *cli, Err *err)
{
    PhoneCalls calls;
    if (!phone_call_list(cli->context, cli->arena, &calls, err))
        return false;
    cli_show(cli, view_phone_calls(cli->arena, &calls), text_phone_calls);
    return true;
}

/* While one waits: each stage as it comes. */
static void say_stage(void *of, const PhoneCall *call)
{
    static const char *const said[CALL_STAGES] = {[CALL_DIALLING] = "Dialling",
                                                  [CALL_RINGING] = "It rings",
                                                  [CALL_ANSWERED] = "Somebody is there"};
    const Cli *cli = of;
    if (!cli->json && said[call->stage])
        fprintf(stderr, "%s: %s %s\n", said[call->stage],
                text_or(call->contact_name, call->lead_name), text_or(call->value, ""));
}

bool cmd_call_dial(Cli *cli, Err *err)
{
    PhoneCallInput input = {.number = options_text(&cli->given, "number"),
                            .who = options_text(&cli->given, "who"),
                            .here = true};
    PhoneCall call;
    const PhoneCallEar ear = {.hear = say_stage, .of = cli, .stop = cli_stop()};
    if (!find_one_lead(cli->context, cli->arena, cli_arguments_from(cli, 0), &input.lead_id, err) ||
        !phone_call_begin(cli->context, cli->arena, &input, &call, err) ||
        !phone_call_carry(cli->context, call.id, true, &ear, err) ||
        !phone_call_show(cli->context, cli->arena, call.id, &call, err))
        return false;
    if (call.stage == CALL_FAILED)
        return err_set(err, ERR_BUSY, "the call to %s did not come about: %s",
                       text_or(call.contact_name, call.lead_name),
                       text_or(call.why, "no reason was given"));
    cli_show(cli, view_phone_call(cli->arena, &call), text_phone_call);
    return true;
}

bool cmd_call_over(Cli *cli, Err *err)
{
    PhoneCall call = {0};
    int64_t id = 0;
    bool found = true;
    if (cli_argument(cli, 0)) {
        if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err))
            return false;
    } else if (!phone_call_now(cli->context, cli->arena, &call, &found, err)) {
        return false;
    }
    if (!found)
        return err_field(err, ERR_MISSING, "call", "you are on no call");
    if (!phone_call_over(cli->context, cli->arena, id ? id : call.id, &call, err))
        return false;
    cli_show(cli, view_phone_call(cli->arena, &call), text_phone_call);
    return true;
}

static bool add_secret(Cli *cli, const char *name, Doc *settings, Err *err)
{
    const char *said;
    if (!options_flag(&cli->given, name))
        return true;
    if (!ask_secret(cli->arena, name, &said, err))
        return false;
    doc_set_text(cli->arena, settings, name, said);
    return true;
}

bool cmd_call_by(Cli *cli, Err *err)
{
    const char *way = cli_argument(cli, 0);
    PhoneLines lines;
    Doc *settings = given_settings(cli);
    PhoneLineInput input = {.user = options_text(&cli->given, "for"),
                            .everybody = options_flag(&cli->given, "everybody"),
                            .way = text_equal(way, "none") ? NULL : way,
                            .settings = settings};
    if (input.user && input.everybody)
        return cli_wrong(cli, err, "everybody", "--for and --everybody cannot both be meant");
    bool done = way ? add_secret(cli, "authorization", settings, err) &&
                          add_secret(cli, "signing", settings, err) &&
                          phone_line_put(cli->context, cli->arena, &input, &lines, err)
                    : phone_line_list(cli->context, cli->arena, &lines, err);
    if (!done) {
        cli->wrong_use = err->kind == ERR_INPUT;
        return false;
    }
    cli_show(cli, view_phone_lines(cli->arena, &lines), text_phone_lines);
    return true;
}
