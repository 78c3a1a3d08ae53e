#include "dispatch/notices.h"

#include "action/invitation.h"
#include "action/invitation_notice.h"
#include "dispatch/lone.h"
#include "mail/compose.h"
#include "mail/html_from_text.h"

enum {
    LOOK_MS = 2000, /* between two looks for what has changed */
    HTML_LONGEST = 64 * 1024
};

static int64_t user_of(const LoneWorker *worker, int64_t id)
{
    (void)id;
    return context_first_user(worker->context);
}

static bool due(LoneWorker *worker, Arena *arena, LoneIds *ids, Err *err)
{
    Context *context = worker->context;
    NoticeIds found;
    if (!notice_recover(context, arena, err) || !invitation_look(context, arena, err) ||
        !notice_due(context, arena, &found, err))
        return false;
    *ids = (LoneIds){found.at, found.count};
    return true;
}

static bool claim(LoneWorker *worker, Arena *arena, int64_t id, LoneMail *mail, bool *claimed,
                  Err *err)
{
    NoticeClaim *made = arena_make(arena, NoticeClaim);
    if (!notice_claim(worker->context, arena, worker->number, id, made, claimed, err))
        return false;
    *mail = (LoneMail){.sender_id = made->sender_id,
                       .driver = made->driver,
                       .settings = made->settings,
                       .secrets = made->secrets,
                       .message_id = made->message_id,
                       .from = made->from,
                       .to = made->to,
                       .claim = made};
    return true;
}

/* What a person has done is told by it, so it says of itself no more than their own mails do. */
static bool compose(LoneWorker *worker, Arena *arena, const LoneMail *lone, Time now, Buf *mail,
                    Err *err)
{
    const NoticeClaim *made = lone->claim;
    MimeAddress to = {.name = made->to_name, .address = made->to};
    auto_buf Buf html = buf_new(HTML_LONGEST);
    bool needs_utf8;
    (void)worker, (void)arena;
    html_from_text(made->words, &html);
    return compose_mail(&(MailDraft){.from = {.name = made->from_name, .address = made->from},
                                     .to = {&to, 1},
                                     .subject = made->subject,
                                     .text = made->words,
                                     .html = html.at,
                                     .date = now,
                                     .date_offset = made->offset,
                                     .message_id = made->message_id,
                                     .in_reply_to = made->answers,
                                     .references = {&made->answers, 1},
                                     .calendar = made->calendar,
                                     .calendar_method = made->method},
                        mail, &needs_utf8, err);
}

static bool dot(LoneWorker *worker, Arena *arena, const LoneMail *mail, bool *go, Err *err)
{
    return notice_dot(worker->context, arena, worker->number, mail->claim, &worker->standing, go,
                      err);
}

static bool settle(LoneWorker *worker, Arena *arena, const LoneMail *mail, const LoneCame *came,
                   Err *err)
{
    worker->done.sent += came->verdict->result == SEND_SENT;
    return notice_settle(worker->context, arena, worker->number, mail->claim,
                         &(NoticeCame){.verdict = came->verdict,
                                       .bytes = came->bytes,
                                       .length = came->length,
                                       .again_at = came->again_at},
                         err);
}

bool notices_run(const WorkOptions *options, WorkDone *done, Err *err)
{
    static const LoneKind kind = {.part = "notices",
                                  .about = "that of invitation",
                                  .look_ms = LOOK_MS,
                                  .again_seconds = NOTICE_AGAIN_SECONDS,
                                  .user_of = user_of,
                                  .due = due,
                                  .claim = claim,
                                  .compose = compose,
                                  .dot = dot,
                                  .settle = settle};
    return lone_run(&kind, options, done, err);
}
