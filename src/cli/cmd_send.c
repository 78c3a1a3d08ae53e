/* sender, outbox, work */
#include "cli/cli_file.h"
#include "cli/commands.h"

#include "base/text.h"
#include "cli/ask_secret.h"
#include "cli/given_settings.h"
#include "cli/sign_in.h"
#include "cli/text_file.h"
#include "cli/text_send.h"
#include "view/view_mail_file.h"
#include "view/view_send.h"

#include <string.h>

/* --- senders --- */

bool cmd_senders(Cli *cli, Err *err)
{
    SendersShown senders;
    if (!sender_list(cli->context, cli->arena, &senders, err))
        return false;
    cli_show(cli, view_senders(cli->arena, &senders), text_senders);
    return true;
}

bool cmd_sender_add(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    SenderShown sender;
    Doc *settings = given_settings(cli);
    const char *provider = options_text(given, "oauth");
    if (provider)
        doc_set_text(cli->arena, settings, "oauth", provider);
    else if (!given_secret(cli, options_text(given, "driver"), settings, err))
        return false;
    SenderInput input = {.user = options_text(given, "for"),
                         .everybody = options_flag(given, "everybody"),
                         .driver = options_text(given, "driver"),
                         .address = cli_argument(cli, 0),
                         .settings = settings,
                         .day_most = options_count(given, "day", 0),
                         .minute_most = options_count(given, "minute", 0),
                         .ramp_from = options_count(given, "ramp", 0)};
    if (!sender_add(cli->context, cli->arena, &input, &sender, err)) {
        cli->wrong_use = err->kind == ERR_INPUT;
        return false;
    }
    /* It is there, off: who breaks off here goes on by `sender sign-in`. */
    if (provider && !cli_sign_in(cli, sender.id, &sender, err))
        return err_at(err, "sender %lld is there, but not signed in (`beck sender sign-in %lld`)",
                      (long long)sender.id, (long long)sender.id);
    cli_show(cli, view_sender(cli->arena, &sender), text_sender);
    return true;
}

static bool read_id(Cli *cli, int64_t *id, Err *err)
{
    return cli_id(cli, "ID", cli_argument(cli, 0), id, err);
}

bool cmd_sender_pause(Cli *cli, Err *err)
{
    int64_t id;
    SenderShown sender;
    if (!read_id(cli, &id, err) ||
        !sender_pause(cli->context, cli->arena, id, options_text(&cli->given, "because"), &sender,
                      err))
        return false;
    cli_show(cli, view_sender(cli->arena, &sender), text_sender);
    return true;
}

bool cmd_sender_resume(Cli *cli, Err *err)
{
    int64_t id;
    SenderShown sender;
    if (!read_id(cli, &id, err) || !sender_resume(cli->context, cli->arena, id, &sender, err))
        return false;
    cli_show(cli, view_sender(cli->arena, &sender), text_sender);
    return true;
}

static void show_id(Cli *cli, int64_t id, CliText *text)
{
    Doc *doc = doc_object(cli->arena);
    doc_set_id(cli->arena, doc, "id", id);
    cli_show(cli, doc, text);
}

bool cmd_sender_end(Cli *cli, Err *err)
{
    int64_t id;
    if (!read_id(cli, &id, err) || !sender_end(cli->context, cli->arena, id, err))
        return false;
    show_id(cli, id, text_sender_ended);
    return true;
}

/* What lets this one in is called as its driver calls it. */
static bool secret_of(Cli *cli, int64_t id, const char **name, Err *err)
{
    SendersShown senders;
    bool must;
    if (!sender_list(cli->context, cli->arena, &senders, err))
        return false;
    *name = NULL;
    for (size_t i = 0; i < senders.count; i++)
        if (senders.at[i].id == id)
            *name = sender_secret(senders.at[i].driver, &must);
    return *name || cli_wrong(cli, err, "--password", "sender %lld has no password", (long long)id);
}

bool cmd_sender_set(Cli *cli, Err *err)
{
    int64_t id;
    SenderShown sender;
    Doc *changes = doc_object(cli->arena);
    const char *password;
    if (!read_id(cli, &id, err))
        return false;
    for (size_t i = 1; i < cli->given.argument_count; i++) {
        const char *pair = cli_argument(cli, i);
        size_t name = strcspn(pair, "=");
        if (!pair[name])
            return cli_wrong(cli, err, "NAME=VALUE", "\"%s\" is no setting: return_path=plus",
                             pair);
        doc_set_text(cli->arena, changes, arena_strndup(cli->arena, pair, name), pair + name + 1);
    }
    if (options_flag(&cli->given, "password")) {
        const char *name;
        if (!secret_of(cli, id, &name, err) || !ask_secret(cli->arena, name, &password, err))
            return false;
        doc_set_text(cli->arena, changes, name, password);
    }
    if (!changes->count)
        return cli_wrong(cli, err, "NAME=VALUE", "nothing is to be changed");
    if (!sender_change(cli->context, cli->arena, id, changes, &sender, err)) {
        cli->wrong_use = err->kind == ERR_INPUT;
        return false;
    }
    cli_show(cli, view_sender(cli->arena, &sender), text_sender);
    return true;
}

static bool make_or_list(Cli *cli, int64_t id, SenderKeys *keys, Err *err)
{
    const Given *given = &cli->given;
    SenderKeyInput input = {.kind = options_text(given, "kind"),
                            .domain = options_text(given, "domain"),
                            .selector = options_text(given, "selector"),
                            .anew = options_flag(given, "new")};
    bool asks = input.kind || input.domain || input.selector || input.anew;
    if (!sender_key_list(cli->context, cli->arena, id, false, NULL, keys, err))
        return false;
    return (keys->count && !asks) ||
           sender_key_make(cli->context, cli->arena, id, &input, keys, err);
}

bool cmd_sender_dkim(Cli *cli, Err *err)
{
    int64_t id;
    SenderKeys keys = {.count = 0};
    if (!read_id(cli, &id, err))
        return false;
    if (options_flag(&cli->given, "off") ? !sender_key_end(cli->context, cli->arena, id, err)
                                         : !make_or_list(cli, id, &keys, err)) {
        cli->wrong_use = err->kind == ERR_INPUT;
        return false;
    }
    cli_show(cli, view_sender_keys(cli->arena, &keys), text_sender_keys);
    return true;
}

bool cmd_sender_check(Cli *cli, Err *err)
{
    int64_t id;
    SenderProbed probed;
    SenderKeys keys;
    if (!read_id(cli, &id, err) || !sender_probe(cli->context, cli->arena, id, &probed, err) ||
        !sender_key_list(cli->context, cli->arena, id, true,
                         options_text(&cli->given, "name-server"), &keys, err))
        return false;
    if (!probed.works) {
        *err = probed.why;
        return false;
    }
    cli_show(cli, view_sender_probed(cli->arena, &probed, &keys), text_sender_right);
    return true;
}

/* --- the outbox --- */

bool cmd_outbox(Cli *cli, Err *err)
{
    OutboxShown outbox;
    if (!outbox_list(cli->context, cli->arena, &outbox, err))
        return false;
    cli_show(cli, view_outbox(cli->arena, &outbox), text_outbox);
    return true;
}

bool cmd_outbox_send(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    OutboxWords *words = arena_array(cli->arena, given->argument_count, sizeof *words);
    OutboxSent sent;
    for (size_t i = 0; i < given->argument_count; i++) {
        words[i] = (OutboxWords){.subject = options_text(given, "subject"),
                                 .body = options_text(given, "body")};
        if (!cli_id(cli, "TOUCH", cli_argument(cli, i), &words[i].touch_id, err))
            return false;
    }
    if (!outbox_send(cli->context, cli->arena, words, given->argument_count, &sent, err))
        return false;
    if (!sent.count)
        return err_field(err, ERR_INPUT, "TOUCH", "%lld stays: %s",
                         (long long)sent.refused[0].touch_id, sent.refused[0].why);
    cli_show(cli, view_outbox_sent(cli->arena, &sent), text_outbox_sent);
    return true;
}

static bool read_touch(Cli *cli, int64_t *touch, Err *err)
{
    return cli_id(cli, "TOUCH", cli_argument(cli, 0), touch, err);
}

bool cmd_outbox_files(Cli *cli, Err *err)
{
    int64_t touch;
    MailFiles files;
    if (!read_touch(cli, &touch, err) || !mail_files(cli->context, cli->arena, touch, &files, err))
        return false;
    cli_show(cli, view_mail_files(cli->arena, &files), text_mail_files);
    return true;
}

/* A number is one that is kept. */
static bool attach(Cli *cli, int64_t touch, FileWay way, MailFiles *files, Err *err)
{
    const char *given = cli_argument(cli, 1);
    FileInput input = {.name = cli_base_name(given)};
    int64_t id;
    if (strspn(given, "0123456789") == strlen(given))
        return cli_id(cli, "FILE", given, &id, err) &&
               mail_file_choose(cli->context, cli->arena, touch, id, way, files, err);
    return cli_read_file(cli, given, &input.bytes, &input.size, err) &&
           mail_file_add(cli->context, cli->arena, touch, &input, way, files, err);
}

/* The word in the place of a file: the invitation to what is agreed. */
static bool is_invitation(Cli *cli)
{
    return text_equal(cli_argument(cli, 1), "invitation");
}

static bool invite_along(Cli *cli, int64_t touch, bool goes, MailFiles *files, Err *err)
{
    return invitation_attach(cli->context, cli->arena, touch, goes,
                             goes ? options_text(&cli->given, "place") : NULL, err) &&
           mail_files(cli->context, cli->arena, touch, files, err);
}

bool cmd_outbox_attach(Cli *cli, Err *err)
{
    int64_t touch;
    MailFiles files;
    bool link = options_flag(&cli->given, "link"), invites = is_invitation(cli);
    if (invites && link)
        return cli_wrong(cli, err, "link", "an invitation goes in the mail itself");
    if (!invites && options_text(&cli->given, "place"))
        return cli_wrong(cli, err, "place", "--place is of an invitation");
    if (!read_touch(cli, &touch, err) ||
        !(invites ? invite_along(cli, touch, true, &files, err)
                  : attach(cli, touch, link ? FILE_LINKED : FILE_ENCLOSED, &files, err)))
        return false;
    cli_show(cli, view_mail_files(cli->arena, &files), text_mail_files);
    return true;
}

bool cmd_outbox_detach(Cli *cli, Err *err)
{
    int64_t touch, id;
    MailFiles files;
    if (!read_touch(cli, &touch, err) ||
        !(is_invitation(cli)
              ? invite_along(cli, touch, false, &files, err)
              : cli_id(cli, "ID", cli_argument(cli, 1), &id, err) &&
                    mail_file_choose(cli->context, cli->arena, touch, id, FILE_STAYS, &files, err)))
        return false;
    cli_show(cli, view_mail_files(cli->arena, &files), text_mail_files);
    return true;
}

bool cmd_outbox_back(Cli *cli, Err *err)
{
    int64_t id;
    OutboxEntry entry;
    if (!cli_id(cli, "TOUCH", cli_argument(cli, 0), &id, err) ||
        !outbox_take_back(cli->context, cli->arena, id, &entry, err))
        return false;
    cli_show(cli, view_outbox_entry(cli->arena, &entry), text_outbox_back);
    return true;
}

bool cmd_outbox_uncertain(Cli *cli, Err *err)
{
    OutboxDoubts doubts;
    if (!outbox_uncertain(cli->context, cli->arena, OUTBOX_DOUBTS_MOST, &doubts, err))
        return false;
    cli_show(cli, view_outbox_doubts(cli->arena, &doubts), text_outbox_doubts);
    return true;
}

bool cmd_outbox_message(Cli *cli, Err *err)
{
    int64_t id;
    OutboxMessage message;
    if (!cli_id(cli, "TOUCH", cli_argument(cli, 0), &id, err) ||
        !outbox_message(cli->context, cli->arena, id, &message, err))
        return false;
    cli_show(cli, view_outbox_message(cli->arena, &message), text_outbox_message);
    return true;
}

bool cmd_outbox_settle(Cli *cli, Err *err)
{
    int64_t id;
    bool was_sent = text_equal(cli_argument(cli, 1), "sent");
    if (!cli_id(cli, "TOUCH", cli_argument(cli, 0), &id, err) ||
        !outbox_settle(cli->context, cli->arena, id, was_sent, err))
        return false;
    show_id(cli, id, text_outbox_settled);
    return true;
}

/* What would go is looked at first. */
bool cmd_outbox_arm(Cli *cli, Err *err)
{
    StandingShown standing;
    bool meant = options_flag(&cli->given, "yes");
    if (meant ? !standing_arm(cli->context, cli->arena, &standing, err)
              : !standing_show(cli->context, cli->arena, &standing, err))
        return false;
    cli_show(cli, view_standing(cli->arena, &standing), text_standing);
    return true;
}

/* --- the worker --- */

bool cmd_work(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    WorkDone done;
    WorkOptions options = {.database = options_text(given, "db"),
                           .workspace = options_text(given, "workspace"),
                           .now = options_text(given, "now") ? cli->now : TIME_NONE,
                           .once = options_flag(given, "once"),
                           .stop = cli_stop(),
                           .woken = -1};
    if (!cli->work(&options, &done, err))
        return false;
    cli_show(cli, view_work(cli->arena, &done), text_work);
    return true;
}
