#include "action/promise_mail.h"

#include "action/file_inner.h"
#include "action/invitation_inner.h"
#include "action/mail_file_inner.h"
#include "action/promise_inner.h"
#include "action/promise_way_inner.h"
#include "action/send_inner.h"
#include "base/text.h"

/* --- the draft -------------------------------------------------------------------------------- */

/* With the promise in the reader's first line: that is what they wait for. */
static void begin_words(Context *context, Arena *arena, const LoadedLead *loaded, PromiseMail *mail)
{
    const char *text = mail->promise.text;
    mail->subject = arena_printf(arena, "As promised: %s", text);
    mail->words = arena_printf(
        arena, "%s\n\nI said I would: %s. Here it is.\n\nDid I forget anything? Call me.\n\n%s",
        promise_hello(arena, &mail->promise), text, promise_signed(context, arena, loaded));
}

static bool draft_of(Context *context, Arena *arena, int64_t id, LoadMode mode, LoadedLead *loaded,
                     PromiseMail *mail, Err *err)
{
    PromiseMail made = {0};
    bool found;
    if (!promise_card(context, arena, id, &made.promise, err))
        return false;
    if (!text_equal(made.promise.state, "open"))
        return err_set(err, ERR_CONFLICT, "promise %lld is %s already", (long long)id,
                       made.promise.state);
    if (!made.promise.ours)
        return err_set(err, ERR_CONFLICT, "promise %lld is theirs to keep", (long long)id);
    if (!lead_load(context, arena, made.promise.lead_id, mode, loaded, err) ||
        !promise_way_find(context, arena, loaded, &made.promise, CHANNEL_EMAIL, &made.way, &found,
                          err))
        return false;
    begin_words(context, arena, loaded, &made);
    *mail = made;
    return true;
}

bool promise_mail_draft(Context *context, Arena *arena, int64_t id, PromiseMail *mail, Err *err)
{
    LoadedLead loaded;
    PromiseMail made = {0};
    if (!draft_of(context, arena, id, LOAD_READ, &loaded, &made, err) ||
        !file_list(context, arena, made.promise.lead_id, &made.files, err) ||
        !invitation_offer(context, arena, made.promise.lead_id, &made.invitation, err))
        return false;
    *mail = made;
    return true;
}

/* --- it goes ---------------------------------------------------------------------------------- */

static bool put_along(Context *context, Arena *arena, const PromiseMail *mail, int64_t touch_id,
                      const PromiseMailInput *input, Err *err)
{
    MailFiles chosen;
    int64_t added;
    for (size_t i = 0; i < input->file_count; i++)
        if (!mail_file_choose_inside(context, arena, touch_id, input->files[i], FILE_ENCLOSED,
                                     &chosen, err))
            return err_in(err, "files");
    for (size_t i = 0; i < input->add_count; i++) {
        FileInput add = input->adds[i];
        add.lead_id = mail->promise.lead_id;
        if (!file_put(context, arena, &add, false, NULL, &added, err) ||
            !mail_file_choose_inside(context, arena, touch_id, added, FILE_ENCLOSED, &chosen, err))
            return err_in(err, "file");
    }
    return !input->invites || invitation_attach_inside(context, arena, mail->promise.lead_id,
                                                       touch_id, true, input->place, err);
}

/* By the outbox's own rules: what would not go is told now, and nothing is written. */
static bool let_go(Context *context, Arena *arena, const PromiseMail *mail, int64_t touch_id,
                   const PromiseMailInput *input, OutboxEntry *entry, Err *err)
{
    const OutboxWords words = {.touch_id = touch_id,
                               .subject = text_or(input->subject, mail->subject),
                               .body = text_or(input->words, mail->words)};
    const char *why;
    return outbox_let_go(context, arena, &words, entry, &why, err) &&
           (!why || err_field(err, ERR_INPUT, "words", "%s", why));
}

bool promise_mail_send(Context *context, Arena *arena, int64_t id, const PromiseMailInput *input,
                       PromiseCard *promise, OutboxEntry *entry, Err *err)
{
    PromiseMail mail = {0};
    LoadedLead loaded;
    OutboxEntry made;
    int64_t touch_id;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !draft_of(context, arena, id, LOAD_USUAL, &loaded, &mail, err))
        return false;
    if (mail.way.channel == CHANNEL_NONE)
        return err_field(err, ERR_INPUT, "to", "there is no mailbox of theirs to write to");
    if (!mail.way.machine)
        return err_set(err, ERR_CONFLICT, "it does not go by itself: %s", mail.way.why);
    if (!context_id(context, &touch_id, err) ||
        !promise_mail_put(context, arena,
                          &(PromiseMailTouch){.touch_id = touch_id,
                                              .lead_id = mail.promise.lead_id,
                                              .contact_id = mail.way.contact_id,
                                              .address_id = mail.way.address_id,
                                              .keeps_id = id,
                                              .why = {.code = WHY_OUR_PROMISE,
                                                      .number = mail.promise.due_at,
                                                      .text = mail.promise.text}},
                          err) ||
        !put_along(context, arena, &mail, touch_id, input, err) ||
        !let_go(context, arena, &mail, touch_id, input, &made, err) || !db_commit(&txn, err))
        return false;
    *promise = mail.promise;
    *entry = made;
    return true;
}
