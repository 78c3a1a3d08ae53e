#include "action/mailbox_inner.h"

#include "action/audit_inner.h"
#include "action/sender_inner.h"
#include "auth/seal.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>

enum { WHY_BYTES = 300 };

/* --- showing ---------------------------------------------------------------------------------- */

static bool read_folders(Context *context, Arena *arena, MailboxShown *mailbox, Err *err)
{
    struct mailbox_folders_rows rows;
    if (!sql_mailbox_folders(context->db, arena,
                             &(struct mailbox_folders_in){.workspace = context->workspace,
                                                          .mailbox_id = mailbox->id},
                             &rows, err))
        return false;
    mailbox->folders = arena_array(arena, rows.count, sizeof *mailbox->folders);
    mailbox->folder_count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        mailbox->folders[i] = (MailboxFolder){rows.at[i].name, rows.at[i].read_at, rows.at[i].why};
    return true;
}

static bool read_asides(Context *context, Arena *arena, MailboxShown *mailbox, Err *err)
{
    struct mailbox_asides_rows rows;
    if (!sql_mailbox_asides(context->db, arena,
                            &(struct mailbox_asides_in){.workspace = context->workspace,
                                                        .mailbox_id = mailbox->id,
                                                        .most = MAILBOX_ASIDES_SHOWN},
                            &rows, err))
        return false;
    mailbox->asides = arena_array(arena, rows.count, sizeof *mailbox->asides);
    mailbox->aside_count = rows.count;
    mailbox->aside_total = rows.count ? rows.at[0].total : 0;
    for (size_t i = 0; i < rows.count; i++)
        mailbox->asides[i] =
            (MailboxAside){rows.at[i].folder, rows.at[i].at, rows.at[i].size, rows.at[i].why};
    return true;
}

static bool read_copies(Context *context, Arena *arena, MailboxShown *mailbox, Err *err)
{
    struct sent_copy_count_row row;
    if (!sql_sent_copy_count(context->db, arena,
                             &(struct sent_copy_count_in){.workspace = context->workspace,
                                                          .mailbox_id = mailbox->id},
                             &row, NULL, err))
        return false;
    mailbox->copies_wait = row.copies;
    return true;
}

static bool shown_of(Context *context, Arena *arena, const struct mailbox_list_row *row,
                     MailboxShown *mailbox, Err *err)
{
    Doc *settings = json_parse(arena, row->settings, strlen(row->settings), err);
    bool rests = text_equal(row->state, "on") && row->rests_until != TIME_NONE &&
                 row->rests_until > context->now;
    const char *login_of;
    if (!settings || !sender_login_of(context, arena, row->sender_id, &login_of, err))
        return false;
    *mailbox = (MailboxShown){
        .id = row->id,
        .user = row->user_id ? context_name_of(context, row->user_id) : NULL,
        .driver = row->driver,
        .address = row->address,
        .login_of = login_of,
        .settings = settings,
        .copies = row->copies != 0,
        .state = rests ? "rests" : row->state,
        .why = text_equal(row->state, "off") || rests ? row->why : NULL,
        .rests_until = rests ? row->rests_until : TIME_NONE,
        .read_at = row->read_at,
    };
    return read_folders(context, arena, mailbox, err) &&
           read_asides(context, arena, mailbox, err) && read_copies(context, arena, mailbox, err);
}

static bool may_see(const Context *context, const struct mailbox_list_row *row)
{
    Err ignored;
    return !row->user_id || sender_may_change(context, row->user_id, &ignored);
}

static bool list_rows(Context *context, Arena *arena, struct mailbox_list_rows *rows, Err *err)
{
    return sql_mailbox_list(context->db, arena,
                            &(struct mailbox_list_in){.workspace = context->workspace}, rows, err);
}

bool mailbox_list(Context *context, Arena *arena, MailboxesShown *mailboxes, Err *err)
{
    struct mailbox_list_rows rows;
    if (!list_rows(context, arena, &rows, err))
        return false;
    MailboxesShown made = {.at = arena_array(arena, rows.count, sizeof *made.at)};
    for (size_t i = 0; i < rows.count; i++)
        if (may_see(context, &rows.at[i]) &&
            !shown_of(context, arena, &rows.at[i], &made.at[made.count++], err))
            return false;
    *mailboxes = made;
    return true;
}

/* MISSING, or DENIED. */
static bool find(Context *context, Arena *arena, int64_t id, struct mailbox_list_row *row, Err *err)
{
    struct mailbox_list_rows rows;
    if (!list_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id == id && may_see(context, &rows.at[i])) {
            *row = rows.at[i];
            return sender_may_change(context, row->user_id, err);
        }
    err_field(err, ERR_MISSING, "mailbox", "there is no mailbox %lld", (long long)id);
    return false;
}

static bool show_again(Context *context, Arena *arena, int64_t id, MailboxShown *mailbox, Err *err)
{
    struct mailbox_list_row row;
    return find(context, arena, id, &row, err) && shown_of(context, arena, &row, mailbox, err);
}

/* --- adding ----------------------------------------------------------------------------------- */

typedef struct Adding {
    const MailboxInput *input;
    const ReceiverDriver *driver;
    int64_t id, user_id, sender_id;
    Doc *settings, *secrets;
} Adding;

/* Who gives a password but no name is called by the address, as nearly everywhere. */
static bool find_login(Context *context, Arena *arena, Adding *adding, Doc *given, Err *err)
{
    const char *address = adding->input->address;
    if (!text_empty(doc_text(given, "login")))
        return true;
    if (text_empty(doc_text(given, "password")))
        return mailbox_borrow(context, arena, address, given, &adding->sender_id, err);
    doc_set_text(arena, given, "login", address);
    return true;
}

/* Whose token it would be is said by the sender. */
static bool check_oauth(const Adding *adding, Err *err)
{
    return adding->sender_id || text_empty(doc_text(adding->settings, "oauth")) ||
           err_field(err, ERR_INPUT, "oauth",
                     "signed in at a provider is a sender: add that first, then its address here");
}

static bool check_input(Context *context, Arena *arena, Adding *adding, Err *err)
{
    const MailboxInput *input = adding->input;
    Doc *given = doc_object(arena);
    for (const Doc *one = input->settings->first; one; one = one->next)
        if (!text_empty(one->text))
            doc_set_text(arena, given, one->name, one->text);
    adding->driver = receiver_driver(text_or(input->driver, "imap"), err);
    return adding->driver &&
           sender_choose_user(context, input->user, input->everybody, &adding->user_id, err) &&
           sender_check_address(CHANNEL_EMAIL, input->address, err) &&
           find_login(context, arena, adding, given, err) &&
           receiver_check(arena, adding->driver, given, &adding->settings, &adding->secrets, err) &&
           check_oauth(adding, err);
}

static bool is_first(Context *context, Arena *arena, const char *address, Err *err)
{
    struct mailbox_list_rows rows;
    if (!list_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (text_equal_nocase(rows.at[i].address, address))
            return err_field(
                err, ERR_CONFLICT, "address",
                "%s is read already, and is to be removed first: Settings, Reading, or "
                "`beck mailbox remove %lld`",
                address, (long long)rows.at[i].id);
    return true;
}

static bool insert(Context *context, Arena *arena, const Adding *adding, Err *err)
{
    struct Blob sealed = {0};
    const char *secrets = sender_json(arena, adding->secrets);
    if (!adding->sender_id)
        sealed.at = seal_close(arena, context->secret,
                               arena_printf(arena, "mailbox %lld", (long long)adding->id), secrets,
                               strlen(secrets), &sealed.length);
    return sql_mailbox_insert(
        context->db,
        &(struct mailbox_insert_in){.workspace = context->workspace,
                                    .id = adding->id,
                                    .user_id = adding->user_id,
                                    .driver = adding->driver->name,
                                    .address = adding->input->address,
                                    .sender_id = adding->sender_id,
                                    .settings = sender_json(arena, adding->settings),
                                    .secret = sealed,
                                    .copies = adding->driver->wants_copies(adding->settings),
                                    .now = context->now},
        err);
}

static bool audit(Context *context, Arena *arena, int64_t id, const char *did, Err *err)
{
    return audit_own(context, "mailbox", arena_printf(arena, "mailbox %lld %s", (long long)id, did),
                     err);
}

bool mailbox_add(Context *context, Arena *arena, const MailboxInput *input, MailboxShown *mailbox,
                 Err *err)
{
    Adding adding = {.input = input};
    if (!check_input(context, arena, &adding, err))
        return false;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           is_first(context, arena, input->address, err) && context_id(context, &adding.id, err) &&
           insert(context, arena, &adding, err) && audit(context, arena, adding.id, "added", err) &&
           show_again(context, arena, adding.id, mailbox, err) && db_commit(&txn, err);
}

/* --- changing --------------------------------------------------------------------------------- */

static bool set_state(Context *context, Arena *arena, int64_t id, const char *state,
                      const char *why, Err *err)
{
    struct mailbox_list_row row;
    return find(context, arena, id, &row, err) &&
           sql_mailbox_set(
               context->db,
               &(struct mailbox_set_in){
                   .workspace = context->workspace, .id = id, .state = state, .why = why},
               err) &&
           audit(context, arena, id, state, err);
}

bool mailbox_pause(Context *context, Arena *arena, int64_t id, const char *why,
                   MailboxShown *mailbox, Err *err)
{
    const char *said = text_empty(why) ? "paused" : text_clean(arena, why, strlen(why), WHY_BYTES);
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           set_state(context, arena, id, "off", said, err) &&
           show_again(context, arena, id, mailbox, err) && db_commit(&txn, err);
}

bool mailbox_resume(Context *context, Arena *arena, int64_t id, MailboxShown *mailbox, Err *err)
{
    int64_t workspace = context->workspace;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           set_state(context, arena, id, "on", NULL, err) &&
           sql_mailbox_again(context->db,
                             &(struct mailbox_again_in){.workspace = workspace, .mailbox_id = id},
                             err) &&
           sql_mailbox_aside_drop(
               context->db,
               &(struct mailbox_aside_drop_in){.workspace = workspace, .mailbox_id = id}, err) &&
           show_again(context, arena, id, mailbox, err) && db_commit(&txn, err);
}

bool mailbox_end(Context *context, Arena *arena, int64_t id, Err *err)
{
    int64_t workspace = context->workspace;
    struct mailbox_list_row row;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) && find(context, arena, id, &row, err) &&
           sql_mailbox_end(context->db, &(struct mailbox_end_in){.workspace = workspace, .id = id},
                           err) &&
           sql_mailbox_forget(context->db,
                              &(struct mailbox_forget_in){.workspace = workspace, .mailbox_id = id},
                              err) &&
           sql_mailbox_aside_drop(
               context->db,
               &(struct mailbox_aside_drop_in){.workspace = workspace, .mailbox_id = id}, err) &&
           sql_sent_copy_forget(
               context->db, &(struct sent_copy_forget_in){.workspace = workspace, .mailbox_id = id},
               err) &&
           audit(context, arena, id, "ended", err) && db_commit(&txn, err);
}

bool mailbox_probe(Context *context, Arena *arena, int64_t id, MailboxProbed *probed, Err *err)
{
    struct mailbox_list_row row;
    Doc *settings, *secrets;
    MailboxProbed made = {0};
    if (!find(context, arena, id, &row, err) || !shown_of(context, arena, &row, &made.mailbox, err))
        return false;
    const ReceiverDriver *driver = receiver_driver(row.driver, err);
    if (!driver)
        return false;
    DialBearer bearer = {sender_ask_bearer, &(SenderAsking){context, row.sender_id}};
    made.works = mailbox_settings(context, arena, &row, &settings, &secrets, &made.why) &&
                 driver->probe(settings, secrets, &bearer, &made.why);
    *probed = made;
    return true;
}
