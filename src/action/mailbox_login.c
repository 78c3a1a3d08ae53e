/* By what a mailbox is signed in to: its own login, or a sender's. */
#include "action/mailbox_inner.h"

#include "action/sender_inner.h"
#include "auth/oauth.h"
#include "auth/seal.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>

static const struct sender_list_row *find_sender(const struct sender_list_rows *rows, int64_t id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->at[i].id == id)
            return &rows->at[i];
    return NULL;
}

static bool senders_secrets(Context *context, Arena *arena, const struct mailbox_list_row *row,
                            Doc **secrets, Err *err)
{
    struct sender_list_rows senders;
    Doc *ignored;
    if (!sender_rows(context, arena, &senders, err))
        return false;
    const struct sender_list_row *sender = find_sender(&senders, row->sender_id);
    if (!sender)
        return err_field(err, ERR_INPUT, "login",
                         "the sender whose login %s uses has ended: add the mailbox anew",
                         row->address);
    return sender_settings(context, arena, sender, &ignored, secrets, err);
}

bool mailbox_settings(Context *context, Arena *arena, const struct mailbox_list_row *row,
                      Doc **settings, Doc **secrets, Err *err)
{
    size_t length = 0;
    *settings = json_parse(arena, row->settings, strlen(row->settings), err);
    if (!*settings || row->sender_id)
        return *settings && senders_secrets(context, arena, row, secrets, err);
    const char *opened =
        seal_open(arena, context->secret, arena_printf(arena, "mailbox %lld", (long long)row->id),
                  row->secret.at, row->secret.length, &length);
    if (!opened)
        return err_set(err, ERR_BROKEN, "the secrets of %s are damaged: add the mailbox anew",
                       row->address);
    *secrets = json_parse(arena, opened, length, err);
    return *secrets != NULL;
}

/* Where the mail of a host that sends is most often read. */
static const char *guess_host(Arena *arena, const char *sending_host)
{
    static const char sending[] = "smtp";
    const char *rest = sending_host + strlen(sending);
    if (!text_starts_nocase(sending_host, sending) || (*rest != '.' && *rest != '-'))
        return sending_host;
    return arena_printf(arena, "imap%s", rest);
}

static void set_default(Arena *arena, Doc *settings, const char *name, const char *value)
{
    if (text_empty(doc_text(settings, name)) && !text_empty(value))
        doc_set_text(arena, settings, name, value);
}

/* The provider's mail server, where it signs the sender in. */
static bool add_provider(Arena *arena, const char *name, Doc *settings, Err *err)
{
    if (text_empty(name))
        return true;
    const OAuthProvider *provider = oauth_provider(name, err);
    if (!provider)
        return false;
    set_default(arena, settings, "oauth", name);
    set_default(arena, settings, "host", provider->imap_host);
    set_default(arena, settings, "port", provider->imap_port);
    set_default(arena, settings, "security", provider->imap_security);
    return true;
}

bool mailbox_borrow(Context *context, Arena *arena, const char *address, Doc *settings,
                    int64_t *sender_id, Err *err)
{
    struct sender_list_rows senders;
    const struct sender_list_row *sender = NULL;
    Doc *of_sender, *secrets;
    Err denied;
    if (!sender_rows(context, arena, &senders, err))
        return false;
    for (size_t i = 0; i < senders.count && !sender; i++)
        if (text_equal_nocase(senders.at[i].address, address) &&
            text_equal(senders.at[i].driver, "smtp") &&
            sender_may_change(context, senders.at[i].user_id, &denied))
            sender = &senders.at[i];
    if (!sender)
        return err_field(err, ERR_INPUT, "login",
                         "login is missing: there is no sender %s of yours whose login could be "
                         "used",
                         address);
    if (!sender_settings(context, arena, sender, &of_sender, &secrets, err))
        return false;
    if (!add_provider(arena, doc_text(of_sender, "oauth"), settings, err))
        return false;
    /* Mail that is sent by port 587 is read by 993 nearly everywhere. */
    const char *security = text_or(doc_text(of_sender, "security"), "");
    set_default(arena, settings, "host",
                guess_host(arena, text_or(doc_text(of_sender, "host"), "")));
    set_default(arena, settings, "security", text_equal(security, "none") ? "none" : "tls");
    set_default(arena, settings, "login", text_or(doc_text(of_sender, "login"), address));
    set_default(arena, settings, "ca_file", doc_text(of_sender, "ca_file"));
    *sender_id = sender->id;
    return true;
}
